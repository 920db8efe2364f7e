"""Index keys of quantities, so that only those that may be alike are compared."""

from __future__ import annotations

from fractions import Fraction

from align.quantities.compare import readings, whole_bound
from align.quantities.compare_dates import HALF_A_YEAR, race_seconds
from align.quantities.likeness import BARE, fields
from align.quantities.units import base, by_name
from align.quantities.values import Bound, Kind, Quantity


def keys(q: Quantity) -> frozenset[tuple[object, ...]]:
    """Index keys: two quantities that may be alike (but for rounding) share at least one."""
    if q.kind is Kind.DATE:
        found: set[tuple[object, ...]] = {
            ("date", name, value % 100) for end in fields(q) for name, value in end.items()
        }
        return frozenset(found | {("n", value) for value in q.values})
    if q.kind is Kind.TIME:
        times: set[tuple[object, ...]] = {
            ("clock", q.values[0] % 720),
            ("n", q.values[0] / 60),
            ("n", q.values[0] / 60 % 12),
        }
        return frozenset(times | {("base", "time", race_seconds(q))})
    if q.kind is Kind.RELATIVE:
        return frozenset({("relative", q.unit, *q.values)})
    plain: set[tuple[object, ...]] = {("n", abs(value)) for reading in readings(q) for value in reading}
    if q.unit in by_name() or (q.unit and "/" in q.unit):
        dimension, factor = base(q.unit or "")
        plain |= {("base", dimension, q.values[0] * factor)}
    if q.unit in {"cent", "penny"}:
        plain |= {("n", value / 100) for value in q.values}
    if q.kind is Kind.DURATION and q.unit == "month" and q.values == HALF_A_YEAR:
        plain |= {("n", Fraction(1)), ("n", Fraction(2))}
    if q.kind in BARE:
        if q.bound is not Bound.EXACT:
            plain.add(("n", abs(whole_bound(q)[1][0])))
        if q.text.endswith("K"):
            plain.add(("n", q.values[0] / 1000))
    if "dozen" in q.text.lower():
        plain.add(("n", q.values[0] // 10 * 10))
    return frozenset(plain)
