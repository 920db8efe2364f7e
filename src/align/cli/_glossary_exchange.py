"""align glossary export and import: termbases of other tools, with a report of what is lost on the way."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path

import click

from align.cli._count import count
from align.errors import EXIT_FINDINGS, GlossaryError
from align.files import write_bytes, write_text
from align.glossary import SCOPES, load_termbase
from align.glossary_files import field_path, text_of
from align.glossary_rewriting import Rewriting, rewrite
from align.matcher.folding import fold
from align.plugin import load
from align.project import Project, find_project
from align.term import Concept, Termbase
from align.termformat import Loss, TermFormat

_SHOWN = 20


def _formats() -> tuple[TermFormat, ...]:
    return load("align.termformats", "TERMFORMAT", TermFormat)


def _chosen(path: Path, form: str | None) -> TermFormat:
    """The format named, else the one of the file's suffix."""
    known = {one.id: one for one in _formats()}
    if form is not None:
        if form not in known:
            raise GlossaryError(f"unknown format {form!r}", allowed=f"Allowed: {', '.join(known)}.")
        return known[form]
    for one in known.values():
        if path.suffix.lower() in one.suffixes:
            return one
    raise GlossaryError(f"which format is {path.name}?", allowed=f"Name one with --format: {', '.join(known)}.")


@click.command("export", epilog="Exit code: 0 written, 2 wrong input.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--format", "form", metavar="FORMAT", help="tbx, martif, csv, tsv, xlsx, skos.  [default: by the suffix]")
@click.option("--field", help="Only concepts of this field.")
@click.option("--losses", is_flag=True, help=f"Name every loss, not only {_SHOWN}.")
def export(file: Path, form: str | None, field: str | None, losses: bool) -> None:
    """Write the glossary's decided terms into FILE for other tools, and say what they will not see.

    \b
    align glossary export terms.tbx
    align glossary export old.xml --format martif
    align glossary export space.xlsx --field space
    """
    project = find_project()
    one = _chosen(file, form)
    if one.write is None:
        raise GlossaryError(f"{one.id} can only be read")
    termbase = load_termbase(project.glossary, project.root).decided()
    concepts = tuple(c for c in termbase.concepts if field in (None, c.field))
    if not concepts:
        raise GlossaryError("there is nothing to export", allowed=f"Fields: {', '.join(_fields(termbase))}.")
    done = one.write(Termbase(concepts))
    write_bytes(file, done.data)
    lost = (*done.losses, *_bounds_lost(concepts))
    _report(lost, losses)
    click.echo(f"{count(len(concepts), 'concept')} written to {file} ({one.id}), {_count(lost)}")


@click.command("import", epilog="Exit code: 0 written, 1 concepts were left out because they are there, 2 wrong input.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--format", "form", metavar="FORMAT", help="tbx, martif, csv, tsv, xlsx.  [default: by the suffix]")
@click.option("--field", metavar="NAME", help="Put all into glossary/NAME.yaml.  [default: the file's own fields]")
@click.option("--dry-run", "-n", is_flag=True, help="Show the diff, write nothing.")
@click.option("--losses", is_flag=True, help=f"Name every loss, not only {_SHOWN}.")
def import_(file: Path, form: str | None, field: str | None, dry_run: bool, losses: bool) -> None:
    """Add the concepts of FILE to the glossary, and say what of FILE was not taken over.

    What the glossary has already (the id, or a term) is left as it is and named.

    \b
    align glossary import theirs.tbx --field theirs
    align glossary import terms.csv --dry-run
    """
    project = find_project()
    one = _chosen(file, form)
    if one.read is None:
        raise GlossaryError(f"{one.id} can only be written")
    try:
        data = file.read_bytes()
    except OSError as error:
        raise GlossaryError(f"cannot be read: {error.strerror}", path=file) from None
    found = one.read(data, str(file))
    _report(found.losses, losses)
    new, there = _sorted_out(load_termbase(project.glossary, project.root), found.concepts, project)
    for concept, why in there:
        click.echo(f"left out: {concept.id} ({why})", err=True)
    added = 0
    for path, concepts in sorted(_by_file(project, new, field or file.stem, all_in=field is not None).items()):
        old = text_of(project, path)
        text = rewrite(old, path, Rewriting(added=concepts))
        added += len(concepts)
        if dry_run:
            diff = unified_diff(old.splitlines(True), text.splitlines(True), f"a/{path}", f"b/{path}")
            click.echo("".join(diff), nl=False)
        else:
            write_text(project.root / path, text)
    would = "would be " if dry_run else ""
    click.echo(f"{count(added, 'concept')} {would}added, {len(there)} left out, {_count(found.losses)}")
    if there:
        sys.exit(EXIT_FINDINGS)


COMMANDS = (export, import_)


def _bounds_lost(concepts: Iterable[Concept]) -> list[Loss]:
    """No format knows where a concept is looked for."""
    return [
        Loss(concept.id, f"{name} is not written: {', '.join(getattr(concept, name))}")
        for concept in concepts
        for name in SCOPES
        if getattr(concept, name)
    ]


def _fields(termbase: Termbase) -> list[str]:
    return sorted({concept.field for concept in termbase.concepts})


def _sorted_out(
    termbase: Termbase, concepts: Iterable[Concept], project: Project
) -> tuple[list[Concept], list[tuple[Concept, str]]]:
    """New concepts, and those that the glossary has."""
    source = project.config.source
    have = {fold(t.text, source).key: c.id for c in termbase.concepts for t in c.in_language(source)}
    new, there = [], []
    for concept in concepts:
        same = [have[key] for t in concept.in_language(source) if (key := fold(t.text, source).key) in have]
        if termbase.get(concept.id) is not None:
            there.append((concept, "the id is there"))
        elif same:
            there.append((concept, f"its term is there: {same[0]}"))
        else:
            new.append(concept)
    return new, there


def _by_file(project: Project, concepts: Iterable[Concept], default: str, *, all_in: bool) -> dict[str, list[Concept]]:
    found: dict[str, list[Concept]] = {}
    for concept in concepts:
        field = default if all_in or not concept.field else concept.field
        name = "-".join("".join(char if char.isalnum() else " " for char in field.lower()).split())
        found.setdefault(field_path(project, name or "imported"), []).append(replace(concept, field="", path=""))
    return found


def _report(losses: tuple[Loss, ...], everything: bool) -> None:
    for loss in losses if everything else losses[:_SHOWN]:
        click.echo(f"lost: {loss.where}: {loss.what}", err=True)
    if len(losses) > _SHOWN and not everything:
        click.echo(f"{len(losses) - _SHOWN} more: --losses", err=True)


def _count(losses: tuple[Loss, ...]) -> str:
    if not losses:
        return "nothing lost"
    wheres = Counter(loss.where for loss in losses)
    return f"{count(len(losses), 'loss')} in {count(len(wheres), 'place')}"
