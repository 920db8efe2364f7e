"""Two figures of one kind that have changed places in the translation.

Why it matters: "900 workers and 30 schools" rendered as 30 名工人和 900 所学校 has every value, so no comparison of
values sees it, and the reader gets both figures wrong.
What the figures stand next to is compared by a lexicon: words, names, months, years and other quantities, near first;
other things being equal, figures are taken to keep their order. Told is what a model fitted on human translations
with and without figures exchanged takes for sure.
What it does not see: figures whose company no lexicon knows, whole and part ("134 million of the 700 million"),
scores (2–0 is 0:2 in other habits), more than twelve figures of one kind in a bead (a table).
"""

from __future__ import annotations

from collections.abc import Iterator

from align.bead import TranslationUnit
from align.exchanged import Place
from align.exchangedunits import exchanged_in
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    for found in exchanged_in(unit, context):
        # The word stands by the first English and by the second Chinese figure.
        figures, word = (found.one[0], found.other[1]), found.word
        if unit.source.lang == "zh":
            figures, word = (figures[1], figures[0]), word and (word[1], word[0])
        here, there = figures
        message = _message(unit, (_plain(here.text), _plain(there.text)), word)
        yield Hit(message, source=here.span, target=there.span)


def _message(unit: TranslationUnit, figures: tuple[str, str], word: Place | None) -> str:
    here, there = figures
    if word is None:
        return f"{here} and {there} stand in another order than in the original; they may be exchanged."
    original, rendering = word[0].of(unit.source.text), word[1].of(unit.target.text)
    return (
        f"Figures may be exchanged: “{original}” stands by {here} in the original, “{rendering}” by {there} in the"
        " translation."
    )


def _plain(text: str) -> str:
    return " ".join(text.split())


CHECK = Check(
    id="figures-swapped",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation",
    run=run,
    min_confidence=0.8,
    examples=(
        Example(en="It has 900 workers and 30 schools.", zh="它有900名工人和30所学校。"),
        Example(en="It has 30 schools and 900 workers.", zh="它有900名工人和30所学校。", why="the words move along"),
        Example(en="It sickened 212 people in 23 states.", zh="23个州的212人患病。", why="the whole first"),
        Example(en="from 4.3% in March to 2.5% in June", zh="由3月份的4.3%回落到6月份的2.5%"),
        Example(en="It fell to 2.5% in June from 4.3% in March.", zh="它由3月份的4.3%回落到6月份的2.5%。"),
        Example(en="They lost 2-0.", zh="他们以0:2告负。"),
        Example(en="under Paragraph 3, Article 6 and Article 12", zh="依第六条第三项及第十二条", why="places in laws"),
        Example(en="It has 900 workers and 30 schools.", zh="它有30名工人和900所学校。", hits=("900所",)),
        Example(en="from 2.5% in March to 4.3% in June", zh="由3月份的4.3%回落到6月份的2.5%", hits=("2.5%",)),
        Example(
            en="The rates were 97.7%, 86.8% and 87.1% respectively.",
            zh="比率分别为97.7%、87.1%和86.8%。",
            hits=("87.1%",),
            why="a bare list keeps its order",
        ),
    ),
)
