"""When two dates, or two times of day, are the same: field by field, whatever the notation."""

from __future__ import annotations

from fractions import Fraction

from align.quantities.likeness import BARE, Likeness, fields
from align.quantities.values import Kind, Quantity

HALF_A_YEAR = (Fraction(6),)  # in months


def compare_dates(a: Quantity, b: Quantity) -> Likeness:
    """Likeness where at least one side is a date."""
    if a.kind is not Kind.DATE or b.kind is not Kind.DATE:
        return _date_and_figure(*((a, b) if a.kind is Kind.DATE else (b, a)))
    if a.unit == b.unit and a.values == b.values:
        return Likeness.SAME
    if a.is_range != b.is_range:
        return Likeness.NONE
    if {a.unit, b.unit} == {"decade"} and all(x % 100 == y % 100 for x, y in zip(a.values, b.values, strict=True)):
        return Likeness.EQUAL
    if {a.unit, b.unit} == {"decade", "century"} and len(a.values) == len(b.values) == 1:
        decade, century = (a, b) if a.unit == "decade" else (b, a)
        return Likeness.LOOSE if decade.values[0] == (century.values[0] - 1) * 100 else Likeness.NONE
    if {a.unit, b.unit} == {"decade", "year"} and len(a.values) == len(b.values) == 1:
        return Likeness.LOOSE if a.values[0] % 100 == b.values[0] % 100 else Likeness.NONE
    shared = [set(x) & set(y) for x, y in zip(fields(a), fields(b), strict=True)]
    if not all(shared) or not all(
        x[name] == y[name] for x, y, names in zip(fields(a), fields(b), shared, strict=True) for name in names
    ):
        return Likeness.NONE
    nested = all(set(x) <= set(y) or set(y) <= set(x) for x, y in zip(fields(a), fields(b), strict=True))
    return Likeness.EQUAL if nested else Likeness.LOOSE


def _is_written(date: Quantity, other: Quantity) -> bool:
    """18.12 for December 18."""
    if date.unit != "month-day" or date.is_range or other.values[0].denominator == 1:
        return False
    month, day = (int(value) for value in date.values)
    return other.text in {f"{day}.{month}", f"{day}.{month:02}", f"{month}.{day}", f"{month}.{day:02}"}


def _date_and_figure(date: Quantity, other: Quantity) -> Likeness:
    """A date of one field may stand as a plain number on the other side: 25 日 and the 25th, 2026 and 2026年."""
    if date.unit == "decade" and other.kind is Kind.DURATION:  # in their fifties
        return Likeness.LOOSE if date.values[0] % 100 == other.values[0] else Likeness.NONE
    if other.kind in BARE and _is_written(date, other):
        return Likeness.LOOSE
    if other.kind in BARE or other.kind is Kind.DURATION:
        if date.values == other.values and date.unit not in {"weekday", "half-year"}:
            return Likeness.LOOSE
        if (
            other.kind is Kind.ORDINAL
            and date.unit in {"month-day", "year-month-day"}
            and date.ends()[0][-1:] == other.values
        ):
            return Likeness.LOOSE
    if (
        other.kind is Kind.DURATION
        and (date.unit, other.unit) == ("half-year", "month")
        and other.values == HALF_A_YEAR
    ):
        return Likeness.LOOSE
    return Likeness.NONE


def race_seconds(time: Quantity) -> Fraction | None:
    """The length that a time like 2:13:38 stands for in a race."""
    parts = time.text.split(":")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return None
    return Fraction(int(parts[0]) * 3600 + int(parts[1]) * 60 + int(parts[2]))


def compare_times(a: Quantity, b: Quantity) -> Likeness:
    """Likeness where at least one side is a time of day."""
    if a.kind is not Kind.TIME or b.kind is not Kind.TIME:
        time, other = (a, b) if a.kind is Kind.TIME else (b, a)
        if other.kind is Kind.DURATION:
            same = race_seconds(time) is not None and other.values == (race_seconds(time),) and other.unit == "second"
            return Likeness.LOOSE if same else Likeness.NONE
        hour = {time.values[0] / 60, time.values[0] / 60 % 12}
        plain = other.kind in BARE and len(other.values) == 1 and other.values[0] in hour
        return Likeness.LOOSE if plain else Likeness.NONE
    if a.values == b.values:
        return Likeness.SAME
    open_half = "clock-12" in {a.unit, b.unit}
    return Likeness.EQUAL if open_half and (a.values[0] - b.values[0]) % 720 == 0 else Likeness.NONE
