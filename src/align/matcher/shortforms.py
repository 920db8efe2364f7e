"""Short forms that a document defines for itself: （以下简称“《公约》”）, (the “Alliance”), (hereinafter DICAS).

Only what says openly that it defines is taken: a word such as 简称 or "hereinafter", or a quoted name alone in
brackets. Plain acronyms in brackets are in ``acronyms``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from align.document import Span
from align.matcher.folding import CJK

_MOST_WORDS = 12
_QUOTED_ZH = r"[“\"「『‘]([^”\"」』’()（）]{1,30})[”\"」』’]"
_CALLED_ZH = re.compile(
    r"[(（]\s*(?:以下|下文|[后後]文)?(?:[简簡][称稱][为為]?|[统統][称稱][为為]?|下[称稱]|[称稱][为為]?|合[称稱])"
    r"\s*[:：]?\s*([^()（）]+?)\s*[)）]"
)
_NAMES_ZH = re.compile(rf"{_QUOTED_ZH}|([^“”\"「」『』‘’、或和及与,，]{{1,30}})")
_CALLED_EN = re.compile(
    r"\(\s*(?:(?:hereinafter|hereafter|henceforth)(?:\s+(?:referred\s+to\s+as|called|known\s+as))?,?\s+(?:the\s+)?"
    r"[“\"‘']?([^”\"’'()]{1,60}?)[”\"’']?|(?:the\s+)?[“\"‘](?:the\s+)?([^”\"’()]{1,60}?)[”\"’])\s*\)",
    re.IGNORECASE,
)
_NAME_BEFORE_EN = re.compile(r"(?:[\w&/.’'-]+\s+)*[\w&/.’'-]+\s*$")
_NAME_BEFORE_ZH = re.compile(rf"[{CJK}A-Za-z0-9·•“”「」《》\-—]+\s*$")
_LINKING = frozenset("of for and on the in to with by at".split())


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A short form (its own text, without quotes) and the name before the bracket that it stands for.

    ``name`` reaches back over the capitalised words before the bracket in English, over the run of Han in
    Chinese, which may begin too early; None where nothing like a name stands there.
    """

    text: str
    place: Span
    name: Span | None


def find_short_forms(text: str, lang: str) -> tuple[ShortForm, ...]:
    """The short forms that a text in English or Chinese defines, in order; none for other languages."""
    if lang == "zh":
        return tuple(form for found in _CALLED_ZH.finditer(text) for form in _chinese(text, found))
    if lang == "en":
        return tuple(_english(text, found) for found in _CALLED_EN.finditer(text))
    return ()


def _chinese(text: str, found: re.Match[str]) -> list[ShortForm]:
    """Every name a bracket gives: 以下简称“甲”或“乙”."""
    quoted = re.search(_QUOTED_ZH, found[1]) is not None
    before = _NAME_BEFORE_ZH.search(text, max(0, found.start() - 60), found.start())
    name = Span(before.start(), before.start() + len(before.group().rstrip())) if before else None
    forms = []
    for each in _NAMES_ZH.finditer(text, found.start(1), found.end(1)):
        group = 1 if each[1] is not None else 2
        if each[group] and (group == 1 or not quoted):
            forms.append(ShortForm(each[group], Span(*each.span(group)), name))
    return forms


def _english(text: str, found: re.Match[str]) -> ShortForm:
    group = 1 if found[1] is not None else 2
    return ShortForm(found[group], Span(*found.span(group)), _name_before(text, found.start()))


def _name_before(text: str, end: int) -> Span | None:
    """The longest run of capitalised words (linking words inside) that ends at the bracket."""
    before = _NAME_BEFORE_EN.search(text, max(0, end - 200), end)
    if before is None:
        return None
    words = list(re.finditer(r"\S+", before.group()))[-_MOST_WORDS:]
    first = None
    for word in reversed(words):
        if word[0][0].isupper() or word[0][0].isdigit():
            first = word
        elif word[0].lower() not in _LINKING:
            break
    return Span(before.start() + first.start(), before.start() + words[-1].end()) if first else None
