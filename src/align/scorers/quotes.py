"""Quotation: whether speech opens, closes and goes on at the same places on both sides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from align.evidence.candidates import Candidates
from align.evidence.material import Material
from align.plugin import Scorer

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_LEAST = 3
_COLUMNS = ("opened", "closed", "any", "start", "both-start", "end", "both-end", "state", "state-after")
_OPEN = {
    "zh": re.compile("[“「『]"),
    "": re.compile(r"(?:^|(?<=[\s(—–-]))['‘](?=\w|\.\.\.|…)|[“«„]"),
}
_CLOSE = {
    "zh": re.compile("[”」』]"),
    "": re.compile(r"[”»]|(?<=[,.!?…—-])['’](?=\s|$|[—,.;])"),
}
_START = re.compile(r"\s*['‘“\"「『«„]")
_END = re.compile(r"['’”\"」』»]\s*$")


def prepare(material: Material) -> Callable[[Candidates], Floats]:
    import numpy as np

    marks = [quote_marks(texts, lang) for texts, lang in zip(material.texts.texts, material.texts.langs, strict=True)]
    if any(side[:, 0].sum() <= _LEAST for side in marks):
        return lambda beads: np.zeros((len(beads), len(_COLUMNS)))
    sums = [np.concatenate([np.zeros((1, 2)), np.cumsum(side[:, :2], axis=0)]) for side in marks]
    states = [np.append(side[:, 4], 0.0) for side in marks]

    def measure(beads: Candidates) -> Floats:
        i, j, i2, j2 = beads.i, beads.j, beads.i + beads.x, beads.j + beads.y
        here, there = sums[0][i2] - sums[0][i], sums[1][j2] - sums[1][j]
        differ = np.minimum(np.abs(here - there), 3)
        starts, ends = (marks[0][i, 2], marks[1][j, 2]), (marks[0][i2 - 1, 3], marks[1][j2 - 1, 3])
        return np.stack(
            [
                differ[:, 0],
                differ[:, 1],
                (here[:, 0] > 0) == (there[:, 0] > 0),
                starts[0] == starts[1],
                starts[0] * starts[1],
                ends[0] == ends[1],
                ends[0] * ends[1],
                states[0][i] == states[1][j],
                states[0][i2] == states[1][j2],
            ],
            axis=1,
        ).astype(float)

    return measure


def quote_marks(texts: Sequence[str], lang: str) -> Floats:
    """For every text: quotes opened, closed, starts with one, ends with one, inside speech at its start.

    Straight double quotes open and close in turn within a text.
    """
    import numpy as np

    opening, closing = (table.get(lang, table[""]) for table in (_OPEN, _CLOSE))
    rows, inside = [], 0
    for text in texts:
        straight = text.count('"')
        opened = len(opening.findall(text)) + (straight + 1) // 2
        closed = len(closing.findall(text)) + straight // 2
        rows.append((opened, closed, bool(_START.match(text)), bool(_END.search(text)), inside))
        inside = max(0, min(1, inside + opened - closed))
    return np.array(rows, float).reshape(-1, 5)


SCORER = Scorer(
    id="quotes",
    describe="Quotations that open, close and go on at the same places",
    columns=_COLUMNS,
    prepare=prepare,
)
