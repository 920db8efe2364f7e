"""Whether the words of a text may stand for the words of a term whose key they share.

Smart case: a lower-case word of a term is found in any case, a Capitalised one capitalised or in capitals, an
ACRONYM exactly (a plural s apart). In a line all in capitals, capitals say nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from align.matcher.english import singular
from align.matcher.folding import CJK, Folded, bare_word, word_key

_LONGEST_ACRONYM = 5
_SHORTEST_CAPITAL_LINE = 4
_WINDOW = 150
_PREPOSITIONS = frozenset("of for in on to with and at by from under between against among".split())
# In "LET US ACT" nobody means the United States.
_FUNCTION_WORDS = frozenset(
    """a an the of in on at to is as be it no so for and or by we us who may can am do go if my up all are but
    not out has its our how what when that this with will""".split()
)
_HAN = re.compile(rf"[{CJK}]")


def fits(term: tuple[str, ...], words: tuple[str, ...], folded: Folded, first: int) -> bool:
    """Whether ``words``, which start with piece ``first`` of ``folded``, may stand for the words of ``term``."""
    if term == words:
        if not words or words[0].lower() not in _FUNCTION_WORDS:
            return True
        return not (all(word.lower() in _FUNCTION_WORDS for word in words) and _in_capitals(folded, first))
    if len(term) == len(words) and all(a == b or word_key(a) == word_key(b) for a, b in zip(term, words, strict=True)):
        return all(_word_fits(term, i, word, folded, first) for i, word in enumerate(words))
    return all(
        _word_fits(term, i.start, words[j.start], folded, first)
        if len(i) == len(j) == 1
        else _joined_fits(term[i.start : i.stop], words[j.start : j.stop], folded, first + j.start)
        for i, j in _groups(term, words)
    )


def _groups(term: tuple[str, ...], words: tuple[str, ...]) -> Iterator[tuple[range, range]]:
    """Both rows cut where both have a word limit: mostly one word to one, else "cyber security" to one."""
    ends = [list(accumulate(len(word_key(word)) for word in row)) for row in (term, words)]
    common = sorted(set(ends[0]) & set(ends[1]))
    i = j = 0
    for end in common:
        next_i, next_j = bisect_right(ends[0], end), bisect_right(ends[1], end)
        yield range(i, next_i), range(j, next_j)
        i, j = next_i, next_j


def _word_fits(term: tuple[str, ...], index: int, found: str, folded: Folded, first: int) -> bool:
    wanted, word = bare_word(term[index]), bare_word(found)
    if wanted == word:
        return True
    if wanted == wanted.lower():
        acronym = word.isupper() and 1 < len(word) <= _LONGEST_ACRONYM
        return not acronym or _in_capitals(folded, first)
    if _is_number_changed(wanted, word) and not _is_head(index, term):
        return False
    if wanted[1:] == wanted[1:].lower():
        return word[:1].isupper()
    return _acronym_fits(wanted, word, folded, first)


def _acronym_fits(wanted: str, word: str, folded: Folded, first: int) -> bool:
    plain = wanted[:-1] if re.fullmatch(r"[A-Z][A-Z0-9&]+s", wanted) else wanted
    if word in (plain, f"{plain}s"):
        return True
    if word not in (plain.upper(), f"{plain.upper()}S", f"{plain.upper()}s"):
        return False
    return _in_capitals(folded, first) and word.lower() not in _FUNCTION_WORDS


def _is_number_changed(wanted: str, word: str) -> bool:
    wanted, word = wanted.lower(), word.lower()
    return (singular(wanted) == wanted) != (singular(word) == word)


def _is_head(index: int, term: tuple[str, ...]) -> bool:
    """The word that takes the plural: the last one, or the one before "of": memoranda of cooperation."""
    return index == len(term) - 1 or term[index + 1].lower() in _PREPOSITIONS


def _joined_fits(term: tuple[str, ...], words: tuple[str, ...], folded: Folded, first: int) -> bool:
    """ "cyber security" for "cybersecurity": the same letters, other word limits; but not "the rapist"."""
    wanted, found = "".join(map(bare_word, term)), "".join(map(bare_word, words))
    if any(word.lower() in _FUNCTION_WORDS for word in max(term, words, key=len)):
        return wanted.lower() == found.lower() and _hyphenated(words, folded, first)
    capitals = [i for i, char in enumerate(wanted) if char.isupper()]
    return all(i < len(found) and found[i].isupper() for i in capitals)


def _hyphenated(words: tuple[str, ...], folded: Folded, first: int) -> bool:
    between = (folded.text[folded.ends[i] : folded.starts[i + 1]] for i in range(first, first + len(words) - 1))
    return len(words) == 1 or any("-" in gap for gap in between)


def _in_capitals(folded: Folded, first: int) -> bool:
    """Whether the line (within sight) is a heading in capitals."""
    place = folded.starts[first]
    begin = max(folded.text.rfind("\n", 0, place) + 1, place - _WINDOW)
    stop = folded.text.find("\n", place)
    line = folded.text[begin : min(len(folded.text) if stop < 0 else stop, place + _WINDOW)]
    letters = sum(map(str.isalpha, line))
    return line == line.upper() and letters >= _SHORTEST_CAPITAL_LINE and not _HAN.search(line)
