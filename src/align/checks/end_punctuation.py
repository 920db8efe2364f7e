"""A question that became a statement, or a sentence whose end is missing.

Why it matters: a text cut short in the middle, or ？ lost from a question, is a slip that no reader forgives.
Only what differs in kind counts: a full stop may become an exclamation mark, one sentence two.
What it does not see: headings, which have no end mark; a question worded as one without its mark (是否…);
a cut at the end of an English document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.bead import TranslationUnit
from align.document import BlockKind, Span
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example

_CLOSING = "”’\"'」』)）]】》〉*_ \u3000\u00a0\n"
_BROKEN_OFF = {"zh": "，、,", "en": ","}
_ENDS = ".。!！?？…"
_ASKS = re.compile(r"[?？]|[吗呢么]|是否|[什怎]么|谁|哪|几|何|多少|没有|[^\W\d_]不[^\W\d_]")
_INDIRECT = re.compile(
    r"\b(?:ask|wonder|question|whether|why|how|what|who|where|when|which|if|do|does|did|is|are)\w*\b", re.I
)


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    source, target = unit.source.text.rstrip(_CLOSING), unit.target.text.rstrip(_CLOSING)
    if not source or not target or unit.target.kind is BlockKind.HEADING:
        return
    end = Span(len(target) - 1, len(target))
    if target[-1] in _BROKEN_OFF.get(unit.target.lang, "") and source[-1] in _ENDS:
        if not _quoted_speech(unit.target.text[len(target) :]) and not _goes_on(unit, context):
            yield Hit(f"The translation ends with {target[-1]} where the original ends its sentence.", target=end)
    elif source[-1] in "?？" and target[-1] in ".。":
        asks = _ASKS if unit.target.lang == "zh" else _INDIRECT
        if not asks.search(target) and "?" not in target:
            yield Hit("The original asks a question here.", source=Span(len(source) - 1, len(source)), target=end)


def _quoted_speech(after: str) -> bool:
    """“...,” he said: the comma belongs to the sentence around the quotation."""
    return any(mark in after for mark in "”\"’'」』")


def _goes_on(unit: TranslationUnit, context: Context) -> bool:
    """Whether the next translation takes the sentence up: it has no original, or begins like the middle of one.

    Chinese shows no beginning of a sentence, so only English is asked; at the document's end nobody knows.
    """
    following = context.units[unit.number : unit.number + 1]
    if unit.target.lang != "zh" and not following:
        return True
    return bool(following) and (not following[0].bead.source or following[0].target.text[:1].islower())


CHECK = Check(
    id="end-punctuation",
    severity=Severity.MINOR,
    mqm="linguistic-conventions/punctuation",
    run=run,
    examples=(
        Example(en="Will he come?", zh="他会来吗？"),
        Example(en="Who knows?", zh="谁知道呢。", why="worded as a question"),
        Example(en="He said: “Go!”", zh="他说：“走。”"),
        Example(en="He came and went.", zh="他来了，", hits=("，",)),
        Example(en="Will you help?", zh="你会帮忙。", hits=("。",)),
    ),
)
