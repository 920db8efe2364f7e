"""A review on disk: what is undone leaves the bytes as before, across restarts, crashes and other people's edits."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align.alignments import format_alignment
from align.bead import BeadStatus
from align.checker import run_checks
from align.errors import AlignError
from align.pipeline import read_alignment
from align.project import find_project
from align.web.actions import work
from align.web.journal import Journal
from align.web.operations import RefusedError
from align.web.patches import StaleError, patch
from align.web.session import Session
from review_sample import EN, NAME, ZH, contents, do, make_project, open_session, row_of

ROWS = 12


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return open_session(tmp_path)


def target(session: Session, row: int) -> str:
    return list(session.alignment.units())[row].target.text


def problems(session: Session) -> dict[str, str]:
    """Open findings: fingerprint by rule."""
    found = [f for findings in session.findings.found().values() for f in findings]
    return {f.rule: f.fingerprint for f in found if session.verdict(f.fingerprint) is None}


def in_agreement(session: Session) -> None:
    """Memory, files and a fresh check all say the same."""
    stored = read_alignment(session.project, session.pair)
    assert [b.type for b in stored.beads] == [b.type for b in session.alignment.beads]
    assert stored.target == session.alignment.target
    assert session.pair.alignment.read_text("utf-8") == format_alignment(session.alignment)
    session.findings.settle()
    fresh = run_checks(stored, NAME, session.findings.rechecker.checks, session.termbase)
    live = [(f.rule, n + 1, f.fingerprint) for n, found in session.findings.found().items() for f in found]
    assert live == [(f.rule, f.bead, f.fingerprint) for f in fresh]


class Mirror:
    """What a page knows that loads the document once and then only takes in what operations answer."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.known = session.document()

    def take(self, answer: dict[str, Any]) -> None:
        if "reload" in answer:
            self.known = self.session.document()
        for stretch in reversed(answer.get("texts", [])):
            side, old, extra = stretch["side"], stretch["old"], len(stretch["texts"]) - stretch["new"]
            for key in ("texts", "gaps"):
                self.known[side][key][stretch["at"] : stretch["at"] + old + extra] = stretch[key]
            first = 0 if side == "source" else 2
            for bead in self.known["beads"]:
                if bead[first] >= stretch["at"] + old:
                    bead[first] += stretch["new"] - old
        if "splice" in answer:
            at, removed = answer["splice"]["at"], answer["splice"]["removed"]
            self.known["beads"][at : at + removed] = answer["splice"]["beads"]
        now = self.session.document()
        assert {key: self.known[key] for key in ("source", "target", "beads")} == {
            key: now[key] for key in ("source", "target", "beads")
        }


EACH: dict[str, dict[str, Any]] = {
    "merge": {"row": 1},
    "swap": {"row": 1},
    "confirm": {"row": 1},
    "confirm-above": {"row": 5},
    "review": {"row": 1},
    "bookmark": {"row": 1},
    "comment": {"row": 1, "text": "two\nlines\tand 𠀀"},
    "move": {"row": 1, "side": "target", "down": True},
    "shift": {"row": 1, "side": "target", "down": True},
    "realign": {"row": 3},
    "edit": {"row": 3, "text": "美国将建造一座设施。可生产30亿加仑燃料。"},
    "split": {"row": 1, "source": 0, "target": 0, "source_at": 12, "target_at": 5},
    "fix": {"finding": "term-forbidden"},
    "dismiss": {"finding": "figures", "reason": "quoted as printed"},
}


@pytest.mark.parametrize("op", sorted(EACH))
def test_every_operation_is_undone_and_done_again_to_the_byte(session: Session, op: str, tmp_path: Path) -> None:
    about = dict(EACH[op])
    if "finding" in about:
        about["finding"] = problems(session)[about["finding"]]
    if op == "edit":
        about["row"] = row_of(session, "10亿加仑")
        about["old"] = target(session, about["row"])
    if op == "realign":
        do(session, "merge", 2)
        do(session, "review", 2)
    before, beads = contents(tmp_path), session.alignment.beads
    done = do(session, op, **about)
    assert done["undo"]["label"] == done["label"]
    after = contents(tmp_path)
    assert after != before
    in_agreement(session)
    assert "reload" not in session.undo()
    assert contents(tmp_path) == before
    assert session.alignment.beads == beads
    in_agreement(session)
    assert "reload" not in session.redo()
    assert contents(tmp_path) == after
    in_agreement(session)


def test_accepting_a_gap_and_splitting_are_undone_too(session: Session, tmp_path: Path) -> None:
    before = contents(tmp_path)
    gap = row_of(session, "Nobody asked")
    if session.alignment.beads[gap].target:
        do(session, "split", gap, source=1, target=1)
        gap = row_of(session, "Nobody asked")
    do(session, "accept", gap)
    assert session.alignment.beads[gap].accepted
    while session.state()["undo"]:
        session.undo()
    assert contents(tmp_path) == before


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_afternoon_can_be_undone_whole_and_survives_a_restart(tmp_path_factory: Any, data: st.DataObject) -> None:
    root = tmp_path_factory.mktemp("project")
    project, pair = make_project(root)
    session = Session(project, pair)
    states, page = [contents(root)], Mirror(session)
    names = sorted(set(EACH) - {"realign", "fix", "dismiss", "comment", "split"})
    for name in data.draw(st.lists(st.sampled_from([*names, "cut", "restart"]), min_size=1, max_size=8)):
        if name == "restart":
            session = Session(project, pair)
            page = Mirror(session)
            continue
        row = data.draw(st.integers(0, len(session.alignment.beads) - 1))
        about = {**EACH.get(name, {}), "row": row}
        if name == "cut":
            about = {"row": row, "source": 0, "target": 0}
            about |= {side: data.draw(st.integers(0, 12)) for side in ("source_at", "target_at")}
        if name in ("move", "shift"):
            about["side"] = data.draw(st.sampled_from(["source", "target"]))
            about["down"] = data.draw(st.booleans())
        if name == "edit":
            about |= {
                "old": target(session, row),
                "text": data.draw(st.sampled_from(["甲。乙。", "甲", "甲\n乙。", "𠀀！"])),
            }
        try:
            answer = do(session, "split" if name == "cut" else name, **about)
            page.take(answer)
            if "nothing" not in answer:
                states.append(contents(root))
        except RefusedError:
            assert contents(root) == states[-1]
    in_agreement(session)
    if data.draw(st.booleans()):
        session = Session(project, pair)
        page = Mirror(session)
    for state in reversed(states[:-1]):
        back(session, page, session.undo(), state)
    assert session.state()["undo"] is None
    for state in states[1:]:
        back(session, page, session.redo(), state)
    in_agreement(session)


def back(session: Session, page: Mirror, answer: dict[str, Any], state: dict[str, bytes]) -> None:
    """Undo and redo lead to the files as they were; the page need not load anything anew for it."""
    assert contents(session.root) == state
    assert "reload" not in answer
    page.take(answer)
    assert session.alignment.target == read_alignment(session.project, session.pair).target


def test_a_fix_changes_only_the_marked_words_and_the_problem_is_gone(session: Session, tmp_path: Path) -> None:
    fingerprint = problems(session)["term-forbidden"]
    do(session, "fix", finding=fingerprint)
    assert (tmp_path / "corpus" / "zh" / f"{NAME}.txt").read_text("utf-8") == ZH.replace("阿尔特弥斯", "阿尔忒弥斯")
    assert "term-forbidden" not in problems(session)
    assert (tmp_path / "corpus" / "en" / f"{NAME}.txt").read_text("utf-8") == EN


def test_an_edit_leaves_every_other_row_and_confirmation_alone(session: Session) -> None:
    do(session, "confirm-above", len(session.alignment.beads) - 1)
    row = row_of(session, "月球车重10吨")
    was = session.alignment.beads
    do(session, "edit", row, old=target(session, row), text="月球车很重。它重10吨！")
    now = session.alignment.beads
    assert [b.status for b in now] == [b.status for b in was]
    assert now[row].type == "1-2"
    assert [b.type for n, b in enumerate(now) if n != row] == [b.type for n, b in enumerate(was) if n != row]


def test_an_omission_is_mended_where_its_sentence_belongs(session: Session, tmp_path: Path) -> None:
    row = row_of(session, "Nobody asked")
    if session.alignment.beads[row].target:
        do(session, "split", row, source=1, target=1)
        row = row_of(session, "Nobody asked")
    assert session.alignment.beads[row].type == "1-0"
    do(session, "edit", row, old="", text="没有人问过媒体。")
    assert "学生每年都将访问两国。没有人问过媒体。\n" in (tmp_path / "corpus" / "zh" / f"{NAME}.txt").read_text("utf-8")
    assert session.alignment.beads[row].type == "1-1"
    in_agreement(session)


def test_line_ends_and_byte_order_mark_outlive_an_edit(tmp_path: Path) -> None:
    text = "\ufeff" + ZH.replace("\n", "\r\n")
    session = Session(*make_project(tmp_path, chinese=text))
    row = row_of(session, "月球车重10吨")
    do(session, "edit", row, old=target(session, row), text="月球车重11吨。\n很重。")
    got = (tmp_path / "corpus" / "zh" / f"{NAME}.txt").read_bytes().decode("utf-8")
    assert got == text.replace("月球车重10吨。", "月球车重11吨。\r\n很重。")
    in_agreement(session)


def test_a_dismissed_problem_is_a_line_under_git_and_can_be_reopened(session: Session, tmp_path: Path) -> None:
    fingerprint = problems(session)["figures"]
    do(session, "dismiss", finding=fingerprint, reason="quoted as printed")
    line = (tmp_path / "baseline.tsv").read_text("utf-8").splitlines()[2]
    assert line.split("\t")[:4] == [NAME, "figures", fingerprint, "quoted as printed"]
    assert "figures" not in problems(session)
    do(session, "restore", finding=fingerprint)
    assert "figures" in problems(session)


def test_realigning_keeps_decided_rows(session: Session) -> None:
    whole = session.alignment.beads
    do(session, "confirm", 2)
    do(session, "confirm", 7)
    do(session, "merge", 4)
    do(session, "review", 4)
    do(session, "realign", 4)
    assert [(b.source, b.target) for b in session.alignment.beads] == [(b.source, b.target) for b in whole]
    assert [n for n, b in enumerate(session.alignment.beads) if b.status is BeadStatus.CONFIRMED] == [2, 7]


def test_files_that_changed_under_the_page_are_not_overwritten(session: Session, tmp_path: Path) -> None:
    path = session.pair.alignment
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines).replace("auto", "confirmed", 1), encoding="utf-8")
    before = contents(tmp_path)
    with pytest.raises(StaleError, match=r"alignments/visit\.tsv changed on disk"):
        do(session, "merge", 0)
    with pytest.raises(StaleError):
        session.undo()
    assert contents(tmp_path) == before
    session.read()
    assert session.alignment.beads[0].status is BeadStatus.CONFIRMED
    assert do(session, "bookmark", 0)["rev"]


def test_touching_a_file_without_changing_it_is_no_change(session: Session) -> None:
    path = session.pair.alignment
    path.write_bytes(path.read_bytes())
    assert session.changed_outside() == []


def test_undo_ends_where_somebody_else_wrote(session: Session) -> None:
    do(session, "merge", 0)
    session.pair.alignment.write_text(
        session.pair.alignment.read_text("utf-8").replace("edited", "confirmed"), encoding="utf-8"
    )
    session.read()
    with pytest.raises(StaleError, match="changed by someone else"):
        session.undo()


@pytest.mark.parametrize("killed", [1, 2])
def test_a_server_killed_in_mid_save_leaves_all_or_nothing(session: Session, tmp_path: Path, killed: int) -> None:
    """The log has the operation; of its two files none or one is written."""
    before = contents(tmp_path)
    row = row_of(session, "月球车重10吨")
    do(session, "edit", row, old=target(session, row), text="月球车很重。它重10吨！")
    after = contents(tmp_path)
    for name in sorted(before)[:1] if killed == 2 else before:
        (tmp_path / name).write_bytes(before[name])
    assert contents(tmp_path) != after
    again = Session(session.project, session.pair)
    assert contents(tmp_path) == before
    assert again.state()["undo"] is None


def test_a_log_cut_off_by_a_crash_is_read_up_to_there(session: Session, tmp_path: Path) -> None:
    do(session, "bookmark", 0)
    do(session, "bookmark", 1)
    log = session.journal.path
    log.write_bytes(log.read_bytes() + b'{"do": {"name"')
    again = Session(session.project, session.pair)
    assert again.state()["undo"]["label"] == "bookmark row 2"
    again.undo()
    again.undo()
    assert again.state()["undo"] is None


def test_what_cannot_be_written_changes_nothing(session: Session, tmp_path: Path, monkeypatch: Any) -> None:
    before, beads = contents(tmp_path), session.alignment.beads

    def full(path: Path, text: str) -> bool:
        raise OSError(28, "No space left on device")

    row = row_of(session, "月球车重10吨")
    monkeypatch.setattr("align.web.patches.write_text", full)
    with pytest.raises(OSError, match="No space"):
        do(session, "edit", row, old=target(session, row), text="甲。")
    monkeypatch.undo()
    assert contents(tmp_path) == before
    assert session.alignment.beads == beads
    assert session.state()["undo"] is None
    assert Session(session.project, session.pair).state()["undo"] is None
    assert do(session, "bookmark", 0)["undo"]


def test_the_state_folder_is_not_for_git(session: Session, tmp_path: Path) -> None:
    assert (tmp_path / ".align" / ".gitignore").read_text() == "*\n"


def test_the_log_is_lines_of_json(session: Session) -> None:
    do(session, "bookmark", 0)
    session.undo()
    events = [json.loads(line) for line in session.journal.path.read_text().splitlines()]
    assert [next(iter(event)) for event in events] == ["do", "undo"]
    assert Journal(session.root, session.journal.path).redoable is not None


@given(st.none() | st.text(max_size=30), st.none() | st.text(max_size=30))
def test_a_patch_is_the_stretch_that_differs(before: str | None, after: str | None) -> None:
    item = patch("x", before, after)
    a, b = before or "", after or ""
    assert a[: item.start] + item.new + a[item.start + len(item.old) :] == b
    assert item.reverse().reverse() == item


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({}, "needs 'op'"),
        ({"op": "explode"}, "unknown operation"),
        ({"op": "merge"}, "needs 'row'"),
        ({"op": "merge", "row": True}, "needs 'row'"),
        ({"op": "merge", "row": 999}, "there is no row 1000"),
        ({"op": "merge", "row": -1}, "there is no row 0"),
        ({"op": "move", "row": 0, "side": "left", "down": True}, "unknown side"),
        ({"op": "edit", "row": 0, "text": " ", "old": ""}, "cannot be left empty"),
        ({"op": "edit", "row": 0, "text": "a", "old": "b"}, "not as the page shows"),
        ({"op": "fix", "finding": "0" * 20}, "no longer there"),
        ({"op": "restore", "finding": "0" * 20}, "not dismissed"),
    ],
)
def test_nonsense_is_refused(session: Session, record: dict[str, Any], message: str, tmp_path: Path) -> None:
    before = contents(tmp_path)
    with pytest.raises(AlignError, match=message):
        session.do(work(record))
    assert contents(tmp_path) == before


def test_what_align_yaml_leaves_out_or_switches_off_is_not_shown(tmp_path: Path) -> None:
    project, pair = make_project(tmp_path)
    path = tmp_path / "align.yaml"
    path.write_text("rules:\n  figures: off\n", encoding="utf-8")
    session = Session(find_project(tmp_path), pair)
    session.findings.settle()
    assert "figures" not in problems(session)
    assert "term-forbidden" in problems(session)
    path.write_text("ignore:\n  - in: visit\n    rules: [term-forbidden]\n    reason: old\n", encoding="utf-8")
    session = Session(find_project(tmp_path), project.pair(NAME))
    session.findings.settle()
    assert "term-forbidden" not in problems(session)
    assert "figures" in problems(session)


KILLED = """
import os, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from align.project import find_project
from align.web.actions import work
from align.web.session import Session
project = find_project(Path(sys.argv[2]))
session = Session(project, project.pair(None))
text = list(session.alignment.units())[3].target.text
row = {"op": "edit", "row": 3}
print("ready", flush=True)
while True:
    now = list(session.alignment.units())[3].target.text
    session.do(work({**row, "old": now, "text": now + "好。" if len(now) < 200 else text}))
    session.do(work({"op": "merge", "row": 5}))
    session.undo()
"""


@pytest.mark.parametrize("after", [0.005, 0.023])
def test_a_server_killed_by_the_system_in_mid_save_leaves_all_or_nothing(tmp_path: Path, after: float) -> None:
    """kill -9 while operations are written as fast as they go: every file is whole, and they fit each other."""
    project, pair = make_project(tmp_path)
    before = contents(tmp_path)
    command = [sys.executable, "-c", KILLED, str(Path(__file__).parent), str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        time.sleep(after)
        running.kill()
    assert running.returncode == -signal.SIGKILL
    session = Session(project, pair)
    in_agreement(session)
    do(session, "bookmark", 0)
    while session.state()["undo"]:
        session.undo()
    assert contents(tmp_path) == before
