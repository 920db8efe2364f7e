"""Gale-Church on the same development sets as the aligner, for the table of peers in docs/alignment.md.

    python benchmarks/peers.py ../shared/eval

Length in characters alone (Gale & Church 1993), the ratio taken from the pair, beads up to 2-2 with their
published priors. hunalign is not in apt; its figures are the published ones.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
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


def judge(golds: Sequence[Gold]) -> tuple[Measure, Measure]:
    strict, lax = Measure(0, 0, 0, 0), Measure(0, 0, 0, 0)
    for gold in golds:
        lengths = [[len(text) for text in side.segment_texts()] for side in (gold.source, gold.target)]
        result = evaluate(gale_church(*lengths), gold.beads)
        strict, lax = strict + result.strict, lax + result.lax
    return strict, lax


def main() -> None:
    shared = Path(sys.argv[1])
    print("| Gale-Church | strict P | R | F1 | lax F1 |\n|---|---|---|---|---|")
    for name, golds in (("MAC dev", mac_documents(shared)), ("Text+Berg dev (de-fr)", textberg_documents(shared))):
        strict, lax = judge(golds)
        print(f"| {name} | {strict.precision:.3f} | {strict.recall:.3f} | {strict.f1:.3f} | {lax.f1:.3f} |")


if __name__ == "__main__":
    main()
