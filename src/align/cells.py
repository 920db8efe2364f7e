"""Text in terminal cells: Han takes two, and lines break where Chinese and English let them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CLOSING = "，。、；：？！）》」』”’】〉…—％,.;:?!)]}%\"'"
_OPENING = "（《「『“‘【〈([{"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def cells(text: str) -> int:
    """How many columns of a terminal the text takes."""
    from rich.cells import cell_len

    return cell_len(text)


def printable(text: str) -> str:
    """The text on one line: white space runs as single spaces, what could steer a terminal as <U+XXXX>."""
    return _CONTROL.sub(lambda found: f"<U+{ord(found[0]):04X}>", " ".join(text.split(None)))


def wrap(text: str, width: int) -> tuple[str, ...]:
    """The text in lines of at most ``width`` cells (2 or more); nothing is dropped but spaces at the breaks."""
    lines, line, room = [], "", width
    for atom in _atoms(printable(text)):
        if line and cells(atom.rstrip()) > room:
            lines.append(line.rstrip())
            line, room = "", width
        rest = atom
        while cells(rest.rstrip()) > width:
            head = _head(rest, width)
            lines.append(head)
            rest = rest[len(head) :]
        line += rest
        room -= cells(rest)
    return (*lines, line.rstrip()) if line.rstrip() or not lines else tuple(lines)


def pad(text: str, width: int) -> str:
    """The text with spaces up to ``width`` cells."""
    return text + " " * (width - cells(text))


def pad_left(text: str, width: int) -> str:
    """The text with spaces before it up to ``width`` cells."""
    return " " * (width - cells(text)) + text


def cut(text: str, width: int) -> str:
    """The text on one line of at most ``width`` cells, with "…" where it goes on."""
    line = printable(text)
    return line if cells(line) <= width else f"{_head(line, width - 1).rstrip()}…"


def _atoms(text: str) -> Iterator[str]:
    """What may not be broken: a word with its marks and the space after it, a Han character with its marks."""
    atom = ""
    for char in text:
        if atom and _may_break(atom[-1], char):
            yield atom
            atom = ""
        atom += char
    if atom:
        yield atom


def _may_break(before: str, after: str) -> bool:
    if after == " ":
        return False
    if before == " ":
        return True
    if after in _CLOSING or before in _OPENING or cells(after) == 0:
        return False
    return before == "-" or cells(before) == 2 or cells(after) == 2


def _head(text: str, width: int) -> str:
    """The longest beginning that fits; at least one character."""
    end = 0
    used = 0
    while end < len(text):
        used += cells(text[end])
        if used > width and end:
            break
        end += 1
    return text[:end]
