"""Quantities of a Chinese text: the scanner.

One pass from left to right. At every numeral, the readings are tried from the most specific to the least: date,
time of day, fraction, figure with unit, bare figure; what is a name or an idiom is passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from align.document import Span
from align.quantities import names_zh
from align.quantities.bounds import bound_zh
from align.quantities.clock_zh import clock_at
from align.quantities.codes import OPAQUE, code_end
from align.quantities.currencies import zh_currencies
from align.quantities.dates_zh import Found, date_at, named_at, plan_at
from align.quantities.figures_zh import FIGURE, Figure, read_figure
from align.quantities.folding import fold
from align.quantities.phrases_zh import measured, multiple_of, unit_from_before
from align.quantities.units import base
from align.quantities.values import Bound, Kind, Quantity

_WORDS = "周[一二三四五六日]|星期[一二三四五六日天]|礼拜[一二三四五六日天]|[上下]半年|[去前今明后]年|本年度|[上下]个?月|本月|[上下这本]周|[上下]星期|[昨今明前后][天日]"
START = re.compile(rf"(?P<opaque>(?a:{OPAQUE}))|(?P<word>{_WORDS})|(?P<figure>{FIGURE})")
TO = re.compile(r" ?(?:-|–|—|——|~|至|到|与|和)(?= ?[\d零一二两三四五六七八九十百千半$€£¥]) ?")
_MONEY_BEFORE = re.compile(
    rf"(?:{'|'.join(sorted(map(re.escape, zh_currencies()), key=len, reverse=True))}) ?$"
)
_DATE_NEXT = frozenset("年月日号季世至到-–—~、和财学赛/时后 ")


@dataclass(frozen=True, slots=True)
class Draft:
    """A quantity before its bound is read."""

    kind: Kind
    values: tuple[Fraction, ...]
    unit: str | None
    start: int
    end: int
    bound: Bound = Bound.EXACT


def find_zh(text: str) -> tuple[Quantity, ...]:
    """The quantities of a Chinese text, in order, not overlapping."""
    folded = fold(text)
    found: list[Quantity] = []
    marks = {match.end() for match in names_zh.LIST_MARKS.finditer(folded)}
    at = 0
    while True:
        match = START.search(folded, at)
        if match is None:
            return tuple(found)
        draft = None
        at = match.end()
        if match["figure"]:
            floor = found[-1].span.end if found else 0
            draft, at = _figure(folded, match, floor, marks)
        elif match["word"] and not names_zh.is_word(folded, match.start(), match.end()):
            named = named_at(folded, match.start())
            draft = named and Draft(named.kind, named.values, named.unit, match.start(), named.end)
        if draft is not None:
            found.append(_finish(folded, text, draft))
            at = max(at, draft.end)
        at = max(at, match.start() + 1)


def _finish(folded: str, text: str, draft: Draft) -> Quantity:
    bound = draft.bound
    if bound is Bound.EXACT or bound is Bound.MORE_THAN:
        outer = bound_zh(folded, draft.start, draft.end)
        bound = bound if outer is Bound.EXACT else outer
    span = Span(draft.start, draft.end)
    return Quantity(draft.kind, draft.values, draft.unit, bound, span, span.of(text))


def _figure(text: str, match: re.Match[str], floor: int, marks: set[int]) -> tuple[Draft | None, int]:
    """The quantity at a numeral, and where the scan goes on when there is none."""
    start, end = match.span("figure")
    if any(mark in marks for mark in (end + 1, end + 2)) and _is_list_mark(text, start, end, marks):
        return None, end
    if names_zh.is_word(text, start, end):
        return None, start + 1
    code = code_end(text, start, end)
    if code:
        return None, code
    if text[end : end + 1] in _DATE_NEXT or (end - start > 5 and "." in text[start:end]) or "点" in text[start : end + 1] or text[end : end + 1] == ":":
        dated = date_at(text, start) or clock_at(text, start)
        if dated is not None:
            return _dated(text, start, dated), dated.end
    plan = plan_at(text, start)
    if plan is not None:
        return Draft(plan.kind, plan.values, None, start, plan.end), plan.end
    figure = read_figure(text, start)
    if figure is None:
        return None, end
    if text[max(0, start - 2) : start].rstrip().endswith("第"):
        return _ordinal(text, figure), figure.end
    if text.startswith("年级", figure.end) and figure.kind is None:
        return Draft(Kind.ORDINAL, figure.values, None, start, figure.end), figure.end
    return _quantity(text, figure, floor)


def _is_list_mark(text: str, start: int, end: int, marks: set[int]) -> bool:
    line = text.rfind("\n", 0, start) + 1
    return not text[line:start].strip(" (（") and any(mark - end in {1, 2} for mark in marks)


def _dated(text: str, start: int, dated: Found) -> Draft:
    begin = start
    if dated.unit in {"quarter", "century"} and text[max(0, start - 1) : start] == "第":
        begin = start - 1
    return Draft(dated.kind, dated.values, dated.unit, begin, dated.end)


def _ordinal(text: str, figure: Figure) -> Draft | None:
    if figure.kind is not None or len(figure.values) != 1:
        return None
    start = text.rindex("第", 0, figure.start)
    return Draft(Kind.ORDINAL, figure.values, None, start, figure.end)


def _quantity(text: str, figure: Figure, floor: int) -> tuple[Draft | None, int]:
    draft = _with_unit(text, figure, floor)
    if draft is None:
        return None, figure.end
    draft = _ranged(text, draft, figure, floor)
    return draft, draft.end


def _with_unit(text: str, figure: Figure, floor: int) -> Draft | None:
    """One figure with its unit; None when it is no quantity."""
    if figure.kind is Kind.PERCENT:
        return Draft(Kind.PERCENT, figure.values, None, figure.start, figure.end, figure.bound)
    after = measured(text, figure.end, han=figure.han)
    before = _MONEY_BEFORE.search(text[max(floor, figure.start - 6) : figure.start])
    if (after is None or after.kind in {Kind.COUNT, Kind.NUMBER}) and before is not None:
        factor = after.factor if after else 1
        start = figure.start - (len(text[max(floor, figure.start - 6) : figure.start]) - before.start())
        end = after.end if after and after.kind is Kind.NUMBER else figure.end
        code = zh_currencies()[before[0].strip()]
        return Draft(Kind.MONEY, tuple(v * factor for v in figure.values), code, start, end, figure.bound)
    if after is None:
        if figure.han and _leads_range(text, figure):
            return Draft(Kind.NUMBER, figure.values, None, figure.start, figure.end, figure.bound)
        if names_zh.is_group_name(text, figure.end) or not figure.stands_alone(text) or names_zh.is_label(text, figure.start, figure.end):
            return None
        return Draft(Kind.NUMBER, figure.values, None, figure.start, figure.end, figure.bound)
    if after.kind is Kind.COUNT and (
        names_zh.is_group_name(text, figure.end) or names_zh.is_label(text, figure.start, figure.end)
    ):
        return None
    values = tuple(value * after.factor for value in figure.values)
    unit = unit_from_before(text, figure.start, after.unit, floor)
    draft = Draft(after.kind, values, unit, figure.start, after.end, figure.bound)
    if after.kind is Kind.MULTIPLE:
        return replace(draft, values=tuple(multiple_of(text, figure.start, value) for value in values))
    return _and_half(text, _compound(text, draft))


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
    if draft.kind is Kind.MONEY:
        return _small_money(text, draft)
    if draft.kind is Kind.COUNT and text[draft.end - 1] == "分":
        seconds = _SECONDS.match(text, draft.end)
        lower = read_figure(seconds[1], 0) if seconds else None
        if seconds and lower:
            value = draft.values[0] * 60 + lower.values[0]
            return replace(draft, kind=Kind.DURATION, values=(value,), unit="second", end=seconds.end())
    if draft.kind not in {Kind.DURATION, Kind.MEASURE} or draft.unit is None or len(draft.values) != 1:
        return draft
    match = re.compile(r" ?[零又]?").match(text, draft.end)
    figure = read_figure(text, match.end(), match.end()) if match else None
    if figure is None or len(figure.values) != 1:
        return draft
    lower = measured(text, figure.end, han=figure.han)
    unit, end = (lower.unit, lower.end) if lower else (None, 0)
    if draft.unit == "hour" and text[figure.end : figure.end + 1] == "分" and text[figure.end + 1 : figure.end + 2] != "之":
        unit, end = "minute", figure.end + (2 if text[figure.end + 1 : figure.end + 2] == "钟" else 1)
    if unit is None or unit == draft.unit:
        return draft
    (dimension, factor), (dimension_b, factor_b) = base(draft.unit), base(unit)
    if dimension != dimension_b or factor_b >= factor or dimension == "temperature":
        return draft
    value = draft.values[0] * factor / factor_b + figure.values[0]
    return _compound(text, replace(draft, values=(value,), unit=unit, end=end))


_SECONDS = re.compile(r" ?(\d{1,2}|[二三四五]?十?[一二三四五六七八九十]) ?秒")
_SMALL_MONEY = re.compile(r" ?零?(\d|[一二两三四五六七八九壹贰叁肆伍陆柒捌玖]) ?(角|毛|分)")


def _small_money(text: str, draft: Draft) -> Draft:
    value, end = draft.values[0], draft.end
    match = _SMALL_MONEY.match(text, end)
    while match is not None and len(draft.values) == 1:
        digit = read_figure(match[1], 0)
        value += (digit.values[0] if digit else 0) / (100 if match[2] == "分" else 10)
        end = match.end()
        match = _SMALL_MONEY.match(text, end)
    return replace(draft, values=(value, *draft.values[1:]), end=end)


def _ranged(text: str, low: Draft, figure: Figure, floor: int) -> Draft:
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
