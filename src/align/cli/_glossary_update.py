"""align glossary update: candidates and evidence brought up to date with the aligned texts."""

from __future__ import annotations

import sys

import click

from align.cli._count import count
from align.cli._unpaired import stop_if, tell
from align.corpusevidence import SURE
from align.errors import EXIT_CLEAN, EXIT_FINDINGS
from align.glossary_update import Update, carry_out, plan, read_alignments
from align.project import find_project


@click.command("update", epilog="Exit code: 0 done or up to date, 1 with --check: something is to do, 2 wrong input.")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 and a diff where the files are out of date.")
@click.option("--dry-run", "-n", is_flag=True, help="Write nothing; show the diff.")
@click.option(
    "--least",
    type=click.FloatRange(0, 1),
    default=SURE,
    show_default=True,
    help="Score from which a new candidate is added.",
)
def command(check: bool, dry_run: bool, least: float) -> None:
    """Find terms in the aligned texts: add candidates, refresh the evidence, leave people's words alone.

    New terms come as candidates into glossary/candidates.yaml; counts, places and dissenting renderings of
    all concepts into glossary/generated/evidence.jsonl. A field that a person has changed stays as it is.
    Rejected candidates do not come back unless they are seen much more often.

    \b
    align glossary update
    align glossary update --dry-run
    align glossary update --check
    """
    project = find_project()
    unpaired = project.unpaired(())
    tell(unpaired)
    update = plan(project, read_alignments(project), least)
    if check or dry_run:
        click.echo("".join(update.diff()), nl=False)
    if not update.changes:
        click.echo("the glossary is up to date with the texts")
        stop_if(unpaired)
        sys.exit(EXIT_CLEAN)
    if check:
        click.echo("the glossary is out of date: run `align glossary update`", err=True)
        stop_if(unpaired)
        sys.exit(EXIT_FINDINGS)
    if not dry_run:
        carry_out(project, update)
    click.echo(_summary(update), err=dry_run)
    stop_if(unpaired)


def _summary(update: Update) -> str:
    result = update.result
    parts = [
        f"{count(len(result.added), 'candidate')} added",
        f"{len(result.changed)} changed",
        f"{len(result.removed)} removed",
    ]
    if result.returned:
        parts.append(f"{len(result.returned)} came back after a rejection ({', '.join(result.returned)})")
    return f"{', '.join(parts)}; written: {', '.join(update.changes)}"
