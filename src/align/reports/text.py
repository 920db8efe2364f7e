"""Findings for a terminal: the worst first, both places, both texts side by side with the marks in them.

The translation stands left, the original right. A mark is painted where colour is on, else it stands in
⟦ ⟧. Control characters of the texts are named, never sent to the terminal. The letters and digits after "sure" are
the beginning of the finding's fingerprint: what `align baseline add` takes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import floor

from align.finding import Finding, Place, Severity
from align.plugin import Report, ReportInput
from align.reports._columns import cells, marked_cells, painted, side_by_side, text_width, wrap
from align.reports._excerpt import Kind, Piece, excerpts
from align.reports._fix import fix_of
from align.reports._totals import WORST_FIRST, by_severity, counted, scope, severities
from align.reports._visible import one_line

_PAINT = {
    Severity.CRITICAL: "\x1b[1;31m",
    Severity.MAJOR: "\x1b[31m",
    Severity.MINOR: "\x1b[33m",
    Severity.NEUTRAL: "\x1b[36m",
}
_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_NARROWEST = 40
_SIDE_BY_SIDE_FROM = 60
_LINES = 7
_SIGN = 8
_INDENT = "  "
_ABSENT = (Piece(Kind.TEXT, "(no counterpart)"),)


def render(data: ReportInput) -> str:
    """All findings and a summary, lines of at most ``data.width`` cells but for paths that are longer."""
    lines: list[str] = []
    for severity in WORST_FIRST:
        group = [finding for finding in data.findings if finding.severity is severity]
        if group:
            lines.append(_heading(severity, len(group), data))
            for finding in group:
                lines += ["", *_finding(finding, data)]
            lines.append("")
    return "\n".join([*lines, *_summary(data)]) + "\n"


def _heading(severity: Severity, count: int, data: ReportInput) -> str:
    title = f" {severity} · {count:,} "
    rule = "─" * max(0, _width(data) - len(title) - 2)
    return _paint(f"──{title}{rule}", _PAINT[severity], data)


def _finding(finding: Finding, data: ReportInput) -> Iterator[str]:
    width = _width(data) - len(_INDENT)
    sign = one_line(finding.fingerprint[:_SIGN])
    bead = _paint(f"bead {finding.bead}, {_percent(finding.confidence)} sure, {sign}", _DIM, data)
    yield f"{_address(finding.target)}  {_paint(one_line(finding.rule), _PAINT[finding.severity], data)}"
    yield f"{_address(finding.source)}  {bead}"
    for line in wrap(cells(finding.message, _BOLD if data.colour else ""), width):
        yield f"{_INDENT}{painted(line)}".rstrip(" ")
    yield ""
    for text in _texts(finding, width, data):
        yield f"{_INDENT}{text}".rstrip(" ")
    fix = fix_of(finding)
    if fix is not None:
        yield ""
        change = f"fix  {one_line(finding.target.text)} → {one_line(fix) or '(delete)'}"
        for line in wrap(cells(change), width):
            yield f"{_INDENT}{painted(line)}"


def _texts(finding: Finding, width: int, data: ReportInput) -> Iterator[str]:
    """Both texts in columns, or one above the other where the terminal is narrow."""
    wide = width >= _SIDE_BY_SIDE_FROM
    column = (width - 3) // 2 if wide else width
    limits = (_limit(finding.target.context, column), _limit(finding.source.context, column))
    paint = f"\x1b[4m{_PAINT[finding.severity]}" if data.colour else ""
    shown = zip(excerpts(finding, limits), (finding.target, finding.source), strict=True)
    left, right = (marked_cells(pieces if place.context else _ABSENT, paint) for pieces, place in shown)
    if wide:
        yield from side_by_side(left, right, width)
        return
    yield from map(painted, wrap(left, column))
    yield ""
    yield from map(painted, wrap(right, column))


def _limit(text: str, column: int) -> int:
    """How many characters of a text fill the lines that an excerpt may take."""
    sample = text[:2000]
    return max(2, int(_LINES * column * len(sample) / max(1, text_width(sample))))


def _summary(data: ReportInput) -> Iterator[str]:
    total = severities(data.findings)
    worst = next((severity for severity, count in by_severity(data.findings).items() if count), None)
    paint = (_BOLD if worst is None else _PAINT[worst]) if data.colour else ""
    yield from map(
        painted, wrap(cells(total[0].upper() + total[1:], paint) + cells(f" in {scope(data)}"), _width(data))
    )
    if data.findings:
        most = Counter(finding.rule for finding in data.findings).most_common()
        rules = ", ".join(f"{one_line(rule)} {count:,}" for rule, count in most)
        for line in wrap(cells(f"{counted(len(most), 'rule')}: {rules}"), _width(data)):
            yield _paint(painted(line), _DIM, data)


def _address(place: Place) -> str:
    return f"{one_line(place.path)}:{place.start}"


def _percent(share: float) -> str:
    """Rounded down, so that only certainty is called 100 %."""
    return f"{floor(share * 100 + 1e-9)} %"


def _paint(text: str, paint: str, data: ReportInput) -> str:
    return f"{paint}{text}{_RESET}" if data.colour else text


def _width(data: ReportInput) -> int:
    return max(_NARROWEST, data.width)


REPORT = Report(
    id="text", suffix=".txt", describe="for a terminal: both texts side by side, worst first", render=render
)
