"""A statement rendered as a question, or a question as a statement.

Why it matters: "Has the bridge opened?" asks what 大桥已经开放。 says.
A question mark that ends a sentence of one text must answer to one in the other, or to a word that asks
(什么, 吗, 是否; who, whether, wonder), since what is asked may be told.
What it does not see: a question among others in the same bead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.bead import TranslationUnit, UnitSide
from align.document import Span
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example

_MARK = {
    "en": re.compile(r"(?<=[A-Za-z0-9”\"’')])[?？](?=[!?”\"’')\]]*(?:\s|$))"),
    "zh": re.compile(r"？|[?](?=[!！”」』’\"')）]*\s*$)"),
}
_ASKS = {
    "en": re.compile(
        r"[?？]|\b(?:what|who|whom|whose|which|when|where|why|how|whether|if|wonder\w*|ask\w*|question\w*|right|huh|okay"
        r"|(?:could|can|would|will|do|did|are|is|was|may|should|have|has) (?:you|we|i|he|she|it|they|that|this|there)"
        r"|please|let me know|eh|shall|inquir\w*|unclear|isn['’]t|don['’]t|doesn['’]t|didn['’]t|curious|doubt\w*)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        "[?？吗嗎呢谁誰哪何怎几幾么麼吧啥咋]|多少|多大|多久|多长|是否|能否|可否|有无|难道|難道|岂|豈|不成|与否|请问|疑|询|详细|请给"
        "|(.{1,2})[不没沒]\\1|麻烦|对不|行不|问|問|想知道"
    ),
}


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    mark = _lone_mark(unit.target, unit.source)
    if mark is not None and not any(_lone_mark(near.source, near.target) for near in _beside(unit, context)):
        yield Hit("The translation asks; the original states.", target=mark)
    mark = _lone_mark(unit.source, unit.target)
    if mark is not None and not any(_lone_mark(near.target, near.source) for near in _beside(unit, context)):
        yield Hit("The original asks; the translation states.", source=mark)


def _beside(unit: TranslationUnit, context: Context) -> tuple[TranslationUnit, ...]:
    """The beads before and after: a question may have moved over a sentence's border."""
    return tuple(context.units[index] for index in (unit.number - 2, unit.number) if 0 <= index < len(context.units))


def _lone_mark(side: UnitSide, other: UnitSide) -> Span | None:
    """The question mark of a side whose other side does not ask at all."""
    marks = list(_MARK[side.lang].finditer(side.text))
    return None if not marks or _ASKS[other.lang].search(other.text) else Span(*marks[-1].span())


CHECK = Check(
    id="question",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation",
    run=run,
    min_confidence=0.8,
    examples=(
        Example(en="Has the bridge opened?", zh="大桥开放了吗？"),
        Example(en="Ask whether the bridge has opened.", zh="大桥开放了没有？"),
        Example(en="Right? It should grow.", zh="对不对，它应该增长。"),
        Example(
            en=("It flickers. Has it opened?", "It has, in Rome."),
            zh=("它在闪烁。", "开放了吗？开放了，在罗马。"),
            why="a question over the border",
        ),
        Example(en="Konrad Roy said so.", zh="康拉德?罗伊这样说。", why="a dot of a name gone wrong"),
        Example(en="Has the bridge opened?", zh="大桥已经开放。", hits=("?",)),
        Example(en="The bridge has opened.", zh="大桥开放了吗？", hits=("？",)),
    ),
)
