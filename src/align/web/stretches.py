"""Where the sentences of a document changed: stretches of segments replaced by others, and beads carried over.

An operation may split a sentence, make one whole or rewrite it; all other segments stay, with other numbers.
What knows the stretches (the beads, the alignment file's lines, the page) need not look at the rest.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from align.bead import Bead
from align.cutting import cut_at, offsets_of
from align.document import Document, Segment, Span
from align.web.operations import SIDES, Change, Segments, Side


@dataclass(frozen=True, slots=True)
class Stretch:
    """``old`` segments of a side from ``at`` on, as they were numbered, are ``new`` others now."""

    side: Side
    at: int
    old: int
    new: int


Stretches = tuple[Stretch, ...]
"""In the order of the text, none touching another of its side."""


def recut(document: Document, side: Side, offsets: Iterable[int]) -> tuple[Document, Stretches]:
    """The document cut at these text offsets and no others; other segments are not even looked at."""
    was, wanted = set(offsets_of(document)), set(offsets)
    starts = [segment.span.start for segment in document.segments]
    gone = {index for index in document.cuts if starts[index] not in wanted}
    groups: dict[int, int] = {}
    for offset in was ^ wanted:
        low = max(0, bisect_right(starts, offset) - 1)
        high = low + 1
        while low in gone:
            low -= 1
        while high in gone:
            high += 1
        groups[low] = high
    segments, found = list(document.segments), list[Stretch]()
    cuts = set(document.cuts)
    for low, high in sorted(groups.items(), reverse=True):
        first = document.segments[low]
        whole = Segment(Span(first.span.start, document.segments[high - 1].span.end), first.block)
        inside = [offset for offset in wanted if whole.span.start < offset < whole.span.end]
        parts = cut_at(replace(document, segments=(whole,), cuts=()), inside).segments
        if parts != document.segments[low:high]:
            segments[low:high] = parts
            found.append(Stretch(side, low, high - low, len(parts)))
            by = len(parts) - (high - low)
            cuts = {cut + by if cut >= high else cut for cut in cuts if not low < cut < high}
            cuts.update(range(low + 1, low + len(parts)))
    if not found:
        return document, ()
    return replace(document, segments=tuple(segments), cuts=tuple(sorted(cuts))), tuple(reversed(found))


def carried(beads: Sequence[Bead], stretches: Stretches) -> tuple[Bead, ...]:
    """The beads with their segments numbered anew; one that holds all of a stretch holds what is new of it.

    ValueError for a bead that holds only a part of a stretch.
    """
    source, target = (_Move(tuple(s for s in stretches if s.side == side)) for side in SIDES)
    if not source.moves and not target.moves:
        return tuple(beads)
    made = []
    for bead in beads:
        new = source.of(bead.source), target.of(bead.target)
        if new[0] is not bead.source or new[1] is not bead.target:
            # Thousands of beads a change: dataclasses.replace takes half as long again.
            b = bead
            made.append(Bead(*new, b.confidence, b.status, b.reasons, b.note, b.bookmark, b.accepted))
        else:
            made.append(bead)
    return tuple(made)


def carried_around(beads: Sequence[Bead], change: Change, stretches: Stretches) -> tuple[Bead, ...]:
    """What the change makes of the beads; its own are numbered as they are to be, the others are carried over."""
    before, after = beads[: change.at], beads[change.at + change.removed :]
    return (*carried(before, stretches), *change.beads, *carried(after, stretches))


class _Move:
    """How the segments of one side are numbered after some stretches of it were replaced."""

    def __init__(self, stretches: Stretches) -> None:
        self.stretches = stretches
        self.moves = any(stretch.old != stretch.new for stretch in stretches)
        self.first = stretches[0].at if self.moves else sys.maxsize
        self.end = stretches[-1].at + stretches[-1].old if self.moves else sys.maxsize
        self.by = sum(stretch.new - stretch.old for stretch in stretches)

    def of(self, held: Segments) -> Segments:
        """The numbers of a bead's segments; the same object where they stay."""
        if not held or held[-1] < self.first:
            return held
        if held[0] >= self.end:
            return (held[0] + self.by,) if len(held) == 1 else tuple([n + self.by for n in held])
        return tuple(range(self.edge(held[0]), self.edge(held[-1] + 1)))

    def edge(self, edge: int) -> int:
        """The number that the edge between two segments has now."""
        by = 0
        for stretch in self.stretches:
            if edge >= stretch.at + stretch.old:
                by += stretch.new - stretch.old
            elif edge > stretch.at:
                raise ValueError(f"segment {edge} lies inside of {stretch}")
            else:
                break
        return edge + by
