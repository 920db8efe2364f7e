"""An English number with its sign, its currency, its unit, its smaller units, and the second end of its range."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from align.quantities import dates_en, names_en
from align.quantities.numerals_en import NumeralEn, read_number
from align.quantities.phrases_en import measured, money_before
from align.quantities.reading import Draft, Measured
from align.quantities.units import base
from align.quantities.values import Kind
from align.quantities.vocabulary_en import SUFFIXES

TO = re.compile(r"( ?(?:--|-|–|—|~|to|through) ?| and )(?=[\d$£€¥.]|US\$|[a-z])")
_TIMES = re.compile(
    r"([ -](?:times|fold)\b|-?fold\b)"
    r"(?: (more|as|higher|larger|greater|bigger|faster|the|over|increase|that|its|their)\b)?"
)
_TIMES_FIRST = frozenset(" -f")
_BETWEEN = re.compile(r"(?:between|from) (?:[$£€¥]|US\$)?$", re.IGNORECASE)
_SIGN = re.compile(
    r"(?:(?<![\w)\].%\"”'-])-|(?<=[ (\[,][\"“'])-|(?<=[(\[])–|(?:\A|(?<=convert ))- |\b(?:minus|negative) )$",
    re.IGNORECASE,
)
_SIGN_LAST = frozenset("-– \n")
_BELOW_ZERO = re.compile(r" below (?:zero|freezing)")
_MILLIONS = re.compile(r" ?(m|b|k|M|K|B)(?!\.?[A-Za-z\d²³])")
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|of|during|after|before|through|to|late|early|mid|year|fiscal|FY"
    r"|between|and|circa|for)|[(–-]|pre|post)[ -]?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r" [a-z]+s\b| people| men\b| women| more\b| or\b")
_FOOT_INCH = re.compile(r"-(\d{1,2})(?![\d-])")
_ENDS = re.compile(r"[.,;!?]?(?:$|\s*$)|[.,;!?] ")
_DEGREES = frozenset({"celsius", "fahrenheit", "degree"})
_NOUN = re.compile(r"[ -][a-z]{3,}")
_LINK = re.compile(r",? (?:and )?")
_INCHES = re.compile(r" ?(?:in\b|\")")
_SIGN_AFTER = re.compile(r"US\$|[$£€¥]")
_PLAIN = frozenset({Kind.NUMBER, Kind.COUNT})


def amount(text: str, numeral: NumeralEn, start: int, floor: int) -> Draft | None:
    """The quantity that a number makes with what stands around it; None when it counts nothing."""
    if numeral.ordinal:
        return _ordinal(text, numeral, start)
    if numeral.words and numeral.value == 1 and names_en.is_pronoun(text, start, numeral.end):
        return None
    draft = _with_unit(text, numeral, start, floor)
    if draft is None:
        return None
    return _ranged(text, compound(text, draft), numeral)


def _ordinal(text: str, numeral: NumeralEn, start: int) -> Draft:
    for pattern, unit in ((dates_en.CENTURY, "century"), (dates_en.QUARTER, "quarter"), (dates_en.HALF, "half-year")):
        match = pattern.match(text, numeral.end)
        if match is not None:
            return Draft(Kind.DATE, (numeral.value,), unit, start, match.end())
    return Draft(Kind.ORDINAL, (numeral.value,), None, start, numeral.end)


def _with_unit(text: str, numeral: NumeralEn, start: int, floor: int) -> Draft | None:
    """The number with its sign, and with its currency or unit; None when it belongs to a name."""
    value, end = numeral.value, numeral.end
    sign = _SIGN.search(text, max(floor, start - 9), start) if text[start - 1 : start] in _SIGN_LAST else None
    if sign is not None and not (numeral.words and "-" in sign[0]):
        value, start = -value, start - len(sign[0])
    after = measured(text, end, scaled=numeral.scale >= 1000, words=numeral.words)
    money = None if after and after.kind is Kind.PERCENT else _money(text, numeral, value, start, floor, after)
    if money is not None:
        return money
    if after is not None:
        below = _BELOW_ZERO.match(text, after.end) if after.unit in _DEGREES else None
        if below is not None:
            return Draft(after.kind, (-value,), after.unit, start, below.end())
        return Draft(after.kind, (value * after.factor,), after.unit, start, after.end)
    return _without_unit(text, numeral, value, start)


def _money(
    text: str, numeral: NumeralEn, value: Fraction, start: int, floor: int, after: Measured | None
) -> Draft | None:
    """A figure with its currency before it: $5, US$3.6bn, RMB 100 million."""
    sign = money_before(text, start, floor)
    if sign is None:
        return None
    code, factor, begin = sign
    short = _MILLIONS.match(text, numeral.end) if numeral.scale == 1 else None
    if short is not None:
        return Draft(Kind.MONEY, (value * SUFFIXES[short[1]],), code, begin, short.end())
    repeated = (
        after is not None and after.kind in {Kind.MONEY, Kind.NUMBER} and after.unit in {None, code, "USD", "cent"}
    )
    if after is not None and repeated:
        return Draft(Kind.MONEY, (value * factor * after.factor,), code, begin, after.end)
    return Draft(Kind.MONEY, (value * factor,), code, begin, numeral.end)


def _without_unit(text: str, numeral: NumeralEn, value: Fraction, start: int) -> Draft | None:
    """A bare number: so many times, the number of a thing, a year, a count, or the tail of a name."""
    end = numeral.end
    times = _TIMES.match(text, end) if text[end : end + 1] in _TIMES_FIRST else None
    if times is not None:
        kind = Kind.MULTIPLE if times[2] or "fold" in times[1] else Kind.COUNT
        return Draft(kind, (value,), None, start, times.end(1))
    if numeral.words:
        return Draft(_bare_kind(text, numeral), (value,), None, start, end)
    if names_en.is_numbered(text, start):
        return Draft(Kind.ORDINAL, (value,), None, start, end)
    if _is_year(text, numeral, start):
        return Draft(Kind.DATE, (value,), "year", start, end)
    if value.denominator == 1 and numeral.scale == 1 and names_en.is_label(text, start, end):
        return None
    return Draft(_bare_kind(text, numeral), (value,), None, start, end)


def _bare_kind(text: str, numeral: NumeralEn) -> Kind:
    return Kind.COUNT if not numeral.fraction and _NOUN.match(text, numeral.end) else Kind.NUMBER


def _is_year(text: str, numeral: NumeralEn, start: int) -> bool:
    match = dates_en.YEAR.match(text, start)
    if match is None or match.end() != numeral.end or numeral.words:
        return False
    if _YEAR_BEFORE.search(text[max(0, start - 9) : start]) is not None:
        return True
    return numeral.value >= 1900 and _COUNTED.match(text, numeral.end) is None


def compound(text: str, draft: Draft) -> Draft:
    """5 ft 2 in, 2 hours and 30 minutes, 3 dollars 50 cents."""
    if draft.kind not in {Kind.MEASURE, Kind.DURATION, Kind.MONEY} or draft.unit is None or "/" in draft.unit:
        return draft
    tall = _FOOT_INCH.match(text, draft.end) if draft.unit == "foot" else None
    if tall is not None:
        return replace(draft, values=(draft.values[0] + Fraction(int(tall[1]), 12),), end=tall.end())
    link = _LINK.match(text, draft.end)
    lower = read_number(text, link.end()) if link else None
    if lower is None or lower.ordinal or lower.scale > 1:
        return draft
    if draft.kind is Kind.MONEY:
        return _cents(text, draft, lower)
    after = measured(text, lower.end, scaled=False)
    inches = _INCHES.match(text, lower.end) if draft.unit == "foot" else None
    unit, end = ("inch", inches.end()) if inches else ((after.unit, after.end) if after else (None, 0))
    if unit is None or unit == draft.unit:
        return draft
    (dimension, factor), (dimension_b, factor_b) = base(draft.unit), base(unit)
    if dimension != dimension_b or factor_b >= factor:
        return draft
    if draft.unit == "foot":
        return replace(draft, values=(draft.values[0] + lower.value * factor_b / factor,), end=end)
    return compound(
        text, replace(draft, values=(draft.values[0] * factor / factor_b + lower.value,), unit=unit, end=end)
    )


def _cents(text: str, draft: Draft, lower: NumeralEn) -> Draft:
    """3 dollars 50 cents, 15 dollars and 50."""
    after = measured(text, lower.end, scaled=False)
    named = after is not None and after.unit in {"cent", "penny"}
    if lower.value >= 100 or (not named and (after or lower.value < 10 or not _ENDS.match(text, lower.end))):
        return draft
    return replace(draft, values=(draft.values[0] + lower.value / 100,), end=after.end if after else lower.end)


def _ranged(text: str, low: Draft, numeral: NumeralEn) -> Draft:
    """The draft, or a range with the figure after -, to, or (between …) and."""
    link = TO.match(text, low.end)
    if link is None or low.kind is Kind.MULTIPLE:
        return low
    spoken = link[0].strip() == "and"
    if spoken and not _BETWEEN.search(text[max(0, low.start - 12) : low.start]):
        return low
    at = link.end()
    sign = _SIGN_AFTER.match(text, at)
    second = read_number(text, sign.end() if sign else at)
    if second is None or second.ordinal:
        return low
    high = _with_unit(text, second, sign.end() if sign else at, at)
    if high is None:
        return low
    return _joined(low, high, numeral, second)


def _joined(low: Draft, high: Draft, first: NumeralEn, second: NumeralEn) -> Draft:
    """Both ends as one range; the first takes the scale and the unit that are only said once: $5-10 billion."""
    value, top = low.values[0], high.values[0]
    if first.scale == 1 < second.scale:
        if low.kind in {Kind.NUMBER, Kind.COUNT, Kind.MONEY} and value < top / second.scale:
            value *= second.scale
        elif low.kind is Kind.NUMBER and value < 1000:  # 4.2-3.9 million years: falling, no range
            return replace(low, values=(value * second.scale,), kind=high.kind, unit=high.unit)
    kind, unit = (high.kind, high.unit) if low.kind in _PLAIN else (low.kind, low.unit)
    alike = low.kind in _PLAIN or high.kind in _PLAIN or (low.kind, low.unit) == (high.kind, high.unit)
    odd = first.fraction and low.kind in _PLAIN and high.kind not in _PLAIN
    if not alike or odd or value >= top or kind is Kind.MULTIPLE:
        return low
    return replace(low, kind=kind, unit=unit, values=(value, top), end=high.end)
