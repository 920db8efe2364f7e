"""Where the termbase's terms stand in every unit of a document pair, found once for all checks."""

from __future__ import annotations

from dataclasses import dataclass

from align.bead import TranslationUnit, UnitSide
from align.document import Span
from align.matcher import TermMatch, TermMatcher
from align.matcher.shortforms import find_short_forms
from align.plugin import Context
from align.scopes import headings, meant_here
from align.term import Concept, Term, TermStatus

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
    found = tuple(UnitTerms(source.find(unit.source.text), target.find_all(unit.target.text)) for unit in context.units)
    # Asked for only where there is something to ask: the review page looks again at the whole document for it.
    if any(concept.sections for concept in context.termbase.concepts):
        found = _under_headings(found, context.once(_headings))
    if any(find_short_forms(side.text, side.lang) for unit in context.units for side in (unit.source, unit.target)):
        context.once(_whole)
        found = _with_short_forms(found, context)
    return found


def _whole(context: Context) -> int:
    """How many units there are: asking says that other units matter."""
    return len(context.units)


def _headings(context: Context) -> tuple[tuple[str, ...], ...]:
    return headings(context.units)


def _under_headings(found: tuple[UnitTerms, ...], above: tuple[tuple[str, ...], ...]) -> tuple[UnitTerms, ...]:
    return tuple(
        UnitTerms(meant_here(one.source, here), meant_here(one.target, here))
        for one, here in zip(found, above, strict=True)
    )


def _with_short_forms(found: tuple[UnitTerms, ...], context: Context) -> tuple[UnitTerms, ...]:
    """With what each document itself shortens a concept's term to, from there on: 以下简称“同盟”.

    In the translation it is an accepted term. In the original it asks for a rendering only where the
    translation has a short form of that concept too: else a pronoun may do.
    """
    there = _short_forms([unit.target for unit in context.units], [one.target for one in found])
    both = {concept.id for _, _, concept, _ in there}
    here = _short_forms([unit.source for unit in context.units], [one.source for one in found])
    here = [one for one in here if one[2].id in both]
    result = []
    for number, (unit, one) in enumerate(zip(context.units, found, strict=True)):
        target = (*one.target, *_later(there, number, unit.target, one.target))
        source = (*one.source, *_later(here, number, unit.source, one.source))
        result.append(
            UnitTerms(
                tuple(sorted(source, key=lambda m: m.span.start)),
                tuple(sorted(target, key=lambda m: (m.span.start, -m.span.end))),
            )
        )
    return tuple(result)


def _short_forms(sides: list[UnitSide], found: list[tuple[TermMatch, ...]]) -> list[tuple[int, int, Concept, str]]:
    """Unit and place from which on a short form stands for a concept whose accepted term is before its bracket."""
    forms = []
    for number, (side, matches) in enumerate(zip(sides, found, strict=True)):
        for form in find_short_forms(side.text, side.lang):
            named = [m for m in matches if form.name is not None and _ends_with(m, form.name, side.text)]
            for match in sorted(named, key=lambda m: m.span.start)[:1]:
                if match.term.status.accepted:
                    forms.append((number, form.place.end, match.concept, form.text))
    return forms


def _ends_with(match: TermMatch, name: Span, text: str) -> bool:
    """Whether the term is the end of the name, marks after it apart."""
    return match.span.overlaps(name) and not text[match.span.end : name.end].strip('”"》」』）) ')


def _later(
    forms: list[tuple[int, int, Concept, str]], number: int, side: UnitSide, taken: tuple[TermMatch, ...]
) -> list[TermMatch]:
    """The places of short forms in a unit that no match of the same concept or longer term has."""
    found = []
    for unit, place, concept, text in forms:
        if unit > number:
            continue
        start = side.text.find(text, place if unit == number else 0)
        while start >= 0:
            span = Span(start, start + len(text))
            if _is_whole(side.text, span) and not any(m.span.contains(span) for m in taken):
                found.append(TermMatch(span, concept, Term(text, side.lang, TermStatus.ADMITTED, abbreviation=True)))
            start = side.text.find(text, span.end)
    return found


def _is_whole(text: str, span: Span) -> bool:
    """Whether no Latin word is cut."""
    around = (text[span.start - 1 : span.start] + text[span.start], text[span.end - 1] + text[span.end : span.end + 1])
    return not any(len(pair) == 2 and pair.isascii() and pair.isalnum() for pair in around)
