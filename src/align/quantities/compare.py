"""When two quantities of two languages are the same: by value, whatever the notation."""

from __future__ import annotations

from enum import IntEnum
from fractions import Fraction

from align.quantities import currencies
from align.quantities.units import base, by_name
from align.quantities.values import DATE_FIELDS, DOWNWARD, UPWARD, Bound, Kind, Quantity

BARE = frozenset({Kind.NUMBER, Kind.COUNT, Kind.ORDINAL})


class Likeness(IntEnum):
    """How alike two quantities are; the smaller, the better."""

    SAME = 0  # kind, unit, value and bound
    EQUAL = 1  # the value, in another unit, or with another bound that does not contradict
    LOOSE = 2  # a reading of the one fits a reading of the other: 50 % and half, July 25 and the 25th
    NEAR = 3  # converted and rounded: 5 miles and 8 km
    NONE = 9


def likeness(a: Quantity, b: Quantity) -> Likeness:
    """How alike ``a`` and ``b`` are. Symmetric."""
    if Kind.DATE in {a.kind, b.kind}:
        return _dates(a, b)
    if Kind.TIME in {a.kind, b.kind}:
        return _times(a, b)
    if Kind.RELATIVE in {a.kind, b.kind}:
        same = (a.kind, a.unit, a.values) == (b.kind, b.unit, b.values)
        return Likeness.SAME if same else Likeness.NONE
    if a.is_range != b.is_range or contradicts(a, b):
        return Likeness.NONE
    return _figures(a, b)


def contradicts(a: Quantity, b: Quantity) -> bool:
    """True when one is said to be more and the other less."""
    if Kind.DURATION in {a.kind, b.kind} and Bound.NEARLY in {a.bound, b.bound}:
        return False  # 近20年 is nearly twenty years, or the last twenty
    return (a.bound in UPWARD and b.bound in DOWNWARD) or (a.bound in DOWNWARD and b.bound in UPWARD)


def _figures(a: Quantity, b: Quantity) -> Likeness:
    if a.kind is b.kind and a.values == b.values and a.unit == b.unit:
        return Likeness.SAME if a.bound is b.bound else Likeness.EQUAL
    if a.kind in BARE and b.kind in BARE:
        if a.values == b.values:
            return Likeness.EQUAL
        return Likeness.LOOSE if _is_dozen(a, b) or _is_dozen(b, a) else Likeness.NONE
    if same_unit(a, b) and a.values == b.values:
        return Likeness.EQUAL
    converted = _converted(a, b)
    if converted is not Likeness.NONE:
        return converted
    if _loosely(a, b):
        return Likeness.LOOSE
    return Likeness.LOOSE if _unsigned(a) != _unsigned(b) and a.kind is b.kind and _same_size(a, b) else Likeness.NONE


def _unsigned(q: Quantity) -> bool:
    return all(value >= 0 for value in q.values)


def _same_size(a: Quantity, b: Quantity) -> bool:
    """A fall of 11 % and -11 %: the words of one side carry the sign of the other."""
    return same_unit(a, b) and [abs(value) for value in a.values] == [abs(value) for value in b.values]


def _converted(a: Quantity, b: Quantity) -> Likeness:
    if a.unit is None or b.unit is None:
        return Likeness.NONE
    if "celsius" in {a.unit, b.unit} and {a.unit, b.unit} & {"fahrenheit", "degree"}:
        return _temperatures(*((a, b) if a.unit == "celsius" else (b, a)))
    scale_a, scale_b = _calendar(a.unit), _calendar(b.unit)
    if scale_a[0] == scale_b[0] == "time" and scale_a != base(a.unit) and scale_b != base(b.unit):
        scale_a, scale_b = base(a.unit), base(b.unit)
    if scale_a[0] != scale_b[0] or a.unit == b.unit:
        return Likeness.NONE
    pairs = [(x * scale_a[1], y * scale_b[1]) for x, y in zip(a.values, b.values, strict=True)]
    if all(x == y for x, y in pairs):
        return Likeness.EQUAL
    return Likeness.NEAR if all(abs(x - y) <= abs(y) * Fraction(3, 100) for x, y in pairs) else Likeness.NONE


def _calendar(unit: str) -> tuple[str, Fraction]:
    """Dimension and factor with months read as thirty days, for comparing them with days and weeks."""
    dimension, factor = base(unit)
    return ("time", factor * 30 * 86400) if dimension == "calendar" else (dimension, factor)


def _temperatures(celsius: Quantity, other: Quantity) -> Likeness:
    pairs = zip(celsius.values, other.values, strict=True)
    close = all(abs(c * Fraction(9, 5) + 32 - f) <= Fraction(3, 2) for c, f in pairs)
    return Likeness.NEAR if close else Likeness.NONE


def same_unit(a: Quantity, b: Quantity) -> bool:
    """True when the units do not stand against each other."""
    if a.kind is Kind.MONEY and b.kind is Kind.MONEY:
        return bool(money_codes(a) & money_codes(b))
    if a.unit == b.unit:
        return a.kind is b.kind
    if a.unit is None or b.unit is None:
        return a.kind in BARE or b.kind in BARE or a.kind is b.kind
    return _near_units(a, b)


# Words that mean several units, or units that people do not keep apart.
_SETS = (
    frozenset({"degree", "celsius", "fahrenheit", "kilowatt hour"}),
    frozenset({"ton", "metric ton"}),
    frozenset({"pound", "GBP", "EGP"}),
    frozenset({"chi", "foot"}),
    frozenset({"cun", "inch"}),
    frozenset({"cent", "penny"}),
)


def _near_units(a: Quantity, b: Quantity) -> bool:
    names = {a.unit or "", b.unit or ""}
    if any(names <= group for group in _SETS):
        return True
    tops = {name.partition("/")[0] for name in names}
    return len(tops) == 1 and any("/" not in name for name in names)


def money_codes(q: Quantity) -> frozenset[str]:
    """The currencies a text's words leave open: plain $ is any dollar, plain 元 any 元."""
    code = q.unit or "?"
    text = q.text.lower()
    if code == "USD" and "us" not in text and "u.s" not in text and "美" not in text and "american" not in text:
        return currencies.DOLLARS
    if code == "CNY" and not any(word in text for word in ("人民", "rmb", "cny", "yuan", "renminbi")):
        return currencies.BARE_YUAN
    for group in (currencies.CROWNS, currencies.RUPEES, currencies.PESOS, currencies.POUNDS):
        if code in group:
            return group
    return frozenset({code})


def _loosely(a: Quantity, b: Quantity) -> bool:
    """Readings that meet: a bare number with one that has a unit, 50 % with one half, 50 cents with $0.5."""
    if a.kind in BARE or b.kind in BARE:
        bare, other = (a, b) if a.kind in BARE else (b, a)
        if _is_dozen(a, b) or _is_dozen(b, a):
            return True
        return bool(_readings(bare) & _readings(other))
    if {a.kind, b.kind} == {Kind.PERCENT, Kind.MULTIPLE}:
        return bool(_readings(a) & _readings(b))
    if a.kind is Kind.MONEY and b.kind is Kind.MONEY:
        return _small_money(a) == _small_money(b)
    if a.kind is b.kind is Kind.MULTIPLE:
        return bool(_readings(a) & _readings(b))
    return same_unit(a, b) and a.values == b.values


def _is_dozen(a: Quantity, b: Quantity) -> bool:
    """A dozen and 十几, four dozen and 四十余: both say a little more than so many tens."""
    if "dozen" not in a.text.lower() or b.bound not in UPWARD:
        return False
    return b.values[0] % 10 == 0 and b.values[0] < a.values[0] <= b.values[0] * Fraction(5, 4)


def _small_money(q: Quantity) -> tuple[Fraction, ...]:
    return tuple(value / 100 for value in q.values) if q.unit in {"cent", "penny"} else q.values


def _readings(q: Quantity) -> frozenset[tuple[Fraction, ...]]:
    readings = {q.values}
    if q.kind is Kind.PERCENT:
        readings.add(tuple(value / 100 for value in q.values))
        readings.add(tuple(1 + value / 100 for value in q.values))
        readings.add(tuple(100 - value for value in q.values))
    if q.kind is Kind.MULTIPLE:
        readings |= _loose_multiples(q)
    if q.kind is Kind.ORDINAL and not q.has_digits and 2 < q.values[0] <= 10:
        readings.add((1 / q.values[0],))  # the last third
    if q.text.endswith("quarters") and q.values == (Fraction(3, 4),):
        readings.add((Fraction(3),))  # the first three quarters
    if q.kind is Kind.MEASURE and q.text.endswith("m") and q.unit == "meter":
        readings.add(tuple(value * 10**6 for value in q.values))
    return frozenset(readings)


def _loose_multiples(q: Quantity) -> set[tuple[Fraction, ...]]:
    """Few keep "five times more" and "five times as many" apart: from four on, both readings count."""
    found = {tuple(value + 1 for value in q.values)} if "more" in q.text else set()
    if "倍" in q.text and min(q.values) > 4:
        found.add(tuple(value - 1 for value in q.values))
    return found


def fields(q: Quantity) -> tuple[dict[str, Fraction], ...]:
    """The named fields of a date, for each of its ends."""
    names = DATE_FIELDS[q.unit or "year"]
    return tuple(dict(zip(names, end, strict=True)) for end in q.ends())


def _dates(a: Quantity, b: Quantity) -> Likeness:
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
    if other.kind is Kind.DURATION and (date.unit, other.unit) == ("half-year", "month") and other.values == (6,):
        return Likeness.LOOSE
    return Likeness.NONE


def _seconds(time: Quantity) -> Fraction | None:
    """The length that a time like 2:13:38 stands for in a race."""
    parts = time.text.split(":")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return None
    return Fraction(int(parts[0]) * 3600 + int(parts[1]) * 60 + int(parts[2]))


def _times(a: Quantity, b: Quantity) -> Likeness:
    if a.kind is not Kind.TIME or b.kind is not Kind.TIME:
        time, other = (a, b) if a.kind is Kind.TIME else (b, a)
        if other.kind is Kind.DURATION:
            same = _seconds(time) is not None and other.values == (_seconds(time),) and other.unit == "second"
            return Likeness.LOOSE if same else Likeness.NONE
        hour = {time.values[0] / 60, time.values[0] / 60 % 12}
        return (
            Likeness.LOOSE
            if other.kind in BARE and len(other.values) == 1 and other.values[0] in hour
            else Likeness.NONE
        )
    if a.values == b.values:
        return Likeness.SAME
    open_half = "clock-12" in {a.unit, b.unit}
    return Likeness.EQUAL if open_half and (a.values[0] - b.values[0]) % 720 == 0 else Likeness.NONE


def keys(q: Quantity) -> frozenset[tuple[object, ...]]:
    """Index keys: two quantities that may be alike (but for rounding) share at least one."""
    if q.kind is Kind.DATE:
        found: set[tuple[object, ...]] = {
            ("date", name, value % 100) for end in fields(q) for name, value in end.items()
        }
        return frozenset(found | {("n", value) for value in q.values})
    if q.kind is Kind.TIME:
        times: set[tuple[object, ...]] = {
            ("clock", q.values[0] % 720),
            ("n", q.values[0] / 60),
            ("n", q.values[0] / 60 % 12),
        }
        return frozenset(times | {("base", "time", _seconds(q))})
    if q.kind is Kind.RELATIVE:
        return frozenset({("relative", q.unit, *q.values)})
    plain = {("n", abs(value)) for reading in _readings(q) for value in reading}
    if q.unit in by_name() or (q.unit and "/" in q.unit):
        dimension, factor = base(q.unit or "")
        plain |= {("base", dimension, q.values[0] * factor)}  # type: ignore[arg-type]
    if q.unit in {"cent", "penny"}:
        plain |= {("n", value / 100) for value in q.values}
    if q.kind is Kind.DURATION and q.unit == "month" and q.values == (6,):
        plain |= {("n", Fraction(1)), ("n", Fraction(2))}
    if "dozen" in q.text.lower():
        plain.add(("n", q.values[0] // 10 * 10))
    return frozenset(plain)


def is_vague(q: Quantity) -> bool:
    """True when only the order of magnitude is said."""
    return q.bound is Bound.SEVERAL
