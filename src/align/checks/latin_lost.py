"""Product names and codes in Latin letters that the translation has lost.

Why it matters: MQ-9B, HondaJet or CO2 stay as they are in Chinese; when one is gone, so is what it named.
Only codes (letters with digits) and names with inner capitals count: those have no Chinese form. Acronyms
are the glossary's business, since many are rightly translated.
A name that the whole translation has nowhere is told once.
What it does not see: names in plain letters (Amtrak), figures with units (15GW is a figure).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example
from align.termhits import unit_terms

_TOKEN = re.compile(r"(?<![A-Za-z0-9_./@$-])[A-Za-z0-9]+(?:[-.&/][A-Za-z0-9]+)*(?![A-Za-z0-9_@])")
_CODE = re.compile(r"(?=[A-Za-z0-9-]*[A-Z])(?=.*\d)[A-Z][A-Za-z]{0,9}-?\d[A-Za-z0-9-]*$|^\d{1,3}[A-Z]{1,3}\d[A-Z0-9]*$")
_CAMEL = re.compile(r"[A-Z]?[a-z]+[A-Z][a-z]+[A-Za-z]*$")
_GROUPING = re.compile(r"G\d{1,2}$|COVID", re.I)
_SEPARATORS = re.compile(r"[\s\-–—‑./·]")
_KIND = re.compile(r"(Type|Class|Level|Grade|Phase|Stage|Category|Group|Tier|Part|Article|Section|Chapter)s?-?\d+$")
"""Words that number things: 第二种 renders Type-2, and `figures` looks after the number."""
_MC = re.compile(r"(?:Mc|Mac|De|Di|La|Le|Van|Von|Fitz|O)[A-Z][a-z]+$")


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    near = context.units[max(0, unit.number - 2) : unit.number + 1]
    target = _fold("".join(other.target.text for other in near))
    told = set()
    for match in _TOKEN.finditer(unit.source.text):
        token, span = match[0], Span(*match.span())
        if token in told or not _is_name(token) or _name(token) in target:
            continue
        if not any(m.span.overlaps(span) for m in unit_terms(unit, context).source):
            told.add(token)
            beads = context.once(_never_kept).get(_name(token), ())
            if not beads:
                yield Hit(f"{token} has no trace in the translation.", source=span)
            elif unit.number == beads[0]:
                others = "another bead" if len(beads) == 2 else f"{len(beads) - 1} other beads"
                yield Hit(f"{token} has no trace in the translation, here and in {others}.", source=span)


def _never_kept(context: Context) -> dict[str, tuple[int, ...]]:
    """Names that no sentence of the translation has, by the beads that have them in the original, two or more."""
    beads: dict[str, list[int]] = {}
    for unit in context.units:
        for name in {_name(match[0]) for match in _TOKEN.finditer(unit.source.text) if _is_name(match[0])}:
            beads.setdefault(name, []).append(unit.number)
    often = {name: tuple(numbers) for name, numbers in beads.items() if len(numbers) > 1}
    if not often:
        return {}
    said = "\n".join(_fold(unit.target.text) for unit in context.units)
    return {name: numbers for name, numbers in often.items() if name not in said}


def _name(token: str) -> str:
    return _fold(token.removesuffix("s"))


def _is_name(token: str) -> bool:
    if _GROUPING.match(token) or _MC.match(token) or _KIND.match(token):
        return False
    return bool(_CODE.match(token) or _CAMEL.match(token))


def _fold(text: str) -> str:
    return _SEPARATORS.sub("", text).casefold().translate({0xFF10 + i: str(i) for i in range(10)})


CHECK = Check(
    id="latin-lost",
    severity=Severity.MINOR,
    mqm="accuracy/omission",
    run=run,
    examples=(
        Example(en="Two MQ-9B SeaGuardians fly.", zh="两架 MQ-9B SeaGuardian 飞行。"),
        Example(
            en="The F-35 and CO2 are known.", zh="F35 和 CO 2 是众所周知的。", why="hyphens and spaces do not count"
        ),
        Example(en="Type-2 sensitivity", zh="第二种感度", why="a number, no name"),
        Example(en="METI and 15 GW in the 21st century.", zh="经产省与21世纪的15吉瓦。"),
        Example(en="The new HondaJet is here.", zh="新的本田公务机来了。", hits=("HondaJet",)),
        Example(en=("Use an eReader.",) * 5, zh=("使用电子阅读器。",) * 5, hits=("eReader",), why="told once"),
    ),
)
