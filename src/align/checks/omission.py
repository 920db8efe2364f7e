"""Sentences of the original that the translation leaves out.

Why it matters: a reader of the translation never learns that something is missing.
What it does not see: a clause dropped inside a sentence that is otherwise translated.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.gaps import run_of_gaps, these_sentences
from align.plugin import Check, Context, Example


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    count = run_of_gaps(unit, context, "target")
    if count:
        yield Hit(f"The translation has nothing for {these_sentences(count)}.", source=Span(0, len(unit.source.text)))


CHECK = Check(
    id="omission",
    severity=Severity.MAJOR,
    mqm="accuracy/omission",
    run=run,
    langs=(),
    needs_both_sides=False,
    examples=(
        Example(en="Fine.", zh="好。"),
        Example(en=("Fine.", "We go."), zh=("好。", ""), hits=("We go.",)),
        Example(
            en=("Fine.", "We go.", "They stay."), zh=("好。", "", ""), hits=("We go.",), why="a run is one finding"
        ),
    ),
)
