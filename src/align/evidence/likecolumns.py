"""What a similarity of runs of segments says of beads, for the scorers that have one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from align.evidence.candidates import Candidates

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

COLUMNS = ("sum", "share", "gain")


def like_columns(pairs: Callable[[Ints, Ints, Ints, Ints], Floats], beads: Candidates) -> Floats:
    """Similarity by size, similarity, and what the outer segment that adds least to it adds.

    ``pairs(i, x, j, y)`` gives similarities, about 1 for translations and 0 for any two runs.
    """
    import numpy as np

    i, x, j, y = beads.i, beads.x, beads.j, beads.y
    alike = pairs(i, x, j, y)
    gain = np.full(len(beads), np.inf)
    for side, size in enumerate((x, y)):
        more = np.flatnonzero(size > 1)
        for first in (0, 1):
            a, b, c, d = i[more], x[more], j[more], y[more]
            less = pairs(a + first, b - 1, c, d) if side == 0 else pairs(a, b, c + first, d - 1)
            gain[more] = np.minimum(gain[more], alike[more] - less)
    gain[np.isinf(gain)] = 0.0
    return np.stack([alike * (x + y) / 2, alike, gain], axis=1)
