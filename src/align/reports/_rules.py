"""The rules of a run as reports describe them: what each sees, from the docstring of its file."""

from __future__ import annotations

import inspect
import sys
from dataclasses import dataclass

from align.finding import Severity
from align.plugin import Check, ReportInput


@dataclass(frozen=True, slots=True)
class Rule:
    """``summary`` is the first line of the check's docstring, ``help`` the rest (may be empty)."""

    id: str
    severity: Severity
    mqm: str
    summary: str
    help: str = ""


def rules(data: ReportInput) -> tuple[Rule, ...]:
    """Every rule that ran, and any other that a finding names (the engine's own), sorted by id."""
    known = {check.id: _described(check) for check in data.checks}
    for finding in (*data.findings, *(finding for finding, _ in data.dismissed)):
        if finding.rule not in known:
            known[finding.rule] = Rule(finding.rule, finding.severity, finding.mqm, finding.rule)
    return tuple(known[rule] for rule in sorted(known))


def _described(check: Check) -> Rule:
    module = sys.modules.get(getattr(check.run, "__module__", ""))
    summary, _, rest = inspect.cleandoc(getattr(module, "__doc__", None) or check.id).partition("\n")
    return Rule(check.id, check.severity, check.mqm, summary.strip(), rest.strip())
