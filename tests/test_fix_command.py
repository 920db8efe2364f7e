"""align check --fix, --diff, --unsafe-fixes: files changed exactly where shown, alignments and decisions kept."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from align import mending
from align.checker import enabled
from align.cli import cli
from align.config import Config
from align.errors import TextError
from align.pipeline import check
from align.plugin import Check, load
from align.project import find_project

EN = "The GIST program began.\r\nThree billion gallons were used.\r\nShips from France came.\r\n"
ZH = "\ufeff间质瘤计划开始了。\r\n使用了10亿加仑。\r\n德国的舰艇来了。\r\n"
SAFE = "\ufeff全球科技创新计划开始了。\r\n使用了30亿加仑。\r\n德国的舰艇来了。\r\n"
GLOSSARY = """- id: gist
  en: {preferred: Global Innovation through Science and Technology, abbreviation: GIST}
  zh: {preferred: 全球科技创新计划, forbidden: [间质瘤]}
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def target(project: Path) -> str:
    return (project / "corpus/zh/a.txt").read_bytes().decode("utf-8")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for lang, text in (("en", EN), ("zh", ZH)):
        (tmp_path / "corpus" / lang).mkdir(parents=True)
        (tmp_path / "corpus" / lang / "a.txt").write_bytes(text.encode("utf-8"))
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "terms.yaml").write_text(GLOSSARY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("run").exit_code == 0
    return tmp_path


def test_diff_shows_and_writes_nothing(project: Path) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    result = run("check", "--diff")
    assert result.exit_code == 1
    assert "+使用了30亿加仑。" in result.stdout
    assert "nothing was written" in result.stderr
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_the_diff_is_what_fix_does(project: Path) -> None:
    (project / "corpus/zh/a.txt").write_text(ZH.replace("\r", "").removeprefix("\ufeff"), encoding="utf-8")
    run("run")
    shown = run("check", "--diff", "--unsafe-fixes").stdout
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    subprocess.run(["git", "apply", "-"], cwd=project, check=True, input=shown.encode("utf-8"))
    patched = target(project)
    (project / "corpus/zh/a.txt").write_text(ZH.replace("\r", "").removeprefix("\ufeff"), encoding="utf-8")
    assert run("check", "--fix", "--unsafe-fixes", "--exit-zero").exit_code == 0
    assert target(project) == patched


def test_fix_changes_the_marked_places_and_no_other_byte(project: Path) -> None:
    result = run("check", "--fix")
    assert "2 fixes made" in result.stderr
    assert "1 more with --unsafe-fixes" in result.stderr
    assert target(project) == SAFE
    assert (project / "corpus/en/a.txt").read_bytes() == EN.encode("utf-8")
    again = run("check", "--fix", "--format", "json", "--quiet")
    assert target(project) == SAFE
    assert {f["rule"] for f in json.loads(again.stdout)["findings"]} == {"country"}
    run("check", "--fix", "--unsafe-fixes")
    assert target(project) == SAFE.replace("德国", "法国")
    assert run("check").exit_code == 0


def test_beads_stay_as_people_left_them(project: Path) -> None:
    path = project / "alignments" / "a.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    row = next(n for n, line in enumerate(lines) if "间质瘤" in line)
    cells = lines[row].split("\t")
    cells[0], cells[1], cells[5], cells[6] = "confirmed", "1.00", "bookmark", "checked by hand"
    lines[row] = "\t".join(cells)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    run("check", "--fix")
    kept = next(line for line in path.read_text(encoding="utf-8").splitlines() if "全球科技创新计划" in line)
    assert kept.startswith("confirmed\t1.00\t1-1\t")
    assert "\tbookmark\tchecked by hand\t" in kept
    assert run("run").exit_code == 0
    assert kept in path.read_text(encoding="utf-8")


def test_a_dismissed_finding_is_left_alone_and_stays_dismissed(project: Path) -> None:
    found = json.loads(run("check", "--format", "json", "--quiet").stdout)["findings"]
    figures = next(f for f in found if f["rule"] == "figures")
    run("baseline", "add", figures["fingerprint"], "--reason", "as printed")
    run("check", "--fix")
    assert target(project) == SAFE.replace("30亿", "10亿")
    assert "holds" in run("baseline", "show").stdout


def test_a_dismissed_finding_stays_dismissed_when_its_sentence_is_mended(project: Path, tmp_path: Path) -> None:
    for lang, text in (
        ("en", "The GIST program used three billion gallons.\n"),
        ("zh", "间质瘤计划使用了10亿加仑。\n"),
    ):
        (tmp_path / "corpus" / lang / "a.txt").write_text(text, encoding="utf-8")
    run("run")
    run("baseline", "add", "--rule", "figures", "--reason", "as printed")
    run("check", "--fix")
    assert target(project) == "全球科技创新计划使用了10亿加仑。\n"
    assert run("check").exit_code == 0
    assert "holds" in run("baseline", "show").stdout


def test_unsafe_fixes_alone_ask_for_nothing(project: Path) -> None:
    result = run("check", "--unsafe-fixes")
    assert result.exit_code == 2
    assert "--fix or --diff" in result.stderr


def mended() -> tuple[mending.Mended, ...]:
    found = find_project()
    checks = enabled(load("align.checks", "CHECK", Check), Config().rules, Config().options)
    return mending.mend(found, check(found, (), checks), checks)


def test_a_file_changed_meanwhile_is_not_overwritten(project: Path) -> None:
    made = mended()
    changed = ZH + "新的一行。\r\n"
    (project / "corpus/zh/a.txt").write_bytes(changed.encode("utf-8"))
    with pytest.raises(TextError, match="has changed"):
        mending.write(find_project(), made)
    assert target(project) == changed


def test_where_the_alignment_cannot_be_written_the_text_stays(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = mended()
    real = mending.write_text

    def write(path: Path, text: str) -> bool:
        if path.suffix == ".tsv":
            raise TextError("cannot be written: no space", path=path)
        return real(path, text)

    monkeypatch.setattr(mending, "write_text", write)
    with pytest.raises(TextError, match="no space"):
        mending.write(find_project(), made)
    assert target(project) == ZH
