"""One Chinese figure with everything that belongs to the number itself: sign, 多, 余, 分之, 又, 几十, 七八."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from align.quantities.bounds import bound_zh
from align.quantities.numerals_zh import BIG, DIGITS, HAN, SMALL, parse
from align.quantities.values import Bound, Kind

_MULT = "".join(SMALL) + "".join(BIG)
_DIGIT = "".join(DIGITS) + "廿卅卌"
# 千克 is a unit, not a thousand grams.
_PREFIX = "(?<!千(?=[克瓦卡米焦赫伏]|字节))(?<!兆(?=[瓦赫帕]|字节|比特))(?<!百(?=帕|万赫))"
NUMERAL = (
    rf"(?:\d+(?:,\d{{2,3}}(?!\d)){{0,12}}(?:\.\d+)?|(?<![\w.])\.\d+|[{HAN}])"
    rf"(?: {{0,2}}[{_MULT}]{_PREFIX}|(?<=[\d{HAN}])个(?=[万亿](?!元))"
    rf"|(?<=[{HAN}]) ?(?:(?<=[百千万亿佰仟零])两|[{_DIGIT.replace('两', '')}])"
    rf"|(?:(?<=[{_MULT}])|(?<=[{_MULT}]零))\d+(?:\.\d+)?"
    rf"|(?<=[{_MULT}]) ?\d+(?= ?[{_MULT}])|(?<=[\d{HAN}])(?: ?点(?:\d+|[{_DIGIT}]{{1,40}})"
    rf"|(?<=[{_DIGIT}])[.‧・·][{_DIGIT}]{{1,40}})){{0,60}}"
)
FIGURE = rf"(?:{NUMERAL}|[几数] ?[{_MULT}]+|半|个半|过半)"
_NUMERAL = re.compile(NUMERAL)
_HAN_POINT = re.compile(rf"[.‧・·](?=[{_DIGIT}])")
_VAGUE = re.compile(rf"[几数] ?([{_MULT}]+)")
_TAIL = re.compile(rf" ?([多几余来])(?: ?((?:[{_MULT}]{_PREFIX})+))?(?!数|少)")
_OF = re.compile(r" {0,2}分 {0,2}之 {0,2}")
_AND = re.compile(r" ?又 ?")
_PAIR = re.compile(rf"([{_MULT}一二三四五六七八九]*?)([一二两三四五六七八])([二三四五六七八九])([{_MULT}]*)$")
_SIGN = re.compile(r"(?:负|零下|(?<![\dA-Za-z\u4e00-\u9fff)）%-])-|(?<=[为是了至到达])-)$|(?:负|零下) $")
_SIGN_LAST = frozenset("负下- \n")
_TAIL_FIRST = frozenset(" 多几余来")
_POWER = re.compile(r"\^([+-]?\d{1,2})(?!\d)|[eE]([+-]?\d{1,2})(?![\dA-Za-z])")
_LONE = frozenset("一二两三四五六七八九十零百千万亿半")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the text: one value, or two when it is said as 七八; ``han`` when no digit is in it."""

    values: tuple[Fraction, ...]
    start: int
    end: int
    han: bool
    multiplier: int = 1
    kind: Kind | None = None
    bound: Bound = Bound.EXACT

    def stands_alone(self, text: str) -> bool:
        """True when the figure is a quantity without a unit: not a lone Han digit inside other words."""
        raw = text[self.start : self.end].replace(" ", "")
        if not self.han or self.kind is not None:
            return True
        lone = raw in _LONE or all(character in _MULT for character in raw) or len(self.values) > 1
        if not lone and (len(raw) != 2 or raw[-1] in _MULT or raw[0] in _MULT or "点" in raw):
            return True
        if set(raw) <= set(_MULT) and bound_zh(text, self.start, self.end) is not Bound.EXACT:
            return True  # 超过百万
        around = text[max(0, self.start - 1) : self.start] + text[self.end : self.end + 1]
        return not any(character.isalnum() for character in around)


def read_figure(text: str, start: int, floor: int = 0, *, nested: bool = False) -> Figure | None:
    """The figure that begins at ``start`` of a folded text; a sign before it, not before ``floor``, is taken in."""
    if text.startswith("个半", start):
        return Figure((Fraction(3, 2),), start, start + 2, True) if not _counted(text, start) else None
    if text.startswith(("半数", "过半"), start):
        bound = Bound.MORE_THAN if text[start] == "过" else Bound.EXACT
        return Figure((Fraction(1, 2),), start, start + 2, False, bound=bound)
    if text.startswith("半", start):
        return _half(text, start)
    if text.startswith("一半", start):
        return Figure((Fraction(1, 2),), start, start + 2, False)
    vague = _VAGUE.match(text, start) if text[start : start + 1] in {"几", "数"} else None
    if vague is not None:
        scale = parse(vague[1])
        return Figure((scale.value,), start, vague.end(), True, 1, None, Bound.SEVERAL) if scale else None
    match = _NUMERAL.match(text, start)
    if match is None:
        return None
    raw = match[0].replace(" ", "").replace("个", "")
    raw = _HAN_POINT.sub("点", raw)
    han = not any(character.isdecimal() for character in raw)
    pair = _spoken_range(raw, start, match.end()) if han else None
    if pair is not None:
        return pair
    numeral = parse(raw)
    if numeral is None:
        return None
    sign = _SIGN.search(text, max(floor, start - 4), start) if text[start - 1 : start] in _SIGN_LAST else None
    sign = None if sign and han and "-" in sign[0] else sign
    begin = start - (len(sign[0]) if sign else 0)
    figure = Figure((numeral.value,), begin, match.end(), han, numeral.multiplier)
    figure = _with_tail(text, figure)
    figure = figure if nested else _with_fraction(text, figure)
    figure = _with_power(text, _with_slash(text, figure))
    return _negative(figure) if sign else figure


def _counted(text: str, start: int) -> bool:
    """True when a numeral stands before 个半, which then only adds a half: 三个半月."""
    return start > 0 and (text[start - 1].isdecimal() or text[start - 1] in HAN or text[start - 1] in "几多")


def _half(text: str, start: int) -> Figure | None:
    """半年, 半小时, 半加仑; 一半 is read by the numeral, 上半年 and 大半 before."""
    if start and (text[start - 1] in "上下前后大北南东西夜过多" or text[start - 1] in HAN):
        return None
    return Figure((Fraction(1, 2),), start, start + 1, True)


def _spoken_range(raw: str, start: int, end: int) -> Figure | None:
    """七八 (个), 十五六 (岁), 三四百: two neighbouring digits said in one breath; also 三五."""
    match = _PAIR.fullmatch(raw)
    if match is None or (match[1] and match[1][-1] in DIGITS):
        return None
    low, high = DIGITS[match[2]], DIGITS[match[3]]
    if high != low + 1 and (low, high, match[1]) != (3, 5, ""):
        return None
    first, second = parse(match[1] + match[2] + match[4]), parse(match[1] + match[3] + match[4])
    if first is None or second is None:
        return None
    return Figure((first.value, second.value), start, end, True, second.multiplier, None, Bound.ABOUT)


def _with_tail(text: str, figure: Figure) -> Figure:
    """500余万, 一千多, 二十几万: more than the figure said."""
    match = _TAIL.match(text, figure.end) if text[figure.end : figure.end + 1] in _TAIL_FIRST else None
    if match is None or (match[1] == "来" and figure.values[0] % 10):
        return figure
    scale = parse(match[2]) if match[2] else None
    factor = scale.value if scale else Fraction(1)
    bound = Bound.ABOUT if match[1] == "来" else Bound.MORE_THAN
    return Figure((figure.values[0] * factor,), figure.start, match.end(), figure.han, figure.multiplier, None, bound)


def _with_part(text: str, start: int) -> Figure | None:
    """The fraction after 又; a further 又 is not read."""
    below = read_figure(text, start, nested=True)
    return None if below is None else _with_denominator(text, below)


def _with_fraction(text: str, figure: Figure) -> Figure:
    """三分之二, 百分之五十五点五, 一又二分之一."""
    whole = _AND.match(text, figure.end)
    if whole is not None and whole[0]:
        part = _with_part(text, whole.end())
        if part is not None and part.kind is None and 0 < part.values[0] < 1:
            return Figure((figure.values[0] + part.values[0],), figure.start, part.end, figure.han)
    return _with_denominator(text, figure)


def _with_denominator(text: str, figure: Figure) -> Figure:
    link = _OF.match(text, figure.end)
    if link is None or not figure.values[0]:
        return figure
    negative = text.startswith("负", link.end())
    upper = read_figure(text, link.end() + negative, nested=True)
    if upper is None:
        return figure
    raw = text[figure.start : figure.end].strip().removeprefix("负")
    if raw == "百" and len(upper.values) == 2:
        return replace(upper, start=figure.start, kind=Kind.PERCENT)
    if len(upper.values) != 1:
        return figure
    value = -upper.values[0] if negative and upper.start > link.end() else upper.values[0]
    if raw == "百":
        return Figure((value,), figure.start, upper.end, figure.han and upper.han, 1, Kind.PERCENT, upper.bound)
    return Figure((value / figure.values[0],), figure.start, upper.end, False, 1, None, upper.bound)


_SLASH = re.compile(r" ?/ ?(\d{1,3})(?![\d/])")
_MIXED = re.compile(r" {1,2}(\d{1,2})/(\d{1,2})(?![\d/])")


def _with_slash(text: str, figure: Figure) -> Figure:
    """1/5, 16/5, 1 3/5: a small figure over a small figure."""
    value = figure.values[0]
    if figure.han or figure.multiplier > 1 or figure.kind is not None or value.denominator > 1 or value > 1000:
        return figure
    mixed = _MIXED.match(text, figure.end)
    if mixed is not None and 0 < int(mixed[1]) < int(mixed[2]):
        return replace(figure, values=(value + Fraction(int(mixed[1]), int(mixed[2])),), end=mixed.end())
    slash = _SLASH.match(text, figure.end)
    if slash is not None and int(slash[1]) > 1 and figure.bound is Bound.EXACT:
        return replace(figure, values=(value / int(slash[1]),), end=slash.end())
    return figure


def _with_power(text: str, figure: Figure) -> Figure:
    match = _POWER.match(text, figure.end)
    if match is None or figure.han or len(figure.values) != 1 or abs(figure.values[0]) > 10**12:
        return figure
    if match[1] is not None:
        if not figure.values[0]:
            return figure
        value = figure.values[0] ** int(match[1])
    else:
        value = figure.values[0] * Fraction(10) ** int(match[2])
    return Figure((value,), figure.start, match.end(), False)


def _negative(figure: Figure) -> Figure:
    return replace(figure, values=tuple(-value for value in figure.values))
