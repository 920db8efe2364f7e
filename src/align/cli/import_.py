"""align import: a saved page or text file into the corpus."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from align.article import Article, Dropped, record, require_article
from align.errors import ProjectError, TextError
from align.files import decode_text, read_bytes, refuse_merge, write_text
from align.formats.html import declared_encoding, looks_like_html
from align.page import Page
from align.plugin import Format, load
from align.project import Project, find_project
from align.sources import Source, is_date, load_sources, save_source

_NAME = re.compile(r"[^\W_][\w.-]*")


@click.command(epilog="Exit code: 0 done, 2 wrong input (nothing is written then).")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--lang", required=True, metavar="LANG", help="The document's language: zh, en, ...")
@click.option("--name", required=True, help="The document's name; its translation must have the same.")
@click.option("--title", default="", help="Instead of the title found in the page.")
@click.option("--publisher", default="", help="Who published the text.")
@click.option("--date", default="", metavar="YYYY-MM-DD", help="When it was published; YYYY-MM or YYYY will do.")
@click.option("--rights", default="", help="On what terms the text may be used.")
@click.option("--origin", default="", help="Where the file is from (default: its name).")
@click.option("--official", default="", metavar="URL", help="The address that `align pull` shall fetch.")
@click.option("--note", default="", help="What else a reader of SOURCES.yaml should know.")
@click.option("--encoding", default="", help="Of the file, where it is not UTF-8: gb18030, big5, utf-16, ...")
@click.option("--whole", is_flag=True, help="The file holds nothing but the document: keep every line.")
@click.option("--force", is_flag=True, help="Replace a document that is there and differs.")
def command(
    file: Path,
    lang: str,
    name: str,
    title: str,
    publisher: str,
    date: str,
    rights: str,
    origin: str,
    official: str,
    note: str,
    encoding: str,
    whole: bool,
    force: bool,
) -> None:
    """Put a saved web page or text file into the corpus.

    The article is found by its form: navigation, banners, lists of links and lines in another language around
    it are dropped, and every dropped line is named. The article's own lines are written as they stand
    to corpus/LANG/NAME.txt; corpus/SOURCES.yaml records where they are from.

    \b
    align import page.html --lang zh --name state-visit
    align import page.txt --lang zh --name state-visit --encoding gb18030 --rights "the publisher's"
    align import statute.txt --lang en --name statute --whole
    """
    project = find_project()
    _check(project, lang, name, date, official)
    raw = read_bytes(file)
    page = _page(raw, file, encoding)
    article = require_article(page, lang, str(file), whole=whole)
    given = Source(title, publisher, date, rights, origin or file.name, official, note)
    stated = Source(article.title, article.publisher, article.date)
    source = replace(
        given,
        title=title or stated.title,
        publisher=publisher or stated.publisher,
        date=date or stated.date,
        sha256=hashlib.sha256(raw).hexdigest(),
        dropped=tuple(record(article.dropped)),
    )
    _write(project, lang, name, article, source, force=force)
    _tell(file.name, article.dropped, source, whole=whole)


def _check(project: Project, lang: str, name: str, date: str, official: str) -> None:
    langs = (project.config.source, project.config.target)
    if lang not in langs:
        raise ProjectError(f"the project has no language {lang!r}", allowed=f"Its languages: {', '.join(langs)}.")
    if not _NAME.fullmatch(name):
        raise ProjectError(f"not a name for a document: {name!r}", allowed="Letters, digits, - . and _, no folders.")
    if date and not is_date(date):
        raise ProjectError(f"not a date: {date!r}", allowed="YYYY-MM-DD, YYYY-MM or YYYY.")
    if official and not official.startswith(("http://", "https://")):
        raise ProjectError(f"not an address: {official!r}", allowed="http://… or https://…")


def _page(raw: bytes, file: Path, encoding: str) -> Page:
    """The file's lines, read by the format its content or its name tells."""
    html = looks_like_html(raw)
    encoding = encoding or (declared_encoding(raw) if html else "") or "utf-8"
    try:
        text = decode_text(raw, shown=str(file), encoding=encoding)
    except TextError as error:
        guess = re.search(r"GB18030|BIG5", error.allowed or "")
        if guess:
            error.allowed = f"{error.allowed} Or give --encoding {guess.group().lower()}."
        raise
    if not html:  # a page about git may show such marks in its source
        refuse_merge(text, str(file))
    readers = {form.id: form for form in load("align.formats", "FORMAT", Format) if form.read is not None}
    by_suffix = {suffix: form for form in readers.values() for suffix in form.suffixes}
    form = readers["html"] if html else by_suffix.get(file.suffix.lower(), readers["text"])
    assert form.read is not None  # noqa: S101 - readers holds none without
    try:
        return form.read(text)
    except TextError as error:
        error.path = str(file)
        raise


def _write(project: Project, lang: str, name: str, article: Article, source: Source, *, force: bool) -> None:
    path = project.corpus(lang) / f"{name}.txt"
    shown = project.shown(path)
    if path.exists() and path.read_bytes() != article.text.encode("utf-8") and not force:
        raise ProjectError("is there already and differs", path=shown, allowed="Replace it with --force.")
    # Read first: a SOURCES.yaml that is not understood must stop the import before anything is written.
    load_sources(project.sources, project.shown(project.sources))
    changed = write_text(path, article.text)
    save_source(project.sources, project.shown(project.sources), name, lang, source)
    lines = sum(1 for line in article.text.split("\n") if line.strip())
    state = "written" if changed else "unchanged"
    click.echo(f"{shown}: {state}, {lines} lines, {len(article.text):,} characters, from line {article.first} on")


def _tell(file: str, dropped: Sequence[Dropped], source: Source, *, whole: bool) -> None:
    """What was left out of the document, and what of its entry is not known."""
    if not dropped:
        click.echo(f"{file}: nothing dropped")
    for run in dropped:
        where = "line" if run.first == run.last else "lines"
        click.echo(f"dropped {where} {run.lines}, {run.reason}: {run.sample}")
    if dropped and not whole:
        click.echo("(to keep what is the document's own, give --whole, or cut the file to what belongs)")
    found = {"title": source.title, "publisher": source.publisher, "date": source.date}
    for key, value in found.items():
        if value:
            click.echo(f"{key}: {value}")
    missing = [key for key in ("title", "publisher", "date", "rights") if not getattr(source, key)]
    if missing:
        options = ", ".join(f"--{key}" for key in missing)
        click.echo(f"not found, left out of SOURCES.yaml: {', '.join(missing)} (give {options})")
