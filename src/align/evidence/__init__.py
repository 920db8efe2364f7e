"""Lexical evidence: how much of a segment's content a window of the other side explains.

Every unit of a segment weighs its inverse document frequency; a window explains it as far as the strongest
link from any of the window's units goes. What a window would explain by chance is known from document
frequencies and taken off, so a longer window does not win by length alone. Sums are kept as whole
thousandths: they are exact in any order, so every machine gives the same result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from align.evidence.band import Band
from align.evidence.kernels import LARGE, compiled, cover
from align.evidence.sides import Side, make_side, ranges, some_segments, sum_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

__all__ = [
    "MAX_WINDOW",
    "UNIT",
    "Coverage",
    "Links",
    "Side",
    "Table",
    "coverage",
    "make_side",
    "make_table",
    "ranges",
    "some_segments",
]

MAX_WINDOW = 7
UNIT = 1000
"""Coverage is counted in thousandths."""
_ROWS = 32
_DENSE = 2_000_000
_TOLD = 4_096

Links = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Table:
    """Links as a sparse matrix: unit u has ``starts[u]:starts[u + 1]``, weakest link first."""

    starts: Ints
    targets: Ints
    strengths: Floats


def make_table(side: Side, other: Side, links: Links) -> Table:
    """Links between the units that both sides have."""
    import numpy as np

    starts, targets, strengths = [0], [], []
    for name in side.names:
        row = links.get(name, {})
        both = [(strength, unit) for unit, strength in row.items() if unit in other.numbers]
        both.sort()
        targets += [other.numbers[unit] for _, unit in both]
        strengths += [strength for strength, _ in both]
        starts.append(len(targets))
    return Table(np.array(starts, np.int64), np.array(targets, np.int64), np.array(strengths, np.float64))


@dataclass(frozen=True, slots=True)
class Coverage:
    """Coverage of one side by windows of the other, over a band.

    ``values[size - 1, place]``: thousandths of segment i's weight that ``size`` segments from j on explain,
    ``place`` being node (i, j) of the band; ``chance[size - 1, i]``: what a random window would.
    """

    band: Band
    values: NDArray[np.int32]
    chance: Floats

    def at(self, sizes: Ints, rows: Ints, columns: Ints) -> Floats:
        """Coverage at nodes; 0 outside the band."""
        import numpy as np

        place, inside = self.band.index(rows, columns)
        return np.where(inside, self.values[sizes - 1, place] / UNIT, 0.0)

    def above(self, sizes: Ints, rows: Ints, columns: Ints) -> Floats:
        """Coverage beyond chance at nodes; 0 outside the band."""
        import numpy as np

        place, inside = self.band.index(rows, columns)
        safe = np.clip(rows, 0, self.chance.shape[1] - 1)
        return np.where(inside, self.values[sizes - 1, place] / UNIT - self.chance[sizes - 1, safe], 0.0)


def coverage(
    side: Side, other: Side, table: Table, band: Band, tick: Callable[[float], None] = lambda share: None
) -> Coverage:
    """Coverage of every segment of ``side`` in ``band``. Windows over the end count what is there."""
    import numpy as np

    values = np.zeros((MAX_WINDOW, band.cells), np.int32)
    told = _linked(side, table)
    kernel = compiled(cover) if band.cells > LARGE else None
    if kernel is not None:
        _cover_compiled(kernel, told, other, table, band, values, tick)
    first = side.size if kernel else 0
    while first < side.size:
        last = _chunk_end(told, band, first)
        _cover_rows(told, other, table, band, first, last, values)
        tick(last / side.size)
        first = last
    return Coverage(band, values, _chance(side, other, table))


def _cover_compiled(
    kernel: Callable[..., Any],
    side: Side,
    other: Side,
    table: Table,
    band: Band,
    values: NDArray[np.int32],
    tick: Callable[[float], None],
) -> None:
    """Fill ``values`` by the compiled kernel, some thousand segments at a time."""
    import numpy as np

    order = np.argsort(other.types, kind="stable")
    segments = np.repeat(np.arange(other.size), np.diff(other.offsets))[order]
    begins = np.concatenate([[0], np.cumsum(np.bincount(other.types, minlength=len(other.names)))])
    occurrences = side.offsets, side.types, (side.weights * UNIT).astype(np.float32)
    links = table.starts, table.targets, table.strengths.astype(np.float32)
    postings, nodes = (begins, segments, begins[:-1].copy()), (band.low, band.high, band.starts)
    widest = int((band.high - band.low).max()) + 2 * MAX_WINDOW
    scratch = np.zeros(widest, np.float32), np.zeros(widest, np.int32), np.zeros(widest, np.int32)
    for first in range(0, side.size, _TOLD):
        last = min(first + _TOLD, side.size)
        kernel(first, last, occurrences, links, postings, nodes, values, scratch)
        tick(last / side.size)


def _linked(side: Side, table: Table) -> Side:
    """The side without the occurrences that have no link."""
    import numpy as np

    keep = (table.starts[1:] > table.starts[:-1])[side.types] if len(side.types) else np.zeros(0, bool)
    counts = np.concatenate([[0], np.cumsum(keep)])
    return replace(side, offsets=counts[side.offsets], types=side.types[keep], weights=side.weights[keep])


def _chunk_end(side: Side, band: Band, first: int) -> int:
    """How many rows to do at once: 32, fewer where that needs much memory."""
    last = min(first + _ROWS, side.size)
    while last > first + 1:
        width = int(band.high[last - 1] - band.low[first])
        if int(side.offsets[last] - side.offsets[first]) * width <= _DENSE:
            break
        last = first + (last - first) // 2
    return last


def _cover_rows(
    side: Side, other: Side, table: Table, band: Band, first: int, last: int, values: NDArray[np.int32]
) -> None:
    """Fill ``values`` for the segments ``first`` to ``last``."""
    import numpy as np

    a, b = int(side.offsets[first]), int(side.offsets[last])
    if a == b:
        return
    low, high = int(band.low[first]), int(band.high[last - 1])
    strongest, occurrence = _strongest(side.types[a:b], other, table, low, high + MAX_WINDOW - 1)
    scaled = np.rint(strongest[occurrence] * (side.weights[a:b, None] * UNIT).astype(np.float32)).astype(np.int32)
    width = high - low
    window = scaled[:, :width].copy()
    filled = np.flatnonzero(np.diff(side.offsets[first : last + 1]))
    begins = side.offsets[first:last][filled] - a
    columns = np.arange(low, high)
    inside = (columns >= band.low[first:last, None]) & (columns < band.high[first:last, None])
    out = slice(int(band.starts[first]), int(band.starts[last]))
    sums = np.zeros((last - first, width), np.int32)
    for size in range(MAX_WINDOW):
        if size:
            np.maximum(window, scaled[:, size : size + width], out=window)
        sums[filled] = np.add.reduceat(window, begins, axis=0)
        values[size, out] = sums[inside]


def _strongest(types: Ints, other: Side, table: Table, low: int, high: int) -> tuple[NDArray[np.float32], Ints]:
    """For every unit among ``types`` its strongest link to each segment from ``low`` to ``high``.

    Also each occurrence's row in that table. Segments beyond the end have no links.
    """
    import numpy as np

    units, occurrence = np.unique(types, return_inverse=True)
    strongest = np.zeros((len(units), high - low), np.float32)
    begin, end = int(other.offsets[min(low, other.size)]), int(other.offsets[min(high, other.size)])
    local = other.types[begin:end]
    segment = np.repeat(np.arange(low, min(high, other.size)), np.diff(other.offsets[low : min(high, other.size) + 1]))
    order = np.argsort(local, kind="stable")
    local, segment = local[order], segment[order] - low
    link = ranges(table.starts[units], table.starts[units + 1])
    row = np.repeat(np.arange(len(units)), table.starts[units + 1] - table.starts[units])
    first, last = (np.searchsorted(local, table.targets[link], side=side) for side in ("left", "right"))
    hit = np.flatnonzero(last > first)
    # Of several links to one place the last stands: they are put in the order of their strength.
    hit = hit[np.argsort(table.strengths[link[hit]], kind="stable")]
    count = last[hit] - first[hit]
    places = segment[ranges(first[hit], last[hit])]
    strongest[np.repeat(row[hit], count), places] = np.repeat(table.strengths[link[hit]], count)
    return strongest, occurrence


def _chance(side: Side, other: Side, table: Table) -> Floats:
    """Coverage of each segment by a random window of each size, from document frequencies."""
    import numpy as np

    sizes = np.arange(1, MAX_WINDOW + 1)
    by_unit = np.zeros((MAX_WINDOW, len(side.names)))
    row = np.repeat(np.arange(len(side.names)), np.diff(table.starts))
    with np.errstate(divide="ignore"):
        miss = np.maximum(np.log1p(-other.frequency[table.targets]), -50.0)
    running = np.concatenate([[0.0], np.cumsum(miss)])
    # A link decides where it hits and no stronger one does; stronger links come after it in the row.
    after = running[table.starts[row + 1]] - running[1:]
    for number, size in enumerate(sizes):
        decides = np.exp(size * after) * -np.expm1(size * miss)
        by_unit[number] = np.bincount(row, table.strengths * decides, len(side.names))
    return np.stack([sum_rows(by_unit[size][side.types] * side.weights, side.offsets) for size in range(MAX_WINDOW)])
