"""The report for terminals: columns that stand straight under Han, marks, nothing that steers the terminal."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.bead import Alignment, Bead
from align.plugin import ReportInput
from align.reports._columns import cells, painted, side_by_side, text_width, wrap
from align.reports.text import render
from report_sample import alignment, clean, document, finding, sample

GOLDEN = Path(__file__).parent / "golden" / "reports"
ANSI = re.compile("\x1b\\[[0-9;]*m")


@pytest.mark.parametrize("width", [80, 100, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for colour in (False, True):
        for line in ANSI.sub("", render(sample(width=width, colour=colour))).splitlines():
            assert text_width(line) <= width


@pytest.mark.parametrize("width", [80, 120])
def test_the_rule_between_the_columns_stands_in_one_place(width: int) -> None:
    lines = [line for line in render(sample(width=width)).splitlines() if " │ " in f"{line} "]
    assert len({text_width(line.partition("│")[0]) for line in lines}) == 1
    assert len(lines) > 12


@pytest.mark.parametrize(("name", "width", "colour"), [("colour", 100, True), ("narrow", 44, False)])
def test_whole_output_in_colour_and_on_a_narrow_terminal(name: str, width: int, colour: bool) -> None:
    output = render(sample(width=width, colour=colour))
    path = GOLDEN / f"{name}.text.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(output, encoding="utf-8", newline="")
    assert output == path.read_bytes().decode()


def test_worst_first_and_the_summary_last() -> None:
    output = render(sample())
    headings = re.findall(r"── (\w+) · (\d+) ──", output)
    assert headings == [("critical", "3"), ("major", "3"), ("minor", "2"), ("neutral", "1")]
    assert "3 critical, 3 major, 2 minor, 1 neutral in 9 beads of 1 document, with a termbase of 312 concepts" in output


def test_nothing_found_is_said_in_one_line() -> None:
    assert render(clean()) == "No findings in 9 beads of 1 document, with a termbase of 312 concepts\n"


def test_without_colour_marks_stand_in_brackets_and_nothing_is_painted() -> None:
    output = render(sample())
    assert "⟦三 10 亿⟧" in output
    assert "⟦Three billion⟧" in output
    assert "\x1b" not in output


def test_with_colour_the_marked_words_are_painted() -> None:
    output = render(sample(colour=True))
    assert "\x1b[4m\x1b[1;31m胃肠道间质瘤\x1b[0m" in output
    assert "⟦" not in output


def test_a_side_without_text_says_so() -> None:
    assert "(no counterpart)" in render(sample())


def test_a_text_cannot_steer_the_terminal_or_turn_its_direction() -> None:
    pair = Alignment(
        document("a", "en", ["x"]), document("b", "zh", ["红\x1b[31m色\x07\u202e\x9b\r完"]), (Bead((0,), (0,)),)
    )
    found = finding(pair, 1, "figures", "look: \x1b]0;title\x07", target="色")
    output = render(ReportInput((found,), {"visit": pair}, (), "0"))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", output)
    assert "红␛[31m⟦色⟧␇⟨U+202E⟩⟨U+009B⟩␍完" in output


def test_brackets_of_markup_languages_are_only_text() -> None:
    pair = alignment()
    found = finding(pair, 2, "figures", "[b]bold[/b] [/] [red]", target="DICAS")
    assert "[b]bold[/b] [/] [red]" in render(ReportInput((found,), {"visit": pair}, (), "0"))


def test_a_very_long_text_is_cut_around_its_mark() -> None:
    text = "甲" * 50_000 + "错误" + "乙" * 50_000
    pair = Alignment(document("a", "en", ["word " * 9_000]), document("b", "zh", [text]), (Bead((0,), (0,)),))
    found = finding(pair, 1, "figures", "here", target="错误")
    lines = render(ReportInput((found,), {"visit": pair}, (), "0", width=80)).splitlines()
    assert len(lines) < 20
    assert any("甲⟦错误⟧乙" in line for line in lines)


def test_a_replacement_is_shown_and_a_deletion_named() -> None:
    data = sample()
    deletion = replace(data.findings[1], fix="")
    output = render(replace(data, findings=(data.findings[2], deletion)))
    assert "fix  三 10 亿 → 30 亿" in output
    assert "fix  阿尔忒弥斯 → (delete)" in output


def test_a_percentage_is_never_rounded_up_to_certainty() -> None:
    data = sample()
    output = render(replace(data, findings=(replace(data.findings[0], confidence=0.999),)))
    assert "99 % sure" in output


def test_lines_break_between_han_but_not_before_closing_punctuation() -> None:
    lines = ["".join(cell.char for cell in line) for line in wrap(cells("国防与安全，合作（一）"), 10)]
    assert lines == ["国防与安", "全，合作", "（一）"]


@given(st.text(), st.integers(min_value=2, max_value=60))
def test_wrapping_keeps_every_character_but_spaces_and_line_ends(text: str, width: int) -> None:
    given_cells = cells(text)
    lines = wrap(given_cells, width)
    assert all(sum(cell.width for cell in line) <= width for line in lines)
    kept = "".join(cell.char for line in lines for cell in line)
    assert kept.replace(" ", "") == "".join(c.char for c in given_cells if c.char not in " \n")


@given(st.text(max_size=200), st.text(max_size=200), st.integers(min_value=10, max_value=130))
def test_columns_never_run_into_each_other(left: str, right: str, width: int) -> None:
    for line in side_by_side(cells(left), cells(right), width):
        assert text_width(line) <= width


def test_painted_lines_are_closed() -> None:
    assert painted(cells("ab", "\x1b[1m") + cells("c"), 5) == "\x1b[1mab\x1b[0mc  "
