"""What is not accounted for in every bead of a document pair, found once for all checks."""

from __future__ import annotations

from dataclasses import replace

from align.bead import TranslationUnit
from align.coverage import (
    Evidence,
    Uncovered,
    Word,
    chinese_words,
    content_units,
    is_lopsided,
    learn,
    open_words,
    uncovered,
)
from align.document import Span
from align.lexicon import shipped
from align.plugin import Context
from align.termhits import unit_terms
from align.unsaid import unsaid

_DOUBT = 0.3
"""From which probability on a bead is looked at again with all that the document knows."""
_TEACHING = 2000
"""So many beads, evenly taken, teach how a document renders its words."""


def uncovered_in(unit: TranslationUnit, context: Context) -> Uncovered | None:
    """What either side of an English-Chinese bead has for itself alone; None where neither can be."""
    found = context.once(_first).get(unit.number)
    if found is None or max(found.english[1], found.chinese[1]) < _DOUBT:
        return found
    evidence = context.once(_taught)
    if evidence is None:
        return found
    words = context.once(_words)
    again = uncovered(*_texts(unit), words[unit.number - 1], evidence, _rendered(unit, context))
    # A neighbour may have the clause: a doubtful border between beads is no omission.
    near = [n for n in (unit.number - 2, unit.number) if 0 <= n < len(context.units)]
    beside = [word for n in near for _, word in words[n]]
    english = " ".join(_texts(context.units[n])[0] for n in near)
    moved = uncovered(*_texts(unit), words[unit.number - 1], evidence, _rendered(unit, context), beside)
    if moved.english[1] < again.english[1] / 2:
        again = replace(again, english=(again.english[0], moved.english[1]))
    if again.chinese[1] >= _DOUBT and english and _elsewhere(again.chinese[0], unit, english, evidence, words):
        again = replace(again, chinese=(again.chinese[0], 0.0))
    return again


def unsaid_in(unit: TranslationUnit, context: Context, lang: str) -> Span | None:
    """The whole sentence of a bead's ``lang`` side that its other side and the neighbours' lack, or None."""
    own, lexicon = context.once(_lopsided).get(unit.number), shipped("zh", "en")
    if own is None or lexicon is None or unsaid(*_texts(unit), own, Evidence(lexicon, {}), lang) is None:
        return None
    evidence, words = context.once(_taught), context.once(_words)
    sentence = unsaid(*_texts(unit), own, evidence, lang) if evidence else None
    if sentence is None or evidence is None or _only_there(sentence, unit, context, lang):
        return None
    near = [n for n in (unit.number - 2, unit.number) if 0 <= n < len(context.units)]
    if lang == "zh":
        beside = " ".join(_texts(context.units[n])[0] for n in near)
        return None if _elsewhere(sentence, unit, beside, evidence, words) else sentence
    text = sentence.of(_texts(unit)[0])
    content = content_units(text)
    _, missing = open_words(text, [word for n in near for word in words[n]], evidence)
    return sentence if len(missing) * 2 > len(content) else None


def _only_there(sentence: Span, unit: TranslationUnit, context: Context, lang: str) -> bool:
    """Whether a term that both sides have stands in this sentence and nowhere else on its side."""
    terms = unit_terms(unit, context)
    own, other = (terms.source, terms.target) if unit.source.lang == lang else (terms.target, terms.source)
    inside = {m.concept.id for m in own if m.span.overlaps(sentence)}
    outside = {m.concept.id for m in own if not m.span.overlaps(sentence)}
    return bool((inside - outside) & {m.concept.id for m in other})


def _elsewhere(
    span: Span, unit: TranslationUnit, english: str, evidence: Evidence, words: tuple[tuple[Word, ...], ...]
) -> bool:
    """Whether the neighbours' English accounts for half of the words of a Chinese stretch."""
    inside = [word for word in words[unit.number - 1] if word[0].overlaps(span) and len(word[1]) > 1]
    missing, _ = open_words(english, inside, evidence)
    return len(missing) * 2 <= len({word for _, word in inside})


def _lopsided(context: Context) -> dict[int, tuple[Word, ...]]:
    """The Chinese words of the beads whose lengths make them worth a look, by number."""
    units = [unit for unit in context.units if unit.bead.source and unit.bead.target and is_lopsided(*_texts(unit))]
    lexicon = shipped("zh", "en") if units else None
    if lexicon is None:
        return {}
    words = chinese_words([_texts(unit)[1] for unit in units], lexicon)
    return {unit.number: here for unit, here in zip(units, words, strict=True)}


def _first(context: Context) -> dict[int, Uncovered]:
    """By number, what is uncovered in these beads."""
    words = context.once(_lopsided)
    lexicon = shipped("zh", "en") if words else None
    if lexicon is None:
        return {}
    evidence = Evidence(lexicon, {})
    units = [unit for unit in context.units if unit.number in words]
    return {unit.number: uncovered(*_texts(unit), words[unit.number], evidence, ((), ())) for unit in units}


def _taught(context: Context) -> Evidence | None:
    lexicon = shipped("zh", "en")
    if lexicon is None:
        return None
    plain = Evidence(lexicon, {})
    every = 1 + len(context.units) // _TEACHING
    pairs = zip(context.units[::every], context.once(_words)[::every], strict=True)
    return Evidence(lexicon, learn(open_words(_texts(unit)[0], words, plain) for unit, words in pairs))


def _words(context: Context) -> tuple[tuple[Word, ...], ...]:
    lexicon = shipped("zh", "en")
    return tuple(chinese_words([_texts(unit)[1] for unit in context.units], lexicon)) if lexicon else ()


def _texts(unit: TranslationUnit) -> tuple[str, str]:
    """English, Chinese."""
    return unit.side("en").text, unit.side("zh").text


def _rendered(unit: TranslationUnit, context: Context) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Places of terms that both sides have, in English and in Chinese."""
    terms = unit_terms(unit, context)
    both = {m.concept.id for m in terms.source} & {m.concept.id for m in terms.target}
    source, target = (tuple(m.span for m in side if m.concept.id in both) for side in (terms.source, terms.target))
    return (source, target) if unit.source.lang == "en" else (target, source)
