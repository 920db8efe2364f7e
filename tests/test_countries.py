"""Names of countries: the characters that tell a traditional text are those that CLDR writes them with."""

from __future__ import annotations

from babel import Locale
from opencc import OpenCC

from align.countries import TRADITIONAL, find_countries


def test_characters_of_traditional_names_are_those_of_cldr() -> None:
    simplify = OpenCC("t2s").convert
    territories = (Locale.parse(locale).territories for locale in ("zh_Hant", "zh_Hant_HK"))
    names = (str(name) for found in territories for code, name in found.items() if len(code) == 2 and code.isalpha())
    written = {char for name in names for char in name}
    missing = {char for char in written if simplify(char) != char} - TRADITIONAL
    assert missing <= set("歐偽"), "only unions (歐元區) and made-up territories (偽比迪) are no countries"
    assert all(simplify(char) != char for char in TRADITIONAL)


def test_names_are_found_in_either_script() -> None:
    for text in ("波兰、意大利和澳门。", "波蘭、義大利和澳門。", "波蘭、意大利和澳門。"):
        assert [country.code for country in find_countries(text, "zh")] == ["PL", "IT", "MO"], text
