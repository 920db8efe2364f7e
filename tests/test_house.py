"""Rules that keep the house in order: light start, floors, fresh docs, help with examples."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from align.catalogue import checks_page
from align.cli import cli
from align.plugin import Check, load
from conftest import ROOT

HEAVY = (
    "numpy",
    "lxml",
    "rich",
    "rjieba",
    "babel",
    "opencc",
    "sacrebleu",
    "sentencepiece",
    "starlette",
    "numba",
    "onnxruntime",
    "tokenizers",
)
COMMANDS = cli.list_commands(click.Context(cli))


def test_starting_the_command_line_loads_no_heavy_library() -> None:
    code = f"import sys, align.cli; print(*[name for name in {HEAVY} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.split() == []


def test_docs_of_checks_are_fresh() -> None:
    page = (ROOT / "docs" / "checks.md").read_text("utf-8")
    assert page == checks_page(load("align.checks", "CHECK", Check)), "docs/checks.md is stale: run `make docs`"


def test_the_default_rules_flag_few_good_translations() -> None:
    """The budget: what benchmarks/checks.py measured last, on pairs that nothing was tuned on."""
    rates = json.loads((ROOT / "src" / "align" / "data" / "rates.json").read_text("utf-8"))
    assert rates["pairs"] > 4_000
    assert rates["any"] / rates["pairs"] <= 0.06


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    result = CliRunner().invoke(cli, [name, "--help"])
    assert result.exit_code == 0
    assert f"align {name}" in result.output.split("Options:")[0].split("\n", 1)[1], "no example in the help"


def test_no_file_grows_beyond_one_idea() -> None:
    too_long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in (ROOT / "src").rglob("*.py")
        if (lines := len(path.read_text("utf-8").splitlines())) > 320
    }
    assert too_long == {}


def test_no_path_of_a_machine_and_no_registry_in_the_tree() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    forbidden = ("/" + "work/", "/" + "root/", "pypi" + ".org", "files." + "pythonhosted", "registry." + "npmjs")
    found = []
    for name in filter(None, listed):
        path = ROOT / name
        if (
            path.suffix in (".py", ".md", ".toml", ".txt", ".yaml", ".yml", "")
            and path.is_file()
            and "corpus" not in name
        ):
            text = path.read_text("utf-8", errors="ignore")
            found += [f"{name}: {word}" for word in forbidden if word in text]
    assert found == []


def test_readme_shows_what_the_commands_print() -> None:
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        from readme import refreshed
    finally:
        sys.path.pop(0)
    text = (ROOT / "README.md").read_text("utf-8")
    assert refreshed(text) == text, "README.md is stale: run `make docs`"


def test_readme_names_only_commands_that_exist() -> None:
    text = Path(ROOT / "README.md").read_text("utf-8")
    named = {line.split()[1] for line in text.splitlines() if line.startswith("align ") and len(line.split()) > 1}
    assert named <= set(COMMANDS)
