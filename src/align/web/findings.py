"""The findings of the document on the page: which are known, which must be found again, which the page has not seen."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from align.bead import Alignment, Bead
from align.checker import numbered
from align.finding import Finding
from align.term import Termbase
from align.verdicts import Verdict
from align.web.operations import Change
from align.web.recheck import Found, Rechecker, together, touched
from align.web.wire import pack_finding

Verdicts = Callable[[str], Verdict | None]
Packed = list[dict[str, Any]]

_NONE: Packed = []
"""What beads without a finding share."""

_BATCH = 50
_PAUSE = 0.4
"""Seconds without an operation before the rules that need the whole document are run again."""


@dataclass(slots=True)
class _Row:
    """A bead's findings as they were sorted, and as the page was told them; true while what they come from stands."""

    near: Found | None
    wide: Found
    rules: int
    found: list[Finding]
    told: list[tuple[str, Verdict | None]] = field(default_factory=list)
    packed: Packed = field(default_factory=list)


class LiveFindings:
    """Findings bead by bead; the caller holds the session's lock, save in :meth:`work`."""

    def __init__(self, rechecker: Rechecker, alignment: Alignment) -> None:
        self.rechecker = rechecker
        self.alignment = alignment
        self.near: list[Found | None] = [None] * len(alignment.beads)
        self.wide: list[Found] = [()] * len(alignment.beads)
        self.rows: list[_Row | None] = [None] * len(alignment.beads)
        self.shown: list[Packed] = [_NONE] * len(alignment.beads)
        self.whole_due = True
        self.version = 0
        self.edits = 0
        self.batches = 0
        self.wake = threading.Event()
        self.wake.set()

    @property
    def pending(self) -> int:
        """How many beads have not been checked since they changed, the rules for the whole document as one more."""
        return self.near.count(None) + int(self.whole_due)

    def splice(self, alignment: Alignment, change: Change) -> None:
        """Follow an operation, and check what it touched at once."""
        at, removed, count = change.at, change.removed, len(change.beads)
        self.near[at : at + removed] = [None] * count
        self.wide[at : at + removed] = [()] * count
        self.rows[at : at + removed] = [None] * count
        self.shown[at : at + removed] = [_NONE] * count
        self.alignment = alignment
        low, high = touched(alignment.beads, at, at + count)
        self.near[low:high] = [None] * (high - low)
        if high - low <= 2 * _BATCH:
            self.near[low:high] = self.rechecker.near(alignment, low, high)
        self._later()

    def adopt(self, alignment: Alignment) -> None:
        """Follow a document that was read anew: what says the same at both ends is known already."""
        old, new = (list(map(_content, [a] * len(a.beads), a.beads)) for a in (self.alignment, alignment))
        most = min(len(old), len(new))
        head = next((n for n in range(most) if old[n] != new[n]), most)
        tail = next((n for n in range(most - head) if old[-1 - n] != new[-1 - n]), most - head)
        change = Change(head, len(old) - head - tail, alignment.beads[head : len(new) - tail], head)
        self.splice(alignment, change)

    def use(self, termbase: Termbase) -> None:
        """Follow a change of the glossary: beads that could hold a changed concept's terms are checked again."""
        was, now = self.rechecker.termbase.concepts, termbase.concepts
        changed = set(was) ^ set(now)
        starts = {term.text[:2].casefold() for concept in changed for term in concept.terms}
        self.rechecker = self.rechecker.knowing(termbase)
        for number, bead in enumerate(self.alignment.beads):
            text = "\n".join(_content(self.alignment, bead)[:2]).casefold()
            if any(start in text for start in starts):
                low, high = max(0, number - 1), min(len(self.near), number + 2)
                self.near[low:high] = [None] * (high - low)
        waiting = [n for n, found in enumerate(self.near) if found is None]
        for number in waiting[:_BATCH]:
            self.near[number] = self.rechecker.near(self.alignment, number, number + 1)[0]
        self._later()

    def _later(self) -> None:
        self.whole_due = True
        self.edits += 1
        self.wake.set()

    def found(self) -> dict[int, list[Finding]]:
        """The findings of every bead that has some, by its index, with fingerprints of their own.

        Only beads that were checked since the last time are sorted anew: a document has thousands.
        """
        rules = len(self.rechecker.wide)
        rows: dict[int, list[Finding]] = {}
        for n, (near, wide) in enumerate(zip(self.near, self.wide, strict=True)):
            if near or wide:
                row = self.rows[n]
                if row is None or row.near is not near or row.wide is not wide or row.rules != rules:
                    found = together(near or (), wide, self.rechecker.wide)
                    self.rows[n] = row = _Row(near, wide, rules, found)
                if row.found:
                    rows[n] = row.found
        numbers = numbered(finding for found in rows.values() for finding in found)
        return {n: [next(numbers) for _ in found] for n, found in rows.items()}

    def all_packed(self, verdict: Verdicts) -> dict[int, Packed]:
        """Every finding by bead index; the page has seen them all then."""
        result: dict[int, Packed] = {}
        for n, found in self.found().items():
            row, told = self.rows[n], [(f.fingerprint, verdict(f.fingerprint)) for f in found]
            if row is not None:
                if row.told != told:
                    row.told, row.packed = told, [pack_finding(f, verdict(f.fingerprint)) for f in found]
                result[n] = row.packed
        self.shown = [_NONE] * len(self.near)
        for n, packed in result.items():
            self.shown[n] = packed
        return result

    def changes(self, verdict: Verdicts) -> dict[int, Packed]:
        """The beads whose findings are not as the page last saw them."""
        before = self.shown
        self.all_packed(verdict)
        pairs = enumerate(zip(before, self.shown, strict=True))
        return {n: new for n, (old, new) in pairs if old is not new and old != new}

    def find(self, fingerprint: str) -> tuple[int, Finding] | None:
        """A finding and its bead's index, by its fingerprint."""
        for number, found in self.found().items():
            for finding in found:
                if finding.fingerprint == fingerprint:
                    return number, finding
        return None

    # In the background

    def work(self, lock: threading.RLock, stop: threading.Event, current: Callable[[], bool]) -> None:
        """Check what is waiting, a batch at a time, until ``stop`` or as long as ``current()``; operations go first."""
        while not stop.is_set() and current():
            if not self.wake.wait(0.2):
                continue
            with lock:
                alignment, edits, rechecker = self.alignment, self.edits, self.rechecker
                low = next((n for n, found in enumerate(self.near) if found is None), -1)
                if low < 0 and not self.whole_due:
                    self.wake.clear()
                    continue
            if low >= 0:
                self._batch(lock, alignment, edits, rechecker, low)
            elif self.edits == 0 or not self._operated_within(_PAUSE, edits, stop):
                self._whole(lock, alignment, edits, rechecker)

    def settle(self) -> None:
        """Check everything that is waiting, now."""
        for low in range(0, len(self.near), _BATCH):
            high = min(len(self.near), low + _BATCH)
            if None in self.near[low:high]:
                self.near[low:high] = self.rechecker.near(self.alignment, low, high)
        self.wide, self.whole_due = self.rechecker.whole(self.alignment), False
        self.version += 1

    def _operated_within(self, seconds: float, edits: int, stop: threading.Event) -> bool:
        stop.wait(seconds)
        return self.edits != edits

    def _batch(self, lock: threading.RLock, alignment: Alignment, edits: int, rechecker: Rechecker, low: int) -> None:
        high = low + 1
        while high < min(len(self.near), low + _BATCH) and self.near[high] is None:
            high += 1
        found = rechecker.near(alignment, low, min(high, len(alignment.beads)))
        with lock:
            if self.edits == edits:
                self.near[low : low + len(found)] = found
                self.batches += 1
                self.version += self.batches % 10 == 0

    def _whole(self, lock: threading.RLock, alignment: Alignment, edits: int, rechecker: Rechecker) -> None:
        found = rechecker.whole(alignment)
        with lock:
            if self.edits == edits:
                self.wide = found
                self.whole_due = False
                self.version += 1


def _content(alignment: Alignment, bead: Bead) -> tuple[str, str, float, bool]:
    """What the findings of a bead depend on."""
    sides = (
        document.cover(segments).of(document.text) if segments else ""
        for document, segments in ((alignment.source, bead.source), (alignment.target, bead.target))
    )
    return (*sides, bead.confidence, bead.accepted)  # type: ignore[return-value]
