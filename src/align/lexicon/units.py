"""The lexical units of a sentence: what can speak for or against a pair of sentences.

A unit is a short string whose first character says its kind: ``w`` a word (Chinese word, or stem of a
Latin-script word), ``c`` a Han character, ``x`` a Latin token inside Chinese, ``#`` a figure, ``n`` a
capitalised word (a possible name), ``t`` a concept of the termbase, ``p`` a punctuation class.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from sys import intern

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_TOKEN = re.compile(rf"[{HAN}]+|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[-'’][^\W\d_]+)*", re.UNICODE)
_LATIN = re.compile(rf"[^\W\d_{HAN}]+(?:['’][^\W\d_{HAN}]+)*|\d+(?:[.,:]\d+)*", re.UNICODE)
_HAN_RUN = re.compile(rf"[{HAN}]+")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_WIDE[0x3000] = 0x20
_ZH_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_ZH_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_EN_NUMBERS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_EN_POWERS = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "am:be are:be is:be was:be were:be been:be being:be has:have had:have having:have does:do did:do done:do "
        "went:go gone:go said:say saw:see seen:see came:come took:take taken:take got:get gotten:get gave:give "
        "given:give made:make knew:know known:know thought:think told:tell found:find left:leave felt:feel "
        "brought:bring began:begin begun:begin kept:keep held:hold wrote:write written:write stood:stand "
        "heard:hear meant:mean met:meet ran:run paid:pay sat:sit spoke:speak spoken:speak lay:lie led:lead "
        "grew:grow grown:grow lost:lose fell:fall fallen:fall sent:send built:build understood:understand "
        "drew:draw drawn:draw broke:break broken:break spent:spend rose:rise risen:rise drove:drive driven:drive "
        "bought:buy wore:wear worn:wear chose:choose chosen:choose ate:eat eaten:eat slept:sleep flew:fly "
        "flown:fly threw:throw thrown:throw caught:catch taught:teach fought:fight sang:sing sung:sing "
        "drank:drink drunk:drink shook:shake shaken:shake bore:bear borne:bear beat:beat beaten:beat bit:bite "
        "bent:bend bound:bind blew:blow blown:blow dealt:deal dug:dig forgot:forget forgotten:forget "
        "forgave:forgive froze:freeze frozen:freeze hid:hide hidden:hide hung:hang knelt:kneel laid:lay "
        "lit:light rode:ride ridden:ride rang:ring rung:ring sold:sell shone:shine shot:shoot showed:show "
        "shown:show sank:sink sunk:sink slid:slide stole:steal stolen:steal struck:strike stuck:stick "
        "swore:swear sworn:swear swept:sweep swam:swim swung:swing tore:tear torn:tear woke:wake woken:wake "
        "wept:weep won:win wound:wind crept:creep fled:flee sprang:spring sought:seek spun:spin split:split "
        "men:man women:woman children:child feet:foot teeth:tooth eyes:eye mice:mouse geese:goose lives:life "
        "wives:wife knives:knife leaves:leaf selves:self wolves:wolf dying:die lying:lie tying:tie "
        "better:good best:good worse:bad worst:bad"
    ).split()
)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A light English stem: lower case, plural, -ed, -ing, -ly and possessive dropped; not a real word."""
    word = word.lower().replace("’", "'")
    word = word.removesuffix("'s").removesuffix("s'") if len(word) > 3 else word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) <= 3 or not word.isascii():
        return word
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes", "oes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for suffix in ("ing", "ed", "ly"):
        body = word.removesuffix(suffix)
        if body != word and len(body) >= 3 and re.search("[aeiouy]", body):
            word = body
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    if len(word) > 3:
        word = word[:-1] + "i" if word[-1] == "y" else word.removesuffix("e")
    return word


def fold(text: str) -> str:
    """Full-width letters, digits and marks as their ASCII forms; length is kept."""
    return text.translate(_WIDE)


def simplify(texts: Sequence[str]) -> list[str]:
    """Chinese texts with traditional characters as simplified ones.

    NUL and half a surrogate pair, which no file that is read holds, become a space and a question mark.
    """
    import opencc

    if not texts:
        return []
    joined = "\x00".join(text.replace("\x00", " ") for text in texts).encode("utf-8", "replace").decode()
    return str(opencc.OpenCC("t2s").convert(joined)).split("\x00")


def chinese_units(texts: Sequence[str]) -> list[list[str]]:
    """Units of Chinese sentences: words, characters, Latin tokens, figures by value."""
    import rjieba

    known: dict[str, tuple[str, ...]] = {}
    return [_chinese(text, rjieba.cut, known) for text in simplify([fold(text) for text in texts])]


def _chinese(text: str, cut: Callable[[str], list[str]], known: dict[str, tuple[str, ...]]) -> list[str]:
    """The units of a sentence; ``known`` are words met before, so that a unit is one string however often it stands."""
    units: list[str] = []
    for run in _HAN_RUN.findall(text):
        for word in cut(run):
            found = known.get(word)
            if found is None:
                characters = tuple(known.setdefault(char, ("c" + char,))[0] for char in word)
                found = known[word] = ("w" + word, *characters) if len(word) > 1 else characters
            units.extend(found)
    for token in _LATIN.findall(text):
        if token[0].isdigit():
            units.append("#" + token.replace(",", ""))
        else:
            units.append("x" + stem(token))
    units.extend(_chinese_figures(text))
    return units


_ZH_FIGURE = re.compile(r"(?:(\d+(?:\.\d+)?)\s*)([十百千万亿]+)|[零一二三四五六七八九十百千万亿两〇]{2,}")


def _chinese_figures(text: str) -> list[str]:
    found = []
    for match in _ZH_FIGURE.finditer(text):
        value = _value_of(match)
        if value is not None and value >= 10:
            found.append("#" + _plain(value))
    return found


def _value_of(match: re.Match[str]) -> float | None:
    if match[1]:
        value = float(match[1])
        for char in match[2]:
            value *= _ZH_POWERS[char]
        return value
    return chinese_number(match[0])


def chinese_number(text: str) -> float | None:
    """Value of a numeral in Han digits (三百二十一, 一九五六); None where it is not well formed."""
    if all(char in _ZH_DIGITS for char in text):
        return float("".join(str(_ZH_DIGITS[char]) for char in text))
    total = section = digit = 0
    for char in text:
        if char in _ZH_DIGITS:
            digit = _ZH_DIGITS[char]
        elif _ZH_POWERS[char] >= 10_000:
            total = (total + section + digit or 1) * _ZH_POWERS[char]
            section = digit = 0
        else:
            section += (digit or 1) * _ZH_POWERS[char]
            digit = 0
    return float(total + section + digit)


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def latin_units(texts: Sequence[str], english: bool) -> list[list[str]]:
    """Units of sentences in a script with spaces: stems (or lower-case words), names, figures by value."""
    lower = {token for text in texts for token in _LATIN.findall(text) if token[0].islower()}
    known: dict[str, tuple[str, ...]] = {}
    return [_latin(fold(text), english, lower, known) for text in texts]


def _latin(text: str, english: bool, lower: set[str], known: dict[str, tuple[str, ...]]) -> list[str]:
    """The units of a sentence; ``known`` are words met before that are no numbers."""
    units: list[str] = []
    value = 0.0
    for token in _LATIN.findall(text):
        if not value and token in known:
            units.extend(known[token])
            continue
        small = token.lower()
        if english and (small in _EN_NUMBERS or (value and small in _EN_POWERS)):
            value = value * _EN_POWERS[small] if small in _EN_POWERS else value + _EN_NUMBERS[small]
        elif value:
            if value >= 10:
                units.append("#" + _plain(value))
            value = 0.0
        if token[0].isdigit():
            units.append("#" + token.replace(",", ""))
            plain = token.replace(",", "")
            value = float(plain) if english and re.fullmatch(r"\d+(\.\d+)?", plain) else 0.0
            continue
        word = ["w" + (stem(token) if english else small.replace("’", "'"))]
        if token[0].isupper() and small not in lower:
            word.append("n" + small.replace("’", "'").removesuffix("'s"))
        units += word
        if not (english and small in _EN_NUMBERS):
            known[token] = tuple(map(intern, word))
    if value >= 10:
        units.append("#" + _plain(value))
    return units
