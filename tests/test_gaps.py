"""Runs of sentences that only one text has: told once, and still told beside what a person has accepted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from align.bead import Alignment, Bead
from align.checker import run_checks
from align.plugin import Check, load
from pairs import source, target

(OMISSION,) = (check for check in load("align.checks", "CHECK", Check) if check.id == "omission")


def gaps(*accepted: int) -> Alignment:
    """One pair, then five sentences that the translation lacks; some of them (1 to 5) accepted."""
    texts = ["Fine.", *(f"Sentence {n}." for n in range(1, 6))]
    beads = [Bead((0,), (0,), 0.9), *(Bead((n,), (), 0.9) for n in range(1, 6))]
    kept = (replace(bead, accepted=True) if n in accepted else bead for n, bead in enumerate(beads))
    return Alignment(source(*texts), target("好。"), tuple(kept))


@pytest.mark.parametrize(
    ("accepted", "told"),
    [
        ((), {2: "this sentence and the 4 after it"}),
        ((1,), {3: "this sentence and the 3 after it"}),
        ((3,), {2: "this sentence and the 1 after it", 5: "this sentence and the 1 after it"}),
        ((2, 3, 4), {2: "this sentence.", 6: "this sentence."}),
        ((1, 2, 3, 4, 5), {}),
    ],
)
def test_an_accepted_gap_silences_itself_alone(accepted: tuple[int, ...], told: dict[int, str]) -> None:
    found = {finding.bead: finding.message for finding in run_checks(gaps(*accepted), "any", [OMISSION])}
    assert found.keys() == told.keys()
    for bead, words in told.items():
        assert words in found[bead]
