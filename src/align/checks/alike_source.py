"""Sentences of the original that are nearly the same but rendered quite differently.

Why it matters: laws, contracts and manuals say like things in like words, and readers compare them.
Off by default: good translators vary where the style of a text lets them. Figures do not count.
What it does not see: sentences of fewer than four words; which of the two renderings is the better one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.options import Option, whole_number
from align.plugin import Check, Context, Example
from align.repetition import alike_sources, likeness, masked

_ALIKE = Option(
    "alike", 85, "originals whose chrF is at least this (50 to 99) are nearly the same.", whole_number(50, 99)
)
_APART = Option("apart", 50, "translations whose chrF is below this (1 to 99) are different.", whole_number(1, 99))


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    other = context.once(_apart).get(unit.number)
    if other is not None:
        text = other.target.text
        yield Hit(
            f"Bead {other.number} says nearly the same and is “{text if len(text) <= 60 else text[:58] + '…'}”.",
            source=Span(0, len(unit.source.text)),
            target=Span(0, len(unit.target.text)),
        )


def _apart(context: Context) -> dict[int, TranslationUnit]:
    """For the later unit of each pair that parts, the earlier one that its original is most like."""
    found: dict[int, list[TranslationUnit]] = defaultdict(list)
    limit = context.option("alike-source", _APART)
    together: set[int] = set()
    for first, second in alike_sources(context, context.option("alike-source", _ALIKE)):
        if likeness(masked(first.target), masked(second.target)) < limit:
            found[second.number].append(first)
        else:
            together.add(second.number)
    return {number: units[-1] for number, units in found.items() if number not in together}


CHECK = Check(
    id="alike-source",
    severity=Severity.NEUTRAL,
    mqm="style/inconsistent-style",
    run=run,
    langs=(),
    default=False,
    options=(_ALIKE, _APART),
    examples=(
        Example(
            en=("The rule on the first day of leave applies.", "The rule on the last day of leave applies."),
            zh=("适用关于假期第一天的规定。", "适用关于假期最后一天的规定。"),
        ),
        Example(
            en=(
                "The rule on the first day of leave applies to all.",
                "The rule on the last day of leave applies to all.",
            ),
            zh=("关于假期第一天的规定适用于所有人。", "人人休假期满之日，悉依前述办理。"),
            hits=("人人休假期满之日，悉依前述办理。",),
        ),
    ),
)
