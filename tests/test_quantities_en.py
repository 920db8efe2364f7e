"""Quantities of English texts: what counts nothing first, then every notation."""

from __future__ import annotations

import pytest

from align.quantities import find_quantities
from quantity_cases import said

NOTHING = [
    "the G7 and the G20",
    "MQ-9B, F-35, CO2, COVID-19 and the Justice40 community",
    "its new HondaJet 2600 model",
    'our economic "2+2"',
    "one of them, no one, one another",
    "may the march go on in august company",
    "see https://example.org/2024/04/10 or a1@b2.com",
    "1. Scope",
    "Python 3.6.5 and 192.168.1.2",
    "around 24/7, since 9/11",
]


@pytest.mark.parametrize("text", NOTHING)
def test_names_pronouns_and_codes_are_no_quantities(text: str) -> None:
    assert said(text, "en") == []


FIGURES = {
    "1,234,567": "number 1234567",
    "12,34,567.89": "number 123456789/100",
    "1 234 567": "number 1234567",
    "three hundred and five": "number 305",
    "twenty-one trillion": "number 21000000000000",
    "two hundred and two thousand": "number 202000",
    "3 hundred and 21": "number 321",
    "a dozen": "number 12",
    "half a million": "number 500000",
    "two-thirds": "number 2/3",
    "2 1/4": "number 9/4",
    "2½": "number 5/2",
    "five and a quarter": "number 21/4",
    "two million and three fifths": "number 2600000",
    "minus five point five": "number -11/2",
    "one in ten": "number 1/10",
    "10k": "number 10000",
    "three satellites": "count 3",
    "more than three million people": "count 3000000 more than",
    "tens of thousands": "number 10000 several",
    "the 29th conference": "ordinal 29",
    "twenty-first": "ordinal 21",
    "a third country": "ordinal 3",
    "Article 5": "ordinal 5 reference",
    "No. 4": "ordinal 4",
    "10-15": "number 10 15",
    "2 to 3 million": "number 2000000 3000000",
    "between 5 and 10": "number 5 10",
}


@pytest.mark.parametrize(("text", "wanted"), FIGURES.items())
def test_figures(text: str, wanted: str) -> None:
    assert said(text, "en") == [wanted]


UNITS = {
    "nearly $8 billion": "money 8000000000 USD nearly",
    "up to $37 billion": "money 37000000000 USD at most",
    "$5.8bn": "money 5800000000 USD",
    "£5m in our site": "money 5000000 GBP",
    "€3.1billion": "money 3100000000 EUR",
    "HK$ 10.05 billion": "money 10050000000 HKD",
    "120 billion yen": "money 120000000000 JPY",
    "KRW1.56 million": "money 1560000 KRW",
    "$5-10 billion": "money 5000000000 10000000000 USD",
    "3 dollars 50 cents": "money 7/2 USD",
    "more than 70 percent": "percent 70 more than",
    "30 to 40 per cent": "percent 30 40",
    "three percentage points": "percent 3 point",
    "three billion gallons": "measure 3000000000 gallon",
    "15 GW": "measure 15 gigawatt",
    "19,500 km²": "measure 19500 square kilometer",
    "1.5 degree Celsius": "measure 3/2 celsius",
    "ten degrees below zero": "measure -10 degree",
    "105 miles per hour": "measure 105 mile/hour",
    "165 km/h": "measure 165 kilometer/hour",
    "5 ft 6 in": "measure 11/2 foot",
    "1.8m tall": "measure 9/5 meter",
    "1.5m people": "number 1500000",
    "90 days or less": "duration 90 day at most",
    "a 30-year-old": "duration 30 year",
    "two and a half years": "duration 5/2 year",
    "an hour and 45 minutes": "duration 105 minute",
    "over a decade": "duration 1 decade more than",
    "triple": "multiple 3",
    "three times as many": "multiple 3",
    "threefold": "multiple 3",
}


@pytest.mark.parametrize(("text", "wanted"), UNITS.items())
def test_money_measures_and_durations(text: str, wanted: str) -> None:
    assert said(text, "en") == [wanted]


DATES = {
    "April 10, 2024": ["date 2024 4 10 year-month-day"],
    "on April 3-4": ["date 4 3 4 4 month-day"],
    "10th April 2024": ["date 2024 4 10 year-month-day"],
    "16 NOV": ["date 11 16 month-day"],
    "by June 2024": ["date 2024 6 year-month"],
    "last October": ["date 10 month"],
    "last year": ["relative -1 year"],
    "in May": ["date 5 month"],
    "by 2030,": ["date 2030 year"],
    "its 2030 target": ["date 2030 year"],
    "2019-20": ["date 2019 2020 year"],
    "2024-04-10": ["date 2024 4 10 year-month-day"],
    "the 1980s": ["date 1980 decade"],
    "in their twenties": ["date 20 decade"],
    "the 21st century": ["date 21 century"],
    "the first quarter": ["date 1 quarter"],
    "on Wednesday": ["date 3 weekday"],
    "5:30 p.m.": ["time 1050 clock"],
    "half past four in the morning": ["time 270 clock"],
    "8 o'clock": ["time 480 clock-12"],
    "noon": ["time 720 clock"],
}


@pytest.mark.parametrize(("text", "wanted"), DATES.items())
def test_dates_and_times(text: str, wanted: list[str]) -> None:
    assert said(text, "en") == wanted


def test_figures_joined_to_words_and_marks_keep_their_spans() -> None:
    text = "𠀀 US$2.9 billion in 2024; three billion gallons…"
    assert [q.text for q in find_quantities(text, "en")] == ["US$2.9 billion", "2024", "three billion gallons"]


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no quantities in language 'de'; allowed: zh, en"):
        find_quantities("drei", "de")
