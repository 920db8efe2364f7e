"""Train a bilingual lexicon from aligned sentences: IBM Model 1 both ways (Brown et al. 1993).

The strength of an entry is sqrt(p(e|z) · p(z|e)): high only where each side points to the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from align.evidence import ranges
from align.lexicon.units import chinese_units, latin_units

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

Entry = tuple[str, str, float]
_LEAST_SEEN = 2
_NULL = 1e-3
"""What speaks for a unit that has no counterpart at all, beside the units that are there."""


def training_units(texts: Sequence[str], lang: str, kinds: str) -> list[list[str]]:
    """The units of every text, each once, of some kinds (``w`` words, ``c`` Han characters)."""
    found = chinese_units(texts) if lang == "zh" else latin_units(texts, english=lang == "en")
    return [sorted({unit for unit in units if unit[0] in kinds}) for units in found]


def train(
    source: Sequence[Sequence[str]],
    target: Sequence[Sequence[str]],
    *,
    iterations: int = 5,
    most: int = 12,
    least: float = 0.02,
    progress: Callable[[float], None] = lambda share: None,
) -> list[Entry]:
    """Entries from the units of aligned sentences, strongest first within a source unit.

    A source unit keeps at most ``most`` target units, none weaker than ``least``. Units seen once are left
    out. Time and memory grow with the sum of the sentences' sizes multiplied: about 1.5 GB for 20 million
    links.
    """
    import numpy as np

    names, rows = zip(*(_numbers(side) for side in (source, target)), strict=True)
    counts = [np.array([len(row) for row in side], np.int64) for side in rows]
    flat = [np.concatenate([np.zeros(0, np.int64), *side]) for side in rows]
    begins = [np.concatenate([[0], np.cumsum(count)]) for count in counts]
    # Every source occurrence with every target occurrence of its sentence pair.
    here = np.repeat(np.arange(len(flat[0])), np.repeat(counts[1], counts[0]))
    sentence = np.repeat(np.arange(len(counts[0])), counts[0])
    there = ranges(begins[1][sentence], begins[1][sentence + 1])
    if not len(here):
        return []
    width = len(names[1])
    keys, link = np.unique(flat[0][here] * width + flat[1][there], return_inverse=True)
    progress(0.3)
    z, e = keys // width, keys % width
    forward = _model(link, there, len(flat[1]), z, len(names[0]), iterations)
    progress(0.6)
    backward = _model(link, here, len(flat[0]), e, width, iterations)
    progress(0.9)
    strength = np.sqrt(forward * backward)
    kept = np.flatnonzero(strength >= least)
    kept = kept[np.lexsort((e[kept], -strength[kept], z[kept]))]
    rank = np.arange(len(kept)) - np.searchsorted(z[kept], z[kept])
    progress(1.0)
    return [(names[0][int(z[k])], names[1][int(e[k])], float(strength[k])) for k in kept[rank < most]]


def _numbers(side: Sequence[Sequence[str]]) -> tuple[list[str], list[Ints]]:
    """The units seen often enough, and each sentence as their numbers."""
    import numpy as np

    seen = Counter(unit for units in side for unit in units)
    names = sorted(unit for unit, count in seen.items() if count >= _LEAST_SEEN)
    numbers = {unit: number for number, unit in enumerate(names)}
    return names, [np.array([numbers[u] for u in units if u in numbers], np.int64) for units in side]


def _model(link: Ints, group: Ints, groups: int, given: Ints, size: int, iterations: int) -> Floats:
    """p(unit of a group | given unit) for every kind of link, by expectation maximisation."""
    import numpy as np

    p: Floats = np.ones(len(given))
    for _ in range(iterations):
        share = p[link]
        share /= (np.bincount(group, share, groups) + _NULL)[group]
        expected = np.bincount(link, share, len(given))
        p = expected / np.bincount(given, expected, size)[given]
    return p


def merge(tables: Sequence[Sequence[Entry]], most: int) -> list[Entry]:
    """Several tables as one: the stronger of equal entries, at most ``most`` for a source unit."""
    rows: dict[str, dict[str, float]] = {}
    for table in tables:
        for source, target, strength in table:
            row = rows.setdefault(source, {})
            row[target] = max(strength, row.get(target, 0.0))
    return [
        (source, target, strength)
        for source in sorted(rows)
        for target, strength in sorted(rows[source].items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    ]
