"""Pages about the checks, made from the checks themselves, so that they cannot go stale."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from align.plugin import Check, Example


def documentation(check: Check) -> str:
    """The docstring of a check's file: what it looks for, why it matters, what it does not see."""
    return (sys.modules[check.run.__module__].__doc__ or "").strip()


def headline(check: Check) -> str:
    """The first line of the documentation, without its full stop."""
    return documentation(check).split("\n", 1)[0].rstrip(".")


def explain(check: Check) -> str:
    """One check as Markdown: what, why, limits, examples."""
    title, _, rest = documentation(check).partition("\n")
    lines = [f"## {check.id}", "", title, ""]
    off = "" if check.default else f" · off by default: name it in align.yaml (`{check.id}: {check.severity}`)"
    lines += [f"Severity: {check.severity} · MQM: {check.mqm}{off}", "", *rest.strip().splitlines(), ""]
    lines += [f"- `{option.name}` (default {option.default}): {option.describe}" for option in check.options]
    lines += [""] * bool(check.options)
    lines += ["| | English | Chinese | marked |", "|---|---|---|---|", *map(_row, check.examples), ""]
    return "\n".join(lines)


def checks_page(checks: Iterable[Check]) -> str:
    """docs/checks.md."""
    checks = list(checks)
    lines = ["# Checks", "", "Written by `make docs` from the files in `src/align/checks/`; do not edit by hand.", ""]
    lines += ["| rule | severity | what it finds |", "|---|---|---|"]
    lines += [f"| [{check.id}](#{check.id}) | {_level(check)} | {headline(check)} |" for check in checks]
    return "\n".join(lines) + "\n\n" + "\n".join(explain(check) for check in checks)


def _level(check: Check) -> str:
    return str(check.severity) if check.default else f"off ({check.severity})"


def _row(example: Example) -> str:
    english, chinese = ("<br>".join(filter(None, side)) for side in zip(*example.pairs(), strict=True))
    mark = "✗" if example.hits else "✓"
    note = ", ".join(example.hits) or example.why
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in (mark, english, chinese, note)) + " |"
