"""A thing referred back to by a word for another sense of its English name: 该交易所 for "this exchange".

A demonstrative (该, 此, 这一, 本) points at what was named before. Where its noun is nowhere else in the document,
while the English word it stands for recurs with one usual rendering that has nothing else in common with it
(交流), the noun is likely the word's other sense.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from align.bead import TranslationUnit
from align.coverage import TOO_LONG, Evidence, Word, chinese_words, content_units
from align.document import Span
from align.lexicon import Lexicon, shipped
from align.plugin import Context

_POINTS = re.compile(
    "(?:[该該此]|这一|這一|这项|這項|这个|這個|上述|(?<![日基根原资資成样樣版文课課剧劇书書])本)[次项個个種种類类]?$"
)
_LEAST_BEADS, _LEAST_USUAL = 4, 3


@dataclass(frozen=True, slots=True)
class OtherSense:
    """A noun after a demonstrative in the Chinese of a bead, the English unit it stands for, the usual rendering."""

    unit: TranslationUnit
    span: Span
    english: str
    usual: str
    count: int


def other_senses(context: Context) -> tuple[OtherSense, ...]:
    """What is found in an English-Chinese document pair with Chinese as its target, by bead."""
    units = [unit for unit in context.units if unit.bead.source and unit.bead.target and _is_bead_of_sentences(unit)]
    lexicon = shipped("zh", "en")
    if lexicon is None or not units or units[0].target.lang != "zh":
        return ()
    words = chinese_words([unit.target.text for unit in units], lexicon)
    document = _Document(units, words, lexicon)
    return tuple(found for index in range(len(units)) for found in document.senses(index))


def _is_bead_of_sentences(unit: TranslationUnit) -> bool:
    return max(len(unit.source.text), len(unit.target.text)) <= TOO_LONG


class _Document:
    """The words of every bead, and in which beads each of them stands."""

    def __init__(self, units: list[TranslationUnit], words: list[tuple[Word, ...]], lexicon: Lexicon) -> None:
        self.units, self.words, self.lexicon = units, words, lexicon
        self.evidence = Evidence(lexicon, {})
        self.english = [content_units(unit.source.text) for unit in units]
        self.places: dict[str, list[int]] = defaultdict(list)
        for index, found in enumerate(self.english):
            for unit in sorted(found):
                self.places[unit].append(index)
        self.beads_with = Counter(word for found in words for word in {word for _, word in found})

    def senses(self, index: int) -> Iterator[OtherSense]:
        text = self.units[index].target.text
        for span, word in self.words[index]:
            if (
                len(word) > 1
                and self.beads_with[word] == 1
                and _POINTS.search(text, max(0, span.start - 4), span.start)
            ):
                means = self._means(word)
                for english in sorted(means & self.english[index]):
                    usual, count = self._usual(english, index)
                    here = {other for _, other in self.words[index]}
                    if count >= _LEAST_USUAL and usual not in here and means & self._means(usual) == {english}:
                        yield OtherSense(self.units[index], span, english, usual, count)
                        break

    def _means(self, word: str) -> set[str]:
        """The English units that a Chinese word as a whole may stand for."""
        return {unit for unit, _ in self.lexicon.lookup("w" + word)}

    def _usual(self, english: str, index: int) -> tuple[str, int]:
        """The word that renders an English unit in most of its other beads, and in how many; in half at least."""
        others = [place for place in self.places[english] if place != index]
        if len(others) + 1 < _LEAST_BEADS:
            return "", 0
        seen = Counter(
            word for place in others for word in {word for _, word in self.words[place]} if english in self._means(word)
        )
        usual, count = max(seen.items(), key=lambda item: (item[1], item[0]), default=("", 0))
        return (usual, count) if count * 2 >= len(others) else ("", 0)
