"""First pass: which beads are worth a closer look.

Every bead of up to eight segments inside the band gets a cheap score (coverage both ways beyond chance,
length, blocks, a price for size); an exact dynamic program with affine gaps (Gotoh 1982) finds for every
bead the best chain through it, and beads whose best chain comes near the best of all are kept. A gap costs
once for opening and a little for every segment, so a missing section costs one gap, not a hundred.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.aligner.kernels import LARGE, NEVER, backward, compiled, forward
from align.evidence.band import Band
from align.evidence.candidates import Candidates

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


def candidates(band: Band, scores: NDArray[np.int32], keep: float) -> Candidates:
    """Beads and one-segment gaps whose best chain is at most ``keep`` units worse than the best.

    ``scores[t, place]`` is the score of ``BEAD_TYPES[t]`` starting at a node of the band, in thousandths.
    """
    import numpy as np

    bead, gap = _forward(band, scores)
    by_bead, after_bead, after_gap = _backward(band, scores)
    reach = np.maximum(bead, gap)
    best = int(reach[-1])
    least = best - round(keep * 1000)
    row = np.repeat(np.arange(len(band.low)), band.high - band.low)
    column = np.arange(band.cells) - band.starts[row] + band.low[row]
    near = np.flatnonzero(reach + by_bead >= least)
    found: list[tuple[Ints, int, Ints, int, Ints]] = []
    for number, (x, y) in enumerate(BEAD_TYPES):
        end, inside = band.index(row[near] + x, column[near] + y)
        value = reach[near] + scores[number, near] + after_bead[end]
        good = inside & (value >= least)
        found.append((row[near][good], x, column[near][good], y, value[good] - best))
    for x, y in ((1, 0), (0, 1)):
        end, inside = band.index(row + x, column + y)
        value = np.maximum(bead + GAP_OPEN, gap) + GAP_EXTEND + after_gap[end]
        good = inside & (value >= least)
        found.append((row[good], x, column[good], y, value[good] - best))
    i, j, margin = (np.concatenate([part[k] for part in found]) for k in (0, 2, 4))
    sizes = [np.concatenate([np.full(len(part[0]), part[k], np.int64) for part in found]) for k in (1, 3)]
    order = np.lexsort((sizes[1], sizes[0], j, i))
    most = MOST * (band.rows + band.columns)
    if len(order) > most:
        # Texts that repeat themselves: everything is as good as everything else.
        order = order[margin[order] >= -np.partition(-margin, most)[most]]
    return Candidates(i[order], sizes[0][order], j[order], sizes[1][order], margin[order] / 1000)


def _forward(band: Band, scores: NDArray[np.int32]) -> tuple[Ints, Ints]:
    import numpy as np

    bead, gap = (np.full(band.cells, NEVER, np.int64) for _ in range(2))
    bead[0] = 0
    kernel = compiled(forward) if band.cells > LARGE else None
    if kernel is not None:
        kernel(band.low, band.high, band.starts, scores, *_types(), GAP_OPEN, GAP_EXTEND, bead, gap)
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


def _backward(band: Band, scores: NDArray[np.int32]) -> tuple[Ints, Ints, Ints]:
    import numpy as np

    by_bead, after_bead, after_gap = (np.full(band.cells, NEVER, np.int64) for _ in range(3))
    after_bead[-1] = after_gap[-1] = 0
    kernel = compiled(backward) if band.cells > LARGE else None
    if kernel is not None:
        kernel(
            band.low, band.high, band.starts, scores, *_types(), GAP_OPEN, GAP_EXTEND, by_bead, after_bead, after_gap
        )
        return by_bead, after_bead, after_gap
    low, high, starts = band.low.tolist(), band.high.tolist(), band.starts.tolist()
    for i in range(len(low) - 1, -1, -1):
        row = slice(starts[i], starts[i + 1])
        here, skip = by_bead[row], after_gap[row].copy()
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
    return by_bead, after_bead, after_gap


def _types() -> tuple[Ints, Ints]:
    import numpy as np

    return np.array([x for x, _ in BEAD_TYPES]), np.array([y for _, y in BEAD_TYPES])
