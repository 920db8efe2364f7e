"""Quantities of an English text: the scanner.

One pass from left to right over words and figures; at each, the most specific reading first: date, time of day,
figure with currency or unit, bare figure. Codes, names and pronouns are passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from align.document import Span
from align.quantities import dates_en, names_en
from align.quantities.bounds import bound_en
from align.quantities.codes import OPAQUE, code_end
from align.quantities.dates_zh import Found
from align.quantities.folding import fold_en
from align.quantities.numerals_en import NUMBER_WORDS, SUFFIXES, TENS, NumeralEn, read_number
from align.quantities.phrases_en import measured, money_before
from align.quantities.units import base
from align.quantities.values import Bound, Kind, Quantity

TOKEN = re.compile(
    rf"(?P<opaque>(?a:{OPAQUE}))|(?P<word>[A-Za-z]+)|(?P<figure>\d+(?:,\d{{3}})*(?:\.\d+)?|(?<![\w.)])\.\d+|[½¼¾⅓⅔⅛⅜⅝⅞])"
)
_MONTHS = frozenset(dates_en.MONTHS)
_MULTIPLES = {
    "double": 2, "doubled": 2, "doubles": 2, "doubling": 2, "triple": 3, "tripled": 3, "triples": 3, "tripling": 3, "treble": 3, "trebled": 3,
    "quadruple": 4, "quadrupled": 4, "quadrupling": 4, "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "sixfold": 6,
    "sevenfold": 7, "eightfold": 8, "tenfold": 10, "hundredfold": 100, "twice": 2, "thrice": 3,
}  # fmt: skip
_SPANS = {"decade": (1, "decade"), "century": (1, "century"), "fortnight": (2, "week")}
_TWENTIES = {name[:-1] + "ies": value for name, value in TENS.items()}
_AGES = {"decade": "decade", "century": "century", "centenary": "century", "centennial": "century"}
_VAGUE = {"dozens": 12, "hundreds": 100, "thousands": 1000, "millions": 10**6, "billions": 10**9, "trillions": 10**12, "scores": 20}
_VAGUE_OF = re.compile(r"(tens|dozens|hundreds|thousands|millions|billions) of (thousands|millions|billions|trillions)", re.IGNORECASE)
_SPECIAL = _MONTHS | frozenset(_MULTIPLES) | frozenset(_VAGUE) | frozenset(_AGES) | frozenset(_TWENTIES) | frozenset(dates_en.WEEKDAYS) | frozenset(dates_en.RELATIVE_DAYS)
_SPECIAL |= {"last", "this", "next", "tens", "noon", "midnight", "half", "quarter", "a", "an", "minus", "negative"} | NUMBER_WORDS
TO = re.compile(r"( ?(?:-|–|—|~|to|through) ?| and )(?=[\d$£€¥.]|US\$|[a-z])")
_TIMES = re.compile(r"[ -](?:times|fold)\b(?: (more|as|higher|larger|greater|bigger|faster|the|over|increase|that|its|their))?|-?fold\b")
_BETWEEN = re.compile(r"(?:between|from) (?:[$£€¥]|US\$)?$", re.IGNORECASE)
_SIGN = re.compile(r"(?:(?<![\w)\].%\"”'])-|(?<=[(\[])–|(?:\A|(?<=convert ))- |\b(?:minus|negative) )$", re.IGNORECASE)
_ARTICLE = re.compile(
    r"an? (?:(hundred|thousand|million|billion|trillion|dozen|decade|century|fortnight|half|quarter|third|fifth|tenth"
    r"|[a-z-]+(?:th|ths|first)\b)|(hour|minute|year|month|week|day)(?= and (?:\d|[a-z]+ (?:minute|second|month|day|hour|week)s)))",
    re.IGNORECASE,
)
_PART_BEFORE = re.compile(r"(?:by|about|around|nearly|almost|over|than|up|roughly|approximately|to) $")


@dataclass(frozen=True, slots=True)
class Draft:
    """A quantity before its bound is read."""

    kind: Kind
    values: tuple[Fraction, ...]
    unit: str | None
    start: int
    end: int
    bound: Bound = Bound.EXACT


def find_en(text: str) -> tuple[Quantity, ...]:
    """The quantities of an English text, in order, not overlapping."""
    folded = fold_en(text)
    found: list[Quantity] = []
    marks = {match.end(): match.start() for match in names_en.LIST_MARKS.finditer(folded)}
    skip = sorted((start, end) for end, start in marks.items())
    at = 0
    while True:
        match = TOKEN.search(folded, at)
        if match is None:
            return tuple(found)
        at = match.end()
        while skip and skip[0][1] <= match.start():
            skip.pop(0)
        if skip and skip[0][0] <= match.start() < skip[0][1]:
            at = skip[0][1]
            continue
        floor = found[-1].span.end if found else 0
        code = code_end(folded, match.start(), match.end()) if match["figure"] else 0
        if code:
            at = code
            continue
        draft = _read(folded, match, floor)
        if draft is not None:
            found.append(_finish(folded, text, draft))
            at = draft.end


def _finish(folded: str, text: str, draft: Draft) -> Quantity:
    bound = draft.bound if draft.bound is not Bound.EXACT else bound_en(folded, draft.start, draft.end)
    span = Span(draft.start, draft.end)
    return Quantity(draft.kind, draft.values, draft.unit, bound, span, span.of(text))


def _read(text: str, match: re.Match[str], floor: int) -> Draft | None:
    if match["opaque"]:
        return None
    start = match.start()
    if match["figure"]:
        return _dated(start, dates_en.day_first(text, start)) or _clock(text, start) or _figure(text, start, floor)
    word = match["word"].lower()
    return _word(text, word, start, match.end(), floor) if word in _SPECIAL else None


def _dated(start: int, found: Found | None) -> Draft | None:
    return Draft(found.kind, found.values, found.unit, start, found.end) if found else None


def _clock(text: str, start: int) -> Draft | None:
    return _dated(start, dates_en.clock_at(text, start))


def _word(text: str, word: str, start: int, end: int, floor: int) -> Draft | None:
    if word in _MONTHS and text[start].isupper():
        return _dated(start, dates_en.month_first(text, start))
    if word in dates_en.WEEKDAYS:
        return Draft(Kind.DATE, (Fraction(dates_en.WEEKDAYS[word]),), "weekday", start, end) if text[start].isupper() else None
    if word in {"last", "this", "next"} or word in dates_en.RELATIVE_DAYS:
        return _relative(text, word, start, end)
    if word in {"noon", "midnight"}:
        return Draft(Kind.TIME, (Fraction(720 if word == "noon" else 0),), "clock", start, end)
    if word in _MULTIPLES:
        return Draft(Kind.MULTIPLE, (Fraction(_MULTIPLES[word]),), None, start, end)
    if word in _VAGUE or word == "tens":
        return _vague(text, word, start, end)
    if word in {"a", "an"}:
        return _article(text, start, floor)
    if word in _TWENTIES:
        return Draft(Kind.DATE, (Fraction(_TWENTIES[word]),), "decade", start, end)
    if word in _AGES:
        return Draft(Kind.DURATION, (Fraction(1),), _AGES[word], start, end)
    if word in {"minus", "negative"}:
        return None
    if word in {"half", "quarter"}:
        past = _half_past(text, start)
        if past is not None:
            return past
    return _figure(text, start, floor)


def _relative(text: str, word: str, start: int, end: int) -> Draft | None:
    if word in dates_en.RELATIVE_DAYS:
        return Draft(Kind.RELATIVE, (Fraction(dates_en.RELATIVE_DAYS[word]),), "day", start, end)
    match = dates_en.RELATIVE.match(text, start)
    if match is None:
        return None
    offset = {"last": -1, "this": 0, "next": 1}[word]
    return Draft(Kind.RELATIVE, (Fraction(offset),), match[2].lower(), start, match.end())


def _vague(text: str, word: str, start: int, end: int) -> Draft | None:
    match = _VAGUE_OF.match(text, start)
    if match is None:
        return None if word == "tens" else Draft(Kind.NUMBER, (Fraction(_VAGUE[word]),), None, start, end, Bound.SEVERAL)
    low = {"tens": 10, "dozens": 10}.get(match[1].lower()) or _VAGUE[match[1].lower()]
    value = Fraction(low * _VAGUE[match[2].lower()])
    return Draft(Kind.NUMBER, (value,), None, start, match.end(), Bound.SEVERAL)


def _article(text: str, start: int, floor: int) -> Draft | None:
    """A hundred, half a million, a third (of): the article is part of the figure."""
    match = _ARTICLE.match(text, start)
    if match is None:
        return None
    if match[2]:
        unit = match[2].lower()
        return _compound(text, Draft(Kind.DURATION, (Fraction(1),), unit, start, match.end(2)))
    span = _SPANS.get(match[1].lower())
    if span is not None:
        return Draft(Kind.DURATION, (Fraction(span[0]),), span[1], start, match.end())
    numeral = read_number("one " + text[match.start(1) : match.start(1) + 120], 0)
    if numeral is None or numeral.ordinal or numeral.end <= 4:
        return None
    numeral = replace(numeral, end=numeral.end + match.start(1) - 4)
    if numeral.fraction and match[1].lower() != "half" and not _is_part(text, start, numeral.end):
        return None
    return _build(text, numeral, start, floor)


def _is_part(text: str, start: int, end: int) -> bool:
    follows = re.compile(r" of\b|[.;:)]|$| (?:million|billion)").match(text, end)
    return follows is not None or _PART_BEFORE.search(text[max(0, start - 14) : start]) is not None


def _half_past(text: str, start: int) -> Draft | None:
    match = dates_en.HALF_PAST.match(text, start)
    if match is None:
        return None
    hour = read_number(text, match.start(3))
    if hour is None or not 1 <= hour.value <= 12:
        return None
    minute = 30 if match[1].lower() == "half" else 15
    total = int(hour.value) * 60 + (minute if match[2].lower() == "past" else -minute)
    return _dated(start, dates_en.spoken_clock(text, total // 60, total % 60, hour.end))


def _figure(text: str, start: int, floor: int) -> Draft | None:
    numeral = read_number(text, start)
    if numeral is None or len(text[start : numeral.end]) > 120:
        return None
    return _build(text, numeral, start, floor)


def _build(text: str, numeral: NumeralEn, start: int, floor: int) -> Draft | None:
    if numeral.ordinal:
        return _ordinal(text, numeral, start)
    if numeral.words and numeral.value == 1 and names_en.is_pronoun(text, start, numeral.end):
        return None
    draft = _with_unit(text, numeral, start, floor)
    if draft is None:
        return None
    return _ranged(text, _compound(text, draft), numeral)


def _ordinal(text: str, numeral: NumeralEn, start: int) -> Draft:
    for pattern, unit in ((dates_en.CENTURY, "century"), (dates_en.QUARTER, "quarter"), (dates_en.HALF, "half-year")):
        match = pattern.match(text, numeral.end)
        if match is not None:
            return Draft(Kind.DATE, (numeral.value,), unit, start, match.end())
    return Draft(Kind.ORDINAL, (numeral.value,), None, start, numeral.end)


def _with_unit(text: str, numeral: NumeralEn, start: int, floor: int) -> Draft | None:
    value, end = numeral.value, numeral.end
    sign = _SIGN.search(text, max(floor, start - 9), start)
    if sign is not None and not (numeral.words and "-" in sign[0]):
        value, start = -value, start - len(sign[0])
    money = money_before(text, start, floor)
    after = measured(text, end, scaled=numeral.scale >= 1000, words=numeral.words)
    if money is not None and not (after and after.kind is Kind.PERCENT):
        code, factor, begin = money
        short = _MILLIONS.match(text, end) if numeral.scale == 1 else None
        if short is not None:
            return Draft(Kind.MONEY, (value * SUFFIXES[short[1]],), code, begin, short.end())
        if after is not None and after.kind in {Kind.MONEY, Kind.NUMBER} and after.unit in {None, code, "USD", "cent"}:
            factor, end = factor * after.factor, after.end
        return Draft(Kind.MONEY, (value * factor,), code, begin, end)
    if after is not None:
        below = _BELOW_ZERO.match(text, after.end) if after.unit in {"celsius", "fahrenheit", "degree"} else None
        if below is not None:
            return Draft(after.kind, (-value,), after.unit, start, below.end())
        return Draft(after.kind, (value * after.factor,), after.unit, start, after.end)
    times = _TIMES.match(text, end)
    if times is not None:
        kind = Kind.MULTIPLE if times[1] or "fold" in times[0] else Kind.COUNT
        return Draft(kind, (value,), None, start, end + len(times[0].rstrip().partition(" ")[0]) if not times[0].startswith(" ") else end + len(times[0].split()[0]) + 1)
    if not numeral.words and names_en.is_numbered(text, start):
        return Draft(Kind.ORDINAL, (value,), None, start, end)
    if _is_year(text, numeral, start):
        return Draft(Kind.DATE, (value,), "year", start, end)
    if not numeral.words and value.denominator == 1 and names_en.is_label(text, start, end):
        return None
    noun = re.compile(r"[ -][a-z]{3,}").match(text, end)
    return Draft(Kind.COUNT if noun and not numeral.fraction else Kind.NUMBER, (value,), None, start, end)


_BELOW_ZERO = re.compile(r" below (?:zero|freezing)")
_MILLIONS = re.compile(r" ?(m|b|k|M|K|B)(?!\.?[A-Za-z\d²³])")
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|of|during|after|before|through|to|late|early|mid|year|fiscal|FY|between|and|circa|for)|[(–-]|pre|post)[ -]?$",
    re.IGNORECASE,
)

_COUNTED = re.compile(r" (?:[a-z]+ )?[a-z]+s\b| people| men\b| women| more\b| or\b")


def _is_year(text: str, numeral: NumeralEn, start: int) -> bool:
    match = dates_en.YEAR.match(text, start)
    if match is None or match.end() != numeral.end or numeral.words:
        return False
    if _YEAR_BEFORE.search(text[max(0, start - 9) : start]) is not None:
        return True
    return numeral.value >= 1900 and _COUNTED.match(text, numeral.end) is None


def _compound(text: str, draft: Draft) -> Draft:
    """5 ft 2 in, 2 hours and 30 minutes, 3 dollars 50 cents."""
    if draft.kind not in {Kind.MEASURE, Kind.DURATION, Kind.MONEY} or draft.unit is None or "/" in draft.unit:
        return draft
    tall = _FOOT_INCH.match(text, draft.end) if draft.unit == "foot" else None
    if tall is not None:
        return replace(draft, values=(draft.values[0] + Fraction(int(tall[1]), 12),), end=tall.end())
    link = re.compile(r",? (?:and )?").match(text, draft.end)
    lower = read_number(text, link.end()) if link else None
    if lower is None or lower.ordinal or lower.scale > 1:
        return draft
    if draft.kind is Kind.MONEY:
        return _cents(text, draft, lower)
    after = measured(text, lower.end, scaled=False)
    inches = re.compile(r" ?(?:in\b|\")").match(text, lower.end) if draft.unit == "foot" else None
    unit, end = ("inch", inches.end()) if inches else ((after.unit, after.end) if after else (None, 0))
    if unit is None or unit == draft.unit:
        return draft
    (dimension, factor), (dimension_b, factor_b) = base(draft.unit), base(unit)
    if dimension != dimension_b or factor_b >= factor:
        return draft
    if draft.unit == "foot":
        return replace(draft, values=(draft.values[0] + lower.value * factor_b / factor,), end=end)
    return _compound(text, replace(draft, values=(draft.values[0] * factor / factor_b + lower.value,), unit=unit, end=end))


_FOOT_INCH = re.compile(r"-(\d{1,2})(?![\d-])")
_ENDS = re.compile(r"[.,;!?]?(?:$|\s*$)|[.,;!?] ")


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
    sign = re.compile(r"US\$|[$£€¥]").match(text, at)
    second = read_number(text, sign.end() if sign else at)
    if second is None or second.ordinal:
        return low
    high = _with_unit(text, second, sign.end() if sign else at, at)
    if high is None:
        return low
    return _joined(low, high, numeral, second)


def _joined(low: Draft, high: Draft, first: NumeralEn, second: NumeralEn) -> Draft:
    value, top = low.values[0], high.values[0]
    if first.scale == 1 and second.scale > 1 and value < top / second.scale and low.kind in {Kind.NUMBER, Kind.COUNT, Kind.MONEY}:
        value *= second.scale
    elif first.scale == 1 and second.scale > 1 and top / second.scale <= value < 1000 and low.kind is Kind.NUMBER:
        return replace(low, values=(value * second.scale,), kind=high.kind, unit=high.unit)  # 4.2-3.9 million years
    plain = {Kind.NUMBER, Kind.COUNT}
    if first.fraction and low.kind in plain and high.kind not in plain:
        return low
    if low.kind in plain:
        kind, unit = high.kind, high.unit
    elif high.kind in plain or (low.kind, low.unit) == (high.kind, high.unit):
        kind, unit = low.kind, low.unit
    else:
        return low
    if value >= top or kind is Kind.MULTIPLE:
        return low
    return replace(low, kind=kind, unit=unit, values=(value, top), end=high.end)
