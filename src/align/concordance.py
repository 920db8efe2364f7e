"""Where a concept stands in aligned texts, and how each place renders it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from align.bead import Alignment, TranslationUnit
from align.matcher import TermMatch, TermMatcher
from align.scopes import Finder, scopes
from align.term import Concept, Term, Termbase, TermStatus

_NEIGHBOURS = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A unit in which the concept stands on at least one side; matches are spans of that side's text.

    ``document`` is the name of the pair. An acronym of the source left in the target is among ``target``.
    """

    document: str
    unit: TranslationUnit
    source: tuple[TermMatch, ...]
    target: tuple[TermMatch, ...]

    @property
    def renderings(self) -> tuple[str, ...]:
        """What stands for the concept in the target, each once; empty where no term of it is there."""
        return tuple(dict.fromkeys(match.span.of(self.unit.target.text) for match in self.target))


def lookup(termbase: Termbase, query: str) -> tuple[Concept, ...]:
    """The concepts that a query names: by id, or by a term of any language, in any case and number."""
    by_id = termbase.get(query)
    if by_id is not None:
        return (by_id,)
    languages = sorted({term.lang for concept in termbase.concepts for term in concept.terms})
    found: dict[str, Concept] = {}
    for concept in termbase.concepts:
        if any(term.text.casefold() == query.casefold() for term in concept.terms):
            found[concept.id] = concept
    for lang in languages if not found else ():
        matches = TermMatcher(termbase, lang).find_all(query)
        found |= {match.concept.id: match.concept for match in matches if len(match.span) == len(query)}
    return tuple(found.values())


def neighbours(termbase: Termbase, query: str) -> tuple[Term, ...]:
    """Terms of other concepts spelt like the query or containing it, each once, the nearest first."""
    terms: dict[str, Term] = {}
    known = lookup(termbase, query)
    for concept in (concept for concept in termbase.concepts if concept not in known):
        for term in concept.terms:
            terms.setdefault(term.text.casefold(), term)
    wanted = query.casefold()
    holding = sorted((text for text in terms if wanted in text and text != wanted), key=len)
    near = [text for text in get_close_matches(wanted, terms, n=_NEIGHBOURS, cutoff=0.7) if text != wanted]
    return tuple(terms[text] for text in list(dict.fromkeys([*near, *holding]))[:_NEIGHBOURS])


def as_written(query: str, langs: tuple[str, str]) -> Concept:
    """A concept for a query that the glossary does not have, so that its places can be shown all the same."""
    return Concept(query, tuple(Term(query, lang, TermStatus.CANDIDATE) for lang in langs))


def places(concept: Concept, alignments: Mapping[str, Alignment]) -> tuple[Place, ...]:
    """Every unit that has the concept on a side where it is meant, in the order of the documents."""
    termbase = Termbase((concept,))
    finders: dict[str, Finder] = {}
    found: list[Place] = []
    for name, alignment in alignments.items():
        source, target = (
            finders.setdefault(lang, Finder(termbase, lang)) for lang in (alignment.source.lang, alignment.target.lang)
        )
        units = tuple(alignment.units())
        for unit, scope in zip(units, scopes(units, alignment.source.path, alignment.target.path), strict=True):
            here, there = source.find(unit.source.text, scope), target.find(unit.target.text, scope)
            # Only what the source calls it, and only there: a name that both languages share is no rendering.
            there = there or (source.find(unit.target.text, scope) if here else ())
            if here or there:
                found.append(Place(name, unit, here, there))
    return tuple(found)


def counts(found: tuple[Place, ...]) -> Counter[str]:
    """How often each rendering stands for the concept; "" counts places of the source without one."""
    return Counter(text for place in found for text in (place.renderings or ("",)) if place.source)
