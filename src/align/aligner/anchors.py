"""Anchors: pairs of segments that find each other by rare shared content, and the band between them.

Rare units link few places, so pairs are counted over posting lists, in time linear in the text. An anchor is
a pair that is best for both its segments with a clear margin. Anchors in one order with neighbours that
agree bound the band; those that form another run elsewhere tell of a moved section (:mod:`align.aligner.moved`).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from align.evidence import UNIT, Coverage, Side, Table, ranges, some_segments
from align.evidence.band import Band, full_band, make_band
from align.evidence.vectors import Likeness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

FULL = 400_000
"""Grids up to so many nodes are searched whole."""
_RARE, _PAIRS = 40, 120
_MARGIN = 1.25
_PAD = 14
_WIDEST = 100
_SMALL = 5_000
_STRETCH = 8
_LOOKS, _FAR = 3, 2_500
_ALL, _NEAR, _ROWS = 400_000_000, 0.7, 256


@dataclass(frozen=True, slots=True)
class Anchor:
    """Source segment ``i`` and target segment ``j``, with the weight of what they share."""

    i: int
    j: int
    weight: float


def find_anchors(source: Side, target: Side, table: Table) -> list[Anchor]:
    """Pairs of segments that are each other's best by rare units, by source segment.

    ``table`` links units of the source with units of the target. What is rare is counted in these segments
    alone, so a second look at a part of the text finds more.
    """
    import numpy as np

    units, starts, segments = zip(*(_postings(side) for side in (source, target)), strict=True)
    counts = [np.diff(start) for start in starts]
    row = np.repeat(np.arange(len(units[0])), table.starts[units[0] + 1] - table.starts[units[0]])
    link = ranges(table.starts[units[0]], table.starts[units[0] + 1])
    column = np.searchsorted(units[1], table.targets[link])
    there = column < len(units[1])
    there[there] = units[1][column[there]] == table.targets[link][there]
    row, column, strength = row[there], column[there], table.strengths[link][there]
    here, other = counts[0][row], counts[1][column]
    rare = (here * other <= _PAIRS) & (here <= _RARE) & (other <= _RARE)
    row, column, strength = row[rare], column[rare], strength[rare]
    if not len(row):
        return []
    idf = [np.log1p(side.size / count) for side, count in zip((source, target), counts, strict=True)]
    value = strength * (idf[0][row] + idf[1][column]) / 2
    # Every occurrence of the one unit with every occurrence of the other.
    first = ranges(starts[0][row], starts[0][row + 1])
    repeat = np.repeat(np.arange(len(row)), counts[0][row])
    sizes = counts[1][column][repeat]
    second = ranges(starts[1][column][repeat], starts[1][column][repeat] + sizes)
    i, j = np.repeat(segments[0][first], sizes), segments[1][second]
    return _mutual(i, j, np.repeat(value[repeat], sizes), source.size, target.size)


def alike_anchors(alike: Sequence[Likeness], n: int, m: int) -> list[Anchor]:
    """Pairs of segments that are each other's nearest by vectors, with a clear margin.

    Every segment meets every other, so this is left to the rare units where both texts are very long.
    """
    import numpy as np

    if not alike or n * m > _ALL:
        return []
    columns = [each.runs(1, 0, m, 1) for each in alike]
    best, first, second = np.zeros(n, np.int64), np.zeros(n), np.zeros(n)
    back, top = np.full(m, -1, np.int64), np.full(m, -np.inf)
    for start in range(0, n, _ROWS):
        stop = min(start + _ROWS, n)
        value = sum(each.block(each.runs(0, start, stop, 1), them) for each, them in zip(alike, columns, strict=True))
        value = np.asarray(value)
        best[start:stop] = value.argmax(axis=1)
        two = np.partition(value, -2, axis=1)[:, -2:] if m > 1 else np.pad(value, ((0, 0), (1, 0)))
        second[start:stop], first[start:stop] = two[:, 0], two[:, 1]
        higher = value.max(axis=0) > top
        back[higher], top[higher] = start + value.argmax(axis=0)[higher], value.max(axis=0)[higher]
    least = _NEAR * len(alike)
    found = np.flatnonzero((back[best] == np.arange(n)) & (first >= least) & (first >= second + 0.3 * least))
    weight = math.log1p(min(n, m)) * 1.2
    return [Anchor(int(i), int(best[i]), weight) for i in found]


def merged(anchors: Sequence[Anchor], more: Sequence[Anchor]) -> list[Anchor]:
    """Anchors of two kinds; where both name a pair it weighs twice."""
    total: dict[tuple[int, int], float] = {}
    for anchor in (*anchors, *more):
        total[anchor.i, anchor.j] = total.get((anchor.i, anchor.j), 0.0) + anchor.weight
    return [Anchor(i, j, weight) for (i, j), weight in sorted(total.items())] if more else list(anchors)


def anchor_chain(source: Side, target: Side, table: Table, anchors: Sequence[Anchor]) -> list[Anchor]:
    """The chain of anchors in one order, with more of them looked for wherever two are far apart."""
    ratio = target.size / source.size
    chain = supported(heaviest_chain(anchors), ratio)
    for _ in range(_LOOKS):
        found = []
        stops = [(-1, -1), *((a.i, a.j) for a in chain), (source.size, target.size)]
        for (i0, j0), (i1, j1) in pairwise(stops):
            if min(i1 - i0, j1 - j0) <= 3 or (i1 - i0) * (j1 - j0) <= _FAR:
                continue
            rows, columns = range(i0 + 1, i1), range(j0 + 1, j1)
            part = find_anchors(some_segments(source, rows), some_segments(target, columns), table)
            found += [replace(anchor, i=anchor.i + i0 + 1, j=anchor.j + j0 + 1) for anchor in part]
        if not found:
            break
        chain = supported(heaviest_chain([*chain, *found]), ratio)
    return chain


def diagonal_anchors(source: Side, target: Side, there: Coverage, back: Coverage) -> list[Anchor]:
    """Pairs of segments whose whole neighbourhood agrees, for grids that are searched whole.

    The similarity of single segments is summed along a short stretch of the slope that the sides' sizes give;
    a pair counts where it is the best of its row and its column with a margin. Places are right to within
    a few segments. ``there`` and ``back`` are the coverage of the source and of the target.
    """
    import numpy as np

    n, m = source.size, target.size
    own = there.values[0].reshape(n + 1, m + 1)[:n, :m] / UNIT - there.chance[0][:, None]
    other = back.values[0].reshape(m + 1, n + 1)[:m, :n] / UNIT - back.chance[0][:, None]
    alike = np.sqrt(np.maximum(own + other.T, 0))
    alike -= alike.mean(axis=1, keepdims=True)
    alike -= alike.mean(axis=0, keepdims=True)
    near = alike.copy()
    for k in (1, 2):
        near[:, k:] = np.maximum(near[:, k:], alike[:, :-k])
        near[:, :-k] = np.maximum(near[:, :-k], alike[:, k:])
    summed = np.zeros((n, m))
    for k in range(-_STRETCH, _STRETCH + 1):
        shift = round(k * m / n)
        rows, columns = slice(max(0, -k), min(n, n - k)), slice(max(0, -shift), min(m, m - shift))
        if rows.start < rows.stop and columns.start < columns.stop:
            moved = near[rows.start + k : rows.stop + k, columns.start + shift : columns.stop + shift]
            summed[rows, columns] += moved * (1 - abs(k) / (_STRETCH + 1))
    best, back_best = summed.argmax(axis=1), summed.argmax(axis=0)
    top = summed.max(axis=1)
    found = []
    for i in range(n):
        j = int(best[i])
        elsewhere = max(summed[i, : max(0, j - 12)].max(initial=0.0), summed[i, j + 13 :].max(initial=0.0))
        if abs(int(back_best[j]) - i) <= 3 and top[i] > 0 and top[i] >= 1.15 * elsewhere:
            found.append(Anchor(i, j, 1.0))
    return found


def _postings(side: Side) -> tuple[Ints, Ints, Ints]:
    """The units that occur, where the segments of each begin, and the segments."""
    import numpy as np

    segment = np.repeat(np.arange(side.size), np.diff(side.offsets))
    order = np.argsort(side.types, kind="stable")
    units, first = np.unique(side.types[order], return_index=True)
    return units, np.append(first, len(order)), segment[order]


def _mutual(i: Ints, j: Ints, value: Floats, n: int, m: int) -> list[Anchor]:
    import numpy as np

    keys, inverse = np.unique(i * m + j, return_inverse=True)
    total = np.bincount(inverse, value).astype(np.float64)
    i, j = keys // m, keys % m
    least = math.log1p(min(n, m)) * 1.2
    best = [_best_two(side, total, size) for side, size in ((i, n), (j, m))]
    clear = [total >= np.maximum(_MARGIN * second[side], 0) for (_, second), side in zip(best, (i, j), strict=True)]
    top = [total == first[side] for (first, _), side in zip(best, (i, j), strict=True)]
    good = top[0] & top[1] & clear[0] & clear[1] & (total >= least)
    return [Anchor(int(a), int(b), float(w)) for a, b, w in zip(i[good], j[good], total[good], strict=True)]


def _best_two(group: Ints, value: Floats, size: int) -> tuple[Floats, Floats]:
    """The highest and second highest value of every group; 0 where there is none."""
    import numpy as np

    order = np.argsort(group, kind="stable")
    group, value = group[order], value[order]
    begins = np.flatnonzero(np.append(True, group[1:] != group[:-1]))
    first, second = np.zeros(size), np.zeros(size)
    first[group[begins]] = np.maximum.reduceat(value, begins)
    highest = np.flatnonzero(value == first[group])
    value[highest[np.append(True, group[highest[1:]] != group[highest[:-1]])]] = 0.0
    second[group[begins]] = np.maximum.reduceat(value, begins)
    return first, second


def heaviest_chain(anchors: Sequence[Anchor]) -> list[Anchor]:
    """The run of anchors in one order with the highest total weight."""
    ordered = sorted(anchors, key=lambda anchor: (anchor.i, -anchor.j))
    places = sorted({anchor.j for anchor in ordered})
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(places) + 1)
    before: list[int] = []
    totals: list[float] = []
    for number, anchor in enumerate(ordered):
        place = bisect_left(places, anchor.j)
        best = (0.0, -1)
        k = place
        while k:
            best = max(best, tree[k])
            k -= k & -k
        before.append(best[1])
        totals.append(best[0] + anchor.weight)
        k = place + 1
        while k < len(tree):
            tree[k] = max(tree[k], (totals[-1], number))
            k += k & -k
    at = max(range(len(totals)), key=totals.__getitem__, default=-1)
    chain = []
    while at >= 0:
        chain.append(ordered[at])
        at = before[at]
    return chain[::-1]


def supported(chain: Sequence[Anchor], ratio: float) -> list[Anchor]:
    """The anchors whose neighbours in the chain lie where ``ratio`` (target for source segments) lets expect."""
    kept = []
    for number, anchor in enumerate(chain):
        near = [*chain[max(0, number - 4) : number], *chain[number + 1 : number + 5]]
        agree = sum(
            abs((other.j - anchor.j) - ratio * (other.i - anchor.i)) <= 6 + 0.3 * abs(other.i - anchor.i)
            for other in near
        )
        if agree >= 2:
            kept.append(anchor)
    return kept


def band_between(n: int, m: int, anchors: Sequence[Anchor]) -> Band:
    """The band that runs along a chain of anchors: narrow between near ones, wide where they are far apart."""
    import numpy as np

    if (n + 1) * (m + 1) <= FULL:
        return full_band(n, m)
    ratio = m / n
    low, high = np.full(n + 1, m, np.int64), np.zeros(n + 1, np.int64)
    stops = [(0, 0), *((a.i, a.j) for a in anchors), (n, m)]
    for (i0, j0), (i1, j1) in pairwise(stops):
        rows = np.arange(i0, i1 + 1)
        if (i1 - i0) * (j1 - j0) <= _SMALL:
            left, right = np.full(len(rows), j0), np.full(len(rows), j1)
        else:
            slack = min(_WIDEST, 0.15 * max(i1 - i0, j1 - j0))
            near, far = j0 + ratio * (rows - i0), j1 - ratio * (i1 - rows)
            left = np.maximum(np.minimum(near, far) - slack, j0).astype(np.int64)
            right = np.minimum(np.maximum(near, far) + slack, j1).astype(np.int64)
        low[rows] = np.minimum(low[rows], left - _PAD)
        high[rows] = np.maximum(high[rows], right + _PAD + 1)
    low, high = np.clip(low, 0, m), np.clip(high, 1, m + 1)
    low[0], high[-1] = 0, m + 1
    return make_band(low, high)
