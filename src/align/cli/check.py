"""align check: run the checks and report."""

from __future__ import annotations

import shutil
import sys
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path

import click

from align import __version__
from align.checker import enabled
from align.cli._fixes import fix_options, run_fixes, tell_fixable
from align.config import Config
from align.errors import EXIT_CLEAN, EXIT_FINDINGS, ConfigError
from align.files import write_text
from align.finding import Finding, Severity
from align.pipeline import check
from align.plugin import Check, Report, ReportInput, load
from align.project import find_project
from align.verdicts import Sorted

_LEVELS = [str(severity) for severity in Severity]
_REPORTS = [report.id for report in load("align.reports", "REPORT", Report)]


@click.command(epilog="Exit code: 0 nothing at or above the fail level, 1 findings, 2 wrong input or settings.")
@click.argument("names", nargs=-1, metavar="[NAME|PATH]...")
@click.option("--format", "form", type=click.Choice(_REPORTS), default="text", show_default=True)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to a file.")
@click.option("--fail-on", type=click.Choice(_LEVELS), help="Least severity that makes exit code 1.  [default: minor]")
@click.option("--rule", "rules", multiple=True, metavar="ID", help="Run only this rule (repeatable).")
@click.option("--all", "everything", is_flag=True, help="Run the rules that are off by default too.")
@fix_options
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even where there are findings.")
@click.option("--quiet", "-q", is_flag=True, help="With --output: say nothing on the terminal.")
def command(
    names: tuple[str, ...],
    form: str,
    output: Path | None,
    fail_on: str | None,
    rules: tuple[str, ...],
    everything: bool,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    exit_zero: bool,
    quiet: bool,
) -> None:
    """Find mistranslations, wrong terms and slips in the aligned documents.

    Without NAME or PATH every document pair of the project is checked. A PATH is a document, an alignment
    file, or a folder that holds such.

    \b
    align check
    align check corpus/zh/japan-official-visit.txt
    align check japan-official-visit --rule figures --rule term-missing
    align check --format sarif --output findings.sarif
    align check --fail-on major
    align check --fix --diff
    """
    if unsafe_fixes and not (fix or diff):
        raise click.UsageError("--unsafe-fixes goes with --fix or --diff")
    project = find_project()
    checks = chosen_checks(project.config, rules, everything=everything)
    report = next(r for r in load("align.reports", "REPORT", Report) if r.id == form)
    colour = output is None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 100
    today = datetime.now().astimezone().date()
    checked = check(project, names, checks, today=today)
    if fix or diff:
        fixes = run_fixes(project, checked, checks, unsafe=unsafe_fixes, show=diff)
        if diff:
            sys.exit(EXIT_FINDINGS if fixes and not exit_zero else EXIT_CLEAN)
        checked = check(project, names, checks, today=today)
    found = checked.findings
    text = report.render(
        ReportInput(found.open, checked.alignments, checks, __version__, checked.concepts, colour, width)
    )
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
    else:
        write_text(output, text)
        if not quiet:
            click.echo(f"{len(found.open)} findings written to {output}")
    if not quiet:
        _tell_baseline(found)
        tell_fixable(found.open)
    sys.exit(EXIT_CLEAN if exit_zero else exit_code(found.open, fail_on, project.config))


def _tell_baseline(found: Sorted) -> None:
    """What the baseline did, on standard error, so that it never mixes with a report."""
    if found.dismissed:
        click.echo(f"{len(found.dismissed)} dismissed in baseline.tsv", err=True)
    for verdict in found.expired:
        click.echo(f"expired in baseline.tsv: {verdict.rule} {verdict.fingerprint} ({verdict.reason})", err=True)
    if found.unused:
        click.echo(f"{len(found.unused)} lines of baseline.tsv answer to no finding: `align baseline prune`", err=True)


def exit_code(findings: tuple[Finding, ...], fail_on: str | None, config: Config) -> int:
    """1 where a finding is at or above the fail level, else 0."""
    level = Severity[fail_on.upper()] if fail_on else config.fail_on
    return EXIT_FINDINGS if any(finding.severity >= level for finding in findings) else EXIT_CLEAN


def chosen_checks(config: Config, named: tuple[str, ...] = (), *, everything: bool = False) -> tuple[Check, ...]:
    """The rules to run: those named on the command line, else those that the project has on."""
    checks = load("align.checks", "CHECK", Check)
    known = [check.id for check in checks]
    for rule in named:
        if rule not in known:
            near = get_close_matches(rule, known, n=1)
            hint = f"Did you mean {near[0]!r}? " if near else ""
            raise ConfigError(f"unknown rule {rule!r}", allowed=f"{hint}Allowed: {', '.join(known)}.")
    if named:
        return tuple(check for check in checks if check.id in named)
    return enabled(checks, config.rules, config.options, everything=everything)
