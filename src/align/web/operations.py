"""What a reviewer may do to beads: pure functions from beads to one replaced stretch of them.

Every operation keeps the beads a partition of both sides in source order; what would not is refused with a
reason. A bead whose sentences a person chose is *edited*, its confidence 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from align.bead import Bead, BeadStatus
from align.errors import AlignError

Beads = Sequence[Bead]
Segments = tuple[int, ...]
Side = Literal["source", "target"]
SIDES: tuple[Side, Side] = ("source", "target")


class RefusedError(AlignError):
    """An operation that cannot be done here, and why."""


@dataclass(frozen=True, slots=True)
class Change:
    """``removed`` beads from index ``at`` on are replaced by ``beads``; ``focus`` is the bead to stand on then."""

    at: int
    removed: int
    beads: tuple[Bead, ...]
    focus: int

    def apply(self, beads: Beads) -> tuple[Bead, ...]:
        return (*beads[: self.at], *self.beads, *beads[self.at + self.removed :])


def merge(beads: Beads, index: int) -> Change:
    """The bead and the next one become one."""
    if index + 1 >= len(beads):
        raise RefusedError("there is no row after this one to merge with")
    return Change(index, 2, (_joined(beads[index], beads[index + 1]),), index)


def split(beads: Beads, index: int, source: int, target: int) -> Change:
    """The first ``source`` and ``target`` segments of the bead become a bead, the others the next one."""
    bead = beads[index]
    if not (0 <= source <= len(bead.source) and 0 <= target <= len(bead.target)):
        raise RefusedError(f"row {index + 1} has {bead.type} sentences: it cannot be split after {source} and {target}")
    first = (bead.source[:source], bead.target[:target])
    second = (bead.source[source:], bead.target[target:])
    if not any(first) or not any(second):
        raise RefusedError("a split needs a sentence on either side of it")
    return Change(index, 1, (_edited(bead, *first), _edited(_bare(bead), *second)), index)


def move(beads: Beads, index: int, side: Side, down: bool) -> Change:
    """The last sentence of a side goes to the next bead, or the first one to the bead before."""
    bead = beads[index]
    segments: Segments = getattr(bead, side)
    if not segments:
        raise RefusedError("there is no sentence on this side to move")
    moved, rest = (segments[-1:], segments[:-1]) if down else (segments[:1], segments[1:])
    here = _with(bead, side, rest)
    other = index + 1 if down else index - 1
    if 0 <= other < len(beads):
        there = _with(beads[other], side, getattr(beads[other], side) + moved)
        low, removed = min(index, other), 2
    elif here is None:
        raise RefusedError("this sentence stands at the end of the text already")
    else:
        there, low, removed = _made(side, moved, ()), index, 1
    kept = tuple(b for b in ((here, there) if down else (there, here)) if b is not None)
    return Change(low, removed, kept, low + (1 if down and len(kept) > 1 else 0))


def shift(beads: Beads, index: int, side: Side, down: bool) -> Change:
    """The whole side moves by one bead from here to the next gap, confirmed bead or end of the text.

    Down: this bead's side becomes empty, the gap is filled (at a confirmed bead the last two join, at the end
    of the text a new bead is made). Up: the bead before takes this one's side, and so on; the gap opens at the
    end of the stretch.
    """
    if beads[index].status is BeadStatus.CONFIRMED:
        raise RefusedError("this row is confirmed: confirmed rows stay where they are")
    end = index + 1
    while end < len(beads) and beads[end].status is not BeadStatus.CONFIRMED and getattr(beads[end], side):
        end += 1
    low = index if down else index - 1
    if low < 0 or beads[low].status is BeadStatus.CONFIRMED:
        raise RefusedError("there is no open row above to shift into")
    texts: list[Segments] = [getattr(bead, side) for bead in beads[low:end]]
    others: list[Segments] = [getattr(bead, _other(side)) for bead in beads[low:end]]
    if not down:
        shifted = [(*texts[0], *texts[1]), *texts[2:], ()]
    elif end == len(beads):
        shifted, others = [(), *texts], [*others, ()]
    elif beads[end].status is not BeadStatus.CONFIRMED:
        shifted, others, end = [(), *texts], [*others, getattr(beads[end], _other(side))], end + 1
    elif len(texts) > 1:
        shifted = [(), *texts[:-2], (*texts[-2], *texts[-1])]
    else:
        raise RefusedError("the next row is confirmed: there is no room to shift into")
    old = beads[low:end]
    made = [
        _with(old[n], side, text) if n < len(old) else _made(side, text, other)
        for n, (text, other) in enumerate(zip(shifted, others, strict=True))
    ]
    kept = tuple(bead for bead in made if bead is not None)
    return Change(low, end - low, kept, low + (1 if down and made[0] is not None and len(kept) > 1 else 0))


def swap(beads: Beads, index: int) -> Change:
    """The translations of the bead and the next one change places."""
    if index + 1 >= len(beads):
        raise RefusedError("there is no row after this one to swap with")
    here, there = beads[index], beads[index + 1]
    pair = (_with(here, "target", there.target), _with(there, "target", here.target))
    if pair[0] is None or pair[1] is None:
        raise RefusedError("these two rows cannot be swapped: one of them would be empty")
    return Change(index, 2, (pair[0], pair[1]), index)


def confirm(beads: Beads, index: int) -> Change:
    """A person says that the bead is right."""
    return _one(beads, index, status=BeadStatus.CONFIRMED, confidence=1.0)


def confirm_above(beads: Beads, index: int) -> Change:
    """Every bead above is right, save those marked for review."""
    found = [i for i in range(index) if _open(beads[i])]
    if not found:
        raise RefusedError("every row above is confirmed already, or marked for review")
    low, high = found[0], found[-1] + 1
    changed = tuple(
        replace(bead, status=BeadStatus.CONFIRMED, confidence=1.0) if _open(bead) else bead for bead in beads[low:high]
    )
    return Change(low, high - low, changed, index)


def review(beads: Beads, index: int) -> Change:
    """Marks the bead for review, or takes the mark (or a confirmation) away."""
    marked = beads[index].status is BeadStatus.REVIEW
    return _one(beads, index, status=BeadStatus.AUTO if marked else BeadStatus.REVIEW)


def accept(beads: Beads, index: int) -> Change:
    """The empty side is right (an omission or addition that may stay), or is not after all."""
    bead = beads[index]
    if bead.source and bead.target:
        raise RefusedError("this row has both sides: only a sentence without a counterpart can be accepted as such")
    return _one(beads, index, accepted=not bead.accepted)


def bookmark(beads: Beads, index: int) -> Change:
    return _one(beads, index, bookmark=not beads[index].bookmark)


def comment(beads: Beads, index: int, note: str) -> Change:
    return _one(beads, index, note=note.strip())


def _one(beads: Beads, index: int, **about: object) -> Change:
    return Change(index, 1, (replace(beads[index], **about),), index)  # type: ignore[arg-type]


def _open(bead: Bead) -> bool:
    return bead.status in (BeadStatus.AUTO, BeadStatus.EDITED)


def _joined(first: Bead, second: Bead) -> Bead:
    notes = dict.fromkeys(note for note in (first.note, second.note) if note)
    bead = _edited(first, first.source + second.source, first.target + second.target)
    return replace(bead, note=" / ".join(notes), bookmark=first.bookmark or second.bookmark)


def _with(bead: Bead, side: Side, segments: Segments) -> Bead | None:
    """The bead with another side; None where that leaves nothing, unchanged where it changes nothing."""
    if getattr(bead, side) == tuple(sorted(segments)):
        return bead
    sides = (segments, bead.target) if side == "source" else (bead.source, segments)
    return _edited(bead, *sides) if any(sides) else None


def _made(side: Side, segments: Segments, other: Segments) -> Bead | None:
    """A new bead from its two sides; None where both are empty."""
    source, target = (segments, other) if side == "source" else (other, segments)
    return Bead(source, target, 1.0, BeadStatus.EDITED) if source or target else None


def _edited(bead: Bead, source: Segments, target: Segments) -> Bead:
    source, target = tuple(sorted(source)), tuple(sorted(target))
    for segments in (source, target):
        if segments and segments[-1] - segments[0] != len(segments) - 1:
            raise RefusedError("these sentences do not follow each other in the text, so one row cannot hold them")
    return Bead(source, target, 1.0, BeadStatus.EDITED, (), bead.note, bead.bookmark)


def _bare(bead: Bead) -> Bead:
    return replace(bead, note="", bookmark=False)


def _other(side: Side) -> Side:
    return "target" if side == "source" else "source"
