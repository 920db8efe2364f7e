"""Sections that stand elsewhere in the translation: found by anchors, and put in the source's order.

Anchors off the main chain that form a run of their own, where the main chain has none, are a moved section.
The target's segments are then aligned in the source's order; no bead may span a seam between two sections.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from align.aligner.anchors import Anchor
from align.evidence import Side, Table, coverage, some_segments
from align.evidence.band import full_band

_TRIM = 4
_REACH = 30
_STRAY = 0.2
_WINDOW = 8


@dataclass(frozen=True, slots=True)
class Run:
    """Anchors in order on both sides with no other section between them."""

    anchors: tuple[Anchor, ...]

    @property
    def weight(self) -> float:
        return sum(anchor.weight for anchor in self.anchors)


def moved_runs(anchors: Sequence[Anchor], chain: Sequence[Anchor], ratio: float, least: int) -> list[Run]:
    """Runs of ``least`` or more anchors off the chain, where the chain has (nearly) none on either side."""
    inside = {(anchor.i, anchor.j) for anchor in chain}
    rest = sorted((a for a in anchors if (a.i, a.j) not in inside), key=lambda a: (a.i, a.j))
    found = []
    for run in _collinear(rest, ratio, least):
        first, last = run.anchors[0], run.anchors[-1]
        strays = sum(first.i <= a.i <= last.i or first.j <= a.j <= last.j for a in chain)
        if strays <= _STRAY * len(run.anchors):
            found.append(run)
    return _apart(found)


def _collinear(anchors: Sequence[Anchor], ratio: float, least: int) -> list[Run]:
    """Runs of anchors, each a little further on than the one before on both sides."""
    best: list[tuple[float, int]] = []
    for number, anchor in enumerate(anchors):
        top = (0.0, -1)
        for back in range(number - 1, max(-1, number - 60), -1):
            other = anchors[back]
            rows, columns = anchor.i - other.i, anchor.j - other.j
            if rows > _REACH:
                break
            if rows > 0 and columns > 0 and abs(columns - ratio * rows) <= 4 + 0.35 * max(rows, columns):
                top = max(top, (best[back][0], back))
        best.append((top[0] + anchor.weight, top[1]))
    runs, used = [], set()
    for at in sorted(range(len(best)), key=lambda k: -best[k][0]):
        members = []
        step = at
        while step >= 0 and step not in used:
            members.append(step)
            step = best[step][1]
        if len(members) >= least:
            used.update(members)
            runs.append(Run(tuple(anchors[k] for k in reversed(members))))
    return runs


def _apart(runs: Sequence[Run]) -> list[Run]:
    """The heaviest runs that share no stretch of either side."""
    kept: list[Run] = []
    for run in sorted(runs, key=lambda run: -run.weight):
        first, last = run.anchors[0], run.anchors[-1]
        if all(
            (last.i < other.anchors[0].i or first.i > other.anchors[-1].i)
            and (last.j < other.anchors[0].j or first.j > other.anchors[-1].j)
            for other in kept
        ):
            kept.append(run)
    return kept


def target_order(
    source: Side, target: Side, back: Table, chain: Sequence[Anchor], moved: Sequence[Run], *, blurred: bool
) -> list[int]:
    """The target's segments in the source's order.

    ``back`` links target units with source units; it decides where between two sections the cut goes.
    Anchors that are ``blurred`` (right to within a few segments) do not count near a section's ends.
    """
    sections = _sections(chain, moved)
    if blurred:
        sections = [Run(run.anchors[_TRIM:-_TRIM] or run.anchors[len(run.anchors) // 2 :][:1]) for run in sections]
    by_target = sorted(sections, key=lambda run: run.anchors[0].j)
    cuts = [0]
    for left, right in pairwise(by_target):
        cuts.append(_cut(source, target, back, left.anchors[-1], right.anchors[0]))
    cuts.append(target.size)
    stretch = {id(run): range(a, b) for run, a, b in zip(by_target, cuts[:-1], cuts[1:], strict=True)}
    in_source = sorted(sections, key=lambda run: run.anchors[0].i)
    return [j for run in in_source for j in stretch[id(run)]]


def _sections(chain: Sequence[Anchor], moved: Sequence[Run]) -> list[Run]:
    """The moved runs, and the main chain cut wherever one of them comes in between on either side."""
    sections, current = list(moved), [*chain[:1]]
    for before, anchor in pairwise(chain):
        between = any(before.i < run.anchors[0].i < anchor.i or before.j < run.anchors[0].j < anchor.j for run in moved)
        if between:
            sections.append(Run(tuple(current)))
            current = []
        current.append(anchor)
    if current:
        sections.append(Run(tuple(current)))
    return sections


def _cut(source: Side, target: Side, back: Table, left: Anchor, right: Anchor) -> int:
    """The first target segment after ``left`` that belongs rather to ``right``'s section."""
    between = range(left.j + 1, right.j)
    if not between:
        return right.j
    reach = len(between) + _WINDOW
    after = range(left.i, min(source.size, left.i + reach))
    ahead = range(max(0, right.i - reach), right.i + 1)
    own = some_segments(target, between)
    fits = []
    for rows in (after, ahead):
        covered = coverage(own, some_segments(source, rows), back, full_band(len(between), len(rows)))
        table = covered.values[0].reshape(len(between) + 1, len(rows) + 1)[:-1, :-1]
        fits.append(table.max(axis=1))
    gain = [0]
    for here, there in zip(fits[0].tolist(), fits[1].tolist(), strict=True):
        gain.append(gain[-1] + here - there)
    return left.j + 1 + max(range(len(gain)), key=gain.__getitem__)
