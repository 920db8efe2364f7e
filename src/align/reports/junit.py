"""Findings as JUnit XML: one suite a document, one failed case a finding, one passed case a rule without any.

The file is valid against the strict schema of Ant's reports, which knows neither file nor line on a case and
demands a time stamp, a host and a duration: a report of the same findings is the same file, so these are
fixed. A neutral finding is a skipped case, because it must not break a build.
"""

from __future__ import annotations

from collections.abc import Sequence

from align.finding import Finding, Place, Severity
from align.plugin import Report, ReportInput
from align.reports._fix import fix_of
from align.reports._rules import rules
from align.reports._totals import by_document
from align.reports._visible import one_line, visible

_NO_TIME = "1970-01-01T00:00:00"


def render(data: ReportInput) -> str:
    """One ``testsuites`` document in UTF-8, with a suite for every aligned document, sorted by name."""
    ran = [rule.id for rule in rules(data)]
    groups = by_document(data).items()
    suites = [_suite(index, name, findings, ran, data) for index, (name, findings) in enumerate(groups)]
    return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n' + "".join(suites) + "</testsuites>\n"


def _suite(index: int, name: str, findings: Sequence[Finding], ran: Sequence[str], data: ReportInput) -> str:
    failed = {finding.rule for finding in findings}
    passed = [rule for rule in ran if rule not in failed]
    neutral = sum(finding.severity is Severity.NEUTRAL for finding in findings)
    attributes = _attributes(
        name=one_line(name).strip() or "?",
        package="align",
        id=str(index),
        timestamp=_NO_TIME,
        hostname="localhost",
        tests=str(len(findings) + len(passed)),
        failures=str(len(findings) - neutral),
        errors="0",
        skipped=str(neutral),
        time="0",
    )
    cases = [_finding(finding) for finding in findings]
    cases += [f"    <testcase {_case(rule, name)}/>\n" for rule in passed]
    properties = "".join(
        f"      <property {_attributes(name=key, value=value)}/>\n"
        for key, value in (
            ("version", data.version),
            ("source", data.alignments[name].source.path),
            ("target", data.alignments[name].target.path),
            ("beads", str(len(data.alignments[name].beads))),
        )
    )
    return (
        f"  <testsuite {attributes}>\n    <properties>\n{properties}    </properties>\n{''.join(cases)}"
        "    <system-out/>\n    <system-err/>\n  </testsuite>\n"
    )


def _finding(finding: Finding) -> str:
    name = f"{finding.rule} {_address(finding.main)}"
    kind = f"{finding.severity} {finding.mqm}"
    element = "skipped" if finding.severity is Severity.NEUTRAL else "failure"
    message = _attributes(message=one_line(finding.message), type=one_line(kind))
    return (
        f"    <testcase {_case(name, finding.name, finding.rule)}>\n"
        f"      <{element} {message}>{_escaped(_body(finding))}</{element}>\n    </testcase>\n"
    )


def _body(finding: Finding) -> str:
    lines = [
        finding.message,
        "",
        f"{_address(finding.target)}  {finding.target.text}",
        f"{_address(finding.source)}  {finding.source.text}",
        "",
        f"bead {finding.bead}, confidence {finding.confidence:.2f}",
        finding.target.context,
        finding.source.context,
    ]
    fix = fix_of(finding)
    if fix is not None:
        lines += ["", f"fix: {finding.target.text} → {fix}"]
    return "\n".join(lines)


def _case(name: str, document: str, rule: str | None = None) -> str:
    classname = f"{document}.{rule or name}"
    return _attributes(name=one_line(name), classname=one_line(classname), time="0")


def _address(place: Place) -> str:
    return f"{place.path}:{place.start}"


def _attributes(**values: str) -> str:
    return " ".join(f'{key}="{_escaped(value).replace(chr(34), "&quot;")}"' for key, value in values.items())


def _escaped(text: str) -> str:
    """Text for XML 1.0, which has no way to write a control character: those are named."""
    escaped = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\t", "&#9;")


REPORT = Report(id="junit", suffix=".xml", describe="JUnit XML: a failed case for every finding", render=render)
