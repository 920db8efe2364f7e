"""Leftovers of both sides that are most likely one thing, wrongly rendered."""

from __future__ import annotations

from align.quantities.excuses import Side, is_weak
from align.quantities.likeness import BARE
from align.quantities.values import Kind, Quantity


def suspects(
    left: list[Quantity], right: list[Quantity], source: Side, target: Side
) -> tuple[list[tuple[Quantity, Quantity]], list[Quantity], list[Quantity], tuple[Quantity, ...]]:
    """Suspected pairs, what is left of each side, and what is excused after all."""
    pairs: list[tuple[Quantity, Quantity]] = []
    candidates = sorted(
        ((_unlikeness(a, b, source, target), i, j) for i, a in enumerate(left[:60]) for j, b in enumerate(right[:60])),
    )
    used_a: set[int] = set()
    used_b: set[int] = set()
    for cost, i, j in candidates:
        if cost < 10 and i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            pairs.append((left[i], right[j]))
    rest_a = [q for i, q in enumerate(left) if i not in used_a]
    rest_b = [q for j, q in enumerate(right) if j not in used_b]
    waived = tuple(q for q in rest_a + rest_b if is_weak(q))
    return pairs, [q for q in rest_a if not is_weak(q)], [q for q in rest_b if not is_weak(q)], waived


def _unlikeness(a: Quantity, b: Quantity, source: Side, target: Side) -> float:
    """How unlike two leftovers are as renderings of one thing; 10 and more is no pair."""
    if a.kind in BARE and b.kind in BARE:
        cost = 0.0 if Kind.ORDINAL not in {a.kind, b.kind} or a.kind is b.kind else 6.0
    else:
        cost = 0.0 if a.kind is b.kind else (4.0 if a.kind in BARE or b.kind in BARE else 10.0)
    if a.unit != b.unit:
        cost += 2.0
    weak = is_weak(a), is_weak(b)
    if a.kind is not b.kind and (any(weak) or Kind.DATE in {a.kind, b.kind}):
        cost += 0.0 if {a.kind, b.kind} == {Kind.NUMBER, Kind.COUNT} else 10.0
    if weak[0] != weak[1]:
        cost += 4.0 if max(a.values[0], b.values[0]) <= 12 else 10.0
    place = a.span.start / max(1, len(source.text)) - b.span.start / max(1, len(target.text))
    return cost + abs(place) * 3
