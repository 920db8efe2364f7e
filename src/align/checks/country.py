"""A country that only the translation names.

Why it matters: "homeports in the United States" that become 印度母港 put a fleet on another continent.
Countries and nationalities are compared by CLDR code, so "Japanese" answers for 日本 and 美日 for both. A
country that only the original names is told where the translation names another one instead. One that the
original names in other sentences may be made explicit.
What it does not see: a country left out ("the State Department" for 美国国务院 is good style), or one that
我国, "our country" and the like may stand for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.bead import TranslationUnit
from align.countries import AMBIGUOUS, Country, country_name, find_countries
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example

_SECOND_NAME = re.compile(r" \(.*\)$")
_WITH_ARTICLE = re.compile(
    r"(?:States|Kingdom|Emirates|Republic|Federation|Union|Netherlands|Philippines|Bahamas|Maldives|Gambia|Seychelles"
    r"|Islands|Territory|Territories)$|^(?:Vatican City|Isle of Man)$"
)
"""Names that take the article in a sentence."""
_OUR_OWN = {
    "zh": re.compile("[我本祖全]国|国[内产]|境[内外]|[两双]国|[两双]方|该国|当地|中央|全军|人民|央行|党"),
    "en": re.compile(r"\b(?:our|their|its|both|the) (?:own )?(?:two )?(?:countr\w+|nations?|people)\b", re.I),
}


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    source, target = unit.source, unit.target
    named = find_countries(target.text, target.lang)
    if not any(country.full for country in named):
        return
    meant = {country.code for country in find_countries(_around(unit, context, source.lang), source.lang)}
    said = {country.code for country in named}
    added = [country for country in _first_of_each(named) if country.full and country.code not in meant | AMBIGUOUS]
    if not added or _OUR_OWN[source.lang].search(source.text):
        return
    lost = [
        country
        for country in _first_of_each(find_countries(source.text, source.lang))
        if country.full and country.code not in said | AMBIGUOUS
    ]
    known = context.once(_countries_of_original)
    for index, country in enumerate(added):
        if not lost and country.code in known:
            continue
        instead = lost[index] if index < len(lost) else None
        name = _named(country, target.text)
        rest = (
            f"the original says {_named(instead, source.text)}"
            if instead
            else "the original does not name this country"
        )
        message = f"The translation names {name}; {rest}."
        one_for_one = instead if len(lost) == len(added) == 1 else None
        yield Hit(
            message,
            source=instead.span if instead else None,
            target=country.span,
            fix=country_name(one_for_one.code, target.lang) if one_for_one else None,
        )


def _named(country: Country, text: str) -> str:
    """The country's name in English, and in brackets how it is written where that is another word."""
    # CLDR has "Myanmar (Burma)": one bracket is enough.
    name = _SECOND_NAME.sub("", country_name(country.code, "en"))
    name = f"the {name}" if _WITH_ARTICLE.search(name) else name
    word = country.span.of(text)
    return name if word == name.removeprefix("the ") else f"{name} ({word})"


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


def _countries_of_original(context: Context) -> frozenset[str]:
    return frozenset(
        country.code for unit in context.units for country in find_countries(unit.source.text, unit.source.lang)
    )


CHECK = Check(
    id="country",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation",
    run=run,
    examples=(
        Example(en="Japanese firms came.", zh="日本公司来了。"),
        Example(en="The U.S.-Japan Alliance is strong.", zh="美日同盟很牢固。"),
        Example(en="Polish and Italian banks met in Macao.", zh="波蘭與義大利的銀行在澳門會晤。", why="traditional"),
        Example(en="The Indian Ocean is warm.", zh="印度洋是暖的。"),
        Example(en="Lao PDR, Thailand and Viet Nam agreed.", zh="老挝、泰国和越南同意了。"),
        Example(en="The State Department agreed.", zh="国务院同意了。", why="a country left out is no fault"),
        Example(en=("Britain voted.", "Labour won."), zh=("英国投票了。", "英国工党赢了。"), why="made explicit"),
        Example(en="Ships from their homeports sailed.", zh="舰艇从印度母港出发。", hits=("印度",)),
        Example(en="Ships from Poland sailed.", zh="來自荷蘭的船艦出發了。", hits=("荷蘭",)),
        Example(en="France and Thailand signed.", zh="法国和台湾签署了协议。", hits=("台湾",)),
    ),
)
