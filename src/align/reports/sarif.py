"""Findings as SARIF 2.1.0, for code scanning.

The translation is the location, the original a related location; where only the original is marked it is the
same, because the translation is what gets mended. Columns are code points. A fix is a replacement at the
translation's place. The fingerprint names a finding by content, so that an alert survives moved lines.
"""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from align.document import Document, Span
from align.finding import Finding, Place, Severity
from align.plugin import Report, ReportInput
from align.reports._fix import fix_of
from align.reports._rules import Rule, rules

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "PROJECTROOT"
_LEVELS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "error",
    Severity.MINOR: "warning",
    Severity.NEUTRAL: "note",
}


def render(data: ReportInput) -> str:
    """One log with one run, in the engine's order of findings."""
    described = rules(data)
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(data, described)]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _run(data: ReportInput, described: tuple[Rule, ...]) -> dict[str, Any]:
    index = {rule.id: number for number, rule in enumerate(described)}
    shown = (*data.findings, *(finding for finding, _ in data.dismissed))
    categories = tuple(sorted({rule.mqm for rule in described} | {finding.mqm for finding in shown}))
    documents = {
        document.path: document
        for name in sorted(data.alignments)
        for document in (data.alignments[name].target, data.alignments[name].source)
    }
    paths = dict.fromkeys((*documents, *(finding.target.path for finding in shown)))
    files = {path: number for number, path in enumerate(paths)}
    return {
        "tool": {
            "driver": {
                "name": "align",
                "fullName": "Duizhao (align check)",
                "version": data.version,
                "supportedTaxonomies": [{"name": "MQM", "index": 0}],
                "rules": [_rule(rule, categories) for rule in described],
            }
        },
        "taxonomies": [_taxonomy(categories)],
        "invocations": [{"executionSuccessful": True}],
        "automationDetails": {"id": "align-check/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder that holds corpus/."}}},
        "artifacts": [
            {"location": _artifact(path, files), "mimeType": "text/plain", "encoding": "UTF-8"} for path in files
        ],
        "results": [
            *(_result(finding, index, categories, files, data) for finding in data.findings),
            *(_suppressed(_result(f, index, categories, files, data), why) for f, why in data.dismissed),
        ],
    }


def _rule(rule: Rule, categories: tuple[str, ...]) -> dict[str, Any]:
    text = rule.help or rule.summary
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": f"{rule.summary}\n{rule.help}".strip()},
        "help": {"text": text, "markdown": _markdown(text)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "relationships": [{"target": _taxon(rule.mqm, categories), "kinds": ["superset"]}],
        "properties": {"tags": ["translation", rule.mqm], "mqm": rule.mqm, "severity": str(rule.severity)},
    }


def _taxonomy(categories: tuple[str, ...]) -> dict[str, Any]:
    return {
        "name": "MQM",
        "fullName": "Multidimensional Quality Metrics",
        "shortDescription": {"text": "A typology of translation errors."},
        "taxa": [{"id": category, "shortDescription": {"text": category}} for category in categories],
    }


def _taxon(category: str, categories: tuple[str, ...]) -> dict[str, Any]:
    return {"id": category, "index": categories.index(category), "toolComponent": {"name": "MQM", "index": 0}}


def _result(
    finding: Finding, index: dict[str, int], categories: tuple[str, ...], files: dict[str, int], data: ReportInput
) -> dict[str, Any]:
    alignment = data.alignments[finding.name]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding.message)},
        "locations": [_location(finding.target, alignment.target, files)],
        "relatedLocations": [
            {
                "id": 1,
                **_location(finding.source, alignment.source, files),
                "message": {"text": f"The original of bead {finding.bead}"},
            }
        ],
        "partialFingerprints": {"alignFinding/v1": finding.fingerprint},
        "taxa": [_taxon(finding.mqm, categories)],
        "properties": {
            "severity": str(finding.severity),
            "mqm": finding.mqm,
            "document": finding.name,
            "bead": finding.bead,
            "confidence": round(finding.confidence, 4),
        },
    }
    fix = fix_of(finding)
    if fix is not None:
        result["fixes"] = [_fix(finding, fix, files)]
        result["properties"]["fixIsSafe"] = finding.fix_is_safe
    return result


def _suppressed(result: dict[str, Any], why: str) -> dict[str, Any]:
    """A result that a person has accepted: viewers hide it, but know that it is there."""
    return {**result, "suppressions": [{"kind": "external", "status": "accepted", "justification": why}]}


def _fix(finding: Finding, text: str, files: dict[str, int]) -> dict[str, Any]:
    replacement = {"deletedRegion": _region(finding.target), "insertedContent": {"text": text}}
    return {
        "description": {"text": f"Replace “{finding.target.text}” with “{text}”."},
        "artifactChanges": [{"artifactLocation": _artifact(finding.target.path, files), "replacements": [replacement]}],
    }


def _location(place: Place, document: Document, files: dict[str, int]) -> dict[str, Any]:
    physical: dict[str, Any] = {
        "artifactLocation": _artifact(place.path, files),
        "region": {**_region(place), "snippet": {"text": place.text}},
    }
    context = Span(place.offset, place.offset + len(place.context))
    if context.contains(place.span) and context != place.span:
        # The standard wants a context only where it is larger than the region.
        start, end = document.position(context.start), document.position(context.end)
        physical["contextRegion"] = {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
            "snippet": {"text": place.context},
        }
    return {"physicalLocation": physical}


def _region(place: Place) -> dict[str, int]:
    return {
        "startLine": place.start.line,
        "startColumn": place.start.column,
        "endLine": place.end.line,
        "endColumn": place.end.column,
    }


def _artifact(path: str, files: dict[str, int]) -> dict[str, Any]:
    """A path as a URI reference: relative to the project, or a file address where it lies outside."""
    if PurePosixPath(path).is_absolute():
        return {"uri": f"file://{quote(path)}", "index": files[path]}
    return {"uri": quote(path), "uriBaseId": _ROOT, "index": files[path]}


def _message(text: str) -> str:
    """A message that says what it says: SARIF takes {0} for a placeholder and [a](b) for a link."""
    return re.sub(r"\[(?=[^\]]*\]\()", r"\\[", re.sub(r"\{(\d+)\}", r"{{\1}}", text))


def _markdown(text: str) -> str:
    """Plain text as Markdown that shows it as it is."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>#|" else char for char in text)


REPORT = Report(
    id="sarif", suffix=".sarif", describe="SARIF 2.1.0 for code scanning, both files located", render=render
)
