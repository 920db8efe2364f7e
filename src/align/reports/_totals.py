"""How many findings of which severity, and the one sentence that says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from align.finding import Finding, Severity
from align.plugin import ReportInput

WORST_FIRST = tuple(sorted(Severity, reverse=True))


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By severity, the worst first; findings of one severity stay in the engine's order."""
    return tuple(sorted(findings, key=lambda finding: -finding.severity))


def by_severity(findings: Iterable[Finding]) -> dict[Severity, int]:
    """A count for every severity, the worst first."""
    counts = Counter(finding.severity for finding in findings)
    return {severity: counts[severity] for severity in WORST_FIRST}


def by_document(data: ReportInput) -> dict[str, list[Finding]]:
    """Every document's findings, documents sorted by name, also those without any."""
    groups: dict[str, list[Finding]] = {name: [] for name in sorted(data.alignments)}
    for finding in data.findings:
        groups[finding.name].append(finding)
    return groups


def bead_count(data: ReportInput) -> int:
    return sum(len(alignment.beads) for alignment in data.alignments.values())


def counted(number: int, noun: str) -> str:
    """ "1 bead", "2 beads"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def severities(findings: Iterable[Finding]) -> str:
    """ "2 critical, 5 major"; severities without a finding are left out; "no findings" without any."""
    counts = by_severity(findings).items()
    return ", ".join(f"{count:,} {severity}" for severity, count in counts if count) or "no findings"


def scope(data: ReportInput) -> str:
    """What was looked at: "118 beads of 1 document, with a termbase of 312 concepts"."""
    documents = counted(len(data.alignments), "document")
    termbase = f"a termbase of {counted(data.concepts, 'concept')}" if data.concepts else "no termbase"
    return f"{counted(bead_count(data), 'bead')} of {documents}, with {termbase}"
