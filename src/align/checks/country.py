"""A country named on one side only.

Why it matters: "homeports in the United States" that become 印度母港 put a fleet on another continent.
Countries and nationalities are compared by CLDR code, so "Japanese" answers for 日本 and 美日 for both.
What it does not see: a country meant by "both countries", 两国, 双方 or the like: such words excuse it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.bead import TranslationUnit
from align.countries import AMBIGUOUS, Country, country_name, find_countries
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example

_STANDS_FOR = {
    "zh": re.compile("[两双各多该我本祖全]国|[两双]方|彼此|各自|国内|国会|我[们军]|国家"),
    "en": re.compile(
        r"\b(?:countr|nation|both|our\b|we\b|us\b|its\b|their\b|each other|home|domestic|government)", re.I
    ),
}


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    sides = {side.lang: side for side in (unit.source, unit.target)}
    named = {lang: find_countries(side.text, lang) for lang, side in sides.items()}
    for lang, other in (("zh", "en"), ("en", "zh")):
        codes = {country.code for country in named[other]}
        around = _around(unit, context, other)
        for country in _first_of_each(named[lang]):
            if country.code in codes or country.code in AMBIGUOUS or not country.full:
                continue
            if _STANDS_FOR[other].search(sides[other].text) and country.code in _main_parties(context):
                continue
            if country.code in {c.code for c in find_countries(around, other)}:
                continue
            name = country_name(country.code, lang)
            side = "translation" if sides[lang] is unit.target else "original"
            rest = "original" if side == "translation" else "translation"
            what = country.span.of(sides[lang].text)
            shown = what if name == what else f"{what} ({name})"
            message = f"The {side} names {shown}; the {rest} does not name this country."
            if sides[lang] is unit.target:
                yield Hit(message, target=country.span)
            else:
                yield Hit(message, source=country.span, severity=Severity.MINOR)


def _first_of_each(countries: tuple[Country, ...]) -> Iterator[Country]:
    seen = set()
    for country in countries:
        if country.code not in seen:
            seen.add(country.code)
            yield country


def _around(unit: TranslationUnit, context: Context, lang: str) -> str:
    """The side's text with its neighbours': a name may have moved over a sentence border."""
    near = context.units[max(0, unit.number - 2) : unit.number + 1]
    return "\n".join(other.side(lang).text for other in near)


def _count_parties(context: Context) -> frozenset[str]:
    """The countries a document is about: named in more than a fifth of its sentences."""
    counts: dict[str, int] = {}
    for unit in context.units:
        for code in {country.code for country in find_countries(unit.source.text, unit.source.lang)}:
            counts[code] = counts.get(code, 0) + 1
    return frozenset(code for code, count in counts.items() if count * 5 > len(context.units))


def _main_parties(context: Context) -> frozenset[str]:
    return context.once(_count_parties)


CHECK = Check(
    id="country",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation",
    run=run,
    examples=(
        Example(en="Japanese firms came.", zh="日本公司来了。"),
        Example(en="The U.S.-Japan Alliance is strong.", zh="美日同盟很牢固。"),
        Example(en="The Indian Ocean is warm.", zh="印度洋是暖的。"),
        Example(en="Lao PDR, Thailand and Viet Nam agreed.", zh="老挝、泰国和越南同意了。"),
        Example(en="Ships from their homeports sailed.", zh="舰艇从印度母港出发。", hits=("印度",)),
        Example(en="France and Thailand signed.", zh="法国和台湾签署了协议。", hits=("Thailand", "台湾")),
    ),
)
