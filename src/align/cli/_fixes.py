"""The options --fix, --unsafe-fixes and --diff of align check, and what they do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from align.finding import Finding
    from align.pipeline import Checked
    from align.plugin import Check
    from align.project import Project


def fix_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options to a command."""
    for option in (
        click.option("--diff", is_flag=True, help="Show what --fix would change; write nothing."),
        click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: fixes a person should look at, too."),
        click.option("--fix", is_flag=True, help="Put safe fixes into the translation, then report the rest."),
    ):
        command = option(command)
    return command


def run_fixes(project: Project, checked: Checked, checks: Sequence[Check], *, unsafe: bool, show: bool) -> int:
    """Put in the fixes of open findings, or only show what that would change; how many there are."""
    from align.mending import mend, write

    mended = mend(project, checked, checks, unsafe=unsafe)
    withdrawn = [finding for one in mended for finding in one.fixed.withdrawn]
    count = sum(len(one.fixed.applied) for one in mended)
    if show:
        click.echo("".join(one.diff() for one in mended), nl=False)
        click.echo(f"{_fixes(count)} would be made; nothing was written", err=True)
    else:
        write(project, mended)
        click.echo(f"{_fixes(count)} made", err=True)
    for finding in withdrawn:
        place = f"{finding.target.path}:{finding.target.start}"
        click.echo(f"left out: {place} {finding.rule}: {finding.target.text} → {finding.fix}", err=True)
    if withdrawn:
        click.echo(f"{_fixes(len(withdrawn))} left out: with them the checks would find something new", err=True)
    return count


def tell_fixable(findings: Iterable[Finding]) -> Iterator[str]:
    """How many findings --fix would mend, for standard error."""
    from align.fixing import has_fix

    fixable = [finding for finding in findings if has_fix(finding, unsafe=True)]
    safe = sum(finding.fix_is_safe for finding in fixable)
    if safe:
        yield f"{safe} can be fixed with --fix (see them first with --diff)"
    if len(fixable) > safe:
        yield f"{len(fixable) - safe} more with --unsafe-fixes: look at each"


def _fixes(count: int) -> str:
    return f"{count} fix" if count == 1 else f"{count} fixes"
