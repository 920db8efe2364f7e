"""What stands before and behind a phrase: where a term ends, something else begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from align.extraction.general import use
from align.extraction.phrase import Phrase
from align.extraction.tokens import Token
from align.extraction.words import FUNCTION, GENERIC

_DETERMINERS = frozenset("the a an its their our his her this these that".split())
_JOINING = frozenset("and or &".split())
_SMALL = FUNCTION | _JOINING
_MARKS = {"bracket": "()[]", "comma": ",;/", "quote": "“”\"‘’'"}


def around(found: Sequence[tuple[int, Phrase]], english: Sequence[Sequence[Token]]) -> dict[str, float]:
    """The shares of a phrase's places that have each kind of word or mark before and behind it."""
    counts: Counter[str] = Counter()
    for unit, phrase in found:
        tokens = english[unit]
        counts["left-" + (_kind_of(tokens[phrase.first - 1]) if phrase.first else "end")] += 1
        counts["right-" + (_kind_of(tokens[phrase.last]) if phrase.last < len(tokens) else "end")] += 1
        counts["alone"] += phrase.first == 0 and phrase.last >= len(tokens) - 1
    return {name: count / len(found) for name, count in counts.items()}


def _kind_of(token: Token) -> str:
    return _kind(token.text, token.is_word)


@lru_cache(maxsize=100_000)
def _kind(text: str, is_word: bool) -> str:
    if not is_word:
        return next((name for name, marks in _MARKS.items() if text in marks), "mark")
    word = text.lower()
    if word in _SMALL:
        if word in _JOINING or word == "of":
            return "and" if word in _JOINING else "of"
        return "determiner" if word in _DETERMINERS else "small"
    if text[:1].isupper() or word in GENERIC:
        return "capital" if text[:1].isupper() else "general"
    known = use(word)
    if known.verbs > known.nominals:
        return "verb"
    return "noun" if known.nouns * 2 > known.nominals else "other"
