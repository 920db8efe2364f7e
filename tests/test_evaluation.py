"""Strict and lax measures, and the gold format."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from align.cli import cli
from align.errors import AlignmentError
from align.evaluation import evaluate, read_gold

GOLD = (((0,), (0,)), ((1,), (1, 2)), ((2,), ()), ((3, 4), (3,)))


def test_a_perfect_alignment() -> None:
    result = evaluate(GOLD, GOLD)
    assert result.strict.f1 == result.lax.f1 == 1.0
    assert result.strict.wanted == 3, "beads without counterpart are not counted"
    assert [kind for kind, _ in result.by_type] == ["1-1", "1-2", "2-1"]


def test_a_truncated_bead_is_lax_only() -> None:
    found = (((0,), (0,)), ((1,), (1,)), ((), (2,)), ((2,), ()), ((3, 4), (3,)))
    result = evaluate(found, GOLD)
    assert result.strict.precision == result.strict.recall == pytest.approx(2 / 3)
    assert result.lax.f1 == 1.0


def test_nothing_found() -> None:
    result = evaluate((), GOLD)
    assert (result.strict.precision, result.strict.recall, result.strict.f1) == (0.0, 0.0, 0.0)


def test_gold_is_read() -> None:
    assert read_gold("[0, 1]:[0]:0.5\n[]:[1]\n\n[2]:[]\n", "x") == (((0, 1), (0,)), ((), (1,)), ((2,), ()))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[0]:[0]\n[a]:[1]\n", "x:2: not a bead"),
        ("[0]:[0]\n[0]:[1]\n", "x:2: the source segment 0 stands in two beads (first on line 1)"),
        ("[0]:[7]\n", "x:1: there is no target segment 7"),
        ("\n", "x: holds no beads"),
    ],
)
def test_bad_gold_is_refused(text: str, says: str) -> None:
    with pytest.raises(AlignmentError) as error:
        read_gold(text, "x", (3, 3))
    assert str(error.value).startswith(says)


def test_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.zh").write_text("两国签署了12项协议。\n总统没有回答。\n", encoding="utf-8")
    Path("a.en").write_text(
        "The two countries signed 12 agreements.\nThe president did not answer.\n", encoding="utf-8"
    )
    Path("a.gold").write_text("[0]:[0]\n[1]:[1]\n", encoding="utf-8")
    runner = CliRunner()
    scored = runner.invoke(cli, ["evaluate", "a.gold", "a.zh", "a.en", "--segmented", "--no-dictionary"])
    assert "strict     1.000   1.000   1.000       2       2" in scored.output
    assert "segmentation:given" in scored.output
    Path("a.mt").write_text("Two countries signed 12 agreements.\nThe president gave no answer.\n", encoding="utf-8")
    command = ["evaluate", "a.gold", "a.zh", "a.en", "--segmented", "--mt", "a.mt"]
    told = runner.invoke(cli, command)
    assert "strict     1.000   1.000   1.000       2       2" in told.output
    assert "+translation+" in told.output, "the signature names the scorer of translations"
    refused = runner.invoke(cli, ["evaluate", "a.gold", "--predicted", "a.gold", "--mt", "a.mt"])
    assert (refused.exit_code, "give SOURCE and TARGET" in refused.output) == (2, True)
    for form, start in {"vecalign": "[0]:[0]:", "hunalign": "0\t0\t", "tsv": "bead\ttype"}.items():
        shown = runner.invoke(cli, ["pair", "a.zh", "a.en", "--segmented", "--format", form])
        assert shown.exit_code == 0
        assert shown.output.startswith(start)
