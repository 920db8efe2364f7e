"""A word or phrase that stands twice in a row in the translation.

Why it matters: "国际货币基金组织(国际货币基金组织)" is a bracketed abbreviation that was translated away,
"国家。国家。" a sentence end stuck on twice, 融资和融资 two different words rendered the same.
What it does not see: repetition the original has too, reduplication (研究研究, 一点一点), repeated speech (好的，好的).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.acronyms import HAN, english_definitions
from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example
from align.termhits import unit_terms

_BRACKETED = re.compile(rf"([{HAN}]{{2,30}})\s?[(（]\s?\1\s?[)）]")
_BRACKET = re.compile(rf"[(（]\s?([{HAN}]{{2,30}})\s?[)）]")
_JOINED = re.compile(rf"([{HAN}]{{2,12}})\s?(?:[和与及]|以及|或|、|，?并)\1(?![{HAN}]?[的]?[{HAN}]?人|以[上下内內]|更)")
_ADJACENT = re.compile(rf"([{HAN}]{{3,12}})\1")
_AGAIN = re.compile(rf"([{HAN}]{{2,12}})[。.！!]\s?\1[。.！!]?$")
_LATIN = re.compile(r"(?<![\w-])([A-Za-z]{2,})\s+\1(?![\w-])", re.I)
_LEGITIMATE = frozenset({"that", "had", "is", "blah", "bye", "very", "so", "no", "yes", "ha"})
_REPEATS = re.compile(r"\b(\w{3,})\b\W+(?:(?:and|or|by|to|after|for|with|the|a|of)\W+){0,2}\1\b", re.I)


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    text = unit.target.text
    spans: list[Span] = []
    if unit.target.lang == "zh":
        spans = list(_bracketed(text))
        spans += [Span(*m.span()) for p in (_JOINED, _ADJACENT) for m in p.finditer(text)]
        spans += _repeated_end(unit, context)
    else:
        spans = [Span(*m.span()) for m in _LATIN.finditer(text) if m[1].islower() and m[1] not in _LEGITIMATE]
    if spans and _REPEATS.search(unit.source.text):
        return
    for span in spans:
        fix, safe = _once(span.of(text), unit, context)
        message = f"“{_short(span.of(text))}” says the same thing twice."
        yield Hit(message, target=span, fix=fix, fix_is_safe=safe)


def _bracketed(text: str) -> Iterator[Span]:
    """What stands before a bracket and in it: from the bracket, as few texts have many."""
    for match in _BRACKET.finditer(text):
        before = match.start() - (text[match.start() - 1 : match.start()].isspace())
        start = before - len(match[1])
        if start >= 0 and text.startswith(match[1], start):
            yield Span(start, match.end())


def _once(said: str, unit: TranslationUnit, context: Context) -> tuple[str | None, bool]:
    """The phrase once, or with the acronym that the second one stands for, and whether nothing else would do."""
    if match := _BRACKETED.fullmatch(said):
        acronym, sure = _acronym_of(match[1], unit, context)
        if acronym is None:
            return match[1], True
        return f"{match[1]}{said[len(match[1]) : said.rindex(match[1])]}{acronym}{said[-1]}", sure
    if match := _AGAIN.fullmatch(said):
        return said[len(match[1]) + 1 :].lstrip(), True
    if match := _JOINED.fullmatch(said):
        return match[1], False  # two different words of the original may have been rendered alike
    if match := _ADJACENT.fullmatch(said):
        return match[1], len(set(match[1])) > 1
    match = _LATIN.fullmatch(said)
    return (match[1], True) if match else (None, False)


def _acronym_of(name: str, unit: TranslationUnit, context: Context) -> tuple[str | None, bool]:
    """The acronym that the original has in brackets after this name, and whether it can be no other.

    It is the only one that the translation lacks, or that of the term which the name renders; else the one that
    stands about as far into the sentence.
    """
    lost = [d for d in english_definitions(unit.source.text) if d.acronym not in unit.target.text]
    terms = unit_terms(unit, context)
    named = {m.concept.id for m in terms.target if m.term.text == name}
    spans = [m.span for m in terms.source if m.concept.id in named]
    if here := [d for d in lost if any(span.overlaps(d.long_form) for span in spans)]:
        lost = here
    place = unit.target.text.find(name) / len(unit.target.text)
    near = min(lost, key=lambda d: abs(d.span.start / len(unit.source.text) - place), default=None)
    return (near.acronym, len(lost) == 1) if near else (None, False)


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
        Example(en="For two or more items.", zh="若购买两件或两件以上。"),
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
