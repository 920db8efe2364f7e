"""align run: align document pairs and write their alignment files."""

from __future__ import annotations

import sys
from typing import Any

import click

from align.cli._hints import given, hint_options
from align.cli._terminal import progress
from align.cli._unpaired import tell
from align.errors import EXIT_WRONG_INPUT, AlignError
from align.glossary import load_termbase
from align.keeping import Displaced
from align.pipeline import Realigned, realign
from align.project import find_project
from align.renamed import Renamed, take_over
from align.summary import Summary, summarise


@click.command(epilog="Exit code: 0 done, 2 wrong input (the other documents are aligned all the same).")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--dry-run", "-n", is_flag=True, help="Say what would come out, write nothing.")
@hint_options
def command(names: tuple[str, ...], dry_run: bool, **arguments: Any) -> None:
    """Align document pairs, sentence by sentence, into alignments/NAME.tsv.

    Without NAME every pair of the project is aligned. What people confirmed or edited stays as it is
    as long as its sentences stand; what no longer stands is named and marked for review.

    \b
    align run
    align run japan-official-visit
    align run --dry-run
    align run --embed models/LaBSE
    align run japan-official-visit --mt japan-official-visit.mt.txt
    """
    beside = given(arguments)
    project = find_project()
    pairs = [project.pair(name) for name in dict.fromkeys(names)] or list(project.pairs())
    lonely = [] if names else project.unpaired(())
    if beside.of_one_pair and len(pairs) != 1:
        raise click.UsageError(f"{beside.of_one_pair} belongs to one document pair: name it.")
    termbase = load_termbase(project.glossary, project.root)
    failed = bool(lonely)
    tell(lonely)
    for pair in pairs:
        try:
            if not dry_run and (old := take_over(project, pair)):
                tell_renamed(pair.name, old)
            with progress(pair.name) as report:
                result = realign(project, pair, termbase, beside.hints, progress=report, write=not dry_run)
        except AlignError as error:
            tell([error])
            failed = True
            continue
        for displaced in result.displaced:
            click.echo(tell_displaced(displaced, project.shown(pair.alignment)), err=True)
        click.echo(f"{pair.name}: {one_line(summarise(result.alignment), result)}")
    if failed:
        sys.exit(EXIT_WRONG_INPUT)


def tell_renamed(name: str, was: Renamed) -> None:
    """What a document took over from its old name, and what is left to do by hand."""
    parts = ["its alignment"]
    if was.verdicts:
        parts.append("its lines of baseline.tsv")
    if was.sources:
        parts.append("its entry in corpus/SOURCES.yaml")
    *first, last = parts
    taken = f"{', '.join(first)} and {last} go" if first else f"{last} goes"
    click.echo(f"{name}: was {was.old}; {taken} with it")
    if was.sources is None:
        click.echo(
            f"corpus/SOURCES.yaml has entries of {was.old} and of {name}: take out the one that is wrong", err=True
        )


def one_line(summary: Summary, result: Realigned) -> str:
    """The outcome of one pair in one line."""
    types = ", ".join(f"{kind} × {count}" for kind, count in summary.types)
    parts = [
        f"{summary.beads} beads ({types})",
        f"mean confidence {summary.mean_confidence:.2f}",
        f"{result.decided} decided kept",
    ]
    if summary.crossing:
        parts.append(f"{summary.crossing} moved")
    if result.displaced:
        parts.append(f"{len(result.displaced)} to look at again")
    return "; ".join(parts)


def tell_displaced(displaced: Displaced, path: str) -> str:
    """What became of a bead with a person's words on it; ``path`` is the alignment file."""
    line = displaced.row.line
    what = "bookmarked" if line.bookmark and line.status == "auto" else str(line.status.value)
    what = "annotated" if what == "auto" else what
    now = f"now bead {displaced.to}, to look at again" if displaced.to else "nothing of it is left"
    note = f"; its note: {line.note}" if line.note else ""
    # Not an error, but a person's work is at stake: the line is named as it was before this run.
    return (
        f"{path}:{line.line}: this {what} bead no longer stands ({now}{note})\n"
        f"  {line.source_text or '(nothing)'} | {line.target_text or '(nothing)'}"
    )
