"""What people decided outlives a new alignment.

Decided beads (confirmed, edited, accepted, or to be reviewed with a note) go into the aligner as anchors
and come out as they went in. Lighter words (a bookmark, a note, "review") stay with their bead if the
aligner finds it again. Where a bead fell because its text changed, its words move to the bead that holds
what is left of it, marked for review; where nothing is left, the caller is told.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from align.alignments import StoredAlignment, StoredBead
from align.bead import Alignment, Bead, BeadStatus
from align.errors import AlignmentError

_NOISE = 0.02  # confidences shift with every edit anywhere; a line that says the same within this is left alone


@dataclass(frozen=True, slots=True)
class Displaced:
    """A bead with a person's words on it that did not come again; ``to`` is the bead (from 1) that has them now."""

    row: StoredBead
    to: int | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A new alignment with the old one's decisions: how many stand as they were, and which do not."""

    alignment: Alignment
    decided: int
    displaced: tuple[Displaced, ...]


def anchors(stored: StoredAlignment) -> tuple[Bead, ...]:
    """The beads that a new alignment must hold as they are."""
    return tuple(row.bead for row in stored.rows if row.bead is not None and row.line.decided)


def keep(alignment: Alignment, stored: StoredAlignment) -> Kept:
    """The alignment with what people said on the stored one, and its confidences where they did not move.

    Raises AlignmentError if a decided bead is missing from the alignment: that must not happen.
    """
    before = {(row.bead.source, row.bead.target): row for row in stored.rows if row.bead is not None}
    beads = []
    for bead in alignment.beads:
        row = before.pop((bead.source, bead.target), None)
        beads.append(_as_before(bead, row) if row is not None else rounded(bead))
    lost = [row for row in (*before.values(), *stored.fallen) if row.line.has_verdict]
    for row in lost:
        if row.bead is not None and row.line.decided:
            raise AlignmentError(
                "the aligner dropped this decided bead; nothing was written", path=stored.path, line=row.line.line
            )
    displaced = []
    sources = {index: number for number, bead in enumerate(beads) for index in bead.source}
    targets = {index: number for number, bead in enumerate(beads) for index in bead.target}
    for row in sorted(lost, key=lambda row: row.line.line):
        heirs = Counter([sources[index] for index in row.source] + [targets[index] for index in row.target])
        to = min(heirs, key=lambda number: (-heirs[number], number), default=None)
        displaced.append(Displaced(row, None if to is None else to + 1))
        if to is not None:
            beads[to] = _inherit(beads[to], row)
    decided = sum(row.line.decided for row in stored.rows if row.bead is not None)
    return Kept(replace(alignment, beads=tuple(beads)), decided, tuple(displaced))


def rounded(bead: Bead) -> Bead:
    """The bead with its confidence as the file writes it, so that a run and a later reading agree."""
    return replace(bead, confidence=round(bead.confidence, 2))


def _as_before(bead: Bead, row: StoredBead) -> Bead:
    line = row.line
    near = abs(round(bead.confidence, 2) - line.confidence) <= _NOISE + 1e-9
    return replace(
        rounded(bead),
        confidence=line.confidence if near or line.decided else round(bead.confidence, 2),
        status=line.status,
        note=line.note,
        bookmark=line.bookmark,
        accepted=line.accepted,
    )


def _inherit(bead: Bead, row: StoredBead) -> Bead:
    notes = [note for note in (bead.note, row.line.note) if note]
    return replace(
        bead,
        status=bead.status if row.line.status is BeadStatus.AUTO else BeadStatus.REVIEW,
        note=" / ".join(dict.fromkeys(notes)),
        bookmark=bead.bookmark or row.line.bookmark,
    )
