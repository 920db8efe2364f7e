"""One translation for sentences of the original that say different things.

Why it matters: a sentence copied from the one before and not changed reads well and is wrong:
八进制 where the original has gone on to hexadecimal.
Each original must have a word of its own that the other lacks; small words, endings and figures do not count
(`figures` compares those), nor whether words are contracted (can't, cannot).
What it does not see: copies that were changed a little; short ones, which may be right twice.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example
from align.repetition import Deviation, deviations, own_words, same_target

_SIGNS = {"zh": 8, "en": 30}


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    deviation = context.once(_deviations).get(unit.number)
    if deviation is None or sum(map(str.isalpha, unit.target.text)) < _SIGNS.get(unit.target.lang, 30):
        return
    if unit.target.text.strip() != deviation.usual.target.text.strip():
        return
    here, there = own_words(unit.source, deviation.usual.source)
    if here and there:
        yield Hit(
            f"Bead {deviation.usual.number} is translated the same, but there the original says “{there[0]}”, "
            f"here “{here[0]}”.",
            source=Span(0, len(unit.source.text)),
            target=Span(0, len(unit.target.text)),
        )


def _deviations(context: Context) -> dict[int, Deviation]:
    return deviations(context.once(same_target))


CHECK = Check(
    id="same-target",
    severity=Severity.MINOR,
    mqm="accuracy/mistranslation",
    run=run,
    langs=(),
    examples=(
        Example(
            en=("This field is not inherited by subtypes.", "These fields are never inherited by a subtype."),
            zh=("这个字段不会被子类型继承。", "这个字段不会被子类型继承。"),
        ),
        Example(
            en=("You can't read the manual's index twice.", "You cannot read the manual’s index twice."),
            zh=("你不能把手册的索引读两遍。", "你不能把手册的索引读两遍。"),
            why="one contracted",
        ),
        Example(en=("Go.", "Leave."), zh=("走。", "走。"), why="too short to tell"),
        Example(
            en=("It is the decimal representation of an integer.", "It is the octal representation of an integer."),
            zh=("这是一个整数的十进制表示形式。", "这是一个整数的十进制表示形式。"),
            hits=("这是一个整数的十进制表示形式。",),
        ),
    ),
)
