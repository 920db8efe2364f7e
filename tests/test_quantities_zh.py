"""Quantities of Chinese texts: what counts nothing first, then every notation."""

from __future__ import annotations

import pytest

from align.quantities import find_quantities
from quantity_cases import said

NOTHING = [
    "第一三共打算扩建工厂",
    "七国集团与二十国集团",
    "MQ-9B、F-35、CO2、COVID-19、Justice40 社区",
    "HondaJet 2600 机型",
    "卡-52M 直升机",
    "经济“2+2”对话",
    "避免CO 2重复计算",
    "海军陆战队登陆",
    "统一、唯一、进一步、之一、万一",
    "一些人一直一起去四川",
    "实现净零排放",
    "采用十六进制",
    "百分比",
    "（一）总则",
    "3. 附则",
    "见 https://example.org/2024/04/10 或 a1@b2.cn",
    "日本周边",
    "版本 3.6.5",
]


@pytest.mark.parametrize("text", NOTHING)
def test_names_idioms_and_codes_are_no_quantities(text: str) -> None:
    assert said(text, "zh") == []


FIGURES = {
    "两千四百五": "number 2450",
    "一百五": "number 150",
    "二百十二": "number 212",
    "九万四": "number 94000",
    "十万零一": "number 100001",
    "1.2千亿": "number 120000000000",
    "4.78萬億": "number 4780000000000",
    "7 万5 千4 百": "number 75400",
    "壹佰伍拾万": "number 1500000",
    "貳佰零參": "number 203",
    "二〇二三": "number 2023",
    "１２３": "number 123",
    "十二点五": "number 25/2",
    "三分之二": "number 2/3",
    "一又二分之一": "number 3/2",
    "1/5": "number 1/5",
    "负三十二": "number -32",
    "-3.5": "number -7/2",
    "4个亿": "number 400000000",
    "500余万": "number 5000000 more than",
    "一千多": "number 1000 more than",
    "十几万": "number 100000 more than",
    "数百万": "number 1000000 several",
    "七八个": "count 7 8 about",
    "十五六岁": "duration 15 16 year about",
    "30至40万人": "count 300000 400000",
    "五到十年": "duration 5 10 year",
    "2^5": "number 32",
    "三架": "count 3",
    "26 个国家": "count 26",
    "第 29 届": "ordinal 29",
    "第二百五十": "ordinal 250",
    "二年级": "ordinal 2",
    "“十四五”规划": "ordinal 14",
}


@pytest.mark.parametrize(("text", "wanted"), FIGURES.items())
def test_figures(text: str, wanted: str) -> None:
    assert said(text, "zh") == [wanted]


UNITS = {
    "约 150 亿美元": "money 15000000000 USD about",
    "超过 300 亿美元": "money 30000000000 USD more than",
    "近 80 亿美元": "money 8000000000 USD nearly",
    "8亿元人民币": "money 800000000 CNY",
    "人民币 100 万元": "money 1000000 CNY",
    "五块六毛": "money 28/5 CNY",
    "5亿至10亿美元": "money 500000000 1000000000 USD",
    "US$3.6 bn": "money 3600000000 USD",
    "70 %以上": "percent 70 at least",
    "百分之五十五点五": "percent 111/2",
    "百分之七八十": "percent 70 80 about",
    "约七成": "percent 70 about",
    "八折": "percent 80",
    "3个百分点": "percent 3 point",
    "10 亿加仑": "measure 1000000000 gallon",
    "15GW": "measure 15 gigawatt",
    "一百千瓦": "measure 100 kilowatt",
    "250余万千瓦": "measure 2500000 kilowatt more than",
    "1.5摄氏度": "measure 3/2 celsius",
    "零下10度": "measure -10 degree",
    "每小时105英里": "measure 105 mile/hour",
    "120公里/小时": "measure 120 kilometer/hour",
    "两米半": "measure 5/2 meter",
    "90 天或更短": "duration 90 day at most",
    "一小时零十五秒": "duration 3615 second",
    "6分05秒": "duration 365 second",
    "两年零三个月": "duration 27 month",
    "三个半月": "duration 7/2 month",
    "半小时": "duration 1/2 hour",
    "增加两倍": "multiple 3",
    "增至两倍": "multiple 2",
    "最近20多年": "duration 20 year more than",
}


@pytest.mark.parametrize(("text", "wanted"), UNITS.items())
def test_money_measures_and_durations(text: str, wanted: str) -> None:
    assert said(text, "zh") == [wanted]


DATES = {
    "2024 年 6 月": ["date 2024 6 year-month"],
    "2023年10月7日": ["date 2023 10 7 year-month-day"],
    "二〇二三年三月八日": ["date 2023 3 8 year-month-day"],
    "４月３日至４日": ["date 4 3 4 4 month-day"],
    "1-6月": ["date 1 6 month"],
    "2019-2020年": ["date 2019 2020 year"],
    "2019-20赛季": ["date 2019 2020 year"],
    "2021.6.11": ["date 2021 6 11 year-month-day"],
    "民國104年1月": ["date 2015 1 year-month"],
    "21世纪": ["date 21 century"],
    "20世纪80年代": ["date 1980 decade"],
    "六七十年代": ["date 60 70 decade"],
    "90后": ["date 90 decade"],
    "第一季度": ["date 1 quarter"],
    "前三季度": ["duration 3 quarter"],
    "上半年": ["date 1 half-year"],
    "去年十月": ["relative -1 year", "date 10 month"],
    "周三(4月10日)": ["date 3 weekday", "date 4 10 month-day"],
    "下午3时20分": ["time 920 clock"],
    "凌晨一点半": ["time 90 clock"],
    "8:30": ["time 510 clock-12"],
    "2年": ["duration 2 year"],
    "10个月": ["duration 10 month"],
}


@pytest.mark.parametrize(("text", "wanted"), DATES.items())
def test_dates_and_times(text: str, wanted: list[str]) -> None:
    assert said(text, "zh") == wanted


def test_a_broken_amount_is_two_amounts() -> None:
    assert said("其中包括 16 美元百万美元用于建设", "zh") == ["money 16 USD", "money 1000000 USD"]


def test_spans_hold_beyond_the_basic_plane_and_with_spaces() -> None:
    text = "𠀀于 2024 年 6 月投资 3.5 亿美元。"
    assert [q.text for q in find_quantities(text, "zh")] == ["2024 年 6 月", "3.5 亿美元"]
    assert all(q.span.of(text) == q.text for q in find_quantities(text, "zh"))
