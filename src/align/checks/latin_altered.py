"""A Latin name or acronym of one text that stands in the other with letters changed.

Why it matters: CIP for CPI or Alligos for Allegos is read over by everyone, and searched for in vain later.
Told where a Latin word of the Chinese is nowhere in the English, and a word that is nowhere in the Chinese
differs from it in a letter or two, or in their order.
What it does not see: the same slip on both sides, names of two letters, words of small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example

_WORD = re.compile(
    r"(?<![A-Za-z0-9@/._-])[A-Z][A-Za-zÀ-ÿ]+(?:[-&’'][A-Za-zÀ-ÿ]+)*(?![A-Za-z0-9@_]|\.(?:com|org|net|gov))"
)
_LETTERS = re.compile(r"[^a-zà-ÿ]")
_SHORTEST, _LONG, _FAR = 3, 7, 9


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    here, there = _lone_names(unit.source.text, unit.target.text), _lone_names(unit.target.text, unit.source.text)
    for target in there:
        word = target.of(unit.target.text)
        near = [span for span in here if _is_slip(span.of(unit.source.text), word)]
        if near:
            original = near[0].of(unit.source.text)
            yield Hit(f"“{word}” is “{original}” in the original.", source=near[0], target=target, fix=original)


def _lone_names(text: str, other: str) -> list[Span]:
    """Capitalised Latin words that the other text has nowhere, not even inside a longer word."""
    elsewhere = _fold(other)
    spans = [Span(*match.span()) for match in _WORD.finditer(text)]
    return [span for span in spans if len(_fold(span.of(text))) >= _SHORTEST and _fold(span.of(text)) not in elsewhere]


def _is_slip(a: str, b: str) -> bool:
    acronyms = a.isupper() and b.isupper()
    one, other = _fold(a), _fold(b)
    if one.rstrip("s") == other.rstrip("s"):
        return False
    if acronyms and sorted(one) == sorted(other):
        return True
    longer = len(one) >= (4 if acronyms else _LONG)
    return 0 < _distance(one, other) <= (2 if longer else 1)


def _fold(text: str) -> str:
    return _LETTERS.sub("", text.lower())


def _distance(a: str, b: str) -> int:
    """Letters changed, put in, left out, or swapped with a neighbour (optimal string alignment)."""
    if abs(len(a) - len(b)) > 2:
        return _FAR
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        above, before_above = row, before
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before_above[j - 2] + 1)
            row.append(cost)
        before = above
    return row[-1]


CHECK = Check(
    id="latin-altered",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation",
    run=run,
    examples=(
        Example(en="Infleqtion and the CPI rose.", zh="CPI和Infleqtion上涨了。"),
        Example(en="Two MoUs and the NDCs.", zh="两份MoU和NDC。", why="plurals"),
        Example(en="The WHO and the WTO met.", zh="世卫组织和WTO会晤。", why="another name, not a slip"),
        Example(en="The CPI rose.", zh="CIP上涨了。", hits=("CIP",)),
        Example(en="Infleqtion agreed.", zh="Inflektion 同意了。", hits=("Inflektion",)),
    ),
)
