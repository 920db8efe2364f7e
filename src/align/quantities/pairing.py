"""Which quantity of one text is which of the other: by value, best match first, wherever they stand."""

from __future__ import annotations

from collections import defaultdict

from align.quantities.compare import likeness
from align.quantities.excuses import Side, is_excused
from align.quantities.find import find_quantities
from align.quantities.keys import keys
from align.quantities.likeness import Likeness
from align.quantities.suspects import suspects
from align.quantities.values import Pairing, Quantity

# How many quantities of the other side one is compared with: hostile input must not cost quadratic time.
MAX_COMPARED = 24

_Candidate = tuple[Likeness, float, int, int]


def pair_quantities(source: str, source_lang: str, target: str, target_lang: str) -> Pairing:
    """The quantities of two texts that translate each other, matched by value.

    What is left on one side is excused when it need not match, suspected together with a leftover of the other
    side when the two are most likely one thing, and otherwise reported as that side's own. Languages as in
    ``find_quantities``.
    """
    return pair(find_quantities(source, source_lang), source, find_quantities(target, target_lang), target)


def pair(source: tuple[Quantity, ...], source_text: str, target: tuple[Quantity, ...], target_text: str) -> Pairing:
    """As ``pair_quantities``, from quantities already found."""
    matched = match(source, target)
    left, right = _rest(source, {i for i, _ in matched}), _rest(target, {j for _, j in matched})
    side_a, side_b = Side(source_text, source), Side(target_text, target)
    open_a, waived_a = _sorted_out(left, side_b)
    open_b, waived_b = _sorted_out(right, side_a)
    found = suspects(open_a, open_b, side_a, side_b)
    return Pairing(
        matched=tuple((source[i], target[j]) for i, j in matched),
        source_only=found.source_only,
        target_only=found.target_only,
        suspected=found.pairs,
        excused=(*waived_a, *waived_b, *found.waived),
    )


def _rest(quantities: tuple[Quantity, ...], taken: set[int]) -> list[Quantity]:
    return [q for index, q in enumerate(quantities) if index not in taken]


def _sorted_out(leftovers: list[Quantity], other: Side) -> tuple[list[Quantity], list[Quantity]]:
    """What stays open, and what is excused by the other side; what is said alike, wherever, is asked for once."""
    still: list[Quantity] = []
    waived: list[Quantity] = []
    known: dict[tuple[object, ...], bool] = {}
    for q in leftovers:
        said = (q.kind, q.values, q.unit, q.bound, q.text)
        if said not in known:
            known[said] = is_excused(q, other)
        (waived if known[said] else still).append(q)
    return still, waived


def match(source: tuple[Quantity, ...], target: tuple[Quantity, ...]) -> list[tuple[int, int]]:
    """Index pairs of quantities that are alike, the most alike first, the nearest in place among equals."""
    pairs = _identical(source, target)
    taken_a, taken_b = {i for i, _ in pairs}, {j for _, j in pairs}
    index: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for position, q in enumerate(target):
        for key in () if position in taken_b else keys(q):
            index[key].append(position)
    candidates: list[_Candidate] = []
    for i, q in enumerate(source):
        if i in taken_a:
            continue
        near = {j for key in keys(q) for j in _around(index[key], i, len(source))}
        candidates += [candidate for j in near if (candidate := _candidate(source, target, i, j))]
    pairs += _assign(candidates)
    return sorted(pairs + _converted(source, target, pairs))


def _identical(source: tuple[Quantity, ...], target: tuple[Quantity, ...]) -> list[tuple[int, int]]:
    """Quantities said alike as often on both sides, paired in order: most of a text, without comparing."""
    places_a, places_b = _places(source), _places(target)
    return [
        pair
        for said, positions in places_a.items()
        if len(positions) == len(places_b.get(said, ()))
        for pair in zip(positions, places_b[said], strict=True)
    ]


def _places(quantities: tuple[Quantity, ...]) -> dict[tuple[object, ...], list[int]]:
    found: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for position, q in enumerate(quantities):
        found[q.kind, q.values, q.unit, q.bound].append(position)
    return found


def _around(positions: list[int], i: int, length: int) -> list[int]:
    """All positions, or when there are many, those about as far on as ``i``."""
    if len(positions) <= MAX_COMPARED:
        return positions
    middle = int(len(positions) * i / length)
    start = max(0, min(middle - MAX_COMPARED // 2, len(positions) - MAX_COMPARED))
    return positions[start : start + MAX_COMPARED]


def _candidate(source: tuple[Quantity, ...], target: tuple[Quantity, ...], i: int, j: int) -> _Candidate | None:
    like = likeness(source[i], target[j])
    return None if like is Likeness.NONE else (like, abs(i / len(source) - j / len(target)), i, j)


def _assign(candidates: list[_Candidate]) -> list[tuple[int, int]]:
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for _, _, i, j in sorted(candidates):
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            pairs.append((i, j))
    return pairs


def _converted(
    source: tuple[Quantity, ...], target: tuple[Quantity, ...], pairs: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Leftovers with units that agree after conversion and rounding: they share no index key."""
    taken_a, taken_b = {i for i, _ in pairs}, {j for _, j in pairs}
    left = [i for i, q in enumerate(source) if q.unit and i not in taken_a]
    right = [j for j, q in enumerate(target) if q.unit and j not in taken_b]
    if len(left) > MAX_COMPARED or len(right) > MAX_COMPARED:
        return []
    return _assign([candidate for i in left for j in right if (candidate := _candidate(source, target, i, j))])
