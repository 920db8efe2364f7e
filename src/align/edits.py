"""Edits of a document's text: several replacements at once, and what becomes of its sentences and beads."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from align.bead import Alignment, Bead
from align.cutting import cut_at, offsets_of
from align.document import Document, Span
from align.segmenter import segment


@dataclass(frozen=True, slots=True)
class Edit:
    """``new`` in the place of a span of the text as it was."""

    span: Span
    new: str

    def meets(self, other: Edit) -> bool:
        """Whether both would touch the same characters, or put something in at the same place."""
        return self.span.overlaps(other.span) or self.span.start == other.span.start


class Edited:
    """A text with edits put in. ``edits`` do not meet each other; they are kept in order.

    ValueError where they meet or lie outside the text.
    """

    def __init__(self, text: str, edits: Iterable[Edit]) -> None:
        self.edits = tuple(sorted(edits, key=lambda edit: edit.span))
        parts, done = [], 0
        self._places: dict[Edit, Span] = {}
        self._starts: list[int] = []
        self._shifts = [0]
        for edit in self.edits:
            if edit.span.start < done or edit.span.end > len(text) or (self._starts[-1:] == [edit.span.start]):
                raise ValueError(f"edits meet or lie outside the text at {edit.span}")
            start = edit.span.start + self._shifts[-1]
            self._places[edit] = Span(start, start + len(edit.new))
            parts += [text[done : edit.span.start], edit.new]
            done = edit.span.end
            self._starts.append(edit.span.start)
            self._shifts.append(self._shifts[-1] + len(edit.new) - len(edit.span))
        self.text = "".join([*parts, text[done:]])

    def place(self, edit: Edit) -> Span:
        """Where the new text of one of the edits stands now."""
        return self._places[edit]

    def moved(self, span: Span) -> Span:
        """Where a span of the old text is now; what was replaced at its ends counts as inside."""
        return Span(self._offset(span.start, end=False), self._offset(span.end, end=True))

    def _offset(self, offset: int, *, end: bool) -> int:
        index = bisect_left(self._starts, offset)
        if end and index < len(self.edits) and self.edits[index].span == Span(offset, offset):
            index += 1  # what is put in at a sentence's end is the sentence's
        if index and offset < self.edits[index - 1].span.end:
            place = self._places[self.edits[index - 1]]
            return place.end if end else place.start
        return offset + self._shifts[index]


class BeadsBrokenError(ValueError):
    """Edits that would join the sentences of several beads, or leave nothing of one; ``beads`` are their indexes."""

    def __init__(self, beads: Iterable[int]) -> None:
        self.beads = frozenset(beads)
        super().__init__(f"beads that do not stand any more: {sorted(self.beads)}")


def with_target(alignment: Alignment, edited: Edited) -> Alignment:
    """The alignment with the edited text as its target: every bead with the sentences that now stand in its place.

    Statuses, notes and confidences stay. Raises BeadsBrokenError where a bead would lose its sentences.
    """
    old = alignment.target
    places = [edited.moved(Span(at, at)).start for at in offsets_of(old)]
    document = cut_at(segment(old.path, edited.text, old.lang), places)
    targets = _sentences_of(alignment.beads, old, document, edited)
    beads = tuple(replace(bead, target=target) for bead, target in zip(alignment.beads, targets, strict=True))
    return Alignment(alignment.source, document, beads)


def _sentences_of(beads: Sequence[Bead], old: Document, new: Document, edited: Edited) -> list[tuple[int, ...]]:
    """The indexes of the new sentences in each bead's place."""
    moved = sorted((edited.moved(old.cover(bead.target)), n) for n, bead in enumerate(beads) if bead.target)
    ends = [0, *(cover.end for cover, _ in moved)]
    covers = [(Span(max(cover.start, end), cover.end), n) for end, (cover, n) in zip(ends, moved, strict=False)]
    found: list[list[int]] = [[] for _ in beads]
    broken: set[int] = set()
    first = 0
    for index, sentence in enumerate(new.segments):
        while first < len(covers) and covers[first][0].end <= sentence.span.start:
            first += 1
        here = first
        owners = []
        while here < len(covers) and covers[here][0].start < sentence.span.end:
            owners.append(covers[here][1])
            here += 1
        for owner in owners:
            found[owner].append(index)
        if len(owners) != 1:
            broken.update(owners or (covers[min(first, len(covers) - 1)][1],))
    broken.update(n for n, bead in enumerate(beads) if bead.target and not found[n])
    if broken:
        raise BeadsBrokenError(broken)
    return [tuple(indexes) for indexes in found]
