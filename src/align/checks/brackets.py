"""Brackets and paired quotation marks without their partner in the translation.

Why it matters: a stray bracket is the scar of a deleted or doubled word: 《绿色转型》(GX) )推进战略.
Full-width and ASCII brackets pair with each other. A pair may close up to two beads later.
What it does not see: straight quotes, whose opening and closing forms are the same; a bracket that
the original lacks as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example

_OPENERS = dict(zip(")）]］】》〉”」』}", "(([[【《〈“「『{", strict=True))
_OPENING_QUOTES = "“「『"
_FOLD = {"（": "(", "［": "["}
_ALL = re.compile("[" + re.escape("".join({*_OPENERS, *_OPENERS.values(), *_FOLD})) + "]")
_ENUMERATION = re.compile(r"(?:^|[\s，,；;、。:：])[（(]?[0-9a-zA-Z一二三四五六七八九十]{1,3}$")
_BRACKETED = re.compile(r"[(（]([^()（）]*)[)）]")
_PARTNER = {"(": ")", ")": "(", "（": "）", "）": "（"}
_MOST = 20
_REACH = 2
_SMILEY = re.compile(r"[:;8=]-?$")


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    offsets = context.once(_unmatched).get(unit.number, ())
    if len(offsets) > _MOST:
        yield Hit(f"{len(offsets):,} brackets lack their partner.", target=Span(offsets[0], offsets[-1] + 1))
        return
    contents = _contents(unit.source.text) if offsets else []
    pairs = _contents(unit.target.text) if offsets else []
    excused = {mark for mark in {unit.target.text[o] for o in offsets} if _also_in_source(mark, unit.source.text)}
    for offset in offsets:
        mark = unit.target.text[offset]
        if mark in excused or (mark in _OPENING_QUOTES and unit.target.text.find(mark, offset + 1) >= 0):
            continue  # of two opening quotes the second is the slip
        kind = "quotation mark" if mark in "“”「」『』" else "bracket"
        closes = mark in _OPENERS
        message = f"This {kind} {mark} is {'closed but never opened' if closes else 'opened but never closed'}."
        place, fix, safe = _mended(unit.target.text, offset, contents, pairs)
        yield Hit(message, target=place, fix=fix, fix_is_safe=safe and len(offsets) == 1)


def _contents(text: str) -> list[str]:
    """What stands in the innermost round brackets of a text."""
    return [match[1].strip() for match in _BRACKETED.finditer(text)]


def _mended(text: str, offset: int, contents: list[str], pairs: list[str]) -> tuple[Span, str | None, bool]:
    """The place to mend, the text for it, and whether nothing else would do.

    A bracket whose content stands in brackets in the original too (GX) gets its partner back. One that is left
    over while the translation has as many pairs as the original goes away.
    """
    mark, place = text[offset], Span(offset, offset + 1)
    if mark not in "()（）":
        return place, None, False
    for content in (c for c in contents[:_MOST] if c and c not in pairs[:_MOST]):
        if mark in "(（" and text.startswith(content, offset + 1):
            place = Span(offset, offset + 1 + len(content))
            return place, f"{mark}{content}{_PARTNER[mark]}", True
        if mark in ")）" and text.endswith(content, 0, offset):
            place = Span(offset - len(content), offset + 1)
            return place, f"{_PARTNER[mark]}{content}{mark}", True
    if len(pairs) < len(contents):
        return place, None, False
    if text[offset - 1 : offset] == " " and mark in ")）":
        place = Span(offset - 1, offset + 1)
    return place, "", len(pairs) == len(contents)


def _also_in_source(mark: str, source: str) -> bool:
    """Whether the original leaves a pair of this kind open too, as speech over several paragraphs does."""
    if mark in "“”「」『』":
        return source.count("“") != source.count("”") or source.count('"') % 2 == 1
    opening, closing = ("(（", ")）") if mark in "()（）" else ("[【", "]】")
    return sum(map(source.count, opening)) != sum(map(source.count, closing))


def _unmatched(context: Context) -> dict[int, tuple[int, ...]]:
    """Offsets of lone brackets by unit number, over the whole translation in its own order."""
    lone: dict[int, list[int]] = {}
    opened: dict[str, list[tuple[int, int, int]]] = {}  # by mark: order of its unit, unit number, offset
    ordered = sorted(context.units, key=lambda unit: unit.target.span)
    for order, unit in enumerate(ordered):
        for match in _ALL.finditer(unit.target.text):
            mark = _FOLD.get(match[0], match[0])
            if mark not in _OPENERS:
                opened.setdefault(mark, []).append((order, unit.number, match.start()))
                continue
            candidates = opened.get(_OPENERS[mark])
            if candidates and order - candidates[-1][0] <= _REACH:
                candidates.pop()
            elif not _needs_no_opener(unit.target.text, match.start()):
                lone.setdefault(unit.number, []).append(match.start())
    for _, number, offset in chain.from_iterable(opened.values()):
        lone.setdefault(number, []).append(offset)
    return {number: tuple(sorted(offsets)) for number, offsets in lone.items()}


def _needs_no_opener(text: str, offset: int) -> bool:
    """1) and a) number list items; :) smiles."""
    last = text[offset - 1 : offset]
    if text[offset] not in ")）" or not (last.isalnum() or last in ":;=-"):
        return False
    before = text[max(0, offset - 6) : offset]
    return bool(_ENUMERATION.search(before) or _SMILEY.search(before[-3:]))


CHECK = Check(
    id="brackets",
    severity=Severity.MINOR,
    mqm="linguistic-conventions/punctuation",
    run=run,
    langs=(),
    needs_both_sides=False,
    min_confidence=0.0,
    examples=(
        Example(en="It (the plan) works.", zh="它（该计划)有效。", why="full-width and ASCII pair"),
        Example(en="First: 1) go 2) stay", zh="首先：1) 走 2) 留"),
        Example(en=("He said: “Go.", "Now.”"), zh=("他说：“走。", "现在。”"), why="a pair may span sentences"),
        Example(en="The Green Transformation (GX) Strategy", zh="《绿色转型》(GX) )推进战略", hits=(" )",)),
        Example(en="The Green Transformation (GX) Strategy", zh="绿色转型(GX推进战略", hits=("(GX",)),
        Example(en="Centers such as the NSTC met.", zh="中心(例如国家中心(NSTC)开了会。", hits=("(",)),
    ),
)
