"""A whole sentence of a bead that nothing in the other text accounts for.

``align.coverage`` marks a word as covered when any word of the other text may stand for it, so a sentence that
takes up the words of its neighbour ("loses a book shall pay its price. If the book …, the Board shall fix the
price.") looks covered by the neighbour's translation. Here a word of the other text stands for one word only: the
other sentences of the bead claim theirs first (a maximum matching), and the sentence gets what is left. It is
unsaid where hardly anything is left, and the other text is whole without it: as long as the other sentences ask
for, each of its clauses accounted for by them, and no word of it that only this sentence could explain.

The limits were chosen on human translations with and without one sentence cut out (docs/mistranslation.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from align.coverage import Evidence, Word, english_words, length_feature, means_chinese
from align.document import Span

_LONGEST = 1500
"""Characters from which a text is no bead of sentences; it bounds the matching too."""
_LEAST_WORDS = 4
"""Words of content from which a sentence is looked at."""
_OPEN = 0.8
"""Share of them that must be without a counterpart of their own."""
_LONG, _SHORTER = 0.7, 0.3
"""How much too long the text must be with the sentence, and how much better the lengths agree without it."""
_LOOSE = 2
"""Words of the other text that the other sentences may leave without a counterpart."""
_OF_A_CLAUSE = 0.5
"""Share of every clause's words of content that the other sentences must account for."""
_SEMICOLON = re.compile(r"[；;](?=.)")
_CLAUSE_END = re.compile(r"[，。；：！？,;:.!?]")


@dataclass(frozen=True, slots=True)
class _Words:
    """Where the words of one text begin, which are words of content, and which words of the other each may be."""

    starts: tuple[int, ...]
    content: frozenset[int]
    links: tuple[tuple[int, ...], ...]


def unsaid(english: str, chinese: str, words: Sequence[Word], evidence: Evidence, lang: str) -> Span | None:
    """The sentence of the ``lang`` side ("en" or "zh") that the other lacks; None where there is none.

    ``words`` are those of the Chinese. A text of one sentence has none.
    """
    own, other = (english, chinese) if lang == "en" else (chinese, english)
    sign = 1 if lang == "en" else -1
    too_long = sign * length_feature(english, chinese)
    if too_long < _LONG or max(len(english), len(chinese)) > _LONGEST:
        return None
    sentences = _sentences(own, lang)
    if len(sentences) < 2 or len(sentences) <= _statements(other, "zh" if lang == "en" else "en"):
        return None
    both = _linked(english, chinese, words, evidence)
    ours, theirs = both if lang == "en" else both[::-1]
    for sentence in sentences:
        rest = own[: sentence.start] + own[sentence.end :]
        lengths = sign * length_feature(*((rest, chinese) if lang == "en" else (english, rest)))
        inside = {number for number, start in enumerate(ours.starts) if sentence.start <= start < sentence.end}
        if abs(lengths) > too_long - _SHORTER or len(inside & ours.content) < _LEAST_WORDS:
            continue
        if _is_open(inside, ours, theirs) and _is_whole_without(inside, ours, theirs, other):
            return sentence
    return None


def _statements(text: str, lang: str) -> int:
    """How many sentences a text has, or would have if semicolons ended them."""
    return sum(1 + len(_SEMICOLON.findall(span.of(text))) for span in _sentences(text, lang))


def _sentences(text: str, lang: str) -> Sequence[Span]:
    from align.segmenter import split_sentences

    return split_sentences(text, lang)


def _linked(english: str, chinese: str, words: Sequence[Word], evidence: Evidence) -> tuple[_Words, _Words]:
    """The words of both texts, English first; Latin words in the Chinese are words of its own."""
    ours = english_words(english)
    known = [(span.start, evidence.counterparts(word), means_chinese(word)) for span, word in words]
    latin = [(start, frozenset((unit,)), meant) for start, unit, meant in english_words(chinese)]
    theirs = sorted((*known, *latin), key=lambda one: one[0])
    links = [tuple(n for n, (_, units, _) in enumerate(theirs) if unit in units) for _, unit, _ in ours]
    back: list[list[int]] = [[] for _ in theirs]
    for number, others in enumerate(links):
        for one in others:
            back[one].append(number)
    return (
        _Words(tuple(one[0] for one in ours), frozenset(n for n, one in enumerate(ours) if one[2]), tuple(links)),
        _Words(
            tuple(one[0] for one in theirs),
            frozenset(n for n, one in enumerate(theirs) if one[2]),
            tuple(map(tuple, back)),
        ),
    )


def _is_open(inside: set[int], ours: _Words, theirs: _Words) -> bool:
    """Whether most words of content inside have no counterpart when those outside have chosen theirs."""
    links = [tuple(other for other in others if other in theirs.content) for others in ours.links]
    owner: dict[int, int] = {}
    for word in sorted(ours.content - inside):
        _matched(word, links, owner, set())
    within = sorted(ours.content & inside)
    found = sum(_matched(word, links, owner, set()) for word in within)
    return found <= len(within) * (1 - _OPEN)


def _matched(word: int, links: Sequence[Sequence[int]], owner: dict[int, int], seen: set[int]) -> bool:
    """Give a word a counterpart, moving other words to another one of theirs where need be (Kuhn 1955)."""
    for other in links[word]:
        if other not in seen:
            seen.add(other)
            if other not in owner or _matched(owner[other], links, owner, seen):
                owner[other] = word
                return True
    return False


def _is_whole_without(inside: set[int], ours: _Words, theirs: _Words, other: str) -> bool:
    """Whether the words outside account for the other text: every clause, and all that those inside could."""
    explained = {one for number, others in enumerate(ours.links) if number not in inside for one in others}
    loose = theirs.content - explained
    if len(loose) > _LOOSE or any(one in loose for number in inside for one in ours.links[number]):
        return False
    ends = [0, *(match.end() for match in _CLAUSE_END.finditer(other)), len(other) + 1]
    for start, end in pairwise(ends):
        clause = [number for number in theirs.content if start <= theirs.starts[number] < end]
        if clause and sum(number in explained for number in clause) < _OF_A_CLAUSE * len(clause):
            return False
    return True
