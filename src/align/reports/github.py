"""Findings as workflow commands of GitHub Actions, which shows them beside the changed lines.

GitHub keeps ten errors, ten warnings and ten notices of a step and drops the rest without a word. So the
worst come first, no more than that are printed, and one last notice says how many are left.
"""

from __future__ import annotations

from collections import Counter

from align.finding import Finding, Severity
from align.plugin import Report, ReportInput
from align.reports._fix import fix_of
from align.reports._totals import severities, worst_first
from align.reports._visible import visible

_COMMANDS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "error",
    Severity.MINOR: "warning",
    Severity.NEUTRAL: "notice",
}
# One notice is kept for the last line, which says what is not shown.
_CAPS = {"error": 10, "warning": 10, "notice": 9}


def render(data: ReportInput) -> str:
    """One command a line; nothing at all where there is no finding."""
    printed: Counter[str] = Counter()
    lines, left = [], []
    for finding in worst_first(data.findings):
        command = _COMMANDS[finding.severity]
        if printed[command] < _CAPS[command]:
            printed[command] += 1
            lines.append(_line(command, finding))
        else:
            left.append(finding)
    if left:
        text = f"{len(left):,} more ({severities(left)}): GitHub shows 10 errors and 10 warnings of a step."
        lines.append(f"::notice title=align check::{_data(text)}")
    return "".join(f"{line}\n" for line in lines)


def _line(command: str, finding: Finding) -> str:
    place = finding.main
    other = finding.source if place is finding.target else finding.target
    properties = {"file": place.path, "line": str(place.start.line), "col": str(place.start.column)}
    if place.start.line == place.end.line:
        # GitHub ignores columns of a range over several lines, and warns of them.
        properties |= {"endLine": str(place.end.line), "endColumn": str(max(place.end.column, place.start.column))}
    else:
        properties = {"file": place.path, "line": str(place.start.line), "endLine": str(place.end.line)}
    properties["title"] = f"{finding.rule} ({finding.severity})"
    settings = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    fix = fix_of(finding)
    lines = [finding.message, f"(see {other.path}:{other.start}, bead {finding.bead})"]
    if fix is not None:
        lines.insert(1, f"Fix: {finding.target.text} → {fix or '(delete)'}")
    return f"::{command} {settings}::{_data(chr(10).join(lines))}"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


REPORT = Report(
    id="github", suffix=".txt", describe="workflow commands of GitHub Actions: notes beside the lines", render=render
)
