"""A wrong figure written anew: the original's value in the form that the translation uses at that place.

10 亿加仑 for "three billion gallons" becomes 30 亿加仑: same digits or numerals, same scale where it suits, same
spaces, same unit. What comes out is read again, and only given where it is the original's value.
"""

from __future__ import annotations

import re
from fractions import Fraction

from align.document import Span
from align.quantities import Kind, Quantity, find_quantities
from align.quantities.compare import Likeness, fields, likeness
from align.quantities.describe import figure

_DIGITS = r"[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?"
_ZH = re.compile(
    rf"(?P<digits>{_DIGITS})(?P<gap>\s?)(?P<scale>万亿|[千百十]?亿|[千百十]?万|兆|[百千](?![克米瓦卡分]))?"
)
_EN = re.compile(rf"(?P<digits>{_DIGITS})(?P<gap>[\s-]?)(?P<scale>thousand|million|billion|trillion)?", re.I)
_HAN_NUMBER = re.compile("[零〇一二两三四五六七八九十百千万亿]+")
_SCALES = {"百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11,
           "万亿": 12, "兆": 12}  # fmt: skip
_HAN_DIGITS = "零一二三四五六七八九"
_FULL_WIDTH = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
_DATE_MARKS = {"year": "年", "month": "月", "day": "[日号]"}
_MOST_DIGITS = 5
_AROUND = 500
"""Characters on either side of a rewritten figure that are read again: no reading looks so far."""


def rewritten(text: str, lang: str, wrong: Quantity, right: Quantity, more: Span | None = None) -> str | None:
    """What should stand at ``wrong`` in ``text``, for the value of ``right``; None where no form of it is sure.

    ``more``: the stretch that is to be replaced, where it is longer than the quantity.
    """
    place = more or wrong.span
    if wrong.kind is Kind.DATE or right.kind is Kind.DATE:
        new = _date(wrong, right)
    elif len(wrong.values) == len(right.values) == 1:
        new = _number(wrong, right.values[0], lang)
    else:
        new = None
    if new is None or new == place.of(text):
        return None
    begin = max(0, place.start - _AROUND)
    after = text[begin : place.start] + new + text[place.end : place.end + _AROUND]
    there = Span(place.start - begin, place.start - begin + len(new))
    now = [q for q in find_quantities(after, lang) if q.span.overlaps(there)]
    said = len(now) == 1 and likeness(right, now[0]) in (Likeness.SAME, Likeness.EQUAL)
    return new if said else None


def _number(wrong: Quantity, value: Fraction, lang: str) -> str | None:
    text = wrong.text
    if value < 0:
        return None
    match = (_ZH if lang.startswith("zh") else _EN).search(text)
    if match is None:
        return _han_number(text, value) if lang.startswith("zh") else None
    if len(re.findall(_DIGITS, text)) != 1:
        return None
    written = _zh(match, value) if lang.startswith("zh") else figure(value)
    if written is None:
        return None
    wide = "０" <= match["digits"][0] <= "９"
    return text[: match.start()] + (written.translate(_FULL_WIDTH) if wide else written) + text[match.end() :]


def _zh(match: re.Match[str], value: Fraction) -> str | None:
    """The value with the scale that was there where that gives a short figure, else with 万 or 亿, else bare."""
    gap, scale = match["gap"], match["scale"]
    grouped = "," in match["digits"] or "，" in match["digits"]
    kept = not scale or Fraction(1, 10) <= value / 10 ** _SCALES[scale] < 10000
    choices = [scale or ""] if kept and (scale or value < 10000 or grouped) else []
    choices += [name for name in ("万亿", "亿", "万") if value >= 10 ** _SCALES[name]]
    for name in choices:
        digits = _decimal(value / 10 ** _SCALES.get(name, 0), grouped=grouped)
        if digits is not None:
            return f"{digits}{gap}{name}"
    digits = _decimal(value, grouped=grouped, most=15)
    return None if digits is None else f"{digits}{gap}"


def _decimal(value: Fraction, *, grouped: bool, most: int = _MOST_DIGITS) -> str | None:
    """A short decimal; None where it is long or has no end."""
    for places in range(4):
        scaled = value * 10**places
        if scaled.denominator == 1:
            whole, rest = divmod(int(scaled), 10**places)
            if value and len(str(whole).strip("0")) + places > most:
                return None
            digits = f"{whole:,}" if grouped else str(whole)
            return f"{digits}.{rest:0{places}}" if places else digits
    return None


def _han_number(text: str, value: Fraction) -> str | None:
    """三架 for 二架: whole numbers below a hundred, where the text has one such number."""
    found = list(_HAN_NUMBER.finditer(text))
    if len(found) != 1 or value.denominator != 1 or not 0 < value < 100:
        return None
    match, number = found[0], int(value)
    two = number == 2 and match.end() < len(text) and match[0] != "二"
    return text[: match.start()] + ("两" if two else _han(number)) + text[match.end() :]


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_HAN_DIGITS[tens]}十"
    return head + (_HAN_DIGITS[ones] if ones else "")


def _date(wrong: Quantity, right: Quantity) -> str | None:
    """The fields of a date that differ, each before its 年, 月 or 日."""
    if wrong.kind is not right.kind or wrong.unit != right.unit or wrong.is_range or right.is_range:
        return None
    text = wrong.text
    for name, value in fields(right)[0].items():
        mark = _DATE_MARKS.get(name)
        if fields(wrong)[0][name] == value:
            continue
        places = list(re.finditer(rf"[0-9]+(?=\s?{mark})", text)) if mark else []
        if len(places) != 1:
            return None
        text = text[: places[0].start()] + str(int(value)) + text[places[0].end() :]
    return text
