"""Findings of a document pair as text and back, for the cache: places are found again in the documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from align.bead import Alignment
from align.cache import digest_of, keep, program, recall
from align.checker import place_in, run_checks
from align.document import Document, Span
from align.finding import Finding, Place, Severity
from align.plugin import Check
from align.term import Termbase

_PLAIN = tuple(f.name for f in fields(Finding) if f.name not in ("name", "severity", "source", "target"))


def checked(
    alignment: Alignment,
    name: str,
    checks: Sequence[Check],
    termbase: Termbase,
    levels: Mapping[str, Severity | None],
    options: Mapping[str, Mapping[str, object]],
    *,
    settings: str,
    folder: Path | None,
) -> tuple[Finding, ...]:
    """What :func:`align.checker.run_checks` says, from the cache in ``folder`` where it was asked before.

    ``settings`` is the text of align.yaml, which levels and options come from. Rules that look at more than the
    texts, the glossary and the settings are run every time.
    """
    if folder is None or not all_own(checks):
        return run_checks(alignment, name, checks, termbase, levels, options)
    sides = (alignment.source, alignment.target)
    key = digest_of(
        [
            *("findings", program(), name, settings, *(check.id for check in checks)),
            *(
                part
                for side in sides
                for part in (side.path, side.lang, side.text, repr(side.segments), repr(side.blocks))
            ),
            *(repr(alignment.beads), repr(termbase.concepts)),
        ]
    )
    kept = recall(folder, key)
    if kept is not None:
        return tuple(_finding(row, alignment, name) for row in json.loads(kept))
    findings = run_checks(alignment, name, checks, termbase, levels, options)
    keep(folder, key, json.dumps([_row(finding) for finding in findings]))
    return findings


def all_own(checks: Iterable[Check]) -> bool:
    """Whether every check is one of the program's own and looks at nothing else than it is given."""
    return all(check.pure and _is_own(check) for check in checks)


def _is_own(check: Check) -> bool:
    """The files of other distributions' checks are not watched, so what they say is not kept."""
    return check.run.__module__.startswith("align.")


def _row(finding: Finding) -> dict[str, Any]:
    row = {name: getattr(finding, name) for name in _PLAIN}
    row["severity"] = int(finding.severity)
    for side, place in (("source", finding.source), ("target", finding.target)):
        row[side] = [place.offset, place.offset + len(place.context), place.span.start, place.span.end]
    return row


def _finding(row: Mapping[str, Any], alignment: Alignment, name: str) -> Finding:
    def place(side: str, document: Document) -> Place:
        context_start, context_end, start, end = row[side]
        return place_in(document, Span(context_start, context_end), Span(start, end))

    plain: dict[str, Any] = {key: row[key] for key in _PLAIN}
    source, target = place("source", alignment.source), place("target", alignment.target)
    return Finding(name=name, severity=Severity(row["severity"]), source=source, target=target, **plain)
