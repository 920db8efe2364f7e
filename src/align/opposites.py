"""Opposites in English and Chinese texts: import and 出口, at least and 至多, north and 南部.

A pole of a pair has words that *accuse* (they can mean nothing else) and words that *excuse* (they may mean
it). A pole is turned round where one text says it for sure, the other text says its opposite for sure, and
neither has a word that may mean what the other says. The words are in opposites.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from align.document import Span
from align.negation import denials

_BEFORE = {"en": 30, "zh": 8}
"""How many characters before a word a denial still turns it into its opposite."""


@dataclass(frozen=True, slots=True)
class Pole:
    """One end of a pair: by language, what accuses and what also excuses."""

    english: str
    more_english: str
    chinese: tuple[str, ...]
    more_chinese: str

    def sure(self, lang: str) -> re.Pattern[str]:
        """What accuses in a language."""
        return _pattern(self.english if lang == "en" else " ".join(self.chinese), lang)

    def maybe(self, lang: str) -> re.Pattern[str]:
        """What accuses or excuses in a language."""
        return _pattern(self.more_english if lang == "en" else self.more_chinese, lang)


@dataclass(frozen=True, slots=True)
class Turned:
    """The words of a text pair that mean the opposite of each other."""

    source: Span
    target: Span


def turned_round(source: str, target: str, source_lang: str, target_lang: str) -> tuple[Turned, ...]:
    """Opposite words in an English and a Chinese text, one place once, in the target's order."""
    chinese, english = (source, target) if source_lang == "zh" else (target, source)
    found: dict[Span, Turned] = {}
    for said_zh, said_en in _candidates(chinese, english.lower()):
        here, there = (said_zh, said_en) if source_lang == "zh" else (said_en, said_zh)
        one, other = here.sure(source_lang).search(source), there.sure(target_lang).search(target)
        if one is None or other is None:
            continue
        excused = there.maybe(source_lang).search(source) or here.maybe(target_lang).search(target)
        span = Span(*other.span())
        if excused or any(span.overlaps(known) for known in found):
            continue
        if not (_denied(source, source_lang, one.start()) or _denied(target, target_lang, other.start())):
            found[span] = Turned(Span(*one.span()), span)
    return tuple(found[span] for span in sorted(found))


def _candidates(chinese: str, english: str) -> Iterator[tuple[Pole, Pole]]:
    """Poles that the Chinese has a word of, each with its opposite where the English has the beginning of one.

    No more than a quick look (``english`` is in small letters): few poles need their patterns.
    """
    for one, other in _pairs():
        for here, there in ((one, other), (other, one)):
            if any(word in chinese for word in here.chinese) and any(word in english for word in _beginnings(there)):
                yield here, there


_DENIED_BOUND = re.compile(r"\b(?:no|not(?:\s+be)?)\s+$", re.IGNORECASE)
"""Before "more than" this says the opposite bound; by itself "no more" denies nothing."""


def _denied(text: str, lang: str, place: int) -> bool:
    if lang == "en" and _DENIED_BOUND.search(text, max(0, place - _BEFORE[lang]), place):
        return True
    return any(0 <= place - span.end <= _BEFORE[lang] for span in denials(text, lang))


@cache
def _pairs() -> tuple[tuple[Pole, Pole], ...]:
    lines = (resources.files("align") / "opposites.tsv").read_text(encoding="utf-8").splitlines()
    poles = [_pole(line.split("\t")) for line in lines if line and not line.startswith("#")]
    return tuple(zip(poles[::2], poles[1::2], strict=True))


def _pole(row: list[str]) -> Pole:
    _, english, more_english, chinese, more_chinese = row
    return Pole(english, f"{english} {more_english}", tuple(chinese.split()), f"{chinese} {more_chinese}")


@cache
def _beginnings(pole: Pole) -> tuple[str, ...]:
    return tuple(re.split(r"[*_]", word.lower())[0] for word in pole.english.split())


@cache
def _pattern(words: str, lang: str) -> re.Pattern[str]:
    """Compiled where a text asks for it: most documents need few of the three hundred."""
    return _english(words.split()) if lang == "en" else _chinese(words.split())


def _english(words: Iterable[str]) -> re.Pattern[str]:
    parts = [re.escape(word).replace(r"\*", r"[\w’'-]*").replace("_", r"\s+") for word in words]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


def _chinese(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(words, key=lambda word: (-len(word), word))))
