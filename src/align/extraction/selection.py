"""Which of many phrases that overlap are listed, and in what order.

A phrase's first score looks at it alone. A second one weighs it beside the other phrases at its places. Names
of countries are no candidates (the ``country`` check knows them). A name with and without its country or title
("U.S. Department of Defense") is one candidate, and so are phrases that never stand apart ("Blue Dot Network",
"Blue Dot Network Secretariat"): the best is the term, the others say where its limits may be instead. One that is
likely a term itself stays a candidate ("Kyoto University" beside "Kyoto University Critical Assembly").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from align.document import Span
from align.extraction.candidate import Candidate
from align.extraction.keys import fold_key
from align.extraction.neighbours import standing
from align.extraction.termhood import Group, Model, is_country
from align.extraction.words import TITLES

FLOORS = {"defined": 0.5, "acronym": 0.4}
"""What the text itself abbreviates is a term, however odd it looks."""
CUTS = 3
"""How many other limits of a term are kept."""


LIKELY = 0.3
"""Score from which a phrase is a candidate of its own though it always stands within another."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with the figures behind its score."""

    candidate: Candidate
    values: Mapping[str, float]
    group: Group


def listable(judged: Sequence[Scored]) -> list[Scored]:
    """Without names of countries, and acronyms that a long form already has."""
    return [one for one in _with_acronyms(judged) if not is_country(one.candidate.term)]


def beside(kept: Sequence[Scored]) -> list[dict[str, float]]:
    """For each phrase the figures of its second score: its own and those of its neighbours."""
    around = standing([one.candidate for one in kept])
    return [{**one.values, **values} for one, values in zip(kept, around, strict=True)]


def settled(judged: Sequence[Scored], fitted: Model) -> list[Candidate]:
    """The candidates among scored phrases, best first, with the score that a model gives them beside each other."""
    kept = listable(judged)
    chances = fitted.beside.chances(beside(kept))
    ranked = [
        replace(one.candidate, score=max(FLOORS.get(one.candidate.kind, 0.0), round(chance, 4)))
        for one, chance in zip(kept, chances, strict=True)
    ]
    ranked.sort(key=lambda c: (-c.score, -c.count, c.term))
    return _families(_merged(ranked))


def _with_acronyms(judged: Sequence[Scored]) -> list[Scored]:
    """Acronyms that the text defines are part of their long form's candidate."""
    defined = {scored.candidate.acronym for scored in judged if scored.candidate.acronym}
    return [s for s in judged if s.candidate.kind != "acronym" or s.candidate.term not in defined]


def _merged(ranked: Sequence[Candidate]) -> list[Candidate]:
    """One candidate for a name with and without the country or title before it; the better one stays."""
    by_bare: dict[str, int] = {}
    found: list[Candidate] = []
    for one in ranked:
        key = fold_key(bare_name(one.term), "en") if one.kind in ("name", "defined", "quoted") else ""
        if key and key in by_bare:
            better = found[by_bare[key]]
            forms = dict.fromkeys((*better.variants, one.term))
            forms.pop(better.term, None)
            acronym = better.acronym or one.acronym
            found[by_bare[key]] = replace(better, variants=tuple(forms), acronym=acronym)
            continue
        if key:
            by_bare[key] = len(found)
        found.append(one)
    return found


def _families(ranked: Sequence[Candidate]) -> list[Candidate]:
    """One candidate for phrases that always stand at the same places, the longer around the shorter."""
    found: list[Candidate] = []
    places: defaultdict[tuple[int, int], list[tuple[Span, int]]] = defaultdict(list)
    for one in ranked:
        hosts: set[int] | None = None
        for place in one.places:
            here = {
                number
                for span, number in places[one.count, place.unit]
                if (span.contains(place.source) or place.source.contains(span)) and len(found[number].cuts) < CUTS
            }
            hosts = here if hosts is None else hosts & here
        if hosts and one.kind not in ("defined", "acronym") and one.score < LIKELY:
            host = min(hosts)
            found[host] = replace(found[host], cuts=(*found[host].cuts, one.term))
            continue
        for place in one.places:
            places[one.count, place.unit].append((place.source, len(found)))
        found.append(one)
    return [replace(one, why=(*one.why, f"or {' / '.join(one.cuts)}")) if one.cuts else one for one in found]


def bare_name(term: str) -> str:
    """A name without countries and titles before it, where a name of capitalised words is left."""
    rest = term
    while True:
        first, space, after = rest.partition(" ")
        word = first.removesuffix("'s").removesuffix("’s")
        if not space or not after[:1].isupper() or not (is_country(word) or word.lower() in TITLES):
            return rest
        rest = after
