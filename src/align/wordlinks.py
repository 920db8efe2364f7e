"""Which words of an English and a Chinese sentence may stand for each other, each where it stands.

Unlike coverage, which asks whether a word has a counterpart at all, this keeps every single place: the weight of a
link is high where the lexicon is sure and where few other words of the sentence compete for either end.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from align.coverage import Word, chinese_words, english_words
from align.document import Span
from align.lexicon import Lexicon
from align.lexicon.units import HAN, fold, simplify, stem

_LATIN = re.compile(r"[A-Za-z]+")
_HAN = re.compile(rf"[{HAN}]")
_PART = 0.5
"""What a character's own entry is worth where the character is a part of a word."""
_FAINT = 0.02
_OFTEN = 6
"""A word that stands more often than this in a text says nothing about any one place: it is not linked."""


@dataclass(frozen=True, slots=True)
class WordLink:
    """An English and a Chinese word that may stand for each other; ``weight`` is above 0 and at most 1.

    ``grammatical`` where the English word is one of those that carry no content ("from", "the").
    """

    english: Span
    chinese: Span
    weight: float
    grammatical: bool


@dataclass(frozen=True, slots=True)
class Renderings:
    """English units of Chinese words by a Chinese-English lexicon, looked up once each."""

    lexicon: Lexicon
    _known: dict[str, Mapping[str, float]] = field(default_factory=dict, repr=False, compare=False)

    def of(self, word: str) -> Mapping[str, float]:
        """English units that a Chinese word or its characters may stand for, with strengths of 0 to 1."""
        known = self._known.get(word)
        if known is None:
            found: dict[str, float] = defaultdict(float)
            units = [("w" + word, 1.0)] if len(word) > 1 else []
            share = 1.0 if len(word) == 1 else _PART
            for unit, worth in (*units, *(("c" + char, share) for char in word)):
                for other, strength in self.lexicon.lookup(unit):
                    found[other] = max(found[other], worth * strength)
            known = self._known[word] = dict(found)
        return known


def chinese_pieces(texts: Sequence[str], lexicon: Lexicon) -> list[tuple[Word, ...]]:
    """Every word of Chinese texts, simplified: those the lexicon knows, and single characters between them."""
    plain = simplify([fold(text).replace("\0", " ") for text in texts])
    return [
        tuple(_pieces(text, words, lexicon)) for text, words in zip(plain, chinese_words(plain, lexicon), strict=True)
    ]


def _pieces(text: str, words: Sequence[Word], lexicon: Lexicon) -> Iterator[Word]:
    known = {span.start: (span, word) for span, word in words if lexicon.lookup("w" + word)}
    place = 0
    while place < len(text):
        if place in known:
            yield known[place]
            place = known[place][0].end
            continue
        if _HAN.match(text[place]):
            yield Span(place, place + 1), text[place]
        place += 1


def word_links(english: str, chinese: str, pieces: Sequence[Word], renderings: Renderings) -> tuple[WordLink, ...]:
    """Every pair of words that may stand for each other. ``pieces`` are those of the Chinese text."""
    words = english_words(english)
    places: dict[str, list[int]] = defaultdict(list)
    for number, (_, unit, _) in enumerate(words):
        places[unit].append(number)
    counted = Counter(word for _, word in pieces)
    rare = [piece for piece in pieces if counted[piece[1]] <= _OFTEN]
    found = [
        (number, span, strength)
        for span, units in _units(chinese, rare, renderings)
        for unit, strength in units.items()
        for number in places.get(unit, ())
        if len(places[unit]) <= _OFTEN
    ]
    rivals: tuple[defaultdict[int, float], defaultdict[Span, float]] = defaultdict(float), defaultdict(float)
    for number, span, strength in found:
        rivals[0][number] += strength
        rivals[1][span] += strength
    return tuple(
        WordLink(
            _english_span(english, words[number][0]),
            span,
            math.sqrt(strength * (strength / rivals[0][number]) * (strength / rivals[1][span])),
            not words[number][2],
        )
        for number, span, strength in found
        if strength > _FAINT
    )


def _units(chinese: str, pieces: Sequence[Word], renderings: Renderings) -> Iterator[tuple[Span, Mapping[str, float]]]:
    for span, word in pieces:
        yield span, renderings.of(word)
    for match in _LATIN.finditer(fold(chinese)):
        yield Span(*match.span()), {"w" + stem(match[0]): 1.0}


def _english_span(text: str, start: int) -> Span:
    match = _LATIN.match(text, start)
    return Span(start, match.end() if match else start + 1)
