"""The quantities of a text, by its language."""

from __future__ import annotations

from align.quantities.en import find_en
from align.quantities.values import Quantity
from align.quantities.zh import find_zh


def find_quantities(text: str, lang: str) -> tuple[Quantity, ...]:
    """Every quantity of a text, in order of span, none overlapping another.

    ``lang`` is "zh" or "en", or a longer tag that begins so ("zh-Hant", "en-US"). Spans are code points of the
    text as given. Raises ValueError for another language.
    """
    language = lang.replace("_", "-").split("-")[0].lower()
    if language == "zh":
        return find_zh(text)
    if language == "en":
        return find_en(text)
    raise ValueError(f"no quantities in language {lang!r}; allowed: zh, en")
