"""The quantities of a bead's two sides, paired once a run for every rule that asks; and how many are too many."""

from __future__ import annotations

from align.bead import TranslationUnit, UnitSide
from align.plugin import Context
from align.quantities import Pairing, pair_quantities, read_up_to

MOST = 5_000
"""Figures of a side up to which they are compared: more is a table or a dump, no sentence. It bounds the time of a
bead, however long its texts are; numbers that words may be ("a", "one", 一) count as well."""


def readable(side: UnitSide) -> int:
    """Where the part of a side ends that has at most MOST figures: at its end, but for tables and dumps.

    Raises ValueError for a language without figures of its own.
    """
    return read_up_to(side.text, side.lang, MOST)


def is_table(side: UnitSide) -> bool:
    """Whether a side has too many figures to be compared."""
    return readable(side) < len(side.text)


def pairing_of(unit: TranslationUnit, context: Context) -> Pairing:
    """The quantities of a unit of ``context``, source to target. Ask :func:`is_table` of both sides before."""
    known = context.once(_known)
    if unit.number not in known:
        known[unit.number] = pair_quantities(unit.source.text, unit.source.lang, unit.target.text, unit.target.lang)
    return known[unit.number]


def _known(context: Context) -> dict[int, Pairing]:
    del context
    return {}
