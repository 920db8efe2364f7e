"""What renders some selected words: proposed from the rows where they stand, by the links of the term extraction."""

from __future__ import annotations

from collections import Counter

from align.bead import Alignment, TranslationUnit
from align.web.cards import fold
from align.web.operations import Side

_ROWS = 12
"""Rows that are asked: the reader's own, then others in the order of the text."""
_COMPANY = 300
"""Rows around them whose words are counted too, so that a word is told from its neighbours."""
_MOST = 6


def renderings(alignment: Alignment, row: int, side: Side, words: str) -> list[str]:
    """What the other side says for ``words``, which stand on a side of a row; what most rows say first.

    Nothing where the languages are not English and Chinese.
    """
    langs = {alignment.source.lang, alignment.target.lang}
    wanted = fold(words.strip())
    if not wanted or langs != {"en", "zh"}:
        return []
    units = _units(alignment, row, side, wanted)
    if not units:
        return []
    english = side == ("source" if alignment.source.lang == "en" else "target")
    chosen = {unit.number for unit in units}
    others = [unit for unit in alignment.units() if unit.number not in chosen and unit.source.text and unit.target.text]
    near = sorted(others, key=lambda unit: abs(unit.number - row - 1))[:_COMPANY]
    found = _linked(units, near, wanted, english)
    if english:
        found += _beside(units, wanted)
    counts = Counter(found)
    return sorted(counts, key=lambda text: (-counts[text], found.index(text)))[:_MOST]


def _units(alignment: Alignment, row: int, side: Side, wanted: str) -> list[TranslationUnit]:
    """The units that hold the words and have both sides, the reader's first."""
    found = [
        unit
        for unit in alignment.units()
        if unit.source.text and unit.target.text and wanted in fold(getattr(unit, side).text)
    ]
    return sorted(found, key=lambda unit: unit.number != row + 1)[:_ROWS]


def _linked(units: list[TranslationUnit], near: list[TranslationUnit], wanted: str, english: bool) -> list[str]:
    """The stretch of each unit's other side that word links and the lexicon tie to the words."""
    from align.extraction.phrase import Phrase
    from align.extraction.renderings import Unit
    from align.extraction.tokens import chinese_tokens, english_tokens
    from align.extraction.wordlinks import WordLinks, word_links
    from align.lexicon import shipped

    texts = [(unit.side("en").text, unit.side("zh").text) for unit in (*units, *near)]
    tokens = [english_tokens(en) for en, _ in texts], chinese_tokens([zh for _, zh in texts])
    links = word_links(*tokens, shipped("zh", "en"))
    found = []
    for (en, zh), left, right, tied in list(zip(texts, *tokens, links, strict=True))[: len(units)]:
        own, other, text = (left, right, zh) if english else (right, left, en)
        link = tied if english else WordLinks(tied.to_target.T, tied.to_source.T)
        start = fold(en if english else zh).find(wanted)
        inside = [n for n, token in enumerate(own) if token.start < start + len(wanted) and start < token.end]
        span = Unit(own, other, link).rendering(Phrase("noun", inside[0], inside[-1] + 1)) if inside else None
        if span is not None:
            found.append(text[other[span[0]].start : other[span[1] - 1].end])
    return found


def _beside(units: list[TranslationUnit], wanted: str) -> list[str]:
    """What stands in Chinese quotation marks or before brackets in which the words are repeated."""
    found = []
    for unit in units:
        text = unit.side("zh").text
        at = fold(text).find(wanted)
        if at > 0 and text[at - 1] in "(（":
            start = max((text.rfind(mark, 0, at - 1) for mark in "，。；、,;“《「 "), default=-1) + 1
            if 1 < at - 1 - start <= 30:
                found.append(text[start : at - 1])
    return found
