"""One name or phrase of the original rendered in several ways; no glossary needed.

Why it matters: a reader takes 阿尔特弥斯 and 阿尔忒弥斯 for two programmes, 合作备忘录 and 谅解备忘录 for two papers.
What counts as evidence is written in align/drift.py and align/phrasedrift.py. The message says how often each
rendering stands.
What it does not see: renderings of a name that share no characters and carry no acronym; a phrase in small letters
with more than one deviating rendering, or one that is not word for word.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.bead import TranslationUnit
from align.drift import find_drifts
from align.finding import Hit, Severity
from align.phrasedrift import find_phrase_drifts
from align.plugin import Check, Context, Example
from align.term import TermStatus


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    for drift in context.once(find_drifts):
        if drift.other.unit.number == unit.number:
            yield Hit(
                f"{drift.name} is {drift.other.text} here ({drift.other_count}×) "
                f"but {drift.usual} elsewhere ({drift.usual_count}×).",
                target=drift.other.span,
                fix=None if drift.usual == drift.other.text or _discouraged(drift.usual, context) else drift.usual,
            )
    for drift in context.once(find_phrase_drifts):
        if drift.other.unit.number == unit.number:
            # The text that all share may be longer than the term, so nothing is offered in its place.
            yield Hit(
                f"“{drift.name}” is {drift.other.text} here (1×) but {drift.usual} elsewhere ({drift.usual_count}×).",
                target=drift.other.span,
            )


def _discouraged(rendering: str, context: Context) -> bool:
    """Whether the glossary is against a rendering, however often it stands."""
    return any(text in rendering for text in context.once(_discouraged_terms))


def _discouraged_terms(context: Context) -> frozenset[str]:
    lang = context.units[0].target.lang
    bad = (TermStatus.DEPRECATED, TermStatus.FORBIDDEN)
    return frozenset(t.text for c in context.termbase.concepts for t in c.in_language(lang) if t.status in bad)


CHECK = Check(
    id="term-drift",
    severity=Severity.MINOR,
    mqm="terminology/inconsistent-use-of-terminology",
    run=run,
    examples=(
        Example(
            en=("Artemis flies.", "The Artemis crew waits."), zh=("阿尔忒弥斯号飞行。", "阿尔忒弥斯号的乘组在等待。")
        ),
        Example(
            en=("A memorandum of cooperation (MOC) was signed.", "This MOC is new."),
            zh=("签署了合作备忘录（MOC）。", "该备忘录是新的。"),
            why="the bare head word may stand for it",
        ),
        Example(
            en=(
                *("The lending terminal is new.", "Use a lending terminal.", "Each lending terminal works."),
                "Books are lent at a lending terminal.",
            ),
            zh=("自助借书机是新的。", "请用自助借书机。", "每台自助借书机都能用。", "书在借书机借出。"),
            why="a shorter form is no other term",
        ),
        Example(
            en=(
                *("The lending terminal is new.", "Use a lending terminal.", "Each lending terminal works."),
                "Books are lent at a lending terminal.",
            ),
            zh=("自助借书机是新的。", "请用自助借书机。", "每台自助借书机都能用。", "图书在借阅终端借出。"),
            hits=("借阅终端",),
        ),
        Example(
            en=("Future Artemis missions.", "An Artemis mission."),
            zh=("未来的阿尔特弥斯任务。", "一次阿尔忒弥斯任务。"),
            hits=("阿尔忒弥斯任务",),
        ),
        Example(
            en=("A memorandum of cooperation (MOC) was signed.", "Through this MOC we act."),
            zh=("签署了合作备忘录（MOC）。", "通过该谅解备忘录我们行动。"),
            hits=("谅解备忘录",),
        ),
        Example(
            en=("The Medical Devices Agency (MDA) came.", "The Medical Devices Agency (MDA) left."),
            zh=("医疗器械管理局（MDA）来了。", "医疗器械机构（MDA）走了。"),
            hits=("医疗器械机构",),
        ),
    ),
)
