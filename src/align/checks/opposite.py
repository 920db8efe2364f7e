"""A word rendered by its opposite.

Why it matters: 进口 for "exported", 超过 for "less than", 必须 for "may" say the contrary of the original in
fluent language. Directions, comparisons, duties, times and roles are compared by a table of pairs; a pair
is told only where one text says one side of it for sure, the other text the other side for sure, and
neither has a word that may stand for what the other says.
What it does not see: opposites outside the table (opposites.tsv), and a turned word in a sentence that
names both sides of its pair.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.bead import TranslationUnit
from align.finding import Hit, Severity
from align.opposites import turned_round
from align.plugin import Check, Context, Example


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    source, target = unit.source, unit.target
    for turned in turned_round(source.text, target.text, source.lang, target.lang):
        here, there = turned.source.of(source.text), turned.target.of(target.text)
        message = f"“{there}” is the opposite of “{here}” in the original."
        yield Hit(message, source=turned.source, target=turned.target)


CHECK = Check(
    id="opposite",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation",
    run=run,
    min_confidence=0.8,
    examples=(
        Example(en="Imports from the north rose.", zh="来自北部的进口增加了。"),
        Example(en="Imports fell while exports rose.", zh="出口增加，而进口减少。", why="both, in another order"),
        Example(en="It is not small.", zh="它很巨大。", why="denied"),
        Example(en="The distance shall be no more than 15 m.", zh="距离在十五米以下。", why="denied, too"),
        Example(en="At least 60 people came.", zh="来了60多人。"),
        Example(en="Most goods are exported to America.", zh="大部分货物从美洲进口。", hits=("进口",)),
        Example(en="Less than 2,300 people work there.", zh="那里的工作人员超过2300人。", hits=("超过",)),
        Example(en="The closing ceremony was held today.", zh="开幕式今天举行。", hits=("开幕",)),
        Example(en="Applicants may report it.", zh="申请人必须报告。", hits=("必须",)),
    ),
)
