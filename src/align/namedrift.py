"""Names from abroad that a document writes in two ways in Chinese, by their sound: no glossary needed.

A Latin name that stands in several beads has a usual rendering: the run of sound characters that stands in most
of those beads, hardly anywhere else, and sounds like it. A bead without it but with another run that sounds like
the name as well, and like no other name of the bead, has a deviating one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from align.bead import TranslationUnit
from align.countries import find_countries
from align.document import Span
from align.lexicon.units import simplify
from align.plugin import Context
from align.transliteration import SOUNDS, sounds_like

_NAME = re.compile(r"(?<![\w.’'-])[A-Z][a-zà-ÿ]{3,}(?![\w-])")
_LOWER = re.compile(r"(?<![\w-])[a-z]{4,}")
_RUN = re.compile(f"[{''.join(sorted(SOUNDS))}]{{2,}}")
_MOST, _LONGEST, _SURE = 40, 6, 0.8
_ALIKE = 0.8
_MANY = 0.7
"""Share of a rendering's places that must be beads of its name."""


@dataclass(frozen=True, slots=True)
class NameDrift:
    """A deviating rendering of a name: its place in the Chinese of a bead, and the usual one with its count."""

    name: str
    unit: TranslationUnit
    span: Span
    usual: str
    count: int


def name_drifts(context: Context) -> tuple[NameDrift, ...]:
    """Every deviating rendering in an English-Chinese document pair, by bead."""
    units = [unit for unit in context.units if unit.bead.confidence >= _SURE and unit.bead.source and unit.bead.target]
    names = _recurring(units)
    if not names:
        return ()
    plain = dict(
        zip((u.number for u in units), simplify([u.side("zh").text.replace("\0", " ") for u in units]), strict=True)
    )
    pieces = {number: _pieces(text) for number, text in plain.items()}
    everywhere = Counter(piece for found in pieces.values() for piece in found)
    by_number = {unit.number: unit for unit in units}
    usual = {name: _usual(name, numbers, pieces, everywhere) for name, numbers in names.items()}
    at: dict[int, list[str]] = defaultdict(list)
    for name, numbers in names.items():
        for number in numbers:
            at[number].append(name)
    found = []
    for name, numbers in names.items():
        rendering, count = usual[name]
        if rendering and count < len(numbers):
            for number in numbers:
                if rendering not in plain[number]:
                    others = {usual[other][0] for other in at[number] if other != name} - {""}
                    piece = _other(name, rendering, number, pieces, everywhere, numbers, others)
                    span = _at_an_edge(piece, plain[number]) if piece else None
                    if span is not None:
                        first = by_number[next(n for n in numbers if rendering in plain[n])]
                        start = plain[first.number].index(rendering)
                        written = first.side("zh").text[start : start + len(rendering)]
                        found.append(NameDrift(name, by_number[number], span, written, count))
    return tuple(sorted(found, key=lambda drift: (drift.unit.number, drift.span)))


def _recurring(units: Iterable[TranslationUnit]) -> dict[str, list[int]]:
    """Capitalised words of two to forty beads that the document never writes small, with the beads' numbers."""
    seen: dict[str, list[int]] = defaultdict(list)
    small: set[str] = set()
    for unit in units:
        text = unit.side("en").text
        small.update(_LOWER.findall(text))
        for name in sorted(set(_NAME.findall(text))):
            seen[name].append(unit.number)
    return {
        name: numbers
        for name, numbers in seen.items()
        if 2 <= len(numbers) <= _MOST and name.lower() not in small and not find_countries(name, "en")
    }


def _pieces(text: str) -> set[str]:
    """Every stretch of two to six sound characters."""
    return {
        run[0][start : start + size]
        for run in _RUN.finditer(text)
        for size in range(2, _LONGEST + 1)
        for start in range(len(run[0]) - size + 1)
    }


def _at_an_edge(piece: str, text: str) -> Span | None:
    """Where a piece begins or ends a run of sound characters: in the middle it is a part of another name."""
    for match in re.finditer(piece, text):
        if text[match.start() - 1 : match.start()] not in SOUNDS or text[match.end() : match.end() + 1] not in SOUNDS:
            return Span(*match.span())
    return None


def _usual(name: str, numbers: list[int], pieces: dict[int, set[str]], everywhere: Counter[str]) -> tuple[str, int]:
    """The rendering that most beads of a name share and that sounds like it, with its count; "" for none."""
    shared = Counter(piece for number in numbers for piece in pieces[number])
    likely = [piece for piece, count in shared.items() if count >= 2 and count >= _MANY * everywhere[piece]]
    likely.sort(key=lambda piece: (-shared[piece], -len(piece), piece))
    for piece in likely[:12]:
        if sounds_like(piece, name) >= _ALIKE:
            return piece, shared[piece]
    return "", 0


def _other(
    name: str,
    usual: str,
    number: int,
    pieces: dict[int, set[str]],
    everywhere: Counter[str],
    numbers: list[int],
    others: Iterable[str],
) -> str:
    """The run of a bead that sounds most like a name, if like no other name's rendering there."""
    fitting: list[tuple[float, int, str]] = []
    for piece in pieces[number]:
        alike = sounds_like(piece, name)
        if alike >= _ALIKE and not any(piece in other or other in piece for other in others):
            within = sum(piece in pieces[n] for n in numbers)
            if within == everywhere[piece]:
                fitting.append((alike, -abs(len(piece) - len(usual)), piece))
    return max(fitting)[2] if fitting else ""
