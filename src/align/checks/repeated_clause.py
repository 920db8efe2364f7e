"""A clause that the translation has twice and the original once.

Why it matters: text pasted twice, or both of two drafts left standing, with a word changed between them.
Told where, within a paragraph, twelve Chinese characters or six English words stand twice word for word, or a
whole clause does, and the original repeats nothing.
What it does not see: a clause said again in other words, a word or phrase twice in a row (doubled).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.acronyms import HAN
from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example

_UNIT = {"zh": re.compile(rf"[{HAN}]"), "en": re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")}
_RUN = re.compile(rf"[{HAN}]+")
_CLAUSE = {"zh": re.compile("[^，。；！？,;!?]+"), "en": re.compile(r"[^,.;!?]+")}
_LONG = {"zh": 12, "en": 6}
_WHOLE_CLAUSE = {"zh": 6, "en": 4}
_IN_THE_ORIGINAL = {"zh": 4, "en": 3}
"""So many characters or words twice in the original are reason enough to repeat."""


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    source, target = unit.source, unit.target
    lines = ((line.start(), _again(line[0], target.lang)) for line in re.finditer(r"[^\n]+", target.text))
    again = next((place.shift(start) for start, place in lines if place is not None), None)
    if again is not None and not _repeats(source.text, source.lang, _IN_THE_ORIGINAL[source.lang]):
        yield Hit(f"“{_short(again.of(target.text))}” stands twice; the original says it once.", target=again)


def _again(text: str, lang: str) -> Span | None:
    seen: set[str] = set()
    for clause in _CLAUSE[lang].finditer(text):
        bare = clause[0].strip().lower()
        if bare in seen and len(_UNIT[lang].findall(bare)) >= _WHOLE_CLAUSE[lang]:
            start = clause.start() + len(clause[0]) - len(clause[0].lstrip())
            return Span(start, start + len(bare))
        seen.add(bare)
    return _repeats(text, lang, _LONG[lang])


def _repeats(text: str, lang: str, size: int) -> Span | None:
    """The second place of ``size`` units in a row that stand twice, without overlap."""
    if lang == "zh":
        return _repeats_in_chinese(text, size)
    units = list(_UNIT[lang].finditer(text))
    first: dict[str, int] = {}
    for index in range(len(units) - size + 1):
        start, end = units[index].start(), units[index + size - 1].end()
        run_of_units = text[start:end].lower()
        if index - first.setdefault(run_of_units, index) >= size:
            return Span(start, end)
    return None


def _repeats_in_chinese(text: str, size: int) -> Span | None:
    first: dict[str, int] = {}
    for run in _RUN.finditer(text):
        for start in range(run.start(), run.end() - size + 1):
            if start - first.setdefault(text[start : start + size], start) >= size:
                return Span(start, start + size)
    return None


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:38]}…"


CHECK = Check(
    id="repeated-clause",
    severity=Severity.MINOR,
    mqm="accuracy/addition",
    run=run,
    examples=(
        Example(en="They met, they talked and they met again.", zh="他们见面，交谈，又见面了。"),
        Example(
            en="Peace in the region and security in the region come first.",
            zh="维护该地区的长期和平，维护该地区的长期安全，是第一位的。",
        ),
        Example(
            en="The President opened the new museum on Monday.",
            zh="总统为新博物馆揭幕\n总统为新博物馆揭幕，时间是星期一。",
            why="a caption and its text",
        ),
        Example(
            en="Both sides welcomed the agreement and will carry it out.",
            zh="双方对协议表示欢迎，双方对协议表示欢迎，并将执行。",
            hits=("双方对协议表示欢迎",),
        ),
    ),
)
