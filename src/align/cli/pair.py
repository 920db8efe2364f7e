"""align pair: two files aligned without a project."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from align.cli._hints import Given, given, hint_options
from align.cli._terminal import progress
from align.errors import TextError
from align.files import read_text, refuse_merge, write_text
from align.plugin import Format, load

_FORMATS = {form.id: form for form in load("align.formats", "FORMAT", Format) if form.write is not None}
_EPILOG = "\b\n" + "\n".join(f"{form.id:<10}{form.describe}" for form in _FORMATS.values())


@click.command(epilog=f"{_EPILOG}\n\nExit code: 0 done, 2 wrong input.")
@click.argument("source", required=False, type=click.Path(path_type=Path))
@click.argument("target", required=False, type=click.Path(path_type=Path))
@click.option("--lang", nargs=2, metavar="SOURCE TARGET", help="Languages, where the files' suffixes do not say.")
@click.option("--segmented", is_flag=True, help="One sentence a line, taken as it stands.")
@click.option("--format", "form", type=click.Choice(list(_FORMATS)), default="tsv", show_default=True)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
@click.option("--lexicon", "lexicons", multiple=True, type=click.Path(path_type=Path), help="A lexicon of your own.")
@click.option("--no-dictionary", is_flag=True, help="Leave CC-CEDICT out where it is installed.")
@hint_options
@click.option("--list", "listed", type=click.Path(path_type=Path), help="Lines of SOURCE <tab> TARGET <tab> OUTPUT.")
def command(
    source: Path | None,
    target: Path | None,
    lang: tuple[str, str] | None,
    segmented: bool,
    form: str,
    output: Path | None,
    lexicons: tuple[Path, ...],
    no_dictionary: bool,
    listed: Path | None,
    **arguments: Any,
) -> None:
    """Align two files, or every pair of a list, without a project.

    \b
    align pair original.en translation.zh --format tmx -o memory.tmx
    align pair 001.zh 001.en --segmented --format vecalign
    align pair --list pairs.tsv --lang de fr --format jsonl
    align pair 001.zh 001.en --segmented --mt 001.zh.mt-en
    align pair a.de a.fr --embed models/LaBSE
    align pair a.zh a.en --segmented --vectors a.zh.npy a.en.npy
    """
    from align.lexicon import load_lexicon

    if listed is not None and (source or target or output):
        raise click.UsageError("--list already names the files.")
    if listed is None and (source is None or target is None):
        raise click.UsageError("Two files are needed, or --list.")
    if listed is not None:
        jobs = _read_list(listed)
    else:
        assert source is not None  # noqa: S101 - checked above
        assert target is not None  # noqa: S101
        jobs = [(source, target, output)]
    beside = given(arguments)
    if listed is not None and beside.of_one_pair:
        raise click.UsageError(f"{beside.of_one_pair} belongs to one pair, not to a list.")
    own = tuple(load_lexicon(path) for path in lexicons)
    for here, there, result in jobs:
        text = _pair(here, there, lang, segmented, form, own, no_dictionary, beside)
        if result is None:
            click.echo(text.encode("utf-8"), nl=False)
        else:
            changed = write_text(result, text)
            click.echo(f"{result}: {'written' if changed else 'unchanged'}")


def _pair(
    source: Path,
    target: Path,
    lang: tuple[str, str] | None,
    segmented: bool,
    form: str,
    lexicons: tuple[Any, ...],
    no_dictionary: bool,
    beside: Given,
) -> str:
    from align.aligner import align

    documents = read_pair(source, target, lang, segmented)
    label = f"{source.name} – {target.name}"
    with progress(f"{label} vectors") if beside.embed else nullcontext(None) as report:
        hints = beside.hints(*documents, report)
    with progress(label) as report:
        alignment = align(*documents, lexicons=lexicons, use_dictionary=not no_dictionary, hints=hints, progress=report)
    write = _FORMATS[form].write
    assert write is not None  # noqa: S101 - _FORMATS holds writers only
    return write(alignment, source.stem)


def read_pair(source: Path, target: Path, lang: tuple[str, str] | None, segmented: bool) -> tuple[Any, Any]:
    """Both files as documents. Raises TextError where the languages are not known, or are not those of the texts."""
    from align.languages import wrong_side
    from align.linetext import line_document
    from align.segmenter import segment

    langs = lang or tuple(_suffix_language(path) for path in (source, target))
    read = line_document if segmented else segment
    found = []
    for path, code in zip((source, target), langs, strict=True):
        text = read_text(path)
        refuse_merge(text, str(path))
        if other := wrong_side(text, code):
            raise TextError(
                f"should be in {code!r}, but holds {other}", path=path, allowed="Are the two files swapped?"
            )
        found.append(read(str(path), text, code))
    return found[0], found[1]


def _suffix_language(path: Path) -> str:
    code = path.suffix.removeprefix(".").lower()
    if len(code) in (2, 3) and code.isalpha() and code not in ("txt", "tsv", "csv", "htm", "md", "xml"):
        return code
    raise TextError("which language is it?", path=path, allowed="Say both: --lang zh en, or name files like text.zh.")


def _read_list(path: Path) -> list[tuple[Path, Path, Path | None]]:
    jobs: list[tuple[Path, Path, Path | None]] = []
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != 3 or not all(cell.strip() for cell in cells):
            raise TextError(
                f"{len(cells)} columns",
                path=path,
                line=number,
                allowed="Each line is SOURCE <tab> TARGET <tab> OUTPUT.",
            )
        here, there, result = (path.parent / cell.strip() for cell in cells)
        jobs.append((here, there, result))
    return jobs
