"""docs/ci.md and the pre-commit hooks name only commands, options and settings that exist."""

from __future__ import annotations

import re
import shlex

import click
import pytest
import yaml

from align.cli import cli
from align.config import load_config
from align.plugin import Check, Report, load
from conftest import ROOT

PAGE = (ROOT / "docs" / "ci.md").read_text("utf-8")
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
COMMANDS = sorted(
    {match.split("  ")[0].split(" | ")[0].strip() for match in re.findall(r"^\s*(?:run: )?(align .*)$", PAGE, re.M)}
    | {hook["entry"] for hook in HOOKS}
)


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_is_one_that_there_is(line: str) -> None:
    words = shlex.split(line)[1:]
    command: click.Command = cli
    while isinstance(command, click.Group):
        found = command.get_command(click.Context(command), words.pop(0))
        assert found is not None, line
        command = found
    options = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= options
    if "--format" in words:
        assert words[words.index("--format") + 1] in {report.id for report in load("align.reports", "REPORT", Report)}


def test_hooks_get_no_file_names_and_the_page_names_them() -> None:
    assert all(hook["pass_filenames"] is False and hook["language"] == "python" for hook in HOOKS)
    named = set(re.findall(r"- id: ([a-z-]+)", PAGE))
    assert named <= {hook["id"] for hook in HOOKS}
    wanted = {"corpus/zh/a.txt", "sub/glossary/x.yaml", "align.yaml", "baseline.tsv"}
    assert all(re.search(HOOKS[0]["files"], path) for path in wanted)
    assert not re.search(HOOKS[0]["files"], "src/notcorpus.py")


def test_the_settings_of_the_page_are_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("settings")
    block = next(text for text in re.findall(r"```yaml\n(.*?)```", PAGE, re.S) if text.startswith("fail-on"))
    (root / "align.yaml").write_text(block, "utf-8")
    config = load_config(root, lambda: load("align.checks", "CHECK", Check))
    assert [ignore.scope for ignore in config.ignores] == ["file", "block", "line"]


def test_the_workflow_is_yaml_with_the_steps_it_says() -> None:
    block = next(text for text in re.findall(r"```yaml\n(.*?)```", PAGE, re.S) if text.startswith("name"))
    steps = yaml.safe_load(block)["jobs"]["check"]["steps"]
    assert steps[0]["with"]["fetch-depth"] == 0
    assert sum("align check" in step.get("run", "") for step in steps) == 3
