"""Pairing by value: what is well rendered first, then what need not match, then what is wrong."""

from __future__ import annotations

import pytest

from align.quantities import Pairing, describe, find_quantities, pair_quantities

WELL_RENDERED = [
    ("It will invest $2.9 billion over the next two years.", "它未来两年将投资 29 亿美元。"),
    ("by more than 70 percent, to 15 GW by 2035", "到2035年达到15GW，降低70%以上"),
    ("to triple global nuclear capacity by 2050", "到 2050 年将全球核电装机量增加两倍"),
    ("more than 30,500 jobs; about 25 percent", "约25%；超过 30,500 个岗位"),
    ("on April 3-4", "4 月 3 日至 4 日"),
    ("Since October 7, 2023, about $107 million", "自2023年10月7日起，约1.07亿美元"),
    ("the 29th conference in the 21st century", "21世纪的第 29 届会议"),
    ("for the first time in 50 years", "50 年来首次"),
    ("maintenance of 90 days or less", "90天或更短的维护"),
    ("the 1.5 degree Celsius limit", "1.5℃"),
    ("last October, on Wednesday at 5:30 p.m.", "去年十月，周三下午5时30分"),
    ("half of them, 50 percent", "一半，百分之五十"),
    ("a dozen people", "十几个人"),
    ("105 mph (165 km/h)", "每小时105英里（每小时165公里）"),
    ("over 6,000 mu (400 hectares)", "6000多亩"),
    ("in the 1960s and 1970s", "上世纪六七十年代"),
    ("won 31-27 in 2:13:38", "以31比27获胜，用时2小时13分38秒"),
    ("amended on June 17, 2020", "一百零九年六月十七日修正"),
    ("temperatures above 90 degrees", "气温超 32.2 摄氏度"),
    ("risen 100-fold", "增加了 100 倍"),
    ("cases fell (-11.3%)", "下降11.3%"),
    ("flood No. 3 on the 26th", "26日第3号洪水"),
]
UNDER_DENIAL = [
    ("No member may serve more than two terms.", "委员连任不得超过两届。"),
    ("Nobody may borrow more than three books.", "任何人不得借阅超过三本书。"),
    ("Nobody, not even the chair, may borrow more than 300 books.", "任何人不得借阅超过300本书。"),
    ("The fine cannot exceed 500 yuan.", "罚款不得超过500元。"),
    ("The fine can’t exceed 500 yuan.", "罚款最多500元。"),
    ("Members shall not serve for more than two terms.", "委员最多连任两届。"),
    ("No worker may be paid less than 500 yuan.", "工人工资不得低于500元。"),
    ("No worker is paid less than 500 yuan.", "工人工资至少500元。"),
    ("The report cannot be later than June 30, 2024.", "报告不得晚于2024年6月30日。"),
    ("The delay cannot be longer than 30 days.", "延误不能超过三十天。"),
    ("No one may borrow three or more books.", "任何人不得借閱三本以上的書。"),
    ("No more than three books may be borrowed.", "三本以上不得外借。"),
    ("The total has never exceeded 300 tons.", "总量从未超过300吨。"),
    ("The total does not exceed 300 tons.", "总量没有超过 300 吨。"),
    ("It runs without exceeding 300 tons.", "运行时不超过300吨。"),
    ("Equipment older than three years may not be used.", "不得使用超过三年的设备。"),
    ("The weight is to be under 300 tons.", "重量不得达到300吨以上。"),
]


@pytest.mark.parametrize(("en", "zh"), WELL_RENDERED + UNDER_DENIAL)
def test_what_is_well_rendered_pairs_both_ways(en: str, zh: str) -> None:
    assert pair_quantities(en, "en", zh, "zh").clean
    assert pair_quantities(zh, "zh", en, "en").clean


TURNED_ROUND = [
    ("No member may serve more than two terms.", "委员须连任至少两届。"),
    ("The fine cannot exceed 500 yuan.", "罚款至少500元。"),
    ("The fine exceeds 500 yuan.", "罚款不得超过500元。"),
    ("Readers borrow more than 300 books.", "读者不得借阅超过300本书。"),
    ("No worker may be paid less than 500 yuan.", "工人工资不到500元。"),
]


@pytest.mark.parametrize(("en", "zh"), TURNED_ROUND)
def test_a_bound_turned_round_is_suspected_through_a_denial(en: str, zh: str) -> None:
    assert len(pair_quantities(en, "en", zh, "zh").suspected) == 1
    assert len(pair_quantities(zh, "zh", en, "en").suspected) == 1


NEED_NOT_MATCH = [
    ("Daiichi Sankyo will build a plant.", "第一三共打算建造一座工厂。"),
    ("at the G7 and G20 summits", "在七国集团和二十国集团峰会上"),
    ("Our countries agree.", "两国一致同意。"),
    ("It is one of the drivers, and a first step.", "这是驱动因素之一，也是第一步。"),
    ("the 2600 model of HondaJet", "HondaJet 2600 机型"),
    ("after September 11", "911 事件之后"),
    ("1. General", "一、总则"),
    ("thousands of people a day", "每天数以千计的人"),
    ("It opens in February this year.", "它将于今年 2 月开放。"),
    ("The survey of 2017 found little.", "调查所获甚少。"),
    ("around the clock", "24小时"),
]


@pytest.mark.parametrize(("en", "zh"), NEED_NOT_MATCH)
def test_what_need_not_match_is_excused(en: str, zh: str) -> None:
    assert pair_quantities(en, "en", zh, "zh").clean


WRONG = [
    ("three billion gallons of fuel in 2030", "2030 年 10 亿加仑", [("three billion gallons", "10 亿加仑")]),
    ("It costs $16 million.", "它花费 16 美元。", [("$16 million", "16 美元")]),
    ("It hired 900 workers.", "它雇了 9000 名工人。", [("900", "9000 名")]),
    ("an area of 3,850 square kilometers", "面积为 3850 平方米", [("3,850 square kilometers", "3850 平方米")]),
    ("6,387 km (3,980 miles)", "6387 英里（3980 公里）", [("6,387 km", "6387 英里"), ("3,980 miles", "3980 公里")]),
    ("on July 26", "6月26日", [("July 26", "6月26日")]),
    ("at 5 p.m.", "凌晨5时", [("5 p.m.", "5时")]),
    ("more than 70 percent", "不到70%", [("70 percent", "70%")]),
    ("three new plays", "两部全新剧目", [("three", "两部")]),
    ("the No. 2 flood of 2020", "2020年第3号洪水", [("2", "第3")]),
    ("the 19th congress", "二十大", [("19th", "二十大")]),
    (
        "CBS had 3.1 million, NBC 2.94 million.",
        "CBS 31 万，NBC 29.4 万。",
        [("3.1 million", "31 万"), ("2.94 million", "29.4 万")],
    ),
]


@pytest.mark.parametrize(("en", "zh", "pairs"), WRONG)
def test_wrong_figures_are_suspected_in_pairs(en: str, zh: str, pairs: list[tuple[str, str]]) -> None:
    found = pair_quantities(en, "en", zh, "zh")
    assert [(a.text, b.text) for a, b in found.suspected] == pairs
    assert not found.source_only
    assert not found.target_only


def test_a_figure_of_one_side_only_is_reported() -> None:
    found = pair_quantities("It created 900 jobs and paid $5 million.", "en", "它支付了 500 万美元。", "zh")
    assert [q.text for q in found.source_only] == ["900"]
    assert [(a.text, b.text) for a, b in found.matched] == [("$5 million", "500 万美元")]


def test_the_best_match_wins_wherever_it_stands() -> None:
    found = pair_quantities("In 2023 it had 20 ships, 20% more.", "en", "多了20%，2023年有20艘船。", "zh")
    assert sorted((a.text, b.text) for a, b in found.matched) == [("20", "20艘"), ("20%", "20%"), ("2023", "2023年")]


def test_nothing_pairs_with_nothing() -> None:
    assert pair_quantities("No figures.", "en", "没有数字。", "zh") == Pairing((), (), (), ())


DESCRIBED = {
    "10 亿加仑": "10 亿加仑 = 1 billion gallons",
    "近 80 亿美元": "80 亿美元 = nearly 8 billion USD",
    "70%以上": "70% = at least 70 %",
    "2024 年 6 月": "2024 年 6 月 = June 2024",
    "4 月 3 日至 4 日": "4 月 3 日至 4 日 = April 3 to April 4",
    "增加两倍": "两倍 = 3 times the base",
    "三分之二": "三分之二 = 2/3",
    "下午三点半": "三点半 = 15:30",
    "去年": "去年 = last year",
    "周三": "周三 = Wednesday",
    "第 29 届": "第 29 = number 29",
    "数百万": "数百万 = some multiple of 1 million",
}


@pytest.mark.parametrize(("text", "wanted"), DESCRIBED.items())
def test_values_are_said_in_plain_words(text: str, wanted: str) -> None:
    assert describe(find_quantities(text, "zh")[0]) == wanted


@pytest.mark.parametrize("text", ["28 days", "1,000 tons", "20%", "the year 2023"])
def test_a_value_is_not_said_twice(text: str) -> None:
    (quantity,) = find_quantities(text, "en")
    assert describe(quantity) == quantity.text


def test_values_are_said_in_chinese_too() -> None:
    said = [describe(q, "zh") for q in find_quantities("more than $2.9 billion by April 10, 2024", "en")]
    assert said == ["$2.9 billion = 超过 29亿 USD", "April 10, 2024 = 2024年4月10日"]
