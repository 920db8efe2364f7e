"""align glossary update, accept, reject ... and diff, as people call them, in a project under git."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from align.cli import main
from align.glossary import load_termbase
from align.term import TermStatus
from conftest import ALIGN

EN = """The Forum on Defense Industrial Cooperation (FDIC) will discuss missile defense.

The FDIC supports missile defense and deterrence.

Missile defense strengthens deterrence in Japan.
"""
ZH = """国防工业合作论坛(FDIC)将讨论导弹防御。

FDIC支持导弹防御和威慑。

导弹防御加强日本的威慑。
"""
GLOSSARY = (
    "# Ours.\n- id: deterrence\n  en:\n    preferred: deterrence\n  zh:\n    preferred: 威慑  # as everybody says\n"
)


class Project:
    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.capsys, self.monkeypatch = root, capsys, monkeypatch
        for lang, text in (("en", EN), ("zh", ZH)):
            (root / "corpus" / lang).mkdir(parents=True)
            (root / "corpus" / lang / "visit.txt").write_text(text, "utf-8")
        (root / "glossary").mkdir()
        (root / "glossary" / "defense.yaml").write_text(GLOSSARY, "utf-8")

    def align(self, *arguments: str) -> tuple[int, str, str]:
        self.monkeypatch.setattr(sys, "argv", ["align", *arguments])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        return code, *self.capsys.readouterr()

    def files(self) -> dict[str, bytes]:
        return {p.relative_to(self.root).as_posix(): p.read_bytes() for p in (self.root / "glossary").rglob("*.*")}


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.chdir(tmp_path)
    project = Project(tmp_path, capsys, monkeypatch)
    assert project.align("run")[0] == 0
    return project


def update(project: Project) -> dict[str, bytes]:
    assert project.align("glossary", "update", "--least", "0.2")[0] == 0
    return project.files()


def test_check_and_dry_run_write_nothing_and_the_second_update_neither(project: Project) -> None:
    before = project.files()
    code, out, err = project.align("glossary", "update", "--check")
    assert code == 1
    assert "+++ b/glossary/candidates.yaml" in out
    assert "out of date" in err
    assert project.align("glossary", "update", "--dry-run")[0] == 0
    assert project.files() == before
    after = update(project)
    assert after != before
    assert after["glossary/defense.yaml"] == before["glossary/defense.yaml"]
    times = {path: Path(path).stat().st_mtime_ns for path in after}
    assert project.align("glossary", "update", "--least", "0.2")[1] == "the glossary is up to date with the texts\n"
    assert {path: Path(path).stat().st_mtime_ns for path in after} == times
    assert project.align("glossary", "update", "--check", "--least", "0.2")[0] == 0


def test_evidence_tells_of_people_s_concepts(project: Project) -> None:
    lines = update(project)["glossary/generated/evidence.jsonl"].decode().splitlines()
    (deterrence,) = (json.loads(line) for line in lines if json.loads(line)["id"] == "deterrence")
    assert deterrence["count"] == 2
    assert deterrence["renderings"][0][:2] == ["威慑", 2]
    assert "generated" not in deterrence


def test_a_candidate_is_accepted_and_stays_accepted(project: Project) -> None:
    update(project)
    code, out, _ = project.align("glossary", "accept", "missile-defense", "--to", "defense")
    assert (code, out) == (0, "missile-defense: accepted, moved to defense (glossary/defense.yaml)\n")
    text = (project.root / "glossary" / "defense.yaml").read_text("utf-8")
    assert text.startswith(GLOSSARY), "what was there stays to the byte"
    files = update(project)
    assert files["glossary/defense.yaml"].decode() == text
    concept = load_termbase(project.root / "glossary").get("missile-defense")
    assert concept is not None
    assert concept.field == "defense"
    assert [(t.text, t.status) for t in concept.terms] == [
        ("missile defense", TermStatus.PREFERRED),
        ("导弹防御", TermStatus.PREFERRED),
    ]


def test_a_candidate_is_accepted_into_a_field_only(project: Project) -> None:
    before = update(project)
    for arguments in ((), ("--to", "candidates")):
        code, _, err = project.align("glossary", "accept", "missile-defense", *arguments)
        assert code == 2
        assert "glossary/candidates.yaml is for what nobody has decided on" in err
        assert "Name one there is (defense) or a new one with --to: `--to NAME` makes glossary/NAME.yaml." in err
    assert project.align("glossary", "accept", "missile-defense", "--to", "a/b")[0] == 2
    assert project.files() == before, "nothing was written"
    assert project.align("glossary", "accept", "missile-defense", "--to", "arms")[0] == 0
    assert project.align("glossary", "move", "missile-defense", "defense")[1] == (
        "missile-defense: moved to defense (glossary/defense.yaml)\n"
    )
    # What stands in a field needs none.
    assert project.align("glossary", "accept", "missile-defense", "--rendering", "导弹防卫")[0] == 0
    concept = load_termbase(project.root / "glossary").get("missile-defense")
    assert concept is not None
    assert concept.field == "defense"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nonsense", "'nonsense' is no rejection"),
        ("missile defense\t*", r"'missile defense\t*' is no rejection"),
        ("\t*\t3", r"'\t*\t3' is no rejection"),
        ("missile defense\t*\tmany", "'many' is no count"),
        ("missile defense\t*\t3\t\t\t\tmore", "is no rejection"),
    ],
)
def test_a_line_of_the_rejections_that_is_none_stops_the_update(project: Project, line: str, said: str) -> None:
    (project.root / "glossary" / "rejected.tsv").write_text(f"# term\trendering\tcount\n{line}\n", "utf-8")
    before = project.files()
    for arguments in (("update",), ("update", "--check"), ("update", "--dry-run")):
        code, _, err = project.align("glossary", *arguments)
        assert code == 2
        assert "glossary/rejected.tsv:2: " in err
        assert said in err
        assert "Tab-separated: the term, its rendering (*: all), how often it was seen (a whole number)" in err
    assert project.files() == before


def test_reject_adds_nothing_to_rejections_that_cannot_be_read(project: Project) -> None:
    update(project)
    (project.root / "glossary" / "rejected.tsv").write_text("nonsense\n", "utf-8")
    before = project.files()
    code, _, err = project.align("glossary", "reject", "missile-defense")
    assert code == 2
    assert "glossary/rejected.tsv:1: 'nonsense' is no rejection" in err
    assert project.files() == before


def test_one_is_counted_as_one(project: Project) -> None:
    (project.root / "one.csv").write_text("en,zh\npayload,有效载荷\n", "utf-8")
    assert project.align("glossary", "import", "one.csv", "--field", "space")[1] == (
        "1 concept added, 0 left out, nothing lost\n"
    )
    update(project)
    assert project.align("glossary", "reject", "missile-defense")[0] == 0
    (project.root / "glossary" / "rejected.tsv").unlink()
    (project.root / "glossary" / "generated" / "evidence.jsonl").unlink()
    assert project.align("glossary", "update", "--least", "0.2")[1].startswith("1 candidate added, ")


def test_a_rejected_candidate_does_not_come_back(project: Project) -> None:
    update(project)
    assert project.align("glossary", "reject", "missile-defense", "--reason", "too plain")[0] == 0
    rejected = (project.root / "glossary" / "rejected.tsv").read_text("utf-8").splitlines()[1].split("\t")
    assert rejected[:3] == ["missile defense", "*", "3"]
    assert rejected[5] == "too plain"
    assert b"missile-defense" not in update(project)["glossary/candidates.yaml"]


def test_one_decision_a_call(project: Project) -> None:
    steps = (
        ("prefer", "deterrence", "威慑力"),
        ("forbid", "deterrence", "恐吓"),
        ("admit", "deterrence", "遏制"),
        ("deprecate", "deterrence", "遏制"),
        ("drop", "deterrence", "遏制"),
        ("split", "deterrence", "deterrence-effect", "威慑", "--definition", "Its effect."),
        ("merge", "deterrence", "deterrence-effect"),
        ("move", "deterrence", "security"),
    )
    for step in steps:
        assert project.align("glossary", *step)[0] == 0, step
    assert (
        not (project.root / "glossary" / "defense.yaml").exists()
        or b"id:" not in project.files()["glossary/defense.yaml"]
    )
    (concept,) = load_termbase(project.root / "glossary").concepts
    assert {t.text: str(t.status) for t in concept.in_language("zh")} == {
        "威慑力": "preferred",
        "威慑": "admitted",
        "恐吓": "forbidden",
    }
    code, _, err = project.align("glossary", "forbid", "deterrence", "威慑力")
    assert code == 2
    assert "Prefer another first" in err
    assert project.align("glossary", "accept", "deterence")[0] == 2


def test_diff_names_the_findings_that_a_change_makes(project: Project) -> None:
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=x", "-c", "user.email=x@y", "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=project.root, check=True)
    assert project.align("glossary", "diff")[:2] == (0, "0 concepts changed since HEAD: 0 findings appear, 0 go\n")
    assert project.align("glossary", "prefer", "deterrence", "遏制")[0] == 0
    assert project.align("glossary", "forbid", "deterrence", "威慑")[0] == 0
    code, out, _ = project.align("glossary", "diff", "HEAD")
    assert code == 1
    assert out.startswith("deterrence: changed; 2 appear, 0 go\n  + corpus/zh/visit.txt:3:")
    code, out, _ = project.align("glossary", "diff", "--format", "json")
    assert [len(change["appear"]) for change in json.loads(out)] == [2]
    assert project.align("glossary", "diff", "nowhere")[0] == 2


def test_candidates_do_not_hide_terms_from_the_checks(project: Project) -> None:
    text = GLOSSARY + "    forbidden: [恐吓]\n"
    (project.root / "glossary" / "defense.yaml").write_text(text, "utf-8")
    zh = project.root / "corpus" / "zh" / "visit.txt"
    zh.write_text(ZH.replace("日本的威慑", "日本的恐吓"), "utf-8")
    assert project.align("run")[0] == 0
    before = project.align("check", "--format", "json")[1]
    longer = "- id: longer\n  en:\n    candidate: [strengthens deterrence]\n  zh:\n    candidate: [日本的恐吓]\n"
    (project.root / "glossary" / "candidates.yaml").write_text(longer, "utf-8")
    after = project.align("check", "--format", "json")[1]
    assert "恐吓" in before
    assert json.loads(after)["findings"] == json.loads(before)["findings"]


def test_killed_at_any_moment_every_file_is_the_old_or_the_new_one(project: Project) -> None:
    before = project.files()
    new = update(project)
    command = [*ALIGN, "glossary", "update", "--least", "0.2"]
    started = time.perf_counter()
    subprocess.run(command, cwd=project.root, check=True, capture_output=True)
    whole = time.perf_counter() - started
    for step in range(7):
        for path in set(new) - set(before):
            Path(path).unlink(missing_ok=True)
        child = subprocess.Popen(
            command,
            cwd=project.root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(whole * (0.7 + 0.05 * step))
        child.send_signal(signal.SIGKILL)
        child.wait()
        for path, data in project.files().items():
            if not Path(path).name.startswith("."):
                assert data in (before.get(path), new.get(path)), path
    assert {path: data for path, data in update(project).items() if not Path(path).name.startswith(".")} == new


def test_what_the_glossary_accounts_for_is_not_proposed(project: Project) -> None:
    more = "\n- id: missile\n  en:\n    preferred: missile\n  zh:\n    preferred: 导弹\n"
    more += "\n- id: defense\n  en:\n    preferred: defense\n  zh:\n    preferred: 防御\n"
    (project.root / "glossary" / "defense.yaml").write_text(GLOSSARY + more, "utf-8")
    text = update(project).get("glossary/candidates.yaml", b"").decode()
    assert "missile" not in text, "missile defense is made of two known terms"
    assert "Forum on Defense Industrial Cooperation" in text, "a known term inside it makes no known name"
