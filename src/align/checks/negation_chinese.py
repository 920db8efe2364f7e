"""A denial in the Chinese that nothing in the English answers to.

Why it matters: "they have flown" for 从未乘坐过飞机 turns the sense round, and every word of it looks right.
Off by default: good translators into English say most denials the other way round ("maximum" for 最多不能超过),
so that about two of three findings are no errors.
What it does not see: a denial lost where the English has any other word that may deny.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.bead import TranslationUnit
from align.finding import Hit, Severity
from align.negation import lone_denial
from align.plugin import Check, Context, Example


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    hit = lone_denial(unit, "zh")
    if hit is not None:
        yield hit


CHECK = Check(
    id="negation-chinese",
    severity=Severity.MINOR,
    mqm="accuracy/mistranslation",
    run=run,
    min_confidence=0.8,
    default=False,
    examples=(
        Example(en="The camp failed to treat the waste.", zh="营地没有处理废弃物。"),
        Example(en="They had to leave.", zh="他们不得不离开。"),
        Example(en="Companies were reluctant to embrace it.", zh="许多公司不接受。"),
        Example(en="A complete view can be seen.", zh="完整的景象并没有出现。", hits=("并没",)),
    ),
)
