"""Text set in columns of a terminal, where a Han character is two cells wide and a combining mark none.

Widths are Unicode's (UAX #11: wide and full-width are two cells, ambiguous ones one). Lines break between
Han characters and after spaces, never before closing or after opening punctuation.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from align.reports._excerpt import Kind, Piece
from align.reports._visible import visible

_CLOSING = frozenset("，。、；：？！）】」』》〉”’…—·,.;:?!)]}%⟧")
_OPENING = frozenset("（【「『《〈“‘([{$⟦")
_RESET = "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Cell:
    """One character, how many terminal cells it takes, and how it is painted (an SGR code, "" for plainly)."""

    char: str
    width: int
    paint: str = ""


def char_width(char: str) -> int:
    """Terminal cells of one printable character: 0, 1 or 2."""
    if " " <= char <= "~":
        return 1
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def text_width(text: str) -> int:
    return sum(map(char_width, text))


def cells(text: str, paint: str = "") -> list[Cell]:
    """The characters of a text, unseen ones named, tabs as one space."""
    return [Cell(char, char_width(char), paint) for char in visible(text).replace("\t", " ")]


def marked_cells(pieces: Iterable[Piece], colour: str) -> list[Cell]:
    """An excerpt as cells: the mark painted where ``colour`` is an SGR code, else between ⟦ and ⟧."""
    result: list[Cell] = []
    for piece in pieces:
        if piece.kind is Kind.GAP:
            result += cells(" … ")
        elif piece.kind is Kind.MARK:
            result += cells(piece.text or "‸", colour) if colour else cells(f"⟦{piece.text}⟧")
        else:
            result += cells(piece.text)
    return result


def wrap(line: Sequence[Cell], width: int) -> list[list[Cell]]:
    """Lines of at most ``width`` cells (at least 2). Nothing is lost but spaces at a break."""
    lines: list[list[Cell]] = []
    for paragraph in _paragraphs(line):
        start = 0
        while (end := _line_end(paragraph, start, width)) < len(paragraph):
            lines.append(_stripped(paragraph[start:end]))
            start = end
            while start < len(paragraph) and paragraph[start].char == " ":
                start += 1
        lines.append(_stripped(paragraph[start:]))
    return lines


def painted(line: Sequence[Cell], width: int = 0) -> str:
    """A line as text with its SGR codes, filled with spaces to ``width`` cells."""
    parts: list[str] = []
    paint = ""
    for cell in line:
        if cell.paint != paint:
            parts.append((_RESET if paint else "") + cell.paint)
            paint = cell.paint
        parts.append(cell.char)
    if paint:
        parts.append(_RESET)
    return "".join(parts) + " " * (width - sum(cell.width for cell in line))


def side_by_side(left: Sequence[Cell], right: Sequence[Cell], width: int) -> Iterator[str]:
    """Two texts in two columns of one half of ``width`` each."""
    column = (width - 3) // 2
    sides = [wrap(side, column) for side in (left, right)]
    for row in range(max(map(len, sides))):
        first, second = (side[row] if row < len(side) else [] for side in sides)
        yield f"{painted(first, column)} │ {painted(second)}".rstrip(" ")


def _paragraphs(line: Sequence[Cell]) -> Iterator[list[Cell]]:
    paragraph: list[Cell] = []
    for cell in line:
        if cell.char == "\n":
            yield paragraph
            paragraph = []
        else:
            paragraph.append(cell)
    yield paragraph


def _line_end(paragraph: Sequence[Cell], start: int, width: int) -> int:
    """Where the line that starts at ``start`` ends: at its last chance to break, else in mid-word."""
    used = 0
    chance = start
    for index in range(start, len(paragraph)):
        if index > start and _may_break(paragraph[index - 1], paragraph[index]):
            chance = index
        used += paragraph[index].width
        if used > width and paragraph[index].char != " ":
            return chance if chance > start else max(index, start + 1)
    return len(paragraph)


def _may_break(before: Cell, after: Cell) -> bool:
    if after.width == 0 or after.char == " " or after.char in _CLOSING or before.char in _OPENING:
        return False
    return before.char == " " or before.width == 2 or after.width == 2


def _stripped(line: list[Cell]) -> list[Cell]:
    end = len(line)
    while end and line[end - 1].char == " ":
        end -= 1
    return line[:end]
