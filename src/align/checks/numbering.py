"""A list item, chapter or article that carries another number than in the original.

Why it matters: "see (c)" leads nowhere when (c) has become (b).
(b), （二）, 乙、 and II. are the same number; a number on one side only is no matter.
What it does not see: numbers inside a sentence (`figures` compares those).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example

_HEADS = r"(?:(?i:chapter|part|section|article|title|annex|appendix|schedule|book|item|step)[ \u00a0])"
_NUMBER = re.compile(
    rf"\s*(?:[#*•·\-–—]\s*)?(?:(?P<head>{_HEADS}|第)\s?)?(?P<open>[(（]?)"
    r"(?P<mark>\d{1,3}|[一二三四五六七八九十百]{1,5}|[甲乙丙丁戊己庚辛壬癸]|[IVXLC]{1,7}|[ivxlc]{1,7}|[A-Za-z])"
    r"(?P<end>\s?[)）]|[.．、](?![\d年月])|\s?[编編章节節条條款项項部目](?=[\s:：]|$)|(?=[\s:：—–-]|$))"
)
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_DIGITS = {char: value for value, char in enumerate("一二三四五六七八九", start=1)}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    source, target = _number(unit.source.text), _number(unit.target.text)
    if source and target and source[2] == target[2] and not source[1] & target[1]:
        said, written = source[0].of(unit.source.text).strip(), target[0].of(unit.target.text).strip()
        yield Hit(f"This is {written}, but {said} in the original.", source=source[0], target=target[0])


def _number(text: str) -> tuple[Span, frozenset[int], bool] | None:
    """The number a text begins with, what it may mean ((i) is the first or the ninth), and whether of a chapter."""
    match = _NUMBER.match(text)
    if match is None or not (match["head"] or match["end"].strip()):
        return None
    if match["head"] == "第" and match["end"].strip() in ("", ")", "）", ".", "．", "、"):
        return None
    start = match.start("head") if match["head"] else match.start("open")
    return Span(start, match.end()), frozenset(_values(match["mark"])), bool(match["head"])


def _values(mark: str) -> Iterator[int]:
    if mark.isdecimal():
        yield int(mark)
    elif mark in _STEMS:
        yield _STEMS.index(mark) + 1
    elif not mark.isascii():
        yield _han(mark)
    else:
        if len(mark) == 1:
            yield ord(mark.lower()) - ord("a") + 1
        if set(mark.lower()) <= _ROMAN.keys():
            yield _roman(mark.lower())


def _han(mark: str) -> int:
    total = digit = 0
    for char in mark:
        if char in _DIGITS:
            digit = _DIGITS[char]
        else:
            total += (digit or 1) * (100 if char == "百" else 10)
            digit = 0
    return total + digit


def _roman(mark: str) -> int:
    values = [_ROMAN[char] for char in mark]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


CHECK = Check(
    id="numbering",
    severity=Severity.MINOR,
    mqm="accuracy/mistranslation",
    run=run,
    examples=(
        Example(en="(b) Funding", zh="（二）资金"),
        Example(en="Chapter IV Penalties", zh="第四章 罚则"),
        Example(en="II. Overview", zh="乙、概述"),
        Example(en="1. First, go.", zh="首先，走。", why="a number on one side only"),
        Example(en="(4) The term of the first paragraph applies.", zh="第一项之期间适用之。", why="a reference"),
        Example(en="A plan for 5.5 million", zh="二十年的计划", why="no list numbers"),
        Example(en="(c) Funding", zh="（二）资金", hits=("（二）",)),
        Example(en="Chapter IV Penalties", zh="第三章 罚则", hits=("第三章",)),
    ),
)
