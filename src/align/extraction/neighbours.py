"""What a phrase's neighbours say: the other phrases that hold it, stand inside it or cross it at its places.

A phrase's first score looks at it alone. Which limits a term has is a question between alternatives: what only
stands inside a better phrase, holds one, or shares its words with one says little new.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice

from align.extraction.candidate import Candidate

_MANY = 5.0
_WIDE = {
    "out": ("out-left", "out-right", "out-both"),
    "in": ("in-left", "in-right", "in-both"),
    "cross": ("cross",),
    "most": ("out-left", "out-right", "out-both", "in-left", "in-right", "in-both", "cross"),
}


def standing(found: Sequence[Candidate]) -> list[dict[str, float]]:
    """For each candidate the figures of its second score: means over its places of the best neighbour's score,
    by where that one stands, and how its own score compares."""
    return [_compared(one, found, places) for one, places in zip(found, _near(found), strict=True)]


def _near(found: Sequence[Candidate]) -> list[dict[int, list[tuple[int, str]]]]:
    """For each candidate and each of its places that has neighbours: which they are and how they stand to it."""
    units: defaultdict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
    for index, one in enumerate(found):
        for number, place in enumerate(one.places):
            units[place.unit].append((place.source.start, place.source.end, index, number))
    near: list[dict[int, list[tuple[int, str]]]] = [{} for _ in found]
    for spans in units.values():
        spans.sort()
        for row, (start, end, index, number) in enumerate(spans, start=1):
            for start2, end2, index2, number2 in islice(spans, row, None):
                if start2 >= end:
                    break
                here, there = _STANDS[start == start2, (end2 > end) - (end2 < end)]
                near[index].setdefault(number, []).append((index2, here))
                near[index2].setdefault(number2, []).append((index, there))
    return near


_STANDS = {
    (True, 1): ("out-right", "in-left"),
    (True, 0): ("out-left", "out-left"),
    (True, -1): ("in-left", "out-right"),
    (False, 1): ("cross", "cross"),
    (False, 0): ("in-right", "out-left"),
    (False, -1): ("in-both", "out-both"),
}
"""How two phrases stand to each other, by whether they begin together and which ends later: the second around,
inside or across the first, with more or less on which side; and the first to the second."""


def _compared(
    one: Candidate, found: Sequence[Candidate], places: Mapping[int, Sequence[tuple[int, str]]]
) -> dict[str, float]:
    total: defaultdict[str, float] = defaultdict(float)
    total["share"] = float(one.count - len(places))
    own, count = one.score, one.count
    for neighbours in places.values():
        best: defaultdict[str, float] = defaultdict(float)
        everything, better = own, 0
        for index, stands in neighbours:
            value = found[index].score
            everything += value
            better += value > own
            if value > best[stands]:
                best[stands] = value
            times = "out-count" if stands[0] == "o" else "in-count"
            best[times] = max(best[times], min(_MANY, found[index].count / count))
        most = {name: max(best.get(kind, 0.0) for kind in kinds) for name, kinds in _WIDE.items()}
        for name, value in (best | most).items():
            total[name] += value
        total["better"] += better
        total["near"] += len(neighbours)
        total["share"] += own / everything if everything else 1.0
    values = {f"beside-{name}": value / count for name, value in total.items()}
    first = _logit(own)
    over = {f"beside-over-{name}": first - _logit(values.get(f"beside-{name}", 0.0)) for name in _WIDE}
    return {"beside-first": first, **values, **over}


def _logit(chance: float) -> float:
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(chance / (1 - chance))
