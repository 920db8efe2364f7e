"""A document as read, with its original text untouched, and pointers into it.

Blocks and segments hold spans, never copies: whatever is shown or exported is the document's own slice.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points, ``start <= end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return True

    def shift(self, by: int) -> Span:
        """The same range ``by`` code points further on."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place as people count it: line and column from 1, columns in code points."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


class BlockKind(StrEnum):
    HEADING = "heading"
    RUN_IN = "run-in"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, or the run-in head that opens a paragraph ("Carbon Management:")."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence, or a whole heading; ``block`` is the index of its block."""

    span: Span
    block: int


@dataclass(frozen=True, slots=True)
class Document:
    """One language side. Segments are in order, do not overlap, and cover all text that is not white space.

    ``path`` is how the file is shown to people (relative to the project where there is one). ``cuts`` are the
    indexes of segments that begin inside a sentence, where a person has split it.
    """

    path: str
    lang: str
    text: str
    blocks: tuple[Block, ...]
    segments: tuple[Segment, ...]
    cuts: tuple[int, ...] = ()
    _line_starts: tuple[int, ...] = field(default=(), repr=False, compare=False)

    def __post_init__(self) -> None:
        # Found when they are first asked for; a copy with another text must not inherit them.
        object.__setattr__(self, "_line_starts", ())

    def position(self, offset: int) -> Position:
        """Line and column (from 1) of a code-point offset."""
        starts = self._line_starts
        if not starts:
            lengths = (len(line) + 1 for line in self.text.split("\n")[:-1])
            starts = tuple(accumulate(lengths, initial=0))
            object.__setattr__(self, "_line_starts", starts)
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def segment_text(self, index: int) -> str:
        return self.segments[index].span.of(self.text)

    def segment_texts(self) -> Iterator[str]:
        return (segment.span.of(self.text) for segment in self.segments)

    def segment_kind(self, index: int) -> BlockKind:
        return self.blocks[self.segments[index].block].kind

    def cover(self, segments: tuple[int, ...]) -> Span:
        """The span from the first to the last of some segments (ascending indexes, at least one)."""
        return Span(self.segments[segments[0]].span.start, self.segments[segments[-1]].span.end)
