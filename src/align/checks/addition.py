"""Sentences of the translation that the original does not have.

Why it matters: text of the translator's own passes for the author's.
What it does not see: words added inside a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.gaps import run_of_gaps, these_sentences
from align.plugin import Check, Context, Example


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    count = run_of_gaps(unit, context, "source")
    if count:
        yield Hit(f"The original has nothing for {these_sentences(count)}.", target=Span(0, len(unit.target.text)))


CHECK = Check(
    id="addition",
    severity=Severity.MINOR,
    mqm="accuracy/addition",
    run=run,
    langs=(),
    needs_both_sides=False,
    examples=(
        Example(en="Fine.", zh="好。"),
        Example(en=("Fine.", ""), zh=("好。", "* * *"), why="no word is added"),
        Example(en=("Fine.", ""), zh=("好。", "记者王明报道。"), hits=("记者王明报道。",)),
    ),
)
