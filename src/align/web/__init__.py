"""What opens a socket: the review page, and fetching documents."""
