"""Where terms of a termbase stand in a text.

Every term gets a key (see ``folding``), and so does the text; a dictionary of keys, entered by the first
characters at each place where a term may start, finds the terms in one pass over the text whatever their
number. What the key levels too much (case, number of a proper name, "A B" for "AB") is then compared word by
word. In Chinese a term may start at any character, a Latin word is never cut: AI is not in NAIST.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace

from align.document import Span
from align.matcher.english import verb_forms
from align.matcher.folding import Folded, fold
from align.matcher.wordcase import fits
from align.term import Concept, Term, Termbase, TermStatus
from align.yamltext import without_collector

_PARTICLE = "的"
_LONG_NAME = 4
"""Han characters from which a name stays itself with or without 的 inside."""
_LONG_TEXT = 100_000
"""Characters."""
_FIRST_HAN = "\u2e80"
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
    """A term as it is looked up.

    ``words`` are its pieces that are not Han; ``before`` and ``after`` what its key leaves out at the ends,
    ``inside`` how often the key leaves out 的 within; ``length`` is that of the key, ``rank`` that of its
    status: accepted ones come first.
    """

    concept: Concept
    term: Term
    words: tuple[str, ...]
    before: str
    after: str
    inside: int
    length: int
    rank: int


class TermMatcher:
    """The terms of one language, ready to be found in any number of texts.

    Terms of every status are found. The text may be of another language than the terms: an English acronym
    is found in Chinese text.
    """

    def __init__(self, termbase: Termbase, lang: str) -> None:
        self.lang = lang
        self._entries: dict[str, list[_Entry]] = {}
        self._outer = _outer(termbase, lang)
        for concept in termbase.concepts:
            for term in concept.in_language(lang):
                self._add(concept, term)
        lengths: dict[str, set[int]] = {}
        for key in self._entries:
            lengths.setdefault(_prefix(key), set()).add(len(key))
        self._lengths = {prefix: tuple(sorted(sizes, reverse=True)) for prefix, sizes in lengths.items()}
        self._han_prefixes = _sizes(prefix for prefix in lengths if prefix[0] >= _FIRST_HAN)
        self._word_prefixes = _sizes(prefix for prefix in lengths if prefix[0] < _FIRST_HAN)
        self._long_prefixes = (_WORD_PREFIX,)
        self._first_letters = frozenset(prefix[0] for prefix in lengths)

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """Matches that do not overlap, in order: leftmost first, then longest.

        Several concepts may share one span; each is returned. Nested terms are not (see :meth:`find_all`).
        """
        with _steady(text):
            return self._find(text)

    def _find(self, text: str) -> tuple[TermMatch, ...]:
        matches: list[TermMatch] = []
        folded = fold(text, self.lang)
        outer = self._outer.find_all(text) if self._outer else ()
        passed, taken = 0, Span(0, 0)
        for start, end, first, last in self._candidates(folded):
            if start >= passed:
                found = self._matches(text, folded, start, end, first, last)
                here = [match for match in found if match.span.start >= taken.end]
                if outer:
                    here = [match for match in here if not _is_within(match, outer)]
                if here:
                    passed, taken = end, max((match.span for match in here), key=len)
                    matches += [match for match in here if match.span == taken]
        return tuple(matches)

    def find_all(self, text: str) -> tuple[TermMatch, ...]:
        """Every match, nested and overlapping ones too, by start and then the longest first.

        Where several terms of one concept have the same span, the one written most like the text is given.
        """
        folded = fold(text, self.lang)
        outer = self._outer.find_all(text) if self._outer else ()
        with _steady(text):
            matches = [match for found in self._candidates(folded) for match in self._matches(text, folded, *found)]
        if outer:
            matches = [match for match in matches if not _is_within(match, outer)]
        matches.sort(key=lambda match: (match.span.start, -match.span.end))
        return tuple(matches)

    def _matches(self, text: str, folded: Folded, start: int, end: int, first: int, last: int) -> list[TermMatch]:
        """The terms whose key stands at a stretch of the text's key, one a concept."""
        bare = folded.span(start, end, first, last)
        words = folded.words(first, last)
        entries = self._entries[folded.key[start:end]]
        if len(entries) == 1:
            span = _whole(entries[0], bare, folded.text)
            right = span is not None and (not entries[0].words or fits(entries[0].words, words, folded, first))
            return [TermMatch(span, entries[0].concept, entries[0].term)] if span is not None and right else []
        found: list[tuple[_Entry, TermMatch]] = []
        for entry in entries:
            span = _whole(entry, bare, folded.text)
            if span is not None and (not entry.words or fits(entry.words, words, folded, first)):
                found.append((entry, TermMatch(span, entry.concept, entry.term)))
        if len(found) < 2:
            return [match for _, match in found]
        found.sort(key=lambda item: (_unlike(item[1].term.text, item[1].span.of(text)), item[0].rank))
        best: dict[str, TermMatch] = {}
        for _, match in found:
            best.setdefault(match.concept.id, match)
        return list(best.values())

    def _candidates(self, folded: Folded) -> Iterator[tuple[int, int, int, int]]:
        """Stretches of the key that are a term's, and their first and last piece; by start, the longest first.

        They start where a term may (any character of a Han run, the first of another piece) and end so.
        """
        entries, lengths, key_starts, han = self._entries, self._lengths, folded.key_starts, folded.han
        first_letters = self._first_letters
        # The end is padded, lest the last characters look like the prefix of a shorter term.
        key = folded.key + "\0" * _WORD_PREFIX
        stops = (*key_starts, len(folded.key))[1:]
        for piece, (begin, stop) in enumerate(zip(key_starts, stops, strict=True)):
            if han[piece]:
                starts: Iterable[int] = range(begin, stop)
                prefixes = self._han_prefixes
            elif key[begin] not in first_letters:
                continue
            else:
                starts = (begin,)
                prefixes = self._word_prefixes if stop - begin < _WORD_PREFIX else self._long_prefixes
            for start in starts:
                for prefix in prefixes:
                    for length in lengths.get(key[start : start + prefix], ()):
                        end = start + length
                        if key[start:end] in entries:
                            last = piece if end <= stop else folded.piece_at(end - 1)
                            if han[last] or stops[last] == end:
                                yield start, end, piece, last

    def _add(self, concept: Concept, term: Term) -> None:
        for text in _forms(concept, term):
            folded = fold(text, self.lang)
            start, end, first, last = _core(folded)
            if start == end:
                continue
            core = folded.span(start, end, first, last)
            entry = _Entry(
                concept,
                term,
                folded.words(first, last),
                folded.text[: core.start],
                folded.text[core.end :],
                core.of(text).count(_PARTICLE) if self.lang == "zh" else 0,
                end - start,
                _ORDER.index(term.status),
            )
            self._entries.setdefault(folded.key[start:end], []).append(entry)


def _steady(text: str) -> AbstractContextManager[None]:
    """No garbage collection while a long text is searched: it would look at all matches so far again and again."""
    return without_collector() if len(text) > _LONG_TEXT else nullcontext()


def _outer(termbase: Termbase, lang: str) -> TermMatcher | None:
    """What finds the texts inside which a concept's terms are not meant; None where no concept names any."""
    bounded = tuple(
        replace(
            concept,
            terms=tuple(Term(text, lang, TermStatus.ADMITTED) for text in concept.not_within),
            not_within=(),
        )
        for concept in termbase.concepts
        if concept.not_within
    )
    return TermMatcher(Termbase(bounded), lang) if bounded else None


def _is_within(match: TermMatch, outer: Iterable[TermMatch]) -> bool:
    return any(other.concept.id == match.concept.id and other.span.contains(match.span) for other in outer)


def term_key(term: Term) -> str:
    """What a term is looked up by: terms of one key are found in the same places, case and 的 apart.

    "" for a term that nothing can match: it is made of punctuation.
    """
    folded = fold(term.text, term.lang)
    start, end, _, _ = _core(folded)
    return folded.key[start:end]


def _sizes(prefixes: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted({len(prefix) for prefix in prefixes}, reverse=True))


def _prefix(key: str) -> str:
    """The first characters, by which a key is looked up: two of Han tell as much as four letters."""
    return key[: _WORD_PREFIX if key[0] < _FIRST_HAN else _HAN_PREFIX]


def _whole(entry: _Entry, span: Span, text: str) -> Span | None:
    """The span with what the key leaves out at the term's ends; None where the text has another word.

    Marks around a term ("四方", 《…》) belong to it where the text has them; a 的 must be there (的黎波里, 标的).
    Inside a long name 的 may come and go (地缘政治的风险), in a short one it may not: 标的物 is not 标物.
    """
    if entry.length < _LONG_NAME and text.count(_PARTICLE, span.start, span.end) != entry.inside:
        return None
    before, after = entry.before, entry.after
    if not before and not after:
        return span
    if text.startswith(after, span.end) and text[max(0, span.start - len(before)) : span.start] == before:
        return Span(span.start - len(before), span.end + len(after))
    return None if _PARTICLE in before + after else span


def _forms(concept: Concept, term: Term) -> tuple[str, ...]:
    """The term, and the forms of a verb ("deter": deters, deterred, deterring)."""
    if concept.part_of_speech != "verb" or term.lang != "en" or term.abbreviation:
        return (term.text,)
    verb, space, rest = term.text.removeprefix("to ").partition(" ")
    return (verb + space + rest, *(form + space + rest for form in verb_forms(verb)))


def _core(folded: Folded) -> tuple[int, int, int, int]:
    """A term's key without quotes or brackets around the whole, or a full stop at the end (Apple Inc.).

    Start and end in the key, first and last piece; start and end are equal where nothing is left.
    """
    first, last = 0, len(folded.starts) - 1
    marks = [folded.text[start:end] for start, end in zip(folded.starts, folded.ends, strict=True)]
    while first < last and _PAIRS.get(marks[first]) == marks[last]:
        first, last = first + 1, last - 1
    if first < last and marks[last] == ".":
        last -= 1
    if not any(mark[:1].isalnum() for mark in marks[first : last + 1]):
        return 0, 0, 0, 0
    limits = (*folded.key_starts, len(folded.key))
    return limits[first], limits[last + 1], first, last


def _unlike(term: str, written: str) -> int:
    """How far a term is from what is written: 0 the same, 1 but for case, 2 a variant."""
    if term == written:
        return 0
    return 1 if term.casefold() == written.casefold() else 2
