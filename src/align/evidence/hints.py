"""What the user gives beside the two texts: vectors of the segments, machine translations of one side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.evidence.vectors import Vectors, make_vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

_WIDTH = 512
_ORDER = 4
_MARKS = ".,;:!?'\"“”‘’()"


@dataclass(frozen=True, slots=True)
class Rendered:
    """Both sides in one language: one text a segment; the side ``machine`` (0 source, 1 target) by a machine."""

    texts: tuple[tuple[str, ...], tuple[str, ...]]
    machine: int = 0

    def turned(self) -> Rendered:
        return Rendered((self.texts[1], self.texts[0]), 1 - self.machine)


@dataclass(frozen=True, slots=True)
class Hints:
    """``vectors`` of both sides' segments, ``rendered`` by machine; each with how much it counts (1 as usual)."""

    vectors: tuple[Vectors, Vectors] | None = None
    rendered: Rendered | None = None
    vectors_weight: float = 1.0
    rendered_weight: float = 1.0

    def turned(self) -> Hints:
        """The same with source and target exchanged."""
        return replace(
            self,
            vectors=self.vectors and (self.vectors[1], self.vectors[0]),
            rendered=self.rendered and self.rendered.turned(),
        )

    @property
    def given(self) -> frozenset[str]:
        """Names of what is there, as scorers ask for it (``Scorer.needs``)."""
        return frozenset(name for name in ("vectors", "rendered") if getattr(self, name) is not None)


def text_vectors(rendered: Rendered) -> tuple[Vectors, Vectors]:
    """Vectors of texts in one language: their character n-grams, weighed by rarity, folded into few numbers.

    A quick stand-in for chrF where every window meets every other (the first pass).
    """
    grams = [[_grams(text) for text in side] for side in rendered.texts]
    seen: dict[str, int] = {}
    for side in grams:
        for text in side:
            for gram in text:
                seen[gram] = seen.get(gram, 0) + 1
    size = sum(map(len, grams))
    return make_vectors([_folded(grams[0], seen, size)]), make_vectors([_folded(grams[1], seen, size)])


def _grams(text: str) -> set[str]:
    # Words' own n-grams: unlike chrF's they do not run over spaces.
    found: set[str] = set()
    for word in text.casefold().split():
        padded = f" {word.strip(_MARKS)} "
        found.update(padded[k : k + _ORDER] for k in range(max(1, len(padded) - _ORDER + 1)))
    return found


def _folded(texts: Sequence[set[str]], seen: dict[str, int], size: int) -> NDArray[np.float32]:
    from zlib import crc32

    import numpy as np

    rows = np.zeros((len(texts), _WIDTH), np.float32)
    place = {gram: crc32(gram.encode("utf-8", "surrogatepass")) for gram in seen}
    weight = {gram: float(np.log(1 + size / count)) ** 2 for gram, count in seen.items()}
    for number, text in enumerate(texts):
        for gram in sorted(text):
            code = place[gram]
            rows[number, code % _WIDTH] += weight[gram] if code >> 31 else -weight[gram]
    return rows
