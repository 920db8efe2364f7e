"""What a review finds around it: the folder for its state, who is at work, files as they lie there, the collector."""

from __future__ import annotations

import gc
import getpass
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STATE = Path(".align") / "review"


def owner(root: Path) -> str:
    """Who decides: the name that git commits under, else that of the account."""
    try:
        asked = subprocess.run(
            ["git", "config", "user.name"],  # noqa: S607
            cwd=root,
            capture_output=True,
            text=True,
            timeout=5,
            check=False,
        )
        name = asked.stdout.strip()
    except (OSError, subprocess.SubprocessError):
        name = ""
    try:
        return name or getpass.getuser()
    except (OSError, KeyError):
        return ""


def ignored_by_git(folder: Path) -> None:
    """Keep what lies in a folder out of git."""
    folder.mkdir(parents=True, exist_ok=True)
    note = folder / ".gitignore"
    if not note.exists():
        note.write_text("*\n", encoding="utf-8")


def stamp(path: Path) -> tuple[int, int, int] | None:
    """What changes when a file is written: time, size, place; None where there is none."""
    try:
        about = path.stat()
    except FileNotFoundError:
        return None
    return about.st_mtime_ns, about.st_size, about.st_ino


@contextmanager
def unhurried() -> Iterator[None]:
    """No walk of the garbage collector meanwhile: it comes afterwards, when nobody waits for an answer."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
