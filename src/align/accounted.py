"""Whether a text has a rendering of the glossary in a form that the matcher does not take for the term itself.

The matcher finds terms as they are named; to accuse a translation of lacking one, more must be ruled out: the long
or the short form of an entry that gives both ("強制性公積金（強積金）", "股票／股市"), another case ("global entry"),
another order of an English name's words ("HKMA Chief Executive" for "Chief Executive of the HKMA"). Words put in
between, other endings and other words for "and" were tried on the HKMA's reports and left out: for one false alarm
saved they hid eight to thirty terms that were really rendered otherwise (docs/terms-rates.md).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from align.matcher.folding import Folded, fold
from align.term import Concept

Word = tuple[str, str]
"""The key of a word, and the word as written."""

_BRACKETED = re.compile(r"([^（()）]+)[（(]([^（()）]+)[）)]([^（()）]*)")
_ALTERNATIVES = re.compile(r"\s*[/／]\s*")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,}")
_SMALL = frozenset("of the a an in on for to and at by with from its their s".split())
_WITHIN_NAMES = "'\"&()"


def accounted(concept: Concept, lang: str, text: str) -> bool:
    """Whether ``text`` (of language ``lang``) has an accepted term of a concept in one of these forms.

    Linear in the text's length for a term. True says that the term need not be missing, not where it stands.
    """
    forms = [form for term in concept.accepted(lang) for form in written_forms(term.text)]
    if lang == "en":
        clauses = _clauses(text)
        return any(_in_english(_words(fold(form, lang)), clauses) for form in forms)
    key = _folded(text, lang).key
    return any(fold(form, lang).key in key for form in forms if _HAN.search(form))


def written_forms(term: str) -> tuple[str, ...]:
    """A glossary's entry and the forms it gives in one: with and without its brackets, either side of a slash."""
    forms = [term]
    if found := _BRACKETED.fullmatch(term):
        before, inside, after = (part.strip() for part in found.groups())
        forms.append(before + after if not after or _HAN.match(after) else f"{before} {after}")
        if not after:
            forms.append(inside)
    for form in tuple(forms):
        sides = _ALTERNATIVES.split(form)
        if len(sides) > 1 and all(_HAN.fullmatch(side) for side in sides):
            forms += sides
    return tuple(dict.fromkeys(forms))


@lru_cache(maxsize=4)
def _folded(text: str, lang: str) -> Folded:
    return fold(text, lang)


def _words(folded: Folded) -> tuple[Word, ...]:
    ends = (*folded.key_starts[1:], len(folded.key))
    keys = (folded.key[start:end] for start, end in zip(folded.key_starts, ends, strict=True))
    written = (folded.text[start:end] for start, end in zip(folded.starts, folded.ends, strict=True))
    return tuple((key, word) for key, word in zip(keys, written, strict=True) if key not in _SMALL)


def _in_english(term: Sequence[Word], clauses: Sequence[Sequence[Word]]) -> bool:
    """Whether the content words of a term stand side by side, in whatever order and case.

    A term of one word must have two capitals where it stands ("IFFo"), or it would be any word: it, us.
    """
    wanted = [key for key, word in term if word[:1].isalnum()]
    if len(wanted) == 1:
        return any(wanted[0] == key and sum(map(str.isupper, word)) > 1 for clause in clauses for key, word in clause)
    return bool(wanted) and any(_together(Counter(wanted), [key for key, _ in clause]) for clause in clauses)


@lru_cache(maxsize=4)
def _clauses(text: str) -> tuple[tuple[Word, ...], ...]:
    """An English text's words between marks over which no name reaches."""
    return tuple(_cut(_words(_folded(text, "en"))))


def _cut(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    clause: list[Word] = []
    for key, word in words:
        if word[:1].isalnum():
            clause.append((key, word))
        elif word[:1] not in _WITHIN_NAMES:
            yield tuple(clause)
            clause = []
    yield tuple(clause)


def _together(wanted: Counter[str], clause: Sequence[str]) -> bool:
    """Whether as many words in a row as are wanted are the wanted ones."""
    size, lacking, missing = wanted.total(), Counter(wanted), wanted.total()
    for place, word in enumerate(clause):
        if word in wanted:
            missing -= lacking[word] > 0
            lacking[word] -= 1
        left = clause[place - size] if place >= size else ""
        if left in wanted:
            lacking[left] += 1
            missing += lacking[left] > 0
        if not missing:
            return True
    return False
