"""What the checks of mistranslation are built from: denials, opposites, coverage, sounds, repeated text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.bead import Alignment
from align.checker import run_checks
from align.coverage import Evidence, chinese_words, length_feature, probability, stretch, uncovered
from align.document import Span
from align.lexicon import shipped
from align.negation import denials, may_deny
from align.opposites import turned_round
from align.plugin import Check, load
from align.transliteration import sounds_like
from test_checks import alignment_of

MINE = (
    "negation",
    "negation-chinese",
    "opposite",
    "latin-altered",
    "uncovered",
    "name-drift",
    "question",
    "repeated-clause",
    "cut-off",
    "sense",
)
CHECKS = tuple(check for check in load("align.checks", "CHECK", Check) if check.id in MINE)
TEXTS = st.text(
    st.sampled_from(
        "不没未无是否该此本进口出口超过少于北南的，。？！、·A a b not never less than import export North?.,'\n"
    )
    | st.characters(),
    max_size=60,
)


@settings(deadline=None)
@given(en=TEXTS, zh=TEXTS, towards_english=st.booleans())
def test_any_pair_of_texts_is_checked_and_every_mark_lies_inside(en: str, zh: str, towards_english: bool) -> None:
    if not en.strip() or not zh.strip():
        return
    alignment = alignment_of(((en, zh),))
    if towards_english:
        alignment = Alignment(alignment.target, alignment.source, alignment.beads)
    for finding in run_checks(alignment, "pair", CHECKS):
        for place in (finding.source, finding.target):
            assert place.text == place.context[place.span.start - place.offset : place.span.end - place.offset]


@given(text=TEXTS, lang=st.sampled_from(["en", "zh"]))
def test_what_denies_may_deny(text: str, lang: str) -> None:
    if any(denials(text, lang)):
        assert may_deny(text, lang)


@given(en=TEXTS, zh=TEXTS)
def test_opposites_are_the_same_from_either_side(en: str, zh: str) -> None:
    ahead = {(t.source, t.target) for t in turned_round(en, zh, "en", "zh")}
    back = {(t.target, t.source) for t in turned_round(zh, en, "zh", "en")}
    assert bool(ahead) == bool(back)


@pytest.mark.parametrize(
    "text", ["不不不没有", "is not the case nor never ", "（（（", "1234567890", "Aa ", "斯克兰顿特", "?？"]
)
def test_a_long_line_takes_no_time(text: str) -> None:
    line = text * (200_000 // len(text))
    alignment = alignment_of(((line, line),))
    for check in CHECKS:
        start = time.process_time()
        run_checks(alignment, "pair", [check])
        assert time.process_time() - start < 2, check.id


def test_marks_below_zero_make_no_stretch_and_the_best_run_is_found() -> None:
    marks = [(Span(i, i + 1), mark) for i, mark in enumerate((-1.0, 0.5, 0.75, -1.2, 0.75, -1.0))]
    assert stretch(marks).span == Span(1, 3)
    assert stretch(marks).score == 1.25
    assert stretch([(Span(0, 1), -1.0)]).span == Span(0, 0)


def test_a_missing_clause_is_more_likely_than_a_whole_translation() -> None:
    english = "The office opened, and engineers trained students to build satellites for weather forecasts."
    whole, cut = "办事处开张，工程师培训学生制造用于天气预报的卫星。", "办事处开张。"
    lexicon = shipped("zh", "en")
    assert lexicon is not None
    evidence = Evidence(lexicon, {})
    found = [
        uncovered(english, chinese, chinese_words([chinese], lexicon)[0], evidence, ((), ())).english
        for chinese in (whole, cut)
    ]
    assert found[0][1] < 0.1 < 0.5 < found[1][1]
    assert "satellites" in found[1][0].of(english)


def test_a_clause_that_the_next_bead_has_is_not_missing() -> None:
    english = "The office opened, and engineers trained students to build satellites for weather forecasts."
    uncovered_check = [check for check in CHECKS if check.id == "uncovered"]
    alone = alignment_of(((english, "办事处开张了。"), ("Fine.", "好。"), ("It rained.", "下雨了。")))
    moved = alignment_of(
        (
            (english, "办事处开张了。"),
            ("Fine.", "工程师培训学生制造用于天气预报的卫星。好。"),
            ("It rained.", "下雨了。"),
        )
    )
    assert [finding.bead for finding in run_checks(alone, "pair", uncovered_check)] == [1]
    assert 1 not in [finding.bead for finding in run_checks(moved, "pair", uncovered_check)]


LOST_BOOK = (
    "A reader who loses a book shall pay its price. If the book can no longer be bought, the Board shall fix the price."
)


def test_a_sentence_of_its_neighbours_words_is_missing_unless_the_next_bead_has_it() -> None:
    uncovered_check = [check for check in CHECKS if check.id == "uncovered"]
    lost = (LOST_BOOK, "读者遗失图书的，应当照价赔偿。")
    alone = alignment_of((lost, ("It rained.", "下雨了。")))
    moved = alignment_of((lost, ("It rained.", "图书无法再购买的，由委员会确定价格。下雨了。")))
    (finding,) = run_checks(alone, "pair", uncovered_check)
    assert finding.source.text.startswith("If the book")
    assert 1 not in [finding.bead for finding in run_checks(moved, "pair", uncovered_check)]


def test_a_phrase_drifts_only_where_its_usual_rendering_is_its_own() -> None:
    drift = [check for check in load("align.checks", "CHECK", Check) if check.id == "term-drift"]
    english = ("A lending terminal is new.", "Use a lending terminal.", "A lending terminal broke.", "It rained.")
    odd = ("Books are lent at a lending terminal.", "图书在借阅终端借出。")
    own = ("自助借书机是新的。", "请用自助借书机。", "自助借书机坏了。", "下雨了。")
    shared = (*own[:3], "下雨了，自助借书机湿了。")
    told = [
        [
            (finding.bead, finding.target.text)
            for finding in run_checks(alignment_of((*zip(english, chinese, strict=True), odd)), "pair", drift)
        ]
        for chinese in (own, shared)
    ]
    assert told == [[(5, "借阅终端")], []]


@given(values=st.lists(st.floats(-100, 100), min_size=7, max_size=7), lang=st.sampled_from(["en", "zh"]))
def test_a_probability_is_one(values: list[float], lang: str) -> None:
    assert 0 <= probability(lang, values) <= 1


def test_a_name_left_in_latin_letters_does_not_make_a_text_long() -> None:
    plain = length_feature("Craig Dawson scored.", "克雷格·道森进球了。")
    glossed = length_feature("Craig Dawson scored.", "克雷格·道森（Craig Dawson）进球了。")
    assert plain == glossed


@pytest.mark.parametrize(
    ("chinese", "latin"),
    [("阿尔忒弥斯", "Artemis"), ("威斯康星", "Wisconsin"), ("格雷厄姆", "Graham"), ("弗莱克", "Flake")],
)
def test_a_name_sounds_like_its_transliteration(chinese: str, latin: str) -> None:
    assert sounds_like(chinese, latin) >= 0.8


@pytest.mark.parametrize(("chinese", "latin"), [("哈里斯", "Biden"), ("克兰", "Johnson"), ("", "Graham"), ("阿", "A")])
def test_another_name_does_not(chinese: str, latin: str) -> None:
    assert sounds_like(chinese, latin) < 0.5
