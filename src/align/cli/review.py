"""align review: the page where alignments, problems and terms are reviewed."""

from __future__ import annotations

import webbrowser

import click

from align.project import find_project


@click.command(epilog="Exit code: 0 ended with Ctrl-C, 2 wrong input, or the project is under review already.")
@click.argument("name", required=False)
@click.option("--at", type=click.IntRange(min=1), metavar="N", help="Open at this bead, not at the first open problem.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port on 127.0.0.1.  [default: any free one]")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
def command(name: str | None, at: int | None, port: int, no_browser: bool) -> None:
    """Review a document pair in the browser: alignment, problems, terms, by keyboard, with undo.

    Serves one page on this machine only, until Ctrl-C. Every decision is written to alignments/, corpus/,
    glossary/ and baseline.tsv at once.

    \b
    align review
    align review japan-official-visit --at 57
    align review --port 8765 --no-browser
    """
    from align.web.running import Address, serve
    from align.web.session import Session

    project = find_project()
    session = Session(project, project.pair(name))
    rows = len(session.alignment.beads)
    if at is not None and at > rows:
        raise click.BadParameter(f"there is no bead {at}, only 1 to {rows}", param_hint="'--at'")

    def started(address: Address) -> None:
        click.echo(f"{session.pair.name}: {rows} beads. The page, for this machine only:")
        click.echo(f"\n  {address.url(at)}\n")
        click.echo("Ctrl-C ends it; everything is saved as you go.")
        if not no_browser:
            webbrowser.open(address.url(at))

    serve(session, port, started)
    done = session.saved
    click.echo(f"\nSaved: {done} {'change' if done == 1 else 'changes'}. `git diff` shows them.")
