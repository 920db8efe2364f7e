"""What need not match: repeated mentions, values that stand in a name of the other side, small words, vague figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from align.quantities.compare import contradicts, likeness, same_unit
from align.quantities.folding import fold
from align.quantities.keys import keys
from align.quantities.likeness import BARE, Likeness, fields, is_vague
from align.quantities.numerals_zh import HAN, parse
from align.quantities.references import has_relative
from align.quantities.values import REFERENCE, Kind, Quantity

_JOINED = re.compile(r"(?<!\d)(\d{1,2})[/·.](\d{1,2})(?!\d)")  # 9/11 is also 911
_RATIO = re.compile("/|分|in|of")  # 4/7 is also four of seven
MAX_COMPARED = 24  # hostile input must not cost quadratic time
MAX_NAMED = 20_000  # characters searched for a date that is a name
_BARE_SCALE = re.compile(rf"(?<![{HAN}几数多余\d])(?<![{HAN}几数多余\d] )[十百千]?[万亿]亿?(?![{HAN}])")  # 千亿产业
_TO = re.compile(r" ?(?:[条條款项項目章节節](?:之[一二三四五六七八九十\d]{1,3})?)? ?(?:至|到|~|-|–|to|through) ?")
_RUN = re.compile(r"\d+(?:[.,]\d+)*")
_HAN_RUN = re.compile("[零〇○一二三四五六七八九]{3,12}")
_LATIN_FIGURE = re.compile(r"(?=.*\d)(?=.*[A-Za-z]{3})", re.ASCII)
# 12.1 without a word before it may be Article 12.1
_PATH = re.compile(r"(?a:(?:第 ?)?(\d{1,3})\.(\d{1,2}))(?: ?[条條款项項目章节節])?")


@dataclass
class Side:
    """One text with its quantities, and what of its figures is not a quantity."""

    text: str
    quantities: tuple[Quantity, ...]

    @cached_property
    def loose_figures(self) -> frozenset[Fraction]:
        """Figures outside every quantity: those of names and codes."""
        spans = [q.span for q in self.quantities]
        found: set[Fraction] = set()
        index = 0
        for match in _RUN.finditer(fold(self.text)):
            while index < len(spans) and spans[index].end <= match.start():
                index += 1
            inside = index < len(spans) and spans[index].start < match.end()
            if not inside and len(match[0]) <= 12:
                found.update(Fraction(int(part)) for part in re.split("[.,]", match[0]))
                if match[0].count(".") <= 1:
                    found.add(Fraction(match[0].replace(",", "")))
        found.update(self._digit_by_digit())
        for match in _JOINED.finditer(self.text):
            found.update({Fraction(int(match[1] + match[2])), Fraction(f"{match[1]}.{match[2]}")})
        for match in _BARE_SCALE.finditer(fold(self.text)):
            numeral = parse(match[0])
            found.update({numeral.value} if numeral else ())
        return frozenset(found)

    def _digit_by_digit(self) -> Iterator[Fraction]:
        """Numbers of things that are said digit by digit, as in CNS 一○五二二."""
        for match in _HAN_RUN.finditer(fold(self.text)):
            numeral = parse(match[0])
            if numeral:
                yield numeral.value

    @cached_property
    def names_relative(self) -> bool:
        """Whether a place in a law is named by where it stands: 前条, this paragraph, 第二项 without its 条."""
        return has_relative(self.text)

    @cached_property
    def stretches(self) -> tuple[tuple[Fraction, Fraction], ...]:
        """Numbers of places in laws from – to: 第九十条至第九十三条, Articles 90 to 93."""
        found = [(q.values[0], q.values[1]) for q in self.quantities if q.kind in BARE and q.is_range]
        for a, b in pairwise(self.quantities):
            if a.unit == b.unit == REFERENCE and _TO.fullmatch(self.text, a.span.end, b.span.start):
                found.append((a.values[0], b.values[0]))
        return tuple(found[:MAX_COMPARED])

    @cached_property
    def path_parts(self) -> frozenset[Fraction]:
        """The parts of figures that may be a place in a law: 12 and 1 of "places listed in 12.1"."""
        return frozenset(part for q in self.quantities for part in _as_path(q))

    @cached_property
    def by_value(self) -> dict[Fraction, list[Quantity]]:
        """Every value said on this side, date fields and ends of ranges included, with who says it."""
        found: dict[Fraction, list[Quantity]] = {}
        for q in self.quantities:
            for value in set(_said(q)):
                found.setdefault(value, []).append(q)
        return found

    @cached_property
    def by_key(self) -> dict[tuple[object, ...], list[Quantity]]:
        """The quantities by what they may be alike in."""
        found: dict[tuple[object, ...], list[Quantity]] = {}
        for q in self.quantities:
            for key in keys(q):
                found.setdefault(key, []).append(q)
        return found

    def alike(self, q: Quantity) -> list[Quantity]:
        """The quantities of this side that ``q`` may be alike, conversions included."""
        if len(self.quantities) <= MAX_COMPARED:
            return list(self.quantities)
        found = [o for key in keys(q) for o in self.by_key.get(key, [])[:MAX_COMPARED]]
        return found + [o for o in self.quantities[:MAX_COMPARED] if o.unit] if q.unit else found


def _said(q: Quantity) -> tuple[Fraction, ...]:
    if q.kind is Kind.TIME:
        hour, minute = divmod(q.values[0], 60)
        return (Fraction(hour), Fraction(hour % 12), minute)
    if q.kind is Kind.PERCENT:
        return q.values + tuple(value / 100 for value in q.values)
    if q.kind in BARE and len(q.values) == 1 and q.values[0].denominator > 1 and _RATIO.search(q.text):
        return (*q.values, Fraction(q.values[0].numerator), Fraction(q.values[0].denominator))
    if q.unit == "month-day" and not q.is_range:
        return (*q.values, q.values[0] * 100 + q.values[1])  # 911
    if q.unit == "decade":
        return q.values + tuple(value % 100 for value in q.values)
    return q.values


def is_weak(q: Quantity) -> bool:
    """True for figures that translators add and drop freely: small numbers in words, vague ones, week days."""
    if q.kind is Kind.RELATIVE or is_vague(q):
        return True
    if q.kind is Kind.DATE:
        return q.unit in _WEAK_DATES
    if q.kind is Kind.TIME:
        return not q.has_digits and q.values[0] % 720 == 0
    if q.kind in BARE and all(_is_small(value) for value in q.values):
        return True
    if q.kind is Kind.DURATION and (q.values, q.unit) in _WHOLE:
        return True
    if q.text[:2].lower() == "a " and q.kind in BARE:
        return True  # a thousand words
    if fold(q.text[:1]) in {"百", "千", "万", "亿"} and q.kind is not Kind.MONEY:
        return True  # 百年, 千里, 万分: figures of speech
    return not q.has_digits and all(_is_small(value) for value in q.values)


def _is_small(value: Fraction) -> bool:
    """Up to ten, whole or and a half: what people say without counting."""
    return abs(value) <= 10 and value.denominator <= 2


# One of the next unit, which the other language may say without a figure: around the clock, a week.
_WHOLE = frozenset(
    {((Fraction(24),), "hour"), ((Fraction(7),), "day"), ((Fraction(12),), "month"), ((Fraction(60),), "minute")}
)
_WEAK_DATES = frozenset({"year", "weekday", "half-year", "quarter", "month", "day", "decade", "century"})


def is_trivial(q: Quantity) -> bool:
    """True for what counts nothing: one, a, first, half of something, only an order of magnitude."""
    if q.kind is Kind.RELATIVE or is_vague(q):
        return True
    if q.kind is Kind.DATE:
        return q.unit == "half-year"
    if q.kind in {Kind.PERCENT, Kind.MONEY, Kind.TIME}:
        return False
    if q.unit == REFERENCE and q.values[0] == 1:
        return False  # 第一款 beside Article 12.2
    return all(value in {0, 1, Fraction(1, 2)} for value in q.values) and (
        not q.has_digits or q.values == (Fraction(1),)
    )


def is_excused(q: Quantity, other: Side) -> bool:
    """True when ``q``, unmatched, is no loss: the other side says the value too, or nobody counts it."""
    if is_trivial(q):
        return True
    if q.kind is Kind.ORDINAL and q.values[0] in other.path_parts:
        return True
    if _is_copied(q, other.text) or _is_listed(q, other):
        return True
    parts = _parts(q)
    if q.kind is Kind.DATE and len(other.text) <= MAX_NAMED and _in_name(q, other.text):
        return True
    if all(any(_compatible(q, o) for o in other.by_value.get(value, [])[:MAX_COMPARED]) for value in parts):
        return True
    if all(value in other.loose_figures for value in parts):
        return True
    return any(likeness(q, o) is not Likeness.NONE for o in other.alike(q))


def is_place_elsewhere(q: Quantity, other: Side) -> bool:
    """Whether a place in a law is named on the other side by what stands around: 前条, 第九十条至第九十三条, 第二项."""
    if _in_stretch(q, other):
        return True
    path = _as_path(q)
    if q.unit != REFERENCE and not path:
        return False
    return other.names_relative or any(
        o.unit == REFERENCE for part in path[1:] for o in other.by_value.get(part, ())[:MAX_COMPARED]
    )


def _in_stretch(q: Quantity, other: Side) -> bool:
    """Articles 90, 91, 92 and 93 beside 第九十条至第九十三条."""
    return q.kind in BARE and len(q.values) == 1 and any(low < q.values[0] < high for low, high in other.stretches)


def _as_path(q: Quantity) -> tuple[Fraction, ...]:
    path = _PATH.fullmatch(q.text) if q.kind in BARE else None
    return (Fraction(int(path[1])), Fraction(int(path[2]))) if path else ()


def _is_listed(q: Quantity, other: Side) -> bool:
    """Whether a figure with a point is a place in a law that the other side names by ordinals: 12.1, 第十二条第一款."""
    path = _as_path(q)
    return bool(path) and all(
        any(o.kind is Kind.ORDINAL for o in other.by_value.get(part, [])[:MAX_COMPARED]) for part in path
    )


def _is_copied(q: Quantity, text: str) -> bool:
    """A figure with letters that stands in the other text as it is: Mon, 20 Nov 1995 in a Chinese text."""
    return len(text) <= MAX_NAMED and _LATIN_FIGURE.search(q.text) is not None and q.text in text


def _in_name(q: Quantity, text: str) -> bool:
    """六四 for June 4, 九一八 for September 18, 九二 for 1992: dates that have become names."""
    ends = fields(q)
    if len(ends) != 1 or set(ends[0]) not in ({"month", "day"}, {"year"}):
        return False
    if "year" in ends[0]:
        year = int(ends[0]["year"])
        return 1900 < year < 2000 and _digits(year % 100) in text
    month, day = int(ends[0]["month"]), int(ends[0]["day"])
    names = {_digits(month) + _digits(day), f"{month}{day:02}", f"{month}/{day}", f"{month}·{day}", f"{month}.{day}"}
    return any(name in text for name in names)


def _digits(number: int) -> str:
    return "".join("零一二三四五六七八九"[int(digit)] for digit in str(number))


def _compatible(q: Quantity, other: Quantity) -> bool:
    """True when the value of ``q`` may have been said by ``other``: not when their units stand against each other."""
    kinds = {q.kind, other.kind}
    if kinds == {Kind.TIME} or (len(kinds) == 1 and contradicts(q, other)):
        return False
    if kinds & {Kind.DATE, Kind.TIME, Kind.MULTIPLE} or kinds & BARE or q.kind is not other.kind:
        return Kind.PERCENT not in kinds or len(kinds) == 1 or bool(kinds & (BARE | {Kind.MULTIPLE}))
    return same_unit(q, other)


def _parts(q: Quantity) -> tuple[Fraction, ...]:
    if q.kind is Kind.TIME:
        hour, minute = divmod(q.values[0], 60)
        return (Fraction(hour), minute) if minute else (Fraction(hour % 12),)
    if q.kind in BARE and len(q.values) == 1 and q.values[0].denominator > 2 and _RATIO.search(q.text):
        return (Fraction(q.values[0].numerator), Fraction(q.values[0].denominator))
    if q.unit == "decade":
        return tuple(value % 100 for value in q.values)
    return tuple(value for end in fields(q) for value in end.values()) if q.kind is Kind.DATE else q.values
