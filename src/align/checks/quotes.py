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
from align.termhits import unit_terms

_QUOTED = re.compile(r"[“\"]([^“”\"]{2,}?)[”\"]")
_MARKS = re.compile(r"[“”\"「」『』《》〈〉‘]|(?<!\w)'\S[^']*'(?!\w)|'$|^'")
_INCHES = re.compile(r"\d\s?\"")
_SPEECH = 15
"""Han characters from which a Chinese quotation is speech, not a word set off as Chinese likes to do."""


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    text = unit.target.text
    near = context.units[max(0, unit.number - 2) : unit.number + 1]
    straight = _straight(text)
    if len(straight) % 2 and _balanced(unit.source.text) and sum(len(_straight(n.target.text)) for n in near) % 2:
        stray = len(straight) == 1 and not _MARKS.search(unit.source.text)
        yield Hit(
            'This quotation mark " has no partner.',
            target=Span(straight[-1], straight[-1] + 1),
            fix="" if stray else None,
        )
    if not any(_MARKS.search(other.target.text) for other in near):
        for match in _QUOTED.finditer(unit.source.text):
            if unit.source.lang != "zh" or len(match[1]) >= _SPEECH:
                place, fix = _marked(match[1].rstrip(",."), unit, context)
                yield Hit(
                    f"The quotation marks around “{_short(match[1])}” are lost.",
                    source=Span(*match.span()),
                    target=place,
                    fix=fix,
                    fix_is_safe=fix is not None,
                )


def _marked(quoted: str, unit: TranslationUnit, context: Context) -> tuple[Span | None, str | None]:
    """Where the quoted words stand in the translation (verbatim, or as the glossary has them), and with their marks."""
    text = unit.target.text
    if unit.target.lang != "zh":
        return None, None
    places = [
        Span(m.start(), m.end()) for m in re.finditer(rf"(?<![A-Za-z0-9]){re.escape(quoted)}(?![A-Za-z0-9])", text)
    ]
    if not places:
        terms = unit_terms(unit, context)
        named = {m.concept.id for m in terms.source if m.span.of(unit.source.text) == quoted}
        places = [m.span for m in terms.target if m.concept.id in named and m.term.status.accepted]
        places = [span for span in places if not any(o != span and o.contains(span) for o in places)]
    return (places[0], f"“{places[0].of(text)}”") if len(places) == 1 else (None, None)


def _straight(text: str) -> list[int]:
    """Offsets of straight double quotes that do not mean inches."""
    inches = {match.end() - 1 for match in _INCHES.finditer(text)}
    marks = [match.start() for match in re.finditer('"', text)]
    return marks if len(marks) % 2 == 0 else [mark for mark in marks if mark not in inches]


def _balanced(text: str) -> bool:
    """Whether a text closes what it quotes: a quotation may run over several sentences."""
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0


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
