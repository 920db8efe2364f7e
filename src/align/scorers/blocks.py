"""Blocks: paragraph edges that agree, headings that meet headings.

Where every block is one segment (one sentence a line) the edges say nothing. The development data has no
blocks, so the weights are set, not fitted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.evidence.candidates import Candidates
from align.evidence.material import Material
from align.plugin import Scorer

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def prepare(material: Material) -> Callable[[Candidates], Floats]:
    import numpy as np

    edge, head = material.texts.edge, material.texts.head
    inner = [np.concatenate([[0], np.cumsum(side)]) for side in edge]
    tell = material.texts.blocks_tell

    def measure(beads: Candidates) -> Floats:
        i, j, i2, j2 = beads.i, beads.j, beads.i + beads.x, beads.j + beads.y
        heads = head[0][i] != head[1][j]
        if not tell:
            return np.stack([*np.zeros((3, len(beads))), heads.astype(float)], axis=1)
        agree = (edge[0][i] & edge[1][j]).astype(float) + (edge[0][i2] & edge[1][j2])
        differ = (edge[0][i] ^ edge[1][j]).astype(float) + (edge[0][i2] ^ edge[1][j2])
        crossed = inner[0][i2] - inner[0][i + 1] + inner[1][j2] - inner[1][j + 1]
        return np.stack([agree, differ, crossed, heads], axis=1)

    return measure


SCORER = Scorer(
    id="blocks",
    describe="Paragraph edges that agree, headings that meet headings",
    columns=("edges-agree", "edges-differ", "edges-crossed", "heading-differs"),
    prepare=prepare,
    prior={"edges-agree": 1.0, "edges-differ": -1.0, "edges-crossed": -2.0, "heading-differs": -3.0},
)
