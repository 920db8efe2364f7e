"""Lexical evidence: how much of a segment's content a window of the other side explains.

Every unit of a segment weighs its inverse document frequency; a window explains it as far as the strongest
link from any of the window's units goes. What a random window would explain is taken off, so a longer
window does not win by length alone.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.lexicon import Lexicon, shipped
from align.term import Termbase
from align.units import chinese_units, fold, latin_units

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

MAX_WINDOW = 7
_KIND_WEIGHT = {"c": 0.5, "n": 0.0, "#": 1.5, "t": 1.5}

Links = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Side:
    """The units of one side's segments: occurrence k is unit ``types[k]`` with weight ``weights[k]``.

    Segment i has the occurrences ``offsets[i]:offsets[i + 1]``, each unit once.
    """

    size: int
    names: tuple[str, ...]
    offsets: NDArray[np.int64]
    types: NDArray[np.int64]
    weights: Floats


def make_side(units: Sequence[Sequence[str]]) -> Side:
    """Count and weigh the units of every segment."""
    import numpy as np

    frequency = Counter(unit for segment in units for unit in set(segment))
    numbers = {unit: number for number, unit in enumerate(frequency)}
    offsets, types, weights = [0], [], []
    for segment in units:
        for unit, count in Counter(segment).items():
            idf = math.log(1 + len(units) / frequency[unit])
            types.append(numbers[unit])
            weights.append(idf * math.sqrt(count) * _KIND_WEIGHT.get(unit[0], 1.0))
        offsets.append(len(types))
    return Side(len(units), tuple(numbers), np.array(offsets), np.array(types, np.int64), np.array(weights, np.float32))


def units_of(texts: Sequence[str], lang: str, termbase: Termbase) -> list[list[str]]:
    """The lexical units of every text, termbase concepts included."""
    found = chinese_units(texts) if lang == "zh" else latin_units(texts, english=lang == "en")
    terms = [
        ("t" + concept.id, fold(term.text).lower())
        for concept in termbase.concepts
        for term in concept.in_language(lang)
    ]
    for text, units in zip(texts, found, strict=True):
        low = fold(text).lower()
        units.extend({name for name, term in terms if term in low})
    return found


def make_links(source: Side, target: Side, source_lang: str, target_lang: str) -> dict[str, dict[str, float]]:
    """Which source units speak for which target units, with a strength from 0 to 1."""
    there = set(target.names)
    links: dict[str, dict[str, float]] = defaultdict(dict)
    forward, backward = shipped(source_lang, target_lang), shipped(target_lang, source_lang)
    for unit in source.names:
        for same in _same_form(unit):
            if same in there:
                links[unit][same] = 1.0
        if forward is not None:
            _add(links, unit, forward, there)
    if backward is not None:
        here = set(source.names)
        for unit in target.names:
            for other, strength in backward.lookup(unit):
                if other in here:
                    links[other][unit] = max(strength, links[other].get(unit, 0.0))
    return links


def _add(links: dict[str, dict[str, float]], unit: str, lexicon: Lexicon, there: set[str]) -> None:
    for other, strength in lexicon.lookup(unit):
        if other in there:
            links[unit][other] = max(strength, links[unit].get(other, 0.0))


def _same_form(unit: str) -> tuple[str, ...]:
    """Forms that the same figure, name or Latin token may have on the other side."""
    if unit[0] in "#t":
        return (unit,)
    if unit[0] in "wx" and unit[1:].isascii():
        return "w" + unit[1:], "x" + unit[1:]
    if unit[0] == "w":
        return (unit,)
    return ()


def reverse(links: Links) -> dict[str, dict[str, float]]:
    """The same links seen from the other side."""
    turned: dict[str, dict[str, float]] = defaultdict(dict)
    for unit, row in links.items():
        for other, strength in row.items():
            turned[other][unit] = strength
    return turned


def coverage(side: Side, other: Side, links: Links) -> Floats:
    """How much of segment i the window of ``size + 1`` segments from j on explains: ``[size, i, j]``.

    Windows that run over the end count what is there.
    """
    import numpy as np

    strongest = _strongest(side, other, links)[side.types] * side.weights[:, None]
    result = np.zeros((MAX_WINDOW, side.size, other.size), np.float32)
    filled = np.flatnonzero(np.diff(side.offsets))
    window = strongest.copy()
    for size in range(MAX_WINDOW):
        if size:
            reach = max(0, other.size - size)
            window[:, :reach] = np.maximum(window[:, :reach], strongest[:, size:])
        if len(filled):
            result[size, filled] = np.add.reduceat(window, side.offsets[filled], axis=0)
    return result


def _strongest(side: Side, other: Side, links: Links) -> Floats:
    """For every unit and every segment of the other side, the strongest link: ``[unit, segment]``."""
    import numpy as np

    numbers = {name: number for number, name in enumerate(other.names)}
    segment = np.repeat(np.arange(other.size), np.diff(other.offsets))
    order = np.argsort(other.types, kind="stable")
    postings = np.split(segment[order], np.cumsum(np.bincount(other.types, minlength=len(other.names)))[:-1])
    result = np.zeros((len(side.names), other.size), np.float32)
    for row, name in enumerate(side.names):
        for unit, strength in sorted(links.get(name, {}).items(), key=lambda pair: pair[1]):
            result[row, postings[numbers[unit]]] = strength
    return result
