"""A phrase of small letters that a document renders in one way, and once in quite another.

"lending terminal" is 自助借书机 five times and 借阅终端 once. Told only where both sides of the claim have evidence:
the usual rendering stands in every other sentence that has the phrase and in no sentence without it, and may mean
one of its words; the other sentence has no two characters of it together, but a rendering of all the words of the
phrase, side by side, by the lexicon, which stands nowhere else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from align.acronyms import HAN
from align.bead import TranslationUnit
from align.coverage import Evidence, Word, chinese_words, english_words
from align.document import Span
from align.drift import Drift, Use
from align.lexicon import shipped
from align.lexicon.units import fold, simplify
from align.plugin import Context

_LEAST, _MOST = 4, 40
"""In how many sentences a phrase must stand: one is the other rendering, the rest have the usual one."""
_LENGTHS = range(3, 9)
"""Characters of a usual rendering."""
_WORDS = (2, 3)
"""Words of a phrase."""
_WINDOW = 3
"""Chinese words side by side that may render a phrase."""
_LONGEST = 2000
"""Characters of a text from which it is no sentence."""
_LOWER_RUN = re.compile(r"(?<![\w-])[a-z]+(?: [a-z]+)+(?![\w-])")
_HAN_RUN = re.compile(rf"[{HAN}]+")
_END = re.compile("[的了和与及在将对为是并或等以由从向到被把]")

Phrase = tuple[str, ...]
"""The units of its words."""


def find_phrase_drifts(context: Context) -> tuple[Drift, ...]:
    """Every phrase that is once rendered otherwise, in a document with English as source and Chinese as target."""
    lexicon = shipped("zh", "en")
    units = [unit for unit in context.units if (unit.source.lang, unit.target.lang) == ("en", "zh")]
    if lexicon is None or len(units) < _LEAST:
        return ()
    evidence = Evidence(lexicon, {})
    chinese = simplify([fold(unit.target.text) for unit in units])
    found = []
    for phrase, places in _recurring(units).items():
        for usual, odd in _usual(sorted(places), chinese):
            if _may_mean(usual, phrase, evidence):
                words = chinese_words([units[odd].target.text], lexicon)[0]
                span = _literal(words, phrase, evidence)
                if span is not None and sum(span.of(chinese[odd]) in text for text in chinese) == 1:
                    name, use = places[odd], Use(units[odd], span)
                    found.append(Drift(name, _as_written(usual, units, chinese), len(places) - 1, use, 1))
    return tuple(found)


def _recurring(units: Sequence[TranslationUnit]) -> dict[Phrase, dict[int, str]]:
    """Phrases by their words' units: in which sentences they stand, and as what."""
    places: dict[Phrase, dict[int, str]] = defaultdict(dict)
    for number, unit in enumerate(units):
        text = unit.source.text
        for run in _LOWER_RUN.finditer(text) if len(text) <= _LONGEST else ():
            words = run[0].split(" ")
            known = english_words(run[0])
            for size in _WORDS:
                for start in range(len(known) - size + 1):
                    part = known[start : start + size]
                    if all(meant and len(word) > 4 for _, word, meant in part):
                        phrase = tuple(word for _, word, _ in part)
                        places[phrase].setdefault(number, " ".join(words[start : start + size]))
    return {phrase: having for phrase, having in places.items() if _LEAST <= len(having) <= _MOST}


def _usual(places: Sequence[int], chinese: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The longest text that all of these sentences but one have and no other has, and the one."""
    few = sorted(places, key=lambda number: len(chinese[number]))[:3]
    if len(chinese[few[-1]]) > _LONGEST:
        return
    pieces = {number: _pieces(chinese[number]) for number in few}
    shared = set().union(*(pieces[a] & pieces[b] for a, b in combinations(few, 2)))
    for piece in sorted(shared, key=lambda piece: (-len(piece), piece)):
        lacking = [number for number in places if piece not in chinese[number]]
        if len(lacking) != 1:
            continue
        odd = chinese[lacking[0]]
        pairs = (piece[at : at + 2] for at in range(len(piece) - 1))
        if not any(pair in odd for pair in pairs) and sum(piece in text for text in chinese) == len(places) - 1:
            yield piece, lacking[0]
        return


def _pieces(text: str) -> set[str]:
    return {
        run[0][start : start + size]
        for run in _HAN_RUN.finditer(text)
        for size in _LENGTHS
        for start in range(len(run[0]) - size + 1)
        if not _END.search(run[0], start, start + size)
    }


def _may_mean(usual: str, phrase: Phrase, evidence: Evidence) -> bool:
    """Whether the usual rendering may mean any word of the phrase."""
    pieces = {usual[start:end] for start, end in combinations(range(len(usual) + 1), 2) if end - start < 5}
    return any(not evidence.counterparts(piece).isdisjoint(phrase) for piece in pieces)


def _literal(words: Sequence[Word], phrase: Phrase, evidence: Evidence) -> Span | None:
    """The shortest run of words side by side that together may mean every word of the phrase."""
    for size in range(1, _WINDOW + 1):
        for start in range(len(words) - size + 1):
            run = words[start : start + size]
            if all(a.end == b.start for (a, _), (b, _) in pairwise(run)):
                meant = set().union(*(evidence.counterparts(word) for _, word in run))
                if meant.issuperset(phrase):
                    return Span(run[0][0].start, run[-1][0].end)
    return None


def _as_written(usual: str, units: Sequence[TranslationUnit], chinese: Sequence[str]) -> str:
    number = next(number for number, text in enumerate(chinese) if usual in text)
    start = chinese[number].index(usual)
    return units[number].target.text[start : start + len(usual)]
