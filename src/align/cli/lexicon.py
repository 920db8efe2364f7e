"""align lexicon: look into bilingual lexicons, and train your own."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from align.cli._unpaired import tell
from align.errors import TextError
from align.files import read_text


@click.group(epilog="Exit code: 0 done, 2 wrong input.")
def command() -> None:
    """Bilingual lexicons: what the aligner knows of words.

    \b
    align lexicon info
    align lexicon lookup 国家 联盟
    align lexicon train memory.tmx --lang zh en -o own.npz
    """


@command.command()
@click.option("--lexicon", "path", type=click.Path(path_type=Path), help="A lexicon file; without it the shipped one.")
def info(path: Path | None) -> None:
    """Say what a lexicon was made from."""
    lexicon = _lexicon(path)
    for key, value in sorted(lexicon.header.items()):
        click.echo(f"{key:<12}{value}")


@command.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--lexicon", "path", type=click.Path(path_type=Path), help="A lexicon file; without it the shipped one.")
def lookup(words: tuple[str, ...], path: Path | None) -> None:
    """Show what stands for a word, strongest first, with strengths from 0 to 1.

    Words of the target language are shown as stems.

    \b
    align lexicon lookup 国家 联盟
    """
    from align.lexicon.training import training_units

    lexicon = _lexicon(path)
    for word, units in zip(words, training_units(list(words), lexicon.source_lang, "wc"), strict=True):
        click.echo(word)
        for unit in units:
            row = ", ".join(f"{other[1:]} {strength:.2f}" for other, strength in lexicon.lookup(unit))
            click.echo(f"  {unit[1:]}: {row or 'unknown'}")


@command.command()
@click.argument("texts", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--lang", nargs=2, required=True, metavar="SOURCE TARGET", help="Languages of the pairs.")
@click.option("--output", "-o", required=True, type=click.Path(path_type=Path, dir_okay=False), help="File to write.")
@click.option("--name", help="What signatures call it; the file's name unless given.")
def train(texts: tuple[Path, ...], lang: tuple[str, str], output: Path, name: str | None) -> None:
    """Train a lexicon from TMX files, TSV files (source, target) or the alignments of a project folder.

    Documents of a project that have no translation are named and left out.

    \b
    align lexicon train memory.tmx --lang zh en -o my-lexicon.npz
    align pair a.zh a.en --lexicon my-lexicon.npz
    """
    from align.lexicon import pack_lexicon
    from align.lexicon.training import train as run
    from align.lexicon.training import training_units

    pairs = [pair for path in texts for pair in _pairs(path, lang)]
    if not pairs:
        raise TextError(
            "no sentence pairs found", path=texts[0], allowed=f"It must hold {lang[0]} and {lang[1]} texts."
        )
    kinds = ["wc" if code == "zh" else "w" for code in lang]
    sides = [training_units([pair[k] for pair in pairs], lang[k], kinds[k]) for k in (0, 1)]
    entries = run(*sides)
    header = {
        "name": name or output.stem,
        "source": lang[0],
        "target": lang[1],
        "pairs": len(pairs),
        "provenance": ", ".join(path.name for path in texts),
    }
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(pack_lexicon(entries, header))
    click.echo(f"{output}: {len(entries)} entries from {len(pairs)} pairs")


def _lexicon(path: Path | None) -> Any:
    from align.lexicon import load_lexicon, shipped

    return load_lexicon(path) if path is not None else shipped("zh", "en")


def _pairs(path: Path, lang: tuple[str, str]) -> Iterator[tuple[str, str]]:
    if path.is_dir():
        yield from _project_pairs(path, lang)
    elif path.suffix.lower() == ".tmx":
        yield from _tmx_pairs(path, lang)
    else:
        rows = csv.reader(read_text(path).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
        for number, row in enumerate(rows, start=1):
            if len(row) != 2:
                raise TextError(
                    f"{len(row)} columns", path=path, line=number, allowed="Each line is SOURCE <tab> TARGET."
                )
            yield row[0], row[1]


def _tmx_pairs(path: Path, lang: tuple[str, str]) -> Iterator[tuple[str, str]]:
    from lxml import etree

    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.parse(str(path), parser).getroot()
    except OSError as error:
        raise TextError(f"cannot be read: {error}", path=path) from None
    except etree.XMLSyntaxError as error:
        raise TextError(f"is not XML: {error.msg}", path=path, line=error.lineno) from None
    for unit in root.iter("tu"):
        texts: dict[str, str] = {}
        for variant in unit.iter("tuv"):
            code = variant.get("{http://www.w3.org/XML/1998/namespace}lang") or variant.get("lang") or ""
            segment = variant.find("seg")
            if segment is not None:
                texts[code.split("-")[0].lower()] = "".join(str(part) for part in segment.itertext())
        if all(texts.get(code, "").strip() for code in lang):
            yield texts[lang[0]], texts[lang[1]]


def _project_pairs(folder: Path, lang: tuple[str, str]) -> Iterator[tuple[str, str]]:
    from align.pipeline import read_alignment
    from align.project import find_project

    project = find_project(folder)
    tell(project.unpaired(()))
    for pair in project.pairs():
        for unit in read_alignment(project, pair).units():
            texts = {side.lang: side.text for side in (unit.source, unit.target)}
            if all(texts.get(code, "").strip() for code in lang):
                yield texts[lang[0]], texts[lang[1]]
