"""English numerals to exact numbers: 1,234.5, 2 1/2, three hundred and five, two-thirds, 5.8 billion, a dozen."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from align.quantities.heat import speaks_of_heat
from align.quantities.values import Bound
from align.quantities.vocabulary_en import HALVES, ONES, ORDINALS, SCALES, SUFFIXES, TENS, VULGAR

MAX_TOKENS = 24
MAX_DIGITS = 50

FIGURE = (
    r"(?:\d{1,3}(?:,\d{3}){1,12}(?!\d|,\d)|\d{1,3}(?: \d{3}){1,5}(?! ?\d)|\d{1,2}(?:,\d{2}){1,6},\d{3}(?!\d)"
    r"|\d+)(?:\.\d+)?|\.\d+"
)
_FIGURE = re.compile(FIGURE)
_TOKEN = re.compile(rf"({FIGURE})(st|nd|rd|th)?(?![\d])|([½¼¾⅓⅔⅛⅜⅝⅞])|([A-Za-z]+)")
_GAP = re.compile(
    r" ?- ?| {1,3}(?:and (?:an? )?)?|-and-(?:a-)?|(?=[½¼¾⅓⅔⅛⅜⅝⅞])|\+? ?(?=(?:thousand|million|billion|trillion)\b)|"
)
_SLASH = re.compile(r" ?(?:/|⁄) ?(\d{1,3})(?![\d/]|,\d{3})")
_ONE_OF = re.compile(r"(?: (?:over|in|out of) (?:every )?|-in-|-out-of-)(?=\d|[a-z])")
_POINT = re.compile(r" point((?: (?:zero|one|two|three|four|five|six|seven|eight|nine)\b)+)")
_GLUED = re.compile(r"\+?(?:thousand|million|billion|trillion)\b")
_AND = re.compile(r",? and |-and-")
_DECIMALS = re.compile(r"(?:[a-z]+-)?[a-z]+ (?:hundred|thousand|million)ths\b")
_ARTICLE = re.compile(r"an?[ -]")
_HALF_OF = re.compile(r"[ -](?:a )?(million|billion|trillion|thousand|dozen)\b")
_SUFFIX = re.compile(r" ?(k|K|M|mn|MM|bn|B|tn|mil|mln)(?!\.?[A-Za-z\d²³/Ω])")
_MIXED = re.compile(r" {1,2}(\d{1,3}) ?/ ?(\d{1,3})(?![\d/])")
_POWER = re.compile(r"\^([+-]?\d{1,2})(?!\d)|[eE]([+-]?\d{1,2})(?![\dA-Za-z])")


_JOINTS = frozenset(", -")  # what _AND begins with, _ONE_OF, and what may follow a figure below
_FOLLOWERS = frozenset(" /⁄^eEkMKbBtm")


@dataclass(frozen=True, slots=True)
class NumeralEn:
    """A number read: value, where it ends, and how it was written."""

    value: Fraction
    end: int
    ordinal: bool = False
    fraction: bool = False
    words: bool = False
    part: bool = False  # three quarters million: a fraction of a scale
    scale: int = 1  # the last scale word: 10**6 in "3 million"
    bound: Bound = Bound.EXACT


@dataclass(slots=True)
class _State:
    """The number so far: what is finished, what is being built. Whole numbers stay int, which adds much faster."""

    total: Fraction | int = 0
    current: Fraction | int = 0
    started: bool = False
    digits: bool = False
    scale: int = 1
    last: int = 10**18  # the value of the last scale, which the next must undercut
    room: int = 1000  # a new word must be smaller than this

    @property
    def value(self) -> Fraction:
        return Fraction(self.total + self.current)


def to_fraction(text: str) -> Fraction | None:
    """A figure written with digits; 5,00 is five (a decimal comma), 12,34,567 counts in lakhs."""
    if len(text) > MAX_DIGITS:
        return None
    bare = text.replace(",", "").replace(" ", "")
    return Fraction(int(bare)) if bare.isdecimal() else Fraction(bare)


def read_number(text: str, start: int, *, nested: bool = False) -> NumeralEn | None:
    """The number that begins at ``start``, or None. ``nested`` reads the part after "and": no further "and" in it."""
    state = _State()
    at, end = start, start
    result: NumeralEn | None = None
    for _ in range(MAX_TOKENS):
        token = _TOKEN.match(text, at)
        if token is not None and token[1] and state.scale >= 1000 and "and" in text[end:at]:
            break  # $1 billion and 10 %
        step = _take(state, text, token) if token is not None else None
        if token is None or step is None:
            part = _one_part(text, at, state) if result and not nested else None
            if part is not None:
                return part
            break
        if isinstance(step, NumeralEn):
            return step if step.fraction or nested else _with_fraction(text, step, state)
        end = token.end()
        result = NumeralEn(state.value, end, words=not state.digits, scale=state.scale)
        joined = None if nested else _and_fraction(text, result, state)
        if joined is not None:
            return joined
        gap = _GAP.match(text, end)
        if gap is None or (not gap[0] and text[end : end + 1] not in VULGAR and not _GLUED.match(text, end)):
            break
        at = gap.end()
    return _finish(text, result, nested=nested) if result else None


def _one_part(text: str, at: int, state: _State) -> NumeralEn | None:
    """One twenty-fifth, one one hundred fifth: the ordinal is the denominator."""
    if state.value != 1 or state.digits or text[at - 1] not in " -":
        return None
    below = read_number(text, at, nested=True)
    if not below or not below.ordinal or not below.value:
        return None
    return replace(below, value=1 / below.value, ordinal=False, fraction=True)


def _with_fraction(text: str, number: NumeralEn, state: _State) -> NumeralEn:
    return number if number.ordinal else (_and_fraction(text, number, state) or number)


def _and_fraction(text: str, number: NumeralEn, state: _State) -> NumeralEn | None:
    """Five and a quarter, a billion and a quarter million, two million and three fifths."""
    link = None if number.ordinal or text[number.end : number.end + 1] not in _JOINTS else _AND.match(text, number.end)
    if link is None or (
        state.room > 1 and number.scale < 1000 and state.current and not _DECIMALS.match(text, link.end())
    ):
        return None
    article = _ARTICLE.match(text, link.end())
    part = _part(text, article.end() if article else link.end(), article=article is not None)
    if part is None:
        return None
    unit = number.scale if number.scale >= 1000 and not state.current and part.value < 1 else 1
    return NumeralEn(number.value + part.value * unit, part.end, fraction=True, words=number.words, scale=part.scale)


def _part(text: str, at: int, *, article: bool) -> NumeralEn | None:
    """The fraction that begins at ``at``: three fifths, one half, quarter million; with an article, fifth."""
    if article:
        token = _TOKEN.match(text, at)
        word = token[4].lower() if token and token[4] else ""
        if token is not None and word in ORDINALS and ORDINALS[word] > 2:
            return NumeralEn(Fraction(1, ORDINALS[word]), token.end(), fraction=True)
        if token is None or word not in {"half", "quarter"}:
            return None
        state = _State(current=1, started=True)
        return _take_half(state, text, token)
    number = read_number(text, at, nested=True)
    wanted = number is not None and not number.ordinal and (number.fraction or number.part)
    return number if wanted else None


def _take(state: _State, text: str, token: re.Match[str]) -> bool | NumeralEn | None:
    """Takes one token in: True when the number goes on, a result when it ends here, None when it is not of it."""
    if token[1]:
        return _take_digits(state, token)
    if token[3]:
        part = Fraction(VULGAR[token[3]])
        return NumeralEn(state.value + part, token.end(), fraction=True) if state.digits or not state.started else None
    word = token[4].lower()
    if word in ONES or word in TENS:
        return _take_small(state, word)
    if word in SCALES:
        return _take_scale(state, word, token)
    if word in HALVES:
        return _take_half(state, text, token)
    return _take_ordinal(state, word, token)


def _take_digits(state: _State, token: re.Match[str]) -> bool | NumeralEn | None:
    exact = to_fraction(token[1])
    value = exact.numerator if exact is not None and exact.denominator == 1 else exact
    if value is None or (
        state.started and (not value or state.scale == 1 or value >= state.last or value.denominator > 1)
    ):
        return None
    if token[2]:
        return NumeralEn(state.value + value, token.end(), ordinal=True)
    if state.started and state.current:
        state.current += value
    else:
        state.current = value
    state.started, state.digits, state.room = True, True, 1
    return True


def _take_small(state: _State, word: str) -> bool | None:
    value = ONES.get(word, TENS.get(word, 0))
    if value >= state.room or (state.started and value == 0):
        return None
    state.current += value
    state.started = True
    state.room = 10 if word in TENS else 1
    return True


def _take_scale(state: _State, word: str, token: re.Match[str]) -> bool | None:
    factor = SCALES[word]
    plural = word.endswith("s") and factor != 12
    if plural and not (state.started and state.current and factor >= 10**6):
        return None
    if not state.started and word not in {"dozen"}:
        return None
    if factor == 100:
        if state.current >= 100 or not state.current:
            return None
        state.current *= 100
        state.room, state.scale, state.last = 100, max(state.scale, 100), 100
        return True
    if not state.current:  # two hundred thousand million
        if state.scale < factor:
            state.current, state.total = state.total, 0
        elif factor < 10**5:
            return None
        else:
            state.current, state.total = state.total, 0
    elif state.total and factor >= state.scale and state.scale > 1:
        state.current, state.total = state.total + state.current, 0
    state.total += state.current * factor
    state.current = 0
    state.started, state.room, state.scale, state.last = True, min(1000, factor), factor, factor
    return True


def _take_half(state: _State, text: str, token: re.Match[str]) -> NumeralEn | None:
    """Half, a quarter, three quarters; half a million."""
    word = token[4].lower()
    part = HALVES[word] * (state.value if state.started else 1)
    follow = _HALF_OF.match(text, token.end())
    if state.started and word in {"half", "quarter"} and state.value != 1:
        return None
    if follow:
        scale = SCALES[follow[1]]
        return NumeralEn(part * scale, follow.end(), words=True, scale=scale, part=True)
    if not state.started and word != "half":
        return None
    return NumeralEn(part, token.end(), fraction=True, words=not state.digits)


def _take_ordinal(state: _State, word: str, token: re.Match[str]) -> NumeralEn | None:
    singular = word[:-1] if word.endswith("s") and word != "seconds" else word
    value = ORDINALS.get(singular)
    if value is None or (state.started and state.digits):
        return None
    plural = singular != word
    if not state.started:
        return None if plural else NumeralEn(Fraction(value), token.end(), ordinal=True, words=True)
    if plural or state.value == 1:
        if not state.value or value in (0, 1):  # a zeroth is no part of anything
            return None
        return NumeralEn(state.value / value, token.end(), fraction=True, words=True)
    if value >= 100:
        return NumeralEn(state.value * value, token.end(), ordinal=True, words=True)
    if value < state.room or (value % 10 == 0 and state.room >= 100):
        return NumeralEn(state.value + value, token.end(), ordinal=True, words=True)
    return None


def _finish(text: str, number: NumeralEn, *, nested: bool) -> NumeralEn:
    """What may follow: 3/4, 2 1/4, 2^5, 1e10, 5k, five point five, one in ten."""
    if number.value.denominator == 1 and not nested:
        rate = _one_of(text, number)
        if rate is not None:
            return rate
    if number.words:
        return _with_point(text, number)
    if text[number.end : number.end + 1] not in _FOLLOWERS:
        return number
    whole = number.value.denominator == 1 and number.scale == 1
    mixed = _MIXED.match(text, number.end)
    if mixed is not None and whole and 0 < int(mixed[1]) < int(mixed[2]):
        return NumeralEn(number.value + Fraction(int(mixed[1]), int(mixed[2])), mixed.end(), fraction=True)
    slash = _SLASH.match(text, number.end)
    if slash is not None and whole and int(slash[1]):
        return NumeralEn(number.value / int(slash[1]), slash.end(), fraction=True)
    power = _POWER.match(text, number.end)
    if power is not None and number.value and abs(number.value) < 10**12:
        raised = number.value ** int(power[1]) if power[1] else number.value * Fraction(10) ** int(power[2])
        return NumeralEn(raised, power.end())
    suffix = _SUFFIX.match(text, number.end)
    if suffix is not None and number.scale == 1 and not (suffix[1] == "K" and speaks_of_heat(text, number.end)):
        factor = SUFFIXES[suffix[1]]
        return NumeralEn(number.value * factor, suffix.end(), scale=factor)
    return number


def _one_of(text: str, number: NumeralEn) -> NumeralEn | None:
    """One in ten, 1 over 3."""
    link = _ONE_OF.match(text, number.end) if text[number.end : number.end + 1] in _JOINTS else None
    below = read_number(text, link.end(), nested=True) if link else None
    if below is None or below.ordinal or below.fraction or not 2 <= below.value <= 1000 or below.value.denominator > 1:
        return None
    if number.value != 1 and not (
        below.value in {10, 100, 1000} and number.value < below.value and "over" not in (link or [""])[0]
    ):
        return None
    return NumeralEn(number.value / below.value, below.end, fraction=True, words=number.words)


def _with_point(text: str, number: NumeralEn) -> NumeralEn:
    match = _POINT.match(text, number.end)
    if match is None or len(match[1]) > 120:
        return number
    digits = "".join(str(ONES[word]) for word in match[1].split())
    return NumeralEn(number.value + Fraction(int(digits), 10 ** len(digits)), match.end(), words=True)
