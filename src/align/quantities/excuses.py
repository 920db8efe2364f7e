"""What need not match: repeated mentions, values that stand in a name of the other side, small words, vague figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from align.quantities.compare import BARE, fields, is_vague
from align.quantities.folding import fold
from align.quantities.values import Kind, Quantity

_RUN = re.compile(r"\d+")


@dataclass
class Side:
    """One text with its quantities, and what of its figures is not a quantity."""

    text: str
    quantities: tuple[Quantity, ...]

    @cached_property
    def loose_digits(self) -> frozenset[int]:
        """Runs of digits outside every quantity: those of names and codes."""
        folded = fold(self.text)
        spans = [q.span for q in self.quantities]
        found: set[int] = set()
        index = 0
        for match in _RUN.finditer(folded):
            while index < len(spans) and spans[index].end <= match.start():
                index += 1
            inside = index < len(spans) and spans[index].start < match.end()
            if not inside and len(match[0]) <= 12:
                found.add(int(match[0]))
        return frozenset(found)

    @cached_property
    def values(self) -> frozenset[Fraction]:
        """Every value said on this side, date fields and ends of ranges included."""
        found: set[Fraction] = set()
        for q in self.quantities:
            found.update(q.values)
            if q.kind is Kind.TIME:
                found.update({q.values[0] // 60, q.values[0] // 60 % 12, q.values[0] % 60})
            if q.kind is Kind.PERCENT:
                found.update(value / 100 for value in q.values)
        return frozenset(found)


def is_weak(q: Quantity) -> bool:
    """True for figures that translators add and drop freely: small numbers in words, vague ones, week days, last year."""
    if q.kind is Kind.RELATIVE or is_vague(q) or (q.kind is Kind.DATE and q.unit in {"weekday", "half-year", "quarter", "month", "decade", "century"}):
        return True
    if q.has_digits and q.values != (1,):
        return False
    if q.kind in BARE or q.kind in {Kind.DURATION, Kind.MULTIPLE, Kind.MEASURE}:
        return all(abs(value) <= 10 for value in q.values)
    return False


def is_excused(q: Quantity, other: Side) -> bool:
    """True when ``q``, unmatched, is no loss: the other side says the value too, or nobody counts it."""
    if is_vague(q) or q.kind is Kind.RELATIVE:
        return True
    if all(value in other.values for value in _parts(q)):
        return True
    return all(value.denominator == 1 and int(value) in other.loose_digits for value in _parts(q))


def _parts(q: Quantity) -> tuple[Fraction, ...]:
    if q.kind is Kind.TIME:
        return (q.values[0] // 60, q.values[0] % 60)
    return tuple(value for end in fields(q) for value in end.values()) if q.kind is Kind.DATE else q.values
