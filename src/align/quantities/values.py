"""What a quantity is: one canonical value, whatever the language or the notation it was written in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from align.document import Span


class Kind(StrEnum):
    """What the figure counts or names. A kind says how the values are to be read."""

    NUMBER = "number"
    COUNT = "count"  # a number of things: 三架, two satellites
    ORDINAL = "ordinal"
    PERCENT = "percent"  # the value is in percent: 70 for "70 %" and 七成
    MONEY = "money"  # the unit is the ISO 4217 code, or "?" when the text does not say which
    DATE = "date"  # the unit names the fields, the values fill them: "month-day", (4, 3)
    RELATIVE = "relative"  # last year = unit "year", value -1
    TIME = "time"  # minutes after midnight; unit "clock", or "clock-12" when a.m. and p.m. are open
    DURATION = "duration"
    MEASURE = "measure"
    MULTIPLE = "multiple"  # the result as a multiple of the base: 3 for "triple" and for 增加两倍


class Bound(StrEnum):
    """How exactly the value is meant."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    LESS_THAN = "less than"
    SEVERAL = "several"  # only the order of magnitude is said: 数万, tens of thousands


UPWARD = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})
DOWNWARD = frozenset({Bound.AT_MOST, Bound.LESS_THAN, Bound.NEARLY})

REFERENCE = "reference"
"""The unit of an ordinal that is a part of a place in a law: 第十二条, Article 12.1."""

# How many values one end of a date takes, by the name of its unit.
DATE_FIELDS = {
    "year-month-day": ("year", "month", "day"),
    "year-month": ("year", "month"),
    "month-day": ("month", "day"),
    "year": ("year",),
    "month": ("month",),
    "day": ("day",),
    "weekday": ("weekday",),
    "decade": ("decade",),
    "century": ("century",),
    "quarter": ("quarter",),
    "year-quarter": ("year", "quarter"),
    "half-year": ("half",),
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity of a text.

    ``values`` holds one value, two for a range (low, high), or the fields of a date named by ``unit``
    (twice as many for a range of dates). ``unit`` is a name of ``units.py``, an ISO currency code, the
    field names of a date, or None. ``text`` is the document's own slice at ``span``.
    """

    kind: Kind
    values: tuple[Fraction, ...]
    unit: str | None
    bound: Bound
    span: Span
    text: str

    @property
    def is_range(self) -> bool:
        """True when the quantity has a low and a high end."""
        width = len(DATE_FIELDS[self.unit or "year"]) if self.kind is Kind.DATE else 1
        return len(self.values) == 2 * width

    def ends(self) -> tuple[tuple[Fraction, ...], ...]:
        """The values of each end: one tuple, or two for a range."""
        if not self.is_range:
            return (self.values,)
        middle = len(self.values) // 2
        return self.values[:middle], self.values[middle:]

    @property
    def has_digits(self) -> bool:
        """True when the figure is written with digits (ASCII or full-width), not with words or Han numerals."""
        return any(character.isdecimal() for character in self.text)


@dataclass(frozen=True, slots=True)
class Pairing:
    """The quantities of two texts that translate each other, set side by side.

    ``source_only`` and ``target_only`` hold what deserves a reader's attention; what need not match
    (an unmatched "one", a list number, a name) is in ``excused``. ``suspected`` pairs are leftovers that
    are most likely the same thing wrongly rendered.
    """

    matched: tuple[tuple[Quantity, Quantity], ...]
    source_only: tuple[Quantity, ...]
    target_only: tuple[Quantity, ...]
    suspected: tuple[tuple[Quantity, Quantity], ...]
    excused: tuple[Quantity, ...] = ()

    @property
    def clean(self) -> bool:
        """True when nothing needs a reader."""
        return not (self.source_only or self.target_only or self.suspected)
