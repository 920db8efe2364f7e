"""Pages about the checks, made from the checks themselves, so that they cannot go stale."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

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
    lines += [f"False alarms: {_alarms(check)}.", ""]
    lines += [f"- `{option.name}` (default {option.default}): {option.describe}" for option in check.options]
    lines += [""] * bool(check.options)
    lines += ["| | English | Chinese | marked |", "|---|---|---|---|", *map(_row, check.examples), ""]
    return "\n".join(lines)


def checks_page(checks: Iterable[Check]) -> str:
    """docs/checks.md."""
    checks = list(checks)
    lines = ["# Checks", "", "Written by `make docs` from the files in `src/align/checks/`; do not edit by hand.", ""]
    lines += [*_about_rates(), "", "| rule | severity | false alarms | what it finds |", "|---|---|---|---|"]
    lines += [f"| [{c.id}](#{c.id}) | {_level(c)} | {_percent(c)} | {headline(c)} |" for c in checks]
    return "\n".join(lines) + "\n\n" + "\n".join(explain(check) for check in checks)


@cache
def _rates() -> dict[str, Any]:
    """What benchmarks/checks.py measured last."""
    found: dict[str, Any] = json.loads((files("align") / "data" / "rates.json").read_text("utf-8"))
    return found


def _about_rates() -> list[str]:
    rates = _rates()
    pairs, flagged = rates["pairs"], rates["any"]
    about = (
        f"False alarms are what a rule says of {pairs:,} good translations by people ({rates['set']}), measured by "
        f"`benchmarks/checks.py` on {rates['date']} with version {rates['version']}. Not all are false: people slip "
        "too. Pairs were looked at one by one and in runs of 40, as rules that compare sentences need; the higher "
        "rate is given. No glossary was there, so rules that need one are silent. Another part of "
        "the set is there to develop on."
    )
    ours = f"| all rules that are on by default, one by one | {flagged:,} | {flagged / pairs:.1%} |"
    lines = [about, "", "| flagged | pairs | of all |", "|---|---|---|", ours]
    return lines + [f"| {name} | {count:,} | {count / pairs:.1%} |" for name, count in rates["others"].items()]


def _most(check: Check) -> int | None:
    """The most pairs that a rule flagged; None for one that was not measured."""
    counts = _rates()["rules"].get(check.id)
    return None if counts is None else max(counts.values())


def _percent(check: Check) -> str:
    count = _most(check)
    return "not measured" if count is None else f"{count / _rates()['pairs']:.2%}"


def _alarms(check: Check) -> str:
    count = _most(check)
    return "not measured" if count is None else f"{count:,} of {_rates()['pairs']:,} pairs ({_percent(check)})"


def _level(check: Check) -> str:
    return str(check.severity) if check.default else f"off ({check.severity})"


def _row(example: Example) -> str:
    english, chinese = ("<br>".join(filter(None, side)) for side in zip(*example.pairs(), strict=True))
    mark = "✗" if example.hits else "✓"
    note = ", ".join(example.hits) or example.why
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in (mark, english, chinese, note)) + " |"
