"""The baseline: dismissed findings by content, one line each, read strictly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.checker import run_checks
from align.errors import AlignError
from align.plugin import Check, load
from align.verdicts import Verdict, apply, format_verdicts, load_verdicts, parse_verdicts, save_verdicts
from pairs import one_to_one

CHECKS = load("align.checks", "CHECK", Check)
ENGLISH = ["Three billion gallons of fuel.", "Nine hundred workers came."]
CHINESE = ["10 亿加仑燃料。", "来了 9000 名工人。"]
FINDINGS = run_checks(one_to_one(ENGLISH, CHINESE), "visit", CHECKS)
FIRST, SECOND = FINDINGS
YES = Verdict("visit", FIRST.rule, FIRST.fingerprint, "quoted as printed", "Li Na", None, FIRST.message)

texts = st.text(max_size=20)
names = st.text(min_size=1, max_size=10)
verdicts = st.builds(
    Verdict,
    name=names,
    rule=names,
    fingerprint=st.text("0123456789abcdef", min_size=20, max_size=20),
    reason=st.text(min_size=1).filter(str.strip),
    owner=texts,
    expires=st.none() | st.dates(),
    message=texts,
)


def test_a_dismissed_finding_is_no_longer_open() -> None:
    result = apply(FINDINGS, [YES])
    assert (result.open, result.dismissed) == ((SECOND,), (FIRST,))
    assert (result.unused, result.expired) == ((), ())


def test_a_verdict_survives_a_move_and_falls_with_the_text() -> None:
    moved = run_checks(one_to_one(["Hello.", *ENGLISH], ["你好。", *CHINESE]), "visit", CHECKS)
    assert [f.rule for f in apply(moved, [YES]).dismissed] == [FIRST.rule]
    edited = run_checks(one_to_one(ENGLISH, ["20 亿加仑燃料。", CHINESE[1]]), "visit", CHECKS)
    result = apply(edited, [YES])
    assert len(result.open) == 2
    assert result.unused == (YES,)


def test_a_verdict_past_its_day_counts_no_more() -> None:
    until = replace(YES, expires=date(2026, 3, 1))
    assert apply(FINDINGS, [until], today=date(2026, 3, 1)).dismissed == (FIRST,)
    late = apply(FINDINGS, [until], today=date(2026, 3, 2))
    assert late.open == FINDINGS
    assert late.expired == (until,)


def test_verdicts_of_documents_that_were_not_checked_are_not_unused() -> None:
    other = replace(YES, name="another")
    assert apply(FINDINGS, [other]).unused == ()
    assert apply(FINDINGS, [other], names=["visit", "another"]).unused == (other,)


@given(st.lists(verdicts, unique_by=lambda v: (v.name, v.fingerprint)))
def test_what_is_written_is_read_again(given_: list[Verdict]) -> None:
    text = format_verdicts(given_)
    again = parse_verdicts(text, "baseline.tsv")
    assert sorted(again, key=repr) == sorted(given_, key=repr)
    assert format_verdicts(reversed(again)) == text


def test_on_disk_it_is_stable_and_absent_means_none(tmp_path: Path) -> None:
    path = tmp_path / "baseline.tsv"
    assert load_verdicts(path) == ()
    assert save_verdicts(path, [YES]) is True
    assert save_verdicts(path, load_verdicts(path)) is False
    assert path.read_text("utf-8").splitlines()[2].split("\t")[:5] == [
        "visit", "figures", FIRST.fingerprint, "quoted as printed", "Li Na",
    ]  # fmt: skip


LINE = format_verdicts([YES]).splitlines()[2]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (LINE.replace("quoted as printed", "-"), "without a reason"),
        (LINE.replace(FIRST.fingerprint, "xyz"), "'xyz' is no fingerprint"),
        (LINE.replace("\t-\t", "\tsoon\t"), "'soon' is no day"),
        (LINE + "\tmore", "has 8 columns instead of 7"),
        (LINE.replace("quoted", "\\q"), "is no escape"),
        ("<<<<<<< HEAD", "in the middle of a merge"),
        (LINE + "\n" + LINE, "line 3 decides on"),
    ],
)
def test_a_slip_is_told_with_its_line(line: str, message: str) -> None:
    head = "".join(format_verdicts([]))
    with pytest.raises(AlignError, match=r"baseline\.tsv:[34]: ") as told:
        parse_verdicts(head + line + "\n", "baseline.tsv")
    assert message in str(told.value)
    assert told.value.allowed


def test_another_file_is_no_baseline() -> None:
    with pytest.raises(AlignError, match="is not a baseline file"):
        parse_verdicts("hello\n", "baseline.tsv")
