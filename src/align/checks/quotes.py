"""Quotation marks that are lost, or straight ones without a partner.

Why it matters: without its marks a quotation becomes the writer's own claim, a title a common word.
《》 answers for English quotation marks. What it does not see: marks around the wrong words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example

_QUOTED = re.compile(r"[“\"]([^“”\"]{2,}?)[”\"]")
_MARKS = re.compile(r"[“”\"「」『』《》〈〉]")
_INCHES = re.compile(r"\d\s?\"")


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    text = unit.target.text
    straight = [match.start() for match in re.finditer('"', _INCHES.sub(lambda m: m[0].replace('"', "″"), text))]
    if len(straight) % 2:
        near = context.units[max(0, unit.number - 2) : unit.number + 1]
        if sum(other.target.text.count('"') for other in near) % 2:
            last = straight[-1]
            yield Hit('This quotation mark " has no partner.', target=Span(last, last + 1))
    near_text = "".join(other.target.text for other in context.units[max(0, unit.number - 2) : unit.number + 1])
    if not _MARKS.search(near_text):
        for match in _QUOTED.finditer(unit.source.text):
            yield Hit(f"The quotation marks around “{_short(match[1])}” are lost.", source=Span(*match.span()))


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:38]}…"


CHECK = Check(
    id="quotes",
    severity=Severity.MINOR,
    mqm="linguistic-conventions/punctuation",
    run=run,
    examples=(
        Example(en='They praised "Project Orbis".', zh="他们赞扬“奥比斯项目”。"),
        Example(en='They praised "Project Orbis".', zh="他们赞扬《奥比斯项目》。"),
        Example(en="It is 3 inches wide.", zh='它有 3" 宽。', why="inches"),
        Example(en='They praised "Project Orbis".', zh="他们赞扬奥比斯项目。", hits=('"Project Orbis"',)),
        Example(en="They praised it.", zh='他们赞扬"它。', hits=('"',)),
    ),
)
