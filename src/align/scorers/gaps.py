"""Gaps: whether a segment without counterpart looks like one.

How much of it the nearest segments of the other side explain, how long it is, and how often its side has gaps in
this pair of texts (known once all chains were weighed a first time; 0 until then).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.evidence.candidates import Candidates
from align.evidence.material import Material
from align.plugin import Scorer

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_KINDS = ("gap", "explained", "length", "often")
_SCALE = 3.0
_USUAL_LENGTH = 3.0
"""The logarithm of 20 characters."""
_USUAL_SHARE, _LEAST_SHARE = -3.0, 0.01
"""The logarithm of one gap among 20 segments; what is added so that no gaps at all have one."""


def prepare(material: Material) -> Callable[[Candidates], Floats]:
    import numpy as np

    def measure(beads: Candidates) -> Floats:
        found = np.zeros((len(beads), 2 * len(_KINDS)))
        for side, (first, place, other) in enumerate(((beads.i, beads.j, beads.y), (beads.j, beads.i, beads.x))):
            rows = np.flatnonzero(other == 0)
            k, at, one = first[rows], place[rows], np.ones(len(rows), np.int64)
            near = np.maximum(*(material.coverage["all"][side].above(one, k, at + step) for step in (-1, 0)))
            length = material.lengths[side][k + 1] - material.lengths[side][k]
            columns = found[:, side * len(_KINDS) :]
            columns[rows, 0] = 1.0
            columns[rows, 1] = _SCALE * near / (material.sides[side].total[k] + 1)
            columns[rows, 2] = np.log(length + 1) - _USUAL_LENGTH
            if material.gap_shares is not None:
                columns[rows, 3] = np.log(material.gap_shares[side] + _LEAST_SHARE) - _USUAL_SHARE
        return found

    return measure


SCORER = Scorer(
    id="gaps",
    describe="Segments without counterpart: what their neighbours explain of them, their length, how usual they are",
    columns=tuple(f"{side}-{kind}" for side in ("source", "target") for kind in _KINDS),
    prepare=prepare,
    of_gaps=True,
)
