"""Machine translation: how alike one side and a machine's translation of the other are (Sennrich & Volk 2010).

Sentence chrF (Popović 2015) by sacrebleu's n-grams, precision and recall weighing the same, letters folded; on a
scale on which chance pairs have 0 and pairs of a fair machine translation 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.evidence.candidates import Candidates
from align.evidence.hints import Rendered
from align.evidence.likecolumns import COLUMNS, like_columns
from align.evidence.material import Material
from align.plugin import Scorer

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

_ORDER = 6
_SAMPLE = 300
_SPAN = 0.25
"""What a fair machine translation has more of chrF than any two texts."""
_LOWEST, _HIGHEST = -1.0, 2.5
_CHUNK = 2_000
Grams = tuple[frozenset[str], ...]


class _Similarity:
    """chrF of runs of segments; what was counted for one of them serves its neighbours."""

    def __init__(self, rendered: Rendered) -> None:
        self._texts = rendered.texts
        self._grams: dict[tuple[int, int, int], Grams] = {}
        self._known: dict[tuple[int, int, int, int], float] = {}

    def __call__(self, i: Ints, x: Ints, j: Ints, y: Ints) -> Floats:
        import numpy as np

        beads = zip(i.tolist(), x.tolist(), j.tolist(), y.tolist(), strict=True)
        return np.array([self._one(bead) for bead in beads], float)

    def forget(self) -> None:
        """Let go of what was counted, so that memory does not grow with the text."""
        self._grams.clear()
        self._known.clear()

    def _one(self, bead: tuple[int, int, int, int]) -> float:
        value = self._known.get(bead)
        if value is None:
            value = self._known[bead] = chrf(self._counted(0, *bead[:2]), self._counted(1, *bead[2:]))
        return value

    def _counted(self, side: int, first: int, size: int) -> Grams:
        found = self._grams.get((side, first, size))
        if found is None:
            found = grams(" ".join(self._texts[side][first : first + size]))
            self._grams[side, first, size] = found
        return found


def grams(text: str) -> Grams:
    """The character n-grams of a text by order; one that stands there again counts as another."""
    from sacrebleu.metrics.helpers import extract_all_char_ngrams

    found = []
    for counter in extract_all_char_ngrams(text.lower(), _ORDER):
        again = [f"{gram} {k}" for gram, count in counter.items() if count > 1 for k in range(2, count + 1)]
        found.append(frozenset((*counter, *again)))
    return tuple(found)


def chrf(here: Grams, there: Grams) -> float:
    """Sentence chrF with beta 1, 0 to 1: sacrebleu's ``CHRF(beta=1, lowercase=True)``."""
    precision = recall = 0.0
    orders = 0
    for mine, theirs in zip(here, there, strict=True):
        if mine and theirs:
            match = len(mine & theirs)
            precision += match / len(mine)
            recall += match / len(theirs)
            orders += 1
    if not orders or not precision + recall:
        return 0.0
    return 2 * precision * recall / (precision + recall) / orders


def prepare(material: Material) -> Callable[[Candidates], Floats]:
    import numpy as np

    rendered, weight = material.rendered, material.rendered_weight
    if rendered is None or not all(rendered.texts):
        return lambda beads: np.zeros((len(beads), len(COLUMNS)))
    similarity = _Similarity(rendered)
    chance = _chance(similarity, len(rendered.texts[0]), len(rendered.texts[1]))

    def scaled(*bead: Ints) -> Floats:
        return np.clip((similarity(*bead) - chance) / _SPAN, _LOWEST, _HIGHEST)

    def measure(beads: Candidates) -> Floats:
        parts = [np.zeros((0, len(COLUMNS)))]
        for first in range(0, len(beads), _CHUNK):
            similarity.forget()
            parts.append(like_columns(scaled, beads.part(slice(first, first + _CHUNK))))
        return weight * np.concatenate(parts)

    return measure


def _chance(similarity: _Similarity, n: int, m: int) -> float:
    """The usual chrF of two segments that stand far from each other."""
    import numpy as np

    rows = np.arange(0, n, max(1, n // _SAMPLE))
    one = np.ones(len(rows), np.int64)
    return float(np.median(similarity(rows, one, (rows * m // n + m // 2) % m, one)))


SCORER = Scorer(
    id="translation",
    describe="How alike one side and a machine's translation of the other are (chrF), where one is given",
    columns=COLUMNS,
    prepare=prepare,
    prior={"sum": 0.7, "share": 1.1, "gain": -0.4},
    needs="rendered",
)
