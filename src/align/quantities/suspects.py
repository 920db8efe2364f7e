"""Leftovers of both sides that are most likely one thing, wrongly rendered."""

from __future__ import annotations

from dataclasses import dataclass

from align.quantities.excuses import Side, is_place_elsewhere, is_weak
from align.quantities.likeness import BARE
from align.quantities.values import REFERENCE, Kind, Quantity

MAX_COMPARED = 60
TOO_UNLIKE = 10.0
_COUNTS = frozenset({Kind.NUMBER, Kind.COUNT})


@dataclass(frozen=True, slots=True)
class Suspects:
    """Suspected pairs, what is left of each side, and what is excused after all."""

    pairs: tuple[tuple[Quantity, Quantity], ...]
    source_only: tuple[Quantity, ...]
    target_only: tuple[Quantity, ...]
    waived: tuple[Quantity, ...]


def suspects(left: list[Quantity], right: list[Quantity], source: Side, target: Side) -> Suspects:
    """Pairs the leftovers of both sides, the most alike first; what small words are left over is waived."""
    candidates = sorted(
        (cost, i, j)
        for i, a in enumerate(left[:MAX_COMPARED])
        for j, b in enumerate(right[:MAX_COMPARED])
        if (cost := _unlikeness(a, b, source, target)) < TOO_UNLIKE
    )
    used_a: set[int] = set()
    used_b: set[int] = set()
    pairs: list[tuple[Quantity, Quantity]] = []
    for _, i, j in candidates:
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            pairs.append((left[i], right[j]))
    rest_a = [q for i, q in enumerate(left) if i not in used_a]
    rest_b = [q for j, q in enumerate(right) if j not in used_b]
    return Suspects(
        pairs=tuple(sorted(pairs, key=lambda both: both[0].span)),
        source_only=tuple(q for q in rest_a if not _is_waived(q, target)),
        target_only=tuple(q for q in rest_b if not _is_waived(q, source)),
        waived=(*(q for q in rest_a if _is_waived(q, target)), *(q for q in rest_b if _is_waived(q, source))),
    )


def _is_waived(q: Quantity, other: Side) -> bool:
    """Small words, and a place in a law that the other side names by where it stands: 前条."""
    return is_weak(q) or is_place_elsewhere(q, other)


def _unlikeness(a: Quantity, b: Quantity, source: Side, target: Side) -> float:
    """How unlike two leftovers are as renderings of one thing; ``TOO_UNLIKE`` and more is no pair."""
    if (a.unit == REFERENCE) != (b.unit == REFERENCE) and 1 in (a.values[0], b.values[0]):
        return TOO_UNLIKE
    cost = _kinds_apart(a, b)
    if a.unit != b.unit:
        cost += 2.0
    if is_weak(a) != is_weak(b):  # "five" and 5 may be one thing, "five" and 1,500 are not
        cost += 4.0 if max(a.values[0], b.values[0]) <= 12 else TOO_UNLIKE
    if _figures(a) != _figures(b):
        cost += 1.0  # 31 万 for 3.1 million keeps its figures
    place = a.span.start / max(1, len(source.text)) - b.span.start / max(1, len(target.text))
    return cost + abs(place) * 3


def _kinds_apart(a: Quantity, b: Quantity) -> float:
    """The cost of two kinds that are not the same."""
    if a.kind is b.kind or {a.kind, b.kind} == _COUNTS:
        return 0.0
    if is_weak(a) or is_weak(b) or Kind.DATE in {a.kind, b.kind}:
        return TOO_UNLIKE
    if a.kind in BARE and b.kind in BARE:
        return 6.0
    return 4.0 if a.kind in BARE or b.kind in BARE else TOO_UNLIKE


def _figures(q: Quantity) -> tuple[str, ...]:
    """The figures of the values without their places: "31" for 310,000 and for 3.1."""
    return tuple(f"{float(abs(value)):.6e}".partition("e")[0].rstrip("0.").replace(".", "") for value in q.values)
