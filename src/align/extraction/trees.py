"""Boosted trees (Friedman 2001): a sum of small decision trees, read from a table and asked for many rows at once.

Every tree has three levels: seven questions "is this figure above this limit?", eight leaves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LEVELS = 3


@dataclass(frozen=True, slots=True)
class Trees:
    """``names`` are the figures asked for; a tree is (figure's index × 7, limit × 7, leaf × 8)."""

    names: tuple[str, ...]
    base: float
    trees: tuple[tuple[tuple[int, ...], tuple[float, ...], tuple[float, ...]], ...]

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Trees:
        """From the JSON form."""
        trees = tuple((tuple(asked), tuple(limits), tuple(leaves)) for asked, limits, leaves in raw["trees"])
        return cls(tuple(raw["names"]), float(raw["base"]), trees)

    def to_json(self) -> dict[str, Any]:
        """The JSON form."""
        return {"names": self.names, "base": self.base, "trees": self.trees}

    def rows(self, found: Sequence[Mapping[str, float]]) -> Floats:
        """Figures by name as a table, a row each; a figure that is not given is 0."""
        import numpy as np

        place = {name: number for number, name in enumerate(self.names)}
        table = np.zeros((len(found), len(self.names)))
        for row, values in zip(table, found, strict=True):
            known = [name for name in values if name in place]
            row[[place[name] for name in known]] = [values[name] for name in known]
        return table

    def chances(self, found: Sequence[Mapping[str, float]]) -> list[float]:
        """For each row of figures the probability (0 to 1)."""
        import numpy as np

        if not found:
            return []
        table = self.rows(found)
        total = np.full(len(found), self.base)
        every = np.arange(len(found))
        for asked, limits, leaves in self.trees:
            which, limit, leaf = np.array(asked), np.array(limits), np.array(leaves)
            node = np.zeros(len(found), np.int64)
            for _ in range(LEVELS):
                node = 2 * node + 1 + (table[every, which[node]] > limit[node])
            total += leaf[node - len(asked)]
        chances: list[float] = (1 / (1 + np.exp(-np.clip(total, -30, 30)))).tolist()
        return chances
