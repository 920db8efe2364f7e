"""Chinese numerals to exact numbers: 三千五百, 1.2千亿, 二〇二三, 壹拾萬, 7万5千4百, 三百五 (350).

Input is folded (``folding.fold``) and free of spaces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

DIGITS = {
    "零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9, "幺": 1,
}  # fmt: skip
TENS = {"廿": 20, "卅": 30, "卌": 40}
SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12}
HAN = "".join(DIGITS) + "".join(TENS) + "".join(SMALL) + "".join(BIG)
VAGUE = "几数"

# No figure of a text is longer; what is, is not a number, and its value would cost more than linear time.
MAX_LENGTH = 50

_TOKEN = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+|.")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read from a numeral: its value, and the last multiplier written out (万 in 30万)."""

    value: Fraction
    multiplier: int = 1


def parse(text: str) -> Numeral | None:
    """The number of one numeral, or None when the characters do not make one."""
    if not text or len(text) > MAX_LENGTH:
        return None
    if text.isascii() and text.isdecimal():
        return Numeral(Fraction(int(text)))
    whole, point, decimals = text.partition("点")
    if point:
        return _with_decimals(whole, decimals)
    if all(character in DIGITS for character in text):
        return _digit_by_digit(text)
    return _positional(text)


def _digit_by_digit(text: str) -> Numeral | None:
    """二〇二三, 一九九八; two digits only with a zero in front: 一三 is no number."""
    if len(text) == 1:
        return Numeral(Fraction(DIGITS[text]))
    if len(text) == 2 and DIGITS[text[0]]:
        return None
    return Numeral(Fraction(int("".join(str(DIGITS[character]) for character in text))))


def _with_decimals(whole: str, decimals: str) -> Numeral | None:
    """五十五点五七九; also 两点五万, where the multiplier follows the decimals."""
    multiplier = 1
    while decimals and decimals[-1] in BIG | SMALL:
        multiplier *= (BIG | SMALL)[decimals[-1]]
        decimals = decimals[:-1]
    figures = "".join(str(DIGITS[c]) if c in DIGITS else c for c in decimals)
    front = parse(whole)
    if front is None or not figures.isdecimal() or (multiplier > 1 and front.multiplier >= multiplier):
        return None
    return Numeral((front.value + Fraction(int(figures), 10 ** len(figures))) * multiplier, multiplier)


def _positional(text: str) -> Numeral | None:
    parts: list[tuple[int, Fraction]] = []  # finished (scale, value), falling scales
    section = Fraction(0)  # what gathers below the next 万 or 亿
    pending: Fraction | None = None  # a digit that waits for its 十, 百, 千
    last = 1  # the last multiplier, for 三百五 = 350
    zero = False
    for token in _TOKEN.findall(text):
        if token in DIGITS or token in TENS or token[0].isdecimal() or token[0] == ".":
            if pending is not None and pending != 0:
                return None
            zero = zero or pending == 0 or token[0] in "零〇0"
            pending = _literal(token)
            if token in TENS:
                section, pending, last = section + pending, None, 10
        elif token in SMALL:
            factor = SMALL[token]
            if section and pending is None and factor >= last:
                return None  # 二百十二 is 212, 五十千 is nothing
            section += (Fraction(1) if pending in {None, 0} else pending or Fraction(1)) * factor
            pending, last, zero = None, factor, False
        elif token in BIG:
            factor = BIG[token]
            below = section + (pending or 0)
            while parts and parts[-1][0] < factor:
                below += parts.pop()[1]
            if parts and parts[-1][0] == factor and not below:
                below = parts.pop()[1]
            parts.append((factor, (below or Fraction(1)) * factor))
            section, pending, last, zero = Fraction(0), None, factor, False
        else:
            return None
    if pending is not None:
        section += pending * (last // 10) if _is_shorthand(pending, last, zero, text) else pending
    return Numeral(sum((value for _, value in parts), section), last)


def _literal(token: str) -> Fraction:
    if token in TENS:
        return Fraction(TENS[token])
    return Fraction(DIGITS[token]) if token in DIGITS else Fraction(token.replace(",", ""))


def _is_shorthand(pending: Fraction, last: int, zero: bool, text: str) -> bool:
    """三百五 is 350 and 九万四 is 94000, but 三百零五 is 305 and 二十五 is 25."""
    return last >= 100 and not zero and 0 < pending < 10 and pending.denominator == 1 and len(text) > 1
