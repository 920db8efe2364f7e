"""The cheapest chain of beads: one exact dynamic program with affine gaps.

A gap (segments without a counterpart) costs once for opening and a little for every segment, so a missing
section costs one gap, not a hundred (Gotoh 1982).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MAX_BEAD = 8
BEAD_TYPES = tuple((x, y) for x in range(1, MAX_BEAD) for y in range(1, MAX_BEAD) if x + y <= MAX_BEAD)
Step = tuple[int, int, int, int]
"""First source segment, how many, first target segment, how many."""


def best_chain(scores: Floats, gap_open: float, gap_extend: float) -> list[Step]:
    """The chain with the highest sum, from the start of both sides to their ends.

    ``scores[t, i, j]`` is the score of the bead of type ``BEAD_TYPES[t]`` that starts at (i, j); -inf
    forbids it. A run of g segments without counterpart adds ``gap_open + g * gap_extend`` (both below 0).
    """
    import numpy as np

    _, n, m = scores.shape
    bead = np.full((n + 1, m + 1), -np.inf)
    gap = np.full((n + 1, m + 1), -np.inf)
    bead_type = np.zeros((n + 1, m + 1), np.int16)
    gap_from_row = np.zeros((n + 1, m + 1), bool)
    bead[0, 0] = 0.0
    ramp = gap_extend * np.arange(m + 1)
    for i in range(n + 1):
        for number, (x, y) in enumerate(BEAD_TYPES):
            if x > i or y > m:
                continue
            value = np.maximum(bead[i - x], gap[i - x])[: m + 1 - y] + scores[number, i - x, : m + 1 - y]
            better = value > bead[i, y:]
            bead[i, y:][better] = value[better]
            bead_type[i, y:][better] = number
        if i:
            gap[i] = np.maximum(bead[i - 1] + gap_open, gap[i - 1]) + gap_extend
            gap_from_row[i] = True
        along = np.full(m + 1, -np.inf)
        start = np.maximum(bead[i] + gap_open, gap[i]) - ramp
        along[1:] = np.maximum.accumulate(start)[:-1] + ramp[1:]
        better = along > gap[i]
        gap[i][better] = along[better]
        gap_from_row[i][better] = False
    return _trace(bead, gap, bead_type, gap_from_row, gap_open)


def _trace(
    bead: Floats, gap: Floats, bead_type: NDArray[np.int16], gap_from_row: NDArray[np.bool_], gap_open: float
) -> list[Step]:
    i, j = bead.shape[0] - 1, bead.shape[1] - 1
    steps: list[Step] = []
    in_bead = bool(bead[i, j] >= gap[i, j])
    while i or j:
        if in_bead:
            x, y = BEAD_TYPES[bead_type[i, j]]
            i, j = i - x, j - y
            steps.append((i, x, j, y))
            in_bead = bool(bead[i, j] >= gap[i, j])
        else:
            x, y = (1, 0) if gap_from_row[i, j] else (0, 1)
            i, j = i - x, j - y
            steps.append((i, x, j, y))
            in_bead = bool(bead[i, j] + gap_open >= gap[i, j])
    return steps[::-1]
