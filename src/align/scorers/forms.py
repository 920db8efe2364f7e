"""Figures by value, names by reading, Latin tokens and terms: what both sides must share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.evidence import Coverage
from align.evidence.candidates import Candidates
from align.evidence.material import Material
from align.plugin import Scorer

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


def prepare(material: Material) -> Callable[[Candidates], Floats]:
    import numpy as np

    covered = material.coverage["forms"]
    totals = tuple(side.total for side in material.sides)
    running = tuple(np.concatenate([[0.0], np.cumsum(total)]) for total in totals)
    unit = (sum(total.mean() for total in totals) / 2 + 1e-9) if all(len(total) for total in totals) else 1.0

    def measure(beads: Candidates) -> Floats:
        parts = []
        for side, (a, x, b, y) in enumerate(
            ((beads.i, beads.x, beads.j, beads.y), (beads.j, beads.y, beads.i, beads.x))
        ):
            above = _summed(covered[side], a, x, b, y)
            parts.append((above, running[side][a + x] - running[side][a] + 1))
        (source, source_all), (target, target_all) = parts
        return np.stack([(source + target) / unit, source / source_all, target / target_all], axis=1)

    return measure


def _summed(covered: Coverage, a: Ints, x: Ints, b: Ints, y: Ints) -> Floats:
    import numpy as np

    total = np.zeros(len(a))
    for k in range(int(x.max(initial=0))):
        total += np.where(k < x, covered.above(y, a + k, b), 0.0)
    return total


SCORER = Scorer(
    id="forms",
    describe="Figures by value, names by reading, Latin tokens and termbase concepts that both sides share",
    columns=("sum", "source-share", "target-share"),
    prepare=prepare,
)
