"""Which language a text is in, as far as script and common words tell: enough to catch the wrong side of a pair."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile(r"[\u3041-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’]*")
_COMMON = {
    "English": frozenset(
        "the of and to in a is that for on with as are by be this it from at was an or its will".split()
    ),
    "German": frozenset("der die das und ist nicht mit ein eine den dem für auf von sich des".split()),
    "French": frozenset("le la les des et est une dans pour que qui sur du au il ne pas".split()),
    "Spanish": frozenset("el los las una por con para que del se es y su lo como más".split()),
    "Italian": frozenset("il di che della per non sono una del con gli nel alla dei è".split()),
    "Portuguese": frozenset("os uma não com para do da em que dos das por mais ao é".split()),
    "Dutch": frozenset("het een van de en zijn niet voor met dat op te die er ook".split()),
}
_NAMES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
}
_FEWEST = 4
"""So few letters say nothing about their language."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Letters of a text by script; Latin and Cyrillic by words. ``common``: words that are common in a language."""

    han: int
    kana: int
    hangul: int
    cyrillic: int
    latin: int
    common: Mapping[str, int]

    @property
    def total(self) -> int:
        return self.han + self.kana + self.hangul + self.cyrillic + self.latin

    def __str__(self) -> str:
        names = {
            "Chinese character": self.han,
            "kana": self.kana,
            "hangul syllable": self.hangul,
            "Cyrillic word": self.cyrillic,
            "word in Latin letters": self.latin,
        }
        found = [_plural(count, name) for name, count in names.items() if count]
        return " and ".join(found) or "no letters"


@dataclass(frozen=True, slots=True)
class Script:
    """How a language is written, for telling its text from another's."""

    lang: str

    def width(self, text: str) -> float:
        """How much text there is, in Chinese characters: a Latin letter counts as a third of one."""
        wide = len(_HAN.findall(text)) + len(_KANA.findall(text)) + len(_HANGUL.findall(text))
        return wide + (len(text) - wide) / 3

    def is_other(self, text: str) -> bool:
        """Whether a text is plainly not in this language. Short or mixed text is not plain."""
        counts = count(text)
        if counts.total < _FEWEST:
            return False
        share = _share(counts, self.lang)
        return share is not None and share < 0.2


def script_of(lang: str) -> Script:
    return Script(lang.split("-")[0].lower())


def count(text: str) -> Counts:
    words = [word.lower() for word in _LATIN_WORD.findall(text)]
    return Counts(
        han=len(_HAN.findall(text)),
        kana=len(_KANA.findall(text)),
        hangul=len(_HANGUL.findall(text)),
        cyrillic=len(_CYRILLIC.findall(text)),
        latin=len(words),
        common={name: sum(word in common for word in words) for name, common in _COMMON.items()},
    )


def wrong_side(text: str, lang: str) -> str:
    """What a text seems to be when it is not in ``lang``; "" where it may be.

    Judged by script, and for seven languages by their commonest words: where the common words of another are many,
    and more than twice those of the language itself. A language whose common words are not known here (Polish,
    Swedish) has none to compare with: of its script all is taken. A list of names or of buttons has few common words
    of any language, and passes.
    """
    counts = count(text)
    code = lang.split("-")[0].lower()
    share = _share(counts, code)
    if counts.total == 0:
        return "no text in any language that could be checked"
    if share is not None and share < 0.4:
        return f"{_likely(counts)} ({counts})"
    own = _NAMES.get(code)
    if own and counts.latin >= 50 and (other := _rather(counts, own)):
        common = f"{counts.common[other]:,} of them common in {other}, {counts.common[own]:,} in {own}"
        return f"{other}, not {own} ({counts}, {common})"
    return ""


def _rather(counts: Counts, own: str) -> str:
    """The language that a text has rather many common words of, beside those of ``own``; "" for none."""
    other = max((name for name in counts.common if name != own), key=lambda name: counts.common[name])
    many = counts.common[other] >= 0.1 * counts.latin and counts.common[other] > 2 * counts.common[own]
    return other if many else ""


def _share(counts: Counts, lang: str) -> float | None:
    """The share of a text that its language's script makes up; None where nothing is known of the script."""
    if not counts.total:
        return None
    own = {
        "zh": counts.han if counts.kana < 0.1 * counts.han else 0,
        "ja": counts.han + counts.kana if counts.kana else 0,
        "ko": counts.hangul,
        "ru": counts.cyrillic,
        "uk": counts.cyrillic,
        **dict.fromkeys(("en", "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "tr", "vi"), counts.latin),
    }.get(lang)
    return None if own is None else own / counts.total


def _likely(counts: Counts) -> str:
    if counts.kana > 0.1 * counts.han and counts.kana > counts.latin:
        return "Japanese"
    largest = max(("han", "hangul", "cyrillic", "latin"), key=lambda name: int(getattr(counts, name)))
    if largest == "latin" and counts.common["English"] >= 0.08 * counts.latin:
        return "English"
    return {"han": "Chinese", "hangul": "Korean", "cyrillic": "Cyrillic script", "latin": "Latin script"}[largest]


def _plural(number: int, name: str) -> str:
    if number == 1 or name == "kana":
        return f"{number:,} {name}"
    return f"{number:,} {name.replace('word', 'words', 1) if 'word' in name else name + 's'}"
