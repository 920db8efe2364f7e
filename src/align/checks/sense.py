"""A word rendered by another of its senses, where the text refers back to something.

Why it matters: 该交易所 for "this exchange" makes a stock exchange of a talk between experts. Each word is right
for some "exchange", so no dictionary objects.
What it does not see: a wrong sense without a demonstrative in front of it, or used from the start to the end.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.bead import TranslationUnit
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example
from align.senses import other_senses


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    for found in context.once(other_senses):
        if found.unit.number == unit.number:
            here = found.span.of(unit.target.text)
            message = (
                f"“{here}” refers back, but stands nowhere else; what it stands for is “{found.usual}” "
                f"{found.count} times elsewhere. Another sense of the word?"
            )
            yield Hit(message, target=found.span)


_TALKS = ("The exchange began.", "Exchange of students grew.", "An exchange of views followed.", "More exchange helps.")
_RENDERED = ("交流开始了。", "学生交流增加了。", "随后交流了意见。", "更多交流有好处。")

CHECK = Check(
    id="sense",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation",
    run=run,
    min_confidence=0.8,
    examples=(
        Example(en=(*_TALKS, "This exchange matters."), zh=(*_RENDERED, "该交流很重要。")),
        Example(
            en=(*_TALKS, "The stock exchange closed."), zh=(*_RENDERED, "证券交易所停业。"), why="another exchange"
        ),
        Example(en=(*_TALKS, "A basic exchange closed."), zh=(*_RENDERED, "基本交易所停业。"), why="本 of 基本"),
        Example(en=(*_TALKS, "This exchange matters."), zh=(*_RENDERED, "该交易所很重要。"), hits=("交易所",)),
    ),
)
