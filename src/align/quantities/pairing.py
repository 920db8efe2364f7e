"""Which quantity of one text is which of the other: by value, best match first, wherever they stand."""

from __future__ import annotations

from collections import defaultdict

from align.quantities.compare import contradicts, likeness
from align.quantities.excuses import Side, is_excused
from align.quantities.find import find_quantities
from align.quantities.keys import keys
from align.quantities.likeness import Likeness
from align.quantities.suspects import suspects
from align.quantities.values import Pairing, Quantity

# Beyond this many leftovers on a side, only exact keys are compared: hostile input must not cost quadratic time.
MAX_LEFTOVERS = 120


def pair_quantities(source: str, source_lang: str, target: str, target_lang: str) -> Pairing:
    """The quantities of two texts that translate each other, matched by value.

    What is left on one side is excused when it need not match, suspected together with a leftover of the other
    side when the two are most likely one thing, and otherwise reported as that side's own.
    """
    return pair(find_quantities(source, source_lang), source, find_quantities(target, target_lang), target)


def pair(source: tuple[Quantity, ...], source_text: str, target: tuple[Quantity, ...], target_text: str) -> Pairing:
    """As ``pair_quantities``, from quantities already found."""
    matched = match(source, target)
    left = [q for index, q in enumerate(source) if index not in {i for i, _ in matched}]
    right = [q for index, q in enumerate(target) if index not in {j for _, j in matched}]
    pairs = tuple((source[i], target[j]) for i, j in matched)
    side_a, side_b = Side(source_text, source), Side(target_text, target)
    open_a = [q for q in left if not is_excused(q, side_b)]
    open_b = [q for q in right if not is_excused(q, side_a)]
    suspected, only_a, only_b, waived = suspects(open_a, open_b, side_a, side_b)
    excused = tuple(q for q in left if q not in open_a) + tuple(q for q in right if q not in open_b) + waived
    return Pairing(pairs, tuple(only_a), tuple(only_b), tuple(suspected), excused)


def match(source: tuple[Quantity, ...], target: tuple[Quantity, ...]) -> list[tuple[int, int]]:
    """Index pairs of quantities that are alike, the most alike first; each quantity is used once."""
    index: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for position, q in enumerate(target):
        for key in keys(q):
            index[key].append(position)
    candidates: list[tuple[Likeness, float, int, int]] = []
    for i, q in enumerate(source):
        seen: set[int] = set()
        for key in keys(q):
            for j in index[key][:MAX_LEFTOVERS]:
                if j in seen:
                    continue
                seen.add(j)
                like = likeness(q, target[j])
                if like is not Likeness.NONE:
                    distance = abs(i / max(1, len(source)) - j / max(1, len(target)))
                    candidates.append((like, distance, i, j))
    candidates.sort()
    return _near(source, target, _assign(candidates))


def _assign(candidates: list[tuple[Likeness, float, int, int]]) -> list[tuple[int, int]]:
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for _, _, i, j in candidates:
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            pairs.append((i, j))
    return sorted(pairs)


def _near(
    source: tuple[Quantity, ...], target: tuple[Quantity, ...], pairs: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Adds leftovers that agree after conversion and rounding."""
    left = [i for i in range(len(source)) if i not in {a for a, _ in pairs} and source[i].unit]
    right = [j for j in range(len(target)) if j not in {b for _, b in pairs} and target[j].unit]
    if not left or not right or len(left) > MAX_LEFTOVERS or len(right) > MAX_LEFTOVERS:
        return pairs
    near = [
        (Likeness.NEAR, abs(i - j) / 1.0, i, j)
        for i in left
        for j in right
        if likeness(source[i], target[j]) is not Likeness.NONE and not contradicts(source[i], target[j])
    ]
    return sorted(pairs + _assign(sorted(near)))
