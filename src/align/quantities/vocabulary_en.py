"""The words English numbers are made of, and what each is worth."""

from __future__ import annotations

from fractions import Fraction

ONES = {
    name: value
    for value, name in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen "
        "eighteen nineteen".split()
    )
}
TENS = {
    name: 10 * value
    for value, name in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES = {
    "hundred": 100, "thousand": 1000, "lakh": 10**5, "million": 10**6, "crore": 10**7, "billion": 10**9,
    "trillion": 10**12, "quadrillion": 10**15,
    "mil": 10**6, "mln": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12, "dozen": 12, "dozens": 12,
    "dozs": 12, "dzs": 12,
    "millions": 10**6, "billions": 10**9, "trillions": 10**12, "thousands": 1000, "hundreds": 100,
}  # fmt: skip
SUFFIXES = {"k": 1000, "K": 1000, "m": 10**6, "M": 10**6, "mn": 10**6, "MM": 10**6, "mm": 10**6, "b": 10**9, "B": 10**9,
            "bn": 10**9, "tn": 10**12, "mil": 10**6, "mln": 10**6}  # fmt: skip
_IRREGULAR = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "nineth": 9, "twelfth": 12,
}  # fmt: skip
ORDINALS = (
    {name + "th": value for name, value in (ONES | SCALES).items() if not name.endswith("s")}
    | {name[:-1] + "ieth": value for name, value in TENS.items()}
    | _IRREGULAR
)
HALVES = {"half": Fraction(1, 2), "halves": Fraction(1, 2), "quarter": Fraction(1, 4), "quarters": Fraction(1, 4)}
VULGAR = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8"}
NUMBER_WORDS = frozenset(ONES) | frozenset(TENS) | frozenset(SCALES) | frozenset(ORDINALS) | frozenset(HALVES)
