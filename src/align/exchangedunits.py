"""Exchanged figures of every bead of a document pair, found once a run: words are cut and looked up together."""

from __future__ import annotations

import re
from itertools import islice

from align.bead import TranslationUnit
from align.exchanged import Exchanged, Matched, exchanged, groups
from align.figurepairs import pairing_of
from align.lexicon import shipped
from align.plugin import Context
from align.quantities import REFERENCE
from align.wordlinks import Renderings, chinese_pieces, word_links

_LONGEST = 5000
"""Characters of a side from which it is no bead of sentences but a file without line ends: it is left alone."""
_NAMED = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety dozen dozens hundred hundreds thousand
    thousands million billion first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth half
    quarter year month week day january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday""".split()
_FIGURE = re.compile(rf"\d[\d,.]*|\b(?:{'|'.join(_NAMED)})\b")
_HAN_FIGURE = re.compile(r"\d[\d,.，]*|[〇零一二三四五六七八九十百千万萬亿億两兩半]+|[今去明前后後上下][年月周]")
"""What quantities are at least made of: a bead with fewer than two of them on a side need not be read."""


def exchanged_in(unit: TranslationUnit, context: Context) -> tuple[Exchanged, ...]:
    """Figures of an English-Chinese bead that look exchanged."""
    return context.once(_all).get(unit.number, ())


def _all(context: Context) -> dict[int, tuple[Exchanged, ...]]:
    """By number, what is exchanged in the beads that have two figures of one kind."""
    grouped = [(unit, matched) for unit in context.units if groups(matched := _matched(unit, context))]
    lexicon = shipped("zh", "en") if grouped else None
    if lexicon is None:
        return {}
    pieces = chinese_pieces([unit.side("zh").text for unit, _ in grouped], lexicon)
    renderings = Renderings(lexicon)
    found = {}
    for (unit, matched), words in zip(grouped, pieces, strict=True):
        texts = unit.side("en").text, unit.side("zh").text
        found[unit.number] = exchanged(*texts, matched, word_links(*texts, words, renderings))
    return found


def _matched(unit: TranslationUnit, context: Context) -> tuple[Matched, ...]:
    """The quantities that an English-Chinese bead has on both sides, English first; none where there cannot be two.

    Places in laws are left out: paragraph 1 of Article 6 is 第六条第一项, in the other order.
    """
    if {unit.source.lang, unit.target.lang} != {"en", "zh"}:
        return ()
    english, chinese = unit.side("en").text, unit.side("zh").text
    if max(len(english), len(chinese)) > _LONGEST or not (
        _two(_HAN_FIGURE, chinese) and _two(_FIGURE, english.lower())
    ):
        return ()
    pairs = pairing_of(unit, context).matched
    if unit.source.lang != "en":
        pairs = tuple((target, source) for source, target in pairs)
    places = {pair for pair in pairs if REFERENCE in (pair[0].unit, pair[1].unit)}
    return tuple(sorted((pair for pair in pairs if pair not in places), key=lambda pair: pair[0].span))


def _two(figure: re.Pattern[str], text: str) -> bool:
    return len(list(islice(figure.finditer(text), 2))) == 2
