"""Half-width punctuation between Chinese characters.

Why it matters: 中文,中文 looks pasted from elsewhere; most house styles want 中文，中文.
Off by default: some houses set ASCII brackets on purpose. Points and colons between figures, and marks beside
Latin words on both sides, are left.
What it does not see: full-width letters and figures; straight quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.acronyms import HAN
from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example

_WIDE = str.maketrans(",;:?!()", "，；：？！（）")
_MARK = re.compile(rf"(?<=[{HAN}”」』》）])[,;:?!] ?|\((?=[{HAN}])|(?<=[{HAN}])\)")


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    if unit.target.lang != "zh":
        return
    for match in _MARK.finditer(unit.target.text):
        mark = match[0].strip()
        wide = mark.translate(_WIDE)
        span = Span(*match.span())
        yield Hit(f"{mark} is half-width beside Chinese; {wide} is the Chinese mark.", target=span, fix=wide)


CHECK = Check(
    id="punctuation-width",
    severity=Severity.NEUTRAL,
    mqm="locale-conventions/punctuation",
    run=run,
    needs_both_sides=False,
    min_confidence=0.0,
    default=False,
    examples=(
        Example(en="In 2024, at 12:30, 1,000 came (NASA).", zh="2024年，12:30，1,000人来了 (NASA)。"),
        Example(en="Fine, go.", zh="好,走。", hits=(",",)),
        Example(en="The plan (new) works.", zh="计划(新的)有效。", hits=("(", ")")),
    ),
)
