"""What machine translations give the aligner: weights of ``scorers/translation.py`` on top of the fitted ones.

The weights that need no translation stand as they are; only the columns of the translation are fitted, as a
conditional random field over the same chains. Every book is judged by weights that have not seen it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from align.aligner import align, prepare
from align.aligner.lattice import make_lattice, posteriors
from align.aligner.model import column_names, measure, scorers
from align.evaluation import Measure, evaluate
from align.evidence.hints import Hints, Rendered, text_vectors
from align.term import Termbase
from beadfitting import (
    PRIOR,
    RATE,
    Fitted,
    Sample,
    by_book,
    chain_beads,
    development,
    undamaged,
    used_scorers,
    with_gold,
)
from goldsets import Gold, mac_documents, read_lines

EPOCHS = 60


def translated(shared: Path, gold: Gold) -> Rendered:
    """The Chinese by machine, the English as it is."""
    lines = read_lines(shared / "alignment" / "mac-dev" / f"{gold.name}.zh.mt-en")
    return Rendered((tuple(lines), tuple(gold.target.segment_texts())), 0)


def rendered_sample(shared: Path, gold: Gold, *, use_dictionary: bool) -> Sample:
    """Candidates with the translation's say in the first pass; its columns stand last."""
    hints = Hints(rendered=translated(shared, gold))
    ready = prepare(gold.source, gold.target, Termbase(), (), (), use_dictionary, lambda share: None, hints)
    (region,) = ready.regions
    beads, right, opened = with_gold(region.beads, gold)
    used = [*used_scorers(), *(s for s in scorers({"rendered"}) if s.needs)]
    columns = measure(region.material, beads, used)
    return Sample(gold.name, gold, beads, make_lattice(beads), columns, right, opened, region)


def fit_on_top(samples: Sequence[Sample], base: Fitted) -> Fitted:
    """``base`` with weights for the columns that it does not have, the others as they are."""
    known = len(base.weights)
    names = column_names([*used_scorers(), *(s for s in scorers({"rendered"}) if s.needs)])
    stack = np.concatenate([one.columns[(one.beads.x > 0) & (one.beads.y > 0), known:] for one in samples])
    scale = 1 / np.maximum(stack.std(axis=0), 1e-9)
    weights, first, second = (np.zeros(len(scale)) for _ in range(3))
    for epoch in range(1, EPOCHS + 1):
        gradient = -PRIOR * weights
        for one in samples:
            gaps = one.lattice.gap
            extra = one.columns[:, known:] * scale
            scores = base.scores(replace(one, columns=one.columns[:, :known])) + extra @ weights
            posterior, _ = posteriors(one.lattice, scores, float(base.gap[0]))
            gradient += extra.T @ np.where(gaps, 0.0, one.right - posterior)
        first += 0.1 * (gradient - first)
        second += 0.01 * (gradient**2 - second)
        mean, square = first / (1 - 0.9**epoch), second / (1 - 0.99**epoch)
        weights += RATE * (1.0 if epoch < 0.6 * EPOCHS else 0.3) * mean / (np.sqrt(square) + 1e-8)
    return Fitted(names, np.concatenate([base.weights, weights * scale]), base.gap)


def held_out(shared: Path, name: str, base: dict[str, Fitted]) -> tuple[Measure, Measure, Fitted]:
    """Strict and lax measures of MAC dev with translations, and the weights fitted on all books."""
    samples = [rendered_sample(shared, gold, use_dictionary=name.endswith("dict")) for gold in mac_documents(shared)]
    strict, lax = Measure(0, 0, 0, 0), Measure(0, 0, 0, 0)
    found = []
    for one in samples:
        fitted = fit_on_top([other for other in samples if other is not one], base[one.gold.book])
        found.append(fitted.weights[-3:])
        result = evaluate([(b.source, b.target) for b in chain_beads(one, fitted)], one.gold.beads)
        strict, lax = strict + result.strict, lax + result.lax
    return strict, lax, replace(fitted, weights=np.mean(found, axis=0))


def without_lexicon(shared: Path) -> tuple[Measure, Measure, Measure]:
    """Strict measures of MAC dev read as two languages of which nothing is known: alone, with the translation, and
    with the translation's n-grams as vectors of both sides (how a weak encoder would do).

    The model is that for other languages, which has not seen these books; the weights of the hints have.
    """
    found = [Measure(0, 0, 0, 0)] * 3
    for gold in mac_documents(shared):
        source, target = replace(gold.source, lang="xx"), replace(gold.target, lang="yy")
        rendered = translated(shared, gold)
        for k, hints in enumerate((Hints(), Hints(rendered=rendered), Hints(vectors=text_vectors(rendered)))):
            beads = align(source, target, hints=hints).beads
            found[k] += evaluate([(bead.source, bead.target) for bead in beads], gold.beads).strict
    return found[0], found[1], found[2]


def table(shared: Path) -> list[str]:
    """What `benchmarks/alignment.py --mt` writes."""
    rows = ["| MAC dev, strict F1 | texts alone | with a machine translation |", "|---|---|---|"]
    for name, title in (("zh-en", "default install"), ("zh-en+dict", "with `[dict]`")):
        samples = development(shared, name)
        base = by_book(samples)
        plain = Measure(0, 0, 0, 0)
        for one in undamaged(samples):
            beads = chain_beads(one, base[one.gold.book])
            plain += evaluate([(bead.source, bead.target) for bead in beads], one.gold.beads).strict
        strict, _, fitted = held_out(shared, name, base)
        rows.append(f"| {title}, held-out books | {plain.f1:.3f} | {strict.f1:.3f} |")
        print(name, dict(zip(("sum", "share", "gain"), fitted.weights.round(2).tolist(), strict=True)), file=sys.stderr)
    alone, with_text, with_vectors = without_lexicon(shared)
    rows.append(f"| no lexicon, no language known | {alone.f1:.3f} | {with_text.f1:.3f} |")
    rows.append(f"| the same, its n-grams as `--vectors` | {alone.f1:.3f} | {with_vectors.f1:.3f} |")
    return rows
