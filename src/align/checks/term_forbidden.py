"""A rendering that the glossary forbids or deprecates for the term in the original.

Why it matters: these are the known traps: GIST the programme rendered as the tumour.
What it does not see: bad renderings nobody has written down yet.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example
from align.term import TermStatus
from align.termhits import unit_terms

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
        yield Hit(
            f"The glossary {'forbids' if status is TermStatus.FORBIDDEN else 'deprecates'} "
            f"{match.term.text} for “{said}”{instead}.",
            source=original.span,
            target=match.span,
            fix=preferred.text if preferred else None,
            severity=Severity.MAJOR if status is TermStatus.FORBIDDEN else Severity.MINOR,
        )


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
            en="The GIST program grows.", zh="胃肠道间质瘤计划在扩大。", glossary=_GLOSSARY, hits=("胃肠道间质瘤",)
        ),
    ),
)
