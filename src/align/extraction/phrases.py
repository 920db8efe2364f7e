"""Stretches of an English text that may be terms: acronyms, names, quoted titles, noun phrases.

A chunk is a longest stretch of words that a term may have, cut at marks, function words, verbs and general
modifiers; a capitalised name may hold "of", "for" and the like. Every stretch of a chunk that opens and ends
as a noun phrase does is a phrase (Justeson & Katz 1995 with word lists in the place of a tagger). Which of
them are terms is for the statistics to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from align.bead import UnitSide
from align.document import BlockKind, Span
from align.extraction.chunks import chunks, is_name_word
from align.extraction.general import use
from align.extraction.labels import labels, without_labels
from align.extraction.names import LONGEST_NAME, defined, quoted, spelled_out
from align.extraction.phrase import Phrase
from align.extraction.tokens import Token
from align.extraction.words import CONNECTORS, FUNCTION, GENERIC, TITLES, Usage, is_adjective, verb_share

_LONGEST = 7
_ROMAN = re.compile("[IVX]+")
_LINK_LEFT, _LINK_RIGHT = 2, 3


def phrases(side: UnitSide, tokens: Sequence[Token], local: Usage) -> list[Phrase]:
    """All phrases of a unit's source side; nested ones too, none with the number of a section in it."""
    tokens = without_labels(side.text, tokens, "en")
    found = {(p.first, p.last): p for p in defined(side.text, tokens)}
    titled = _is_titled(side, tokens)
    whole = [(p.first, p.last) for p in found.values()]
    plain = [replace(p, inside=_is_inside(p, whole)) for p in _chunk_phrases(tokens, local, titled)]
    long = [] if titled else list(spelled_out(side.text, tokens, tuple(found.values())))
    heading = side.kind in (BlockKind.HEADING, BlockKind.RUN_IN)
    for phrase in (*quoted(side.text, tokens), *long, *plain, *_linked(tokens, plain)):
        found.setdefault((phrase.first, phrase.last), phrase)
    kept = _unlabelled(side.text, tokens, list(found.values()))
    return [replace(phrase, heading=True) for phrase in kept] if heading else kept


def _unlabelled(text: str, tokens: Sequence[Token], found: list[Phrase]) -> list[Phrase]:
    """Phrases without a section's label in them: quoted titles are taken whole, marks and all."""
    spans = labels(text, "en")
    return [p for p in found if not any(s.overlaps(Span(tokens[p.first].start, tokens[p.last - 1].end)) for s in spans)]


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


def _is_titled(side: UnitSide, tokens: Sequence[Token]) -> bool:
    """Whether capitals tell nothing here: a heading that capitalises every word of weight."""
    words = [token for token in tokens if token.is_word and token.text.lower() not in FUNCTION | CONNECTORS]
    if not words:
        return False
    heading = side.kind in (BlockKind.HEADING, BlockKind.RUN_IN)
    capitals = sum(word.is_capitalised for word in words)
    return (heading and capitals * 5 >= len(words) * 4 and len(words) > 1) or all(w.text.isupper() for w in words)


def _chunk_phrases(tokens: Sequence[Token], local: Usage, titled: bool) -> Iterator[Phrase]:
    for first, last in chunks(tokens, local, titled):
        for start in range(first, last):
            for stop in range(start + 1, last + 1):
                phrase = _phrase(tokens, start, stop, local, titled)
                if phrase is not None:
                    goes_on = stop < last and tokens[stop].text == "of"
                    edges = (start, stop) == (first, last)
                    yield replace(phrase, cut=goes_on and phrase.kind == "name", edges=edges)


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
    has_link = any(token.text in CONNECTORS and not token.glued for token in part)
    if has_link and not named:
        return None
    if len(part) > (LONGEST_NAME if named else _LONGEST):
        return None
    if named:
        opens = start == 0 or tokens[start - 1].text in ".?!:;"
        return None if _is_odd_name(part) or (opens and first.text.endswith("ing")) else Phrase("name", start, stop)
    if not part[1].glued and first.text.lower() in GENERIC | FUNCTION:
        return None
    if last.text.lower() in FUNCTION and not last.glued:
        return None
    if all(token.glued for token in part[1:]) and len(part) > 1:
        return Phrase("compound", start, stop)
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
    if is_name_word(tokens, index, local, titled) and local.lower[word] == 0:
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
