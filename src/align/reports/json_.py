"""Findings as JSON for other programs: everything a report knows, in one stable form.

``_schema/findings.schema.json`` describes every field. Lines and columns count from 1, columns and offsets in
code points; offsets count from 0 at the start of the file. ``fix`` is null or the text that should stand at
``target``, ``fix_is_safe`` tells whether ``align check --fix`` puts it in. ``marked`` tells whether the check
pointed at that side; a side that is not marked is the whole side of the bead. New fields may come with the same
``format_version``; none goes or changes its meaning.
"""

from __future__ import annotations

import json
from typing import Any

from align.finding import Finding, Place, Severity
from align.plugin import Report, ReportInput
from align.reports._fix import fix_of
from align.reports._rules import rules
from align.reports._totals import bead_count, by_document, by_severity

FORMAT = "duizhao-findings"
FORMAT_VERSION = 1


def render(data: ReportInput) -> str:
    """One JSON object, indented, in the engine's order of findings."""
    report = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "tool": {"name": "align", "version": data.version},
        "summary": {
            "findings": len(data.findings),
            **_counts(data.findings),
            "beads": bead_count(data),
            "documents": len(data.alignments),
            "concepts": data.concepts,
        },
        "documents": [_document(name, len(found), data) for name, found in by_document(data).items()],
        "rules": [
            {"id": rule.id, "severity": str(rule.severity), "mqm": rule.mqm, "summary": rule.summary}
            for rule in rules(data)
        ],
        "findings": [_finding(finding) for finding in data.findings],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _counts(findings: tuple[Finding, ...]) -> dict[str, int]:
    counts: dict[Severity, int] = by_severity(findings)
    return {str(severity): count for severity, count in counts.items()}


def _document(name: str, findings: int, data: ReportInput) -> dict[str, Any]:
    alignment = data.alignments[name]
    return {
        "name": name,
        "source": {"path": alignment.source.path, "lang": alignment.source.lang},
        "target": {"path": alignment.target.path, "lang": alignment.target.lang},
        "beads": len(alignment.beads),
        "findings": findings,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "mqm": finding.mqm,
        "message": finding.message,
        "document": finding.name,
        "bead": finding.bead,
        "confidence": round(finding.confidence, 4),
        "fingerprint": finding.fingerprint,
        "fix": fix_of(finding),
        "fix_is_safe": fix_of(finding) is not None and finding.fix_is_safe,
        "target": _place(finding.target, finding.points_at_target),
        "source": _place(finding.source, finding.points_at_source),
    }


def _place(place: Place, marked: bool) -> dict[str, Any]:
    return {
        "path": place.path,
        "lang": place.lang,
        "marked": marked,
        "start": {"line": place.start.line, "column": place.start.column, "offset": place.span.start},
        "end": {"line": place.end.line, "column": place.end.column, "offset": place.span.end},
        "text": place.text,
        "context": {"text": place.context, "offset": place.offset},
    }


REPORT = Report(id="json", suffix=".json", describe="for other programs: every field, stable", render=render)
