"""Sentences that a document pair has more than once, in the original or in the translation.

Texts are compared without case, spaces, marks and figures, so that "Article 3 applies." and "Article 4 applies."
are one sentence; contractions are read out, so that "can’t", "can't" and "cannot" are one word. Nearly equal
originals are looked for among those that share rare runs of words only, and measured by chrF (Popović 2015, as
sacrebleu computes it) where a rule asks for it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from align.bead import TranslationUnit, UnitSide
from align.plugin import Context

_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*|[〇零一二三四五六七八九十百千万萬亿億两兩]+")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*|#|[^\W\d_]")
_WRITTEN = re.compile(r"[A-Za-z]+(?:['’ʼ-][A-Za-z]+)*|[\u3400-\u9fff]")
_APOSTROPHE = re.compile(r"(?<=[a-z])[’ʼ](?=[a-z])")
_CONTRACTED = (
    (re.compile(r"\bcannot\b|\bcan't\b"), "can not"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"\bshan't\b"), "shall not"),
    (re.compile(r"\blet's\b"), "let us"),
    (re.compile(r"(?<=[a-z])n't\b"), " not"),
    (re.compile(r"(?<=[a-z])'re\b"), " are"),
    (re.compile(r"(?<=[a-z])'ll\b"), " will"),
    (re.compile(r"(?<=[a-z])'ve\b"), " have"),
    (re.compile(r"\bi'm\b"), "i am"),
    (re.compile(r"\b(it|he|she|that|there|here|what|who|where|how)'s\b"), r"\1 is"),
)
"""Contractions and what they stand for; 'd may be had or would, and stays."""
_STEM = 4
_SMALL = frozenset(
    "a an the this that these those of in on at to for from by with as and or but nor is are was were be been "
    "am being it its us he she they we you i his her their our your my not no never do does did has have had will "
    "would shall should may can could must which who whom whose when where if whether also any all each every some "
    "such there here so than into upon under over per about only other first second third one two three four five six "
    "seven eight nine ten january february march april may june july august september october november december".split()
)
_SMALL_HAN = "的了是在和与及或之其于为以对将把被由从这那该本此也都就而但并等所者一二三四五六七八九十百千万亿第年月日"
_RUN = 3
_COMMON = 12
"""Runs of words that more originals share say nothing about which are alike."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """Units whose one side is the same, by what their other side says, the most frequent first."""

    renderings: tuple[tuple[TranslationUnit, ...], ...]


@dataclass(frozen=True, slots=True)
class Deviation:
    """A unit that goes another way than the most frequent, ``usual`` (its first unit), of ``count`` units."""

    unit: TranslationUnit
    usual: TranslationUnit
    count: int


def deviations(repetitions: tuple[Repetition, ...]) -> dict[int, Deviation]:
    """Every unit that deviates, by its number."""
    return {
        unit.number: Deviation(unit, repetition.renderings[0][0], len(repetition.renderings[0]))
        for repetition in repetitions
        for units in repetition.renderings[1:]
        for unit in units
    }


def own_words(first: UnitSide, second: UnitSide) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of content that each of two texts has and the other lacks, as they are written, in order.

    Words that begin alike (four letters) count as one; a Han character is a word.
    """
    sides = [_content(side.text) for side in (first, second)]
    stems = [{_stem(word) for word in words} for words in sides]
    own = [tuple(w for w in words if _stem(w) not in other) for words, other in zip(sides, stems[::-1], strict=True)]
    return own[0], own[1]


def _content(text: str) -> tuple[str, ...]:
    words = (word for word in _WRITTEN.findall(text) if len(word) > 1 or not word.isascii())
    return tuple(word for word in words if not _is_small(word) and word not in _SMALL_HAN)


def _is_small(word: str) -> bool:
    return all(part in _SMALL for part in _plain(word).removesuffix("'s").split())


def _stem(word: str) -> str:
    return _plain(word).removesuffix("'s")[:_STEM]


def _plain(text: str) -> str:
    """Lower case, one apostrophe within words, contractions read out."""
    text = _APOSTROPHE.sub("'", text.casefold())
    for pattern, said in _CONTRACTED if "'" in text or "cannot" in text else ():
        text = pattern.sub(said, text)
    return text


def masked(side: UnitSide) -> str:
    """The words of a text, lower case, every figure as #, without marks; Han one by one."""
    return " ".join(_WORD.findall(_FIGURE.sub(" # ", _plain(side.text))))


def same_source(context: Context) -> tuple[Repetition, ...]:
    """Originals that stand several times and are rendered in more than one way."""
    return tuple(_repetitions(context, "source"))


def same_target(context: Context) -> tuple[Repetition, ...]:
    """Translations that stand several times, for more than one original."""
    return tuple(_repetitions(context, "target"))


def _repetitions(context: Context, which: str) -> Iterator[Repetition]:
    groups: dict[str, dict[str, list[TranslationUnit]]] = defaultdict(lambda: defaultdict(list))
    for unit, source, target in context.once(_masked):
        same, other = (source, target) if which == "source" else (target, source)
        if same and other:
            groups[same][other].append(unit)
    for renderings in groups.values():
        if len(renderings) > 1:
            ordered = sorted(renderings.values(), key=lambda units: (-len(units), units[0].number))
            yield Repetition(tuple(map(tuple, ordered)))


def alike_sources(context: Context, least: int) -> tuple[tuple[TranslationUnit, TranslationUnit], ...]:
    """Pairs of units whose originals differ in little: chrF of ``least`` (0 to 100) or more, but not the same."""
    rows = {unit.number: (unit, source) for unit, source, _ in context.once(_masked)}
    shared: Counter[tuple[int, int]] = Counter()
    runs = {number: _runs(source) for number, (_, source) in rows.items()}
    where: dict[str, list[int]] = defaultdict(list)
    for number, own in runs.items():
        for run in own:
            where[run].append(number)
    for numbers in where.values():
        if 1 < len(numbers) <= _COMMON:
            shared.update(combinations(numbers, 2))
    found = []
    for (first, second), count in sorted(shared.items()):
        (one, its_text), (other, other_text) = rows[first], rows[second]
        near = 2 * count >= max(len(runs[first]), len(runs[second])) and its_text != other_text
        if near and likeness(its_text, other_text) >= least:
            found.append((one, other))
    return tuple(found)


def likeness(first: str, second: str) -> float:
    """chrF of two texts, 0 to 100, the mean of both directions."""
    from sacrebleu.metrics.chrf import CHRF

    metric = CHRF()
    return float(sum(metric.sentence_score(a, [b]).score for a, b in ((first, second), (second, first))) / 2)


def _runs(text: str) -> frozenset[str]:
    words = text.split(" ")
    return frozenset(" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))


def _masked(context: Context) -> tuple[tuple[TranslationUnit, str, str], ...]:
    return tuple((unit, masked(unit.source), masked(unit.target)) for unit in context.units)
