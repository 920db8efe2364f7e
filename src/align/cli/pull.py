"""align pull: the official text from its address, and the alignment brought up to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import click

from align.article import Article, record, require_article
from align.cli.run import one_line, tell_displaced
from align.errors import FetchError, ProjectError
from align.files import decode_text, read_text, write_text
from align.formats import html, text
from align.pipeline import Realigned, realign
from align.project import Project, find_project
from align.sources import Source, load_sources, save_source
from align.summary import summarise
from align.web.fetch import Fetched, fetch

_SMALLEST_SHARE = 0.5
_NOTE = "The official text as align pull fetched it."


@dataclass(frozen=True, slots=True)
class _Place:
    """One document with an official address."""

    name: str
    lang: str
    path: Path
    source: Source


@click.command(epilog="Exit code: 0 done, 2 not fetched or not usable (the document stays as it was then).")
@click.argument("name", required=False)
@click.option("--dry-run", "-n", is_flag=True, help="Fetch and say what would change, write nothing.")
@click.option("--force", is_flag=True, help="Take the text even where it is much shorter than the present one.")
def command(name: str | None, dry_run: bool, force: bool) -> None:
    """Fetch the official text of documents from the address in corpus/SOURCES.yaml.

    The address is the entry's field "official". The article is found in the page, the present text is kept in
    corpus/LANG/previous/, and the pair is aligned anew with every bead kept that people confirmed.

    \b
    align pull
    align pull japan-official-visit --dry-run
    """
    project = find_project()
    for place in _places(project, name):
        page = fetch(place.source.official)
        article = _article(page, place)
        _compare(place, article, force=force)
        _take(project, place, page, article, dry_run=dry_run)


def _places(project: Project, name: str | None) -> list[_Place]:
    sources = load_sources(project.sources, project.shown(project.sources))
    known = sorted({document for document, _ in sources})
    if name is not None and name not in known:
        raise ProjectError(f"no document {name!r} in SOURCES.yaml", allowed=f"There are: {', '.join(known) or 'none'}.")
    places = [
        _Place(document, lang, project.corpus(lang) / f"{document}.txt", source)
        for (document, lang), source in sources.items()
        if source.official and name in (None, document)
    ]
    if not places:
        raise ProjectError(
            "no official address to fetch from",
            path=project.shown(project.sources),
            allowed='Give the document\'s entry a field "official: https://…".',
        )
    return places


def _article(page: Fetched, place: _Place) -> Article:
    """The article in what was fetched; an error where there is none, or one in another language."""
    is_html = page.content_type != "text/plain"
    charset = html.web_encoding(page.charset) if page.charset else ""
    charset = charset or (html.declared_encoding(page.body) if is_html else "") or "utf-8"
    decoded = decode_text(page.body, shown=page.url, encoding=charset)
    lines = html.read(decoded) if is_html else text.read(decoded)
    return require_article(lines, place.lang, page.url)


def _compare(place: _Place, article: Article, *, force: bool) -> None:
    """Refuse a text much shorter than the present one: a notice, a summary or a log-in page with status 200."""
    if force or not place.path.exists():
        return
    found, present = len(article.text), len(place.path.read_bytes().decode("utf-8", "replace"))
    if found < _SMALLEST_SHARE * present:
        raise FetchError(
            f"the text found there is much shorter than the present one: {found:,} characters, not {present:,}",
            path=place.source.official,
            allowed="Look at the page; take it with --force if it is the right one.",
        )


def _take(project: Project, place: _Place, page: Fetched, article: Article, *, dry_run: bool) -> None:
    shown = project.shown(place.path)
    present = read_text(place.path, shown=shown) if place.path.exists() else ""
    lines = sum(1 for line in article.text.split("\n") if line.strip())
    changed = article.text != present
    done = "would be written" if dry_run and changed else "written" if changed else "unchanged"
    click.echo(f"{page.url}: {len(page.body):,} bytes, sha256 {page.sha256}")
    for run in article.dropped:
        click.echo(f"dropped {'line' if run.first == run.last else 'lines'} {run.lines}, {run.reason}: {run.sample}")
    click.echo(f"{shown}: {done}, {lines} lines, {len(article.text):,} characters")
    if dry_run:
        return
    source = replace(
        place.source,
        title=place.source.title or article.title,
        date=place.source.date or article.date,
        origin=page.url,
        note=_NOTE if changed else place.source.note,
        sha256=page.sha256,
        dropped=tuple(record(article.dropped)),
    )
    _write(project, place, source, article.text, present)


def _write(project: Project, place: _Place, source: Source, new: str, present: str) -> None:
    """Put the text in its place and align anew. Where that fails, everything is as it was before."""
    listed = project.sources.read_text("utf-8")
    previous = place.path.parent / "previous" / place.path.name
    try:
        if new != present:
            if present:
                write_text(previous, present)
                click.echo(f"{project.shown(previous)}: the text before")
            write_text(place.path, new)
        save_source(project.sources, project.shown(project.sources), place.name, place.lang, source)
        outcome = _realigned(project, place)
    except BaseException:
        if present:
            write_text(place.path, present)
        else:
            place.path.unlink(missing_ok=True)
        write_text(project.sources, listed)
        raise
    if outcome is None:
        return
    alignment = project.shown(project.pair(place.name).alignment)
    for displaced in outcome.displaced:
        click.echo(tell_displaced(displaced, alignment), err=True)
    click.echo(f"{place.name}: {one_line(summarise(outcome.alignment), outcome)}")


def _realigned(project: Project, place: _Place) -> Realigned | None:
    """The pair aligned anew; None while the other side is not there yet."""
    other = project.config.target if place.lang == project.config.source else project.config.source
    if not (project.corpus(other) / place.path.name).exists():
        click.echo(f"not aligned: corpus/{other}/{place.path.name} is not there yet")
        return None
    return realign(project, project.pair(place.name))
