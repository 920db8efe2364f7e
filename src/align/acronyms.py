"""Acronyms and the places where a text says what they stand for: "Long Form (LF)", 长名称(LF).

English long forms are found as Schwartz & Hearst (2003) do it: the shortest run of words before the
bracket whose letters spell the acronym. In Chinese the words have no letters in common with it, so the
definition only says which Han run stands before the bracket; how far it reaches is for the caller.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from align.document import Span

HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af々〇"
_ACRONYM = r"[A-Z][A-Za-z0-9]*(?:[&/.-][A-Za-z0-9]+)*(?:\([A-Z&]+\))?"
_BRACKETED = re.compile(rf"[(（]\s*({_ACRONYM})\s*[)）]")
_WORD = re.compile(r"[A-Za-z0-9]+(?:['’][A-Za-z]+)?")
_HAN_NAME = re.compile(rf"[{HAN}A-Za-z0-9、·•“”《》\-—与和及]*[{HAN}A-Za-z0-9”》]\s*$")


_LONGEST = 80
"""Characters before a bracket that may be the name."""


@dataclass(frozen=True, slots=True)
class Definition:
    """An acronym in brackets and the text before it that it abbreviates; spans are in the text given."""

    acronym: str
    span: Span
    long_form: Span


def is_acronym(token: str) -> bool:
    """Whether a Latin token is written as an acronym: at least two capitals, and mostly capitals."""
    letters = [char for char in token if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return capitals >= 2 and capitals * 2 > len(letters)


def singular(token: str) -> str:
    """An acronym without its plural or possessive s: NDCs -> NDC."""
    bare = re.sub(r"['’]s$", "", token)
    return bare[:-1] if len(bare) > 2 and bare.endswith("s") and bare[:-1].isupper() else bare


def english_definitions(text: str) -> tuple[Definition, ...]:
    """Acronyms that an English text defines, in order."""
    found = []
    for match in _BRACKETED.finditer(text):
        acronym = singular(match[1])
        if is_acronym(acronym):
            long_form = _spelled_by(acronym, text, match.start())
            if long_form is not None:
                found.append(Definition(acronym, Span(*match.span(1)), long_form))
    return tuple(found)


def chinese_definitions(text: str) -> tuple[Definition, ...]:
    """Acronyms in brackets right after a Han name; the long form is the whole run up to punctuation."""
    found = []
    for match in _BRACKETED.finditer(text):
        acronym = singular(match[1])
        before = _HAN_NAME.search(text, max(0, match.start() - _LONGEST), match.start())
        if is_acronym(acronym) and before is not None:
            long_form = Span(before.start(), before.start() + len(before[0].rstrip()))
            found.append(Definition(acronym, Span(*match.span(1)), long_form))
    return tuple(found)


def _spelled_by(acronym: str, text: str, end: int) -> Span | None:
    """The shortest run of words ending at ``end`` that spells the acronym, its first letter first."""
    letters = [char.lower() for char in acronym if char.isalnum()]
    words = list(_WORD.finditer(text, max(0, end - 200), end))[-(len(letters) * 2 + 5) :]
    if not words or text[words[-1].end() : end].strip():
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
