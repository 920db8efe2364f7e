"""align baseline: dismissed findings leave the report, come back when their text changes, and are pruned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from align.cli import cli
from align.errors import AlignError

EN = "Three billion gallons were used.\nIt cost $16 million.\n"
ZH = "使用了10亿加仑。\n它花费1600美元。\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def findings() -> list[dict[str, str]]:
    found = json.loads(run("check", "--format", "json", "--quiet").stdout)["findings"]
    assert isinstance(found, list)
    return found


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for lang, text in (("en", EN), ("zh", ZH)):
        (tmp_path / "corpus" / lang).mkdir(parents=True)
        (tmp_path / "corpus" / lang / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "glossary").mkdir()
    monkeypatch.chdir(tmp_path)
    assert run("run").exit_code == 0
    return tmp_path


def test_a_dismissed_finding_leaves_the_report_and_the_exit_code(project: Path) -> None:
    first, second = findings()
    assert run("check").exit_code == 1
    assert run("baseline", "add", first["fingerprint"][:8], "--reason", "as printed").exit_code == 0
    assert [f["fingerprint"] for f in findings()] == [second["fingerprint"]]
    assert run("baseline", "add", "--all", "--reason", "as printed").exit_code == 0
    result = run("check")
    assert result.exit_code == 0
    assert "2 dismissed" in result.stderr


def test_a_changed_sentence_brings_its_finding_back_and_prune_drops_the_line(project: Path) -> None:
    run("baseline", "add", "--all", "--reason", "as printed")
    path = project / "corpus" / "zh" / "a.txt"
    path.write_text(ZH.replace("使用了", "共使用"), encoding="utf-8")
    run("run")
    assert len(findings()) == 1
    assert "unused" in run("baseline", "show").stdout
    assert "1 line dropped, 1 kept" in run("baseline", "prune").stdout
    assert "0 lines dropped, 1 kept" in run("baseline", "prune").stdout


def test_an_expired_line_counts_no_more_and_may_be_renewed(project: Path) -> None:
    run("baseline", "add", "--all", "--reason", "for now", "--expires", "2020-01-01")
    assert len(findings()) == 2
    assert run("baseline", "add", "--rule", "figures", "--reason", "again").exit_code == 0
    assert findings() == []


def test_the_report_names_what_baseline_takes_and_two_are_never_taken_for_one(project: Path) -> None:
    first, second = (finding["fingerprint"] for finding in findings())
    assert "nothing is dismissed" in run("baseline", "show").stdout
    assert f", {first[:8]}" in run("check").stdout
    result = run("baseline", "add", "", "--reason", "why")
    assert "findings have a fingerprint that begins with ''" in str(result.exception)
    assert second[:8] in str(result.exception)
    assert "1 finding dismissed" in run("baseline", "add", first[:8], "--reason", "as printed").stdout


@pytest.mark.parametrize(
    ("rule", "said"), [("figurs", "Did you mean 'figures'"), ("quotes", "no open finding of quotes")]
)
def test_a_rule_that_has_no_finding_is_told(project: Path, rule: str, said: str) -> None:
    assert said in str(run("baseline", "add", "--rule", rule, "--reason", "why").exception)


@pytest.mark.parametrize("arguments", [("abc",), ("",), (), ("--all",)])
def test_nothing_is_dismissed_by_accident(project: Path, arguments: tuple[str, ...]) -> None:
    result = run("baseline", "add", *arguments, "--reason", " " if "--all" in arguments else "why")
    assert isinstance(result.exception, AlignError)
    assert not (project / "baseline.tsv").exists()
