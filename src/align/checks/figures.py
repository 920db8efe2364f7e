"""Figures, dates, money and measures compared by value.

Why it matters: "three billion gallons" is 30 亿加仑, not 10 亿; a wrong figure is what readers quote.
Values are compared, not digits: 29 亿 is 2.9 billion, 七成 is 70 percent.
What it does not see: a right figure given to the wrong thing; sides with more than 5,000 figures (it says so).
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from align.bead import TranslationUnit
from align.document import Span
from align.figure_forms import rewritten
from align.figurepairs import MOST, is_table, pairing_of, readable
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example
from align.quantities import Kind, Pairing, Quantity, describe, find_quantities

_SAFE_KINDS = frozenset({Kind.MONEY, Kind.PERCENT, Kind.MEASURE})


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    too_many = _too_many(unit)
    if too_many is not None:
        yield too_many
        return
    pairing = pairing_of(unit, context)
    told: set[Quantity | None] = set()
    for original, rendering in pairing.suspected:
        torn = _torn_off(rendering, pairing, unit.target.text)
        told.add(torn)
        yield _wrong(original, rendering, torn, unit, pairing)
    for original, rendering in _half_ranges(pairing):
        yield Hit(
            f"{describe(rendering)} is one end of {describe(original)}; the other end is lost.",
            source=original.span,
            target=rendering.span,
        )
    for original in pairing.source_only:
        if not _in_neighbours(original, unit, context, "target"):
            message = f"The translation lacks {describe(original)}."
            yield Hit(message, source=original.span, severity=Severity.MINOR)
    for rendering in pairing.target_only:
        if rendering not in told and not _in_neighbours(rendering, unit, context, "source"):
            yield Hit(f"The original does not have {describe(rendering)}.", target=rendering.span)


def _too_many(unit: TranslationUnit) -> Hit | None:
    """What is said of a side with too many figures, at its beginning."""
    over = [is_table(side) for side in (unit.source, unit.target)]
    if not any(over):
        return None
    message = f"Figures are not compared: a side has more than {MOST:,} of them."
    beginning = Span(0, 20)
    return Hit(
        message,
        source=beginning if over[0] else None,
        target=None if over[0] else beginning,
        severity=Severity.MINOR,
    )


def _torn_off(rendering: Quantity, pairing: Pairing, text: str) -> Quantity | None:
    """The other piece of a figure torn in two: 16 美元百万美元; nothing stands between the two."""
    others = pairing.target_only
    place = bisect(others, rendering.span, key=lambda q: q.span)
    for other in others[max(0, place - 1) : place + 1]:
        first, second = sorted([rendering.span, other.span])
        if other.unit == rendering.unit and not text[first.end : second.start].strip():
            return other
    return None


def _wrong(
    original: Quantity, rendering: Quantity, torn: Quantity | None, unit: TranslationUnit, pairing: Pairing
) -> Hit:
    pieces = sorted([q for q in (rendering, torn) if q], key=lambda q: q.span)
    place = Span(pieces[0].span.start, pieces[-1].span.end)
    form = next((q for q in pieces if q.has_digits), rendering)
    fix = rewritten(unit.target.text, unit.target.lang, form, original, place)
    said = f"{place.of(unit.target.text)} is no figure;" if torn else f"{describe(rendering)}, but"
    return Hit(
        f"{said} the original says {describe(original)}.",
        source=original.span,
        target=place,
        fix=fix,
        fix_is_safe=fix is not None and _only_reading(original, rendering, torn, pairing),
    )


def _only_reading(original: Quantity, rendering: Quantity, torn: Quantity | None, pairing: Pairing) -> bool:
    """Whether nothing else in the bead could be what this figure stands for, and both are of one named unit."""
    alone = len(pairing.suspected) == 1 and not pairing.source_only and set(pairing.target_only) <= {torn}
    named = original.unit is not None or original.kind is Kind.PERCENT
    same = (original.kind, original.unit, original.bound) == (rendering.kind, rendering.unit, rendering.bound)
    return alone and named and same and original.kind in _SAFE_KINDS


def _half_ranges(pairing: Pairing) -> Iterator[tuple[Quantity, Quantity]]:
    """Days "from – to" of the original beside a single day that is one end of them, the other end nowhere."""
    dates = [q for q in pairing.excused if q.kind is Kind.DATE and q.unit == "month-day"]
    said: dict[tuple[Fraction, ...], list[Quantity]] = defaultdict(list)
    for q in dates:
        said[q.values].append(q)
    for original in (q for q in dates if len(q.values) == 4 and q.values[:2] != q.values[2:]):
        ends = said.get(original.values[:2], []) + said.get(original.values[2:], [])
        if len(ends) == 1:
            yield original, ends[0]


def _in_neighbours(quantity: Quantity, unit: TranslationUnit, context: Context, missing_on: str) -> bool:
    """Whether the sentence before or after has the value: it may have crossed a sentence border."""
    return any(
        (quantity.kind, quantity.values, quantity.unit) in _values(number, missing_on, context)
        for number in (unit.number - 1, unit.number + 1)
        if 1 <= number <= len(context.units)
    )


_Values = frozenset[tuple[Kind, tuple[Fraction, ...], str | None]]


def _values(number: int, which: str, context: Context) -> _Values:
    """The values of one side of a unit; of a side with too many figures those of its beginning."""
    known = context.once(_known)
    if (number, which) not in known:
        unit = context.units[number - 1]
        side = unit.target if which == "target" else unit.source
        found = find_quantities(side.text[: readable(side)], side.lang)
        known[number, which] = frozenset((q.kind, q.values, q.unit) for q in found)
    return known[number, which]


def _known(context: Context) -> dict[tuple[int, str], _Values]:
    """The values of sides that were asked for, read once."""
    del context
    return {}


CHECK = Check(
    id="figures",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation",
    run=run,
    examples=(
        Example(en="It invests $2.9 billion.", zh="它投资 29 亿美元。"),
        Example(en="In June 2024 two ships came, in 2023 one.", zh="2023年来了一艘船，2024 年 6 月来了两艘。"),
        Example(en="By more than 70 percent.", zh="70%以上。"),
        Example(en="to triple capacity by 2050", zh="到2050年将装机量增加两倍"),
        Example(en="No member may serve more than two terms.", zh="委员连任不得超过两届。"),
        Example(en="Nobody may borrow more than three books.", zh="任何人最多可借三本书。"),
        Example(en="It ran from April 3-4.", zh="它于4月3日至4日举行。"),
        Example(en="Article 6.1 applies to more than 10 storeys.", zh="十一层以上适用第六条第一项。"),
        Example(en="It ran on April 3-4.", zh="4 月 3 日它 4 举行。", hits=("4 月 3 日",)),
        Example(en="It costs $16 million.", zh="它花费 16 美元百万美元。", hits=("16 美元百万美元",)),
        Example(en="Article 12-1 applies.", zh="适用第12条之2。", hits=("2",)),
        Example(en="three billion gallons of fuel", zh="10 亿加仑燃料", hits=("10 亿加仑",)),
        Example(en="It hired 900 workers.", zh="它雇了 9000 名工人。", hits=("9000 名",)),
        Example(en="The fine cannot exceed 500 yuan.", zh="罚款至少 500 元。", hits=("500 元",)),
    ),
)
