"""How alike two quantities can be, and the fields of a date: what the comparisons share."""

from __future__ import annotations

from enum import IntEnum
from fractions import Fraction

from align.quantities.values import DATE_FIELDS, Bound, Kind, Quantity

BARE = frozenset({Kind.NUMBER, Kind.COUNT, Kind.ORDINAL})


class Likeness(IntEnum):
    """How alike two quantities are; the smaller, the better."""

    SAME = 0  # kind, unit, value and bound
    EQUAL = 1  # the value, in another unit, or with another bound that does not contradict
    LOOSE = 2  # a reading of the one fits a reading of the other: 50 % and half, July 25 and the 25th
    NEAR = 3  # converted and rounded: 5 miles and 8 km
    NONE = 9


def fields(q: Quantity) -> tuple[dict[str, Fraction], ...]:
    """The named fields of a date, for each of its ends."""
    names = DATE_FIELDS[q.unit or "year"]
    return tuple(dict(zip(names, end, strict=True)) for end in q.ends())


def is_vague(q: Quantity) -> bool:
    """True when only the order of magnitude is said."""
    return q.bound is Bound.SEVERAL
