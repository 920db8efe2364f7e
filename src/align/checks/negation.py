"""A denial that only one of the two texts has.

Why it matters: "has not been hijacked" for 已被劫持 turns the news round, and every word of it looks right.
Told only where one text denies beyond doubt and nothing in the other could carry it: Chinese puts many a
denial into a verb (拒绝, 缺乏, 未能) or a question, English into "unable", "few", "instead".
What it does not see: a denial lost where another one stands in the same sentence; a Chinese denial that is
missing in English is told only where no word of English is even faintly negative.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.bead import TranslationUnit, UnitSide
from align.document import Span
from align.finding import Hit, Severity
from align.negation import denials, may_deny
from align.plugin import Check, Context, Example


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    source, target = unit.source, unit.target
    added = _lone(target, source)
    if added is not None:
        yield Hit(f"“{added.of(target.text)}” denies; nothing in the original does.", target=added)
    lost = _lone(source, target)
    if lost is not None:
        yield Hit(f"“{lost.of(source.text)}” denies; nothing in the translation does.", source=lost)


def _lone(side: UnitSide, other: UnitSide) -> Span | None:
    """The first denial of a side whose other side has nothing that may be one."""
    if may_deny(other.text, other.lang):
        return None
    return next(denials(side.text, side.lang), None)


CHECK = Check(
    id="negation",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation",
    run=run,
    min_confidence=0.8,
    examples=(
        Example(en="They are not ready.", zh="他们尚未准备好。"),
        Example(en="Not only Japan but also Korea signed.", zh="日本和韩国都签署了。", why="no denial"),
        Example(en="The camp failed to treat the waste.", zh="营地没有处理废弃物。"),
        Example(en="They had to leave.", zh="他们不得不离开。"),
        Example(en="It keeps growing.", zh="它不断增长。"),
        Example(en="Companies were reluctant to embrace it.", zh="许多公司仍不愿接受。"),
        Example(en="Nothing was found.", zh="查无所获。"),
        Example(en="A plane has not been hijacked.", zh="一架飞机已被劫持。", hits=("not",)),
        Example(en="A complete view can be seen.", zh="完整的景象并没有出现。", hits=("并没",)),
    ),
)
