"""Fit boosted trees (Friedman 2001, with second-order leaves as in Chen & Guestrin 2016) by histograms.

Every tree sees a part of the rows and asks for a part of the figures (Friedman 2002, Breiman 2001), drawn from
one fixed seed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from align.extraction.trees import LEVELS, Trees

BINS = 32
RATE = 0.03
ROWS, FIGURES = 0.7, 0.4
"""The shares of the rows and of the figures that a tree may use."""
SEED = 1
SHRINK = 2.0
LEAST = 4.0
"""Weight (second derivative) that either side of a split must have."""
NODES = 2**LEVELS - 1
NEVER = 1e9
"""The limit of a question that has no use: nothing is above it."""


def boosted(rows: Sequence[Mapping[str, float]], right: Sequence[bool], trust: Sequence[float], rounds: int) -> Trees:
    """Trees that tell the right rows; ``trust`` is how much each row weighs, ``rounds`` how many trees."""
    names = tuple(sorted({name for row in rows for name in row}))
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    labels, weight = np.array(right, float), np.array(trust)
    limits = [np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1])) for column in table.T]
    bins = np.stack([np.searchsorted(limit, column) for limit, column in zip(limits, table.T, strict=True)])
    share = float((labels * weight).sum() / weight.sum())
    base = float(np.log(share / (1 - share)))
    total = np.full(len(rows), base)
    trees = []
    draw = np.random.default_rng(SEED)
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-total))
        used = weight * (draw.random(len(rows)) < ROWS)
        slope, curve = used * (labels - chance), used * chance * (1 - chance)
        figures = np.sort(draw.permutation(len(names))[: max(1, round(FIGURES * len(names)))])
        tree, leaf = _tree(bins, limits, slope, curve, figures)
        trees.append(tree)
        total += np.array(tree[2])[leaf]
    return Trees(names, round(base, 4), tuple(trees))


def _tree(bins: Any, limits: list[Any], slope: Any, curve: Any, figures: Any) -> tuple[Any, Any]:
    node = np.zeros(bins.shape[1], np.int64)
    asked, limit = [0] * NODES, [NEVER] * NODES
    for level in range(LEVELS):
        first = 2**level - 1
        place = node - first
        best = _best_splits(bins, place, slope, curve, 2**level, figures)
        above = np.zeros(len(node), np.int64)
        for here, (gain, figure, cut) in enumerate(best):
            if gain > 0:
                asked[first + here], limit[first + here] = figure, round(float(limits[figure][cut]), 5)
                above[(place == here) & (bins[figure] > cut)] = 1
        node = 2 * node + 1 + above
    leaf = node - NODES
    slopes, curves = (np.bincount(leaf, values, NODES + 1) for values in (slope, curve))
    leaves = [round(float(value), 4) for value in RATE * slopes / (curves + SHRINK)]
    return (tuple(asked), tuple(limit), tuple(leaves)), leaf


def _best_splits(
    bins: Any, place: Any, slope: Any, curve: Any, nodes: int, figures: Any
) -> list[tuple[float, int, int]]:
    best = [(0.0, 0, 0)] * nodes
    for figure in figures.tolist():
        cell = place * BINS + bins[figure]
        left, weight = (
            np.bincount(cell, values, nodes * BINS).reshape(nodes, BINS).cumsum(1) for values in (slope, curve)
        )
        all_left, all_weight = left[:, -1:], weight[:, -1:]
        gains = (
            left**2 / (weight + SHRINK)
            + (all_left - left) ** 2 / (all_weight - weight + SHRINK)
            - all_left**2 / (all_weight + SHRINK)
        )
        gains[(weight < LEAST) | (all_weight - weight < LEAST)] = 0
        for here in range(nodes):
            cut = int(gains[here].argmax())
            if gains[here, cut] > best[here][0] + 1e-6:
                best[here] = (float(gains[here, cut]), figure, cut)
    return best
