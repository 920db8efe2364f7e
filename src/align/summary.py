"""An alignment in figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from align.bead import Alignment, BeadStatus
from align.document import Document

BINS = 10


@dataclass(frozen=True, slots=True)
class SideSummary:
    """One document: its segments, how many stand in a bead with a counterpart, and both in characters."""

    path: str
    lang: str
    segments: int
    paired_segments: int
    characters: int
    paired_characters: int

    @property
    def coverage(self) -> float:
        """The share of segments with a counterpart, 0 to 1."""
        return self.paired_segments / self.segments if self.segments else 0.0


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of an alignment. ``histogram`` counts beads by confidence in ten equal bins from 0 to 1.

    ``types`` come most frequent first. ``length_ratio`` is target characters (code points, without white
    space) per source character over beads with both sides, 0 where there is none. ``crossing`` beads have
    target segments before those of an earlier bead.
    """

    beads: int
    types: tuple[tuple[str, int], ...]
    statuses: tuple[tuple[str, int], ...]
    mean_confidence: float
    histogram: tuple[int, ...]
    crossing: int
    source: SideSummary
    target: SideSummary
    length_ratio: float


def summarise(alignment: Alignment) -> Summary:
    """The figures of an alignment."""
    beads = alignment.beads
    paired = [bead for bead in beads if bead.source and bead.target]
    types = Counter(bead.type for bead in beads)
    statuses = Counter(bead.status for bead in beads)
    source = _side(alignment.source, [index for bead in paired for index in bead.source])
    target = _side(alignment.target, [index for bead in paired for index in bead.target])
    bins = Counter(min(int(round(bead.confidence, 6) * BINS), BINS - 1) for bead in beads)
    return Summary(
        beads=len(beads),
        types=tuple(sorted(types.items(), key=lambda item: (-item[1], item[0]))),
        statuses=tuple((status.value, statuses[status]) for status in BeadStatus),
        mean_confidence=sum(bead.confidence for bead in beads) / len(beads) if beads else 0.0,
        histogram=tuple(bins[index] for index in range(BINS)),
        crossing=len(crossing(alignment)),
        source=source,
        target=target,
        length_ratio=target.paired_characters / source.paired_characters if source.paired_characters else 0.0,
    )


def crossing(alignment: Alignment) -> frozenset[int]:
    """The numbers (from 1) of beads whose target lies before that of an earlier bead."""
    furthest, found = -1, set()
    for number, bead in enumerate(alignment.beads, start=1):
        if bead.target:
            if bead.target[0] < furthest:
                found.add(number)
            furthest = max(furthest, bead.target[-1])
    return frozenset(found)


def least_sure(alignment: Alignment, count: int) -> tuple[int, ...]:
    """The numbers (from 1) of the beads with the lowest confidence that no person has settled, worst first."""
    open_ = [
        (bead.confidence, number)
        for number, bead in enumerate(alignment.beads, start=1)
        if bead.status in (BeadStatus.AUTO, BeadStatus.REVIEW) and not bead.accepted
    ]
    return tuple(number for _, number in sorted(open_)[:count])


def _side(document: Document, paired: list[int]) -> SideSummary:
    lengths = [sum(map(len, text.split())) for text in document.segment_texts()]
    return SideSummary(
        path=document.path,
        lang=document.lang,
        segments=len(lengths),
        paired_segments=len(paired),
        characters=sum(lengths),
        paired_characters=sum(lengths[index] for index in paired),
    )
