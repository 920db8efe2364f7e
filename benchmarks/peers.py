"""Peers that can be run here, on the same development sets as the aligner; benchmarks/alignment.py calls them.

    python benchmarks/peers.py ../shared/eval

Length in characters alone (Gale & Church 1993), the ratio taken from the pair, beads up to 2-2 with their
published priors; and NLTK's, where `pip install nltk` was done. hunalign, Bleualign, Vecalign and Bertalign are in
neither pip nor apt; lingtrain-aligner and SimAlign of pip need a model of sentence or word vectors.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from align.evaluation import Measure, evaluate
from goldsets import Gold, GoldBead, mac_documents, textberg_documents

PRIOR = {(1, 1): 0.89, (1, 0): 0.0099, (0, 1): 0.0099, (2, 1): 0.089, (1, 2): 0.089, (2, 2): 0.011}
VARIANCE = 6.8


def gale_church(here: Sequence[int], there: Sequence[int]) -> list[GoldBead]:
    """Beads of two texts from the lengths of their sentences."""
    ratio = sum(there) / sum(here)
    sums = [[0], [0]]
    for side, lengths in zip(sums, (here, there), strict=True):
        for length in lengths:
            side.append(side[-1] + length)
    best: dict[tuple[int, int], float] = {(0, 0): 0.0}
    come: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(len(here) + 1):
        for j in range(len(there) + 1):
            for (x, y), prior in PRIOR.items():
                before = best.get((i - x, j - y))
                if before is None:
                    continue
                value = (
                    before + price(sums[0][i] - sums[0][i - x], sums[1][j] - sums[1][j - y], ratio) - math.log(prior)
                )
                if value < best.get((i, j), math.inf):
                    best[i, j], come[i, j] = value, (x, y)
    beads, i, j = [], len(here), len(there)
    while i or j:
        x, y = come[i, j]
        beads.append((tuple(range(i - x, i)), tuple(range(j - y, j))))
        i, j = i - x, j - y
    return beads[::-1]


def price(here: int, there: int, ratio: float) -> float:
    """Minus the log of how likely the lengths differ this much or more."""
    mean = (here + there / ratio) / 2
    if not mean:
        return 0.0
    z = abs(there - here * ratio) / math.sqrt(VARIANCE * mean * ratio)
    return -math.log(max(math.erfc(z / math.sqrt(2)), 1e-300))


def nltks_gale_church(here: Sequence[int], there: Sequence[int]) -> list[GoldBead]:
    """The same method as NLTK has it, with its own settings; its links are put together to beads."""
    links = import_module("nltk.translate.gale_church").align_blocks(list(here), list(there))
    beads: list[tuple[set[int], set[int]]] = []
    for i, j in sorted(links):
        if beads and (i in beads[-1][0] or j in beads[-1][1]):
            beads[-1][0].add(i)
            beads[-1][1].add(j)
        else:
            beads.append(({i}, {j}))
    return [(tuple(sorted(a)), tuple(sorted(b))) for a, b in beads]


Aligner = Callable[[Sequence[int], Sequence[int]], list[GoldBead]]


def judge(golds: Sequence[Gold], aligner: Aligner) -> Measure:
    """Strict measure over documents of an aligner that sees the lengths of sentences."""
    strict = Measure(0, 0, 0, 0)
    for gold in golds:
        lengths = [[len(text) for text in side.segment_texts()] for side in (gold.source, gold.target)]
        strict += evaluate(aligner(*lengths), gold.beads).strict
    return strict


def table(shared: Path) -> list[str]:
    """Strict F1 of every peer that can be run here, as rows of a table."""
    peers: dict[str, Aligner] = {"Gale-Church, beads up to 2-2, the pair's own ratio": gale_church}
    if find_spec("nltk") is not None:
        peers[f"Gale-Church of NLTK {version('nltk')}, as installed"] = nltks_gale_church
    rows = ["| peer run here (strict F1) | MAC dev | Text+Berg dev (de-fr) |", "|---|---|---|"]
    for name, aligner in peers.items():
        figures = [judge(golds, aligner).f1 for golds in (mac_documents(shared), textberg_documents(shared))]
        rows.append(f"| {name} | {figures[0]:.3f} | {figures[1]:.3f} |")
    return rows


if __name__ == "__main__":
    print("\n".join(table(Path(sys.argv[1]))))
