"""Decisions that decide nothing any more, as findings: lines of baseline.tsv and entries of align.yaml.

A dismissal that no finding answers to is either done with (drop it) or a sign that the finding changed under it
and is open again; both are for a person to see, where asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from align.bead import Alignment
from align.config import FILE_NAME as SETTINGS
from align.config import Ignore
from align.document import Position, Span
from align.files import read_text
from align.finding import Finding, Place, Severity
from align.verdicts import FILE_NAME as BASELINE
from align.verdicts import Verdict

STALE_BASELINE, STALE_IGNORE = "stale-baseline", "stale-ignore"
_MQM = "other/stale-decision"


def stale_verdicts(root: Path, verdicts: Iterable[Verdict], first: Alignment, name: str) -> Iterator[Finding]:
    """One finding for each verdict that answers to none, at its line of the baseline of the project at ``root``.

    ``first`` and ``name`` are a document pair that was checked; every finding belongs to one.
    """
    for verdict in verdicts:
        message = f"No finding of {verdict.rule} in {verdict.name} answers to this any more: `align baseline prune`."
        yield _finding(STALE_BASELINE, message, _line(root, BASELINE, verdict.line), first, name)


def stale_ignores(root: Path, ignores: Iterable[Ignore], first: Alignment, name: str) -> Iterator[Finding]:
    """One finding for each entry that leaves nothing out, at its line of the settings."""
    for ignore in ignores:
        message = f"This leaves out no finding in {ignore.path}: take it away, or correct it."
        yield _finding(STALE_IGNORE, message, _line(root, SETTINGS, ignore.line), first, name)


def _finding(rule: str, message: str, place: Place, pair: Alignment, name: str) -> Finding:
    source = Place(pair.source.path, pair.source.lang, Span(0, 0), Position(1, 1), Position(1, 1), "", "", 0)
    digest = hashlib.sha256("\x1f".join((rule, place.text)).encode("utf-8", "surrogatepass")).hexdigest()[:20]
    return Finding(rule, Severity.MINOR, _MQM, message, name, 1, 1.0, source, place, False, True, digest)


def _line(root: Path, shown: str, line: int) -> Place:
    """A whole line of a file of the project."""
    lines = read_text(root / shown, shown=shown).split("\n")
    start = sum(len(text) + 1 for text in lines[: line - 1])
    text = lines[line - 1]
    span = Span(start, start + len(text))
    return Place(shown, "", span, Position(line, 1), Position(line, len(text) + 1), text, text, start)
