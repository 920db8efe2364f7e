"""Numbers of sections, which are no part of a term: Chapter 3 Readers, 第三章 读者.

Their tokens are turned into marks, so that no phrase and no rendering holds them. Only a label that opens a
line, a sentence, a quotation or a bracket is one, with a capital or nothing behind it: "Tariffs under Section
232" names a law.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from align.document import Span
from align.extraction.tokens import Token

_WORDS = """Chapter Article Section Subsection Part Title Division Annex Appendix Schedule Clause Paragraph Volume
    Book Figure Table Exhibit""".split()
_OPENS = r"(?:^|(?<=[.?!;:“\"‘(（《。；：！？]))[^\S\n]*"
_ENGLISH = re.compile(
    rf"{_OPENS}(?:{'|'.join([*_WORDS, *map(str.upper, _WORDS)])})"
    r" (?:\d+(?:[.-]\d+)*[A-Za-z]?|[IVXLC]+|[A-Z])(?![\w’'-])(?=\W*?(?:$|[A-Z\d]))",
    re.MULTILINE,
)
_CHINESE = re.compile(
    rf"{_OPENS}(?:第[〇零一二三四五六七八九十百千\d]+[编編章节節条條款部卷篇]"
    r"|[附图圖表][件录錄表]?[一二三四五六七八九十\dA-Z]+(?=[\s、：:.．]|$))",
    re.MULTILINE,
)


def labels(text: str, lang: str) -> list[Span]:
    """Where a text ("en" or "zh") has labels of sections."""
    return [Span(*match.span()) for match in (_CHINESE if lang == "zh" else _ENGLISH).finditer(text)]


def without_labels(text: str, tokens: Sequence[Token], lang: str) -> Sequence[Token]:
    """The tokens of a text, those of section labels as marks; all stay where they are."""
    spans = labels(text, lang)
    if not spans:
        return tokens
    return [
        replace(token, key="") if any(span.overlaps(Span(token.start, token.end)) for span in spans) else token
        for token in tokens
    ]
