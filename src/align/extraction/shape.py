"""How a phrase looks: how general texts use its outer words, its length, its capitals."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache

from align.extraction.general import rarity, use
from align.extraction.words import FUNCTION

_WORD = re.compile(r"[\w'’.&]+")


def shape(form: str, forms: Mapping[str, int]) -> dict[str, float]:
    """The figures of a spelling's looks; ``forms`` are all spellings as often as they stand in the texts."""
    words = [word for word in _WORD.findall(form) if word.lower() not in FUNCTION] or [form]
    return {
        **_outer("first", words[0]),
        **_outer("last", words[-1]),
        "shape-length": float(len(form)),
        "shape-capitals": sum(word[:1].isupper() for word in words) / len(words),
        "shape-rarity": min(map(rarity, words)),
        "shape-small": sum(count for one, count in forms.items() if one[:1].islower()) / sum(forms.values()),
    }


@lru_cache(maxsize=100_000)
def _outer(name: str, word: str) -> dict[str, float]:
    """How general texts use the first or last word."""
    known = (use(word), use(word[:-1] if word.endswith("s") else word))
    nouns, nominals = sum(one.nouns for one in known), sum(one.nominals for one in known)
    verbs = sum(one.verbs for one in known)
    return {
        f"shape-{name}-noun": (nouns + 0.5) / (nominals + 1.5),
        f"shape-{name}-verb": (verbs + 0.2) / (nominals + verbs + 1.5),
        f"shape-{name}-general": math.log1p(max(one.per_million for one in known)),
        f"shape-{name}-length": float(len(word)),
    }
