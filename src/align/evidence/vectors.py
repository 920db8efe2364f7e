"""Vectors of segments and of runs of segments: how alike windows of both sides are.

A side has a table for runs of one segment, of two, and so on, as far as they were given; longer runs are the sum
of their segments. What all vectors of a side have in common is taken off (two languages of one encoder lie apart),
and similarities are put on a scale on which a chance pair has 0 and a usual pair of translations 1, whatever the
encoder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

_FEW = 20
"""Segments from which on the common part of a side's vectors is believed."""
_SAMPLE = 600
_LEAST_SPAN = 0.2
_LOWEST, _HIGHEST = -1.0, 1.5
_CHUNK = 4096


@dataclass(frozen=True, slots=True)
class Vectors:
    """``tables[s - 1][k]`` is the vector of the ``s`` segments from ``k``; rows near the end may be of fewer."""

    tables: tuple[Any, ...]

    @property
    def size(self) -> int:
        return len(self.tables[0])

    @property
    def width(self) -> int:
        return int(self.tables[0].shape[1])

    def runs(self, first: Any, size: int) -> NDArray[np.float32]:
        """Unit vectors of the runs of ``size`` segments that start at ``first``; zero where nothing is known."""
        import numpy as np

        if size <= len(self.tables):
            found = self.tables[size - 1][first].astype(np.float32)
        else:
            found = np.zeros((len(first), self.width), np.float32)
            for k in range(size):
                found += self.tables[0][np.minimum(first + k, self.size - 1)]
        length = np.linalg.norm(found, axis=1, keepdims=True)
        return np.asarray(found / np.where(length > 0, length, 1), np.float32)


def make_vectors(tables: Sequence[Any]) -> Vectors:
    """Unit vectors without what all of them share, kept in half precision.

    ``tables[s - 1]`` holds a row for the run of ``s`` segments from every segment.
    """
    import numpy as np

    kept: list[Any] = []
    common: Any = 0.0
    for table in tables:
        rows = np.asarray(table, np.float32)
        length = np.linalg.norm(rows, axis=1, keepdims=True)
        unit = rows / np.where(length > 0, length, 1)
        if not kept:
            common = unit.mean(axis=0) * (len(unit) / (len(unit) + _FEW)) if len(unit) else 0.0
        kept.append(np.where(length > 0, unit - common, 0).astype(np.float16))
    return Vectors(tuple(kept))


@dataclass(frozen=True, slots=True)
class Likeness:
    """Both sides' vectors with the segments that are aligned, and the scale of their similarities."""

    sides: tuple[Vectors, Vectors]
    numbers: tuple[Ints, Ints]
    chance: float
    span: float
    weight: float = 1.0

    def block(self, rows: Any, columns: Any) -> Floats:
        """The similarities of every one of some runs with every one of others (see :meth:`runs`)."""
        import numpy as np

        return np.asarray(np.clip((rows @ columns.T - self.chance) / self.span, _LOWEST, _HIGHEST))

    def runs(self, side: int, first: int, last: int, size: int) -> NDArray[np.float32]:
        """The vectors of the runs of ``size`` segments that start at the places ``first`` to ``last``."""
        return self.sides[side].runs(self.numbers[side][first:last], size)

    def pairs(self, i: Ints, x: Ints, j: Ints, y: Ints) -> Floats:
        """The similarity of ``x`` source segments from ``i`` and ``y`` target segments from ``j``, bead by bead."""
        import numpy as np

        found = np.zeros(len(i))
        kinds = x * 64 + y
        for kind in np.unique(kinds):
            chosen = np.flatnonzero(kinds == kind)
            for first in range(0, len(chosen), _CHUNK):
                part = chosen[first : first + _CHUNK]
                here = self.sides[0].runs(self.numbers[0][i[part]], int(kind) // 64)
                there = self.sides[1].runs(self.numbers[1][j[part]], int(kind) % 64)
                found[part] = np.einsum("kd,kd->k", here, there)
        return np.asarray(np.clip((found - self.chance) / self.span, _LOWEST, _HIGHEST))


def likeness(
    sides: tuple[Vectors, Vectors], rows: Sequence[int], columns: Sequence[int], weight: float = 1.0
) -> Likeness:
    """The similarities of a region, on the scale of chance (0) and of the best counterparts (1)."""
    import numpy as np

    numbers = (np.array(rows, np.int64), np.array(columns, np.int64))
    chance, span = 0.0, 1.0
    if len(rows) and len(columns):
        few = [chosen[:: max(1, len(chosen) // _SAMPLE)] for chosen in numbers]
        alike = sides[0].runs(few[0], 1) @ sides[1].runs(few[1], 1).T
        chance = float(alike.mean())
        best = alike.max(axis=1) if alike.shape[0] <= alike.shape[1] else alike.max(axis=0)
        span = max(float(np.median(best)) - chance, _LEAST_SPAN)
    return Likeness(sides, numbers, chance, span, weight)
