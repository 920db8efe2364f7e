"""The beginning of a text, short enough for one line."""

from __future__ import annotations


def preview(text: str, cells: int = 40) -> str:
    """White space as single spaces, at most ``cells`` terminal cells and "…" where the text goes on.

    Widths by a fixed rule (two cells from U+1100 on), not by a Unicode table: the files that hold previews
    must not change with the version of a library.
    """
    line = " ".join(text.split())
    for index, char in enumerate(line):
        cells -= 2 if char >= "\u1100" and not "\u2000" <= char <= "\u206f" else 1
        if cells < 0:
            return f"{line[:index].rstrip()}…"
    return line
