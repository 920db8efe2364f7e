"""align check: what is asked about, what is left out, what is kept between runs, and what settings may say."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import align.pipeline
from align.cli import cli
from align.errors import AlignError, ConfigError
from align.project import find_project

EN = (
    "The plan cost 3 billion dollars.\nIt hired 900 workers.\n\n"
    "It used 16 million gallons of water.\nAmtrak leads it.\n"
)
ZH = "该计划花费10亿美元。\n它雇了9000名工人。\n\n它使用了15万加仑水。\n由Amtrak领导。\n"
GLOSSARY = "- id: amtrak\n  en: {preferred: Amtrak}\n  zh: {preferred: Amtrak}\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def findings(*arguments: str) -> list[str]:
    """Rule and marked text of every finding."""
    result = run("check", "--format", "json", *arguments)
    assert result.exit_code in (0, 1), result.output
    return [f"{f['rule']} {f['target']['text']}" for f in json.loads(result.stdout)["findings"]]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two aligned documents; b is the first line of a."""
    root = tmp_path_factory.mktemp("template")
    for lang, text in (("en", EN), ("zh", ZH)):
        (root / "corpus" / lang).mkdir(parents=True)
        (root / "corpus" / lang / "a.txt").write_text(text, "utf-8")
        (root / "corpus" / lang / "b.txt").write_text(text.split("\n")[0] + "\n", "utf-8")
    (root / "glossary").mkdir()
    (root / "glossary" / "names.yaml").write_text(GLOSSARY, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert run("run").exit_code == 0
    return root


@pytest.fixture
def project(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "project"
    shutil.copytree(template, root)
    monkeypatch.chdir(root)
    return root


def settings(project: Path, text: str) -> None:
    (project / "align.yaml").write_text(text, "utf-8")


ALL = ["figures 10亿美元", "figures 9000名", "figures 15万加仑", "figures 10亿美元"]


def test_without_settings_everything_is_found(project: Path) -> None:
    assert findings() == ALL


@pytest.mark.parametrize(
    "arguments",
    [("a",), ("corpus/zh/a.txt",), ("corpus/en/a.txt",), ("alignments/a.tsv",), ("./corpus/../corpus/zh/a.txt", "a")],
)
def test_a_document_is_named_or_pointed_at(project: Path, arguments: tuple[str, ...]) -> None:
    assert findings(*arguments) == ALL[:3]


@pytest.mark.parametrize("path", ["corpus", "corpus/zh", ".", "glossary", "glossary/names.yaml"])
def test_a_folder_or_what_bears_on_all_stands_for_all(project: Path, path: str) -> None:
    assert findings(path) == ALL


def test_a_path_outside_the_corpus_is_refused(project: Path) -> None:
    (project / "notes.txt").write_text("x", "utf-8")
    assert "belongs to no document pair" in str(run("check", "notes.txt").exception)
    assert "Did you mean" in str(run("check", "aa").exception)


def test_since_nothing_is_a_slip(project: Path) -> None:
    assert "--since without a commit" in str(run("check", "--since", "").exception)


# Settings


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("rule: {}\n", 1, "'rules'"),
        ("dictionary: no\n", 1, "on, off"),
        ("source: ../..\n", 1, "no language code"),
        ("fail-on: major\nsource: zh\n", 2, "both 'zh'"),
        ("rules:\n  figurs: off\n", 2, "'figures'"),
        ("rules:\n  figures: majr\n", 2, "'major'"),
        ("rules:\n  figures: {levle: major}\n", 2, "'level'"),
        ("rules:\n  cjk-spacing: {style: spaces}\n", 2, "'space'"),
        ("rules:\n  alike-source: {alike: 101}\n", 2, "from 50 to 99"),
        ("rules:\n  custom:\n    patterns:\n      - {name: x, forbid: '('}\n", 4, "regular expression"),
        ("rules:\n  custom:\n    patterns:\n      - {name: x, source: a, target: $1}\n", 4, "$1"),
        ("rules:\n  custom:\n    patterns:\n      - {name: x}\n", 4, "`target` or `forbid`"),
        ("ignore:\n  - {in: a, rule: [figures], reason: x}\n", 2, "'rules'"),
        ("ignore:\n  - {in: a, rules: [figure], reason: x}\n", 2, "'figures'"),
        ("ignore:\n  - {in: a, rules: [figures]}\n", 2, "`reason`"),
        ("ignore:\n  - {in: a, line: x, block: y, reason: z}\n", 2, "both"),
    ],
)
def test_a_slip_in_the_settings_is_named_with_what_is_right(project: Path, text: str, line: int, said: str) -> None:
    settings(project, text)
    with pytest.raises(ConfigError) as error:
        find_project(project)
    assert str(error.value).startswith(f"align.yaml:{line}:")
    assert said in str(error.value)


def test_a_rule_off_by_default_is_switched_on_by_its_name_or_by_all(project: Path) -> None:
    spaced = [found for found in findings("--all") if found.startswith("cjk-spacing")]
    assert spaced
    settings(project, "rules:\n  cjk-spacing: minor\n")
    assert [found for found in findings() if found.startswith("cjk-spacing")] == spaced
    settings(project, "rules:\n  cjk-spacing: {style: none}\n")
    assert findings() == ALL
    settings(project, "rules:\n  cjk-spacing: off\n  figures: off\n")
    assert not [found for found in findings("--all") if found.startswith(("cjk-spacing", "figures"))]


def test_a_pattern_of_the_project_is_checked(project: Path) -> None:
    settings(project, "rules:\n  custom:\n    patterns:\n      - {name: x, source: (\\d+) workers, target: $1 ?名}\n")
    assert [found for found in findings() if found.startswith("custom")] == ["custom 它雇了9000名工人。"]


def test_show_config_says_what_is_in_force(project: Path) -> None:
    settings(project, "fail-on: major\nrules:\n  quotes: off\nignore:\n  - {in: a, line: 花费, reason: x}\n")
    lines = run("show-config").stdout.splitlines()
    for line in ("fail-on: major", "source: en  # default", "  quotes: off", "  figures: major  # default"):
        assert line in lines
    assert "  - {in: a, line: 花费, reason: x}  # line 5" in lines


# Ignores


@pytest.mark.parametrize(
    ("entry", "left"),
    [
        ("{in: corpus/zh/a.txt, reason: x}", ALL[3:]),
        ("{in: '*', rules: figures, reason: x}", []),
        ("{in: a, rules: [quotes], reason: x}", ALL),
        ("{in: corpus/zh/a.txt, line: 工人, reason: x}", [ALL[0], ALL[2], ALL[3]]),
        ("{in: corpus/en/a.txt, line: gallons, rules: [figures], reason: x}", [ALL[0], ALL[1], ALL[3]]),
        ("{in: corpus/en/*, line: billion, reason: x}", [ALL[1], ALL[2]]),
        ("{in: corpus/zh/b.txt, line: 工人, reason: x}", ALL),
    ],
)
def test_an_ignore_leaves_out_its_lines(project: Path, entry: str, left: list[str]) -> None:
    settings(project, f"ignore:\n  - {entry}\n")
    assert findings() == left


def test_a_block_is_more_than_a_line_where_lines_are_joined(project: Path) -> None:
    config = find_project(project)
    source, _ = align.pipeline.documents(config, config.pair("a"))
    blocks = {block.span.of(source.text) for block in source.blocks}
    settings(project, "ignore:\n  - {in: corpus/en/a.txt, block: 900 workers, reason: x}\n")
    assert findings() == [ALL[0], ALL[2], ALL[3]] if "It hired 900 workers." in blocks else [ALL[2], ALL[3]]


def test_an_ignore_that_leaves_nothing_out_is_said_and_may_be_a_finding(project: Path) -> None:
    settings(project, "ignore:\n  - {in: a, rules: [quotes], line: 工人, reason: x}\n")
    assert "align.yaml:2: this leaves out no finding in a" in run("check").stderr
    assert not any(found.startswith("stale") for found in findings())
    assert [found for found in findings("--stale") if found.startswith("stale-ignore")]
    assert not [found for found in findings("--stale", "--rule", "figures") if found.startswith("stale")]
    assert not [found for found in findings("--stale", "b") if found.startswith("stale")]


def test_a_stale_line_of_the_baseline_may_be_a_finding_in_every_report(project: Path) -> None:
    run("baseline", "add", "--all", "--reason", "as printed")
    path = project / "corpus" / "zh" / "a.txt"
    path.write_text(ZH.replace("使用了", "共用去"), "utf-8")
    run("run", "a")
    assert findings("--rule", "quotes", "--stale") == []
    stale = [found for found in findings("--stale") if found.startswith("stale-baseline")]
    assert len(stale) == 1
    assert "as printed" in stale[0]
    for form in ("text", "json", "sarif", "junit", "github", "rdjson", "html"):
        assert "baseline.tsv" in run("check", "--stale", "--format", form).stdout, form


def test_dismissed_findings_are_suppressed_in_sarif(project: Path) -> None:
    run("baseline", "add", "--all", "--reason", "as printed")
    settings(project, "ignore:\n  - {in: b, reason: not ours}\n")
    results = json.loads(run("check", "--format", "sarif").stdout)["runs"][0]["results"]
    reasons = [result["suppressions"][0]["justification"] for result in results]
    assert sorted(reasons) == ["as printed", "as printed", "as printed", "not ours"]


# Since


def git(*arguments: str) -> None:
    names = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *names, *arguments], check=True, capture_output=True)


@pytest.fixture
def committed(project: Path) -> Path:
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "start")
    return project


def test_nothing_changed_nothing_told(committed: Path) -> None:
    assert findings("--since", "HEAD") == []


def test_a_changed_bead_is_told_and_a_moved_one_is_not(committed: Path) -> None:
    path = committed / "corpus" / "zh" / "a.txt"
    path.write_text("前言在此。\n" + ZH.replace("使用了", "共用去"), "utf-8")
    (committed / "corpus" / "en" / "a.txt").write_text("A preface stands here.\n" + EN, "utf-8")
    assert run("run", "a").exit_code == 0
    assert findings("--since", "HEAD") == [ALL[2]]
    git("commit", "-qam", "later")
    assert findings("--since", "HEAD") == []
    assert findings("--since", "HEAD~1") == [ALL[2]]


def test_a_changed_term_touches_its_beads(committed: Path) -> None:
    path = committed / "glossary" / "names.yaml"
    path.write_text("# a comment\n" + GLOSSARY, "utf-8")
    assert findings("--since", "HEAD") == []
    path.write_text(GLOSSARY.replace("zh: {preferred: Amtrak}", "zh: {preferred: 美铁}"), "utf-8")
    assert findings("--since", "HEAD") == ["term-missing Amtrak"]


def test_since_needs_a_commit_and_a_repository(committed: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert "no commit 'nowhere'" in str(run("check", "--since", "nowhere").exception)
    assert "no commit '--help'" in str(run("check", "--since", "--help").exception)


def test_since_outside_a_repository(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent.resolve()))
    assert "git repository" in str(run("check", "--since", "HEAD").exception)


# Cache


@pytest.fixture
def cache(project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("ALIGN_CACHE_DIR", str(folder))
    return folder


def refuse(*_: object, **__: object) -> None:
    raise AssertionError("was worked out again")


def test_the_same_question_is_answered_without_work(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run("check")
    monkeypatch.setattr("align.pipeline.check", refuse)
    again = run("check")
    assert (again.stdout, again.stderr, again.exit_code) == (first.stdout, first.stderr, first.exit_code)
    assert isinstance(run("check", "--no-cache").exception, AssertionError)


def test_a_document_that_did_not_change_is_not_checked_again(
    project: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = findings()
    (project / "corpus" / "zh" / "b.txt").write_text("该计划花费30亿美元。\n", "utf-8")
    assert run("run", "b").exit_code == 0
    import align.remembered

    worked = align.remembered.run_checks
    seen = []
    monkeypatch.setattr(align.remembered, "run_checks", lambda a, name, *r: seen.append(name) or worked(a, name, *r))
    assert findings() == first[:3]
    assert seen == ["b"]


def rewrite(path: Path, pattern: str, new: str) -> None:
    old = path.read_text("utf-8")
    text = re.sub(pattern, new, old)
    assert text != old
    path.write_text(text, "utf-8")


def change_text(root: Path) -> None:
    rewrite(root / "corpus" / "zh" / "a.txt", "9000", "900")
    run("run")


CHANGES: dict[str, Callable[[Path], object]] = {
    "text": change_text,
    "glossary": lambda root: rewrite(
        root / "glossary" / "names.yaml", "zh: {preferred: Amtrak", "zh: {preferred: 美铁"
    ),
    "settings": lambda root: settings(root, "rules: {figures: off}\n"),
    "options": lambda root: settings(root, "rules: {cjk-spacing: {style: space}}\n"),
    "baseline": lambda root: run("baseline", "add", "--all", "--reason", "x"),
    "alignment": lambda root: rewrite(root / "alignments" / "a.tsv", r"(?m)^auto\t[\d.]+\t", "auto\t0.10\t"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_every_change_is_seen(what: str, project: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = run("check", "--format", "json").stdout
    CHANGES[what](project)
    after = run("check", "--format", "json").stdout
    assert after != before
    monkeypatch.setenv("ALIGN_CACHE_DIR", "")
    assert run("check", "--format", "json").stdout == after


def test_another_version_asks_anew(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import align.cache

    run("check")
    count = len(list(cache.iterdir()))
    monkeypatch.setattr(align, "__version__", "9.9.9")
    align.cache.program.cache_clear()
    try:
        run("check")
    finally:
        align.cache.program.cache_clear()
    assert len(list(cache.iterdir())) == 2 * count


@pytest.mark.parametrize("junk", [b"", b"x\n{}", b"\xff\xfe"])
def test_a_spoilt_entry_is_as_good_as_none(cache: Path, junk: bytes) -> None:
    first = run("check").stdout
    for path in cache.iterdir():
        path.write_bytes(junk)
    assert run("check").stdout == first


def test_a_cache_that_cannot_be_written_is_no_error(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "file").write_text("x", "utf-8")
    monkeypatch.setenv("ALIGN_CACHE_DIR", str(project / "file" / "cache"))
    assert run("check").exit_code == 1


def test_nothing_is_kept_in_the_project(project: Path, cache: Path) -> None:
    before = set(project.rglob("*"))
    run("check")
    assert set(project.rglob("*")) == before


def test_an_error_is_not_kept(project: Path, cache: Path) -> None:
    settings(project, "rules: {figurs: off}\n")
    for _ in range(2):
        assert isinstance(run("check").exception, AlignError)
