"""Beads, alignments and translation units (Gale & Church 1993 for the words).

The *source* is the original document, the *target* its translation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from align.document import BlockKind, Document, Span


class BeadStatus(StrEnum):
    """Where a bead's sentences come from, and whether a person has looked."""

    AUTO = "auto"
    EDITED = "edited"
    CONFIRMED = "confirmed"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Bead:
    """Segments of both sides that translate each other; one side may be empty (omission, addition).

    ``source`` and ``target`` are ascending segment indexes without a gap. ``confidence`` is the
    probability (0 to 1) that the bead is exactly right; ``reasons`` say in a few words what speaks for or
    against it. A person's words on it: ``note`` is a comment, ``bookmark`` marks it to come back to, and
    ``accepted`` says that its one empty side is right (an omission or addition that may stay).
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float = 0.0
    status: BeadStatus = BeadStatus.AUTO
    reasons: tuple[str, ...] = ()
    note: str = ""
    bookmark: bool = False
    accepted: bool = False

    def __post_init__(self) -> None:
        if not self.source and not self.target:
            raise ValueError("a bead needs a segment on at least one side")
        for side in (self.source, self.target):
            if len(side) > 1 and any(b - a != 1 for a, b in pairwise(side)):
                raise ValueError(f"a bead's segments must follow each other, got {side}")

    @property
    def type(self) -> str:
        """Number of source and target segments, as in the literature: "1-1", "2-1", "1-0"."""
        return f"{len(self.source)}-{len(self.target)}"


@dataclass(frozen=True, slots=True)
class UnitSide:
    """One side of a unit: the document's own slice and where it lies. Empty text for an empty side."""

    lang: str
    text: str
    span: Span
    kind: BlockKind | None


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """A bead's two texts (TMX's word). ``number`` counts beads from 1 as people see them.

    An empty side has the empty span at the place where its text would have been.
    """

    number: int
    source: UnitSide
    target: UnitSide
    bead: Bead

    def side(self, lang: str) -> UnitSide:
        """The side in a language; KeyError where the unit has no such language."""
        for side in (self.source, self.target):
            if side.lang == lang:
                return side
        raise KeyError(lang)


@dataclass(frozen=True, slots=True)
class Alignment:
    """The beads of one document pair, in source order (crossing beads allowed), covering both sides."""

    source: Document
    target: Document
    beads: tuple[Bead, ...]

    def units(self) -> Iterator[TranslationUnit]:
        """Every bead as a translation unit, numbered from 1."""
        seen = [0, 0]
        for number, bead in enumerate(self.beads, start=1):
            sides = []
            for which, (document, indexes) in enumerate(((self.source, bead.source), (self.target, bead.target))):
                sides.append(_side(document, indexes, seen[which]))
                seen[which] = sides[-1].span.end
            yield TranslationUnit(number, sides[0], sides[1], bead)


def _side(document: Document, indexes: tuple[int, ...], last_end: int) -> UnitSide:
    if not indexes:
        return UnitSide(document.lang, "", Span(last_end, last_end), None)
    span = document.cover(indexes)
    return UnitSide(document.lang, span.of(document.text), span, document.segment_kind(indexes[0]))
