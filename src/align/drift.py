"""Renderings of one name over a whole document pair, and where they part; no glossary needed.

Three kinds of evidence, each sure enough to speak alone:

* *defined twice*: the Chinese in front of the same bracketed acronym differs;
* *acronym taken up*: where the original uses an acronym again, the Chinese has neither the acronym nor the
  name it was given before, but another name with the same head (…备忘录, …反应堆);
* *near twins*: where an English name recurs, two Han renderings that differ in a character or two
  (阿尔特弥斯 / 阿尔忒弥斯, 协定 / 协议), each standing only where that name stands.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from align.acronyms import HAN, chinese_definitions, english_definitions, is_acronym, singular
from align.bead import TranslationUnit
from align.document import Span
from align.plugin import Context

_HAN_RUN = re.compile(rf"[{HAN}]+")
_GENERIC = re.compile("^(?:[该此本这那其两各一每]|新的?|上述|相关|有关|对|通过|根据|在)+")
_PARTICLE = re.compile("[的了和与及在将对为是并或等以由从向到后前]")
_NAME = re.compile(r"[A-Z][\w’'&/-]*(?:[ \u00a0](?:(?:of|for|and|the|on|in|to|through)[ \u00a0])*[A-Z0-9][\w’'&/-]*)*")
_ACRONYM_USE = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z]*(?:[/&-][A-Z][A-Za-z]*)*(?![A-Za-z0-9])")
_MIN_HAN, _MAX_HAN = 4, 14


@dataclass(frozen=True, slots=True)
class Use:
    """One rendering at one place: ``span`` is in the target text of the unit."""

    unit: TranslationUnit
    span: Span

    @property
    def text(self) -> str:
        return self.span.of(self.unit.target.text)


@dataclass(frozen=True, slots=True)
class Drift:
    """A name of the original, how it is rendered most (``usual``, with its count), and a deviating use."""

    name: str
    usual: str
    usual_count: int
    other: Use
    other_count: int


def find_drifts(context: Context) -> tuple[Drift, ...]:
    """Every deviating rendering in a document pair with Chinese as its target; one place once."""
    found: dict[tuple[int, Span], Drift] = {}
    for finder in (_defined_twice, _taken_up, _near_twins):
        for drift in finder(context):
            overlapping = [
                key for key in found if key[0] == drift.other.unit.number and key[1].overlaps(drift.other.span)
            ]
            if not overlapping:
                found[drift.other.unit.number, drift.other.span] = drift
    return tuple(found[key] for key in sorted(found))


def _definitions(context: Context) -> dict[str, list[Use]]:
    """The Han runs in front of each acronym in brackets, by acronym; only acronyms the original defines too."""
    uses: dict[str, list[Use]] = defaultdict(list)
    known = {d.acronym for unit in context.units for d in english_definitions(unit.source.text)}
    for unit in context.units:
        for definition in chinese_definitions(unit.target.text):
            if definition.acronym in known:
                form = definition.long_form
                run = list(_HAN_RUN.finditer(unit.target.text, form.start, form.end))[-1:]
                if run and run[0].end() == form.end:
                    uses[definition.acronym].append(Use(unit, Span(*run[0].span())))
    return uses


def _defined_twice(context: Context) -> Iterator[Drift]:
    for acronym, uses in _definitions(context).items():
        first = uses[0]
        for other in uses[1:]:
            pair = _parted(first.text, other.text)
            if pair is not None:
                span = Span(other.span.end - len(pair[1]), other.span.end)
                yield Drift(acronym, pair[0], 1, Use(other.unit, span), 1)


def _parted(a: str, b: str) -> tuple[str, str] | None:
    """Two names ending in different words, cut to begin where they begin alike; None if one ends as the other."""
    if a.endswith(b) or b.endswith(a):
        return None
    block = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    tails = a[block.a :], b[block.b :]
    if block.size < 3 or tails[0] == tails[1] or max(map(len, tails)) > block.size + 8:
        return None
    return tails


def _taken_up(context: Context) -> Iterator[Drift]:
    for acronym, uses in _definitions(context).items():
        name = uses[0].text
        head = name[-3:] if len(name) >= 5 else name[-2:]
        for unit in context.units:
            target = unit.target.text
            if not _uses_acronym(unit.source.text, acronym) or acronym in target or name[-4:] in target:
                continue
            for run in _HAN_RUN.finditer(target):
                place = run[0].find(head)
                start = _name_start(run[0], place)
                if place > 0 and place - start >= 2:
                    span = Span(run.start() + start, run.start() + place + len(head))
                    yield Drift(acronym, _name_of(name), len(uses), Use(unit, span), 1)
                    break


def _uses_acronym(text: str, acronym: str) -> bool:
    return any(singular(match[0]) == acronym for match in _ACRONYM_USE.finditer(text))


def _name_start(run: str, head: int) -> int:
    """Where the name that ends at ``head`` begins: after the last particle or demonstrative."""
    start = max((match.end() for match in _PARTICLE.finditer(run, 0, max(head, 0))), default=0)
    generic = _GENERIC.match(run[start : max(head, start)])
    return start + (generic.end() if generic else 0)


def _name_of(run: str) -> str:
    """A definition's Han run without what leads up to the name."""
    return run[_name_start(run, len(run) - 2) :] if len(run) > 8 else run


def _near_twins(context: Context) -> Iterator[Drift]:
    names = _recurring_names(context)
    everywhere = _Occurrences(context.units)
    for name, units in names.items():
        yield from _twins(name, units, everywhere)


def _twins(name: str, units: list[TranslationUnit], everywhere: _Occurrences) -> Iterator[Drift]:
    """Pairs of like renderings A and B: only where the name stands, never in one unit, together in most."""
    own = {unit.number for unit in units}
    special = sorted(
        (piece for piece in everywhere.pieces(units) if everywhere.units_of(piece) <= own),
        key=lambda piece: (-len(everywhere.units_of(piece)), -len(piece), piece),
    )[:200]
    for usual in special:
        for other in special:
            if _twin(usual, other) and not everywhere.units_of(usual) & everywhere.units_of(other):
                counts = [len(everywhere.units_of(piece)) for piece in (usual, other)]
                if counts[0] < counts[1] or sum(counts) * 3 < len(own) * 2:
                    continue
                for number in sorted(everywhere.units_of(other)):
                    unit = everywhere.unit(number)
                    if counts[0] > counts[1] or min(everywhere.units_of(usual)) < number:
                        place = unit.target.text.index(other)
                        yield Drift(name, usual, counts[0], Use(unit, Span(place, place + len(other))), counts[1])
                return


def _twin(a: str, b: str) -> bool:
    """Same length or nearly, first and last characters or one of them the same, one or two characters apart."""
    if a == b or abs(len(a) - len(b)) > 1 or _PARTICLE.search(a) or _PARTICLE.search(b):
        return False
    same = sum(block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    apart = max(len(a), len(b)) - same
    return 1 <= apart <= (1 if min(len(a), len(b)) < 7 else 2) and a[0] == b[0] and (a[-1] == b[-1] or len(a) >= 6)


def _recurring_names(context: Context) -> dict[str, list[TranslationUnit]]:
    """Capitalised names and acronyms that stand in two to forty units of the original."""
    units: dict[str, list[TranslationUnit]] = defaultdict(list)
    lower = {word for unit in context.units for word in re.findall(r"(?<![\w-])[a-z]+", unit.source.text)}
    for unit in context.units:
        found = {match[0] for match in _NAME.finditer(unit.source.text)}
        for name in found | {word for phrase in found for word in phrase.split()}:
            if len(name) > 3 and (" " in name or name.lower() not in lower) and not is_acronym(name):
                units[name].append(unit)
    return {name: having for name, having in units.items() if 2 <= len(having) <= 40}


class _Occurrences:
    """Which units hold a Han string of a name's length; counted once for the document."""

    def __init__(self, units: Iterable[TranslationUnit]) -> None:
        self._units = {unit.number: unit for unit in units}
        self._where: dict[str, frozenset[int]] = {}

    def unit(self, number: int) -> TranslationUnit:
        return self._units[number]

    def pieces(self, units: list[TranslationUnit]) -> Iterator[str]:
        counts: Counter[str] = Counter()
        for unit in units:
            counts.update(_pieces(unit.target.text))
        yield from counts

    def units_of(self, piece: str) -> frozenset[int]:
        if piece not in self._where:
            self._where[piece] = frozenset(n for n, unit in self._units.items() if piece in unit.target.text)
        return self._where[piece]


def _pieces(text: str) -> set[str]:
    found = set()
    for run in _HAN_RUN.finditer(text):
        for start in range(len(run[0])):
            for size in range(_MIN_HAN, min(_MAX_HAN, len(run[0]) - start) + 1):
                found.add(run[0][start : start + size])
    return found
