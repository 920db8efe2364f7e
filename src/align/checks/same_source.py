"""A sentence or heading of the original that stands several times and is rendered in several ways.

Why it matters: a reader who meets the same words in other dress looks for a difference that is not there; and
where two renderings of one sentence part, one of them is often wrong.
Figures, case and marks do not count. The rarer rendering is told, with the more frequent one.
What it does not see: sentences that are nearly the same (`alike-source`); other documents of the project;
what stands once.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example
from align.repetition import Deviation, deviations, same_source

_WORDS = 3
_LETTERS = 9
"""Shorter ones (Yes. Notes) depend on what stands around them."""


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    deviation = context.once(_deviations).get(unit.number)
    if deviation is not None and _telling(unit):
        usual, count = deviation.usual, deviation.count
        yield Hit(
            f"The same words are “{_short(usual.target.text)}” in bead {usual.number}"
            f"{f' and {count - 1} more' if count > 1 else ''}.",
            source=Span(0, len(unit.source.text)),
            target=Span(0, len(unit.target.text)),
        )


def _deviations(context: Context) -> dict[int, Deviation]:
    return deviations(context.once(same_source))


def _telling(unit: TranslationUnit) -> bool:
    text = unit.source.text
    letters = sum(map(str.isalpha, text))
    return letters >= _WORDS if unit.source.lang == "zh" else letters >= _LETTERS and len(text.split()) >= _WORDS - 1


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:58]}…"


CHECK = Check(
    id="same-source",
    severity=Severity.MINOR,
    mqm="style/inconsistent-style",
    run=run,
    langs=(),
    examples=(
        Example(en=("Economic Cooperation", "ECONOMIC COOPERATION"), zh=("经济合作", "经济合作：")),
        Example(en=("Article 3 applies here.", "Article 4 applies here."), zh=("此处适用第三条。", "此处适用第四条。")),
        Example(en=("Yes.", "Yes."), zh=("是的。", "对。"), why="too short to tell"),
        Example(
            en=("Economic Cooperation", "We begin.", "ECONOMIC COOPERATION", "Economic cooperation"),
            zh=("经济合作", "我们开始。", "经济方面的协作", "经济合作"),
            hits=("经济方面的协作",),
        ),
    ),
)
