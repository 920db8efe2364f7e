"""Dates and times of day in English: April 3-4, 10 April 2024, the 1990s, the 21st century, 5:30 p.m., last year."""

from __future__ import annotations

import re
from fractions import Fraction

from align.quantities.reading import Found
from align.quantities.values import Kind

_NAMES = "january february march april may june july august september october november december".split()
MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
_MONTHS = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    "|Nov(?:ember)?|Dec(?:ember)?"
)
_LOWER = "january|february|april|june|july|august|september|october|november|december"
_MONTH = rf"(?:{_MONTHS}|{_MONTHS.upper()})"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_TH = r"(?:st|nd|rd|th)?"
_TO = r" ?(?:-|–|—|to|and|through|until|&|,) ?"
_Y = r"(?:1\d|20|21)\d\d(?!\d|,\d{3}(?!\d)|\.\d)"

MONTH_FIRST = re.compile(
    rf"({_MONTH})\.?,?(?: the)? ({_DAY}){_TH}(?![\d:]|[,.]\d|%| ?(?:million|billion|percent|per cent|years))"
    rf"(?:{_TO}(?:({_MONTH})\.? )?({_DAY}){_TH}(?![\d:]|[,.]\d| ?%))?(?:,? (?:of )?({_Y}))?"
)
MONTH_YEAR = re.compile(rf"({_MONTH})(?:\.|,|'s)?(?: of)? ({_Y})")
DAY_FIRST = re.compile(
    rf"({_DAY}){_TH}(?:{_TO}({_DAY}){_TH})?(?:,? |-)(?:of )?({_MONTH}|{_LOWER})(?![a-z])\.?(?:,? (?:of )?({_Y}))?"
)
YEAR_FIRST = re.compile(rf"({_Y}),? ({_DAY})?{_TH},? ?({_MONTH})(?![a-z])(?: ({_DAY}){_TH}(?!\d))?")
ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
LONE_MONTH = re.compile(rf"({_MONTH})\b\.?")
YEARS = re.compile(rf"({_Y})(?:-|–|—|/| to | through | until )({_Y}|\d\d)(?!\d|,\d{3}|\.\d|-\d)")
YEAR = re.compile(rf"({_Y})(?!-\d)")
DECADE = re.compile(r"(\d{4}|\d0|'\d0)'?s\b")
CENTURY = re.compile(r"[ -]century|[ -]centuries", re.IGNORECASE)
QUARTER = re.compile(r"[ -]+(?:fiscal |financial )?quarter(?!s|-|ly|final)", re.IGNORECASE)
HALF = re.compile(r"[ -]half(?: of (?:the |this |last )?(?:fiscal )?(?:year|\d{4}|this year))", re.IGNORECASE)
WEEKDAYS = {
    name: number
    for number, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), start=1
    )
}
_RELATIVE = {"last": -1, "this": 0, "next": 1, "past": -1, "previous": -1, "coming": 1, "current": 0}
RELATIVE = re.compile(r"(last|this|next) (year|month|week)\b", re.IGNORECASE)
RELATIVE_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
CLOCK = re.compile(
    r"(\d{1,2})(?:[:.]([0-5]\d))?(?::[0-5]\d)?(?: ?([ap])\.? ?m\b\.?| o'clock| ?(?:hrs|hours)(?= GMT| UTC| local))"
    r"|(\d{1,2}):([0-5]\d)(?::[0-5]\d)?(?![\d:])",
    re.IGNORECASE,
)
_LATER = re.compile(r"(?: o'clock)?,? (?:in the (afternoon|evening)|(at night)|in the (morning))", re.IGNORECASE)
HALF_PAST = re.compile(r"(half|a quarter|quarter) (past|to) (\w+)", re.IGNORECASE)


def month_number(name: str) -> Fraction:
    return Fraction(MONTHS[name.lower()])


def _dated(end: int, year: str | None, *fields: tuple[str, Fraction]) -> Found:
    named = [("year", Fraction(int(year)))] if year else []
    named += list(fields)
    return Found(Kind.DATE, tuple(value for _, value in named), "-".join(name for name, _ in named), end)


def _range(low: Found, high: Found, end: int) -> Found:
    return Found(Kind.DATE, low.values + high.values, low.unit, end)


def month_first(text: str, at: int) -> Found | None:
    """April 3-4, 2024; October 2023; in May."""
    match = MONTH_FIRST.match(text, at)
    if match is not None:
        first = _dated(match.end(), match[5], ("month", month_number(match[1])), ("day", Fraction(int(match[2]))))
        if not match[4]:
            return first
        month = month_number(match[3] or match[1])
        return _range(first, _dated(0, match[5], ("month", month), ("day", Fraction(int(match[4])))), match.end())
    match = MONTH_YEAR.match(text, at)
    if match is not None:
        return _dated(match.end(), match[2], ("month", month_number(match[1])))
    match = LONE_MONTH.match(text, at)
    if match is None or not _is_month(text, at, match):
        return None
    return _dated(match.end(), None, ("month", month_number(match[1])))


_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|by|of|until|till|from|to|and|through|last|next|this|early|late|mid|between|during"
    r"|before|after|every|each|end of"
    r"|for|on|late-|early-|mid-)|[-–,(])[ -]?$",
    re.IGNORECASE,
)


def _is_month(text: str, at: int, match: re.Match[str]) -> bool:
    if len(match[1]) == 3 and match[1] != "May":
        return match[0].endswith(".")
    if match[1] in {"May", "March", "August"}:
        return _BEFORE_MONTH.search(text[max(0, at - 10) : at]) is not None
    return True


def day_first(text: str, at: int) -> Found | None:
    """10 April 2024, 10th to 12th April, 2024-04-10, 4/10/2024, 1990s, 2019-20."""
    for pattern, build in _BY_DIGITS:
        match = pattern.match(text, at)
        if match is not None:
            return build(match)
    return None


def _day_month(match: re.Match[str]) -> Found:
    month = ("month", month_number(match[3]))
    first = _dated(match.end(), match[4], month, ("day", Fraction(int(match[1]))))
    if not match[2]:
        return first
    return _range(first, _dated(0, match[4], month, ("day", Fraction(int(match[2])))), match.end())


def _year_first(match: re.Match[str]) -> Found | None:
    day = match[2] or match[4]
    if day is None or (match[2] and match[4]):
        return None
    return _dated(match.end(), match[1], ("month", month_number(match[3])), ("day", Fraction(int(day))))


def _iso(match: re.Match[str]) -> Found | None:
    month, day = int(match[3]), int(match[4])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return _dated(match.end(), match[1], ("month", Fraction(month)), ("day", Fraction(day)))


def _slashed(match: re.Match[str]) -> Found | None:
    first, second = int(match[1]), int(match[2])
    month, day = (first, second) if first <= 12 else (second, first)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return _dated(match.end(), match[3], ("month", Fraction(month)), ("day", Fraction(day)))


def _decade(match: re.Match[str]) -> Found:
    return Found(Kind.DATE, (Fraction(int(match[1].strip("'"))),), "decade", match.end())


def _years(match: re.Match[str]) -> Found | None:
    low, high = int(match[1]), int(match[2])
    high += low - low % 100 if high < 100 else 0
    return Found(Kind.DATE, (Fraction(low), Fraction(high)), "year", match.end()) if low < high else None


_BY_DIGITS = (
    (ISO, _iso),
    (SLASHED, _slashed),
    (YEAR_FIRST, _year_first),
    (DAY_FIRST, _day_month),
    (YEARS, _years),
    (DECADE, _decade),
)


def clock_at(text: str, at: int) -> Found | None:
    """5:30 p.m., 17:30, 8 o'clock."""
    match = CLOCK.match(text, at)
    if match is None:
        return None
    hour, minute = int(match[1] or match[4]), int(match[2] or match[5] or 0)
    if hour > 24:
        return None
    return spoken_clock(text, hour, minute, match.end(), (match[3] or "").lower())


def spoken_clock(text: str, hour: int, minute: int, end: int, half: str = "") -> Found:
    """A time of day with what says a.m. or p.m. after it."""
    later = _LATER.match(text, end)
    if later is not None and not half:
        half, end = ("a" if later[3] else "p"), later.end()
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    known = bool(half) or hour > 12 or hour == 0
    return Found(Kind.TIME, (Fraction((hour * 60 + minute) % 1440),), "clock" if known else "clock-12", end)
