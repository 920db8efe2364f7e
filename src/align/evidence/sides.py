"""The units of one side's segments, counted and weighed."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

_AT_ONCE = 4_096
"""Segments whose units are counted together."""
_KIND_WEIGHT = {"c": 0.5, "#": 1.5, "t": 1.5}


@dataclass(frozen=True, slots=True)
class Side:
    """The units of one side's segments: occurrence k is unit ``types[k]`` with weight ``weights[k]``.

    Segment i has the occurrences ``offsets[i]:offsets[i + 1]``, each unit once. ``frequency`` is the share
    of segments that a unit is in; ``total`` what a segment weighs in all.
    """

    lang: str
    size: int
    names: tuple[str, ...]
    numbers: Mapping[str, int]
    offsets: Ints
    types: Ints
    weights: Floats
    frequency: Floats
    total: Floats


def make_side(units: Sequence[Sequence[str]], lang: str = "") -> Side:
    """Count and weigh the units of every segment."""
    import numpy as np

    numbers: dict[str, int] = defaultdict(count().__next__)
    parts, sizes = [], []
    for first in range(0, len(units), _AT_ONCE):
        # Some thousand segments at a time: units in the order in which each segment first has them, how often it does.
        some = units[first : first + _AT_ONCE]
        types = np.fromiter((numbers[unit] for segment in some for unit in segment), np.int64)
        segments = np.repeat(np.arange(len(some)), [len(segment) for segment in some])
        keys, place, repeats = np.unique(segments * (len(numbers) + 1) + types, return_index=True, return_counts=True)
        order = np.argsort(place)
        parts.append((types[place[order]], np.sqrt(repeats[order].astype(np.float64))))
        sizes.append(np.bincount(keys // (len(numbers) + 1), minlength=len(some)))
    types = np.concatenate([np.zeros(0, np.int64), *(part for part, _ in parts)])
    roots = np.concatenate([np.zeros(0), *(part for _, part in parts)])
    offsets = np.concatenate([[0], np.cumsum(np.concatenate([np.zeros(0, np.int64), *sizes]))])
    frequency = np.bincount(types, minlength=len(numbers))
    weight = [
        math.log(1 + len(units) / df) * _KIND_WEIGHT.get(unit[0], 1.0)
        for unit, df in zip(numbers, frequency.tolist(), strict=True)
    ]
    weights = np.array(weight)[types] * roots if len(types) else np.zeros(0)
    return Side(
        lang,
        len(units),
        tuple(numbers),
        dict(numbers),
        offsets,
        types,
        weights,
        frequency.astype(float) / max(1, len(units)),
        sum_rows(weights, offsets),
    )


def some_segments(side: Side, chosen: Sequence[int]) -> Side:
    """The side's segments in another order or only some of them; weights stay those of the whole side."""
    import numpy as np

    rows = np.asarray(chosen, np.int64)
    occurrences = ranges(side.offsets[rows], side.offsets[rows + 1])
    offsets = np.concatenate([[0], np.cumsum(side.offsets[rows + 1] - side.offsets[rows])])
    return replace(
        side,
        size=len(rows),
        offsets=offsets,
        types=side.types[occurrences],
        weights=side.weights[occurrences],
        total=side.total[rows],
    )


def sum_rows(values: Floats, offsets: Ints) -> Floats:
    """The sum of every segment's values."""
    import numpy as np

    running = np.concatenate([[0.0], np.cumsum(values)])
    result: Floats = running[offsets[1:]] - running[offsets[:-1]]
    return result


def ranges(begin: Ints, end: Ints) -> Ints:
    """All numbers of several half-open ranges, one range after the other."""
    import numpy as np

    lengths = end - begin
    total = int(lengths.sum())
    shift = np.repeat(begin - (np.cumsum(lengths) - lengths), lengths)
    result: Ints = np.arange(total) + shift
    return result
