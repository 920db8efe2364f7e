"""A rendering that the glossary forbids or deprecates for the term in the original.

Why it matters: these are the known traps: GIST the programme rendered as the tumour.
What it does not see: bad renderings nobody has written down yet.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.matcher import TermMatch
from align.plugin import Check, Context, Example
from align.replacing import fitted
from align.term import TermStatus
from align.termhits import UnitTerms, unit_terms

_BAD = (TermStatus.FORBIDDEN, TermStatus.DEPRECATED)
_GLOSSARY = """
- id: gist
  en: {preferred: Global Innovation through Science and Technology, abbreviation: GIST}
  zh: {preferred: 全球科技创新计划, forbidden: [胃肠道间质瘤, 间质瘤]}
- id: small-reactor
  en: {preferred: small modular reactor}
  zh: {preferred: 小型模块化反应堆, deprecated: [小型模块反应堆]}
"""


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    terms = unit_terms(unit, context)
    meant = {match.concept.id: match for match in terms.source}
    bad = [m for m in terms.target if m.term.status in _BAD and m.concept.id in meant]
    told: list[Span] = [match.span for match in terms.target if match.term.status.accepted]
    for match in sorted(bad, key=lambda m: (-len(m.span), m.span)):
        if any(span.contains(match.span) for span in told):
            continue
        told.append(match.span)
        status = match.term.status
        original = meant[match.concept.id]
        preferred = match.concept.preferred(unit.target.lang)
        said = original.span.of(unit.source.text)
        instead = f"; use {preferred.text}" if preferred else ""
        place = fitted(unit.target.text, match.span, preferred.text) if preferred else match.span
        yield Hit(
            f"The glossary {'forbids' if status is TermStatus.FORBIDDEN else 'deprecates'} "
            f"{match.term.text} for “{said}”{instead}.",
            source=original.span,
            target=place,
            fix=preferred.text if preferred else None,
            fix_is_safe=preferred is not None and _only_reading(match, place, bad, terms),
            severity=Severity.MAJOR if status is TermStatus.FORBIDDEN else Severity.MINOR,
        )


def _only_reading(match: TermMatch, place: Span, bad: list[TermMatch], terms: UnitTerms) -> bool:
    """Whether the bad rendering can only stand for this concept, once for each time the original names it."""
    concept = match.concept.id
    originals = [m for m in terms.source if m.concept.id == concept]
    # Nested matches (工业基地 in 国防工业基地) are one place.
    bad_places = {m.span for m in bad if m.concept.id == concept and not _inside_another(m, bad)}
    right_places = {m.span for m in terms.target if m.concept.id == concept and m.term.status.accepted}
    shared = any(m.concept.id != concept and m.span == o.span for m in terms.source for o in originals)
    wanted_too = any(m.concept.id != concept and m.span.overlaps(place) and _meant(m, terms) for m in terms.target)
    return len(bad_places) + len(right_places) <= len(originals) and not shared and not wanted_too


def _inside_another(match: TermMatch, others: list[TermMatch]) -> bool:
    return any(o.span != match.span and o.span.contains(match.span) for o in others)


def _meant(match: TermMatch, terms: UnitTerms) -> bool:
    return any(m.concept.id == match.concept.id for m in terms.source)


CHECK = Check(
    id="term-forbidden",
    severity=Severity.MAJOR,
    mqm="terminology/inconsistent-with-terminology-resource",
    run=run,
    langs=(),
    examples=(
        Example(en="The GIST program grows.", zh="全球科技创新计划在扩大。", glossary=_GLOSSARY),
        Example(en="A tumour was found.", zh="发现了胃肠道间质瘤。", glossary=_GLOSSARY, why="the tumour is meant"),
        Example(en="A small modular reactor.", zh="小型模块反应堆。", glossary=_GLOSSARY, hits=("小型模块反应堆",)),
        Example(
            en="The GIST program grows.", zh="胃肠道间质瘤计划在扩大。", glossary=_GLOSSARY, hits=("胃肠道间质瘤计划",)
        ),
    ),
)
