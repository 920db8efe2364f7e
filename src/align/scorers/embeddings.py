"""Embeddings: how near the vectors of both sides lie, where the user gave a model or vectors.

The weights are those fitted for machine translations, whose similarities are put on the same scale: nothing
was fitted on any one encoder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.evidence.candidates import Candidates
from align.evidence.likecolumns import COLUMNS, like_columns
from align.evidence.material import Material
from align.plugin import Scorer

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray


def prepare(material: Material) -> Callable[[Candidates], NDArray[np.float64]]:
    import numpy as np

    vectors = material.vectors
    if vectors is None:
        return lambda beads: np.zeros((len(beads), len(COLUMNS)))
    return lambda beads: vectors.weight * like_columns(vectors.pairs, beads)


SCORER = Scorer(
    id="embeddings",
    describe="How near the vectors of both sides lie, where a model or vectors are given",
    columns=COLUMNS,
    prepare=prepare,
    prior={"sum": 0.7, "share": 1.1, "gain": -0.4},
    needs="vectors",
)
