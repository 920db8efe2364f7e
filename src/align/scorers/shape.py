"""Shape: how many segments a bead has, and how near the first pass's best chain runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.evidence.candidates import Candidates
from align.evidence.material import Material
from align.plugin import Scorer

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray


def prepare(material: Material) -> Callable[[Candidates], NDArray[np.float64]]:
    import numpy as np

    def measure(beads: Candidates) -> NDArray[np.float64]:
        one = (beads.x == 1) & (beads.y == 1)
        many = (beads.x > 1) & (beads.y > 1)
        return np.stack([np.ones(len(beads)), one, many, (beads.x + beads.y - 2) / 2, beads.margin / 4], axis=1)

    return measure


SCORER = Scorer(
    id="shape",
    describe="Number of segments on each side, and the first pass's margin",
    columns=("bead", "one-one", "many-many", "size", "margin"),
    prepare=prepare,
)
