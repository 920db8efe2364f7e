"""Spaces between Chinese and Latin letters or figures that do not follow the house style.

Why it matters: 在 2024 年 and 在2024年 are both good, both in one document are not.
Off by default. `style` says what is wanted: a space, or none.
What it does not see: spaces beside punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.acronyms import HAN
from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.options import Option, one_of
from align.plugin import Check, Context, Example

_STYLE = Option(
    "style", "space", "`space` between Chinese and Latin letters or figures, or `none`.", one_of("space", "none")
)
_TIGHT = re.compile(rf"(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[{HAN}])")
_LOOSE = re.compile(rf"(?<=[{HAN}])[ \u00a0](?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])[ \u00a0](?=[{HAN}])")


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    if unit.target.lang != "zh":
        return
    text = unit.target.text
    if context.option("cjk-spacing", _STYLE) == "none":
        for match in _LOOSE.finditer(text):
            span = Span(match.start() - 1, match.end() + 1)
            fix = text[span.start] + text[match.end()]
            yield Hit("A space between Chinese and Latin letters.", target=span, fix=fix, fix_is_safe=True)
    else:
        for match in _TIGHT.finditer(text):
            span = Span(match.start() - 1, match.start() + 1)
            fix = f"{text[span.start]} {text[match.start()]}"
            yield Hit("No space between Chinese and Latin letters.", target=span, fix=fix, fix_is_safe=True)


CHECK = Check(
    id="cjk-spacing",
    severity=Severity.NEUTRAL,
    mqm="locale-conventions/whitespace",
    run=run,
    needs_both_sides=False,
    min_confidence=0.0,
    default=False,
    options=(_STYLE,),
    examples=(
        Example(en="In 2024, NASA came.", zh="在 2024 年，NASA 来了。"),
        Example(en="In 2024, NASA came.", zh="在2024年，NASA来了。", options={"style": "none"}),
        Example(en="In 2024, NASA came.", zh="在 2024年，NASA 来了。", hits=("4年",)),
        Example(en="In 2024, NASA came.", zh="在2024 年，NASA来了。", options={"style": "none"}, hits=("4 年",)),
    ),
)
