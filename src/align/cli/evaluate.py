"""align evaluate: an alignment against hand-made beads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from align.cli._hints import Given, given, hint_options
from align.files import read_text


@click.command(epilog="Exit code: 0 done, 2 wrong input.")
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("source", required=False, type=click.Path(path_type=Path))
@click.argument("target", required=False, type=click.Path(path_type=Path))
@click.option("--lang", nargs=2, metavar="SOURCE TARGET", help="Languages, where the files' suffixes do not say.")
@click.option("--segmented", is_flag=True, help="One sentence a line, taken as it stands.")
@click.option("--predicted", type=click.Path(path_type=Path), help="Beads of another tool, written like the gold.")
@click.option("--name", help="Evaluate this pair of the project as stored.")
@click.option("--lexicon", "lexicons", multiple=True, type=click.Path(path_type=Path), help="A lexicon of your own.")
@click.option("--no-dictionary", is_flag=True, help="Leave CC-CEDICT out where it is installed.")
@hint_options
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    gold: Path,
    source: Path | None,
    target: Path | None,
    lang: tuple[str, str] | None,
    segmented: bool,
    predicted: Path | None,
    name: str | None,
    lexicons: tuple[Path, ...],
    no_dictionary: bool,
    form: str,
    **arguments: Any,
) -> None:
    """Compare beads with the hand-made ones in GOLD (lines such as [0, 1]:[0]).

    Aligns SOURCE and TARGET, or takes the beads from --predicted, or the stored alignment of the project.

    \b
    align evaluate 001.gold 001.zh 001.en --segmented
    align evaluate 001.gold 001.zh 001.en --segmented --mt 001.zh.mt-en
    align evaluate 001.gold --predicted vecalign.out
    align evaluate tests/gold/visit.gold --name japan-official-visit
    """
    from align.evaluation import evaluate, read_gold, report

    text, beside = read_text(gold), given(arguments)
    if (predicted is not None or source is None) and (lexicons or beside.of_one_pair or beside.embed):
        raise click.UsageError(
            "--lexicon, --embed, --vectors and --mt are for texts aligned now: give SOURCE and TARGET."
        )
    if predicted is not None:
        found, sizes = read_gold(read_text(predicted), str(predicted)), None
        how = f"beads:{predicted.name}"
    elif source is not None and target is not None:
        found, sizes, how = _aligned(source, target, lang, segmented, not no_dictionary, lexicons, beside)
    elif source is None:
        found, sizes, how = _stored(name)
    else:
        raise click.UsageError("Two files are needed, or --predicted, or a project.")
    result = evaluate(found, read_gold(text, str(gold), sizes))
    if form == "text":
        click.echo(report(result, how), nl=False)
        return
    measures = {"strict": result.strict, "lax": result.lax, **dict(result.by_type)}
    figures = {
        key: {"precision": m.precision, "recall": m.recall, "f1": m.f1, "gold": m.wanted, "found": m.found}
        for key, m in measures.items()
    }
    click.echo(json.dumps({"signature": how, "measures": figures}, ensure_ascii=False, indent=1))


Beads = tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]


def _aligned(
    source: Path,
    target: Path,
    lang: tuple[str, str] | None,
    segmented: bool,
    use_dictionary: bool,
    lexicons: tuple[Path, ...],
    beside: Given,
) -> tuple[Beads, tuple[int, int], str]:
    from align.aligner import align
    from align.cli.pair import read_pair
    from align.lexicon import load_lexicon
    from align.signature import signature

    here, there = read_pair(source, target, lang, segmented)
    own, hints = tuple(load_lexicon(path) for path in lexicons), beside.hints(here, there)
    beads = align(here, there, lexicons=own, use_dictionary=use_dictionary, hints=hints).beads
    how = signature(
        (here.lang, there.lang),
        lexicons=own,
        use_dictionary=use_dictionary,
        segmented=segmented,
        given=hints.given,
    )
    return tuple((b.source, b.target) for b in beads), (len(here.segments), len(there.segments)), how


def _stored(name: str | None) -> tuple[Beads, tuple[int, int], str]:
    from align import __version__
    from align.pipeline import read_alignment
    from align.project import find_project

    project = find_project()
    pair = project.pair(name)
    stored = read_alignment(project, pair)
    sizes = len(stored.source.segments), len(stored.target.segments)
    return tuple((b.source, b.target) for b in stored.beads), sizes, f"version:{__version__}|stored:{pair.name}"
