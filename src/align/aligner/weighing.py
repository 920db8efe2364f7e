"""Weigh the candidate beads of a text: the chain to take, and how probable each bead is.

A text full of gaps (single sentences missing all over) is weighed twice: the usual model says how many segments of
each side have no counterpart, and a model fitted on such texts weighs with that knowledge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.aligner.lattice import best_chain, make_lattice, posteriors
from align.aligner.model import BeadModel, score, scorers
from align.evidence.band import Band
from align.evidence.candidates import Candidates
from align.evidence.material import Material

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MANY_GAPS = 0.03
"""Expected gaps for a segment above which a text is full of gaps: complete development texts have 0.007 to 0.038,
thinned ones 0.044 to 0.098."""
GAP_WORTH = 0.5
"""A right gap beside a right bead, where the chain with the most of them is sought."""


@dataclass(frozen=True, slots=True)
class Region:
    """A part of both documents that is aligned for itself, with what is known of it."""

    rows: Sequence[int]
    columns: Sequence[int]
    band: Band
    material: Material
    beads: Candidates


@dataclass(frozen=True, slots=True)
class Weighed:
    """A region's scored chains: the best one, every bead's posterior, and how many gaps are expected to open."""

    chain: Sequence[int]
    posterior: Floats
    opened: float


def weigh(region: Region, model: BeadModel, gap_shares: tuple[float, float] | None = None) -> Weighed:
    """All chains of a region's candidates, by one model: the most probable chain.

    With ``gap_shares`` (how many segments of each side have no counterpart) the chain with the most right beads that
    can be expected: among many possible gaps no one chain stands out.
    """
    import numpy as np

    beads, material = region.beads, replace(region.material, gap_shares=gap_shares)
    scores = score(model, material, beads, scorers(material.given))
    lattice = make_lattice(beads)
    posterior, opened = posteriors(lattice, scores, model.gap_open)
    if gap_shares is None:
        return Weighed(best_chain(lattice, scores, model.gap_open), posterior, opened)
    return Weighed(best_chain(lattice, np.where(lattice.gap, GAP_WORTH, 1.0) * posterior, 0.0), posterior, opened)


def weigh_all(regions: Sequence[Region], model: BeadModel) -> tuple[BeadModel, list[Weighed]]:
    """Every region weighed by the model, or by the one for texts full of gaps where many gaps are expected."""
    weighed = [weigh(region, model) for region in regions]
    segments = sum(min(len(region.rows), len(region.columns)) for region in regions)
    if model.gapped is None or sum(each.opened for each in weighed) <= MANY_GAPS * segments:
        return model, weighed
    alone = [gap_counts(region.beads, each.posterior) for region, each in zip(regions, weighed, strict=True)]
    sizes = sum(len(region.rows) for region in regions), sum(len(region.columns) for region in regions)
    here, there = (sum(count[side] for count in alone) / max(1, sizes[side]) for side in (0, 1))
    return model.gapped, [weigh(region, model.gapped, (here, there)) for region in regions]


def gap_counts(beads: Candidates, posterior: Floats) -> tuple[float, float]:
    """How many segments of each side are expected to be without counterpart."""
    return float(posterior[beads.y == 0].sum()), float(posterior[beads.x == 0].sum())
