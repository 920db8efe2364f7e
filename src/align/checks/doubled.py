"""A word or phrase that stands twice in a row in the translation.

Why it matters: "国际货币基金组织(国际货币基金组织)" is a bracketed abbreviation that was translated away,
"国家。国家。" a sentence end stuck on twice, 融资和融资 two different words rendered the same.
What it does not see: repetition the original has too, reduplication (研究研究, 一点一点), repeated speech (好的，好的).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.acronyms import HAN
from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example

_BRACKETED = re.compile(rf"([{HAN}]{{2,30}})\s?[(（]\s?\1\s?[)）]")
_JOINED = re.compile(rf"([{HAN}]{{2,12}})\s?(?:[和与及]|以及|或|、|，?并)\1(?![{HAN}]?[的]?[{HAN}]?人)")
_ADJACENT = re.compile(rf"([{HAN}]{{3,12}})\1")
_AGAIN = re.compile(rf"([{HAN}]{{2,12}})[。.！!]\s?\1[。.！!]?$")
_LATIN = re.compile(r"(?<![\w-])([A-Za-z]{2,})\s+\1(?![\w-])", re.I)
_LEGITIMATE = frozenset({"that", "had", "is", "blah", "bye", "very", "so", "no", "yes", "ha"})
_REPEATS = re.compile(r"\b(\w{3,})\b\W+(?:(?:and|or|by|to|after|for|with|the|a|of)\W+){0,2}\1\b", re.I)


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    text = unit.target.text
    spans: list[Span] = []
    if unit.target.lang == "zh":
        spans = [Span(*m.span()) for p in (_BRACKETED, _JOINED, _ADJACENT) for m in p.finditer(text)]
        spans += _repeated_end(unit, context)
    else:
        spans = [Span(*m.span()) for m in _LATIN.finditer(text) if m[1].islower() and m[1] not in _LEGITIMATE]
    if spans and _REPEATS.search(unit.source.text):
        return
    for span in spans:
        yield Hit(f"“{_short(span.of(text))}” says the same thing twice.", target=span)


def _repeated_end(unit: TranslationUnit, context: Context) -> Iterator[Span]:
    """The last words of a sentence standing again as a sentence of their own."""
    text = unit.target.text
    previous = context.units[unit.number - 2].target.text if unit.number > 1 else ""
    joined = f"{previous}{text}"
    match = _AGAIN.search(joined)
    if match is None or match.end() <= len(previous):
        return
    whole_sentence = match.start() == 0 or joined[match.start() - 1] in "。！？!?”\n"
    if not whole_sentence:
        yield Span(max(0, match.start() - len(previous)), match.end() - len(previous))


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:38]}…"


CHECK = Check(
    id="doubled",
    severity=Severity.MINOR,
    mqm="linguistic-conventions/grammar",
    run=run,
    langs=(),
    needs_both_sides=False,
    examples=(
        Example(en="Let us study it.", zh="让我们研究研究。"),
        Example(en="Trade between enterprises grew.", zh="企业与其他企业的贸易增长了。"),
        Example(en="Good, good.", zh="好的，好的。"),
        Example(
            en="From region to region it differs.", zh="各个地区和地区之间不同。", why="the original repeats it too"
        ),
        Example(en="The IMF (IMF) is here.", zh="国际货币基金组织在这里。"),
        Example(
            en="The International Monetary Fund (IMF) agreed.",
            zh="国际货币基金组织(国际货币基金组织)同意了。",
            hits=("国际货币基金组织(国际货币基金组织)",),
        ),
        Example(en="It helps each country.", zh="它支持每个国家。国家。", hits=("国家。国家。",)),
        Example(en="Funding and financing followed.", zh="随后有融资和融资机会。", hits=("融资和融资",)),
    ),
)
