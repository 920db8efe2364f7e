"""Sentences split and made whole again: the document's segments change, and the beads with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from align.bead import Alignment
from align.cutting import offsets_of
from align.document import Document
from align.web.operations import SIDES, Change, RefusedError, Segments, Side
from align.web.stretches import Stretches, carried, recut

_NOTHING = "a split needs words before and after it"

Cut = tuple[Side, int, int]
"""A side, a sentence of a bead's on it (from 0), and after how many of its characters it is cut."""


def sentences_cut(alignment: Alignment, index: int, cuts: Iterable[Cut]) -> tuple[Alignment, Stretches]:
    """The alignment with sentences of a bead cut, at most one of each side, and which segments are new.

    The bead keeps all parts. Raises RefusedError where there is nothing on one side of a cut.
    """
    found: Stretches = ()
    beads = alignment.beads
    for side, count, at in cuts:
        held: Segments = getattr(beads[index], side)
        document = _document(alignment, side)
        if not 0 <= count < len(held):
            raise RefusedError(f"row {index + 1} has no such sentence to split")
        span = document.segments[held[count]].span
        if not 0 < at < len(span):
            raise RefusedError(_NOTHING)
        document, stretches = recut(document, side, [*offsets_of(document), span.start + at])
        if not stretches:
            raise RefusedError(_NOTHING)
        alignment = with_document(alignment, side, document)
        found += stretches
    return replace(alignment, beads=carried(beads, found)), found


def healed(alignment: Alignment, change: Change) -> tuple[Alignment, Change, Stretches]:
    """Sentences whose parts the change has brought together in one bead made whole again.

    ``alignment`` is the one after the change; both come back as they are where no sentence is.
    """
    found: Stretches = ()
    for side in SIDES:
        document = _document(alignment, side)
        joined = {n for bead in change.beads for n in getattr(bead, side)[1:]} if document.cuts else set()
        if joined.intersection(document.cuts):
            kept = [document.segments[n].span.start for n in document.cuts if n not in joined]
            document, stretches = recut(document, side, kept)
            alignment = with_document(alignment, side, document)
            found += stretches
    if not found:
        return alignment, change, ()
    beads = carried(alignment.beads, found)
    change = replace(change, beads=beads[change.at : change.at + len(change.beads)])
    return replace(alignment, beads=beads), change, found


def with_document(alignment: Alignment, side: Side, document: Document) -> Alignment:
    """The alignment with another document on a side."""
    return replace(alignment, source=document) if side == "source" else replace(alignment, target=document)


def _document(alignment: Alignment, side: Side) -> Document:
    return alignment.source if side == "source" else alignment.target
