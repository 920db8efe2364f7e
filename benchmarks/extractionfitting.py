"""Labelled phrases for term extraction, and the regression that learns weights from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from align.aligner import align
from align.bead import Alignment, TranslationUnit
from align.extraction import HOPELESS, Scored, judge, rescored
from align.extraction.selection import beside, listable
from align.extraction.termhood import BOTH_SIDES, Model, score
from align.extraction.trees import Trees
from align.glossary import load_termbase
from align.matcher.folding import fold
from align.pipeline import documents, read_alignment
from align.project import find_project
from align.term import Termbase
from boosting import boosted
from hkma import FIT_YEARS, glossary_keys, keys_of, year_units

ROOT = Path(__file__).resolve().parent.parent
PRIOR = 1.0
CORPUS_WEIGHT = 4.0
FOLDS = 4
STRETCH = 20
"""Neighbouring units that belong to one part."""
ROUNDS, ROUNDS_BESIDE = 400, 250


@dataclass(frozen=True)
class Labelled:
    """A phrase of a text (the year of a report, 0 for the corpus), and whether the text's glossary has it."""

    scored: Scored
    right: bool
    text: int = 0


def of_reports(shared: Path) -> list[Labelled]:
    found = []
    for year in FIT_YEARS:
        gold = glossary_keys(shared, year)
        judged = judge(year_units(shared, year), {}, least=0)
        found += [Labelled(one, bool(keys_of(one.candidate) & gold), year) for one in judged]
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


def fitted(reports: Sequence[Labelled], corpus: Sequence[Labelled]) -> Model:
    """A model learned from both; a phrase of the corpus weighs more, there are fewer."""
    both = (*reports, *corpus)
    first = _logistic([_english(one.scored.values) for one in both], both, _trust(reports, corpus))
    kept = promising(reports, first), promising(corpus, first)
    return Model(first, _trees(*kept), _beside(*kept))


def promising(labelled: Sequence[Labelled], table: Mapping[str, float]) -> list[Labelled]:
    """Without what extraction leaves out for its English side."""
    return [one for one in labelled if score(_english(one.scored.values), table) >= HOPELESS]


def _trust(reports: Sequence[Labelled], corpus: Sequence[Labelled]) -> list[float]:
    return [1.0] * len(reports) + [CORPUS_WEIGHT] * len(corpus)


def _english(values: Mapping[str, float]) -> dict[str, float]:
    return {name: value for name, value in values.items() if name not in BOTH_SIDES}


def _trees(reports: Sequence[Labelled], corpus: Sequence[Labelled]) -> Trees:
    both = (*reports, *corpus)
    return boosted([one.scored.values for one in both], [one.right for one in both], _trust(reports, corpus), ROUNDS)


def _beside(reports: Sequence[Labelled], corpus: Sequence[Labelled]) -> Trees:
    """Trees of the score beside others, by phrases whose own score is from trees that have not seen them."""
    unseen: dict[int, list[Scored]] = {}
    for number in range(FOLDS):
        others = ([one for one in source if _part(one) != number] for source in (reports, corpus))
        model = Model({}, _trees(*others), Trees((), 0.0, ()))
        mine = [one for one in (*reports, *corpus) if _part(one) == number]
        for one, scored in zip(mine, rescored([one.scored for one in mine], model), strict=True):
            unseen.setdefault(one.text, []).append(scored)
    right = {id(one.scored.group): one.right for one in (*reports, *corpus)}
    trusted = {one.text: trust for one, trust in zip((*reports, *corpus), _trust(reports, corpus), strict=True)}
    kept = {text: listable(judged) for text, judged in unseen.items()}
    return boosted(
        [row for judged in kept.values() for row in beside(judged)],
        [right[id(one.group)] for judged in kept.values() for one in judged],
        [trusted[text] for text, judged in kept.items() for _ in judged],
        ROUNDS_BESIDE,
    )


def _part(one: Labelled) -> int:
    """Which part a phrase belongs to: phrases that stand together belong together, as far as one place says."""
    return one.scored.candidate.places[0].unit // STRETCH % FOLDS


def _logistic(
    rows: Sequence[Mapping[str, float]], labels: Sequence[Labelled], trust: Sequence[float]
) -> dict[str, float]:
    names = sorted({name for row in rows for name in row})
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    right = np.array([float(one.right) for one in labels])
    prior = [0.0 if name == "bias" else PRIOR for name in names]
    weights = _newton(table, right, np.array(trust), prior)
    return {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}


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
