"""What holds for every text: true spans, order, no overlap, no crash, linear time; and for every pairing."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from align.quantities import Kind, Quantity, describe, find_quantities, pair_quantities, value_of

PIECES = st.sampled_from(
    "0 1 12 123 2024 1,234 3.5 ３ . , / - – ~ + % $ US$ ¥ ° ( ) [ \n 　 𠀀 a x km 5m 10k 2nd 1/2 ½ : 8:30 2024-04-10 "
    "〇 一 二 三 十 百 千 万 亿 兆 两 半 几 数 多 余 个 点 分之 百分之 又 第 负 零下 元 美元 块 角 分 米 公里 "
    "两年 年 月 日 时 周 半年 世纪 年代 "
    "至 到 和 以上 超过 约 不到 倍 增加 成 折 萬 億 民国 壹 佰 "
    "one two hundred thousand million and a an half third quarter -seven of percent dollars miles per hour years old "
    "April May 3rd last year in to over times more dozen tens p.m. o'clock Monday".split(" ")
)
MIXED = st.lists(st.one_of(PIECES, st.just(" ")), max_size=30).map("".join)
TEXTS = st.one_of(MIXED, st.text(max_size=60))
LANGS = st.sampled_from(["zh", "en"])


@settings(max_examples=400, deadline=None)
@given(TEXTS, LANGS)
@example("百分之零下0", "zh")
def test_spans_are_true_ordered_and_apart(text: str, lang: str) -> None:
    end = 0
    for q in find_quantities(text, lang):
        assert end <= q.span.start < q.span.end <= len(text)
        assert q.text == q.span.of(text)
        assert q.values
        assert all(isinstance(value, Fraction) for value in q.values)
        assert len(q.ends()) == (2 if q.is_range else 1)
        assert describe(q)
        assert value_of(q, "zh")
        end = q.span.end


@settings(max_examples=100, deadline=None)
@given(TEXTS, LANGS)
def test_reading_twice_says_the_same(text: str, lang: str) -> None:
    assert find_quantities(text, lang) == find_quantities(text, lang)


@settings(max_examples=100, deadline=None)
@given(TEXTS, LANGS)
def test_a_text_pairs_with_itself(text: str, lang: str) -> None:
    pairing = pair_quantities(text, lang, text, lang)
    assert pairing.clean
    assert len(pairing.matched) == len(find_quantities(text, lang))


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS)
def test_every_quantity_has_one_place_in_a_pairing(zh: str, en: str) -> None:
    pairing = pair_quantities(zh, "zh", en, "en")
    placed: list[Quantity] = [q for pair in (*pairing.matched, *pairing.suspected) for q in pair]
    placed += [*pairing.source_only, *pairing.target_only, *pairing.excused]
    assert sorted(map(repr, placed)) == sorted(map(repr, (*find_quantities(zh, "zh"), *find_quantities(en, "en"))))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**15))
def test_whole_numbers_are_read_as_written(number: int) -> None:
    for text, lang in ((f"有{number:,}人", "zh"), (f"It had {number:,} members.", "en")):
        (found,) = find_quantities(text, lang)
        assert found.values == (number,)
        assert found.kind is Kind.COUNT


HOSTILE = {
    "digits": "7",
    "brackets": "([{（",
    "Han ones": "一",
    "letters": "a",
    "spaces": " ",
    "signs": "$-",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_million_characters_without_sense_cost_about_a_second(piece: str, lang: str) -> None:
    text = (piece * 1_000_000)[:1_000_000]
    start = time.process_time()
    find_quantities(text, lang)
    assert time.process_time() - start < 4  # one second on a free core; the machine of the tests is shared


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("one 0th", "en"),
        ("one zeroth", "en"),
        ("two zeroths", "en"),
        ("1/0", "en"),
        ("零分之一", "zh"),
        ("0分之3", "zh"),
    ],
)
def test_nothing_is_divided_by_nought(text: str, lang: str) -> None:
    """Found by fuzzing (atheris): each took the parser down or might."""
    assert all(q.span.of(text) == q.text for q in find_quantities(text, lang))
