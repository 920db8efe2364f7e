"""A Latin name or acronym of one text that stands in the other with letters changed.

Why it matters: CIP for CPI or Alligos for Allegos is read over by everyone, and searched for in vain later.
Told where a Latin word of the Chinese is nowhere in the English, and a word that is nowhere in the Chinese
differs from it in a letter or two, or in their order.
What it does not see: the same slip on both sides, names of two letters, words of small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example

_WORD = re.compile(
    r"(?<![A-Za-z0-9@/._-])[A-Z][A-Za-zÀ-ÿ]+(?:[-&’'][A-Za-zÀ-ÿ]+)*(?![A-Za-z0-9@_]|\.(?:com|org|net|gov))"
)
_LETTERS = re.compile(r"[^a-zà-ÿ]")
_SHORTEST, _LONG = 3, 7
_FARTHEST = 2
_COMPARED = 200
"""Names of the original that one of the translation is compared with."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of a text, as written and by its small letters."""

    span: Span
    text: str
    letters: str


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    here, there = _lone_names(unit.source.text, unit.target.text), _lone_names(unit.target.text, unit.source.text)
    for name in there:
        near = next(
            (one for one in _around(here, name.span.start / len(unit.target.text)) if _is_slip(one, name)), None
        )
        if near:
            message = f"“{name.text}” is “{near.text}” in the original."
            # Elsewhere the original may write it as the translation does: then it is the one that slipped here.
            if name.letters in context.once(_names_of_original):
                yield Hit(f"{message[:-1]}, which has “{name.text}” elsewhere.", source=near.span, target=name.span)
            else:
                yield Hit(message, source=near.span, target=name.span, fix=near.text)


def _names_of_original(context: Context) -> frozenset[str]:
    """Every capitalised Latin word of the original, by its small letters."""
    return frozenset(_fold(match[0]) for unit in context.units for match in _WORD.finditer(unit.source.text))


def _around(names: list[_Name], share: float) -> list[_Name]:
    """All names, or where there are very many, those about as far into the text."""
    middle = int(share * len(names))
    start = max(0, min(middle - _COMPARED // 2, len(names) - _COMPARED))
    return names[start : start + _COMPARED]


def _lone_names(text: str, other: str) -> list[_Name]:
    """Capitalised Latin words that the other text has nowhere, not even inside a longer word."""
    elsewhere = _fold(other)
    found = []
    for match in _WORD.finditer(text):
        word = _fold(match[0])
        if len(word) >= _SHORTEST and word not in elsewhere:
            found.append(_Name(Span(*match.span()), match[0], word))
    return found


def _is_slip(a: _Name, b: _Name) -> bool:
    one, other = a.letters, b.letters
    if abs(len(one) - len(other)) > _FARTHEST or len(set(one) ^ set(other)) > 2 * _FARTHEST:
        return False
    acronyms = a.text.isupper() and b.text.isupper()
    if one.rstrip("s") == other.rstrip("s"):
        return False
    if acronyms and sorted(one) == sorted(other):
        return True
    longer = len(one) >= (4 if acronyms else _LONG)
    return 0 < _distance(one, other) <= (2 if longer else 1)


def _fold(text: str) -> str:
    low = text.lower()
    return low if low.isascii() and low.isalpha() else _LETTERS.sub("", low)


def _distance(a: str, b: str) -> int:
    """Letters changed, put in, left out, or swapped with a neighbour (optimal string alignment)."""
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
        Example(
            en=("Planek was launched.", "Planck measures."),
            zh=("Planck 发射了。", "Planck 在测量。"),
            hits=("Planck",),
            why="a slip of the original's, told without a fix",
        ),
    ),
)
