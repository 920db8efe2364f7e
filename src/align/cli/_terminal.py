"""What the terminal can show: columns, colours."""

from __future__ import annotations

import os
import sys

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
