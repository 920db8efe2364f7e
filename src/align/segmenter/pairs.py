"""Matched quotation marks and brackets of a text. What has no partner is left out: it protects nothing."""

from __future__ import annotations

from dataclasses import dataclass

_PARTNER = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "(": ")",
    "【": "】",
    "[": "]",
    "［": "］",
    "〔": "〕",
}
_OPENER = {closer: opener for opener, closer in _PARTNER.items()}
QUOTES = '“‘「『"'
TITLES = "《〈"
CLOSERS = "".join(_OPENER) + '"'


@dataclass(frozen=True, slots=True)
class Pair:
    """``start`` is the opening mark's offset, ``end`` the closing mark's."""

    start: int
    end: int
    mark: str


def find_pairs(text: str) -> tuple[Pair, ...]:
    """Matched pairs sorted by start; pairs nest or stand apart, never cross. Takes linear time.

    A straight double quote opens and closes by turns; where their number is odd none is trusted.
    An apostrophe inside a word (’) never closes.
    """
    straight = text.count('"') % 2 == 0
    stack: list[tuple[str, int]] = []
    open_count: dict[str, int] = {}
    found: list[Pair] = []
    for offset, char in enumerate(text):
        opener = _opener_closed_by(char, text, offset, straight, open_count)
        if opener is not None:
            while stack:
                mark, start = stack.pop()
                open_count[mark] -= 1
                if mark == opener:
                    found.append(Pair(start, offset, mark))
                    break
        elif char in _PARTNER or (char == '"' and straight):
            stack.append((char, offset))
            open_count[char] = open_count.get(char, 0) + 1
    return tuple(sorted(found, key=lambda pair: pair.start))


def _opener_closed_by(char: str, text: str, offset: int, straight: bool, open_count: dict[str, int]) -> str | None:
    if char == '"' and straight and open_count.get('"'):
        return '"'
    opener = _OPENER.get(char)
    if opener is None or not open_count.get(opener):
        return None
    if char == "’" and text[offset + 1 : offset + 2].isalpha() and text[offset - 1 : offset].isascii():
        return None
    return opener
