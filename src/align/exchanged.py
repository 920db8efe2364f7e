"""Two figures of one kind that have changed places: "60 ships … 8 people" beside 8 艘船……60 人.

Figures are paired by value, so every value is there; what is asked is whether the words around say the same. A word
link (align.wordlinks) that is near one figure in English and near the other one in Chinese speaks for an exchange,
one that is near the same figure in both against it; months, years and other quantities beside the figures likewise.
Translations mostly keep the order of figures, and always in bare lists ("97 %, 87 % and 86 %, respectively"), but
turn it where English puts the whole behind its part ("212 people in 23 states", 23个州的212人). A logistic model
weighs all this; benchmarks/exchanging.py fits it on human translations with and without two figures exchanged.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate, combinations

from align.document import Span
from align.lexicon.units import HAN
from align.quantities import Kind, Quantity
from align.wordlinks import WordLink

LEAST = 0.88
"""From which probability on, were every second bead one with figures exchanged, two figures are told."""
TOO_MANY = 12
"""Quantities of one kind in a bead from which on it is a table: nothing is compared."""
FEATURES = ("one", "near", "after", "wide", "beside", "small", "turned", "within", "joined", "list")
_WORDS = slice(1, 6)
_AGAINST = -0.25
"""What the words may say against an exchange, in the model's logarithm of odds, before the order is heard."""
_CLEAR = 0.1
"""From what a word says for an exchange on it is worth showing."""
_NEAR, _AFTER, _WIDE, _BESIDE, _SMALL = 1.5, 2.0, 12.0, 4.0, 2.0
"""How far, in words, a word speaks for a figure: the distance at which a third of its voice is left."""
_BEFORE_A_COUNT = 2.0
"""A counted thing follows its number in both languages: words before one stand as far off as two more words."""

_COSTS = {
    "en": (
        (re.compile(r"[A-Za-z0-9]+"), 1.0),
        (re.compile(r"\b(?:and|while|but|or|with|from|to|than)\b"), 1.5),
        (re.compile(r"[,:()–—]"), 2.0),
        (re.compile(r";|[.!?](?=\s|$)"), 4.0),
    ),
    "zh": (
        (re.compile(rf"[{HAN}]|[A-Za-z]+|\d+"), 0.6),
        (re.compile(r"[和及与與到至]"), 1.0),
        (re.compile(r"[，,、：（）()—]"), 2.0),
        (re.compile(r"[；。！？;]"), 4.0),
    ),
}
"""What words and marks between a word and a figure cost, by language."""
_JOINED = {
    "en": re.compile(r"[,;]|\b(?:and|while|but|or|with|against|compared|to)\b|[.!?](?=\s)"),
    "zh": re.compile(r"[，,、；;。和及与與或而到至]"),
}
_WITHIN = re.compile(r"\b(?:of|in|from|at|across|instead|than|per|on|every|among|for)\b")
_LIST = {
    "en": re.compile(r"\s*(?:%|per\s?cent)?\s*(?:,? and|,|/)\s*[$€£]?\s*", re.IGNORECASE),
    "zh": re.compile(r"\s*%?\s*[、，,和及与與/]\s*"),
}
_NUMERAL = re.compile(
    r"(?i)(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|thousand"
    r"|[mbtr]\w*illion|dozen)s?"
)

Matched = tuple[Quantity, Quantity]
"""An English and a Chinese quantity of one value."""
Place = tuple[Span, Span]
"""An English and a Chinese word that may stand for each other."""
Measured = tuple[tuple[float, ...], Matched, Matched, Place | None]


@dataclass(frozen=True, slots=True)
class Exchanged:
    """Two pairs of quantities whose places the words around say to be exchanged.

    ``word`` is the English and the Chinese word that says so most: it stands by the first English and by the second
    Chinese quantity. None where the order alone speaks.
    """

    one: Matched
    other: Matched
    probability: float
    word: Place | None


class Distances:
    """How far a word is from a quantity, in words; marks and conjunctions between them count as several."""

    def __init__(self, text: str, lang: str) -> None:
        costs = [0.0] * (len(text) + 1)
        for pattern, cost in _COSTS[lang]:
            for match in pattern.finditer(text):
                costs[match.end()] += cost
        self._sums = list(accumulate(costs))

    def between(self, quantity: Span, word: Span, before: float = 0.0) -> float:
        """``before`` is added where the word stands before the quantity."""
        if word.end <= quantity.start:
            return self._sums[quantity.start] - self._sums[word.end] + before
        if word.start >= quantity.end:
            return self._sums[word.start] - self._sums[quantity.end]
        return 0.0


def groups(matched: Sequence[Matched]) -> dict[tuple[str, str | None], list[Matched]]:
    """Quantities that could be taken for each other, by kind and unit; only kinds with two values or more."""
    found: dict[tuple[str, str | None], list[Matched]] = defaultdict(list)
    for pair in matched:
        key = _sort(pair[0])
        if key == _sort(pair[1]):
            found[key].append(pair)
    return {
        key: pairs
        for key, pairs in found.items()
        if len(pairs) <= TOO_MANY and len({english.values for english, _ in pairs}) > 1
    }


def _sort(quantity: Quantity) -> tuple[str, str | None]:
    if quantity.kind in (Kind.NUMBER, Kind.COUNT):
        return Kind.COUNT, None
    return quantity.kind, None if quantity.kind is Kind.MONEY else quantity.unit


def exchanged(
    english: str, chinese: str, matched: Sequence[Matched], links: Sequence[WordLink]
) -> tuple[Exchanged, ...]:
    """Pairs of quantities that look exchanged, the surest first taken, none in two of them; in the Chinese order."""
    candidates = [found for found in weighed(english, chinese, matched, links) if found.probability >= LEAST]
    taken: set[Matched] = set()
    told = []
    for found in sorted(candidates, key=lambda found: (-found.probability, found.one[1].span)):
        if taken.isdisjoint((found.one, found.other)):
            taken |= {found.one, found.other}
            told.append(found)
    return tuple(sorted(told, key=lambda found: found.one[1].span))


def weighed(english: str, chinese: str, matched: Sequence[Matched], links: Sequence[WordLink]) -> Iterator[Exchanged]:
    """Every two quantities of one kind and of different values, with the probability that they are exchanged."""
    for values, one, other, word in measured(english, chinese, matched, links):
        yield Exchanged(one, other, probability(values, _model()), word)


def probability(values: Sequence[float], weights: Sequence[float]) -> float:
    """That two quantities with these FEATURES are exchanged; 0 where the words say that they are not.

    Whole clauses change places too, so another order says nothing against what the words say.
    """
    said = [weight * value for weight, value in zip(weights, values, strict=True)]
    listed = bool(values[FEATURES.index("list")])
    if not listed and sum(said[_WORDS]) < _AGAINST:
        return 0.0
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, sum(said)))))


def measured(english: str, chinese: str, matched: Sequence[Matched], links: Sequence[WordLink]) -> Iterator[Measured]:
    """Every two quantities of one kind and of different values, with FEATURES and the word that speaks loudest."""
    grouped = groups(matched)
    if not grouped:
        return
    distances = Distances(english, "en"), Distances(chinese, "zh")
    heard = [link for link in links if not _is_numeral(link, english, matched)]
    for (kind, _), pairs in grouped.items():
        for one, other in combinations(pairs, 2):
            if one[0].values != other[0].values:
                beside = [pair for pair in matched if pair not in (one, other)]
                voices = _Voices(one, other, distances, kind == Kind.COUNT)
                values, word = _evidence(voices, heard, beside)
                values = (1.0, *values, *_order(english, chinese, one, other))
                yield (values, *_turned_to(word, one, other, distances[0]), word)


def _turned_to(word: Place | None, one: Matched, other: Matched, distances: Distances) -> tuple[Matched, Matched]:
    """The pairs so that the word stands by the English figure of the first."""
    if word and distances.between(other[0].span, word[0]) < distances.between(one[0].span, word[0]):
        return other, one
    return one, other


def _is_numeral(link: WordLink, english: str, matched: Sequence[Matched]) -> bool:
    """Whether the English word of a link is a figure itself."""
    word = link.english.of(english)
    return _NUMERAL.fullmatch(word) is not None and any(link.english.overlaps(pair[0].span) for pair in matched)


@dataclass(frozen=True, slots=True)
class _Voices:
    """What a word on both sides says of two figures: above 0 for an exchange, below 0 against it."""

    one: Matched
    other: Matched
    distances: tuple[Distances, Distances]
    counts: bool

    def say(self, english: Span, chinese: Span, reach: float, before: float = 0.0) -> float:
        contrast = [
            math.exp(-self.distances[side].between(self.one[side].span, word, before) / reach)
            - math.exp(-self.distances[side].between(self.other[side].span, word, before) / reach)
            for side, word in enumerate((english, chinese))
        ]
        return -contrast[0] * contrast[1]


def _evidence(
    voices: _Voices, links: Sequence[WordLink], beside: Sequence[Matched]
) -> tuple[tuple[float, ...], Place | None]:
    """The features near, after, wide, beside, small, and the word that says most for an exchange."""
    near = after = wide = small = 0.0
    loudest = _CLEAR
    word = None
    for link in links:
        place = link.english, link.chinese
        if link.grammatical:
            small += link.weight * voices.say(*place, _SMALL)
            continue
        said = link.weight * voices.say(*place, _NEAR)
        near += said
        wide += link.weight * voices.say(*place, _WIDE)
        if voices.counts:
            after += link.weight * voices.say(*place, _AFTER, _BEFORE_A_COUNT)
        said += link.weight * voices.say(*place, _BESIDE)
        if said > loudest:
            loudest, word = said, place
    by = 0.0
    for english, chinese in beside:
        said = voices.say(english.span, chinese.span, _BESIDE)
        by += said
        if 2 * said > loudest:
            loudest, word = 2 * said, (english.span, chinese.span)
    return (near, after, wide, by, small), word


def _order(english: str, chinese: str, one: Matched, other: Matched) -> tuple[float, ...]:
    """The features turned, within, joined, list: only figures in another order have them."""
    if (one[0].span < other[0].span) == (one[1].span < other[1].span):
        return (0.0, 0.0, 0.0, 0.0)
    first, second = (_between(text, one[side].span, other[side].span) for side, text in enumerate((english, chinese)))
    joined = bool(_JOINED["en"].search(first))
    within = not joined and bool(_WITHIN.search(first))
    listed = _LIST["en"].fullmatch(first) and _LIST["zh"].fullmatch(second)
    both = joined and bool(_JOINED["zh"].search(second))
    return (1.0, float(within), float(both), float(bool(listed)))


def _between(text: str, one: Span, other: Span) -> str:
    first, second = sorted((one, other))
    return text[first.end : second.start]


@cache
def _model() -> tuple[float, ...]:
    text = (resources.files("align") / "data" / "exchanged.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return tuple(weights[name] for name in FEATURES)
