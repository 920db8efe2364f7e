"""Words: how much of each side's content the other side explains.

Coverage counts every unit with its weight, as far as the strongest link to the other side goes, less what
chance would explain; shares relate it to all there is to explain; the weakest segment and the gain of the
outer segments tell whether every segment belongs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.evidence import MAX_WINDOW, Coverage
from align.evidence.candidates import Candidates
from align.evidence.material import Material
from align.plugin import Scorer

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

_COLUMNS = (
    "sum",
    "source-sum",
    "target-sum",
    "source-share",
    "target-share",
    "source-raw",
    "target-raw",
    "source-weakest",
    "target-weakest",
    "source-first-gain",
    "source-last-gain",
    "target-first-gain",
    "target-last-gain",
    "source-first-share",
    "source-last-share",
    "target-first-share",
    "target-last-share",
)


def prepare(material: Material) -> Callable[[Candidates], Floats]:
    import numpy as np

    covered, totals = material.coverage["all"], tuple(side.total for side in material.sides)
    running = tuple(np.concatenate([[0.0], np.cumsum(total)]) for total in totals)
    unit = (sum(total.mean() for total in totals) / 2 + 1e-9) if all(len(total) for total in totals) else 1.0

    def measure(beads: Candidates) -> Floats:
        spans = ((beads.i, beads.x, beads.j, beads.y), (beads.j, beads.y, beads.i, beads.x))
        above, raw, weakest, gains, shares = [], [], [], [], []
        for side, (a, x, b, y) in enumerate(spans):
            whole = running[side][a + x] - running[side][a] + 1
            above.append(summed(covered[side], a, x, b, y))
            raw.append(summed(covered[side], a, x, b, y, raw=True) / whole)
            shares.append(above[-1] / whole)
            weakest.append(_weakest(covered[side], totals[side], a, x, b, y))
        for side, (a, x, b, y) in enumerate(spans):
            # A segment's gain is what the other side's coverage loses without it.
            other = covered[1 - side]
            whole_there = summed(other, b, y, a, x)
            for first in (True, False):
                without = summed(other, b, y, a + first, np.maximum(x - 1, 1))
                gain = np.where(x > 1, whole_there - without, 0.0)
                edge = totals[side][a if first else a + x - 1]
                gains.append((gain / unit, gain / (edge + 1)))
        columns = [(above[0] + above[1]) / unit, above[0] / unit, above[1] / unit, *shares, *raw, *weakest]
        columns += [gain for gain, _ in gains] + [share for _, share in gains]
        return np.stack(columns, axis=1)

    return measure


def summed(covered: Coverage, a: Ints, x: Ints, b: Ints, y: Ints, *, raw: bool = False) -> Floats:
    """Coverage (beyond chance unless ``raw``) of ``x`` segments from ``a`` by the window of ``y`` from ``b``."""
    import numpy as np

    total = np.zeros(len(a))
    look = covered.at if raw else covered.above
    for k in range(int(x.max(initial=0))):
        total += np.where(k < x, look(y, a + k, b), 0.0)
    return total


def _weakest(covered: Coverage, total: Floats, a: Ints, x: Ints, b: Ints, y: Ints) -> Floats:
    import numpy as np

    least = np.full(len(a), np.inf)
    for k in range(min(MAX_WINDOW, int(x.max(initial=0)))):
        segment = np.minimum(a + k, len(total) - 1)
        least = np.where(k < x, np.minimum(least, covered.above(y, a + k, b) / (total[segment] + 1)), least)
    return least


SCORER = Scorer(
    id="words",
    describe="Content that each side explains of the other, through lexicon, dictionary and learned links",
    columns=_COLUMNS,
    prepare=prepare,
)
