"""Acronyms and the places where a text says what they stand for: "Long Form (LF)", 长名称(LF).

English long forms are found as Schwartz & Hearst (2003) do it: the shortest run of words before the
bracket whose letters spell the acronym. In Chinese the words have no letters in common with it, so the
definition only says which Han run stands before the bracket; how far it reaches is for the caller.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache

from align.document import Span

HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af々〇"
_ACRONYM = r"[A-Z][A-Za-z0-9]*(?:[&/.-][A-Za-z0-9]+)*(?:\([A-Z&]+\))?"
_BRACKETED = re.compile(rf"[(（]\s*({_ACRONYM})\s*[)）]")
_WORD = re.compile(r"[A-Za-z0-9]+(?:['’][A-Za-z]+)?")
_HAN_NAME = re.compile(rf"[{HAN}A-Za-z0-9、·•“”《》\-—与和及]*[{HAN}A-Za-z0-9”》]\s*$")
_HAN_NAME_END = re.compile(rf"[{HAN}A-Za-z0-9”》]")


_LONGEST = 80
"""Characters before a bracket that may be the Chinese name."""
_FARTHEST = 200
"""Characters before a bracket that may be the English one."""


@dataclass(frozen=True, slots=True)
class Definition:
    """An acronym in brackets and the text before it that it abbreviates; spans are in the text given."""

    acronym: str
    span: Span
    long_form: Span


@lru_cache(maxsize=4096)
def is_acronym(token: str) -> bool:
    """Whether a Latin token is written as an acronym: at least two capitals, and mostly capitals."""
    letters = [char for char in token if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return capitals >= 2 and capitals * 2 > len(letters)


def singular(token: str) -> str:
    """An acronym without its plural or possessive s: NDCs -> NDC."""
    bare = token[:-2] if token.endswith(("'s", "’s")) else token
    return bare[:-1] if len(bare) > 2 and bare.endswith("s") and bare[:-1].isupper() else bare


def english_definitions(text: str) -> tuple[Definition, ...]:
    """Acronyms that an English text defines, in order."""
    return tuple(
        Definition(acronym, Span(*match.span(1)), long_form)
        for match, acronym in _bracketed(text)
        if (long_form := _spelled_by(acronym, text, match.start())) is not None
    )


def defined_in_english(text: str) -> frozenset[str]:
    """The acronyms that an English text defines, each looked for until one definition of it is found."""
    found: set[str] = set()
    for match, acronym in _bracketed(text):
        if acronym not in found and _spelled_by(acronym, text, match.start()) is not None:
            found.add(acronym)
    return frozenset(found)


def _bracketed(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Acronyms in brackets, in the singular."""
    for match in _BRACKETED.finditer(text):
        acronym = singular(match[1])
        if is_acronym(acronym):
            yield match, acronym


def chinese_definitions(text: str, among: Container[str] | None = None) -> tuple[Definition, ...]:
    """Acronyms in brackets right after a Han name; the long form is the whole run up to punctuation.

    With ``among``, only the acronyms in it are looked at.
    """
    found = []
    for match, acronym in _bracketed(text):
        first = max(0, match.start() - _LONGEST)
        name = _han_name(text[first : match.start()]) if among is None or acronym in among else None
        if name is not None:
            found.append(Definition(acronym, Span(*match.span(1)), name.shift(first)))
    return tuple(found)


# What stands before a bracket is short and often the same: a line that repeats one name is read once.
@lru_cache(maxsize=4096)
def _han_name(before: str) -> Span | None:
    """The Han name that a text ends with, but for white space."""
    if not _HAN_NAME_END.match(before.rstrip()[-1:]):
        return None
    name = _HAN_NAME.search(before)
    return None if name is None else Span(name.start(), name.start() + len(name[0].rstrip()))


def _spelled_by(acronym: str, text: str, end: int) -> Span | None:
    """The shortest run of words ending at ``end`` that spells the acronym, its first letter first."""
    first = max(0, end - _FARTHEST)
    name = _spelling(acronym, text[first:end])
    return None if name is None else name.shift(first)


@lru_cache(maxsize=4096)
def _spelling(acronym: str, before: str) -> Span | None:
    """The shortest run of words at the end of a text that spells the acronym."""
    last = before.rstrip()[-1:]
    if not (last.isascii() and last.isalnum()):
        return None
    letters = [char.lower() for char in acronym if char.isalnum()]
    words = list(_WORD.finditer(before))[-(len(letters) * 2 + 5) :]
    if not words or before[words[-1].end() :].strip():
        return None
    for first in range(len(words) - 1, -1, -1):
        word = words[first]
        if word[0][0].lower() == letters[0] and _spells(letters, [w[0].lower() for w in words[first:]]):
            return Span(word.start(), words[-1].end())
    return None


def _spells(letters: list[str], words: list[str]) -> bool:
    """Whether the letters appear in order in the words, beginning with the first word's first letter."""
    rest = "".join(words)
    place = 0
    for letter in letters:
        place = rest.find(letter, place)
        if place < 0:
            return False
        place += 1
    return len(words) >= 2 and len(letters) <= len(rest) // 2
