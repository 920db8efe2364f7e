"""A name from abroad that is written by its sound in two ways in one document.

Why it matters: 弗莱克 on page one and 弗雷克 on page three are two persons to the reader, and a search for
either finds half.
The usual rendering is the one that most beads with the Latin name share; another run of characters that
sounds like the name, and like no other name there, deviates.
What it does not see: names that mean something in Chinese or are rendered by their meaning, names of Chinese,
Japanese and Korean persons, short forms of one syllable, names told apart by one consonant.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.bead import TranslationUnit
from align.finding import Hit, Severity
from align.namedrift import name_drifts
from align.plugin import Check, Context, Example


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    if unit.target.lang != "zh":
        return
    for drift in context.once(name_drifts):
        if drift.unit.number == unit.number:
            times = "once" if drift.count == 1 else f"{drift.count} times"
            here = drift.span.of(unit.target.text)
            message = f"“{here}” for {drift.name}, which is “{drift.usual}” {times} elsewhere."
            yield Hit(message, target=drift.span, fix=drift.usual)


CHECK = Check(
    id="name-drift",
    severity=Severity.MINOR,
    mqm="terminology/inconsistent",
    run=run,
    examples=(
        Example(
            en=("Senator Flake spoke.", "Then Flake left.", "The choice of Flake mattered."),
            zh=("参议员弗莱克发言。", "弗莱克随后离开。", "他的选择很重要。"),
            why="a name left out is good style",
        ),
        Example(
            en=("Livingston and Lexington met.", "Livingston won.", "Lexington lost."),
            zh=("利文斯顿与列克星敦相遇。", "利文斯顿获胜。", "列克星敦落败。"),
        ),
        Example(
            en=("Senator Flake spoke.", "Then Flake left.", "The choice of Flake mattered."),
            zh=("参议员弗莱克发言。", "弗莱克随后离开。", "弗雷克的选择很重要。"),
            hits=("弗雷克",),
        ),
    ),
)
