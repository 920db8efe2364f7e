"""Stretches of an English text that may be terms: acronyms, names, quoted titles, noun phrases.

A chunk is a longest stretch of words that a term may have, cut at marks, function words, verbs and general
modifiers; a capitalised name may hold "of", "for" and the like. Every stretch of a chunk that opens and ends
as a noun phrase does is a phrase (Justeson & Katz 1995 with word lists in the place of a tagger). Which of
them are terms is for the statistics to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from align.acronyms import english_definitions
from align.bead import UnitSide
from align.document import BlockKind, Span
from align.extraction.general import use
from align.extraction.tokens import Token
from align.extraction.words import CONNECTORS, FUNCTION, GENERIC, TITLES, Usage, is_adjective, verb_share

_LONGEST = 7
_LONGEST_NAME = 14
_QUOTED = re.compile(r"[“\"]([A-Z0-9][^“”\"]{2,80}?)[”\"]")
_ROMAN = re.compile("[IVX]+")
_VERB = 0.62
_LINK_LEFT, _LINK_RIGHT = 2, 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of a unit's tokens (half-open) that may be a term.

    ``inside``: it is part of a name that the text defines an acronym for. ``cut``: "of" or "for" follows and
    the name goes on.
    """

    kind: str
    first: int
    last: int
    acronym: str = ""
    inside: bool = False
    cut: bool = False

    @property
    def length(self) -> int:
        return self.last - self.first


def phrases(side: UnitSide, tokens: Sequence[Token], local: Usage) -> list[Phrase]:
    """All phrases of a unit's source side; nested ones too."""
    found = {(p.first, p.last): p for p in _defined(side.text, tokens)}
    titled = _is_titled(side, tokens)
    whole = [(p.first, p.last) for p in found.values()]
    plain = [replace(p, inside=_is_inside(p, whole)) for p in _chunk_phrases(tokens, local, titled)]
    for phrase in (*_quoted(side.text, tokens), *plain, *_linked(tokens, plain)):
        found.setdefault((phrase.first, phrase.last), phrase)
    return list(found.values())


def _is_inside(phrase: Phrase, whole: Sequence[tuple[int, int]]) -> bool:
    return any(first <= phrase.first and phrase.last <= last for first, last in whole)


def _linked(tokens: Sequence[Token], plain: Sequence[Phrase]) -> Iterator[Phrase]:
    """Two phrases with "of" or "and" between them: memorandum of cooperation, command and control."""
    ending = [(p.last, p) for p in plain if p.length <= _LINK_LEFT and p.kind != "name"]
    starts: dict[int, list[Phrase]] = {}
    for phrase in plain:
        if phrase.length <= _LINK_RIGHT:
            starts.setdefault(phrase.first, []).append(phrase)
    for stop, left in ending:
        if stop < len(tokens) and tokens[stop].text in ("of", "and") and not tokens[stop - 1].owns:
            for right in starts.get(stop + 1, ()):
                yield Phrase("linked", left.first, right.last)


def _defined(text: str, tokens: Sequence[Token]) -> Iterator[Phrase]:
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


def _quoted(text: str, tokens: Sequence[Token]) -> Iterator[Phrase]:
    for match in _QUOTED.finditer(text):
        cover = _tokens_of(tokens, Span(match.start(1), match.start(1) + len(match[1].rstrip(",.;:!? "))))
        if cover is not None and 1 < cover[1] - cover[0] <= _LONGEST_NAME:
            words = [token for token in tokens[cover[0] : cover[1]] if token.is_word]
            if sum(word.is_capitalised for word in words) * 2 >= len(words):
                yield Phrase("quoted", *cover)


def _tokens_of(tokens: Sequence[Token], span: Span) -> tuple[int, int] | None:
    inside = [i for i, token in enumerate(tokens) if span.start <= token.start and token.end <= span.end]
    if not inside or tokens[inside[0]].start != span.start:
        return None
    return inside[0], inside[-1] + 1


def _is_titled(side: UnitSide, tokens: Sequence[Token]) -> bool:
    """Whether capitals tell nothing here: a heading that capitalises every word of weight."""
    words = [token for token in tokens if token.is_word and token.text.lower() not in FUNCTION | CONNECTORS]
    if not words:
        return False
    heading = side.kind in (BlockKind.HEADING, BlockKind.RUN_IN)
    capitals = sum(word.is_capitalised for word in words)
    return (heading and capitals * 5 >= len(words) * 4 and len(words) > 1) or all(w.text.isupper() for w in words)


def _chunk_phrases(tokens: Sequence[Token], local: Usage, titled: bool) -> Iterator[Phrase]:
    for first, last in _chunks(tokens, local, titled):
        for start in range(first, last):
            for stop in range(start + 1, last + 1):
                phrase = _phrase(tokens, start, stop, local, titled)
                if phrase is not None:
                    goes_on = stop < last and tokens[stop].text in ("of", "for")
                    yield replace(phrase, cut=goes_on and phrase.kind == "name")


def _chunks(tokens: Sequence[Token], local: Usage, titled: bool) -> Iterator[tuple[int, int]]:
    """Longest stretches without a mark, function word, verb or general modifier."""
    start: int | None = None
    for index, token in enumerate(tokens):
        role = _role(tokens, index, local, titled, start)
        if role != "in" and start is not None:
            yield _trimmed(tokens, start, index)
            start = None
        if role in ("in", "opens") and start is None:
            start = index
        if token.owns and start is not None:
            yield _trimmed(tokens, start, index + 1)
            start = None
    if start is not None:
        yield _trimmed(tokens, start, len(tokens))


def _trimmed(tokens: Sequence[Token], start: int, stop: int) -> tuple[int, int]:
    while stop > start and tokens[stop - 1].text in CONNECTORS:
        stop -= 1
    return start, stop


def _role(tokens: Sequence[Token], index: int, local: Usage, titled: bool, start: int | None) -> str:
    """ "in" a chunk, "opens" a new one, or "out"."""
    token = tokens[index]
    if not token.is_word:
        return "out"
    word = token.text.lower()
    if token.glued or (index + 1 < len(tokens) and tokens[index + 1].glued):
        return "in"
    if _is_name_word(tokens, index, local, titled):
        return "in"
    if token.text in CONNECTORS and start is not None and not titled:
        return "in" if _links_name(tokens, index, local, start) else "out"
    if token.text[0].isdigit() or word in FUNCTION or len(word) == 1:
        return "out"
    if word in GENERIC or word.endswith("ly") or word in ("able", "such"):
        return "out"
    if word.endswith("ed") and not token.is_capitalised:
        return "opens"
    if _is_gerund(token, titled) or _is_infinitive(tokens, index, local):
        return "out"
    share = verb_share(word, local)
    if share > _VERB and not (index and tokens[index - 1].text.lower() in ("the", "a", "an", "its")):
        return "out"
    may_be_verb = share > 0.1 or not use(word).nominals
    return "out" if may_be_verb and token.text.islower() and _after_subject(tokens, index) else "in"


def _is_gerund(token: Token, titled: bool) -> bool:
    """A word in -ing that no noun's place of general texts knows: strengthening, not training."""
    word = token.text.lower()
    return word.endswith("ing") and len(word) > 5 and use(word).nouns < 3 and (titled or token.text[0].islower())


def _is_infinitive(tokens: Sequence[Token], index: int, local: Usage) -> bool:
    """A word after "to" or a modal that may be a verb: "to restart nuclear reactors"."""
    before = tokens[index - 1].text.lower() if index else ""
    word = tokens[index].text
    return (
        before in ("to", "will", "shall", "may", "can", "must", "should", "would", "could")
        and word.islower()
        and (verb_share(word, local) > 0.12 or not use(word).nominals)
    )


def _after_subject(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word that can be a verb stands between a name and what a verb governs: "Japan plan to"."""
    if not index or index + 1 >= len(tokens) or not tokens[index - 1].is_capitalised or tokens[index - 1].owns:
        return False
    return tokens[index + 1].text in ("to", "the", "a", "an", "their", "its", "our", "that", "on", "in")


def _is_name_word(tokens: Sequence[Token], index: int, local: Usage, titled: bool) -> bool:
    """Whether a word is capitalised as part of a name, not as a sentence's or heading's first."""
    token = tokens[index]
    if token.is_acronym:
        return True
    if not token.is_capitalised or token.text.lower() in FUNCTION:
        return False
    word = token.text.lower()
    opens = index == 0 or not any(t.is_word for t in tokens[:index]) or tokens[index - 1].text in ".?!:;"
    if titled or opens:
        return local.lower[word] == 0 and not word.endswith("ing") and verb_share(word, local) < 0.5
    return True


def _links_name(tokens: Sequence[Token], index: int, local: Usage, start: int) -> bool:
    """Whether a small word stands between two capitalised words."""
    before = tokens[index - 1]
    after = index + 1
    while after < len(tokens) and tokens[after].text in CONNECTORS:
        after += 1
    return (
        (before.is_capitalised or before.text in CONNECTORS)
        and not before.owns
        and after < len(tokens)
        and after - index <= 2
        and tokens[after].is_word
        and tokens[after].is_capitalised
        and tokens[after].text.lower() not in FUNCTION
    )


def _phrase(tokens: Sequence[Token], start: int, stop: int, local: Usage, titled: bool) -> Phrase | None:
    """The phrase of some tokens, None where it cannot be a term."""
    part = tokens[start:stop]
    first, last = part[0], part[-1]
    if first.glued or (stop < len(tokens) and tokens[stop].glued):
        # A part of a compound is no term, but an acronym in it is one: PGI-IPEF.
        return _single(tokens, start, local, titled) if len(part) == 1 and first.is_acronym else None
    if first.text in CONNECTORS or last.text in CONNECTORS:
        return None
    if len(part) == 1:
        return _single(tokens, start, local, titled)
    capitals = [token.is_capitalised or token.text in CONNECTORS or token.text[0].isdigit() for token in part]
    named = all(capitals) and not titled
    has_link = any(token.text in CONNECTORS for token in part)
    if has_link and not named:
        return None
    if len(part) > (_LONGEST_NAME if named else _LONGEST):
        return None
    if named:
        return None if _is_odd_name(part) else Phrase("name", start, stop)
    if not part[1].glued and first.text.lower() in GENERIC | FUNCTION:
        return None
    if last.text.lower() in FUNCTION and not last.glued:
        return None
    if last.text[0].isdigit() or _cannot_end(last, local):
        return None
    return Phrase("phrase", start, stop)


def _is_odd_name(part: Sequence[Token]) -> bool:
    """A first word that is capitalised for opening the sentence, or a title alone."""
    return all(token.text.lower() in TITLES | CONNECTORS for token in part[:-1]) and part[-1].text.lower() in GENERIC


def _cannot_end(token: Token, local: Usage) -> bool:
    word = token.text.lower()
    if token.is_capitalised and local.lower[word] == 0:
        return False
    return is_adjective(word) or word.endswith(("ed", "ly")) or verb_share(word, local) > 0.8


def _single(tokens: Sequence[Token], index: int, local: Usage, titled: bool) -> Phrase | None:
    token = tokens[index]
    word = token.text.lower()
    if token.is_acronym:
        return None if _is_no_acronym(tokens, index) else Phrase("acronym", index, index + 1)
    if len(word) < 3 or not token.text[0].isalpha() or word in GENERIC | FUNCTION or word in TITLES:
        return None
    if _is_name_word(tokens, index, local, titled) and local.lower[word] == 0:
        return Phrase("name", index, index + 1)
    if _cannot_end(token, local) or (word.endswith("ing") and local.nouns[word] == 0):
        return None
    return Phrase("phrase", index, index + 1)


def _is_no_acronym(tokens: Sequence[Token], index: int) -> bool:
    """Words of a line or run in capitals, Roman numbers, units after a figure."""
    token = tokens[index]
    around = [tokens[i] for i in (index - 1, index + 1) if 0 <= i < len(tokens)]
    if _in_capital_line(tokens) or _ROMAN.fullmatch(token.text) or _is_part(tokens, index):
        return True
    if use(token.text).per_million > 2 and any(t.text.isupper() and len(t.text) > 2 for t in around):
        return True
    return bool(index) and tokens[index - 1].text[0].isdigit() and len(token.text) <= 3


def _is_part(tokens: Sequence[Token], index: int) -> bool:
    """Whether a bracket without a space makes one acronym of two: USD(R&E)."""
    after = index + 1 < len(tokens) and tokens[index + 1].text == "(" and tokens[index + 1].start == tokens[index].end
    bracket = index > 1 and tokens[index - 1].text == "("
    return after or (bracket and tokens[index - 2].is_word and tokens[index - 2].end == tokens[index - 1].start)


def _in_capital_line(tokens: Sequence[Token]) -> bool:
    words = [token for token in tokens if token.text.isalpha()]
    return len(words) > 1 and sum(word.text.isupper() for word in words) * 3 > len(words) * 2
