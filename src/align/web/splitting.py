"""Sentences split and made whole again: the document's segments change, and every bead with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from align.bead import Alignment, Bead
from align.cutting import cut_at, uncut
from align.document import Document
from align.web.operations import SIDES, RefusedError, Segments, Side


def sentence_cut(alignment: Alignment, index: int, side: Side, count: int, at: int) -> Alignment:
    """The alignment with sentence ``count`` (from 0) of a bead's side cut after ``at`` characters.

    The bead keeps both parts. Raises RefusedError where there is nothing on one side of the cut.
    """
    held: Segments = getattr(alignment.beads[index], side)
    document = _document(alignment, side)
    if not 0 <= count < len(held):
        raise RefusedError(f"row {index + 1} has no such sentence to split")
    span = document.segments[held[count]].span
    cut = cut_at(document, [span.start + at]) if 0 < at < len(span) else document
    if len(cut.segments) == len(document.segments):
        raise RefusedError("a split needs words before and after it")
    first = held[count]

    def now(segments: Segments) -> Segments:
        moved = tuple(n + (n > first) for n in segments)
        return tuple(sorted({*moved, first + 1})) if first in segments else moved

    return _with(alignment, side, cut, now)


def healed(alignment: Alignment) -> Alignment:
    """The alignment with those sentences whole again whose parts stand in one bead; itself where there are none."""
    for side in SIDES:
        document = _document(alignment, side)
        if not document.cuts:
            continue
        cuts = set(document.cuts)
        joined = sorted(n for bead in alignment.beads for n in getattr(bead, side)[1:] if n in cuts)
        for gone in reversed(joined):

            def now(segments: Segments, gone: int = gone) -> Segments:
                return tuple(n - (n > gone) for n in segments if n != gone)

            alignment = _with(alignment, side, uncut(_document(alignment, side), (gone,)), now)
    return alignment


def _with(alignment: Alignment, side: Side, document: Document, now: Callable[[Segments], Segments]) -> Alignment:
    """The alignment with another document on a side; ``now`` gives a bead's segments in it."""

    def moved(bead: Bead) -> Bead:
        held: Segments = getattr(bead, side)
        new = now(held)
        if new == held:
            return bead
        return replace(bead, source=new) if side == "source" else replace(bead, target=new)

    beads = tuple(map(moved, alignment.beads))
    if side == "source":
        return Alignment(document, alignment.target, beads)
    return Alignment(alignment.source, document, beads)


def _document(alignment: Alignment, side: Side) -> Document:
    return alignment.source if side == "source" else alignment.target
