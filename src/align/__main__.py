"""`python -m align` is the command `align`, where the folder of installed commands is not on the path."""

from align.cli import main

main()
