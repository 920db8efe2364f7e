"""Runs of beads with an empty side: where one document says something the other does not."""

from __future__ import annotations

from align.bead import TranslationUnit
from align.plugin import Context


def run_of_gaps(unit: TranslationUnit, context: Context, empty: str) -> int:
    """How many beads in a row, beginning with this unit, lack the ``empty`` side ("source" or "target").

    0 where this unit has the side, or where it is not the first of its run: a run is told once. A gap that a person
    has accepted is in no run: what stands before and after it is still to be told.
    """
    if not _open(unit, empty):
        return 0
    index = unit.number - 1
    if index > 0 and _open(context.units[index - 1], empty):
        return 0
    end = index
    while end < len(context.units) and _open(context.units[end], empty):
        end += 1
    return end - index


def these_sentences(count: int) -> str:
    """A run of one or more sentences in words, from its first one."""
    if count == 1:
        return "this sentence"
    return "this sentence and the one after it" if count == 2 else f"this sentence and the {count - 1} after it"


def _open(unit: TranslationUnit, side: str) -> bool:
    if not lacks(unit, side) or unit.bead.accepted:
        return False
    other = unit.source if side == "target" else unit.target
    return any(char.isalnum() for char in other.text)  # a rule of asterisks is no sentence


def lacks(unit: TranslationUnit, side: str) -> bool:
    """Whether the unit's bead has no segment on a side ("source" or "target")."""
    return not (unit.bead.source if side == "source" else unit.bead.target)
