"""Keys that do not tell spellings of one phrase apart, remembered: the same phrases come again and again."""

from __future__ import annotations

from functools import lru_cache

from align.matcher.folding import fold


@lru_cache(maxsize=200_000)
def fold_key(text: str, lang: str) -> str:
    """The key of a text in a language (see :mod:`align.matcher.folding`)."""
    return fold(text, lang).key
