"""align rules: the checks there are."""

from __future__ import annotations

from pathlib import Path

import click

from align.catalogue import checks_page, headline
from align.files import write_text
from align.plugin import Check, load


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "markdown"]), default="text", show_default=True)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
def command(form: str, output: Path | None) -> None:
    """List the checks with their severity.

    \b
    align rules
    align explain figures
    """
    checks = load("align.checks", "CHECK", Check)
    width = max(len(check.id) for check in checks)
    levels = [str(check.severity) if check.default else f"off ({check.severity})" for check in checks]
    lines = [f"{check.id:{width}}  {level:13}  {headline(check)}" for check, level in zip(checks, levels, strict=True)]
    text = checks_page(checks) if form == "markdown" else "\n".join(lines) + "\n"
    if output is None:
        click.echo(text, nl=False)
    else:
        write_text(output, text)
