"""Labelled phrases for term extraction, and the regression that learns weights from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from align.aligner import align
from align.bead import Alignment, TranslationUnit
from align.extraction import Scored, judge
from align.glossary import load_termbase
from align.matcher.folding import fold
from align.pipeline import documents, read_alignment
from align.project import find_project
from align.term import Termbase
from hkma import FIT_YEARS, glossary_keys, keys_of, year_units

ROOT = Path(__file__).resolve().parent.parent
PRIOR = 1.0
CORPUS_WEIGHT = 4.0
_BIAS = (
    "bias",
    "acronym",
    "name",
    "phrase",
    "quoted",
    "defined",
    "linked",
    "name-1",
    "phrase-1",
    "phrase-1-rare",
    "name-1-rare",
)
"""What differs between one glossary and another (ours names persons and places, theirs does not): learned
for each apart, the corpus's is shipped."""


@dataclass(frozen=True)
class Labelled:
    scored: Scored
    right: bool


def of_reports(shared: Path) -> list[Labelled]:
    found = []
    for year in FIT_YEARS:
        gold = glossary_keys(shared, year)
        found += [Labelled(s, bool(keys_of(s.candidate) & gold)) for s in judge(year_units(shared, year), {}, least=0)]
    return found


def corpus_alignment(root: Path = ROOT) -> Alignment:
    """The corpus as aligned on disk; aligned without a glossary where it is not."""
    project = find_project(root)
    pair = project.pair(None)
    if pair.alignment.exists():
        return read_alignment(project, pair)
    return align(*documents(project, pair), Termbase())


def corpus_units(root: Path = ROOT) -> tuple[TranslationUnit, ...]:
    return tuple(corpus_alignment(root).units())


def concept_keys(root: Path = ROOT) -> dict[str, set[str]]:
    """The English terms of the hand-made glossary as keys -> concepts."""
    found: dict[str, set[str]] = {}
    for concept in load_termbase(root / "glossary").concepts:
        for term in concept.in_language("en"):
            if concept.field != "candidates":
                found.setdefault(fold(term.text, "en").key, set()).add(concept.id)
    return found


def of_corpus(root: Path = ROOT) -> list[Labelled]:
    gold = concept_keys(root).keys()
    return [Labelled(s, bool(keys_of(s.candidate) & gold)) for s in judge(corpus_units(root), {}, least=0)]


def half(labelled: Labelled, units: int) -> int:
    """Which half of the corpus a phrase is judged in: that of its first place."""
    return int(labelled.scored.candidate.places[0].unit * 2 >= units)


def fitted(reports: Sequence[Labelled], corpus: Sequence[Labelled]) -> dict[str, float]:
    """Weights learned from both; those of ``_BIAS`` are the corpus's own where it has any phrase."""
    names = sorted({name for one in (*reports, *corpus) for name in one.scored.values})
    columns = [*names, *(f"reports {name}" for name in _BIAS)]
    rows, labels, trust = [], [], []
    for source, weight in ((reports, 1.0), (corpus, CORPUS_WEIGHT)):
        for one in source:
            values = one.scored.values
            own = [values.get(name, 0.0) if source is reports else 0.0 for name in _BIAS]
            rows.append([values.get(name, 0.0) for name in names] + own)
            labels.append(float(one.right))
            trust.append(weight)
    weights = _newton(
        np.array(rows), np.array(labels), np.array(trust), [0.0 if "bias" in c else PRIOR for c in columns]
    )
    table = dict(zip(columns, weights.tolist(), strict=True))
    if not corpus:
        table |= {name: table.get(name, 0.0) + table[f"reports {name}"] for name in _BIAS}
    return {name: round(table[name], 4) for name in names}


def _newton(table: Any, right: Any, trust: Any, prior: list[float]) -> Any:
    weight = np.zeros(table.shape[1])
    penalty = np.diag(np.array(prior) + 1e-4)
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(table @ weight, -30, 30)))
        slope = table.T @ (trust * (right - chance)) - penalty @ weight
        curve = (table * (trust * chance * (1 - chance))[:, None]).T @ table + penalty
        step = np.linalg.solve(curve, slope)
        weight += step
        if np.abs(step).max() < 1e-6:
            break
    return weight
