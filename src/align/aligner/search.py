"""First pass: which beads are worth a closer look.

Every bead of up to eight segments inside the band gets a cheap score (coverage both ways beyond chance,
length, blocks, a price for size); an exact dynamic program with affine gaps (Gotoh 1982) finds for every
bead the best chain through it, and beads whose best chain comes near the best of all are kept. A gap costs
once for opening and a little for every segment, so a missing section costs one gap, not a hundred.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.aligner.kernels import NEVER, backward, forward, near_arcs
from align.evidence.band import Band
from align.evidence.candidates import Candidates
from align.evidence.kernels import LARGE, compiled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

MAX_BEAD = 8
BEAD_TYPES = tuple((x, y) for x in range(1, MAX_BEAD) for y in range(1, MAX_BEAD) if x + y <= MAX_BEAD)
MOST = 40
"""Candidates for each segment, on average; ordinary texts have 5 to 15."""
GAP_OPEN, GAP_EXTEND = -3000, -500
"""Thousandths, as all scores of the first pass."""
_GAP = (GAP_OPEN, GAP_EXTEND)


def candidates(band: Band, scores: NDArray[np.int32], keep: float) -> Candidates:
    """Beads and one-segment gaps whose best chain is at most ``keep`` units worse than the best.

    ``scores[t, place]`` is the score of ``BEAD_TYPES[t]`` starting at a node of the band, in thousandths.
    """
    import numpy as np

    bead, gap = _forward(band, scores)
    after_bead, after_gap = _backward(band, scores)
    chains = Chains(bead, gap, after_bead, after_gap, int(max(bead[-1], gap[-1])))
    depths = _depths(band, scores, chains, round(keep * 1000))
    deepest, most = len(depths) - 1, MOST * (band.rows + band.columns)
    if depths.sum() > most:
        # Texts that repeat themselves: everything is as good as everything else.
        deepest = int(np.searchsorted(np.cumsum(depths), most, side="right"))
    return _near_beads(band, scores, chains, deepest, int(depths[: deepest + 1].sum()))


@dataclass(frozen=True, slots=True)
class Chains:
    """For every node the best chains that reach it by a bead or a gap, and that go on after either; the best of all."""

    bead: Ints
    gap: Ints
    after_bead: Ints
    after_gap: Ints
    best: int

    @property
    def nodes(self) -> tuple[Ints, Ints, Ints, Ints, int]:
        return self.bead, self.gap, self.after_bead, self.after_gap, self.best


def _depths(band: Band, scores: NDArray[np.int32], chains: Chains, deepest: int) -> Ints:
    """How many beads and gaps have a best chain 0, 1, ... ``deepest`` thousandths below the best of all."""
    import numpy as np

    depths = np.zeros(deepest + 1, np.int64)
    kernel = compiled(near_arcs) if band.cells > LARGE else None
    if kernel is not None:
        kernel(_nodes(band), scores, _kinds(), _GAP, chains.nodes, depths, np.zeros((5, 0), np.int64))
        return depths
    for _, _, _, _, margin in _arcs(band, scores, chains, deepest):
        depths += np.bincount(-margin, minlength=len(depths))
    return depths


def _near_beads(band: Band, scores: NDArray[np.int32], chains: Chains, deepest: int, count: int) -> Candidates:
    """The beads and gaps at most so deep below the best chain, in order; there are ``count`` of them."""
    import numpy as np

    table = np.zeros((5, count), np.int64)
    kernel = compiled(near_arcs) if band.cells > LARGE else None
    if kernel is not None:
        kernel(_nodes(band), scores, _kinds(), _GAP, chains.nodes, np.zeros(deepest + 1, np.int64), table)
    else:
        at = 0
        for rows, x, columns, y, margins in _arcs(band, scores, chains, deepest):
            part = table[:, at : at + len(rows)]
            part[0], part[1], part[2], part[3], part[4] = rows, x, columns, y, margins
            at += len(rows)
        table = table[:, np.lexsort((table[3], table[1], table[2], table[0]))]
    return Candidates(table[0], table[1], table[2], table[3], table[4] / 1000)


def _arcs(
    band: Band, scores: NDArray[np.int32], chains: Chains, deepest: int
) -> Iterator[tuple[Ints, int, Ints, int, Ints]]:
    """Rows, x, columns, y and margins of the beads and gaps at most so deep below the best chain, kind by kind."""
    import numpy as np

    least = chains.best - deepest
    reach, after = (
        np.maximum(chains.bead, chains.gap),
        np.maximum(chains.bead + chains.after_bead, chains.gap + chains.after_gap),
    )
    near = np.flatnonzero(after >= least)
    row = np.searchsorted(band.starts, near, side="right") - 1
    column = near - band.starts[row] + band.low[row]
    reach = np.maximum(chains.bead, chains.gap)[near]
    skip = np.maximum(chains.bead[near] + GAP_OPEN, chains.gap[near]) + GAP_EXTEND
    for x, y, number in _kinds().tolist():
        end, inside = band.index(row + x, column + y)
        value = skip + chains.after_gap[end] if number < 0 else reach + scores[number, near] + chains.after_bead[end]
        good = np.flatnonzero(inside & (value >= least))
        yield row[good], x, column[good], y, value[good] - chains.best


def _kinds() -> Ints:
    """Every kind of bead and gap: its sizes and its place in BEAD_TYPES (-1 for gaps), in order."""
    import numpy as np

    gaps = ((0, 1, -1), (1, 0, -1))
    return np.array(sorted((*gaps, *((x, y, number) for number, (x, y) in enumerate(BEAD_TYPES)))))


def _nodes(band: Band) -> tuple[Ints, Ints, Ints]:
    return band.low, band.high, band.starts


def _forward(band: Band, scores: NDArray[np.int32]) -> tuple[Ints, Ints]:
    import numpy as np

    bead, gap = (np.full(band.cells, NEVER, np.int64) for _ in range(2))
    bead[0] = 0
    kernel = compiled(forward) if band.cells > LARGE else None
    if kernel is not None:
        kernel(_nodes(band), scores, _types(), _GAP, bead, gap)
        return bead, gap
    low, high, starts = band.low.tolist(), band.high.tolist(), band.starts.tolist()
    reach = np.full(band.cells, NEVER, np.int64)
    for i in range(len(low)):
        row = slice(starts[i], starts[i + 1])
        here, skip = bead[row], gap[row]
        for number, (x, y) in enumerate(BEAD_TYPES):
            p = i - x
            if p < 0:
                continue
            first, last = max(low[p], low[i] - y), min(high[p], high[i] - y)
            if first < last:
                k, to = starts[p] + first - low[p], first + y - low[i]
                part = here[to : to + last - first]
                value = reach[k : k + last - first] + scores[number, k : k + last - first]
                np.maximum(part, value, out=part)
        if i:
            first, last = max(low[i - 1], low[i]), min(high[i - 1], high[i])
            if first < last:
                k, to = starts[i - 1] + first - low[i - 1], first - low[i]
                above = slice(k, k + last - first)
                skip[to : to + last - first] = np.maximum(bead[above] + GAP_OPEN, gap[above]) + GAP_EXTEND
        ramp = GAP_EXTEND * np.arange(len(here))
        start = np.maximum(here + GAP_OPEN, skip) - ramp
        skip[1:] = np.maximum(skip[1:], np.maximum.accumulate(start)[:-1] + ramp[1:])
        reach[row] = np.maximum(here, skip)
    return bead, gap


def _backward(band: Band, scores: NDArray[np.int32]) -> tuple[Ints, Ints]:
    import numpy as np

    after_bead, after_gap = (np.full(band.cells, NEVER, np.int64) for _ in range(2))
    after_bead[-1] = after_gap[-1] = 0
    kernel = compiled(backward) if band.cells > LARGE else None
    if kernel is not None:
        kernel(_nodes(band), scores, _types(), _GAP, after_bead, after_gap)
        return after_bead, after_gap
    low, high, starts = band.low.tolist(), band.high.tolist(), band.starts.tolist()
    for i in range(len(low) - 1, -1, -1):
        row = slice(starts[i], starts[i + 1])
        here, skip = np.full(high[i] - low[i], NEVER, np.int64), after_gap[row].copy()
        for number, (x, y) in enumerate(BEAD_TYPES):
            p = i + x
            if p >= len(low):
                continue
            first, last = max(low[i], low[p] - y), min(high[i], high[p] - y)
            if first < last:
                k, to = starts[p] + first + y - low[p], first - low[i]
                part = here[to : to + last - first]
                value = (
                    after_bead[k : k + last - first] + scores[number, starts[i] + to : starts[i] + to + last - first]
                )
                np.maximum(part, value, out=part)
        if i + 1 < len(low):
            first, last = max(low[i + 1], low[i]), min(high[i + 1], high[i])
            if first < last:
                k, to = starts[i + 1] + first - low[i + 1], first - low[i]
                part = skip[to : to + last - first]
                np.maximum(part, after_gap[k : k + last - first] + GAP_EXTEND, out=part)
        ramp = GAP_EXTEND * np.arange(len(here))[::-1]
        start = np.maximum(here, skip) - ramp
        skip[:-1] = np.maximum(skip[:-1], np.maximum.accumulate(start[::-1])[::-1][1:] + ramp[:-1])
        after_bead[row] = np.maximum(np.maximum(after_bead[row], here), skip + GAP_OPEN)
        after_gap[row] = np.maximum(here, skip)
    return after_bead, after_gap


def _types() -> tuple[Ints, Ints]:
    import numpy as np

    return np.array([x for x, _ in BEAD_TYPES]), np.array([y for _, y in BEAD_TYPES])
