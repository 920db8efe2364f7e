"""Findings in Reviewdog's diagnostic format (rdjson): one comment a finding in a pull request.

Columns count from 1 in bytes of UTF-8, so that a Han character takes three; the end is exclusive. The place
in the original stands in the message: older Reviewdog refuses a file with fields it does not know, and
fields for related places are newer.
"""

from __future__ import annotations

import json
from typing import Any

from align.document import Document, Position
from align.finding import Finding, Place, Severity
from align.plugin import Report, ReportInput
from align.reports._fix import fix_of

_SEVERITIES = {
    Severity.CRITICAL: "ERROR",
    Severity.MAJOR: "ERROR",
    Severity.MINOR: "WARNING",
    Severity.NEUTRAL: "INFO",
}


def render(data: ReportInput) -> str:
    """One DiagnosticResult, in the engine's order of findings."""
    result = {"source": {"name": "align"}, "diagnostics": [_diagnostic(finding, data) for finding in data.findings]}
    return json.dumps(result, ensure_ascii=False, indent=1) + "\n"


def _diagnostic(finding: Finding, data: ReportInput) -> dict[str, Any]:
    alignment = data.alignments[finding.name]
    at_target = finding.main is finding.target
    document, other = (alignment.target, finding.source) if at_target else (alignment.source, finding.target)
    diagnostic: dict[str, Any] = {
        "message": f"{finding.message}\n({other.path}:{other.start}, bead {finding.bead})",
        "location": {"path": finding.main.path, "range": _range(finding.main, document)},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
    }
    fix = fix_of(finding)
    if fix is not None:
        diagnostic["suggestions"] = [{"range": _range(finding.target, alignment.target), "text": fix}]
    return diagnostic


def _range(place: Place, document: Document) -> dict[str, Any]:
    return {
        "start": _position(place.start, place.span.start, document),
        "end": _position(place.end, place.span.end, document),
    }


def _position(position: Position, offset: int, document: Document) -> dict[str, int]:
    line_start = offset - (position.column - 1)
    return {"line": position.line, "column": len(document.text[line_start:offset].encode()) + 1}


REPORT = Report(id="rdjson", suffix=".json", describe="for Reviewdog, with suggested changes", render=render)
