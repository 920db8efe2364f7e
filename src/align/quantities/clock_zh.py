"""Times of day in Chinese: 8:30, 20时15分, 下午三点半."""

from __future__ import annotations

import re
from fractions import Fraction

from align.quantities.numerals_zh import parse
from align.quantities.reading import Found
from align.quantities.values import Kind

_H = "[一二三四五六七八九]"
_SMALL = rf"\d{{1,2}}|[二三四五]?十{_H}?|零?{_H}"
_NOT_CLOCK = "(?!间|代|候|期|刻|速|常|光|区|评|赞|名|燃|差|尚|装|事|而|下|机|建|意|要|空|段|长|局|\\d{3})"
CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::[0-5]\d)?(?![\d:])")
SPOKEN = re.compile(
    rf"(\d{{1,2}}(?: ?[-–—~至到] ?\d{{1,2}}(?= ?时))?|二?十{_H}?|{_H}|两|零) ?(时|点){_NOT_CLOCK}"
    rf"(?: ?(钟|半|整|许|({_SMALL}) ?分(?!之|钟|别|析|公)(?: ?\d\d? ?秒)?))?"
)
_AM = frozenset({"凌晨", "早上", "早晨", "清晨", "上午", "今早", "晨", "早"})
_PM = frozenset(
    {"下午", "傍晚", "晚上", "晚间", "夜间", "夜里", "深夜", "今晚", "当晚", "昨晚", "明晚", "晚", "午后", "中午"}
)
_NIGHT = _PM - {"下午", "午后", "中午"}
DAY_PART = re.compile(rf"({'|'.join(sorted(_AM | _PM, key=len, reverse=True))}) ?$")
_AFTERWARDS = ("前", "后", "到", "至", "开", "起", "左", "之前", "之后")


def clock_at(text: str, at: int) -> Found | None:
    """The time of day whose hour begins at ``at`` of a folded text; the part of the day stands before it."""
    match = CLOCK.match(text, at)
    part = DAY_PART.search(text[max(0, at - 3) : at])
    if match is not None and int(match[1]) < 25:
        return _clock(Fraction(int(match[1])), Fraction(int(match[2])), part, match.end())
    match = SPOKEN.match(text, at)
    if match is None or (text[at - 1 : at] == "-" and not text[max(0, at - 2) : at - 1].isdecimal()):  # 为 -1 时
        return None
    hour = _read(re.split("[-–—~至到 ]", match[1])[0])  # 0—24时 begins at 0
    if hour > 24 or (
        match[2] == "点" and part is None and not match[3] and not text.startswith(_AFTERWARDS, match.end())
    ):
        return None
    minute = Fraction(30) if match[3] == "半" else _read(match[4])
    return _clock(hour, minute, part, match.end())


def _read(text: str | None) -> Fraction:
    numeral = parse(text) if text else None
    return numeral.value if numeral else Fraction(0)


def _clock(hour: Fraction, minute: Fraction, part: re.Match[str] | None, end: int) -> Found:
    if part is not None and part[1] in _PM and hour < 12 and not (part[1] == "中午" and hour == 11):
        hour += 12
    elif part is not None and part[1] in _AM | _NIGHT and hour == 12:
        hour = Fraction(0)
    known = part is not None or hour > 12
    return Found(Kind.TIME, ((hour * 60 + minute) % 1440,), "clock" if known else "clock-12", end)
