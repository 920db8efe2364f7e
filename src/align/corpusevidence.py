"""What aligned texts say of terms: evidence for the concepts of a glossary, and proposals of new ones.

Everything is counted in beads, and a place is named by its document and first source segment's key.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from align.alignments.segment_keys import segment_key
from align.bead import Alignment, TranslationUnit
from align.extraction import Candidate, Place, extract
from align.extraction.words import FUNCTION
from align.matcher import TermMatch
from align.matcher.folding import fold
from align.regeneration import Proposal
from align.scopes import Finder, Scope, scopes
from align.term import Concept, Termbase
from align.termevidence import PLACES, Seen, TermEvidence

SURE = 0.6
"""Score from which a candidate is added to the glossary."""
SUPPORTED = 0.25
"""Support by the words from which a rendering is proposed."""
KEEP = 0.3
"""Score down to which a candidate that stands in the glossary stays there."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The units of several documents in one row, each with the name of its place and its scope.

    ``scopes`` may be left out: then units stand in no document that ``paths`` could name and under no heading.
    """

    units: tuple[TranslationUnit, ...]
    places: tuple[str, ...]
    scopes: tuple[Scope, ...] = ()

    def scope(self, number: int) -> Scope:
        return self.scopes[number] if self.scopes else Scope()

    @classmethod
    def of(cls, alignments: Mapping[str, Alignment]) -> Corpus:
        """All beads with text on both sides, by document name."""
        units, places, where = [], [], []
        for name in sorted(alignments):
            alignment = alignments[name]
            pair = tuple(alignment.units())
            for unit, scope in zip(pair, scopes(pair, alignment.source.path, alignment.target.path), strict=True):
                if unit.source.text and unit.target.text:
                    units.append(unit)
                    where.append(scope)
                    places.append(f"{name}#{segment_key(alignment.source.segment_text(unit.bead.source[0]))}")
        return cls(tuple(units), tuple(places), tuple(where))


def candidates(corpus: Corpus) -> tuple[Candidate, ...]:
    """Candidate terms of the corpus, best first, down to what may stay in a glossary."""
    return extract(corpus.units, least=KEEP)


def proposals(
    found: Iterable[Candidate],
    corpus: Corpus,
    termbase: Termbase = Termbase(),  # noqa: B008 - frozen
    sure: float = SURE,
) -> list[Proposal]:
    """Candidates as they are proposed to a glossary, best first.

    What stands only inside terms of the termbase, or is made of them, is not proposed: PGI Lobito Corridor
    is no term where PGI and Lobito Corridor are.
    """
    known = _Known(termbase.decided(), corpus)
    made = []
    for one in found:
        if all(known.accounts_for(place) for place in one.places):
            continue
        term = one.term
        seen = [_seen(r.text, (p.unit for p in r.places), corpus) for r in one.renderings if r.support >= SUPPORTED]
        beads = len({place.unit for place in one.places})
        made.append(
            Proposal(
                " ".join(term.split()),
                tuple(sorted(seen, key=lambda s: (-s.count, s.text))),
                beads,
                round(one.score, 1),
                one.acronym,
                one.why,
                one.score >= sure,
            )
        )
    return made


class _Known:
    """Where the terms of a termbase stand in the English texts."""

    def __init__(self, termbase: Termbase, corpus: Corpus) -> None:
        finder = Finder(termbase, "en")
        self.texts = [unit.side("en").text if len(termbase) else "" for unit in corpus.units]
        self.spans = [
            sorted({m.span for m in finder.find_all(text, corpus.scope(number))}) if text else []
            for number, text in enumerate(self.texts)
        ]

    def accounts_for(self, place: Place) -> bool:
        """Whether a longer term holds the place, or several terms make it up; one that is the place does not."""
        span = place.source
        near = [known for known in self.spans[place.unit] if known.overlaps(span)]
        if any(known != span and known.contains(span) for known in near):
            return True
        inside = [known for known in near if known != span and span.contains(known)]
        rest = "".join(
            char
            for offset, char in enumerate(span.of(self.texts[place.unit]), start=span.start)
            if not any(known.start <= offset < known.end for known in inside)
        )
        words = re.findall(r"[^\W\d_]+(?:\.[^\W\d_]+\.?)*", rest)
        return bool(inside) and all(word.lower() in FUNCTION or word in _COUNTRY for word in words)


_COUNTRY = frozenset("U.S. US U.S UK U.K. EU UN".split())


def known_evidence(
    termbase: Termbase, corpus: Corpus, langs: tuple[str, str], found: Sequence[Candidate] = ()
) -> list[TermEvidence]:
    """Evidence for every concept that a person decided on and the source texts have where it is meant.

    ``found`` are candidates of the same corpus: where a concept's own terms are missing, their renderings
    are told as dissent.
    """
    termbase = termbase.decided()
    source, target = (Finder(termbase, lang) for lang in langs)
    beads: defaultdict[str, list[tuple[int, tuple[TermMatch, ...]]]] = defaultdict(list)
    for number, unit in enumerate(corpus.units):
        scope = corpus.scope(number)
        here = {match.concept.id for match in source.find(unit.side(langs[0]).text, scope)}
        if here:
            there = target.find_all(unit.side(langs[1]).text, scope)
            for concept_id in here:
                beads[concept_id].append((number, tuple(m for m in there if m.concept.id == concept_id)))
    by_key = {fold(one.term, "en").key: one for one in found}
    evidence = []
    for concept in termbase.concepts:
        if beads[concept.id]:
            evidence.append(_of_concept(concept, beads[concept.id], corpus, langs, by_key))
    return evidence


def _of_concept(
    concept: Concept,
    beads: Sequence[tuple[int, tuple[TermMatch, ...]]],
    corpus: Corpus,
    langs: tuple[str, str],
    found: Mapping[str, Candidate],
) -> TermEvidence:
    seen: defaultdict[str, list[int]] = defaultdict(list)
    dissent: dict[str, None] = {}
    missing = []
    for number, matches in beads:
        text = corpus.units[number].side(langs[1]).text
        outer = [m for m in matches if not any(o.span != m.span and o.span.contains(m.span) for o in matches)]
        for written in dict.fromkeys(m.span.of(text) for m in outer):
            seen[written].append(number)
        dissent |= dict.fromkeys(m.span.of(text) for m in outer if not m.term.status.accepted)
        if not outer:
            short = _bare_acronym(concept, text, langs[0])
            if short:
                seen[short].append(number)
            else:
                missing.append(number)
    for written in _elsewhere(concept, missing, langs[0], found):
        dissent[written] = None
    term = concept.preferred(langs[0]) or concept.in_language(langs[0])[0]
    rows = (_seen(" ".join(text.split()), numbers, corpus) for text, numbers in seen.items())
    return TermEvidence(
        concept.id,
        term.text,
        len(beads),
        tuple(sorted(rows, key=lambda s: (-s.count, s.text))),
        tuple(" ".join(text.split()) for text in dissent),
        len(missing),
    )


def _elsewhere(concept: Concept, missing: Sequence[int], lang: str, found: Mapping[str, Candidate]) -> list[str]:
    """What stands for the concept where none of its own terms does, as extraction finds it."""
    texts: dict[str, None] = {}
    for term in concept.in_language(lang):
        candidate = found.get(fold(term.text, lang).key)
        for rendering in candidate.renderings if candidate else ():
            if any(place.unit in missing for place in rendering.places):
                texts[rendering.text] = None
    return list(texts)


def _bare_acronym(concept: Concept, text: str, lang: str) -> str:
    for term in concept.in_language(lang):
        if term.abbreviation and re.search(rf"(?<![A-Za-z0-9]){re.escape(term.text)}(?![A-Za-z0-9])", text):
            return term.text
    return ""


def _seen(text: str, numbers: Iterable[int], corpus: Corpus) -> Seen:
    beads = sorted(set(numbers))
    return Seen(" ".join(text.split()), len(beads), tuple(corpus.places[number] for number in beads[:PLACES]))
