"""Which units of one side speak for which units of the other: the sources of lexical links.

Lexicons (shipped, dictionary, the user's own), the same form on both sides (figures, Latin, names,
concepts of the termbase), related forms in related languages, and what the pair's own beads teach.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from align.evidence import Links, Side, ranges
from align.lexicon import Lexicon

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

_FORMS = "#tn"
_OFTEN = 400
_PAIRS = 1_000_000


def same_forms(source: Side, target: Side) -> dict[str, dict[str, float]]:
    """Figures of one value, one concept, one name, and Latin words of the same form."""
    links: dict[str, dict[str, float]] = {}
    for unit in source.names:
        body = unit[1:]
        forms = (unit,) if unit[0] in _FORMS else ("w" + body, "x" + body) if unit[0] in "wx" else ()
        same = {form: 1.0 for form in forms if form in target.numbers}
        if same:
            links[unit] = same
    return links


def lexicon_links(source: Side, target: Side, lexicon: Lexicon) -> dict[str, dict[str, float]]:
    """What a lexicon says of the units that both sides have, for its source language on either side."""
    turned = lexicon.source_lang != source.lang
    asked, answers = (target, source) if turned else (source, target)
    links: dict[str, dict[str, float]] = {}
    for unit in asked.names:
        row = {other: strength for other, strength in lexicon.lookup(unit) if other in answers.numbers}
        if row:
            links[unit] = row
    return reverse(links) if turned else links


def related_forms(source: Side, target: Side) -> dict[str, dict[str, float]]:
    """Cognates in two languages of one script: words that share a long beginning.

    The strength is the shared beginning's part of the longer word, for 4 letters or more.
    """
    by_start: dict[str, list[str]] = defaultdict(list)
    for unit in target.names:
        if unit[0] == "w" and len(unit) > 4:
            by_start[unit[:5]].append(unit)
    links: dict[str, dict[str, float]] = {}
    for unit in source.names:
        if unit[0] != "w" or len(unit) <= 4:
            continue
        row = {}
        for other in by_start.get(unit[:5], ()):
            shared = next((k for k, (a, b) in enumerate(zip(unit, other)) if a != b), min(len(unit), len(other)))  # noqa: B905 - to the shorter's end
            strength = (shared - 1) / (max(len(unit), len(other)) - 1)
            if strength >= 0.5:
                row[other] = strength
        if row:
            links[unit] = row
    return links


def learned_links(
    sides: tuple[Side, Side],
    pairs: Sequence[tuple[Sequence[int], Sequence[int]]],
    *,
    least: int = 2,
    strength: float = 0.3,
) -> dict[str, dict[str, float]]:
    """Units that keep company in already aligned segments (Dice, damped for few sightings).

    ``pairs`` are the segments of both sides of each bead; ``least`` sightings are needed, and more than twice
    what chance gives. In long texts units in more than one bead of fifty are left out: they teach nothing
    that a lexicon does not know.
    """
    import numpy as np

    if not pairs:
        return {}
    most = max(_OFTEN, len(pairs) // 50)
    columns = [_bead_units(side, [pair[k] for pair in pairs], least, most) for k, side in enumerate(sides)]
    (here, here_bead), (there, there_bead) = columns
    begin = np.searchsorted(there_bead, np.arange(len(pairs) + 1))
    order = np.argsort(here, kind="stable")
    here, here_bead = here[order], here_bead[order]
    done = np.concatenate([[0], np.cumsum(begin[here_bead + 1] - begin[here_bead])])
    ends = np.flatnonzero(np.append(here[1:] != here[:-1], True)) + 1 if len(here) else np.zeros(0, np.int64)
    found, first = [], 0
    while first < len(here):
        # Some units of the source at a time, so that memory does not grow with the text.
        last = int(max(ends[ends > first][0], ends[done[ends] <= done[first] + _PAIRS].max(initial=0)))
        found.append(_together(here[first:last], here_bead[first:last], there, begin, len(sides[1].names), least))
        first = last
    unit, other, together = np.concatenate([np.zeros((3, 0), np.int64), *found], axis=1)
    seen = [np.bincount(column, minlength=len(side.names)) for (column, _), side in zip(columns, sides, strict=True)]
    dice = 2 * together / (seen[0][unit] + seen[1][other]) * (together - 0.7) / (together + 0.7)
    good = (dice > strength) & (together * len(pairs) > 2 * seen[0][unit] * seen[1][other])
    links: dict[str, dict[str, float]] = defaultdict(dict)
    for a, b, value in zip(unit[good].tolist(), other[good].tolist(), dice[good].tolist(), strict=True):
        links[sides[0].names[a]][sides[1].names[b]] = value
    return links


def _together(here: Ints, bead: Ints, there: Ints, begin: Ints, width: int, least: int) -> Ints:
    """Pairs of units that are in one bead at least so often: unit, other unit, how often, in order.

    ``there[begin[b]:begin[b + 1]]`` are the target's units of bead b, ``here`` and ``bead`` some of the source's.
    """
    import numpy as np

    number = ranges(begin[bead], begin[bead + 1])
    keys = np.sort(np.repeat(here, begin[bead + 1] - begin[bead]) * width + there[number])
    ends = np.flatnonzero(np.append(keys[1:] != keys[:-1], True)) if len(keys) else np.zeros(0, np.int64)
    together = np.diff(ends, prepend=-1)
    keys, together = keys[ends[together >= least]], together[together >= least]
    return np.stack([keys // width, keys % width, together])


def _bead_units(side: Side, beads: Sequence[Sequence[int]], least: int, most: int) -> tuple[Ints, Ints]:
    """The units of every bead, each once, and their beads; only units in ``least`` to ``most`` beads."""
    import numpy as np

    rows = np.array([k for bead in beads for k in bead], np.int64)
    bead = np.repeat(np.arange(len(beads)), [len(bead) for bead in beads])
    types = side.types[ranges(side.offsets[rows], side.offsets[rows + 1])]
    keys = np.sort(np.repeat(bead, side.offsets[rows + 1] - side.offsets[rows]) * len(side.names) + types)
    keys = keys[np.append(keys[1:] != keys[:-1], True)] if len(keys) else keys
    bead, types = keys // len(side.names), keys % len(side.names)
    seen = np.bincount(types, minlength=len(side.names))[types]
    keep = (seen >= least) & (seen <= most)
    return types[keep], bead[keep]


def strongest(*tables: Links) -> dict[str, dict[str, float]]:
    """Several sources as one: of two links between the same units the stronger stands."""
    merged: dict[str, dict[str, float]] = defaultdict(dict)
    for table in tables:
        for unit, row in table.items():
            into = merged[unit]
            for other, strength in row.items():
                into[other] = max(strength, into.get(other, 0.0))
    return merged


def only(links: Links, kinds: str) -> dict[str, Mapping[str, float]]:
    """The links of source units of some kinds."""
    return {unit: row for unit, row in links.items() if unit[0] in kinds}


def reverse(links: Links) -> dict[str, dict[str, float]]:
    """The same links seen from the other side."""
    turned: dict[str, dict[str, float]] = defaultdict(dict)
    for unit, row in links.items():
        for other, strength in row.items():
            turned[other][unit] = strength
    return turned
