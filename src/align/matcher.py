"""Where terms of a termbase stand in a text.

Every term gets a key (see ``folding``), and so does the text; a dictionary of keys, entered by the first
characters at each place where a term may start, finds the terms in one pass over the text whatever their
number. What the key levels too much (case, number of a proper name, "A B" for "AB") is then compared word by
word. In Chinese a term may start at any character, a Latin word is never cut: AI is not in NAIST.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from align.document import Span
from align.english import verb_forms
from align.folding import Folded, fold
from align.term import Concept, Term, Termbase, TermStatus
from align.wordcase import fits

_HAN_PREFIX = 2
_WORD_PREFIX = 4
_PAIRS = {'"': '"', "《": "》", "〈": "〉", "(": ")", "[": "]", "【": "】"}
_ORDER = (
    TermStatus.PREFERRED,
    TermStatus.ADMITTED,
    TermStatus.DEPRECATED,
    TermStatus.FORBIDDEN,
    TermStatus.CANDIDATE,
)


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term found in a text. ``span`` is half-open code points; a possessive ending is left out."""

    span: Span
    concept: Concept
    term: Term


@dataclass(frozen=True, slots=True)
class _Entry:
    concept: Concept
    term: Term
    words: tuple[str, ...]


class TermMatcher:
    """The terms of one language, ready to be found in any number of texts.

    Terms of every status are found. The text may be of another language than the terms: an English acronym
    is found in Chinese text.
    """

    def __init__(self, termbase: Termbase, lang: str) -> None:
        self.lang = lang
        self._entries: dict[str, list[_Entry]] = {}
        for concept in termbase.concepts:
            for term in concept.in_language(lang):
                self._add(concept, term)
        lengths: dict[str, set[int]] = {}
        for key in self._entries:
            lengths.setdefault(_prefix(key), set()).add(len(key))
        self._lengths = {prefix: tuple(sizes) for prefix, sizes in lengths.items()}
        self._prefixes = tuple(sorted({len(prefix) for prefix in lengths}))

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """Matches that do not overlap, in order: leftmost first, then longest.

        Several concepts may share one span; each is returned. Nested terms are not (see :meth:`find_all`).
        """
        matches: list[TermMatch] = []
        taken = Span(0, 0)
        for match in self.find_all(text):
            if match.span == taken or match.span.start >= taken.end:
                matches.append(match)
                taken = match.span
        return tuple(matches)

    def find_all(self, text: str) -> tuple[TermMatch, ...]:
        """Every match, nested and overlapping ones too, by start and then the longest first.

        Where several terms of one concept have the same span, the one written most like the text is given.
        """
        folded = fold(text, self.lang)
        found: dict[tuple[int, int, str], tuple[tuple[int, int], TermMatch]] = {}
        for start, end in self._candidates(folded):
            span = folded.span(start, end)
            written = span.of(text)
            words = folded.words(start, end)
            for entry in self._entries[folded.key[start:end]]:
                if not fits(entry.words, words, folded, start):
                    continue
                rank = (_unlike(entry.term.text, written), _ORDER.index(entry.term.status))
                place = (span.start, -span.end, entry.concept.id)
                if place not in found or rank < found[place][0]:
                    found[place] = (rank, TermMatch(span, entry.concept, entry.term))
        return tuple(match for _, (_, match) in sorted(found.items(), key=lambda item: item[0][:2]))

    def _candidates(self, folded: Folded) -> Iterator[tuple[int, int]]:
        """Stretches of the key that are a term's key, start where a term may and end where one may."""
        key, entries, lengths = folded.key, self._entries, self._lengths
        for start in _starts(folded):
            for prefix in self._prefixes:
                for length in lengths.get(key[start : start + prefix], ()):
                    end = start + length
                    if key[start:end] in entries and _may_end(folded, end):
                        yield start, end

    def _add(self, concept: Concept, term: Term) -> None:
        for text in _forms(concept, term):
            folded = fold(text, self.lang)
            start, end = _core(folded)
            if start < end:
                entry = _Entry(concept, term, folded.words(start, end))
                self._entries.setdefault(folded.key[start:end], []).append(entry)


def _prefix(key: str) -> str:
    """The first characters, by which a key is looked up: two of Han tell as much as four letters."""
    return key[: _WORD_PREFIX if key[0] < "\u2e80" else _HAN_PREFIX]


def _starts(folded: Folded) -> Iterator[int]:
    """Places of the key where a term may start: every character of a Han run, the first of any other piece."""
    stops = (*folded.key_starts[1:], len(folded.key))
    for start, stop, han in zip(folded.key_starts, stops, folded.han, strict=True):
        yield from range(start, stop if han else start + 1)


def _may_end(folded: Folded, end: int) -> bool:
    """Not inside a word: before a piece, or inside a Han run."""
    if end == len(folded.key):
        return True
    piece = folded.piece_at(end)
    return folded.han[piece] or folded.key_starts[piece] == end


def _forms(concept: Concept, term: Term) -> tuple[str, ...]:
    """The term, and the forms of a verb ("deter": deters, deterred, deterring)."""
    if concept.part_of_speech != "verb" or term.lang != "en" or term.abbreviation:
        return (term.text,)
    verb, space, rest = term.text.removeprefix("to ").partition(" ")
    return (verb + space + rest, *(form + space + rest for form in verb_forms(verb)))


def _core(folded: Folded) -> tuple[int, int]:
    """The key without quotes or brackets around the whole, or a full stop at the end (Apple Inc.)."""
    first, last = 0, len(folded.starts) - 1
    marks = [folded.text[start:end] for start, end in zip(folded.starts, folded.ends, strict=True)]
    while first < last and _PAIRS.get(marks[first]) == marks[last]:
        first, last = first + 1, last - 1
    if first < last and marks[last] == ".":
        last -= 1
    if first > last or all(not mark[0].isalnum() for mark in marks[first : last + 1]):
        return 0, 0
    stop = len(folded.key) if last + 1 == len(folded.key_starts) else folded.key_starts[last + 1]
    return folded.key_starts[first], stop


def _unlike(term: str, written: str) -> int:
    """How far a term is from what is written: 0 the same, 1 but for case, 2 a variant."""
    if term == written:
        return 0
    return 1 if term.casefold() == written.casefold() else 2
