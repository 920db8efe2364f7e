"""align glossary diff: what the glossary's changes since a commit do to the corpus."""

from __future__ import annotations

import json
import sys

import click

from align.cli._count import count
from align.errors import EXIT_CLEAN, EXIT_FINDINGS
from align.finding import Finding
from align.glossary import load_termbase
from align.glossary_update import read_alignments
from align.impact import OTHER, Change, impact, termbase_at
from align.project import find_project


@click.command("diff", epilog="Exit code: 0 no finding appears, 1 findings appear, 2 wrong input.")
@click.argument("ref", default="HEAD")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(ref: str, form: str) -> None:
    """Say which findings appear and go by what changed in the glossary since the commit REF.

    \b
    align glossary diff
    align glossary diff main
    align glossary diff v1.2 --format json
    """
    project = find_project()
    new = load_termbase(project.glossary, project.root)
    changes = impact(termbase_at(project, ref), new, read_alignments(project), project)
    appear, go = (sum(len(getattr(change, side)) for change in changes) for side in ("appear", "go"))
    if form == "json":
        click.echo(json.dumps([_record(change) for change in changes], ensure_ascii=False, indent=2))
    else:
        for change in changes:
            _tell(change)
        click.echo(
            f"{count(len([c for c in changes if c.concept != OTHER]), 'concept')} changed since {ref}: "
            f"{count(appear, 'finding')} appear{'s' if appear == 1 else ''}, {go} go{'es' if go == 1 else ''}"
        )
    sys.exit(EXIT_FINDINGS if appear else EXIT_CLEAN)


def _tell(change: Change) -> None:
    name = change.concept or "(other findings)"
    click.echo(f"{name}: {change.what}; {len(change.appear)} appear, {len(change.go)} go")
    for sign, findings in (("+", change.appear), ("-", change.go)):
        for finding in findings:
            place = finding.main
            click.echo(f"  {sign} {place.path}:{place.start}: {finding.message} [{finding.rule}]")


def _record(change: Change) -> dict[str, object]:
    def record(finding: Finding) -> dict[str, object]:
        place = finding.main
        return {
            "rule": finding.rule,
            "severity": str(finding.severity),
            "path": place.path,
            "line": place.start.line,
            "column": place.start.column,
            "message": finding.message,
            "fingerprint": finding.fingerprint,
        }

    return {
        "concept": change.concept or None,
        "change": change.what,
        "appear": [record(finding) for finding in change.appear],
        "go": [record(finding) for finding in change.go],
    }
