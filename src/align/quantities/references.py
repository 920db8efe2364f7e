"""Places in laws: Article 12.1, Article 6-1, 第六条第一项, 第12条之1. Each is a path of ordinals, one for every level.

Every part becomes a quantity of its own, so that "paragraph 1 of Article 11", "Article 11, paragraph 1", "11.1" and
第十一条第一项 say the same, and a wrong part is told whatever the manner of writing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from align.quantities.numerals_zh import parse
from align.quantities.reading import Draft
from align.quantities.values import REFERENCE, Kind

_LEVEL_EN = re.compile(
    r"(?<![A-Za-z])(?:(?:[Aa]rt|[Ss]ec|[Pp]ara|[Ss]ubpara|[Cc]h|[Cc]l)s?\.|(?:[Aa]rticle|(?:[Ss]ub-?)?[Ss]ection"
    r"|(?:[Ss]ub-?)?[Pp]aragraph|[Cc]lause|[Cc]hapter|Item)s?)[ \n]?$"
)
_LEVEL_LAST = frozenset(".senhm")
_PATH_EN = re.compile(r"(\d{1,4})((?:[.-]\d{1,3})*)(?![\d%]|,\d|[.-]\d)")
_LINK_EN = re.compile(r"(?:[ ,;~–]|\((?:\d{1,2}|[a-z])\)|(?<![a-z])(?:and|or|to|through|[Aa]rticles?)(?![a-z])){1,12}")
_UP_TO_EN = re.compile("~|–|to |through ")
_LONGEST_LINK = 30
_PART = re.compile(r"\d+")
_LEVEL_ZH = re.compile(" ?[条款项目章节编]")
_ADDED = re.compile("[条章节项款] ?之 ?$")
_AFTER_ONE = re.compile("[^定切般部种旦致些样直个]|$")  # 第十二条之一 is an article, 之一定 is none
_RELATIVE = re.compile(
    r"(?<![条條款项項之及或至、，\d一二三四五六七八九十])第[一二三四五六七八九十\d]{1,3}[款项項]"
    r"|[前本同次上][一二三四五六七八九十\d]{0,3}[条條款项項目章节節]"
    r"|\b(?:[Pp]receding|[Ff]oregoing|[Pp]revious|[Aa]forementioned|[Ss]aid|[Ss]ame|[Tt]his|[Tt]hese)"
    r" (?:\w{1,9} )?(?:[Aa]rticle|[Ss]ection|(?:[Ss]ub)?[Pp]aragraph|[Cc]lause|[Cc]hapter|[Ii]tem)"
)


def path_en(text: str, start: int, listed: int) -> tuple[Draft, ...]:
    """The parts of the reference whose number begins at ``start``; ``listed`` is where the one before ended, or 0."""
    if not _is_numbered(text, start) and not (listed and _goes_on(text, start, listed)):
        return ()
    path = _PATH_EN.match(text, start)
    return tuple(_drafts(text, path)) if path else ()


def _is_numbered(text: str, start: int) -> bool:
    last = text[max(0, start - 2) : start].rstrip()[-1:]
    return last in _LEVEL_LAST and _LEVEL_EN.search(text, max(0, start - 16), start) is not None


def _goes_on(text: str, start: int, listed: int) -> bool:
    """Articles 32.1 (1), 32.2 to 40: what has a point, or ends a stretch, belongs to the list."""
    link = _LINK_EN.fullmatch(text, listed, start) if start - listed <= _LONGEST_LINK else None
    path = _PATH_EN.match(text, start) if link else None
    return path is not None and (path[2].startswith(".") or _UP_TO_EN.search(text, listed, start) is not None)


def _drafts(text: str, path: re.Match[str]) -> Iterator[Draft]:
    for part in _PART.finditer(text, path.start(), path.end()):
        yield Draft(Kind.ORDINAL, (Fraction(int(part[0])),), REFERENCE, part.start(), part.end())


def level_zh(text: str, end: int) -> str | None:
    """The unit of the ordinal that ends at ``end``: REFERENCE before 条, 款, 项 and their like."""
    return REFERENCE if _LEVEL_ZH.match(text, end) else None


def added_zh(text: str, start: int, end: int) -> Draft | None:
    """The number of an article put in between, without its 之: 第12条之1."""
    if "之" not in text[max(0, start - 2) : start] or not _ADDED.search(text, max(0, start - 4), start):
        return None
    if text.startswith("分", end) or (text[start:end] == "一" and not _AFTER_ONE.match(text, end)):
        return None
    numeral = parse(text[start:end].replace(" ", ""))
    return Draft(Kind.ORDINAL, (numeral.value,), REFERENCE, start, end) if numeral else None


def has_relative(text: str) -> bool:
    """Whether a text names a place by where it stands: 前条, the preceding paragraph."""
    return _RELATIVE.search(text) is not None
