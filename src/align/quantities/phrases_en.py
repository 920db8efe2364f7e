"""What stands around an English figure: currency signs before it, units and currencies after it."""

from __future__ import annotations

import re
from fractions import Fraction
from string import ascii_letters

from align.quantities.currencies import en_currencies, signs
from align.quantities.reading import Measured
from align.quantities.units import DURATIONS, RATES_EN, en_units, symbols
from align.quantities.values import Kind
from align.quantities.vocabulary_en import SCALES

_WORDS = re.compile(r"[ -]{0,2}(?:[\[({<])?([A-Za-z][A-Za-z.'&]*)(?:([ -])([A-Za-z.]+))?(?:([ -])([A-Za-z]+))?")
_NOT_EN = frozenset({"in", "V", "J", "W", "li"})  # words or names in English
_SYMBOLS = "|".join(sorted((re.escape(symbol) for symbol in symbols() if symbol not in _NOT_EN), key=len, reverse=True))
_SYMBOL = re.compile(rf" ?[\[({{<]?({_SYMBOLS})(?![A-Za-z\d²³])")
_INCHES = re.compile(r" ?[\"”″](?= (?:long|wide|tall|high|deep|thick)\b)")
_PERCENT = re.compile(r" ?%| ?-?(?:percent|per cent|pct)\b|‰", re.IGNORECASE)
_POINTS = re.compile(r"(?:[ -]?(?:percentage|percent|%))[ -]points?\b", re.IGNORECASE)
_SCALE = re.compile(r" (million|billion|trillion|thousand)\b")
_SIGNS = sorted(signs(), key=len, reverse=True)
_AFTER_SIGN = re.compile(
    rf" ?({'|'.join(re.escape(sign) for sign in _SIGNS if sign != '$')}"
    r"|\$(?! ?\d+(?!\d| ?(?:\$|cents?\b))))(?![A-Za-z\d])"
)
_BEFORE_SIGN = re.compile(
    rf"(?<![A-Za-z])(?:({'|'.join(re.escape(sign) for sign in _SIGNS)})"
    r"|([Uu]\.?[Ss]\.? ?\$|[Cc] ?\$|[Hh][Kk] ?\$|[Uu][Ss][Dd]|[Rr][Mm][Bb]|[Gg][Bb][Pp]|[A-Za-z]{3}\$)) ?$"
)
_BEFORE_MILLIONS = re.compile(r"(?<![A-Za-z])M(USD|AUD|EUR|GBP|CAD|SEK) ?$")
_MILLIONS = re.compile(r" ?M(USD|AUD|EUR|GBP|CAD|SEK)\b")
_PER = re.compile(
    r"(?: ?/ ?| per | an? (?=hour\b|second\b|minute\b)|-per-)(hours?|hr|h|seconds?|sec|s|minutes?|min"
    r"|milliseconds?|ms|day|year)\b"
)
_PER_UNITS = {"h": "hour", "s": "second", "m": "minute", "d": "day", "y": "year"}
_PEOPLE = re.compile(r"m (?:more |new |other |active |registered )?(?:people|men|women|children|[a-z]+(?<!s)s)\b")


# What patterns may begin or end with: where none of it stands, none of them is tried.
_NEXT = frozenset(ascii_letters + ' -%‰[({<"”″') | frozenset(name[0] for name in (*_SIGNS, *symbols()))
_LAST = frozenset("dDbBpPRK$") | frozenset(sign[-1] for sign in _SIGNS)


def _sign_code(sign: str) -> str:
    key = sign.strip().upper().replace(" ", "").replace(".", "")
    if len(key) == 4 and key.endswith("$") and sign not in signs():
        return key[:3]
    return signs().get(sign) or {"US$": "USD", "C$": "CAD", "HK$": "HKD"}.get(key) or signs()[key]


def money_before(text: str, start: int, floor: int) -> tuple[str, Fraction, int] | None:
    """Currency code, factor and start of a sign or code just before the figure: US$, £, RMB, MAUD."""
    before = text[max(floor, start - 8) : start]
    if not (before.endswith("\n") or before.removesuffix(" ")[-1:] in _LAST):
        return None
    offset = start - len(before)
    match = _BEFORE_MILLIONS.search(before)
    if match is not None:
        return match[1], Fraction(10**6), offset + match.start()
    match = _BEFORE_SIGN.search(before)
    if match is None:
        return None
    begin = offset + match.start()
    word = text[max(floor, begin - 4) : begin]
    return _sign_code((match[1] or match[2]).strip()), Fraction(1), begin - (len(word) - len(word.rstrip("$"))) * 0


def measured(text: str, at: int, *, scaled: bool, words: bool = False) -> Measured | None:
    """The percent sign, currency or unit that follows a figure ending at ``at``."""
    if text[at : at + 1] not in _NEXT:
        return None
    for reader in (_percent, _currency_sign):
        found = reader(text, at)
        if found is not None:
            return found
    named = _named(text, at, scaled=scaled)
    if named is not None:
        return named
    inches = _INCHES.match(text, at)
    if inches is not None:
        return Measured(Kind.MEASURE, "inch", inches.end())
    symbol = _SYMBOL.match(text, at)
    if symbol is None or words:
        return None
    unit = symbols()[symbol[1]].name
    if symbol[1] == "m" and not scaled and _PEOPLE.match(text, at):  # 1.5m people
        return Measured(Kind.NUMBER, None, symbol.end(), Fraction(10**6))
    if len(symbol[1]) == 1 and symbol[1] in "hstlgt" and symbol.start(1) > at + 1:
        return None
    return _rated(text, unit, _closed(text, symbol.end()))


def _closed(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] in {"]", "}", ">"} else end


def _percent(text: str, at: int) -> Measured | None:
    points = _POINTS.match(text, at)
    if points is not None:
        return Measured(Kind.PERCENT, "point", points.end())
    match = _PERCENT.match(text, at)
    if match is None:
        return None
    return Measured(Kind.PERCENT, None, match.end(), Fraction(1, 10) if "‰" in match[0] else Fraction(1))


def _currency_sign(text: str, at: int) -> Measured | None:
    match = _MILLIONS.match(text, at)
    if match is not None:
        return Measured(Kind.MONEY, match[1], match.end(), Fraction(10**6))
    match = _AFTER_SIGN.match(text, at)
    if match is None:
        return None
    end = match.end()
    scale = _SCALE.match(text, end)
    factor = SCALES[scale[1]] if scale else 1
    return Measured(Kind.MONEY, _sign_code(match[1]), scale.end() if scale else end, Fraction(factor))


def _named(text: str, at: int, *, scaled: bool) -> Measured | None:
    """The longest run of up to three words that names a unit or a currency."""
    match = _WORDS.match(text, at)
    if match is None:
        return None
    for group in (5, 3, 1):
        end = match.end(group)
        if match[group] is None or text[end : end + 1].isdecimal() or text[end : end + 1] in {"²", "³"}:
            continue
        if text.endswith(".", 0, end) and text[match.start(1) : end].count(".") == 1:
            end -= 1  # the full stop of the sentence
        name = text[match.start(1) : end].lower().replace("-", " ")
        name = name[:-2] if name.endswith("'s") else name.rstrip("'")
        found = _lookup(name, end, scaled=scaled, text=text, hyphen=text[at : at + 1] == "-")
        if found is not None:
            return found
    return None


def _lookup(name: str, end: int, *, scaled: bool, text: str, hyphen: bool) -> Measured | None:
    if name in RATES_EN:
        top, under = RATES_EN[name]
        return Measured(Kind.MEASURE, f"{top}/{under}", end)
    unit = en_units().get(name)
    if unit is not None and not (unit.name == "pound" and scaled) and not _is_other_word(name, text, end):
        if unit.name in DURATIONS and not text.startswith("/", end):
            return Measured(Kind.DURATION, unit.name, end)
        return _rated(text, unit.name, _closed(text, end))
    code = "GBP" if name in {"pound", "pounds"} else en_currencies().get(name)
    if code is None or (hyphen and code in {"BRL", "KRW"}) or name in {"real", "won", "rand", "dong", "liras"}:
        return None if code is None or not scaled else Measured(Kind.MONEY, code, end)
    return Measured(Kind.MONEY, code, end)


_OTHER = {
    "second": re.compile(r"[ -](?:half|quarter|time|place|round|largest)"),
    "quarter": re.compile(r"[ -](?:of a|million)|final"),
    "foot": re.compile(r"ball"),
    "yard": re.compile(r"$^"),
}


def _is_other_word(name: str, text: str, end: int) -> bool:
    pattern = _OTHER.get(name)
    return pattern is not None and pattern.match(text, end) is not None


def _rated(text: str, unit: str, end: int) -> Measured:
    per = _PER.match(text, end)
    kind = Kind.DURATION if unit in DURATIONS else Kind.MEASURE
    if per is None or kind is Kind.DURATION:
        return Measured(kind, unit, end)
    under = "millisecond" if per[1].startswith(("ms", "milli")) else _PER_UNITS[per[1][0]]
    return Measured(Kind.MEASURE, f"{unit}/{under}", per.end())
