"""What follows a Chinese figure: its unit, its currency, its classifier; and what 倍 means beside its verb."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from align.quantities.currencies import zh_currencies
from align.quantities.heat import speaks_of_heat
from align.quantities.names_zh import CLASSIFIERS
from align.quantities.reading import Measured
from align.quantities.units import DURATIONS, PER_ZH, en_units, zh_units
from align.quantities.values import Kind

# Words that begin with the character of a unit: 米饭 is not metres.
_NOT_UNIT = {
    "元": re.compile("[素首件旦宵老气帅勋宇凶]"),
    "米": re.compile("[饭兰勒尔利歇德粉其拉奇卡娜]"),
    "里": re.compile("[面程约奥斯昂海根克士亚]|程碑"),
    "天": re.compile("[津然空气文河王主赋才使线体安桥]"),
    "年": re.compile("[级轻画薪货夜]"),
    "周": re.compile("[边围一二三四五六日末报刊]"),
    "升": re.compile("[级值至到幅高温起为入任学]"),
    "磅": re.compile("[礴秤]"),
    "码": re.compile("[头]"),
    "度": re.compile("[假过]"),
    "秒": re.compile("[杀]"),
    "克": re.compile("[里拉隆服兰罗]"),
    "吨": re.compile("[级]$^"),
    "桶": re.compile("$^"),
    "两": re.compile("[个名位人国岸家年天次党者地侧院队边种项场座周百千万亿倍成三]"),
    "石": re.compile("."),
    "成": re.compile("[员功为立本果就长绩熟份千群都名语年交]|人(?!民)"),
    "折": re.compile("[叠断磨腾射戟子]"),
    "块": re.compile(r"(?![零一二两三四五六七八九半多钱])[\u4e00-\u9fff]"),
    "季": re.compile("[节风军后赛]"),
    "节": re.compile("[约目日]"),
    "分": re.compile("."),
    "盾": re.compile("[构]"),
    "铢": re.compile("$^"),
    "位": re.compile("."),
    "卡": re.compile("."),
    "倍": re.compile("[感加增]"),
    "开": re.compile("[始放发车业门会展工源通拓创学设支关本奥辟播幕心朗枪火办采战庭赛销头启]"),
    "打": re.compile("[败赢平成入进退击算开破造工电车仗人架败赢断听动印折包扫卡造]"),
}
_KEEP_SPACE = re.compile(r" {0,2}")
_RATE = re.compile(r" ?(?:/|每) ?(?:(小时|时|h)|(秒钟?|s)|(分钟?|min)|(天|日)|(年))(?![a-z])")
_RATE_UNITS = ("hour", "second", "minute", "day", "year")
_LATIN_SCALE = re.compile(r"(?:(k|K|thousand)|(M|mn|mln|million)|(bn|B|billion)|(tn|trillion))(?![A-Za-z\d²³Ω])")
_PER_BEFORE = re.compile(
    rf"({'|'.join(PER_ZH)})(?:可达|高达|达到|达|约为|约|为|超过|近|以|最高|大约|的)?(?:达|约|近|超过)? ?$"
)
_DEGREE_BEFORE = re.compile("(摄氏|华氏)(?:零下)?(?:约)? ?$")
_GROWS = re.compile(
    "(?:增长|增加|增|提高|提升|上升|上涨|涨|扩大|多出|高出|多|高|大|快|贵|升|攀升|飙升|暴涨|超出|翻)(?:了|出)?"
    "(?:约|近|超过|逾|将近|至少|大约|整整|了)? ?$"
)


@cache
def _table() -> dict[str, tuple[tuple[str, Kind, str | None], ...]]:
    """Everything that may follow a figure, by first character, longest first."""
    entries: dict[str, tuple[Kind, str | None]] = dict.fromkeys(CLASSIFIERS, (Kind.COUNT, None))
    for name, unit in zh_units().items():
        entries[name] = (Kind.DURATION if unit.name in DURATIONS else Kind.MEASURE, unit.name)
    for name, code in zh_currencies().items():
        entries[name] = (Kind.MONEY, code)
    for name in ("%", "个百分点", "百分点", "percent", "个点"):
        entries[name] = (Kind.PERCENT, "point" if "点" in name else None)
    entries |= {
        "成": (Kind.PERCENT, None),
        "折": (Kind.PERCENT, None),
        "倍": (Kind.MULTIPLE, None),
        "‰": (Kind.PERCENT, None),
        "打": (Kind.COUNT, None),
    }
    for word in ("个", "名", "位", "节"):
        entries[word] = (Kind.COUNT, None)
    table: dict[str, list[tuple[str, Kind, str | None]]] = {}
    for name in sorted(entries, key=len, reverse=True):
        table.setdefault(name[0], []).append((name, *entries[name]))
    return {first: tuple(rows) for first, rows in table.items()}


def measured(text: str, at: int, *, han: bool) -> Measured | None:
    """The unit, currency or classifier that follows a figure ending at ``at``; None when there is none.

    ``han`` says the figure is written in Han numerals (六成 is 60 %, but 6 成 needs no such reading).
    """
    space = _KEEP_SPACE.match(text, at)
    start = space.end() if space else at
    scale = _LATIN_SCALE.match(text, start)
    if scale is not None and scale[0] == "K" and speaks_of_heat(text, at):
        scale = None
    if scale is not None and not han and (start == at or len(scale[0]) > 1 or scale[0] == "M"):
        return _scaled(text, scale)
    for name, kind, unit in _table().get(text[start : start + 1], ()):
        if not text.startswith(name, start):
            continue
        if not _refused(text, name, start):
            return _with_rate(text, kind, unit, name, start + len(name))
        if name in CLASSIFIERS and name not in {"折", "成"}:
            return Measured(Kind.COUNT, None, start + len(name))
    return _english_unit(text, start) or _jiao(text, start)


_ENGLISH = re.compile(r"(?:sq(?:uare)? |cubic )?[A-Za-z]{3,}")
_JIAO = re.compile("[角毛](?=[，。；、,;!?！？）)]|$)")


def _english_unit(text: str, at: int) -> Measured | None:
    """8 feet in a Chinese text."""
    match = _ENGLISH.match(text, at)
    unit = en_units().get(match[0].lower()) if match else None
    if match is None or unit is None:
        return None
    return Measured(Kind.DURATION if unit.name in DURATIONS else Kind.MEASURE, unit.name, match.end())


def _jiao(text: str, at: int) -> Measured | None:
    """2角: a tenth of a yuan, at the end of a phrase only (三角, 五毛 begin other words)."""
    match = _JIAO.match(text, at)
    return (
        Measured(Kind.MONEY, "CNY", match.end(), Fraction(1, 10)) if match and at and text[at - 1].isdigit() else None
    )


def _scaled(text: str, scale: re.Match[str]) -> Measured:
    power = next(index for index, group in enumerate(scale.groups(), start=1) if group is not None)
    factor = Fraction(1000**power)
    follower = measured(text, scale.end(), han=True)
    if follower is None:
        return Measured(Kind.NUMBER, None, scale.end(), factor)
    return Measured(follower.kind, follower.unit, follower.end, factor * follower.factor)


def _refused(text: str, name: str, start: int) -> bool:
    end = start + len(name)
    if name[-1].isascii() and name[-1].isalpha():
        return text[end : end + 1].isascii() and text[end : end + 1].isalnum()
    if name in {"成", "折"} and not _is_share(text, start):
        return True
    if name == "开" and not (text[start - 1 : start].isdecimal() and speaks_of_heat(text, start)):
        return True
    if name == "打" and text[start - 1 : start].isascii():
        return True  # a dozen goes with Han figures; 10.5 打败 is a score
    pattern = _NOT_UNIT.get(name)
    if pattern is None:
        return False
    if name in "分位卡石":
        return name not in {"位"} and name not in CLASSIFIERS
    return pattern.match(text, end) is not None


def _is_share(text: str, start: int) -> bool:
    """Before 成 and 折 stands one digit, perhaps with a decimal: 三成, 7.5折; 百折 is no discount."""
    return start > 0 and text[start - 1] not in "十百千万亿"


def _with_rate(text: str, kind: Kind, unit: str | None, name: str, end: int) -> Measured:
    if name in {"成", "折"}:
        return Measured(kind, unit, end, Fraction(10))
    if name == "打":
        return Measured(kind, unit, end, Fraction(12))
    if name == "‰":
        return Measured(kind, unit, end, Fraction(1, 10))
    if kind is Kind.MEASURE:
        rate = _RATE.match(text, end)
        if rate is not None:
            under = next(_RATE_UNITS[index] for index, group in enumerate(rate.groups()) if group is not None)
            return Measured(kind, f"{unit}/{under}", rate.end())
    return Measured(kind, unit, end)


def unit_from_before(text: str, start: int, unit: str | None, floor: int) -> str | None:
    """A unit completed by what stands before the figure: 每小时 105 英里, 摄氏 37 度."""
    before = text[max(floor, start - 9) : start]
    if unit == "degree":
        scale = _DEGREE_BEFORE.search(before)
        return unit if scale is None else ("celsius" if scale[1] == "摄氏" else "fahrenheit")
    if unit is None or "/" in unit:
        return unit
    per = _PER_BEFORE.search(before)
    return unit if per is None else f"{unit}/{PER_ZH[per[1]]}"


def multiple_of(text: str, start: int, value: Fraction) -> Fraction:
    """The result as a multiple of the base: 增加两倍 is three times as much, 增至两倍 and 两倍 are twice."""
    return value + 1 if _GROWS.search(text[max(0, start - 8) : start]) else value
