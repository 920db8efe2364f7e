"""Which folder is a project: the one with align.yaml or corpus/, the current folder or one above it."""

from __future__ import annotations

from pathlib import Path

SETTINGS = "align.yaml"


def project_root(start: Path) -> Path | None:
    """The nearest project folder from ``start`` (absolute) upwards; None where there is none."""
    for folder in (start, *start.parents):
        if (folder / SETTINGS).is_file() or (folder / "corpus").is_dir():
            return folder
    return None
