"""A Chinese figure with its unit, its currency, its smaller units, and the second end of its range."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from align.quantities import names_zh
from align.quantities.currencies import zh_currencies
from align.quantities.figures_zh import Figure, read_figure
from align.quantities.numerals_zh import parse
from align.quantities.phrases_zh import measured, multiple_of, unit_from_before
from align.quantities.reading import Draft, Measured
from align.quantities.units import base
from align.quantities.values import Kind

TO = re.compile(r" ?(?:--|-|–|—|——|~|至|到|与|和)(?= ?[\d零一二两三四五六七八九十百千半$€£¥]) ?")
_MONEY_BEFORE = re.compile(rf"(?:{'|'.join(sorted(map(re.escape, zh_currencies()), key=len, reverse=True))}) ?$")
_MONEY_LAST = frozenset(name[-1] for name in zh_currencies()) | frozenset("\n")
_TENTHS = re.compile("([一二三四五六七八九])(?![一二三四五六七八九十百千万点分个米厘毫])")  # 三米九
_LINK = re.compile(r" ?[零又]?")
_PLAIN = frozenset({Kind.NUMBER, Kind.COUNT})


def amount_at(text: str, figure: Figure, floor: int) -> Draft | None:
    """The quantity that a figure makes; None when it is none. Nothing before ``floor`` belongs to it."""
    draft = _with_unit(text, figure, floor)
    return None if draft is None else _ranged(text, draft, figure)


def _with_unit(text: str, figure: Figure, floor: int) -> Draft | None:
    """One figure with its unit; None when it is no quantity."""
    if figure.kind is Kind.PERCENT:
        return Draft(Kind.PERCENT, figure.values, None, figure.start, figure.end, figure.bound)
    after = measured(text, figure.end, han=figure.han)
    money = _money(text, figure, after, floor) if after is None or after.kind in {Kind.COUNT, Kind.NUMBER} else None
    if money is not None:
        return money
    named = names_zh.is_group_name(text, figure.end) or (
        figure.multiplier == 1 and names_zh.is_label(text, figure.start, figure.end)
    )
    if after is None:
        counts = (figure.han and _leads_range(text, figure)) or (figure.stands_alone(text) and not named)
        return Draft(Kind.NUMBER, figure.values, None, figure.start, figure.end, figure.bound) if counts else None
    if after.kind is Kind.COUNT and named:
        return None
    values = tuple(value * after.factor for value in figure.values)
    unit = unit_from_before(text, figure.start, after.unit, floor)
    draft = Draft(after.kind, values, unit, figure.start, after.end, figure.bound)
    if after.kind is Kind.MULTIPLE:
        return replace(draft, values=tuple(multiple_of(text, figure.start, value) for value in values))
    return _and_half(text, _compound(text, draft))


def _money(text: str, figure: Figure, after: Measured | None, floor: int) -> Draft | None:
    """A figure with its currency before it: 人民币 100, US$3.6 bn."""
    at = max(floor, figure.start - 6)
    last = text[at : figure.start].removesuffix(" ")[-1:]
    before = _MONEY_BEFORE.search(text[at : figure.start]) if last in _MONEY_LAST else None
    if before is None:
        return None
    scaled = after if after and after.kind is Kind.NUMBER else None
    values = tuple(value * (scaled.factor if scaled else 1) for value in figure.values)
    end = scaled.end if scaled else figure.end
    return Draft(Kind.MONEY, values, zh_currencies()[before[0].strip()], at + before.start(), end, figure.bound)


def _leads_range(text: str, figure: Figure) -> bool:
    """五到十年: the unit stands after the second figure."""
    link = TO.match(text, figure.end)
    if link is None or link[0].strip() in {"和", "与"} or figure.kind is not None:
        return False
    second = read_figure(text, link.end(), link.end())
    return second is not None and len(second.values) == 1 and figure.values[0] < second.values[0]


def _and_half(text: str, draft: Draft) -> Draft:
    """两年半, 两米半; and 三个半月, where the unit comes after the half."""
    if len(draft.values) != 1 or text[draft.end : draft.end + 1] != "半":
        return draft
    value = draft.values[0] + Fraction(1, 2)
    if draft.kind is Kind.COUNT:
        after = measured(text, draft.end + 1, han=True)
        inner = measured("个" + text[draft.end + 1 : draft.end + 4], 0, han=True)
        if inner is not None and inner.kind is Kind.DURATION:
            return replace(draft, kind=Kind.DURATION, unit=inner.unit, values=(value,), end=draft.end + inner.end)
        return replace(draft, values=(value,), end=draft.end + 1) if after is None else draft
    if draft.kind in {Kind.DURATION, Kind.MEASURE, Kind.MONEY}:
        return replace(draft, values=(value,), end=draft.end + 1)
    return draft


def _compound(text: str, draft: Draft) -> Draft:
    """Units that follow each other downwards: 一小时零十五秒, 两年零三个月, 3斤5两, 五元六角."""
    if draft.kind is Kind.MONEY and draft.unit != "cent":
        return _small_money(text, draft)
    if draft.kind is Kind.COUNT and text[draft.end - 1] == "分":
        return _minutes(text, draft)
    if draft.kind not in {Kind.DURATION, Kind.MEASURE} or draft.unit is None or len(draft.values) != 1:
        return draft
    tall = _TENTHS.match(text, draft.end) if draft.unit == "meter" else None
    if tall is not None:
        tenths = parse(tall[1])
        return replace(
            draft, values=(draft.values[0] + (tenths.value if tenths else Fraction(0)) / 10,), end=tall.end()
        )
    match = _LINK.match(text, draft.end)
    figure = read_figure(text, match.end(), match.end()) if match else None
    lower = _lower_unit(text, draft.unit, figure) if figure is not None and len(figure.values) == 1 else None
    if figure is None or lower is None or lower.unit is None or lower.unit == draft.unit:
        return draft
    (dimension, factor), (dimension_b, factor_b) = base(draft.unit), base(lower.unit)
    if dimension != dimension_b or factor_b >= factor or dimension == "temperature":
        return draft
    value = draft.values[0] * factor / factor_b + figure.values[0]
    return _compound(text, replace(draft, values=(value,), unit=lower.unit, end=lower.end))


def _lower_unit(text: str, unit: str, figure: Figure) -> Measured | None:
    """The unit after the second figure; 分 after hours is minutes."""
    at = figure.end
    if unit == "hour" and text.startswith("分", at) and not text.startswith("分之", at):
        return Measured(Kind.DURATION, "minute", at + (2 if text.startswith("分钟", at) else 1))
    return measured(text, at, han=figure.han)


def _minutes(text: str, draft: Draft) -> Draft:
    """6分05秒, 五分半钟."""
    half = _HALF_MINUTE.match(text, draft.end)
    if half is not None:
        value = draft.values[0] + Fraction(1, 2)
        return replace(draft, kind=Kind.DURATION, values=(value,), unit="minute", end=half.end())
    match = _SECONDS.match(text, draft.end)
    figure = read_figure(match[1], 0) if match else None
    if match is None or figure is None:
        return draft
    value = draft.values[0] * 60 + figure.values[0]
    return replace(draft, kind=Kind.DURATION, values=(value,), unit="second", end=match.end())


_HALF_MINUTE = re.compile("半钟?")
_SECONDS = re.compile(r" ?(\d{1,2}|[二三四五]?十?[一二三四五六七八九十]) ?秒")
_SMALL_MONEY = re.compile(r" ?零?(\d|[一二两三四五六七八九壹贰叁肆伍陆柒捌玖]) ?(角|毛|分)")


def _small_money(text: str, draft: Draft) -> Draft:
    value, end = draft.values[0], draft.end
    match = _SMALL_MONEY.match(text, end)
    while match is not None and len(draft.values) == 1:
        digit = read_figure(match[1], 0)
        value += (digit.values[0] if digit else Fraction(0)) / (100 if match[2] == "分" else 10)
        end = match.end()
        match = _SMALL_MONEY.match(text, end)
    return replace(draft, values=(value, *draft.values[1:]), end=end)


def _ranged(text: str, low: Draft, figure: Figure) -> Draft:
    """The draft, or a range with the figure that follows after 至, 到, - or ~."""
    link = TO.match(text, low.end)
    if link is None or len(low.values) != 1:
        return low
    second = read_figure(text, link.end(), link.end())
    if second is None or len(second.values) != 1:
        return low
    high = _with_unit(text, second, link.end())
    if high is None or len(high.values) != 1:
        return low
    value, top = low.values[0], high.values[0]
    if low.kind in {Kind.NUMBER, Kind.COUNT} and low.end == figure.end:
        scale = second.multiplier
        if figure.multiplier == 1 and scale > 1 and value < top / scale:
            value *= scale
        kind, unit = high.kind, high.unit
    elif (high.kind is Kind.NUMBER and low.kind is not Kind.MEASURE) or (low.kind, low.unit) == (high.kind, high.unit):
        kind, unit = low.kind, low.unit
    else:
        return low
    if link[0].strip() in {"和", "与"} or value >= top or kind is Kind.MULTIPLE:
        return low
    return replace(low, kind=kind, unit=unit, values=(value, top), end=high.end)
