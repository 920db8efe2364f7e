"""align run, show, stats and export as people call them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from align.cells import cells
from align.cli import main
from conftest import ALIGN

NAME = "visit"
EN = """Climate and energy

The two leaders met in Washington on 10 April 2024. They announced $1 billion for clean energy.

Space [b] cooperation

NASA and JAXA will send a pressurized rover to the Moon. The rover weighs 10 tons.
"""
ZH = """气候与能源

两国领导人于2024年4月10日在华盛顿会晤。他们宣布为清洁能源提供10亿美元。

太空[b]合作

NASA和JAXA将向月球发送一辆加压月球车。月球车重10吨。
"""


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


class Project:
    """A project on disk and the command line inside it."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.capsys, self.monkeypatch = root, capsys, monkeypatch
        self.alignment = root / "alignments" / f"{NAME}.tsv"

    def write(self, english: str = EN, chinese: str = ZH, name: str = NAME) -> None:
        for lang, text in (("en", english), ("zh", chinese)):
            (self.root / "corpus" / lang).mkdir(parents=True, exist_ok=True)
            (self.root / "corpus" / lang / f"{name}.txt").write_text(text, encoding="utf-8")

    def edit(self, old: str, new: str) -> None:
        text = self.alignment.read_text(encoding="utf-8")
        assert old in text
        self.alignment.write_text(text.replace(old, new, 1), encoding="utf-8")

    def align(self, *arguments: str) -> Outcome:
        self.monkeypatch.setattr(sys, "argv", ["align", *arguments])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        return Outcome(code, *self.capsys.readouterr())


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    project = Project(tmp_path, capsys, monkeypatch)
    project.write()
    return project


@pytest.fixture
def aligned(project: Project) -> Project:
    assert project.align("run").code == 0
    return project


def test_run_says_in_one_line_what_came_out(project: Project) -> None:
    outcome = project.align("run")
    assert re.fullmatch(r"visit: 6 beads \(1-1 × 6\); mean confidence [01]\.\d\d; 0 decided kept\n", outcome.out)
    assert outcome.err == ""
    assert project.alignment.is_file()


def test_run_tells_which_confirmed_bead_no_longer_stands(aligned: Project) -> None:
    lines = aligned.alignment.read_text(encoding="utf-8").splitlines()
    aligned.edit(lines[7], lines[7].replace("auto", "confirmed").replace("\t-\t-\t", "\t-\tseen\t"))
    aligned.write(chinese=ZH.replace("他们宣布", "双方宣布"))
    outcome = aligned.align("run", NAME)
    assert "0 decided kept; 1 to look at again" in outcome.out
    assert "alignments/visit.tsv:8: this confirmed bead no longer stands (now bead 3, to look at again" in outcome.err
    assert "its note: seen" in outcome.err
    assert "他们宣布为清洁能源" in outcome.err
    assert "review\t" in aligned.alignment.read_text(encoding="utf-8")


def test_run_goes_on_with_the_other_documents(aligned: Project) -> None:
    aligned.write(name="another")
    aligned.edit("auto", "maybe")
    before = aligned.alignment.read_bytes()
    outcome = aligned.align("run")
    assert outcome.code == 2
    assert "another: 6 beads" in outcome.out
    assert "alignments/visit.tsv:6: unknown status 'maybe'" in outcome.err
    assert "Allowed: auto, edited, confirmed, review" in outcome.err
    assert aligned.alignment.read_bytes() == before


def test_a_document_without_its_translation_does_not_stand_in_the_way_of_others(aligned: Project) -> None:
    (aligned.root / "corpus/zh/later.txt").write_text("稍后再译。\n", encoding="utf-8")
    outcome = aligned.align("run")
    assert outcome.code == 2
    assert "visit: 6 beads" in outcome.out
    assert "corpus/zh/later.txt has no counterpart" in outcome.err
    for command in ("run", "show", "stats"):
        assert aligned.align(command, NAME).code == 0
        refused = aligned.align(command, "later")
        assert refused.code == 2
        assert "align import FILE --lang en --name later" in refused.err
    assert aligned.align("check", "--exit-zero").code == 2, "never a pass by accident"
    assert aligned.align("check", "--exit-zero", NAME).code == 0
    assert aligned.align("check", "--exit-zero", "corpus/zh/visit.txt").code == 0
    assert aligned.align("check", "--exit-zero", "corpus/zh").code == 2
    assert aligned.align("check", "--exit-zero", "corpus/en").code == 0, "nothing lonely lies there"
    refused = aligned.align("check", "corpus/zh/later.txt")
    assert (refused.code, refused.out) == (2, "")


@pytest.fixture
def with_a_lonely_one(aligned: Project) -> Project:
    """A pair with an error in its figures beside a document without translation."""
    aligned.write(chinese=ZH.replace("10亿", "20亿"))
    assert aligned.align("run").code == 0
    (aligned.root / "corpus/zh/later.txt").write_text("稍后再译。\n", encoding="utf-8")
    return aligned


LONELY = "align: corpus/zh/later.txt has no counterpart\n"


def test_check_reports_on_all_pairs_and_names_the_document_without_its_translation(
    with_a_lonely_one: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with_a_lonely_one.monkeypatch.setenv("ALIGN_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    for time in ("anew", "from the cache"):
        outcome = with_a_lonely_one.align("check")
        assert outcome.code == 2, time
        assert "20亿美元 → 10亿美元" in outcome.out, time
        assert outcome.err.count(LONELY) == 1, time
    outcome = with_a_lonely_one.align("check", "--format", "sarif", "--output", "all.sarif", "--quiet")
    assert (outcome.code, outcome.out) == (2, "")
    assert LONELY in outcome.err, "an error is told to the quiet too"
    found = json.loads((with_a_lonely_one.root / "all.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert [result["ruleId"] for result in found] == ["figures"]
    diff = with_a_lonely_one.align("check", "--diff", "--unsafe-fixes", "--exit-zero")
    assert diff.code == 2
    assert "+" in diff.out
    assert LONELY in diff.err


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("stats", "mean confidence"),
        ("stats --format json", '"name": "visit"'),
        ("glossary update", "candidate"),
        ("glossary update --dry-run", "+"),
        ("glossary update --check", "+"),
        ("term Moon", "1 × in the original"),
        ("baseline add --all --reason seen", "1 finding dismissed"),
        ("baseline prune", "0 kept"),
        ("baseline show", "nothing is dismissed"),
    ],
)
def test_what_is_about_all_pairs_is_done_for_those_there_are(
    with_a_lonely_one: Project, command: str, said: str
) -> None:
    outcome = with_a_lonely_one.align(*command.split())
    assert outcome.code == 2
    assert said in outcome.out
    assert outcome.err.count(LONELY) == 1


@pytest.mark.parametrize("command", ["export --format tmx", "show"])
def test_the_only_pair_is_meant_where_no_other_document_has_its_translation(
    with_a_lonely_one: Project, command: str
) -> None:
    outcome = with_a_lonely_one.align(*command.split())
    assert outcome.code == 0
    assert "Washington" in outcome.out
    (with_a_lonely_one.root / f"corpus/en/{NAME}.txt").unlink()
    assert "corpus/zh/later.txt has no counterpart" in with_a_lonely_one.align(*command.split()).err


CONFLICT = "<<<<<<< HEAD\n他们宣布。\n=======\n双方宣布。\n>>>>>>> other\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_text_in_the_middle_of_a_merge_is_refused_with_the_line(aligned: Project, end: str) -> None:
    text = (ZH + CONFLICT).replace("\n", end)
    (aligned.root / "corpus/zh/visit.txt").write_bytes(text.encode())
    (aligned.root / "merged.txt").write_bytes(text.encode())
    for command in ("run", "check", "show", "pair corpus/en/visit.txt corpus/zh/visit.txt --lang en zh"):
        outcome = aligned.align(*command.split())
        assert outcome.code == 2
        assert "corpus/zh/visit.txt:8: is in the middle of a merge" in outcome.err
    outcome = aligned.align("import", "merged.txt", "--lang", "zh", "--name", "new")
    assert "merged.txt:8: is in the middle of a merge" in outcome.err
    assert not (aligned.root / "corpus/zh/new.txt").exists()


@pytest.mark.parametrize(
    "more",
    [
        "结论\n=======\n双方宣布。\n",
        "=======\n>>>>>>> other\n<<<<<<< HEAD\n",
        "".join(f"    {line}\n" for line in CONFLICT.split("\n")),
    ],
    ids=["an underlined heading", "not in order", "shown, not left"],
)
def test_a_row_of_marks_alone_is_no_merge(project: Project, more: str) -> None:
    project.write(chinese=ZH + more)
    assert project.align("run").code == 0


def test_a_renamed_document_keeps_what_was_decided(aligned: Project) -> None:
    aligned.edit("auto\t", "confirmed\t")
    (aligned.root / "baseline.tsv").write_text(
        "# duizhao baseline 1\n# document\trule\tfingerprint\treason\towner\texpires\tfinding\n"
        f"{NAME}\tfigures\t{'0' * 20}\told\t-\t-\tsaid\n"
    )
    listed = aligned.root / "corpus" / "SOURCES.yaml"
    listed.write_text(f"# whence\nother:\n  en:\n    title: x\n\n{NAME}:  # ours\n  zh:\n    title: {NAME}\n")
    for lang in ("en", "zh"):
        (aligned.root / "corpus" / lang / f"{NAME}.txt").rename(aligned.root / "corpus" / lang / "summit.txt")
    assert aligned.align("run", "--dry-run").code == 0
    assert NAME in listed.read_text()
    assert aligned.alignment.exists()
    outcome = aligned.align("run")
    assert (
        "summit: was visit; its alignment, its lines of baseline.tsv and its entry in corpus/SOURCES.yaml go with it\n"
        in outcome.out
    )
    assert listed.read_text() == (
        f"# whence\nother:\n  en:\n    title: x\n\nsummit:  # ours\n  zh:\n    title: {NAME}\n"
    )
    assert "1 decided kept" in outcome.out
    assert not aligned.alignment.exists()
    text = (aligned.root / "alignments" / "summit.tsv").read_text(encoding="utf-8")
    assert "corpus/zh/summit.txt" in text
    assert NAME not in text.split("# status")[0]
    assert "\nsummit\tfigures\t" in (aligned.root / "baseline.tsv").read_text(encoding="utf-8")
    assert aligned.align("run").out.startswith("summit: ")


@pytest.mark.parametrize(
    ("listed", "code", "said"),
    [
        ("", 0, ""),
        ("other:\n  en:\n    title: x\n", 0, ""),
        (f"{NAME}:\n  en:\n    title: x\nsummit:\n  en:\n    title: y\n", 0, "has entries of visit and of summit"),
        ("summit: [\n", 2, "corpus/SOURCES.yaml:2:1: is not valid YAML"),
    ],
)
def test_what_sources_yaml_has_of_a_renamed_document_otherwise(
    aligned: Project, listed: str, code: int, said: str
) -> None:
    if listed:
        (aligned.root / "corpus" / "SOURCES.yaml").write_text(listed)
    for lang in ("en", "zh"):
        (aligned.root / "corpus" / lang / f"{NAME}.txt").rename(aligned.root / "corpus" / lang / "summit.txt")
    outcome = aligned.align("run")
    assert outcome.code == code
    assert said in outcome.err
    assert aligned.alignment.exists() == bool(code), "nothing is done by halves"
    if not code:
        assert "summit: was visit; its alignment goes with it\n" in outcome.out
        assert not listed or (aligned.root / "corpus" / "SOURCES.yaml").read_text() == listed


def test_a_new_document_takes_nothing_from_one_that_stands(aligned: Project) -> None:
    aligned.write(name="other")
    before = aligned.alignment.read_text(encoding="utf-8")
    assert "was" not in aligned.align("run").out
    assert aligned.alignment.read_text(encoding="utf-8") == before


def test_the_other_direction_is_told_as_such(aligned: Project) -> None:
    (aligned.root / "align.yaml").write_text("source: zh\ntarget: en\n")
    for command in ("run", "show", "check"):
        outcome = aligned.align(command)
        assert outcome.code == 2
        assert "the other way round" in outcome.err
        assert "Put `source` and `target` in align.yaml back" in outcome.err


def test_dry_run_writes_nothing(project: Project) -> None:
    assert "6 beads" in project.align("run", "--dry-run").out
    assert not project.alignment.exists()


@pytest.mark.parametrize("command", [["show"], ["stats"], ["export", "--format", "tmx"]])
def test_without_an_alignment_the_way_to_one_is_told(project: Project, command: list[str]) -> None:
    outcome = project.align(*command)
    assert (outcome.code, outcome.out) == (2, "")
    assert "alignments/visit.tsv: there is no alignment yet" in outcome.err
    assert "Run `align run visit` first." in outcome.err


@pytest.mark.parametrize("command", [["show"], ["stats"], ["export", "--format", "tmx"]])
def test_a_stale_alignment_is_not_shown(aligned: Project, command: list[str]) -> None:
    aligned.write(english=EN.replace("weighs 10", "weighs 11"))
    outcome = aligned.align(*command)
    assert (outcome.code, outcome.out) == (2, "")
    assert "out of date: corpus/en/visit.txt has changed since" in outcome.err


def test_show_sets_both_texts_side_by_side(aligned: Project) -> None:
    outcome = aligned.align("show", "--all")
    rows = [line for line in outcome.out.splitlines() if "│" in line]
    assert len({cells(row.split("│")[0]) for row in rows}) == 1
    assert all(cells(row) <= 80 for row in outcome.out.splitlines())
    left = "".join(row.split("│")[0][11:] for row in rows)
    right = "".join(row.split("│")[1] for row in rows)
    assert "".join(EN.split()) == "".join(left.split())
    assert "".join(ZH.split()) == "".join(right.split())
    assert "\x1b" not in outcome.out
    assert "6 of 6 beads" in outcome.out


def test_show_one_bead_has_its_neighbours_and_places(aligned: Project) -> None:
    out = aligned.align("show", NAME, "--bead", "3").out
    assert re.findall(r"^ +(\d+) 1-1", out, re.MULTILINE) == ["2", "3", "4"]
    assert "corpus/en/visit.txt:3:53" in out
    assert "corpus/zh/visit.txt:3:24" in out


def test_show_chooses_by_number_and_confidence(aligned: Project) -> None:
    def numbers(*arguments: str) -> list[str]:
        return re.findall(r"^ +(\d+) \d-\d", aligned.align("show", *arguments).out, re.MULTILINE)

    assert numbers("--from", "5") == ["5", "6"]
    assert numbers("--to", "2") == ["1", "2"]
    assert numbers("--low-confidence", "--below", "0") == []
    lines = aligned.alignment.read_text(encoding="utf-8").splitlines()
    for number, status in ((7, "auto"), (8, "confirmed")):
        aligned.edit(lines[number - 1], re.sub(r"^auto\t....", f"{status}\t0.10", lines[number - 1]))
    assert numbers("--low-confidence", "--below", "0.2") == ["2"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--bead", "7"], "there is no bead 7\n  There are beads 1 to 6."),
        (["--from", "5", "--to", "2"], "--from 5 is after --to 2"),
        (["--from", "0"], "'--from'"),
        (["--width", "10"], "'--width'"),
        (["vist"], "no document 'vist'\n  Did you mean 'visit'?"),
    ],
)
def test_show_refuses_what_is_not_there(aligned: Project, arguments: list[str], message: str) -> None:
    outcome = aligned.align("show", *arguments)
    assert outcome.code == 2
    assert message in outcome.err


def test_show_marks_notes_empty_sides_and_moved_beads(aligned: Project) -> None:
    lines = aligned.alignment.read_text(encoding="utf-8").splitlines()
    cells_of = [line.split("\t") for line in lines]
    # Bead 5 loses its Chinese sentence to bead 2, against the order of the text.
    second, fifth = cells_of[6], cells_of[9]
    second[4], second[8], fifth[4], fifth[8] = fifth[4], fifth[8], second[4], second[8]
    fifth[5:7] = "bookmark", "two\\nlines"
    aligned.alignment.write_text("\n".join("\t".join(row) for row in cells_of) + "\n", encoding="utf-8")
    out = aligned.align("show").out
    assert out.count("↕") == 3
    assert "↕*" in out
    assert "note: two lines" in out


def test_colours_are_for_terminals(aligned: Project) -> None:
    aligned.monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in aligned.align("show").out
    aligned.monkeypatch.setenv("NO_COLOR", "1")
    aligned.monkeypatch.delenv("FORCE_COLOR")
    assert "\x1b[" not in aligned.align("show").out


def test_stats_begin_with_the_least_sure_beads(aligned: Project) -> None:
    lines = aligned.alignment.read_text(encoding="utf-8").splitlines()
    aligned.edit(lines[9], re.sub(r"^auto\t....", "auto\t0.10", lines[9]))
    out = aligned.align("stats", "--least", "2").out
    first = out.splitlines()[2]
    assert first.split()[:3] == ["5", "1-1", "0.10"]
    assert "by type          1-1 × 6" in out
    assert "en with partner  6 of 6 segments (100.0%), corpus/en/visit.txt" in out
    assert "0.1 to 0.2         1 █" in out


def test_stats_as_json(aligned: Project) -> None:
    (record,) = json.loads(aligned.align("stats", NAME, "--format", "json").out)["pairs"]
    assert record["name"] == NAME
    assert record["types"] == {"1-1": 6}
    assert record["statuses"] == {"auto": 6, "edited": 0, "confirmed": 0, "review": 0}
    assert sum(record["confidence_histogram"]) == record["beads"] == 6
    assert record["source"]["coverage"] == record["target"]["coverage"] == 1.0
    assert record["source"]["characters"] == len("".join(EN.split()))
    expected = len("".join(ZH.split())) / len("".join(EN.split()))
    assert record["length_ratio"] == pytest.approx(expected, abs=1e-4)
    assert [bead["confidence"] for bead in record["least_sure"]] == sorted(
        bead["confidence"] for bead in record["least_sure"]
    )


def test_export_to_a_file_is_stable(aligned: Project) -> None:
    output = aligned.root / "out" / "visit.tmx"
    assert "written" in aligned.align("export", NAME, "--format", "tmx", "--output", str(output)).out
    first = output.read_bytes()
    assert "unchanged" in aligned.align("export", NAME, "--format", "tmx", "-o", str(output)).out
    assert output.read_bytes() == first == aligned.align("export", "--format", "tmx").out.encode("utf-8")


def test_export_names_the_formats_there_are(aligned: Project) -> None:
    assert re.search(r"hunalign +hunalign's ladder", aligned.align("export", "--help").out)
    outcome = aligned.align("export", "--format", "xls")
    assert outcome.code == 2
    assert "'jsonl', 'tmx', 'tsv'" in outcome.err


def test_export_to_where_nothing_can_be_written_is_a_clear_error(aligned: Project) -> None:
    (aligned.root / "file").write_text("x", encoding="utf-8")
    outcome = aligned.align("export", "--format", "tsv", "-o", "file/visit.tsv")
    assert outcome.code == 2
    assert "file/visit.tsv: cannot be written" in outcome.err


def test_output_is_utf_8_whatever_the_locale(aligned: Project) -> None:
    command = [*ALIGN, "export", "--format", "tsv"]
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    found = subprocess.run(command, cwd=aligned.root, env=environment, capture_output=True, check=True)
    assert "月球车重10吨" in found.stdout.decode("utf-8")


@pytest.mark.parametrize("command", ["run", "show", "stats", "export"])
def test_help_has_examples_and_exit_codes(project: Project, command: str) -> None:
    outcome = project.align(command, "--help")
    assert f"align {command} " in outcome.out.split("Options:")[0].split("\n", 1)[1]
    assert "Exit code: 0" in outcome.out


def test_files_in_other_languages_than_said_are_refused(project: Project) -> None:
    english, chinese = (f"corpus/{lang}/{NAME}.txt" for lang in ("en", "zh"))
    assert project.align("pair", english, chinese, "--lang", "en", "zh").code == 0
    for arguments in ((chinese, english), (chinese, english, "--segmented")):
        outcome = project.align("pair", *arguments, "--lang", "en", "zh")
        assert (outcome.code, outcome.out) == (2, "")
        assert f"{chinese}: should be in 'en', but holds Chinese" in outcome.err
