"""Fitting and judging the learned bead scorer: development documents, the fit, leave-one-book-out.

The fit is a conditional random field over chains of beads: weights that make the hand-made chain most
probable among all chains of the candidates, with a Gaussian prior on standardised columns.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from align.aligner import Prepared, prepare
from align.aligner import lattice as lattices
from align.aligner.lattice import Lattice, best_chain, make_lattice, posteriors
from align.aligner.model import column_names, measure, scorers
from align.aligner.weighing import GAP_WORTH, MANY_GAPS, Region, gap_counts
from align.bead import Bead
from align.evidence.candidates import Candidates
from align.term import Termbase
from goldsets import Gold, damaged, mac_documents, textberg_documents, thinned

# A fit runs thousands of small lattices: here numba pays from the first node on.
lattices.LARGE = 0
EPOCHS, RATE, PRIOR = 60, 0.05, 3.0
DAMAGED = 0.5
"""Weight of a damaged copy beside its document as it is."""
THIN_SEEDS = (1, 2, 3, 4, 5, 7)
"""Odd ones thin the target (of English and Chinese usually the English), even ones the source."""
DROPPED = ("blocks",)
"""Scorers that the development data cannot speak for (it has no blocks): their prior weights stand."""


@dataclass(frozen=True)
class Sample:
    """A development document: candidate chains with their columns, and the right chain."""

    name: str
    gold: Gold
    beads: Candidates
    lattice: Lattice
    columns: np.ndarray
    right: np.ndarray
    opened: int
    region: Region


def development(shared: Path, model: str) -> list[Sample]:
    """The documents that a model is fitted on."""
    golds = textberg_documents(shared) if model == "other" else mac_documents(shared)
    golds += [damaged(gold, golds[k - 1], 1) for k, gold in enumerate(list(golds))]
    if model == "other":
        golds += [gold.turned() for gold in golds]
    return [sample(gold, use_dictionary=model.endswith("dict")) for gold in golds]


def thin_copies(shared: Path, model: str) -> list[Sample]:
    """Copies with single sentences missing, which the model for texts full of gaps is fitted on.

    None for other languages: on the German-French parts such a model is no better than the usual one.
    """
    if model == "other":
        return []
    copies = [thinned(gold, seed) for gold in mac_documents(shared) for seed in THIN_SEEDS]
    return [sample(gold, use_dictionary=model.endswith("dict")) for gold in copies]


def used_scorers() -> list[Any]:
    return [scorer for scorer in scorers() if scorer.id not in DROPPED]


def sample(gold: Gold, *, use_dictionary: bool) -> Sample:
    """Candidates and columns of a document, by the aligner's own road."""
    ready: Prepared = prepare(gold.source, gold.target, Termbase(), (), (), use_dictionary, lambda share: None)
    (region,) = ready.regions
    beads, right, opened = with_gold(region.beads, gold)
    columns = measure(region.material, beads, used_scorers())
    return Sample(gold.name, gold, beads, make_lattice(beads), columns, right, opened, region)


def gold_chain(gold: Gold) -> list[tuple[int, int, int, int]]:
    """The gold beads as steps, gaps as single segments."""
    steps = sorted((a[0], len(a), b[0], len(b)) for a, b in gold.beads if a and b)
    chain, i, j = [], 0, 0
    for step in [*steps, (len(gold.source.segments), 0, len(gold.target.segments), 0)]:
        chain += [(k, 1, j, 0) for k in range(i, step[0])]
        chain += [(step[0], 0, k, 1) for k in range(j, step[2])]
        i, j = step[0] + step[1], step[2] + step[3]
        if step[1]:
            chain.append(step)
    return chain


def with_gold(beads: Candidates, gold: Gold) -> tuple[Candidates, np.ndarray, int]:
    """The candidates and all hand-made beads, which of them are right, and how many gaps the right chain opens."""
    chain = gold_chain(gold)
    opened = sum(
        1 for k, (_, x, _, y) in enumerate(chain) if not (x and y) and (k == 0 or (chain[k - 1][1] and chain[k - 1][3]))
    )
    rows = list(zip(beads.i.tolist(), beads.x.tolist(), beads.j.tolist(), beads.y.tolist(), strict=True))
    missing = [step for step in chain if step not in set(rows)]
    everything = np.array([*rows, *missing], np.int64).reshape(-1, 4)
    margin = np.concatenate([beads.margin, np.full(len(missing), -14.0)])
    wanted = set(chain)
    right = np.array([row in wanted for row in [*rows, *missing]], float)
    order = np.lexsort(everything.T[::-1])
    everything, margin, right = everything[order], margin[order], right[order]
    return Candidates(*everything.T, margin), right, opened


@dataclass
class Fitted:
    """Weights on raw columns, gap prices, the calibration (filled in afterwards), and the fit for many gaps."""

    names: Sequence[str]
    weights: np.ndarray
    gap: np.ndarray
    calibration: tuple[float, float] = (1.0, 0.0)
    gapped: Fitted | None = None

    def scores(self, one: Sample) -> np.ndarray:
        return np.where(one.lattice.gap, self.gap[1], 0.0) + one.columns @ self.weights

    def decode(self, one: Sample) -> tuple[list[int], np.ndarray]:
        """The aligner's way: see ``align.aligner.weighing.weigh_all``."""
        scores = self.scores(one)
        posterior, opened = posteriors(one.lattice, scores, float(self.gap[0]))
        if self.gapped and opened > MANY_GAPS * min(sizes(one)):
            return self.gapped.decode_gapped(told_shares(one, self))
        return best_chain(one.lattice, scores, float(self.gap[0])), posterior

    def decode_gapped(self, one: Sample) -> tuple[list[int], np.ndarray]:
        """The chain with the most right beads that can be expected."""
        posterior, _ = posteriors(one.lattice, self.scores(one), float(self.gap[0]))
        return best_chain(one.lattice, np.where(one.lattice.gap, GAP_WORTH, 1.0) * posterior, 0.0), posterior


def full_of_gaps(one: Sample, fitted: Fitted) -> bool:
    """Whether the aligner would take the model for many gaps."""
    _, opened = posteriors(one.lattice, fitted.scores(one), float(fitted.gap[0]))
    return fitted.gapped is not None and opened > MANY_GAPS * min(sizes(one))


def sizes(one: Sample) -> tuple[int, int]:
    return len(one.gold.source.segments), len(one.gold.target.segments)


def told_shares(one: Sample, first: Fitted) -> Sample:
    """The sample with what the first model expects of gaps on each side in its columns."""
    posterior, _ = posteriors(one.lattice, first.scores(one), float(first.gap[0]))
    here, there = (count / size for count, size in zip(gap_counts(one.beads, posterior), sizes(one), strict=True))
    material = replace(one.region.material, gap_shares=(here, there))
    used = [scorer for scorer in used_scorers() if scorer.of_gaps]
    place = [k for k, name in enumerate(first.names) if name.split(".")[0] in {scorer.id for scorer in used}]
    columns = one.columns.copy()
    if place:
        columns[:, place] = measure(material, one.beads, used)
    return replace(one, columns=columns)


def fit_weights(samples: Sequence[Sample], names: Sequence[str] | None = None) -> Fitted:
    """Adam on the log-likelihood of the right chains; deterministic."""
    names = names or column_names(used_scorers())
    stack = np.concatenate([one.columns[~one.lattice.gap] for one in samples])
    spread = stack.std(axis=0)
    scale = np.where(spread > 1e-9, 1 / np.maximum(spread, 1e-9), 0.0)
    # Columns that are of one size by nature: the constant, and what is said of gaps.
    whole = {"shape.bead", *(f"{s.id}.{column}" for s in used_scorers() if s.of_gaps for column in s.columns)}
    scale[[name in whole for name in names]] = 1.0
    weights, gap = np.zeros(len(names)), np.array([-3.0, -1.0])
    parameters = [weights, gap]
    first, second = ([np.zeros_like(p) for p in parameters] for _ in range(2))
    for epoch in range(1, EPOCHS + 1):
        gradient = [-PRIOR * weights, -PRIOR * (gap - np.array([-3.0, -1.0]))]
        for one in samples:
            weight = DAMAGED if "damaged" in one.name else 1.0
            gaps = one.lattice.gap
            scores = np.where(gaps, gap[1], 0.0) + one.columns @ (weights * scale)
            posterior, opened = posteriors(one.lattice, scores, float(gap[0]))
            rest = one.right - posterior
            gradient[0] += weight * (one.columns * scale).T @ rest
            gradient[1] += [weight * (one.opened - opened), weight * rest[gaps].sum()]
        rate = RATE * (1.0 if epoch < 0.6 * EPOCHS else 0.3)
        for k, change in enumerate(gradient):
            first[k] += 0.1 * (change - first[k])
            second[k] += 0.01 * (change**2 - second[k])
            mean, square = first[k] / (1 - 0.9**epoch), second[k] / (1 - 0.99**epoch)
            parameters[k] += rate * mean / (np.sqrt(square) + 1e-8)
        gap[:] = np.minimum(gap, [-0.1, -0.05])
    return Fitted(names, weights * scale, gap)


def by_book(
    samples: Sequence[Sample], names: Sequence[str] | None = None, thin: Sequence[Sample] = ()
) -> dict[str, Fitted]:
    """For every book the weights fitted on all the others; with ``thin`` copies also those for many gaps."""
    found = {}
    for book in sorted({one.gold.book for one in samples}):
        found[book] = fit_weights([one for one in samples if one.gold.book != book], names)
    for book, base in found.items() if thin else ():
        others = [told_shares(one, found[one.gold.book]) for one in thin if one.gold.book != book]
        base.gapped = fit_weights(others, names)
    return found


def undamaged(samples: Sequence[Sample]) -> list[Sample]:
    """The documents as they are, of which figures are given and on which confidences are calibrated."""
    return [one for one in samples if "damaged" not in one.name]


def calibration(judged: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and shift of a logistic map from posterior to being right (Platt 1999)."""
    p = np.clip(np.array([value for value, _ in judged]), 1e-6, 1 - 1e-6)
    z, y = np.log(p / (1 - p)), np.array([right for _, right in judged], float)
    slope, shift = 1.0, 0.0
    for _ in range(200):
        q = 1 / (1 + np.exp(-(slope * z + shift)))
        error, weight = q - y, q * (1 - q)
        h = np.array([[(weight * z * z).sum() + 1, (weight * z).sum()], [(weight * z).sum(), weight.sum() + 1]])
        step = np.linalg.solve(h, [(error * z).sum() + (slope - 1), error.sum() + shift])
        slope, shift = slope - step[0], shift - step[1]
        if abs(step).max() < 1e-9:
            break
    return float(slope), float(shift)


def judged(one: Sample, fitted: Fitted, *, gapped: bool | None = None) -> list[tuple[float, bool]]:
    """Posterior and rightness of every bead (gaps left out) of the best chain.

    ``gapped`` says which of the two models to use; None leaves it to the text, as the aligner does.
    """
    if gapped is None:
        chain, posterior = fitted.decode(one)
    elif gapped and fitted.gapped:
        chain, posterior = fitted.gapped.decode_gapped(told_shares(one, fitted))
    else:
        chain, posterior = replace(fitted, gapped=None).decode(one)
    return [(float(posterior[k]), bool(one.right[k])) for k in chain if one.beads.x[k] and one.beads.y[k]]


def chain_beads(one: Sample, fitted: Fitted) -> list[Bead]:
    chain, posterior = fitted.decode(one)
    found = []
    for k in chain:
        i, x, j, y = (int(v[k]) for v in (one.beads.i, one.beads.x, one.beads.j, one.beads.y))
        found.append(Bead(tuple(range(i, i + x)), tuple(range(j, j + y)), float(posterior[k])))
    return found


def expected_calibration_error(pairs: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Mean gap between confidence and hit rate over bins of equal width, weighed by their size."""
    total = 0.0
    for k in range(bins):
        inside = [(p, right) for p, right in pairs if k / bins <= p < (k + 1) / bins or (k == bins - 1 and p == 1)]
        if inside:
            total += abs(sum(p - right for p, right in inside))
    return total / max(1, len(pairs))


def apply(calibrated: tuple[float, float], p: float) -> float:
    p = min(max(p, 1e-6), 1 - 1e-6)
    return 1 / (1 + math.exp(-(calibrated[0] * math.log(p / (1 - p)) + calibrated[1])))


def fit(samples: Sequence[Sample], thin: Sequence[Sample]) -> dict[str, Any]:
    """The model on all documents with the one for many gaps, as written to disk.

    Each is calibrated on posteriors of documents whose book it has not seen.
    """
    held_out = by_book(samples, thin=thin)
    pairs = [pair for one in undamaged(samples) for pair in judged(one, held_out[one.gold.book], gapped=False)]
    among_gaps = [pair for one in thin for pair in judged(one, held_out[one.gold.book], gapped=True)]
    found = written(fit_weights(samples), pairs)
    if thin:
        told = [told_shares(one, held_out[one.gold.book]) for one in thin]
        found["gapped"] = written(fit_weights(told), among_gaps)
    return found


def written(fitted: Fitted, pairs: Sequence[tuple[float, bool]]) -> dict[str, Any]:
    """A model for ``beadmodels.json``, with its calibration."""
    print(len(pairs), "beads", fitted.gap.round(3), file=sys.stderr)
    return {
        "weights": {name: round(float(w), 5) for name, w in zip(fitted.names, fitted.weights, strict=True)},
        "gap_open": round(float(fitted.gap[0]), 4),
        "gap_extend": round(float(fitted.gap[1]), 4),
        "calibration": [round(v, 4) for v in calibration(pairs)],
    }
