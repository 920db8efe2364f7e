"""What a text costs grows with its length and no faster: steps are counted, no clock is read."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from align import figurepairs
from align.checker import run_checks
from align.matcher import TermMatcher
from align.plugin import Check, load
from align.quantities import Pairing, find_quantities, pair_quantities, read_up_to
from align.term import Termbase
from align.web.marks import marks
from pairs import one_to_one

CHECKS = {check.id: check for check in load("align.checks", "CHECK", Check)}
PIECES = (
    "1,|1.|1 |1-|$1|1/|一|万|1万|一万|2024年|4月3日至|三分之|一又|半|零|three |twenty-|half |one and |a third |1 over "
    "|(|（|“|AIST |a |a@|½|1:|1e9|-1|不得超过三|no more than 3 |one hundred and one thousand |5美元|5 miles |50%"
    "|123,|1/2|a.|2^9"
).split("|")
MOST = 2.6
"""How many times the steps of a text its double may cost: a square would be 4."""


def steps(work: Callable[[], object]) -> int:
    """How many functions, of Python and of C, are called."""
    count = 0

    def called(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def assert_linear(work: Callable[[int], object], size: int) -> None:
    work(size // 4)  # tables that are built once
    small, large = steps(lambda: work(size)), steps(lambda: work(2 * size))
    assert large <= MOST * small + 500, (small, large)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("piece", PIECES)
def test_reading_figures_takes_steps_by_length(piece: str, lang: str) -> None:
    assert_linear(lambda size: find_quantities(piece * (size // len(piece)), lang), 1_200)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("5 miles, ", "8公里，"),
        ("$5, ", "6美元，"),
        ("50%, ", "一半，"),
        ("40%, ", "5倍，"),
        ("April 3-4, ", "4月3日，"),
        ("7, ", "8，"),
    ],
)
def test_pairing_takes_steps_by_the_number_of_figures(source: str, target: str) -> None:
    assert_linear(lambda size: pair_quantities(source * size, "en", target * (size + 1), "zh"), 150)


def test_pairing_different_figures_takes_steps_by_their_number() -> None:
    def work(size: int) -> object:
        source = "".join(f"{i} km, " for i in range(100, 100 + size))
        target = "".join(f"{7 * i}公里，" for i in range(100, 100 + size))
        return pair_quantities(source, "en", target, "zh")

    assert_linear(work, 150)


@pytest.mark.parametrize("rule", ["term-drift", "acronym-expansion", "figures", "latin-lost", "country"])
@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("AIST ", "AIST "),
        ("All Ice Sea Team (AIST) ", "国际协定局（AIST），国际协会（AIST），"),
        ("(AIST)", "（国家）"),
        ("France 5 ", "印度5元，"),
    ],
)
def test_one_line_costs_a_rule_steps_by_its_length(rule: str, source: str, target: str) -> None:
    def work(size: int) -> object:
        pair = one_to_one([(source * size).strip()], [target.strip() * size])
        return run_checks(pair, "any", [CHECKS[rule]])

    assert_linear(work, 40)


def test_neighbours_are_read_once_however_many_figures_ask_for_them() -> None:
    def work(size: int) -> object:
        lines = ["".join(f"{i}, " for i in range(50, 50 + size)).strip(), "Fine."]
        return run_checks(one_to_one(lines, ["好。", "3公里，" * size]), "any", [CHECKS["figures"]])

    assert_linear(work, 150)


def test_rules_that_read_figures_share_their_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def counted(*texts: str) -> Pairing:
        asked.append(texts)
        return pair_quantities(*texts)

    monkeypatch.setattr(figurepairs, "pair_quantities", counted)
    pair = one_to_one(["It has 900 workers and 30 schools."], ["它有30名工人和900所学校。"])
    found = run_checks(pair, "any", [CHECKS["figures"], CHECKS["figures-swapped"]])
    assert [finding.rule for finding in found] == ["figures-swapped"]
    assert len(asked) == 1


def test_a_table_is_marked_up_to_its_limit_and_not_paired(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figurepairs, "MOST", 3)
    pair = one_to_one(["5 km, 6 km, 7 km, 8 km"], ["8公里"])
    nothing = TermMatcher(Termbase(), "en"), TermMatcher(Termbase(), "zh")
    (row,) = marks(pair, 0, 1, nothing)
    assert [len(row[side]) for side in ("source", "target")] == [3, 1]


def test_the_part_of_a_text_that_has_so_many_figures() -> None:
    assert read_up_to("3 and 4 and 5", "en", 2) == len("3 and 4 and ")
    assert read_up_to("3 and 4 and 5", "en", 3) == len("3 and 4 and 5")
    assert read_up_to("三个人和4个人", "zh", 1) == len("三个人和")
    assert read_up_to("words without any or a word", "en", 0) == len("words without any or ")
    assert read_up_to("see x@y.org or #5", "en", 0) == len("see x@y.org or #5")
    with pytest.raises(ValueError, match="allowed: zh, en"):
        read_up_to("drei", "de", 1)
