"""A name that the glossary keeps in the original's letters, translated or written otherwise.

Why it matters: Amtrak is Amtrak; a rendering made up for it cannot be looked up, and MQ-9b is not its name.
The glossary says so by giving the same word in both languages as the only accepted term:

    - id: amtrak
      en: {preferred: Amtrak}
      zh: {preferred: Amtrak}

What it does not see: a name that stands once where the original has it twice.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example
from align.termhits import kept_as_it_is, rendered_nearby, unit_terms

_GLOSSARY = """
- id: amtrak
  en: {preferred: Amtrak}
  zh: {preferred: Amtrak}
- id: nasa
  en: {preferred: NASA}
  zh: {preferred: 美国航天局, admitted: [NASA]}
"""


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    told = set()
    text = unit.target.text
    for match in unit_terms(unit, context).source:
        names = kept_as_it_is(match.concept, unit.source.lang, unit.target.lang)
        if not names or match.concept.id in told or any(_stands(name, text) for name in names):
            continue
        if rendered_nearby(unit, context, match.concept.id):
            continue
        told.add(match.concept.id)
        name = match.term.text if match.term.text in names else names[0]
        place = text.casefold().find(name.casefold())
        if place >= 0 and len(text.casefold()) == len(text):
            span = Span(place, place + len(name))
            yield Hit(f"The name is written {name}.", source=match.span, target=span, fix=name, fix_is_safe=True)
        else:
            yield Hit(f"“{name}” stays as it is; the glossary gives it no translation.", source=match.span)


def _stands(name: str, text: str) -> bool:
    """Whether a name stands in the text letter by letter and is not a part of a longer word."""
    place = text.find(name)
    while place >= 0:
        around = text[place - 1 : place] + text[place + len(name) : place + len(name) + 1]
        if not any(char.isascii() and char.isalnum() for char in around):
            return True
        place = text.find(name, place + 1)
    return False


CHECK = Check(
    id="do-not-translate",
    severity=Severity.MAJOR,
    mqm="accuracy/do-not-translate",
    run=run,
    langs=(),
    examples=(
        Example(en="Amtrak leads.", zh="由Amtrak领导。", glossary=_GLOSSARY),
        Example(en="NASA leads.", zh="由美国航天局领导。", glossary=_GLOSSARY, why="it has a Chinese name too"),
        Example(en="Amtrak leads.", zh="由美铁领导。", glossary=_GLOSSARY, hits=("Amtrak",)),
        Example(en="Amtrak leads.", zh="由AMTRAK领导。", glossary=_GLOSSARY, hits=("AMTRAK",)),
    ),
)
