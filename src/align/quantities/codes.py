"""Digits that belong to a code, in either language: MQ-9B, CO2, COVID-19, 5G, 2+2, 192.168.1.2."""

from __future__ import annotations

import re
from string import ascii_letters

from align.quantities.currencies import signs

# A text without any of these has no address in it, and need not be searched for one at every word.
ADDRESS_SIGNS = ("@", "#", "://", "www.")
OPAQUE = r"(?:https?://|www\.)[!-~]+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]+|[@#]\w+"
# Letters that may follow a figure at once without making it a code: units, scales, currencies, ordinal endings.
LETTERS = frozenset(
    "k K m M mn mln MM mil bn B b tn nm um mm cm km KM in ft yd yds mi nmi ha sqm sq ml mL cc L l gal bbl mcg "
    "mg g kg KG t lb lbs "
    "oz J kJ cal kcal kWh KWh kwh KWH MWh GWh TWh W kW KW kw MW GW TW hp KB kB MB GB TB Mb Mbps Gb Gbps Hz "
    "kHz MHz GHz V kV "
    "KV dB MP hPa mbar mb kt kn bp bps ms s min mins h hr hrs percent pct e E x X USD RMB CNY EUR GBP JPY HKD "
    "TWD AUD CAD am pm AM "
    "PM st nd rd th kph mph kmph kmh yrs yr times fold p pm pc usd rmb".split()
)
_BEFORE = re.compile(r"(?:[A-Za-z_#§&]|[A-Za-z\d][-/+·]|\d\.)\Z")
_LOWER_BEFORE = re.compile(r"(?:[a-z]-|[A-Za-z]{3,}-)$")
_AFTER = re.compile(r"[+·]\d{1,2}(?!\d)|(?:\.\d+){2,}|(?:-\d+){2,}|-[A-Z]", re.ASCII)
_VERSION = re.compile(r"\d+(?:\.\d+){2,}(?:[a-z]\d*)?(?![A-Za-z])", re.ASCII)
_ISO_DATE = re.compile(r"(?:19|20)\d\d([-./])(?:0?[1-9]|1[0-2])\1(?:[12]\d|3[01]|0?[1-9])(?![\d./-])")
_LETTERS_AFTER = re.compile(r"[A-Za-z]+", re.ASCII)
_TAIL = re.compile(r"(?:[-.]?[A-Za-z\d]+)*", re.ASCII)
_CURRENCY = re.compile(
    rf"(?<![A-Za-z])(?:M?(?:{'|'.join(sign for sign in signs() if sign.isalpha())})|Rs|US|(?:US|HK|NT|A|C|S|R)?\$)$",
    re.IGNORECASE,
)
_HAN_DESIGNATION = re.compile("[\u4e00-\u9fff]-$")  # 卡-52, 歼-20
_HAN_FIGURE = re.compile(
    "[零一二三四五六七八九十百千万亿年月日号时分秒元米里斤吨克度天岁个名人为是了至到达在于从约超过仅近及和与比跌降减]-$"
)
_LAST_BEFORE = frozenset(ascii_letters + "_#§&-/+·.\n")  # what the patterns that look before a figure end with
_NEXT_AFTER = frozenset(ascii_letters + "+·.-/*")  # and what those that look after it begin with
_NAMES = re.compile(r"(?:24/7|9/11|7/7|50/50|7[*x]24)(?!\d)")


def code_end(text: str, start: int, end: int) -> int:
    """Where the code ends that the digits at ``start:end`` belong to, or 0 when they are a figure."""
    if not text[start].isdecimal():
        return 0
    if text[start - 1 : start] not in _LAST_BEFORE and text[end : end + 1] not in _NEXT_AFTER:
        return 0
    name = _NAMES.match(text, start)
    if name is not None:
        return name.end()
    version = None if _ISO_DATE.match(text, start) else _VERSION.match(text, start)
    if version is not None:
        return version.end()
    before = text[max(0, start - 2) : start]
    if _BEFORE.search(before) and not _CURRENCY.search(text[max(0, start - 6) : start]) and not _is_prefix(text, start):
        tail = _TAIL.match(text, end)
        return tail.end() if tail else end
    if _HAN_DESIGNATION.search(before) and not _HAN_FIGURE.search(before) and text[end : end + 1] not in {"%", "."}:
        tail = _TAIL.match(text, end)
        return tail.end() if tail else end
    after = None if _ISO_DATE.match(text, start) else _AFTER.match(text, end)
    if after is not None:
        return after.end()
    letters = _LETTERS_AFTER.match(text, end)
    if letters is None or letters[0] in LETTERS or (letters[0].islower() and len(letters[0]) > 2):
        return 0
    tail = _TAIL.match(text, end)
    return tail.end() if tail else letters.end()


def has_address(text: str) -> bool:
    """Whether an address, a name at a site or a tag may stand in a text."""
    return any(sign in text for sign in ADDRESS_SIGNS)


def _is_prefix(text: str, start: int) -> bool:
    """mid-2020, pre-1990: a lower-case prefix with a hyphen does not make a code; nor does 10-15."""
    before = text[max(0, start - 16) : start]
    return re.search(r"(?:(?<![A-Za-z\d])[a-z]{2,}-|(?<![A-Za-z])\d+(?:,\d{3})*(?:\.\d+)?[-/])$", before) is not None
