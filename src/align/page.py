"""A saved page as a format reads it: its lines of text, with what the format knows about each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of text as a reader would see it.

    ``number`` is the line of the file it stands on, from 1 (the first, where it takes several). ``links`` is the
    share of its characters inside links, 0 to 1. ``outside`` says why the format itself takes it to be no part of
    an article ("navigation", "footer", ...), "" where it does not.
    """

    text: str
    number: int
    links: float = 0.0
    heading: bool = False
    outside: str = ""

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Page:
    """All lines in order, blank ones too. Title, date (ISO 8601) and publisher only where the page states them."""

    lines: tuple[PageLine, ...]
    title: str = ""
    date: str = ""
    publisher: str = ""
