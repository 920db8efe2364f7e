"""Renderings of one name over a whole document pair, and where they part; no glossary needed.

Three kinds of evidence, each sure enough to speak alone:

* *defined twice*: the Chinese in front of the same bracketed acronym differs;
* *acronym taken up*: where the original uses an acronym again, the Chinese has neither the acronym nor the
  name it was given before, but another name with the same head (…备忘录, …反应堆);
* *near twins*: where an English name recurs, two Han renderings that differ in one character
  (阿尔特弥斯 / 阿尔忒弥斯, 协定 / 协议), each standing only where that name stands.
"""

from __future__ import annotations

import re
from bisect import bisect, insort
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from align.acronyms import HAN, chinese_definitions, defined_in_english, is_acronym, singular
from align.bead import TranslationUnit
from align.document import Span
from align.plugin import Context

_HAN_RUN = re.compile(rf"[{HAN}]+")
_GENERIC = re.compile("^(?:[该此本这那其两各一每]|新的?|上述|相关|有关|对|通过|根据|在)+")
_PARTICLE = re.compile("[的了和与及在将对为是并或等以由从向到后前]")
_FUNCTION = frozenset(
    "的了和与及在将对为是并或等以由从向到已仍还正所该其这那会可能要须一二三四五六七八九十两几多个些也都很更最不没前后上下中内外大小新老东西南北左右"
)
_LEADS = re.compile("欢迎|签署|成立|建立|宣布|包括|支持|认识到|重申|计划|打算|称")
_NAME = re.compile(
    r"(?<![\w.])[A-Z][\w’'&/-]*(?:[ \u00a0](?:(?:of|for|and|the|on|in|to|through)[ \u00a0])*[A-Z0-9][\w’'&/-]*)*"
)
_ACRONYM_USE = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z]*(?:[/&-][A-Z][A-Za-z]*)*(?![A-Za-z0-9])")
_LONGEST_RUN = 500
"""Longer runs without punctuation are no prose; what lies beyond is not looked at."""
_MOST_DEFINED = 2_000
"""Definitions of acronyms in one unit; what lies beyond is not looked at."""
_FOLD = str.maketrans({"与": "和", "及": "和"})


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
    spans: dict[int, list[Span]] = defaultdict(list)  # sorted, none overlapping another
    for finder in (_defined_twice, _taken_up, _near_twins):
        for drift in finder(context):
            taken, span = spans[drift.other.unit.number], drift.other.span
            place = bisect(taken, span)
            if not any(span.overlaps(other) for other in taken[max(0, place - 1) : place + 1]):
                insort(taken, span)
                found[drift.other.unit.number, span] = drift
    return tuple(found[key] for key in sorted(found))


def _definitions(context: Context) -> dict[str, list[Use]]:
    """The Han runs in front of each acronym in brackets, by acronym; only acronyms the original defines too."""
    uses: dict[str, list[Use]] = defaultdict(list)
    known = frozenset(acronym for unit in context.units for acronym in defined_in_english(unit.source.text))
    for unit in context.units:
        for definition in chinese_definitions(unit.target.text, known)[:_MOST_DEFINED]:
            form = definition.long_form
            run = list(_HAN_RUN.finditer(unit.target.text, form.start, form.end))[-1:]
            if run and run[0].end() == form.end:
                uses[definition.acronym].append(Use(unit, Span(*run[0].span())))
    return uses


def _defined_twice(context: Context) -> Iterator[Drift]:
    for acronym, uses in context.once(_definitions).items():
        first = uses[0]
        for other in uses[1:]:
            pair = _parted(first.text, other.text)
            if pair is not None:
                span = Span(other.span.end - len(pair[1]), other.span.end)
                yield Drift(acronym, pair[0], 1, Use(other.unit, span), 1)


def _parted(a: str, b: str) -> tuple[str, str] | None:
    """Two names ending in different words, cut to begin where they begin alike; None if one ends as the other."""
    folded = a.translate(_FOLD), b.translate(_FOLD)
    if folded[0].endswith(folded[1]) or folded[1].endswith(folded[0]):
        return None
    block = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    tails = a[block.a :], b[block.b :]
    if (
        block.size < 3
        or tails[0].translate(_FOLD) == tails[1].translate(_FOLD)
        or max(map(len, tails)) > block.size + 8
    ):
        return None
    return tails


def _taken_up(context: Context) -> Iterator[Drift]:
    used = {
        unit.number: {singular(word) for word in set(_ACRONYM_USE.findall(unit.source.text))} for unit in context.units
    }
    for acronym, uses in context.once(_definitions).items():
        name = uses[0].text
        head = name[-3:] if len(name) >= 5 else name[-2:]
        for unit in context.units:
            target = unit.target.text
            if acronym not in used[unit.number] or acronym in target or name[-4:] in target:
                continue
            for run in _HAN_RUN.finditer(target):
                place = run[0].find(head)
                start = _name_start(run[0], place)
                if place > 0 and place - start >= 2:
                    span = Span(run.start() + start, run.start() + place + len(head))
                    yield Drift(acronym, _name_of(name), len(uses), Use(unit, span), 1)
                    break


def _name_start(run: str, head: int) -> int:
    """Where the name that ends at ``head`` begins: after the last particle, leading verb or demonstrative."""
    leads = (*_PARTICLE.finditer(run, 0, max(head, 0)), *_LEADS.finditer(run, 0, max(head, 0)))
    start = max((match.end() for match in leads), default=0)
    generic = _GENERIC.match(run[start : max(head, start)])
    return start + (generic.end() if generic else 0)


def _name_of(run: str) -> str:
    """A definition's Han run without what leads up to the name."""
    return run[_name_start(run, len(run) - 2) :] if len(run) > 8 else run


def _near_twins(context: Context) -> Iterator[Drift]:
    names = _recurring_names(context)
    if not names:
        return
    texts = {unit.number: unit for unit in context.units}
    right_names = _accepted_names(context)
    for (left, right), middles in _frames(context).items():
        ranked = sorted(
            (-len(units), f"{left}{char}{right}" not in right_names, min(units), char)
            for char, units in middles.items()
        )
        usual = ranked[0][-1]
        usual_units = middles[usual]
        for *_, other in ranked[1:]:
            other_units = middles[other]
            if usual_units & other_units:
                continue
            name = _shared_name(usual_units | other_units, names)
            if name is None:
                continue
            ours, theirs = (f"{left}{char}{right}" for char in (usual, other))
            for number in sorted(other_units):
                place = texts[number].target.text.index(theirs)
                use = Use(texts[number], Span(place, place + len(theirs)))
                yield _widened(Drift(name, ours, len(usual_units), use, len(other_units)), texts[min(usual_units)])


def _accepted_names(context: Context) -> str:
    """The glossary's accepted Chinese terms, to tell which of two equally frequent renderings deviates."""
    return "\n".join(term.text for concept in context.termbase.concepts for term in concept.accepted("zh"))


def _frames(context: Context) -> dict[tuple[str, str], dict[str, set[int]]]:
    """Han strings that differ in one character: what stands left and right of it -> character -> units."""
    frames: dict[tuple[str, str], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for unit in context.units:
        for run in _HAN_RUN.finditer(unit.target.text):
            for middle in range(2, min(len(run[0]), _LONGEST_RUN)):
                for before, after in ((2, 2), (4, 0)):
                    if middle >= before and middle + after < len(run[0]) and run[0][middle] not in _FUNCTION:
                        left, right = run[0][middle - before : middle], run[0][middle + 1 : middle + 1 + after]
                        if not _PARTICLE.search(left + right) and (after or _at_name_end(run[0], middle)):
                            frames[left, right][run[0][middle]].add(unit.number)
    return {frame: dict(middles) for frame, middles in frames.items() if len(middles) == 2}


def _at_name_end(run: str, last: int) -> bool:
    """Whether a name may end at a character: the run ends there or a particle follows."""
    return last + 1 == len(run) or bool(_PARTICLE.match(run[last + 1])) or run[last + 1] in "有可需已仍"


def _shared_name(units: set[int], names: dict[str, set[int]]) -> str | None:
    """The longest name that stands in all these units and hardly anywhere else."""
    fitting = [name for name, having in names.items() if units <= having and len(having) * 2 <= len(units) * 3 + 1]
    return max(fitting, key=lambda name: (len(name), name)) if fitting else None


def _widened(drift: Drift, usual_unit: TranslationUnit) -> Drift:
    """Both renderings grown to the left and right as far as they agree and no particle comes."""
    ours, theirs = usual_unit.target.text, drift.other.unit.target.text
    begin, start, end = ours.index(drift.usual), drift.other.span.start, drift.other.span.end
    stop = begin + len(drift.usual)
    while begin and start and ours[begin - 1] == theirs[start - 1] and _inside_name(ours[begin - 1]):
        begin, start = begin - 1, start - 1
    while stop < len(ours) and end < len(theirs) and ours[stop] == theirs[end] and _inside_name(ours[stop]):
        stop, end = stop + 1, end + 1
    use = Use(drift.other.unit, Span(start, end))
    return Drift(drift.name, ours[begin:stop], drift.usual_count, use, drift.other_count)


def _inside_name(char: str) -> bool:
    return bool(_HAN_RUN.match(char)) and not _PARTICLE.match(char)


def _recurring_names(context: Context) -> dict[str, set[int]]:
    """Capitalised names that stand in two to forty units of the original, with the units' numbers."""
    units: dict[str, set[int]] = defaultdict(set)
    lower = {word for unit in context.units for word in re.findall(r"(?<![\w-])[a-z]+", unit.source.text)}
    for unit in context.units:
        found = {match[0].removeprefix("The ") for match in _NAME.finditer(unit.source.text)}
        for name in found | {word for phrase in found for word in phrase.split()}:
            if len(name) > 3 and (" " in name or name.lower() not in lower) and not is_acronym(name):
                units[name].add(unit.number)
    return {name: numbers for name, numbers in units.items() if 2 <= len(numbers) <= 40}
