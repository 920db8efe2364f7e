"""What becomes of the command line on terminals, pipes and streams that refuse."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ALIGN

EN = "Three billion gallons were used.\nIt cost $16 million.\n"
ZH = "使用了10亿加仑。\n它花费1600美元。\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    for lang, text in (("en", EN), ("zh", ZH)):
        (root / "corpus" / lang).mkdir(parents=True)
        (root / "corpus" / lang / "a.txt").write_text(text, encoding="utf-8")
    subprocess.run([*ALIGN, "run"], cwd=root, check=True, capture_output=True)
    return root


def on_terminal(project: Path, **environment: str) -> str:
    """What `align check` sends to a terminal of its own."""
    pty = pytest.importorskip("pty")
    leader, follower = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")}
    process = subprocess.Popen(
        [*ALIGN, "check"],
        cwd=project,
        stdout=follower,
        stderr=subprocess.DEVNULL,
        env={**kept, "TERM": "xterm", **environment},
    )
    os.close(follower)
    parts: list[bytes] = []
    try:
        while part := os.read(leader, 4096):
            parts.append(part)
    except OSError:
        pass  # Linux's way to say that the other end is closed.
    process.wait()
    os.close(leader)
    return b"".join(parts).decode("utf-8")


def test_colours_are_for_terminals_and_for_those_who_want_them(project: Path) -> None:
    assert "\x1b[31m" in on_terminal(project)
    for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        plain = on_terminal(project, **environment)
        assert "⟦10亿加仑⟧" in plain
        assert "\x1b" not in plain


def test_columns_that_are_asked_for_are_kept_to_in_a_pipe(project: Path) -> None:
    def heading(**environment: str) -> str:
        done = subprocess.run(
            [*ALIGN, "check"], cwd=project, env={**os.environ, **environment}, capture_output=True, check=False
        )
        return done.stdout.decode("utf-8").split("\n")[0]

    assert len(heading(COLUMNS="50")) == 50
    assert len(heading(COLUMNS="10")) == 40
    assert len(heading(COLUMNS="")) == len(heading(COLUMNS="wide")) == 100


@pytest.mark.parametrize(
    ("script", "code", "said"),
    [
        ("PYTHONUNBUFFERED=1 {align} check > /dev/full", 2, "the output cannot be written"),
        ("PYTHONUNBUFFERED= {align} check > /dev/full", 2, "the output cannot be written"),
        ("{{ PYTHONUNBUFFERED= {align} rules; echo $? >&2; }} | true", 0, "1"),
        ("{align} check >&-", 1, ""),
        ("{align} rules --all-of-it 2>&-", 2, ""),
        ("LC_ALL=C PYTHONUTF8=0 {align} term 加仑", 2, "LC_ALL=C.UTF-8"),
    ],
)
def test_a_stream_that_refuses_is_told_or_borne(project: Path, script: str, code: int, said: str) -> None:
    align = shlex.join(ALIGN)
    done = subprocess.run(["sh", "-c", script.format(align=align)], cwd=project, capture_output=True, check=False)
    errors = done.stderr.decode("utf-8")
    assert done.returncode == code, errors
    assert said in errors
    assert "Traceback" not in errors
    assert "Exception" not in errors


def test_ctrl_c_stops_even_where_a_library_makes_another_error_of_it(project: Path) -> None:
    program = """
import os, signal, time
import align.cli

def swallowing(**given):
    try:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(5)
    except BaseException:
        raise ImportError("not found")

align.cli.cli = swallowing
align.cli.main()
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=project, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "align: stopped; nothing half-written\n")
