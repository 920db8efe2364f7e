"""Candidate beads as arrays: what scorers score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Beads as arrays: ``x[k]`` source segments from ``i[k]``, ``y[k]`` target segments from ``j[k]``.

    ``margin`` is how far (in units of the first pass) the best chain through the bead falls short of the
    best chain: 0 for beads on it, else negative.
    """

    i: Ints
    x: Ints
    j: Ints
    y: Ints
    margin: Floats

    def __len__(self) -> int:
        return len(self.i)

    def part(self, chosen: Any) -> Candidates:
        """Some of the beads, by slice or index."""
        return Candidates(self.i[chosen], self.x[chosen], self.j[chosen], self.y[chosen], self.margin[chosen])
