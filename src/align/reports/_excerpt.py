"""A bead's text cut up for showing: what stands before the mark, the mark, and what stands after it.

A text longer than the limit is shown as a window around its mark; gaps say how much is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from align.document import Span
from align.finding import Finding, Place


class Kind(Enum):
    TEXT = "text"
    MARK = "mark"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Piece:
    """A slice of the text, or a gap of ``left_out`` code points. A mark may be empty: a place to insert."""

    kind: Kind
    text: str = ""
    left_out: int = 0


def excerpts(finding: Finding, limits: tuple[int, int]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The target's and the source's text with their marks, at most ``limits`` code points each.

    A side the check did not mark is cut about the same relative place as the marked one.
    """
    target_mark = _mark(finding.target) if finding.points_at_target else None
    source_mark = _mark(finding.source) if finding.points_at_source else None
    centre = _centre(finding.main)
    return (
        cut(finding.target.context, target_mark, limits[0], centre),
        cut(finding.source.context, source_mark, limits[1], centre),
    )


def cut(text: str, mark: Span | None, limit: int, centre: float = 0.0) -> tuple[Piece, ...]:
    """Pieces of ``text`` that show at most ``limit`` code points (at least 2), the mark among them.

    Without a mark the window lies about ``centre`` (0 start, 1 end).
    """
    shown: tuple[Piece, ...]
    if mark is None:
        middle = round(len(text) * centre)
        window = _window(text, Span(middle, middle), limit)
        shown = (Piece(Kind.TEXT, window.of(text)),)
    else:
        window = _window(text, mark, limit)
        shown = (
            Piece(Kind.TEXT, text[window.start : mark.start]),
            *_marked(mark.of(text), limit),
            Piece(Kind.TEXT, text[mark.end : window.end]),
        )
    ends = (_gap(window.start), *shown, _gap(len(text) - window.end))
    return tuple(piece for piece in ends if piece.text or piece.left_out or piece.kind is Kind.MARK)


def _mark(place: Place) -> Span:
    return place.span.shift(-place.offset)


def _centre(place: Place) -> float:
    middle = (place.span.start + place.span.end) / 2 - place.offset
    return middle / len(place.context) if place.context else 0.0


def _gap(left_out: int) -> Piece:
    return Piece(Kind.GAP, left_out=left_out)


def _window(text: str, mark: Span, limit: int) -> Span:
    """What to show of a text: all of it, or ``limit`` code points about the mark."""
    if len(text) <= limit:
        return Span(0, len(text))
    room = max(0, limit - len(mark))
    start = max(0, min(mark.start - room // 2, len(text) - max(limit, len(mark))))
    end = min(len(text), max(start + limit, mark.end))
    return Span(_word_start(text, start, mark.start), _word_end(text, end, mark.end))


def _word_start(text: str, start: int, stop: int) -> int:
    """The next start of a Latin word, so that no word is cut in two; not beyond ``stop``."""
    if start == 0:
        return start
    here = start
    while here < stop and here - start < 20 and _latin(text[here - 1]) and _latin(text[here]):
        here += 1
    return here if here - start < 20 else start


def _word_end(text: str, end: int, stop: int) -> int:
    if end == len(text):
        return end
    here = end
    while here > stop and end - here < 20 and _latin(text[here - 1]) and _latin(text[here]):
        here -= 1
    return here if end - here < 20 else end


def _latin(char: str) -> bool:
    return char.isalnum() and ord(char) < 0x2E80


def _marked(text: str, limit: int) -> tuple[Piece, ...]:
    """The mark whole, or its two ends."""
    if len(text) <= limit:
        return (Piece(Kind.MARK, text),)
    head = limit - limit // 3
    tail = len(text) - limit // 3
    return (Piece(Kind.MARK, text[:head]), _gap(tail - head), Piece(Kind.MARK, text[tail:]))
