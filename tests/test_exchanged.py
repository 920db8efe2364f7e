"""Figures that have changed places: what the words around them say, and what their order says."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from align.bead import Alignment
from align.checker import run_checks
from align.exchanged import TOO_MANY, Exchanged, exchanged, groups, weighed
from align.lexicon import shipped
from align.plugin import Check, load
from align.quantities import pair_quantities
from align.wordlinks import Renderings, WordLink, chinese_pieces, word_links
from test_checks import alignment_of

CHECKS = tuple(check for check in load("align.checks", "CHECK", Check) if check.id == "figures-swapped")
PIECES = ["900", "30", "2.5%", "4.3%", "March", "June", " workers", " schools", " and ", ", ", ". ", " of ", " "]
PIECES += ["名工人", "所学校", "3月", "6月份的", "和", "、", "，", "。", "三", "十", "万", "𠀀", "\0", "\n"]
TEXTS = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=24).map("".join)


def links_of(english: str, chinese: str) -> tuple[WordLink, ...]:
    lexicon = shipped("zh", "en")
    assert lexicon is not None
    return word_links(english, chinese, chinese_pieces([chinese], lexicon)[0], Renderings(lexicon))


def told(english: str, chinese: str) -> tuple[Exchanged, ...]:
    matched = pair_quantities(english, "en", chinese, "zh").matched
    return exchanged(english, chinese, matched, links_of(english, chinese))


def surest(english: str, chinese: str) -> float:
    matched = pair_quantities(english, "en", chinese, "zh").matched
    return max(found.probability for found in weighed(english, chinese, matched, links_of(english, chinese)))


def test_words_are_linked_where_they_stand() -> None:
    english, chinese = "Workers met workers of the school.", "工人会见了学校的工人。"
    links = links_of(english, chinese)
    places = {(link.english.of(english), link.chinese.of(chinese), link.chinese.start) for link in links}
    assert {("Workers", "工人", 0), ("workers", "工人", 8), ("school", "学校", 5)} <= places
    assert all(0 < link.weight <= 1 for link in links)


def test_a_name_in_latin_letters_stands_for_itself() -> None:
    (link,) = [link for link in links_of("IBM has 3", "拥有3台的是ＩＢＭ") if link.weight == 1]
    assert link.chinese.of("拥有3台的是ＩＢＭ") == "ＩＢＭ"


def test_a_word_that_stands_everywhere_is_linked_nowhere() -> None:
    assert links_of("school " * 3, "学校")
    assert not links_of("school " * 30, "学校")
    assert not links_of("school", "学校，" * 30)


def test_traditional_characters_are_read_too() -> None:
    assert not told("It has 900 workers and 30 schools.", "它有900名工人和30所學校。")
    assert told("It has 900 workers and 30 schools.", "它有30名工人和900所學校。")


def test_what_is_told_names_the_word_by_the_figures_it_stands_by() -> None:
    english, chinese = "It has 900 workers and 30 schools.", "它有30名工人和900所学校。"
    (found,) = told(english, chinese)
    assert found.word is not None
    assert found.word[0].of(english) in {"workers", "schools"}
    english_figure, chinese_figure = found.one[0].text, found.other[1].text
    by_word = {"workers": ("900", "30名"), "schools": ("30", "900所")}
    assert (english_figure, chinese_figure) == by_word[found.word[0].of(english)]


def test_the_message_says_what_stands_by_what_in_both_directions() -> None:
    alignment = alignment_of((("He played 24 games and scored 53 goals.", "他参加了53场比赛，打进了24个进球。"),))
    (finding,) = run_checks(alignment, "pair", CHECKS)
    (turned,) = run_checks(Alignment(alignment.target, alignment.source, alignment.beads), "pair", CHECKS)
    assert "“games” stands by 24 in the original, “比赛” by 53场 in the translation" in finding.message
    assert "“比赛” stands by 53场 in the original, “games” by 24 in the translation" in turned.message
    assert (finding.source.text, finding.target.text) == ("24", "53场") == (turned.target.text, turned.source.text)


def test_of_three_figures_only_the_two_that_changed_places_are_told() -> None:
    english = "It has 900 workers, 30 schools and 17 hospitals."
    (found,) = told(english, "它有900名工人、17所学校和30家医院。")
    assert {found.one[0].text, found.other[0].text} == {"30", "17"}
    assert not told(english, "它有17家医院、30所学校和900名工人。")


def test_words_count_for_more_than_order() -> None:
    english = "It has 900 workers and 30 schools."
    right, unknown, wrong = "30所学校和900名工人", "30所嘎嘎和900名啰啰", "30名工人和900所学校"
    assert surest(english, right) < surest(english, unknown) < surest(english, wrong)


def test_figures_of_different_kinds_are_not_compared() -> None:
    english, chinese = "30% of 900 workers", "900名工人中的30%"
    assert not groups(pair_quantities(english, "en", chinese, "zh").matched)


def test_a_table_is_left_alone() -> None:
    numbers = [str(100 + 7 * k) for k in range(TOO_MANY + 1)]
    matched = pair_quantities(", ".join(numbers), "en", "、".join(reversed(numbers)), "zh").matched
    assert len(matched) > TOO_MANY
    assert not groups(matched)


@settings(deadline=None)
@given(en=TEXTS, zh=TEXTS, towards_english=st.booleans())
def test_any_pair_of_texts_is_checked_the_same_in_both_directions(en: str, zh: str, towards_english: bool) -> None:
    if not en.strip() or not zh.strip():
        return
    alignment = alignment_of(((en, zh),))
    turned = Alignment(alignment.target, alignment.source, alignment.beads)
    findings = run_checks(alignment, "pair", CHECKS)
    assert len(findings) == len(run_checks(turned, "pair", CHECKS))
    for finding in findings:
        for place in (finding.source, finding.target):
            assert place.text == place.context[place.span.start - place.offset : place.span.end - place.offset]
