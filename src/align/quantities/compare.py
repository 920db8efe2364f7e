"""When two quantities of two languages are the same: by value, whatever the notation."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from align.quantities import currencies
from align.quantities.compare_dates import compare_dates, compare_times
from align.quantities.likeness import BARE, Likeness, fields
from align.quantities.units import base
from align.quantities.values import DOWNWARD, UPWARD, Bound, Kind, Quantity

__all__ = ["Likeness", "contradicts", "fields", "likeness", "readings", "same_unit"]


def likeness(a: Quantity, b: Quantity) -> Likeness:
    """How alike ``a`` and ``b`` are. Symmetric."""
    if Kind.DATE in {a.kind, b.kind}:
        return compare_dates(a, b)
    if Kind.TIME in {a.kind, b.kind}:
        return compare_times(a, b)
    if Kind.RELATIVE in {a.kind, b.kind}:
        same = (a.kind, a.unit, a.values) == (b.kind, b.unit, b.values)
        return Likeness.SAME if same else Likeness.NONE
    if a.is_range != b.is_range or contradicts(a, b):
        return Likeness.NONE
    return _figures(a, b)


_NEXT = {Bound.MORE_THAN: (Bound.AT_LEAST, 1), Bound.LESS_THAN: (Bound.AT_MOST, -1)}


def whole_bound(q: Quantity) -> tuple[Bound, tuple[Fraction, ...]]:
    """Bound and values as whole things are counted: more than 10 storeys are 11 or more, under 5 are at most 4."""
    if q.bound not in _NEXT or len(q.values) > 1 or q.values[0].denominator > 1:
        return q.bound, q.values
    bound, step = _NEXT[q.bound]
    return bound, (q.values[0] + step,)


def _same_bound(a: Quantity, b: Quantity) -> bool:
    return (a.bound in _NEXT or b.bound in _NEXT) and whole_bound(a) == whole_bound(b)


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
        loose = _same_bound(a, b) or _is_dozen(a, b) or _is_dozen(b, a)
        return Likeness.LOOSE if loose else Likeness.NONE
    if same_unit(a, b) and a.values == b.values:
        return Likeness.EQUAL
    converted = _converted(a, b)
    if converted is not Likeness.NONE:
        return converted
    if _loosely(a, b):
        return Likeness.LOOSE
    return Likeness.LOOSE if a.kind is b.kind and _unsigned(a) != _unsigned(b) and _same_size(a, b) else Likeness.NONE


def _unsigned(q: Quantity) -> bool:
    return all(value.numerator >= 0 for value in q.values)


def _same_size(a: Quantity, b: Quantity) -> bool:
    """A fall of 11 % and -11 %: the words of one side carry the sign of the other."""
    return same_unit(a, b) and [abs(value) for value in a.values] == [abs(value) for value in b.values]


def _converted(a: Quantity, b: Quantity) -> Likeness:
    if a.unit is None or b.unit is None or Kind.ORDINAL in {a.kind, b.kind}:
        return Likeness.NONE
    if "celsius" in {a.unit, b.unit} and {a.unit, b.unit} & {"fahrenheit", "degree"}:
        return _temperatures(*((a, b) if a.unit == "celsius" else (b, a)))
    scales = _scales(a.unit, b.unit)
    if scales is None or any(_far(x, scales[0], y, scales[1]) for x, y in zip(a.values, b.values, strict=True)):
        return Likeness.NONE
    pairs = [(x * scales[0], y * scales[1]) for x, y in zip(a.values, b.values, strict=True)]
    if all(x == y for x, y in pairs):
        return Likeness.EQUAL
    return Likeness.NEAR if all(abs(x - y) <= abs(y) * Fraction(3, 100) for x, y in pairs) else Likeness.NONE


@lru_cache(maxsize=4096)
def _scales(unit: str, other: str) -> tuple[Fraction, Fraction] | None:
    """What two units of one dimension are multiplied by to be compared; None when they do not convert."""
    scale_a, scale_b = _calendar(unit), _calendar(other)
    if scale_a[0] == scale_b[0] == "time" and scale_a != base(unit) and scale_b != base(other):
        scale_a, scale_b = base(unit), base(other)
    return None if scale_a[0] != scale_b[0] or unit == other else (scale_a[1], scale_b[1])


def _far(x: Fraction, scale_x: Fraction, y: Fraction, scale_y: Fraction) -> bool:
    """Whether two values are so far apart that floats tell it; exact fractions are compared where they do not."""
    try:
        left, right = float(x) * float(scale_x), float(y) * float(scale_y)
    except OverflowError:
        return False
    sure = min(abs(left), abs(right)) > 1e-290 and max(abs(left), abs(right)) < 1e290  # floats round well there
    return sure and abs(left - right) > 0.04 * abs(right)


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
    return _near_units(a.unit, b.unit)


# Words that mean several units, or units that people do not keep apart.
_SETS = (
    frozenset({"degree", "celsius", "fahrenheit", "kilowatt hour"}),
    frozenset({"degree", "kelvin"}),
    frozenset({"ton", "metric ton"}),
    frozenset({"pound", "GBP", "EGP"}),
    frozenset({"chi", "foot"}),
    frozenset({"cun", "inch"}),
    frozenset({"cent", "penny"}),
)


@lru_cache(maxsize=4096)
def _near_units(unit: str, other: str) -> bool:
    names = {unit, other}
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
        return bool(readings(bare) & readings(other)) or _is_kelvin(bare, other)
    if {a.kind, b.kind} == {Kind.PERCENT, Kind.MULTIPLE}:
        return bool(readings(a) & readings(b))
    if a.kind is Kind.MONEY and b.kind is Kind.MONEY:
        return _small_money(a) == _small_money(b)
    if a.kind is b.kind is Kind.MULTIPLE:
        return bool(readings(a) & readings(b))
    return same_unit(a, b) and a.values == b.values


def _is_kelvin(bare: Quantity, other: Quantity) -> bool:
    """3K, read as three thousand, beside three degrees."""
    hot = bare.text.endswith("K") and other.unit in {"kelvin", "degree", "celsius"}
    return hot and tuple(value / 1000 for value in bare.values) == other.values


def _is_dozen(a: Quantity, b: Quantity) -> bool:
    """A dozen and 十几, four dozen and 四十余: both say a little more than so many tens."""
    if "dozen" not in a.text.lower() or b.bound not in UPWARD:
        return False
    return b.values[0] % 10 == 0 and b.values[0] < a.values[0] <= b.values[0] * Fraction(5, 4)


def _small_money(q: Quantity) -> tuple[Fraction, ...]:
    return tuple(value / 100 for value in q.values) if q.unit in {"cent", "penny"} else q.values


@lru_cache(maxsize=4096)
def readings(q: Quantity) -> frozenset[tuple[Fraction, ...]]:
    """The values that a quantity may be meant to say: 50 % is also one half, and half as much again."""
    found = {q.values}
    if q.kind is Kind.PERCENT:
        found.add(tuple(value / 100 for value in q.values))
        found.add(tuple(1 + value / 100 for value in q.values))
        found.add(tuple(100 - value for value in q.values))
    if q.kind is Kind.MULTIPLE:
        found |= _loose_multiples(q)
    if q.kind is Kind.ORDINAL and not q.has_digits and 2 < q.values[0] <= 10:
        found.add((1 / q.values[0],))  # the last third
    if q.text.endswith("quarters") and q.values == (Fraction(3, 4),):
        found.add((Fraction(3),))  # the first three quarters
    if q.kind is Kind.MEASURE and q.text.endswith("m") and q.unit == "meter":
        found.add(tuple(value * 10**6 for value in q.values))
    return frozenset(found)


def _loose_multiples(q: Quantity) -> set[tuple[Fraction, ...]]:
    """Few keep "five times more" and "five times as many" apart: from four on, both readings count."""
    found = {tuple(value + 1 for value in q.values)} if "more" in q.text else set()
    if "倍" in q.text and min(q.values) > 4:
        found.add(tuple(value - 1 for value in q.values))
    return found
