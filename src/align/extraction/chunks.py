"""Longest stretches of English words that a term may have: cut at marks, function words, verbs, general modifiers.

Word lists, how general texts use a word and how the texts at hand use it stand in for a tagger.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.extraction.general import use
from align.extraction.tokens import Token
from align.extraction.words import CONNECTORS, FUNCTION, GENERIC, Usage, verb_share

_VERB = 0.62
_AFTER_NOUN = frozenset("and or of in for between with from at among by through on as that which to".split())
_NOUN_IN_LY = 8
"""Sightings in a noun's place from which a word in -ly is no adverb: supply, assembly."""


def chunks(tokens: Sequence[Token], local: Usage, titled: bool) -> Iterator[tuple[int, int]]:
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
    if is_name_word(tokens, index, local, titled):
        return "in"
    if _is_figure_in_name(tokens, index) and start is not None:
        return "in"
    if token.text in CONNECTORS and start is not None and not titled:
        return "in" if _links_name(tokens, index, local, start) else "out"
    if token.text[0].isdigit() or word in FUNCTION or len(word) == 1 or _is_general(word):
        return "out"
    if start is not None and index > start and _is_head(tokens, index):
        return "in"
    if start is not None and token.text.islower() and _is_predicate(tokens, index):
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


def _is_general(word: str) -> bool:
    """A general modifier or an adverb."""
    return word in GENERIC or word in ("able", "such") or (word.endswith("ly") and use(word).nouns < _NOUN_IN_LY)


def _is_head(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word that may be a verb ends or goes on a noun phrase: quantum computing, annual exercises and.

    A plural or a name before it would be its subject, an article or adjective behind it its object.
    """
    word, before = tokens[index].text.lower(), tokens[index - 1]
    if not word.endswith(("ing", "s")) or word.endswith("ss") or before.owns or not before.is_word:
        return False
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    goes_on = after is not None and after.is_word and after.text.lower() not in _AFTER_NOUN
    if word.endswith("ing"):
        if before.is_capitalised != tokens[index].is_capitalised or before.text.lower().endswith(("s", "ed", "ing")):
            return False
        return after is None or not goes_on or _is_noun(after)
    known = use(word)
    # Behind a name a verb is likelier: the Secretariat opens.
    noun = known.nominals > known.verbs if before.is_capitalised and tokens[index].text.islower() else known.nouns > 0
    return noun and not before.text.lower().endswith(("s", "ly")) and not goes_on


def _is_predicate(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word in -s behind a name is its verb: the Secretariat opens."""
    known = use(tokens[index].text)
    name = tokens[index - 1].is_capitalised and not tokens[index - 1].owns
    return tokens[index].text.endswith("s") and name and known.verbs > known.nominals


def _is_noun(token: Token) -> bool:
    """Whether general texts know a word as a noun more than as anything else."""
    known = use(token.text)
    small = known if known.nominals else use(token.text.lower().removesuffix("s"))
    return small.nouns * 3 > small.nominals and small.nouns > small.verbs


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


def _is_figure_in_name(tokens: Sequence[Token], index: int) -> bool:
    """Whether a year or number stands between two words of a name: Expo 2025 Osaka."""
    if not tokens[index].text.isdigit() or not index or index + 1 >= len(tokens):
        return False
    around = (tokens[index - 1], tokens[index + 1])
    return not around[0].owns and all(t.is_capitalised and t.text.lower() not in FUNCTION for t in around)


def _after_subject(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word that can be a verb stands between a name and what a verb governs: "Japan plan to"."""
    if not index or index + 1 >= len(tokens) or not tokens[index - 1].is_capitalised or tokens[index - 1].owns:
        return False
    return tokens[index + 1].text in ("to", "the", "a", "an", "their", "its", "our", "that", "on", "in")


def is_name_word(tokens: Sequence[Token], index: int, local: Usage, titled: bool) -> bool:
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
