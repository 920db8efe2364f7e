"""Names that are longer than a run of capitalised words: defined ones, quoted ones, names with commas or brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.acronyms import english_definitions
from align.document import Span
from align.extraction.phrase import Phrase
from align.extraction.tokens import Token
from align.extraction.words import CONNECTORS, FUNCTION

LONGEST_NAME = 14
_QUOTED = re.compile(r"[“\"]([A-Z0-9][^“”\"]{2,80}?)[”\"]")


_WORD = r"[A-Z][\w&-]*"
_RUN = rf"{_WORD}(?: (?:of |for |on |the |and |at |in |to |with |by ){{0,2}}{_WORD}){{0,10}}"
_LISTED = re.compile(
    rf"(?<![\w-]){_WORD}(?:(?: of| for| on| the){{0,2}} {_WORD}(?:['’](?= ))?){{0,8}} (?:of|for|on) (?:the )?"
    rf"{_WORD}(?: {_WORD}){{0,5}}(?:, {_WORD}(?: {_WORD}){{0,5}}){{1,6}},? (?:and|&) {_WORD}(?: {_WORD}){{0,5}}"
)
"""Ministry of Land, Infrastructure, Transport and Tourism"""
_OWNING = re.compile(rf"(?<![\w-]){_RUN}(?:['’]s|s['’]) {_RUN}")
"""Japan's Ministry of Defense, Women's Issues: the possessive may be the name's own"""
_CITY = re.compile(r"[A-Z][a-z]+, (?:[A-Z]\.){2,}")
_BRACKET = re.compile(rf" \({_WORD}\) {_WORD}(?: {_WORD}){{0,8}}")
_BEFORE = re.compile(rf"(?:{_WORD} ){{1,8}}(?:of|for) (?:the )?$")
_REACH = 120
"""Characters before a defined name in which its own name may begin."""


def spelled_out(text: str, tokens: Sequence[Token], known: Sequence[Phrase]) -> Iterator[Phrase]:
    """Names with commas, possessives or a bracket inside, and names that go on around a defined one."""
    spans = [Span(*match.span()) for pattern in (_LISTED, _OWNING, _CITY) for match in pattern.finditer(text)]
    for phrase in known:
        start, end = tokens[phrase.first].start, tokens[phrase.last - 1].end
        behind = _BRACKET.match(text, end)
        before = _BEFORE.search(text, max(0, start - _REACH), start)
        if behind:
            spans.append(Span(start, behind.end()))
        if before:
            spans.append(Span(before.start(), end))
    for span in spans:
        cover = _tokens_of(tokens, span)
        if cover is None or cover[1] - cover[0] > 2 * LONGEST_NAME:
            continue
        if tokens[cover[0]].text.lower() not in FUNCTION:
            yield Phrase("name", *cover, edges=True)


def defined(text: str, tokens: Sequence[Token]) -> Iterator[Phrase]:
    """Long forms in front of their acronym in brackets."""
    for definition in english_definitions(text):
        cover = _tokens_of(tokens, definition.long_form)
        if cover is not None:
            yield Phrase("defined", _widened(tokens, cover[0]), cover[1], acronym=definition.acronym)


def _widened(tokens: Sequence[Token], first: int) -> int:
    """Where a long form begins that was cut at a small word: its initial may be that of a word before.

    "Fukushima Institute for Research ... (F-REI)" begins with the F of Fukushima, not with that of "for".
    """
    if tokens[first].text.lower() not in CONNECTORS:
        return first
    initial = tokens[first].text[0].lower()
    for place in range(first - 1, max(-1, first - 4), -1):
        if not tokens[place].is_word or tokens[place].text.lower() in FUNCTION - CONNECTORS:
            break
        if tokens[place].text[0].lower() == initial:
            return place
    return first


def quoted(text: str, tokens: Sequence[Token]) -> Iterator[Phrase]:
    """Titles in quotation marks."""
    for match in _QUOTED.finditer(text):
        cover = _tokens_of(tokens, Span(match.start(1), match.start(1) + len(match[1].rstrip(",.;:!? "))))
        if cover is not None and 1 < cover[1] - cover[0] <= LONGEST_NAME:
            words = [token for token in tokens[cover[0] : cover[1]] if token.is_word]
            if sum(word.is_capitalised for word in words) * 2 >= len(words):
                yield Phrase("quoted", *cover)


def _tokens_of(tokens: Sequence[Token], span: Span) -> tuple[int, int] | None:
    inside = [i for i, token in enumerate(tokens) if span.start <= token.start and token.end <= span.end]
    if not inside or tokens[inside[0]].start != span.start:
        return None
    return inside[0], inside[-1] + 1
