"""Quantities of a Chinese text: the scanner.

One pass from left to right. At every numeral, the readings are tried from the most specific to the least: date,
time of day, fraction, figure with unit, bare figure; what is a name or an idiom is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.document import Span
from align.quantities import names_zh
from align.quantities.amounts_zh import amount_at
from align.quantities.bounds import meant_zh
from align.quantities.clock_zh import clock_at
from align.quantities.codes import OPAQUE, code_end, has_address
from align.quantities.dates_zh import date_at, named_at, plan_at
from align.quantities.figures_zh import FIGURE, Figure, read_figure
from align.quantities.folding import fold
from align.quantities.numerals_zh import MAX_LENGTH
from align.quantities.reading import Draft, Found, drafted
from align.quantities.references import added_zh, level_zh
from align.quantities.values import Bound, Kind, Quantity

_WORDS = (
    "周[一二三四五六日]|星期[一二三四五六日天]|礼拜[一二三四五六日天]|[上下]半年|[去前今明后]年|本年度|[上下]个?月|本月"
    "|[上下这本]周|[上下]星期|[昨今明前后][天日]"
)
_PLAIN = rf"(?P<word>{_WORDS})|(?P<figure>{FIGURE})"
_STARTS = {False: re.compile(_PLAIN), True: re.compile(rf"(?P<opaque>(?a:{OPAQUE}))|{_PLAIN}")}
_DATE_NEXT = frozenset("几会年月日号季世至到-–—~、和财学赛/时后点: ")


def find_zh(text: str) -> tuple[Quantity, ...]:
    """The quantities of a Chinese text, in order, not overlapping."""
    folded = fold(text)
    found: list[Quantity] = []
    marks = {match.end() for match in names_zh.LIST_MARKS.finditer(folded)}
    starts = _STARTS[has_address(folded)]
    at = 0
    while True:
        match = starts.search(folded, at)
        if match is None:
            return tuple(found)
        draft = None
        at = match.end()
        if match.lastgroup == "figure":
            floor = found[-1].span.end if found else 0
            draft, at = _figure(folded, match, floor, marks)
        elif match.lastgroup == "word" and not names_zh.is_word(folded, match.start(), match.end()):
            draft = drafted(match.start(), named_at(folded, match.start()))
        if draft is not None:
            found.append(_finish(folded, text, draft))
            at = max(at, draft.end)
        at = max(at, match.start() + 1)


def starts_zh(text: str) -> Iterator[int]:
    """Where a quantity may begin in a Chinese text: every numeral, and every word for a day, week or year."""
    folded = fold(text)
    starts = _STARTS[has_address(folded)].finditer(folded)
    return (match.start() for match in starts if match.lastgroup != "opaque")


def _finish(folded: str, text: str, draft: Draft) -> Quantity:
    bound = draft.bound
    if bound is Bound.EXACT or bound is Bound.MORE_THAN:
        outer = meant_zh(folded, draft.start, draft.end)
        bound = bound if outer is Bound.EXACT else outer
    span = Span(draft.start, draft.end)
    return Quantity(draft.kind, draft.values, draft.unit, bound, span, span.of(text))


def _figure(text: str, match: re.Match[str], floor: int, marks: set[int]) -> tuple[Draft | None, int]:
    """The quantity at a numeral, and where the scan goes on when there is none."""
    start, end = match.span("figure")
    if (end + 1 in marks or end + 2 in marks) and _opens_line(text, start):
        return None, end
    if end - start > MAX_LENGTH:
        return None, end
    added = added_zh(text, start, end)
    if added is not None:
        return added, end
    if names_zh.is_word(text, start, end):
        return None, start + 1
    code = code_end(text, start, end)
    if code:
        return None, code
    if _may_be_date(text, start, end):
        dated = date_at(text, start) or clock_at(text, start)
        if dated is not None and not (dated.unit == "day" and _is_numbered(text, start)):
            return _dated(text, start, dated), dated.end
    plan = plan_at(text, start) if text[start] == "十" else None
    if plan is not None:
        return Draft(plan.kind, plan.values, None, start, plan.end), plan.end
    figure = read_figure(text, start, floor)
    if figure is None:
        return None, end
    if _is_numbered(text, start):
        return _ordinal(text, figure), figure.end
    if text.startswith("年级", figure.end) and figure.kind is None and figure.values[0] <= 12:
        return Draft(Kind.ORDINAL, figure.values, None, start, figure.end), figure.end
    return _quantity(text, figure, floor)


def _is_numbered(text: str, start: int) -> bool:
    """Whether 第 stands before: 第3号 is number three, not the third of a month."""
    return text[max(0, start - 2) : start].rstrip().endswith("第")


def _may_be_date(text: str, start: int, end: int) -> bool:
    """Whether the dates and the clock are worth a try: what follows or stands in the numeral says so."""
    return text[end : end + 1] in _DATE_NEXT or "点" in text[start:end] or (end - start > 5 and "." in text[start:end])


def _opens_line(text: str, start: int) -> bool:
    line = text.rfind("\n", max(0, start - 40), start) + 1
    return not text[max(line, start - 40) : start].strip(" \t(（") and (line > 0 or start <= 40)


def _dated(text: str, start: int, dated: Found) -> Draft:
    begin = start
    if dated.unit in {"quarter", "century"} and text[max(0, start - 1) : start] == "第":
        begin = start - 1
    return Draft(dated.kind, dated.values, dated.unit, begin, dated.end)


def _ordinal(text: str, figure: Figure) -> Draft | None:
    if figure.kind is not None or len(figure.values) != 1:
        return None
    start = text.rindex("第", 0, figure.start)
    return Draft(Kind.ORDINAL, figure.values, level_zh(text, figure.end), start, figure.end)


def _quantity(text: str, figure: Figure, floor: int) -> tuple[Draft | None, int]:
    draft = amount_at(text, figure, floor)
    return draft, draft.end if draft else figure.end
