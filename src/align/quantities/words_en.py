"""What a quantity of an English text may begin with when it begins with a word: one reader for each word."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from align.quantities import dates_en
from align.quantities.amounts_en import amount, compound
from align.quantities.numerals_en import read_number
from align.quantities.reading import ONE, Draft, drafted
from align.quantities.values import Bound, Kind
from align.quantities.vocabulary_en import NUMBER_WORDS, TENS

Reader = Callable[[str, int, int, int], Draft | None]  # text, start and end of the word, end of the quantity before

_MULTIPLES = {
    "double": 2, "doubled": 2, "doubles": 2, "doubling": 2, "triple": 3, "tripled": 3, "triples": 3, "tripling": 3,
    "treble": 3, "trebled": 3, "quadruple": 4, "quadrupled": 4, "quadrupling": 4, "twofold": 2, "threefold": 3,
    "fourfold": 4, "fivefold": 5, "sixfold": 6, "sevenfold": 7, "eightfold": 8, "tenfold": 10, "hundredfold": 100,
    "twice": 2, "thrice": 3,
}  # fmt: skip
_DECADES = {name[:-1] + "ies": value for name, value in TENS.items()}  # the twenties
_SPANS = {"decade": "decade", "century": "century", "centenary": "century", "centennial": "century"}
_VAGUE = {
    "dozens": 12, "hundreds": 100, "thousands": 1000, "millions": 10**6, "billions": 10**9, "trillions": 10**12,
    "scores": 20,
}  # fmt: skip
_OFFSETS = {"last": -1, "this": 0, "next": 1}
_VAGUE_OF = re.compile(
    r"(tens|dozens|hundreds|thousands|millions|billions) of (thousands|millions|billions|trillions)\b", re.IGNORECASE
)
_ARTICLE = re.compile(
    r"an? (?:(hundred|thousand|million|billion|trillion|dozen|decade|century|fortnight|half|quarter|third|fifth|tenth"
    r"|[a-z-]+(?:th|ths|first)\b)"
    r"|(hour|minute|year|month|week|day)(?= and (?:\d|[a-z]+ (?:minute|second|month|day|hour|week)s)))",
    re.IGNORECASE,
)
_PART_BEFORE = re.compile(r"(?:by|about|around|nearly|almost|over|than|up|roughly|approximately) $")
_PART_AFTER = re.compile(r" of\b|[.;:)]|$| (?:million|billion)")
_AHEAD = 120  # no figure in words is longer


def figure_at(text: str, start: int, end: int, floor: int) -> Draft | None:
    """A figure, in digits or words, with what belongs to it."""
    del end
    numeral = read_number(text, start)
    return None if numeral is None or numeral.end - start > _AHEAD else amount(text, numeral, start, floor)


def _month(text: str, start: int, end: int, floor: int) -> Draft | None:
    del end, floor
    return drafted(start, dates_en.month_first(text, start)) if text[start].isupper() else None


def _weekday(text: str, start: int, end: int, floor: int) -> Draft | None:
    del floor
    if not text[start].isupper():
        return None
    return Draft(Kind.DATE, (Fraction(dates_en.WEEKDAYS[text[start:end].lower()]),), "weekday", start, end)


def _day(text: str, start: int, end: int, floor: int) -> Draft | None:
    del floor
    return Draft(Kind.RELATIVE, (Fraction(dates_en.RELATIVE_DAYS[text[start:end].lower()]),), "day", start, end)


def _relative(text: str, start: int, end: int, floor: int) -> Draft | None:
    del floor
    match = dates_en.RELATIVE.match(text, start)
    if match is None:
        return None
    return Draft(Kind.RELATIVE, (Fraction(_OFFSETS[text[start:end].lower()]),), match[2].lower(), start, match.end())


def _noon(text: str, start: int, end: int, floor: int) -> Draft | None:
    del floor
    return Draft(Kind.TIME, (Fraction(720 if text[start] in "nN" else 0),), "clock", start, end)


def _multiple(text: str, start: int, end: int, floor: int) -> Draft | None:
    del floor
    return Draft(Kind.MULTIPLE, (Fraction(_MULTIPLES[text[start:end].lower()]),), None, start, end)


def _vague(text: str, start: int, end: int, floor: int) -> Draft | None:
    """Hundreds, tens of thousands."""
    del floor
    match = _VAGUE_OF.match(text, start)
    if match is None:
        value = _VAGUE.get(text[start:end].lower())
        return Draft(Kind.NUMBER, (Fraction(value),), None, start, end, Bound.SEVERAL) if value else None
    low = 10 if match[1].lower() in {"tens", "dozens"} else _VAGUE[match[1].lower()]
    value = low * _VAGUE[match[2].lower()]
    return Draft(Kind.NUMBER, (Fraction(value),), None, start, match.end(), Bound.SEVERAL)


def _decade(text: str, start: int, end: int, floor: int) -> Draft | None:
    del floor
    return Draft(Kind.DATE, (Fraction(_DECADES[text[start:end].lower()]),), "decade", start, end)


def _span(text: str, start: int, end: int, floor: int) -> Draft | None:
    del floor
    return Draft(Kind.DURATION, (ONE,), _SPANS[text[start:end].lower()], start, end)


def _article(text: str, start: int, end: int, floor: int) -> Draft | None:
    """A hundred, half a million, a third (of), a decade, an hour and 45 minutes: the article is part of the figure."""
    del end
    match = _ARTICLE.match(text, start)
    if match is None:
        return None
    if match[2]:
        return compound(text, Draft(Kind.DURATION, (ONE,), match[2].lower(), start, match.end(2)))
    word = match[1].lower()
    if word == "fortnight":
        return Draft(Kind.DURATION, (Fraction(2),), "week", start, match.end())
    if word in _SPANS:
        return Draft(Kind.DURATION, (ONE,), _SPANS[word], start, match.end())
    numeral = read_number("one " + text[match.start(1) : match.start(1) + _AHEAD], 0)
    if numeral is None or numeral.ordinal or numeral.end <= len("one "):
        return None
    numeral = replace(numeral, end=numeral.end + match.start(1) - len("one "))
    if numeral.fraction and word != "half" and not _is_part(text, start, numeral.end):
        return None
    return amount(text, numeral, start, floor)


def _is_part(text: str, start: int, end: int) -> bool:
    """A third of, by a fifth: a share; "a third country" is none."""
    return _PART_AFTER.match(text, end) is not None or _PART_BEFORE.search(text[max(0, start - 14) : start]) is not None


def _half(text: str, start: int, end: int, floor: int) -> Draft | None:
    """Half past four; else half of something."""
    match = dates_en.HALF_PAST.match(text, start)
    hour = read_number(text, match.start(3)) if match else None
    if match is None or hour is None or not 1 <= hour.value <= 12 or hour.value.denominator > 1:
        return figure_at(text, start, end, floor)
    minute = 30 if match[1].lower() == "half" else 15
    total = int(hour.value) * 60 + (minute if match[2].lower() == "past" else -minute)
    return drafted(start, dates_en.spoken_clock(text, total // 60, total % 60, hour.end))


def _readers() -> dict[str, Reader]:
    table: dict[str, Reader] = dict.fromkeys(NUMBER_WORDS, figure_at)
    table |= dict.fromkeys(_SPANS, _span)
    table |= dict.fromkeys(_DECADES, _decade)
    table |= dict.fromkeys((*_VAGUE, "tens"), _vague)
    table |= dict.fromkeys(_MULTIPLES, _multiple)
    table |= dict.fromkeys(_OFFSETS, _relative)
    table |= dict.fromkeys(dates_en.RELATIVE_DAYS, _day)
    table |= dict.fromkeys(dates_en.WEEKDAYS, _weekday)
    table |= dict.fromkeys(dates_en.MONTHS, _month)
    return table | {"noon": _noon, "midnight": _noon, "half": _half, "quarter": _half, "a": _article, "an": _article}


READERS = _readers()
