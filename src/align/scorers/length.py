"""Length: how far the target's length is from what the source's lets expect (Gale & Church 1993).

Characters, with the ratio fitted to the pair.
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

_SPREAD = 4.0
_FEW = 8.0


def prepare(material: Material) -> Callable[[Candidates], NDArray[np.float64]]:
    import numpy as np

    lengths = material.lengths

    def measure(beads: Candidates) -> NDArray[np.float64]:
        here = lengths[0][beads.i + beads.x] - lengths[0][beads.i]
        there = lengths[1][beads.j + beads.y] - lengths[1][beads.j]
        z = (there - here) / np.sqrt(0.5 * (here + there) + 1) / _SPREAD
        ratio = np.log((there + _FEW) / (here + _FEW))
        return np.stack([np.minimum(z * z, 16.0), np.abs(ratio), np.log(here + there + 1) - 4.5], axis=1)

    return measure


SCORER = Scorer(
    id="length",
    describe="Length of both sides against the ratio fitted to the pair",
    columns=("squared", "ratio", "size"),
    prepare=prepare,
)
