"""align check: run the checks and report."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from align.cli._answers import Answer, Question, answered, remember
from align.cli._fixes import fix_options, run_fixes, tell_fixable
from align.cli._judges import judges_offered
from align.cli._terminal import has_colours, width
from align.cli._unpaired import stop_if, tell
from align.errors import EXIT_CLEAN, EXIT_FINDINGS, ConfigError

if TYPE_CHECKING:
    from align.config import Config
    from align.finding import Finding
    from align.pipeline import Checked
    from align.plugin import Check, Report
    from align.project import Project

_LEVELS = ("neutral", "minor", "major", "critical")


class _ReportName(click.ParamType):  # type: ignore[type-arg] # generic in click 8.2 only
    """A report's id; which there are is looked up only where it is needed."""

    name = "report"

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        return f"[{'|'.join(report.id for report in _reports())}]"


@click.command(epilog="Exit code: 0 nothing at or above the fail level, 1 findings, 2 wrong input or settings.")
@click.argument("names", nargs=-1, metavar="[NAME|PATH]...")
@click.option("--format", "form", type=_ReportName(), default="text", show_default=True)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to a file.")
@click.option("--fail-on", type=click.Choice(_LEVELS), help="Least severity that makes exit code 1.  [default: minor]")
@click.option("--rule", "rules", multiple=True, metavar="ID", help="Run only this rule (repeatable).")
@click.option("--all", "everything", is_flag=True, help="Run the rules that are off by default too.")
@click.option("--since", metavar="REF", help="Only beads that changed since a commit, or that a changed term touches.")
@click.option("--stale", is_flag=True, help="Lines of baseline.tsv and ignores that answer to nothing are findings.")
@fix_options
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even where there are findings.")
@click.option("--quiet", "-q", is_flag=True, help="With --output: say nothing on the terminal.")
@click.option("--no-cache", is_flag=True, help="Find everything again, keep nothing in the cache folder.")
def command(
    names: tuple[str, ...],
    form: str,
    output: Path | None,
    fail_on: str | None,
    rules: tuple[str, ...],
    everything: bool,
    since: str | None,
    stale: bool,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    exit_zero: bool,
    quiet: bool,
    no_cache: bool,
) -> None:
    """Find mistranslations, wrong terms and slips in the aligned documents.

    Without NAME or PATH every document pair of the project is checked. A PATH is a document, an alignment
    file, or a folder that holds such.

    \b
    align check
    align check corpus/zh/japan-official-visit.txt
    align check japan-official-visit --rule figures --rule term-missing
    align check --since origin/main --format github
    align check --format sarif --output findings.sarif
    align check --fix --diff
    """
    if unsafe_fixes and not (fix or diff):
        raise click.UsageError("--unsafe-fixes goes with --fix or --diff")
    if since is not None and not since.strip():
        # `--since "$BASE"` with nothing in BASE is a slip, not a wish to check everything.
        raise ConfigError("--since without a commit", allowed="A branch, tag or commit: --since origin/main.")
    colours = output is None and has_colours()
    wanted = _Wanted(names, form, fail_on, rules, everything, since, stale, colours, width(100))
    if fix or diff:
        _mend(wanted, unsafe=unsafe_fixes, show=diff, exit_zero=exit_zero)
    question = None if no_cache or fix or since else Question.about(repr(wanted))
    answer = answered(question) or _answer(wanted, question, cached=not no_cache)
    if output is None:
        click.echo(answer.report, nl=not answer.report.endswith("\n"))
    else:
        from align.files import write_text

        write_text(output, answer.report)
        if not quiet:
            click.echo(f"{answer.count} finding{'s' * (answer.count != 1)} written to {output}")
    if not quiet:
        for line in answer.notes:
            click.echo(line, err=True)
    tell(answer.wrong)
    stop_if(answer.wrong)
    sys.exit(EXIT_CLEAN if exit_zero else answer.code)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What was asked on the command line, as far as the answer depends on it."""

    names: tuple[str, ...]
    form: str
    fail_on: str | None
    rules: tuple[str, ...]
    everything: bool
    since: str | None
    stale: bool
    colour: bool
    width: int


def _answer(wanted: _Wanted, question: Question | None, *, cached: bool) -> Answer:
    """Check and report."""
    from align import __version__
    from align.plugin import ReportInput
    from align.project import find_project
    from align.remembered import all_own

    report = _report(wanted.form)
    project = find_project()
    checks = chosen_checks(project.config, wanted.rules, everything=wanted.everything)
    with judges_offered(wanted.rules) as offer:
        checked = _check(project, checks, wanted, cached=cached)
    findings = checked.findings.open
    if wanted.stale:
        findings = (*findings, *_leftovers(project, checked))
    dismissed = (
        *zip(checked.findings.dismissed, checked.findings.reasons, strict=True),
        *((finding, ignore.reason) for finding, ignore in checked.ignored),
    )
    shown = ReportInput(
        *(findings, checked.alignments, checks, __version__, checked.concepts, wanted.colour, wanted.width, dismissed)
    )
    code = exit_code(findings, wanted.fail_on, project.config)
    answer = Answer(
        report.render(shown),
        len(findings),
        code,
        (*_notes(checked), *offer.notes, *tell_fixable(checked.findings.open)),
        tuple(map(str, checked.unchecked)),
    )
    if question is not None and all_own(checks):
        remember(question, answer)
    return answer


def _check(project: Project, checks: tuple[Check, ...], wanted: _Wanted, *, cached: bool) -> Checked:
    from datetime import datetime

    from align.cache import cache_folder
    from align.pipeline import check

    today = datetime.now().astimezone().date()
    folder = cache_folder() if cached else None
    return check(project, wanted.names, checks, today=today, since=wanted.since, cache=folder)


def _mend(wanted: _Wanted, *, unsafe: bool, show: bool, exit_zero: bool) -> None:
    """--fix and --diff."""
    from align.project import find_project

    project = find_project()
    checks = chosen_checks(project.config, wanted.rules, everything=wanted.everything)
    with judges_offered(wanted.rules):
        checked = _check(project, checks, wanted, cached=False)
        fixes = run_fixes(project, checked, checks, unsafe=unsafe, show=show)
    if show:
        tell(checked.unchecked)
        stop_if(checked.unchecked)
        sys.exit(EXIT_FINDINGS if fixes and not exit_zero else EXIT_CLEAN)


def _notes(checked: Checked) -> tuple[str, ...]:
    """What the baseline and the ignores did; for standard error, so that it never mixes with a report."""
    found = checked.findings
    notes = []
    if checked.changed is not None:
        beads, total = sum(map(len, checked.changed.values())), sum(len(a.beads) for a in checked.alignments.values())
        notes.append(f"{beads} of {total} beads changed or are touched by a changed term")
    if found.dismissed:
        notes.append(f"{len(found.dismissed)} dismissed in baseline.tsv")
    if checked.ignored:
        notes.append(f"{len(checked.ignored)} ignored in align.yaml")
    notes += [f"expired in baseline.tsv: {v.rule} {v.fingerprint} ({v.reason})" for v in found.expired]
    if found.unused:
        count = len(found.unused)
        lines = "line of baseline.tsv answers" if count == 1 else "lines of baseline.tsv answer"
        notes.append(f"{count} {lines} to no finding: `align baseline prune`")
    notes += [f"align.yaml:{entry.line}: this leaves out no finding in {entry.path}" for entry in checked.unused]
    return tuple(notes)


def _leftovers(project: Project, checked: Checked) -> tuple[Finding, ...]:
    from align.leftovers import stale_ignores, stale_verdicts

    name, first = next(iter(checked.alignments.items()))
    return (
        *stale_verdicts(project.root, checked.findings.unused, first, name),
        *stale_ignores(project.root, checked.unused, first, name),
    )


def exit_code(findings: tuple[Finding, ...], fail_on: str | None, config: Config) -> int:
    """1 where a finding is at or above the fail level, else 0."""
    level = _LEVELS.index(fail_on) if fail_on else config.fail_on
    return EXIT_FINDINGS if any(finding.severity >= level for finding in findings) else EXIT_CLEAN


def chosen_checks(config: Config, named: tuple[str, ...] = (), *, everything: bool = False) -> tuple[Check, ...]:
    """The rules to run: those named on the command line, else those that the project has on."""
    from align.checker import enabled
    from align.plugin import Check, load

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


def _reports() -> tuple[Report, ...]:
    from align.plugin import Report, load

    return load("align.reports", "REPORT", Report)


def _report(name: str) -> Report:
    for report in _reports():
        if report.id == name:
            return report
    raise click.BadParameter(f"{name!r} is not one of {', '.join(report.id for report in _reports())}.")
