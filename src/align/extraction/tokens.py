"""The words of a unit's two texts with their places; Chinese ones as rjieba cuts them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from align.acronyms import HAN, is_acronym, singular
from align.lexicon.units import fold, simplify, stem

_ENGLISH = re.compile(
    r"(?:[A-Za-z]\.){2,}(?:-[A-Za-z0-9]+)*|[A-Za-z0-9À-ɏ]+(?:[-'’&/.+](?=[A-Za-z0-9À-ɏ])[A-Za-z0-9À-ɏ]+)*(?:(?<=[sS])['’](?![A-Za-z]))?"
    r"|[^\w\s]"
)
_LETTER_AND_FIGURE = re.compile(r"[A-Z]\d{1,2}")
_OWNER = re.compile(r"(?:['’][sS]|['’])$")
_WHOLE = re.compile(r"\d|&|^[A-Z]-|^[A-Z]+/[A-Z]+$")
_PART = re.compile(r"(?:[A-Za-z]\.){2,}|[^-/]+")
_CHINESE = re.compile(rf"[{HAN}]+|[A-Za-z0-9À-ɏ]+(?:[-'’&/.+][A-Za-z0-9À-ɏ]+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark; ``key`` is its form for counting (stem, simplified Han), "" for a mark.

    ``glued``: a hyphen or slash ties it to the word before. ``owns``: a possessive ending follows.
    """

    text: str
    start: int
    end: int
    key: str
    glued: bool = False
    owns: bool = False

    @property
    def is_word(self) -> bool:
        return bool(self.key)

    @property
    def is_capitalised(self) -> bool:
        return self.text[:1].isupper()

    @property
    def is_acronym(self) -> bool:
        return _is_acronym(self.text)


@lru_cache(maxsize=100_000)
def _is_acronym(word: str) -> bool:
    return is_acronym(singular(word)) or bool(_LETTER_AND_FIGURE.fullmatch(word))


def english_tokens(text: str) -> tuple[Token, ...]:
    """Words and marks, in order. A compound is parted at its hyphens unless a figure is in it (MQ-9B)."""
    found = []
    for match in _ENGLISH.finditer(text):
        word = match[0]
        if word[0].isalnum():
            found += _words(word, match.start())
        else:
            found.append(Token(word, match.start(), match.end(), ""))
    return tuple(found)


def _words(word: str, place: int) -> list[Token]:
    bare = _OWNER.sub("", word)
    if _WHOLE.search(bare):
        return [Token(bare, place, place + len(bare), _english_key(bare), owns=bare != word)]
    found: list[Token] = []
    for part in _PART.finditer(bare):
        start, end = place + part.start(), place + part.end()
        found.append(Token(part[0], start, end, _english_key(part[0]), glued=bool(found), owns=False))
    if bare != word:
        found[-1] = replace(found[-1], owns=True)
    return found


def chinese_tokens(texts: Sequence[str]) -> list[tuple[Token, ...]]:
    """Words of Chinese texts; offsets are those of the texts as given (traditional or not)."""
    import rjieba

    plain = simplify([fold(text) for text in texts])
    return [_chinese(text, simple, rjieba.cut) for text, simple in zip(texts, plain, strict=True)]


def _chinese(text: str, simple: str, cut: Callable[[str], list[str]]) -> tuple[Token, ...]:
    found: list[Token] = []
    for match in _CHINESE.finditer(simple):
        piece, place = match[0], match.start()
        if not piece[0].isalnum() and piece[0] != "々":
            found.append(Token(text[place : match.end()], place, match.end(), ""))
        elif piece[0].isascii() or piece[0] < "\u2000":
            found.append(Token(text[place : match.end()], place, match.end(), "x" + _english_key(piece)))
        else:
            for word in cut(piece):
                found.append(Token(text[place : place + len(word)], place, place + len(word), word))
                place += len(word)
    return tuple(found)


def _english_key(word: str) -> str:
    return word.replace(",", "") if word[0].isdigit() else stem(singular(word))
