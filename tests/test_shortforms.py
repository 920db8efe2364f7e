"""Short forms that a text defines, and brackets that define nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.matcher.shortforms import find_short_forms


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The leaders met (in the White House) and spoke (see below)."),
        ("en", "The Ministry of Finance (MOF) said so."),
        ("zh", "两国领导人（在白宫）会晤。"),
        ("zh", "国际货币基金组织（基金组织）"),
        ("zh", "他简称之为好事。"),
    ],
)
def test_a_bracket_that_defines_nothing(lang: str, text: str) -> None:
    assert find_short_forms(text, lang) == ()


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("zh", "《联合国气候变化框架公约》（以下简称“《公约》”）规定", [("《公约》", "《联合国气候变化框架公约》")]),
        ("zh", "香港金融管理局（以下簡稱「金管局」）", [("金管局", "香港金融管理局")]),
        ("zh", "美国国际开发署(下称国开署)", [("国开署", "美国国际开发署")]),
        ("zh", "甲公司（以下简称：“甲方”或“公司”）", [("甲方", "甲公司"), ("公司", "甲公司")]),
        (
            "en",
            "the United States-Japan Alliance (the “Alliance”) stands",
            [("Alliance", "United States-Japan Alliance")],
        ),
        ("en", "Ministry of Economy, Trade and Industry (hereinafter METI)", [("METI", "Trade and Industry")]),
        ("en", 'the Forum on Trade (hereinafter referred to as "the Forum")', [("the Forum", "Forum on Trade")]),
        ("en", 'all parties ("Parties")', [("Parties", None)]),
    ],
)
def test_a_defined_short_form(lang: str, text: str, expected: list[tuple[str, str | None]]) -> None:
    forms = find_short_forms(text, lang)
    assert [(form.text, form.name.of(text) if form.name else None) for form in forms] == expected
    assert all(form.place.of(text) == form.text for form in forms)


@given(st.text(st.sampled_from('甲乙以下简称“”()（）"the AB or或 '), max_size=60), st.sampled_from(["zh", "en", "fr"]))
def test_places_are_in_the_text(text: str, lang: str) -> None:
    for form in find_short_forms(text, lang):
        assert form.place.of(text) == form.text
        assert form.name is None or 0 <= form.name.start < form.name.end <= form.place.start
