"""Punctuation: questions, exclamations, ellipses, colons, semicolons, and how sentences end."""

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

_MARKS = {
    "question": re.compile("[?？]"),
    "exclamation": re.compile("[!！]"),
    "ellipsis": re.compile(r"…+|\.\.\.|—+|--"),
    "colon": re.compile("[:：]"),
    "semicolon": re.compile("[;；]"),
}
_COMMA = re.compile("[,，、]")
_ENDS = ("?？", "!！", "…—", ":：", "。.", ",，;；、")
_WRAP = "”’\"'」』» \u3000)）"
_SMALL = re.compile(r"[\W\d_]*[a-zà-ÿ]")
_COLUMNS = (
    *(f"{name}-{what}" for name in _MARKS for what in ("differ", "both")),
    "comma",
    *(f"end-{name}" for name in ("question", "exclamation", "ellipsis", "colon", "stop", "inner")),
    "starts-small",
    "next-small",
)


def prepare(material: Material) -> Callable[[Candidates], Floats]:
    import numpy as np

    counts = [_counts(texts) for texts in material.texts.texts]
    ends = [_ends(texts) for texts in material.texts.texts]
    small = [np.array([*(bool(_SMALL.match(text)) for text in texts), False], float) for texts in material.texts.texts]

    def measure(beads: Candidates) -> Floats:
        i, j, i2, j2 = beads.i, beads.j, beads.i + beads.x, beads.j + beads.y
        here, there = counts[0][i2] - counts[0][i], counts[1][j2] - counts[1][j]
        columns = []
        for k in range(len(_MARKS)):
            columns.append(np.minimum(np.abs(here[:, k] - there[:, k]), 3))
            columns.append(np.minimum(np.minimum(here[:, k], there[:, k]), 2))
        columns.append(np.minimum(np.abs(here[:, -1] - there[:, -1]), 6) / 4)
        same = ends[0][i2 - 1] == ends[1][j2 - 1]
        columns.extend(same.astype(float).T)
        columns.append(small[0][i] + small[1][j])
        columns.append(small[0][i2] + small[1][j2])
        return np.stack(columns, axis=1)

    return measure


def _counts(texts: Sequence[str]) -> Floats:
    import numpy as np

    marks = (*_MARKS.values(), _COMMA)
    found = np.array([[len(mark.findall(text)) for mark in marks] for text in texts], float).reshape(-1, len(marks))
    return np.concatenate([np.zeros((1, len(marks))), np.cumsum(found, axis=0)])


def _ends(texts: Sequence[str]) -> NDArray[np.bool_]:
    import numpy as np

    last = [text.rstrip(_WRAP) for text in texts]
    rows = [[text[-1:] in marks if text else False for marks in _ENDS] for text in last]
    return np.array(rows, bool).reshape(-1, len(_ENDS))


SCORER = Scorer(
    id="punctuation",
    describe="Questions, exclamations, ellipses, colons, semicolons and sentence ends that agree",
    columns=_COLUMNS,
    prepare=prepare,
)
