"""The cheap score of every bead in a band, for :mod:`align.aligner.search`.

One sum in one order, worked out in blocks by numpy or, where numba is installed, node by node: both give the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from align.aligner.kernels import FORBIDDEN, score_rows
from align.aligner.search import BEAD_TYPES, MAX_BEAD
from align.evidence import MAX_WINDOW, UNIT, Coverage
from align.evidence.band import Band
from align.evidence.kernels import LARGE, compiled
from align.evidence.material import Material
from align.evidence.vectors import Likeness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# Chosen so that no right bead is lost; the order of what is kept is the learned scorer's work.
_SIZE, _BEAD, _LENGTH = 2.0, 2.0, 0.04
_EDGE, _INNER, _HEAD = 1.0, 2.0, 3.0
_ALIKE = 4.0
"""What a usual pair of translations is worth by vectors."""
_DRIFT = 1e-4
"""A price for leaving the diagonal too small to count but where a text repeats itself."""
_ROWS = 64


@dataclass(frozen=True, slots=True)
class Sums:
    """Running counts of block starts and of seams, by side."""

    edge: tuple[Any, Any]
    seam: tuple[Any, Any]


def _sums(material: Material) -> Sums:
    import numpy as np

    edges, seams = (
        [np.concatenate([[0], np.cumsum(flags)]) for flags in sides]
        for sides in (material.texts.edge, material.texts.seam)
    )
    return Sums((edges[0], edges[1]), (seams[0], seams[1]))


def first_scores(material: Material, band: Band) -> NDArray[np.int32]:
    """Scores in thousandths of every bead type (row) starting at every node of the band (column)."""
    import numpy as np

    result = np.full((len(BEAD_TYPES), band.cells), FORBIDDEN, np.int32)
    kernel = compiled(score_rows) if band.cells > LARGE and not material.alike else None
    if kernel is not None:
        _score_compiled(kernel, material, band, result)
    else:
        _score_blocks(material, band, result)
    return result


def _score_compiled(kernel: Callable[..., Any], material: Material, band: Band, result: NDArray[np.int32]) -> None:
    import numpy as np

    sums, (own, other) = _sums(material), material.coverage["all"]
    xs, ys = (np.array(sizes) for sizes in zip(*BEAD_TYPES, strict=True))
    widest = int((band.high - band.low).max())
    kernel(
        (band.low, band.high, band.starts, other.band.low, other.band.starts),
        (own.values, own.chance, other.values, other.chance),
        (*material.lengths, *material.texts.head, *sums.seam, *material.texts.edge, *sums.edge),
        (_BEAD, _SIZE, _LENGTH, _HEAD, _EDGE, _INNER, _DRIFT, float(UNIT)),
        material.texts.blocks_tell,
        (xs, ys),
        (np.zeros((MAX_WINDOW, widest)), np.zeros((MAX_WINDOW, widest)), np.zeros(widest)),
        result,
    )


def _score_blocks(material: Material, band: Band, result: NDArray[np.int32]) -> None:
    import numpy as np

    n, m = band.rows, band.columns
    sums = _sums(material)
    for first in range(0, n, _ROWS):
        last = min(first + _ROWS, n)
        bottom = min(last + MAX_BEAD, n)
        left, right = int(band.low[first]), min(int(band.high[last - 1]), m)
        wide = min(right + MAX_BEAD, m)
        if right <= left:
            continue
        own = _above(material.coverage["all"][0], first, bottom, left, right)
        other = np.swapaxes(_above(material.coverage["all"][1], left, wide, first, last), 1, 2)
        columns = np.arange(left, right)
        inside = (columns >= band.low[first:last, None]) & (columns < band.high[first:last, None])
        runs = [_runs(each, first, last, left, right) for each in material.alike]
        places = (band.starts[first:last, None] + columns - band.low[first:last, None])[inside]
        here = np.zeros((MAX_WINDOW, last - first, right - left))
        there = here[0]
        for number, (x, y) in enumerate(BEAD_TYPES):
            rows, width = min(last, n - x + 1) - first, min(right, m - y + 1) - left
            if rows <= 0 or width <= 0:
                continue
            # One segment more on either side than the bead that came before.
            here[y - 1, :rows] += own[y - 1, x - 1 : x - 1 + rows]
            there = (there if y > 1 else 0.0 * here[0])[:, :width] + other[x - 1, :, y - 1 : y - 1 + width]
            block = np.full((last - first, right - left), float(FORBIDDEN))
            lexical = here[y - 1, :rows, :width] + there[:rows]
            drift = np.abs(
                (np.arange(left, left + width) + y / 2) * (n / m) - np.arange(first, first + rows)[:, None] - x / 2
            )
            score = lexical - _DRIFT * drift + _rest(material, sums, first, rows, x, left, width, y)
            for each, (down, along) in zip(material.alike, runs, strict=True):
                score += _ALIKE * each.weight * (x + y) / 2 * each.block(down[x - 1][:rows], along[y - 1][:width])
            block[:rows, :width] = np.maximum(np.rint(score * UNIT), FORBIDDEN)
            result[number, places] = block[inside]


def _runs(alike: Likeness, first: int, last: int, left: int, right: int) -> tuple[list[Any], list[Any]]:
    """Vectors of the windows of every size that start at some rows and columns."""
    sizes = range(1, MAX_WINDOW + 1)
    return [alike.runs(0, first, last, size) for size in sizes], [alike.runs(1, left, right, size) for size in sizes]


def _above(covered: Coverage, first: int, last: int, left: int, right: int) -> Floats:
    """Coverage beyond chance, ``[size - 1, segment, window]``; what is outside the band cannot be."""
    import numpy as np

    rows, columns = np.meshgrid(np.arange(first, last), np.arange(left, right), indexing="ij")
    place, inside = covered.band.index(rows, columns)
    values: Floats = covered.values[:, place] / UNIT - covered.chance[:, first:last, None]
    values[:, ~inside] = FORBIDDEN
    return values


def _rest(material: Material, sums: Sums, first: int, rows: int, x: int, left: int, width: int, y: int) -> Floats:
    """Length, size and blocks."""

    here = (material.lengths[0][first + x : first + x + rows] - material.lengths[0][first : first + rows])[:, None]
    there = (material.lengths[1][left + y : left + y + width] - material.lengths[1][left : left + width])[None, :]
    result: Floats = _BEAD - _SIZE * (x + y - 2) - _LENGTH * (there - here) ** 2 / (0.5 * (here + there) + 1)
    texts = material.texts
    heads = texts.head[0][first : first + rows, None] != texts.head[1][None, left : left + width]
    result = result - _HEAD * heads
    if texts.blocks_tell:
        for down, along in ((0, 0), (x, y)):
            a = texts.edge[0][first + down : first + down + rows, None]
            b = texts.edge[1][None, left + along : left + along + width]
            result = result + _EDGE * ((a & b).astype(float) - (a ^ b))
        inner = sums.edge
        result = (
            result - _INNER * (inner[0][first + x : first + x + rows] - inner[0][first + 1 : first + rows + 1])[:, None]
        )
        result = (
            result - _INNER * (inner[1][left + y : left + y + width] - inner[1][left + 1 : left + width + 1])[None, :]
        )
    for k, (at, count, size) in enumerate(((first, rows, x), (left, width, y))):
        broken = sums.seam[k][at + size : at + size + count] != sums.seam[k][at + 1 : at + count + 1]
        if broken.any():
            result[broken if k == 0 else (slice(None), broken)] = FORBIDDEN
    return result
