"""The quantities of a text, by its language."""

from __future__ import annotations

from align.quantities.en import find_en, starts_en
from align.quantities.values import Quantity
from align.quantities.zh import find_zh, starts_zh


def find_quantities(text: str, lang: str) -> tuple[Quantity, ...]:
    """Every quantity of a text, in order of span, none overlapping another.

    ``lang`` is "zh" or "en", or a longer tag that begins so ("zh-Hant", "en-US"). Spans are code points of the
    text as given. Raises ValueError for another language.
    """
    return find_zh(text) if _language(lang) == "zh" else find_en(text)


def read_up_to(text: str, lang: str, most: int) -> int:
    """Where the part of a text ends that has ``most`` places at which a quantity may begin; the text's end if fewer.

    Reading costs by such places, not by characters: whoever must answer in time reads that part, or nothing of a
    text with more. Languages as in ``find_quantities``; ``most`` is at least 0.
    """
    if len(text) <= most:
        return len(text)
    starts = starts_zh(text) if _language(lang) == "zh" else starts_en(text)
    return next((start for count, start in enumerate(starts) if count == most), len(text))


def _language(lang: str) -> str:
    language = lang.replace("_", "-").split("-")[0].lower()
    if language not in {"zh", "en"}:
        raise ValueError(f"no quantities in language {lang!r}; allowed: zh, en")
    return language
