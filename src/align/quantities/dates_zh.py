"""Dates in Chinese: 2024 年 6 月, 4月3日至4日, 20世纪80年代, 一季度, 周三, 去年."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from align.quantities.numerals_zh import parse
from align.quantities.reading import Found
from align.quantities.values import Kind

_H = "[一二三四五六七八九]"
_DIGIT = "[零〇○一二三四五六七八九]"
_MONTH = rf"(?:1[0-2]|0?[1-9]|十[一二]?|{_H}|元)(?![\d.])"
_DAY = rf"(?:[12]\d|3[01]|0?[1-9]|二?十{_H}?|三十一?|[廿卅]{_H}?|{_H})(?![\d.])"
_YEAR = r"(?:\d{4}|[12](?: \d){3}|[一二][零〇○一二三四五六七八九]{3})"
_TO = r" ?(?:-|–|—|~|至|到|——|、|和) ?"
_LA_DAY = r"(?!元|圆|币|本|军|产|均|媒|方|系|裔|商|企|语)"
_LA_NUMBER = r"(?!楼|线|机|馆|厅|井|文|令|台|车|病|院|店|选|航|球|码|卫|召|称|召|公|员|人)"
_DAY_END = rf" ?(?:日{_LA_DAY}|号{_LA_NUMBER})"
_MONTH_END = r" ?月份?(?!球|亮|经|饼|薪|租|票|刊)"
_YEAR_END = r" ?年(?!代|级|轻|薪|均|期|龄|来|前|后|间(?!，))"
_IN_YEAR = rf"(?:(?P<year>{_YEAR}) ?年 ?)?"
_IN_MONTH = rf"(?:(?P<month>{_MONTH}) ?月份? ?)?"

_ROC_DATED = (
    r"(?= ?年 ?(?:[\d一二三四五六七八九十]{1,3} ?月|度?起))"  # a figure of years so small is one only before a month
)
_ROC = (
    r"(?:民国 ?(?:\d{2,3}|[一二三四五六七八九十百零]{1,6})"
    rf"|(?:1\d\d|[一二]百零?{_H}?十?{_H}?|[二三四五六七八九]十{_H}?(?= ?年[^年，。]{{1,9}}日)){_ROC_DATED})"
)
ROC_YEAR = re.compile(rf"(?P<year>{_ROC}) ?年(?: ?(?P<month>{_MONTH}) ?月(?: ?(?P<day>{_DAY}){_DAY_END})?)?")
ROC_FISCAL = re.compile(rf"(?P<year>1\d\d|[一二]百零?{_H}?十?{_H}?|[七八九]十{_H}?) ?会计年度")
DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<year>{_YEAR}) ?年? ?(?:-|–|—|~|至|到|/) ?(?P<year_b>{_YEAR}|\d\d) ?(?:年(?!代|级|轻)|财年|学年|赛季)",
        r"(?P<year>(?:19|20)\d\d) ?[-–/] ?(?P<year_b>\d\d)(?![\d年月日./-])",
        rf"{_IN_YEAR}{_IN_MONTH}(?P<day>{_DAY}) ?[日号]?{_TO}(?P<day_b>{_DAY}){_DAY_END}",
        rf"{_IN_YEAR}(?P<month>{_MONTH}){_TO}(?P<month_b>{_MONTH}){_MONTH_END}",
        rf"{_IN_YEAR}(?P<month>{_MONTH}) ?月份? ?(?P<day>{_DAY}){_DAY_END}",
        rf"{_IN_YEAR}(?P<month>{_MONTH}){_MONTH_END}",
        rf"(?P<year>{_YEAR}) ?年第?(?P<quarter>[1-4一二三四]) ?季度?",
        rf"(?P<year>{_YEAR}){_YEAR_END}",
        rf"(?P<year>{_YEAR}|\d\d) ?(?:财年|财政年度|会计年度|学年|年度|赛季)",
        rf"(?P<day>{_DAY}){_DAY_END}",
        r"(?P<quarter>[1-4一二三四]) ?季度?(?!节|风|军|后)",
        rf"(?P<tens>1[5-9]\d|20\d|一[五六七八九]{_DIGIT}|二[零〇○]{_DIGIT}) ?几 ?年(?!级)",
        rf"(?P<decade>\d{{4}}|\d0|{_H}十) ?年代",
        rf"(?P<decade>{_H})(?P<decade_b>{_H}十) ?年代",
        r"(?P<decade>[5-9][05]|[零〇0][05]) ?后(?![天续来方面者])",
        r"(?P<year>(?:19|20)\d\d)([-./])(?P<month>1[0-2]|0?[1-9])\2(?P<day>[12]\d|3[01]|0?[1-9])(?![\d./-])",
    )
)
CENTURY = re.compile(rf"(\d{{1,2}}|二?十{_H}?|{_H}) ?世纪(?: ?(\d0|{_H}十) ?年代)?")
NEXT = re.compile(
    rf" ?起? ?(?:-|–|—|~|至|到|——) ?(?:同[年月] ?)?(?:(?P<year>{_YEAR}) ?年 ?)?(?:(?P<month>{_MONTH}) ?月份? ?)?"
    rf"(?:(?P<day>{_DAY}){_DAY_END})?"
)
WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])(?![天次个年期周岁])")
HALF_YEAR = re.compile("([上下])半年")
_WEEKDAYS = {name: number for number, name in enumerate("一二三四五六日", start=1)} | {"天": 7}
RELATIVE = {
    "去年": ("year", -1), "前年": ("year", -2), "今年": ("year", 0), "本年度": ("year", 0),
    "明年": ("year", 1), "后年": ("year", 2),
    "上个月": ("month", -1), "上月": ("month", -1), "本月": ("month", 0), "下个月": ("month", 1), "下月": ("month", 1),
    "上周": ("week", -1), "上星期": ("week", -1), "本周": ("week", 0), "这周": ("week", 0), "下周": ("week", 1),
    "下星期": ("week", 1), "昨天": ("day", -1), "昨日": ("day", -1), "今天": ("day", 0), "今日": ("day", 0),
    "明天": ("day", 1), "明日": ("day", 1), "前天": ("day", -2), "后天": ("day", 2),
}  # fmt: skip
FIELDS = ("year", "quarter", "month", "day", "decade")


def _number(text: str) -> Fraction:
    if text.startswith("民国"):
        return _number(text[2:].strip()) + 1911
    numeral = Fraction(1) if text == "元" else None
    read = None if numeral else parse(text.replace(" ", ""))
    return numeral or (read.value if read else Fraction(0))


def date_at(text: str, at: int) -> Found | None:
    """The date that begins with the numeral at ``at`` of a folded text, or None."""
    match = ROC_YEAR.match(text, at - 2 if text.startswith("民国", max(0, at - 2)) else at)
    match = match or ROC_FISCAL.match(text, at)
    if match is not None:
        return _republic(match)
    match = CENTURY.match(text, at)
    if match is not None:
        return _century(match)
    for pattern in DATES:
        match = pattern.match(text, at)
        if match is not None:
            return _dated(match)
    return None


PLAN = re.compile(
    '(?<![一二三四五六七八九百])十([一二三四])五(?![年岁个名位天月日号点分万亿倍层楼元米人次%家条只件六])(?=[”"』」一-鿿])'
)


def plan_at(text: str, at: int) -> Found | None:
    """十四五: the fourteenth of the five-year plans."""
    match = PLAN.match(text, at)
    return None if match is None else Found(Kind.ORDINAL, (10 + _number(match[1]),), None, match.end())


def _republic(match: re.Match[str]) -> Found:
    """A year of the Republic of China, counted from 1912: 民国一百零四年 is 2015."""
    fields = {name: _number(value) for name, value in match.groupdict().items() if value is not None}
    if fields["year"] < 1000:
        fields["year"] += 1911
    return _found(fields, {}, match.end(), match.end())


def _century(match: re.Match[str]) -> Found:
    century = _number(match[1])
    if match[2] is None:
        return Found(Kind.DATE, (century,), "century", match.end())
    return Found(Kind.DATE, ((century - 1) * 100 + _number(match[2]),), "decade", match.end())


def _dated(match: re.Match[str]) -> Found | None:
    groups = {name: _number(value) for name, value in match.groupdict().items() if value is not None}
    first = {name: groups[name] for name in FIELDS if name in groups}
    if "tens" in groups:  # 一九六几年
        first["decade"] = groups["tens"] * 10
    if "decade_b" in groups:  # 六七十年代
        first["decade"] *= 10
    if first.get("quarter") and match.string[max(0, match.start() - 1) : match.start()] in {"前", "首"}:
        return None  # 前三季度 is a stretch of time, not a date
    second = {name[:-2]: value for name, value in groups.items() if name.endswith("_b")}
    end = match.end()
    if not second:
        second, end = _next(match.string, end)
    return _found(first, second, match.end(), end)


def _next(text: str, at: int) -> tuple[dict[str, Fraction], int]:
    """The second end of a range of dates that follows at ``at``."""
    match = NEXT.match(text, at)
    if match is None:
        return {}, at
    return {name: _number(value) for name, value in match.groupdict().items() if value is not None}, match.end()


def _found(first: dict[str, Fraction], second: dict[str, Fraction], end: int, range_end: int) -> Found:
    """One date, or a range when the second end has the fields of the first; what it leaves out it inherits."""
    unit = "-".join(name for name in FIELDS if name in first)
    low = tuple(first[name] for name in FIELDS if name in first)
    if "year" in second and second["year"] < 100:  # 2019-20
        second = second | {"year": second["year"] + first.get("year", Fraction(0)) // 100 * 100}
    high = tuple(second.get(name, first[name]) for name in FIELDS if name in first)
    lowest = unit.rpartition("-")[2]
    if lowest not in second or not set(second) <= set(first):
        return Found(Kind.DATE, low, unit, end)
    return Found(Kind.DATE, low + high, unit, range_end)


def _weekday(match: re.Match[str]) -> Found:
    return Found(Kind.DATE, (Fraction(_WEEKDAYS[match[1]]),), "weekday", match.end())


def _half_year(match: re.Match[str]) -> Found:
    return Found(Kind.DATE, (Fraction(1 if match[1] == "上" else 2),), "half-year", match.end())


_NAMED: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Found]], ...] = (
    (WEEKDAY, _weekday),
    (HALF_YEAR, _half_year),
)


def named_at(text: str, at: int) -> Found | None:
    """A date that begins with a word: 周三, 上半年, 去年."""
    for pattern, build in _NAMED:
        match = pattern.match(text, at)
        if match is not None:
            return build(match)
    for length in (3, 2):
        word = text[at : at + length]
        if word in RELATIVE:
            unit, offset = RELATIVE[word]
            return Found(Kind.RELATIVE, (Fraction(offset),), unit, at + len(word))
    return None
