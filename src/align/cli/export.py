"""align export: an alignment in a format that other tools read."""

from __future__ import annotations

from pathlib import Path

import click

from align.files import write_text
from align.pipeline import read_alignment
from align.plugin import Format, load
from align.project import find_project

_FORMATS = {form.id: form for form in load("align.formats", "FORMAT", Format) if form.write is not None}


_EPILOG = "\b\n" + "\n".join(f"{form.id:<10}{form.describe}" for form in _FORMATS.values())


@click.command(epilog=f"{_EPILOG}\n\nExit code: 0 done, 2 wrong input.")
@click.argument("name", required=False)
@click.option("--format", "form", type=click.Choice(list(_FORMATS)), required=True, help="What to write; see below.")
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
def command(name: str | None, form: str, output: Path | None) -> None:
    """Write an alignment for other tools, to the terminal or a file.

    \b
    align export japan-official-visit --format tmx --output visit.tmx
    align export --format jsonl | head -1
    """
    project = find_project()
    pair = project.pair(name)
    write = _FORMATS[form].write
    assert write is not None  # noqa: S101 - _FORMATS holds writers only
    text = write(read_alignment(project, pair), pair.name)
    if output is None:
        # Bytes, because a terminal's own encoding could not hold the text.
        click.echo(text.encode("utf-8"), nl=False)
    elif write_text(output, text):
        click.echo(f"{output}: written")
    else:
        click.echo(f"{output}: unchanged")
