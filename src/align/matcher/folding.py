"""Text cut into the pieces that term matching compares, each with its place in the untouched text.

Two spellings of a term give the same key: spaces, hyphens, slashes and the middle dot of foreign names are
left out, full-width letters and curly quotes become ASCII, traditional characters simplified, English words
canonical; in Chinese quotes, 《》 and 的 are left out too, because writers put them in and take them away. A
piece is a run of Han (or kana, hangul), a word or number, or one punctuation mark; punctuation stays in the
key, so no term reaches over it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache

from align.document import Span
from align.matcher.english import canonical

CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30fa\u30fc-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_LETTER = rf"[^\W_{CJK}]"
_MARKS = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
_WORD = rf"{_LETTER}+(?:[{_MARKS}]+{_LETTER}*)*"
_WORDS = rf"((?:[A-Za-z]\.){{2,}}(?:[A-Za-z](?!{_LETTER}))?|{_WORD}(?:'{_WORD})*(?:(?<=[sS])'(?=\s))?)"
_DASHES = rf"\n[^\S\n]*\n\s*|(?<=\s)[-·](?=\s)|--+|(?<![{CJK}])—|——+|—(?![{CJK}])"
_PIECES = re.compile(rf"([{CJK}]+)|{_WORDS}|({_DASHES}|[^\s\-/·—])")
# Two marks together (”“) part two names; one alone does not part a name's own words.
_CHINESE_PIECES = re.compile(rf"((?:(?!的)[{CJK}])+)|{_WORDS}|({_DASHES}|[\"《》〈〉]{{2,}}|[^\s\-/·—\"《》〈〉的])")
_POSSESSIVE = re.compile(r"'[sS]?$")
_UNHEARD = re.compile(rf"['.{_MARKS}]+")
_DIGITS = re.compile(r"(?<!\d)(?=\d)")
_PLURAL_ACRONYM = re.compile(r"[A-Z][A-Z0-9&]+s")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text's key and the pieces it is made of.

    ``key_starts[i]`` is where piece ``i`` starts in ``key``, ``starts[i]`` and ``ends[i]`` its span in the
    text (a possessive ending left out), ``han[i]`` whether it is a run of Han. ``text`` is the text with
    full-width letters and quotes folded, as long as the original.
    """

    text: str
    key: str
    key_starts: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    han: tuple[bool, ...]

    def piece_at(self, place: int) -> int:
        """The index of the piece that covers a place of the key."""
        return bisect_right(self.key_starts, place) - 1

    def span(self, start: int, end: int, first: int, last: int) -> Span:
        """The text's span of a stretch of the key that begins in piece ``first`` and ends in ``last``."""
        begin = self.starts[first] + (start - self.key_starts[first] if self.han[first] else 0)
        stop = self.starts[last] + end - self.key_starts[last] if self.han[last] else self.ends[last]
        return Span(begin, stop)

    def words(self, first: int, last: int) -> tuple[str, ...]:
        """The pieces from one to another that are not Han, as written."""
        return tuple(self.text[self.starts[i] : self.ends[i]] for i in range(first, last + 1) if not self.han[i])


def fold(text: str, lang: str) -> Folded:
    """The pieces of a text in a language. English and Chinese texts get their English words inflected."""
    chinese = lang == "zh"
    folded = text.translate(_simplifier().learn(text) if chinese else _characters())
    pieces = _CHINESE_PIECES if chinese else _PIECES
    key_of = _english_key if lang in ("en", "zh") else _plain_key
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    han: list[bool] = []
    for found in pieces.finditer(folded):
        kind = found.lastindex
        piece = found.group()
        start = found.start()
        end = found.end()
        if kind == 2:
            key, unsaid = key_of(piece)
            end -= unsaid
        else:
            key = piece if kind == 1 else piece[0]
        keys.append(key)
        starts.append(start)
        ends.append(end)
        han.append(kind == 1)
    key_starts: list[int] = []
    place = 0
    for key in keys:
        key_starts.append(place)
        place += len(key)
    return Folded(folded, "".join(keys), tuple(key_starts), tuple(starts), tuple(ends), tuple(han))


@lru_cache(maxsize=65536)
def _english_key(word: str) -> tuple[str, int]:
    bare, unsaid = _bare(word)
    if _PLURAL_ACRONYM.fullmatch(bare):
        return _spelled(bare[:-1].lower()), unsaid
    return _spelled(canonical(bare.lower())), unsaid


@lru_cache(maxsize=65536)
def _plain_key(word: str) -> tuple[str, int]:
    bare, unsaid = _bare(word)
    return _spelled(bare.lower()), unsaid


def _bare(word: str) -> tuple[str, int]:
    """A word without possessive ending, dots of "U.S.", accents; and how long the ending was."""
    ending = _POSSESSIVE.search(word)
    unsaid = len(ending.group()) if ending else 0
    bare = _UNHEARD.sub("", word[: len(word) - unsaid])
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    return bare, unsaid


def _spelled(key: str) -> str:
    """A mark before each run of digits keeps "1 2" and "12" apart, and "F-35" and "F35" together."""
    return _DIGITS.sub("\x1f", key)


def word_key(word: str) -> str:
    """The key of one English word: the same for "Centres", "center" and "center's"."""
    return _english_key(word)[0]


def bare_word(word: str) -> str:
    """A word as written but without dots, apostrophes, accents and unseen characters: "U.S." is "US"."""
    return word if word.isascii() and word.isalnum() else _bare(word)[0]


@cache
def _characters() -> dict[int, str]:
    """One character for one, so that places in the folded text are places in the text."""
    table = {0x3000: " ", 0xA0: " ", 0x2019: "'", 0x2018: "'", 0x201C: '"', 0x201D: '"', 0x02BC: "'", 0x300C: '"'}
    table |= {0x300D: '"', 0x300E: "'", 0x300F: "'", 0x2022: "·", 0x2027: "·", 0x2219: "·", 0x30FB: "·", 0xFF65: "·"}
    table |= dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2212), "-")
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table[0x2015] = "—"
    return table


class _Simplifier:
    """Traditional to simplified, one character for one, by OpenCC's mainland, Taiwan and Hong Kong tables.

    The table grows by the characters met: asking for all 90,000 Han characters at once costs 0.1 s.
    """

    def __init__(self) -> None:
        from opencc import OpenCC

        self._converters = tuple(OpenCC(standard) for standard in ("tw2s", "hk2s", "t2s"))
        # OpenCC leaves 著 and 瞭, which stand in simplified words too; 巿 (fú) is in practice a slip for 市.
        self.table = _characters() | {ord("著"): "着", ord("瞭"): "了", ord("巿"): "市"}
        self._known = {chr(code) for code in self.table}

    def learn(self, text: str) -> dict[int, str]:
        """The table, with every character of a text in it."""
        new = "\n".join(char for char in set(text) - self._known if char > "\u2e7f")
        self._known.update(text)
        for converter in self._converters if new else ():
            simple = converter.convert(new)
            # The same number of characters, or none is taken: a table must not shift places.
            if len(simple) == len(new):
                self.table |= {ord(old): char for old, char in zip(new, simple, strict=True) if old != char}
        return self.table


@cache
def _simplifier() -> _Simplifier:
    return _Simplifier()
