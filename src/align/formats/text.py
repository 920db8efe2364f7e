"""Plain text: every line as it stands."""

from __future__ import annotations

from align.page import Page, PageLine
from align.plugin import Format


def read(text: str) -> Page:
    """The lines of a text, line ends (LF, CRLF or CR) taken off, nothing else changed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Page(tuple(PageLine(line, number) for number, line in enumerate(lines, 1)))


FORMAT = Format(id="text", suffixes=(".txt", ".text", ".md"), describe="Plain text, one block a line.", read=read)
