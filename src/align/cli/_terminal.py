"""What the terminal can show: columns, colours, progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

NARROWEST = 40


def width(elsewhere: int) -> int:
    """Columns to fill: those of the terminal or of COLUMNS, ``elsewhere`` where the output goes into a pipe or file."""
    import shutil

    asked = os.environ.get("COLUMNS", "")
    if sys.stdout.isatty() or (asked.isdecimal() and int(asked)):
        return max(NARROWEST, shutil.get_terminal_size((elsewhere, 24)).columns)
    return elsewhere


def has_colours() -> bool:
    """Whether colours reach a person: on a terminal that has them, where nobody refused them."""
    return sys.stdout.isatty() and not refuses_colours()


def refuses_colours() -> bool:
    """Whether NO_COLOR (no-color.org) is set, or the terminal has no colours."""
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"


@contextmanager
def progress(name: str) -> Iterator[Callable[[float], None] | None]:
    """A bar on a terminal, told the share that is done from 0 to 1 and gone at the end; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(name, total=1.0)
        yield lambda share: bar.update(task, completed=share)
