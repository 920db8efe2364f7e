"""Which units of one side speak for which units of the other: the sources of lexical links.

Lexicons (shipped, dictionary, the user's own), the same form on both sides (figures, Latin, names,
concepts of the termbase), related forms in related languages, and what the pair's own beads teach.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from align.evidence import Links, Side
from align.lexicon import Lexicon

_FORMS = "#tn"


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
    pairs: Iterable[tuple[Sequence[str], Sequence[str]]], *, least: int = 2, strength: float = 0.3
) -> dict[str, dict[str, float]]:
    """Units that keep company in already aligned texts (Dice, damped for few sightings).

    ``pairs`` are the units of both sides of each bead; ``least`` sightings are needed, and more than twice
    what chance gives.
    """
    seen: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    together: Counter[tuple[str, str]] = Counter()
    beads = [(set(source), set(target)) for source, target in pairs]
    for here, there in beads:
        seen[0].update(here)
        seen[1].update(there)
    often = [{unit for unit, count in counts.items() if count >= least} for counts in seen]
    for here, there in beads:
        common = there & often[1]
        together.update((unit, other) for unit in here & often[0] for other in common)
    links: dict[str, dict[str, float]] = defaultdict(dict)
    for (unit, other), count in together.items():
        if count < least:
            continue
        dice = 2 * count / (seen[0][unit] + seen[1][other]) * (count - 0.7) / (count + 0.7)
        if dice > strength and count * len(beads) > 2 * seen[0][unit] * seen[1][other]:
            links[unit][other] = dice
    return links


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
