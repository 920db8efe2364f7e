"""The part of the alignment grid that is searched: for every source row a range of target columns.

Values over a band are ragged rows in one flat array, so memory grows with the text's length, not with its
square.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Band:
    """Row i (0 to n) has the columns ``low[i] <= j < high[i]`` of 0 to m; both limits never fall.

    Nodes are places between segments: (0, 0) is before all, (n, m) after all. ``starts[i]`` is where row i
    begins in a flat array of values.
    """

    low: Ints
    high: Ints
    starts: Ints

    @property
    def rows(self) -> int:
        """Number of source segments, n."""
        return len(self.low) - 1

    @property
    def columns(self) -> int:
        """Number of target segments, m."""
        return int(self.high[-1]) - 1

    @property
    def cells(self) -> int:
        return int(self.starts[-1])

    def index(self, rows: Any, columns: Any) -> tuple[Any, Any]:
        """Flat places of nodes, and whether each lies inside (the place is 0 where it does not)."""
        import numpy as np

        inside = (rows >= 0) & (rows < len(self.low))
        safe = np.where(inside, rows, 0)
        inside = inside & (columns >= self.low[safe]) & (columns < self.high[safe])
        return np.where(inside, self.starts[safe] + columns - self.low[safe], 0), inside

    def turned(self) -> Band:
        """The same nodes with the sides exchanged."""
        import numpy as np

        columns = np.arange(self.columns + 1)
        return make_band(
            np.searchsorted(self.high, columns, side="right"), np.searchsorted(self.low, columns, side="right")
        )


def make_band(low: Any, high: Any) -> Band:
    """A band from its limits; they are widened to where they never fall and rows touch."""
    import numpy as np

    low = np.minimum.accumulate(np.asarray(low, np.int64)[::-1])[::-1].copy()
    high = np.maximum.accumulate(np.asarray(high, np.int64))
    high[:-1] = np.maximum(high[:-1], low[1:] + 1)
    starts = np.concatenate([[0], np.cumsum(high - low)])
    return Band(low, high, starts)


def full_band(n: int, m: int) -> Band:
    """Every node of the grid."""
    import numpy as np

    return make_band(np.zeros(n + 1, np.int64), np.full(n + 1, m + 1, np.int64))
