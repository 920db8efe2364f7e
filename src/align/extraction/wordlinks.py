"""Which words of a unit's translation stand for which of its source: posterior probabilities.

IBM Model 1 (Brown et al. 1993) in both directions, fitted to the units themselves by expectation
maximisation, with the shipped lexicon as prior counts, so that a word seen once leans on the lexicon and a
word seen often on its company. A prior for the diagonal (Dyer et al. 2013) parts equal words. Words that
nothing explains go to the empty word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.extraction.tokens import Token
from align.lexicon import Lexicon

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

_ROUNDS = 5
_PRIOR = 4.0
"""How many sightings a lexicon entry of strength 1 is worth."""
_FLOOR = 0.002
_NULL = 0.6
_DIAGONAL = 4.0


@dataclass(frozen=True, slots=True)
class WordLinks:
    """Posteriors of one unit: ``to_source[j, i]`` that target token j stands for source token i.

    Rows sum to at most 1 (the rest is the empty word's); ``to_target[j, i]`` is the same asked the other
    way: columns sum to at most 1. Marks have zeros.
    """

    to_source: Floats
    to_target: Floats


def word_links(
    sources: Sequence[Sequence[Token]], targets: Sequence[Sequence[Token]], lexicon: Lexicon | None
) -> list[WordLinks]:
    """Links for every unit. ``lexicon`` is Chinese to English, or None."""
    import numpy as np

    tables = [_number(side) for side in (sources, targets)]
    width = len(tables[0])
    ids, source_of, target_of, diagonal, shapes, offsets = [], [], [], [], [], [0]
    for source, target in zip(sources, targets, strict=True):
        here = np.array([tables[0][t.key] for t in source], np.int64)
        there = np.array([tables[1][t.key] for t in target], np.int64)
        shapes.append((len(target), len(source)))
        grid = there[:, None] * width + here[None, :]
        words = (there[:, None] != tables[1][""]) & (here[None, :] != tables[0][""])
        away = np.abs(_places(len(target))[:, None] - _places(len(source))[None, :])
        ids.append(grid.ravel())
        diagonal.append(np.where(words, np.exp(-_DIAGONAL * away), 0).ravel().astype(np.float32))
        base = offsets[-1]
        source_of.append(np.tile(np.arange(len(source)) + base, len(target)))
        offsets.append(base + max(len(source), len(target)))
        target_of.append(np.repeat(np.arange(len(target)) + base, len(source)))
    if not ids:
        return []
    pairs, pair = np.unique(np.concatenate(ids), return_inverse=True)
    weight = np.concatenate(diagonal)
    columns, rows = np.concatenate(source_of), np.concatenate(target_of)
    prior = _priors(pairs, width, tables, lexicon)
    ahead = _posteriors(pair, pairs % width, rows, weight, prior, offsets[-1])
    back = _posteriors(pair, pairs // width, columns, weight, prior, offsets[-1])
    found, start = [], 0
    for shape in shapes:
        stop = start + shape[0] * shape[1]
        found.append(WordLinks(ahead[start:stop].reshape(shape), back[start:stop].reshape(shape)))
        start = stop
    return found


def _number(side: Sequence[Sequence[Token]]) -> dict[str, int]:
    numbers = {"": 0}
    for tokens in side:
        for token in tokens:
            numbers.setdefault(token.key, len(numbers))
    return numbers


def _places(count: int) -> Floats:
    import numpy as np

    places: Floats = ((np.arange(count) + 0.5) / max(1, count)).astype(np.float32)
    return places


def _posteriors(pair: Ints, given: Ints, group: Ints, weight: Floats, prior: Floats, groups: int) -> Floats:
    """For every cell the probability that its group's word comes from its ``given`` word."""
    import numpy as np

    kinds = int(given.max(initial=0)) + 1
    seen = np.maximum(np.bincount(given, prior, kinds), 1e-9)
    strength = (prior / (seen[given] + 1.0)).astype(np.float32)
    posterior = np.zeros(len(pair), np.float32)
    for _ in range(_ROUNDS):
        cell = strength[pair] * weight
        total = np.bincount(group, cell, groups)
        # The empty word takes what an average word would explain by chance.
        posterior = (cell / (total[group] + _NULL * 0.01)).astype(np.float32)
        counts = np.bincount(pair, posterior, len(prior)) + prior
        strength = (counts / np.bincount(given, counts, kinds)[given]).astype(np.float32)
    return posterior


def _priors(pairs: Ints, width: int, tables: list[dict[str, int]], lexicon: Lexicon | None) -> Floats:
    """Prior counts of the pairs that occur: the lexicon's strengths, and equal forms."""
    import numpy as np

    prior = np.full(len(pairs), _FLOOR, np.float32)
    here, there = tables
    for word, row in there.items():
        if not word:
            continue
        found = _same_form(word, here) or _known(word, here, lexicon)
        for number, strength in found.items():
            place = int(np.searchsorted(pairs, row * width + number))
            if place < len(pairs) and pairs[place] == row * width + number:
                prior[place] += _PRIOR * strength
    return prior


def _same_form(word: str, here: dict[str, int]) -> dict[int, float]:
    form = word.removeprefix("x")
    return {here[form]: 3.0} if word[0] == "x" and form in here else {}


def _known(word: str, here: dict[str, int], lexicon: Lexicon | None) -> dict[int, float]:
    if lexicon is None:
        return {}
    whole = lexicon.lookup("w" + word) if len(word) > 1 else ()
    found: dict[int, float] = {}
    for unit, strength in whole:
        if unit[0] == "w" and unit[1:] in here:
            found[here[unit[1:]]] = strength
    for char in word:
        for unit, strength in lexicon.lookup("c" + char):
            if unit[0] == "w" and unit[1:] in here:
                number = here[unit[1:]]
                found[number] = max(found.get(number, 0.0), strength * (1.0 if len(word) == 1 else 0.6))
    return found
