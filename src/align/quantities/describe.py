"""A quantity in plain words, for people."""

from __future__ import annotations

from fractions import Fraction

from align.quantities.likeness import fields
from align.quantities.values import Bound, Kind, Quantity

_MONTHS = "January February March April May June July August September October November December".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SCALES_EN = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_SCALES_ZH = ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"))
_BOUNDS_ZH = {
    Bound.ABOUT: "约", Bound.NEARLY: "近", Bound.AT_LEAST: "至少", Bound.MORE_THAN: "超过", Bound.AT_MOST: "至多",
    Bound.LESS_THAN: "不到", Bound.SEVERAL: "数以",
}  # fmt: skip


def describe(q: Quantity, lang: str = "en") -> str:
    """The text of a quantity and its value: "10 亿加仑 = 1 billion gallons"; the text alone where it says just that.

    ``lang`` is the reader's: "en" or "zh".
    """
    written, value = " ".join(q.text.split()), value_of(q, lang)
    return written if _bare(written) == _bare(value) else f"{written} = {value}"


def _bare(text: str) -> str:
    """A text without what makes no difference to a reader: 1,000 tons and 1000 tons, 20% and 20 %."""
    return text.casefold().replace(" ", "").replace(",", "")


def value_of(q: Quantity, lang: str = "en") -> str:
    """The value alone, in words of the reader's language."""
    chinese = lang.lower().startswith("zh")
    ends = [_end(q, values, chinese=chinese) for values in q.ends()]
    if q.kind is Kind.DATE:
        ends = [_date(end, chinese=chinese) for end in fields(q)]
    body = ("至" if chinese else " to ").join(ends)
    body = _with_unit(q, body, chinese=chinese)
    if q.bound is Bound.EXACT:
        return body
    if q.bound is Bound.SEVERAL and not chinese:
        return f"some multiple of {body}"
    return f"{_BOUNDS_ZH[q.bound]} {body}" if chinese else f"{q.bound} {body}"


def _end(q: Quantity, values: tuple[Fraction, ...], *, chinese: bool) -> str:
    value = values[0]
    if q.kind is Kind.TIME:
        return f"{int(value) // 60}:{int(value) % 60:02}"
    return figure(value, chinese=chinese)


def figure(value: Fraction, *, chinese: bool = False) -> str:
    """A number as people write it: 1 billion, 3,500, 2/3, 1.5."""
    for scale, name in _SCALES_ZH if chinese else _SCALES_EN:
        if abs(value) >= scale:
            scaled = _decimal(value / scale)
            return f"{scaled}{'' if chinese else ' '}{name}" if scaled else f"{float(value):.6g}"
    return _decimal(value) or f"{value.numerator}/{value.denominator}"


def _decimal(value: Fraction) -> str | None:
    for digits in range(7):
        scaled = value * 10**digits
        if scaled.denominator == 1:
            return f"{int(value):,}" if digits == 0 else f"{float(value):,.{digits}f}"
    return None


def _with_unit(q: Quantity, body: str, *, chinese: bool) -> str:
    if q.kind is Kind.PERCENT:
        return f"{body} {'个百分点' if chinese else 'percentage points'}" if q.unit == "point" else f"{body} %"
    if q.kind is Kind.ORDINAL:
        return f"第 {body}" if chinese else f"number {body}"
    if q.kind is Kind.MULTIPLE:
        return f"{body} 倍" if chinese else f"{body} times the base"
    if q.kind is Kind.RELATIVE:
        return {-1: "last", 0: "this", 1: "next"}.get(int(q.values[0]), body) + f" {q.unit}"
    if q.kind is Kind.TIME:
        return f"{body} (a.m. or p.m.)" if q.unit == "clock-12" else body
    if q.kind is Kind.DATE or q.unit is None:
        return body
    if q.kind is Kind.MONEY:
        return f"{body} {q.unit}"
    one = len(q.values) == 1 and abs(q.values[0]) == 1
    return f"{body} {q.unit}" if one or "/" in q.unit else f"{body} {_plural(q.unit)}"


def _plural(unit: str) -> str:
    irregular = {"foot": "feet", "inch": "inches", "century": "centuries", "celsius": "degrees Celsius",
                 "fahrenheit": "degrees Fahrenheit", "hertz": "hertz", "megahertz": "megahertz",
                 "gigahertz": "gigahertz", "kilohertz": "kilohertz", "li": "li", "mu": "mu", "jin": "jin", "cun": "cun",
                 "chi": "chi"}  # fmt: skip
    return irregular.get(unit) or ("square feet" if unit == "square foot" else f"{unit}s")


def _date(fields_of: dict[str, Fraction], *, chinese: bool) -> str:
    number = {name: int(value) for name, value in fields_of.items()}
    if chinese:
        names = {"year": "年", "month": "月", "day": "日", "quarter": "季度", "decade": "年代", "century": "世纪"}
        if "weekday" in number:
            return "星期" + "一二三四五六日"[number["weekday"] - 1]
        if "half" in number:
            return "上半年" if number["half"] == 1 else "下半年"
        return "".join(f"{value}{names[name]}" for name, value in number.items())
    return _date_en(number)


def _date_en(number: dict[str, int]) -> str:
    if "weekday" in number:
        return _WEEKDAYS[(number["weekday"] - 1) % 7]
    if "half" in number:
        return f"half {number['half']} of the year"
    if "decade" in number:
        return f"the {number['decade']}s"
    if "century" in number:
        return f"century {number['century']}"
    if "quarter" in number:
        return f"quarter {number['quarter']}" + (f" of {number['year']}" if "year" in number else "")
    month = _MONTHS[(number["month"] - 1) % 12] if "month" in number else ""
    if "day" in number and not month:
        return f"day {number['day']} of the month"
    parts = [f"{month} {number['day']}" if "day" in number else month, str(number["year"]) if "year" in number else ""]
    return ", ".join(part for part in parts if part) if "day" in number else " ".join(part for part in parts if part)
