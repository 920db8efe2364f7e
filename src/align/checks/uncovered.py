"""A clause of one text that nothing in the other accounts for.

Why it matters: a clause left out inside a sentence, a sentence rendered by another one, a clause of the
translator's own: the beads look whole, and only a reader of both would notice.
Words are accounted for by a lexicon, by the termbase, by what the document renders so elsewhere, and by the
neighbouring beads. Every finding carries its probability, reckoned for texts in which one bead in a hundred
misses a clause; `least` is the per cent from which it is told. A whole sentence whose words the translation of
its neighbours has used up, in a bead that is complete without it, is told without one.
What it does not see: a word or short phrase left out or added (no lexicon knows every good rendering), and
clauses whose words stand elsewhere in the sentence too.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.bead import TranslationUnit
from align.coveredunits import uncovered_in, unsaid_in
from align.finding import Hit, Severity
from align.options import Option, whole_number
from align.plugin import Check, Context, Example

_LEAST = Option("least", 50, "probability in per cent from which a finding is told (1 to 99).", whole_number(1, 99))
_LONG_ENOUGH = 4


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    found = uncovered_in(unit, context)
    if found is None:
        return
    least = context.option("uncovered", _LEAST) / 100
    sides = (("source", unit.source, "translation"), ("target", unit.target, "original"))
    for which, side, other in sides:
        span, probability = found.english if side.lang == "en" else found.chinese
        if probability >= least and len(span) >= _LONG_ENOUGH:
            text = _short(span.of(side.text))
            message = f"Nothing in the {other} accounts for “{text}” (probability {probability:.0%})."
            yield Hit(message, source=span) if which == "source" else Hit(message, target=span)
        elif (sentence := unsaid_in(unit, context, side.lang)) is not None:
            message = f"Nothing in the {other} accounts for the sentence “{_short(sentence.of(side.text))}”."
            yield Hit(message, source=sentence) if which == "source" else Hit(message, target=sentence)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:58]}…"


CHECK = Check(
    id="uncovered",
    severity=Severity.MAJOR,
    mqm="accuracy/omission",
    run=run,
    min_confidence=0.5,
    options=(_LEAST,),
    examples=(
        Example(
            en="Doctors and nurses worked through the night, and the patients were safe.",
            zh="医生和护士通宵工作，病人平安无事。",
        ),
        Example(en="Of course.", zh="那是自然。", why="a free rendering of a short text"),
        Example(
            en="A reader who loses a book shall pay its price. If the book can no longer be bought, "
            "the Board shall fix the price.",
            zh="读者遗失图书的，应当照价赔偿；图书无法再购得的，由委员会确定价格。",
        ),
        Example(
            en="A reader who loses a book shall pay its price. If the book can no longer be bought, "
            "the Board shall fix the price.",
            zh="读者遗失图书的，应当照价赔偿。",
            hits=("If the book can no longer be bought, the Board shall fix the price.",),
        ),
        Example(
            en="The office opened, and engineers trained students to build satellites for weather forecasts.",
            zh="办事处开张了。",
            hits=("engineers trained students to build satellites for weather forecasts",),
        ),
        Example(
            en="The office opened.",
            zh="办事处开张了，工程师培训学生制造用于天气预报的卫星，并与大学合作研究材料。",
            hits=("工程师培训学生制造用于天气预报的卫星，并与大学合作研究材料",),
        ),
    ),
)
