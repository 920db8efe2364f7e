"""Where the termbase's terms stand in every unit of a document pair, found once for all checks."""

from __future__ import annotations

from dataclasses import dataclass

from align.bead import TranslationUnit
from align.matcher import TermMatch, TermMatcher
from align.plugin import Context
from align.term import Concept

SURE = 0.8
"""Beads less sure than this may have lost a sentence to a neighbour, so the neighbours are asked too."""


@dataclass(frozen=True, slots=True)
class UnitTerms:
    """Term matches of one unit. ``source``: longest matches; ``target``: nested ones as well."""

    source: tuple[TermMatch, ...]
    target: tuple[TermMatch, ...]

    def rendered(self, concept_id: str) -> bool:
        """Whether the target has an accepted term of a concept."""
        return any(m.concept.id == concept_id and m.term.status.accepted for m in self.target)


def unit_terms(unit: TranslationUnit, context: Context) -> UnitTerms:
    """The term matches of a unit."""
    return context.once(_all)[unit.number - 1]


def rendered_nearby(unit: TranslationUnit, context: Context, concept_id: str) -> bool:
    """Whether a neighbour's target has the concept and one of the beads is unsure or one-sided."""
    terms = context.once(_all)
    for number in (unit.number - 1, unit.number + 1):
        if 1 <= number <= len(context.units):
            other = context.units[number - 1]
            doubtful = min(unit.bead.confidence, other.bead.confidence) < SURE or not other.bead.source
            if doubtful and terms[number - 1].rendered(concept_id):
                return True
    return False


def kept_as_it_is(concept: Concept, source_lang: str, target_lang: str) -> tuple[str, ...]:
    """The names of a concept that stays as it is: every accepted term of the target is one of the source's too.

    () for a concept that is translated, also where the original's own form is admitted beside a translation.
    """
    own = {term.text for term in concept.accepted(source_lang)}
    names = tuple(term.text for term in concept.accepted(target_lang))
    return names if own.issuperset(names) else ()


def matchers(context: Context) -> tuple[TermMatcher, TermMatcher]:
    """What finds the termbase's decided terms in the source and in the target."""
    first, termbase = context.units[0], context.termbase.decided()
    return TermMatcher(termbase, first.source.lang), TermMatcher(termbase, first.target.lang)


def _all(context: Context) -> tuple[UnitTerms, ...]:
    if not context.units:
        return ()
    source, target = context.once(matchers)
    return tuple(UnitTerms(source.find(unit.source.text), target.find_all(unit.target.text)) for unit in context.units)
