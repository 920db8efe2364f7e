"""Countries and nationalities in English and Chinese texts, by CLDR code.

Names come from CLDR (through babel), in texts with traditional characters those of Taiwan (義大利) and Hong Kong
(意大利) too; English adjectives and the short Chinese forms of news style, which CLDR lacks, from countries.tsv.
Longest names win, so 印度洋 is no India and New Mexico no Mexico.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from align.document import Span

# English names that are often something else: never a reason to accuse.
AMBIGUOUS = frozenset({"GE", "JO", "TD", "ML", "NE", "GN", "DM", "CU", "TG", "MC", "IM", "JE", "GG"})

# What CLDR's traditional names are written with and simplified texts are not: asking CLDR each time takes 0.1 s.
TRADITIONAL = frozenset(
    "亞來倫內凱別剛勞區喬國圖奧寧屬岡島嶼幾庫愛揚撾敘時東極湯澤濟灣烏爾獅盧約納紐紹維"
    "緬羅義聖聯脫臘與茲萊萬葉蓋薩蘇蘭誕諾貝買賓賴賽贊達邊長門開關靈韋韓頓領馬魯鮑麥"
)
_NO_COUNTRIES = frozenset({"EU", "UN", "XA", "XB", "EZ", "ZZ"})


@dataclass(frozen=True, slots=True)
class Country:
    """A country named in a text. ``full`` is False for one-character Chinese short forms."""

    code: str
    span: Span
    full: bool


def find_countries(text: str, lang: str) -> tuple[Country, ...]:
    """Countries named in an English or Chinese text, in order; longest names first at each place."""
    pattern, codes = _lexicon(lang, lang == "zh" and not TRADITIONAL.isdisjoint(text))
    found = []
    for match in pattern.finditer(text):
        code = codes.get(match[0])
        if code:
            found.append(Country(code, Span(*match.span()), len(match[0]) > 1))
    return tuple(found)


def country_name(code: str, lang: str) -> str:
    """CLDR's name of a country in a language ("en", "zh")."""
    from babel import Locale

    return str(Locale.parse(lang).territories[code])


def _names(locale: str) -> dict[str, str]:
    """CLDR's names of countries in a locale, with their codes."""
    from babel import Locale

    return {
        str(name): code
        for code, name in Locale.parse(locale).territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES
    }


@cache
def _lexicon(lang: str, traditional: bool) -> tuple[re.Pattern[str], dict[str, str]]:
    codes = _names(lang)
    masks = []
    for line in resources.files("align").joinpath("countries.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            code, english, chinese = line.split("\t")
            names = [name for name in (english if lang == "en" else chinese).split("|") if name]
            if code == "--":
                masks += names
            else:
                codes.update(dict.fromkeys(names, code))
    if traditional:
        masks += _as_traditional(masks)
        both = zip(_as_traditional(list(codes)), codes.values(), strict=True)
        codes = {**_names("zh_Hant"), **_names("zh_Hant_HK"), **dict(both), **codes}
    words = sorted({*codes, *masks}, key=len, reverse=True)
    body = "|".join(map(re.escape, words))
    # 日本海 is the sea, but 日本海岸 and 日本海军 begin with the country.
    pattern = rf"(?<![A-Za-z])(?:{body})(?![A-Za-z])" if lang == "en" else rf"日本海(?![岸军軍关關外域])|{body}"
    return re.compile(pattern), codes


def _as_traditional(names: list[str]) -> list[str]:
    """Names in traditional characters; only texts that have some ask for it, since OpenCC takes a while to load."""
    from opencc import OpenCC

    return str(OpenCC("s2t").convert("\n".join(names))).split("\n")
