"""What the scanners hand to each other: a date found, a unit found, a quantity before its bound is read."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from align.quantities.values import Bound, Kind

ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity as read from a known start: kind, values, unit, and where it ends."""

    kind: Kind
    values: tuple[Fraction, ...]
    unit: str | None
    end: int


@dataclass(frozen=True, slots=True)
class Measured:
    """What follows a figure: the kind it makes of it, the unit's name, its end, what the figure is multiplied by."""

    kind: Kind
    unit: str | None
    end: int
    factor: Fraction = ONE


@dataclass(frozen=True, slots=True)
class Draft:
    """A quantity before its bound is read."""

    kind: Kind
    values: tuple[Fraction, ...]
    unit: str | None
    start: int
    end: int
    bound: Bound = Bound.EXACT


def drafted(start: int, found: Found | None) -> Draft | None:
    """A reading as a draft that begins at ``start``."""
    return Draft(found.kind, found.values, found.unit, start, found.end) if found else None
