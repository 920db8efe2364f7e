"""The learned bead scorer: fitted weights for the scorers' columns, gap prices, and the calibration.

A bead's score is a weighted sum of columns, its log odds up to the rest of the chain (a conditional random
field over chains of beads, Lafferty et al. 2001). Weights come from ``data/beadmodels.json``, written by
``scripts/fit_beadmodels.py``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from align.evidence.candidates import Candidates
from align.plugin import Scorer, load

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_CHUNK = 50_000


@dataclass(frozen=True, slots=True)
class BeadModel:
    """``weights`` by column ("words.sum"); gaps cost ``gap_open`` once and ``gap_extend`` a segment.

    ``gapped`` is the model for texts from which many single sentences are missing, None for the same.
    ``calibration`` (slope, shift) turns a posterior's log odds into those of a bead being exactly right.
    """

    name: str
    weights: Mapping[str, float] = field(default_factory=dict)
    gap_open: float = -3.0
    gap_extend: float = -0.5
    calibration: tuple[float, float] = (1.0, 0.0)
    gapped: BeadModel | None = None


@cache
def models() -> Mapping[str, BeadModel]:
    """Every fitted model by name."""
    text = (resources.files("align") / "data" / "beadmodels.json").read_text(encoding="utf-8")
    return {name: model_of(name, parts) for name, parts in json.loads(text)["models"].items()}


def model_of(name: str, parts: Mapping[str, Any]) -> BeadModel:
    slope, shift = parts["calibration"]
    gapped = model_of(f"{name}, gaps", parts["gapped"]) if "gapped" in parts else None
    return BeadModel(name, dict(parts["weights"]), parts["gap_open"], parts["gap_extend"], (slope, shift), gapped)


def choose(langs: tuple[str, str], *, with_dictionary: bool) -> BeadModel:
    """The model for a language pair: Chinese-English with or without a dictionary, or any other."""
    name = "other"
    if set(langs) == {"zh", "en"}:
        name = "zh-en+dict" if with_dictionary else "zh-en"
    return models()[name]


def scorers(given: Collection[str] = ()) -> tuple[Scorer, ...]:
    """Every scorer plug-in that needs nothing but the texts, or what is ``given`` beside them."""
    return tuple(s for s in load("align.scorers", "SCORER", Scorer) if not s.needs or s.needs in given)


def column_names(used: Sequence[Scorer]) -> tuple[str, ...]:
    return tuple(f"{scorer.id}.{column}" for scorer in used for column in scorer.columns)


def measure(material: Any, beads: Candidates, used: Sequence[Scorer]) -> Floats:
    """Every column of every bead: ``[bead, column]``, in the order of :func:`column_names`.

    A scorer of gaps has zeros for beads, any other zeros for gaps.
    """
    import numpy as np

    gap = (beads.x == 0) | (beads.y == 0)
    parts = [np.zeros((len(beads), 0))]
    for scorer in used:
        rows = np.flatnonzero(gap == scorer.of_gaps)
        columns = np.zeros((len(beads), len(scorer.columns)))
        columns[rows] = scorer.prepare(material)(beads.part(rows))
        parts.append(columns)
    return np.concatenate(parts, axis=1)


def score(model: BeadModel, material: Any, beads: Candidates, used: Sequence[Scorer]) -> Floats:
    """The scores of beads (gaps among them get the price of a segment and what the scorers of gaps say)."""
    import numpy as np

    gap = (beads.x == 0) | (beads.y == 0)
    result = np.where(gap, model.gap_extend, 0.0)
    for scorer in used:
        weights = np.array(
            [model.weights.get(f"{scorer.id}.{name}", scorer.prior.get(name, 0.0)) for name in scorer.columns]
        )
        if not weights.any():
            continue
        rows = np.flatnonzero(gap == scorer.of_gaps)
        run = scorer.prepare(material)
        for first in range(0, len(rows), _CHUNK):
            chosen = rows[first : first + _CHUNK]
            result[chosen] += (run(beads.part(chosen)) * weights).sum(axis=1)
    return result


def calibrate(model: BeadModel, posterior: float) -> float:
    """The probability that a bead is exactly right, from its posterior in the lattice."""
    p = min(max(posterior, 1e-9), 1 - 1e-9)
    slope, shift = model.calibration
    return 1 / (1 + math.exp(-(slope * math.log(p / (1 - p)) + shift)))
