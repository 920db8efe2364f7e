"""How many characters of the target stand for one of the source.

Where sentences are missing from one side, or stand in a bead that they do not belong to, all text by all text says
too little or too much. The ratio of a pair of aligned texts is that of its ordinary beads.
"""

from __future__ import annotations

from collections.abc import Sequence

_NEAR = 0.5
"""What is ordinary: a factor of exp(0.5), 1.65, either way."""
_ROUNDS = 5

Lengths = tuple[int, int]
"""Characters of the source and of the target."""


def whole_ratio(pairs: Sequence[Lengths]) -> float:
    """All of the target by all of the source; 1 where one of them is empty."""
    here, there = (sum(pair[side] for pair in pairs) for side in (0, 1))
    return there / here if here and there else 1.0


def usual_ratio(pairs: Sequence[Lengths]) -> float:
    """The ratio of the beads that lie near the middle one (weighed by the root of their length)."""
    import numpy as np

    lengths = np.array([pair for pair in pairs if all(pair)], float).reshape(-1, 2)
    if not len(lengths):
        return whole_ratio(pairs)
    logs = np.log((lengths[:, 1] + 1) / (lengths[:, 0] + 1))
    order = np.argsort(logs, kind="stable")
    weight = np.cumsum(np.sqrt(lengths.sum(axis=1))[order])
    middle = float(logs[order][np.searchsorted(weight, weight[-1] / 2)])
    for _ in range(_ROUNDS):
        near = lengths[np.abs(logs - middle) < _NEAR]
        if not len(near):
            break
        middle = float(np.log(near[:, 1].sum() / near[:, 0].sum()))
    return float(np.exp(middle))
