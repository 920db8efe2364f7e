"""align baseline: findings that were looked at and may stay."""

from __future__ import annotations

from datetime import date, datetime

import click

from align.checker import enabled
from align.cli._judges import judges_offered
from align.cli._unpaired import stop_if, tell
from align.cli.check import chosen_checks
from align.errors import AlignError
from align.finding import Finding
from align.pipeline import Checked, check
from align.plugin import Check, load
from align.project import Project, find_project
from align.verdicts import FILE_NAME, Sorted, Verdict, load_verdicts, save_verdicts


@click.group()
def command() -> None:
    """Keep findings that were looked at and may stay (baseline.tsv, committed like the corpus).

    A finding is named by its content, so that it stays dismissed when text moves around it, and comes back
    when its own sentence changes.

    \b
    align baseline add 8c5f0b --reason "quoted as printed"
    align baseline show
    align baseline prune
    """


@command.command("add")
@click.argument("fingerprints", nargs=-1, metavar="[FINGERPRINT]...")
@click.option("--reason", required=True, help="Why the findings may stay.")
@click.option("--owner", default="", help="Who decided.")
@click.option("--expires", type=click.DateTime(["%Y-%m-%d"]), help="Last day it counts (2027-01-31).")
@click.option("--rule", help="Every open finding of a rule.")
@click.option("--all", "everything", is_flag=True, help="Every open finding of the rules that are on: start from here.")
def _add(
    fingerprints: tuple[str, ...], reason: str, owner: str, expires: datetime | None, rule: str | None, everything: bool
) -> None:
    """Dismiss findings by their fingerprint, by rule, or all.

    The beginning of a finding's fingerprint stands beside it in `align check`, the whole in its json.

    \b
    align baseline add 8c5f0b --reason "quoted as printed" --owner "Li Na"
    align baseline add --all --reason "before we began" --expires 2027-01-31
    """
    project = find_project()
    if rule is not None:
        chosen_checks(project.config, (rule,))  # An unknown rule is named as such.
    checked = _checked(project)
    found = checked.findings
    on = {check.id for check in chosen_checks(project.config)}
    chosen = [
        finding
        for finding in found.open
        if (everything and finding.rule in on)
        or finding.rule == rule
        or finding.fingerprint.startswith(fingerprints or ("-",))
    ]
    for start in fingerprints:
        meant = {finding.fingerprint for finding in chosen if finding.fingerprint.startswith(start)}
        if not meant:
            raise AlignError(f"no open finding has a fingerprint that begins with {start!r}")
        if len(meant) > 1:
            raise AlignError(
                f"{len(meant)} findings have a fingerprint that begins with {start!r}",
                allowed=f"Give more of it: {', '.join(sorted(sign[:8] for sign in meant)[:10])}.",
            )
    if not chosen and (rule is not None or everything):
        raise AlignError(f"there is no open finding{f' of {rule}' if rule else ''}")
    if not chosen:
        raise AlignError("nothing chosen", allowed="Give fingerprints, --rule ID or --all.")
    if not reason.strip():
        raise AlignError("a dismissed finding needs a reason", allowed='--reason "why it may stay"')
    kept = _without_expired(project, found)
    day = expires.date() if expires else None
    save_verdicts(project.root / FILE_NAME, [*kept, *(_verdict(f, reason, owner, day) for f in chosen)])
    click.echo(f"{len(chosen)} finding{'s' * (len(chosen) != 1)} dismissed in {FILE_NAME}")
    stop_if(checked.unchecked)


@command.command("show")
def _show() -> None:
    """List what is dismissed, and which lines answer to no finding or have expired.

    \b
    align baseline show
    """
    project = find_project()
    checked = _checked(project)
    found = checked.findings
    unused, expired = ({v.fingerprint for v in group} for group in (found.unused, found.expired))
    verdicts = load_verdicts(project.root / FILE_NAME, FILE_NAME)
    if not verdicts:
        click.echo(f"nothing is dismissed: there is no line in {FILE_NAME}")
    for verdict in verdicts:
        state = "unused" if verdict.fingerprint in unused else "expired" if verdict.fingerprint in expired else "holds"
        until = f", until {verdict.expires}" if verdict.expires else ""
        owner = f" ({verdict.owner}{until})" if verdict.owner else until
        click.echo(f"{state:8} {verdict.name}  {verdict.rule}  {verdict.fingerprint}  {verdict.reason}{owner}")
        if verdict.message:
            click.echo(f"         {verdict.message}")
    stop_if(checked.unchecked)


@command.command("prune")
def _prune() -> None:
    """Drop lines that answer to no finding or have expired.

    \b
    align baseline prune
    """
    project = find_project()
    checked = _checked(project)
    found = checked.findings
    gone = {(v.name, v.fingerprint) for v in (*found.unused, *found.expired)}
    verdicts = load_verdicts(project.root / FILE_NAME, FILE_NAME)
    kept = [verdict for verdict in verdicts if (verdict.name, verdict.fingerprint) not in gone]
    if len(kept) < len(verdicts):
        save_verdicts(project.root / FILE_NAME, kept)
    dropped = len(verdicts) - len(kept)
    click.echo(f"{dropped} line{'s' * (dropped != 1)} dropped, {len(kept)} kept")
    stop_if(checked.unchecked)


def _checked(project: Project) -> Checked:
    """Every rule is run, also those off by default: what `align check --all` shows can be dismissed.

    A judge outside is asked only where the project has it on.
    """
    checks = load("align.checks", "CHECK", Check)
    on = {check.id for check in enabled(checks, project.config.rules, project.config.options)}
    checks = tuple(check for check in checks if check.pure or check.id in on)
    with judges_offered():
        checked = check(project, (), checks, today=datetime.now().astimezone().date())
    tell(checked.unchecked)
    return checked


def _without_expired(project: Project, found: Sorted) -> list[Verdict]:
    """The verdicts there are, less expired ones: their findings are open and may be decided anew."""
    expired = {(v.name, v.fingerprint) for v in found.expired}
    verdicts = load_verdicts(project.root / FILE_NAME, FILE_NAME)
    return [verdict for verdict in verdicts if (verdict.name, verdict.fingerprint) not in expired]


def _verdict(finding: Finding, reason: str, owner: str, day: date | None) -> Verdict:
    return Verdict(finding.name, finding.rule, finding.fingerprint, reason, owner, day, finding.message)
