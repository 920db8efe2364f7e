"""Terminal columns: Han are two cells wide, and nothing is lost at a line's end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from align.cells import cells, cut, pad, pad_left, printable, wrap


def test_english_breaks_at_spaces_and_hyphens() -> None:
    assert wrap("The U.S.-Japan Alliance", 10) == ("The U.S.-", "Japan", "Alliance")


def test_chinese_breaks_anywhere_but_before_a_closing_mark() -> None:
    assert wrap("美国和日本，打算。", 10) == ("美国和日", "本，打算。")
    assert wrap("他说（好的）。", 7) == ("他说", "（好", "的）。")


def test_mixed_text_fills_its_lines() -> None:
    assert wrap("探索AUKUS第二支柱下的先进能力合作", 12) == ("探索AUKUS第", "二支柱下的先", "进能力合作")


def test_a_word_too_long_is_cut() -> None:
    assert wrap("a " + "x" * 12 + " b", 5) == ("a", "xxxxx", "xxxxx", "xx b")


def test_text_cannot_steer_the_terminal() -> None:
    assert printable("a\x1b[31mb\u202ec\td\r\ne") == "a<U+001B>[31mb<U+202E>c d e"


def test_widths() -> None:
    assert cells("王ab") == 4
    assert pad("王", 4) == "王  "
    assert pad_left("王", 4) == "  王"
    assert cut("美国和日本", 10) == "美国和日本"
    assert cut("美国和日本打算", 10) == "美国和日…"


@given(st.text(), st.integers(8, 40))
def test_lines_fit_and_hold_all_but_spaces(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(printable(text).split())


@given(st.text(), st.integers(3, 40))
def test_a_cut_text_fits(text: str, width: int) -> None:
    assert cells(cut(text, width)) <= width
