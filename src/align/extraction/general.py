"""How English words are used in general texts: frequency, and noun's or verb's places (see scripts/)."""

from __future__ import annotations

import gzip
import math
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Use:
    """Occurrences in a million words; counts in a noun's place, a noun's or adjective's, a verb's."""

    per_million: float
    nouns: int
    nominals: int
    verbs: int


_UNKNOWN = Use(0.0, 0, 0, 0)


@cache
def _table() -> dict[str, Use]:
    raw = (resources.files("align") / "data" / "general.en.tsv.gz").read_bytes()
    table = {}
    for line in gzip.decompress(raw).decode().split("\n"):
        if line and not line.startswith("#"):
            word, *figures = line.split("\t")
            frequency, nouns, nominals, verbs = map(int, figures)
            table[word] = Use(float(frequency), nouns, nominals, verbs)
    return table


@lru_cache(maxsize=100_000)
def use(word: str) -> Use:
    """How a word (any case) is used; all zero for one that general texts do not know."""
    table = _table()
    small = word.lower().replace("’", "'").removesuffix("'s")
    return table.get(small, _UNKNOWN)


@lru_cache(maxsize=100_000)
def rarity(word: str) -> float:
    """0 for the most frequent words of all, 1 for a word that general texts do not know; logarithmic."""
    small = word.lower()
    frequency = max(use(small).per_million, use(_singular(small)).per_million)
    return 1 - min(1.0, math.log1p(frequency) / math.log(20_000))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
