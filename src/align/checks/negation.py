"""A denial that only one of the two texts has.

Why it matters: "has not been hijacked" for 已被劫持 turns the news round, and every word of it looks right.
Told only where the English denies beyond doubt and nothing in the Chinese could carry it: Chinese puts many a
denial into a verb (拒绝, 缺乏, 未能) or a question.
What it does not see: a denial lost where another one stands in the same sentence, and a Chinese denial that the
English has not (negation-chinese, off by default, since English turns so many of them: "unable", "few", "only").
"""

from __future__ import annotations

from collections.abc import Iterator

from align.bead import TranslationUnit
from align.finding import Hit, Severity
from align.negation import lone_denial
from align.plugin import Check, Context, Example


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    hit = lone_denial(unit, "en")
    if hit is not None:
        yield hit


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
        Example(en="They had no choice but to stay.", zh="他们就一直待着。"),
        Example(en="It keeps growing.", zh="它不断增长。"),
        Example(en="Companies were reluctant to embrace it.", zh="许多公司仍不愿接受。"),
        Example(en="Nothing was found.", zh="查无所获。"),
        Example(en="Members may not serve for more than two terms.", zh="委员最多连任两届。"),
        Example(en="The area shall be not less than 100 m2.", zh="面积应在一百平方公尺以上。", why="a bound, denied"),
        Example(en="The field may be None.", zh="该字段可以是 None。", why="a name, copied"),
        Example(en="A plane has not been hijacked.", zh="一架飞机已被劫持。", hits=("not",)),
    ),
)
