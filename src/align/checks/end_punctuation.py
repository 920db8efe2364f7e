"""A sentence whose end is missing: the translation stops at a comma where the original has ended.

Why it matters: a text cut short in the middle is a slip that no reader forgives.
What it does not see: headings, which have no end mark; a cut at the end of an English document; marks of another
kind (`question` compares questions), because a full stop may well become an exclamation mark.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.bead import TranslationUnit
from align.document import BlockKind, Span
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example

_CLOSING = "”’\"'」』)）]】》〉*_ \u3000\u00a0\n"
_BROKEN_OFF = {"zh": "，、,", "en": ","}
_ENDS = ".。!！?？…"


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    source, target = unit.source.text.rstrip(_CLOSING), unit.target.text.rstrip(_CLOSING)
    if not source or not target or unit.target.kind is BlockKind.HEADING:
        return
    end = Span(len(target) - 1, len(target))
    if target[-1] not in _BROKEN_OFF.get(unit.target.lang, "") or source[-1] not in _ENDS:
        return
    if not _quoted_speech(unit.target.text[len(target) :]) and not _goes_on(unit, context):
        yield Hit(f"The translation ends with {target[-1]} where the original ends its sentence.", target=end)


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
        Example(en="He said: “Go!”", zh="他说：“走。”"),
        Example(en="He came and went.", zh="他来了，", hits=("，",)),
    ),
)
