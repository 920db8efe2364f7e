"""align stats: an alignment in figures, the least sure beads first."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click

from align.bead import Alignment
from align.cells import cut, pad
from align.cli._unpaired import stop_if, tell
from align.pipeline import read_alignment
from align.project import find_project
from align.summary import BINS, SideSummary, Summary, least_sure, summarise

_BAR = 40


@click.command(epilog="Exit code: 0 shown, 2 wrong input.")
@click.argument("name", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--least", type=click.IntRange(min=0), default=10, show_default=True, help="How many of the least sure beads."
)
def command(name: str | None, form: str, least: int) -> None:
    """Figures of an alignment: the least sure beads, beads by type and confidence, coverage, lengths.

    Without NAME every document pair of the project is shown.

    \b
    align stats
    align stats japan-official-visit --least 25
    align stats --format json
    """
    project = find_project()
    pairs = [project.pair(name)] if name else project.pairs()
    alignments = {pair.name: read_alignment(project, pair) for pair in pairs}
    if form == "json":
        records = [_record(pair, alignment, least) for pair, alignment in alignments.items()]
        click.echo(json.dumps({"version": 1, "pairs": records}, ensure_ascii=False, indent=2))
    else:
        for pair, alignment in alignments.items():
            click.echo("\n".join((pair, *_text(alignment, least), "")))
    unpaired = () if name else project.unpaired(())
    tell(unpaired)
    stop_if(unpaired)


def _record(name: str, alignment: Alignment, least: int) -> dict[str, object]:
    summary = summarise(alignment)
    return {
        "name": name,
        "least_sure": [_bead_record(alignment, number) for number in least_sure(alignment, least)],
        "beads": summary.beads,
        "types": dict(summary.types),
        "statuses": dict(summary.statuses),
        "moved": summary.crossing,
        "mean_confidence": round(summary.mean_confidence, 4),
        "confidence_histogram": list(summary.histogram),
        "source": _side_record(summary.source),
        "target": _side_record(summary.target),
        "length_ratio": round(summary.length_ratio, 4),
    }


def _side_record(side: SideSummary) -> dict[str, object]:
    return {
        "path": side.path,
        "lang": side.lang,
        "segments": side.segments,
        "paired_segments": side.paired_segments,
        "characters": side.characters,
        "paired_characters": side.paired_characters,
        "coverage": round(side.coverage, 4),
    }


def _bead_record(alignment: Alignment, number: int) -> dict[str, object]:
    bead = alignment.beads[number - 1]
    texts = [
        [document.segment_text(index) for index in indexes]
        for document, indexes in ((alignment.source, bead.source), (alignment.target, bead.target))
    ]
    return {
        "bead": number,
        "type": bead.type,
        "confidence": round(bead.confidence, 2),
        "status": bead.status.value,
        "source": texts[0],
        "target": texts[1],
    }


def _text(alignment: Alignment, least: int) -> Iterator[str]:
    summary = summarise(alignment)
    yield from _least(alignment, least)
    yield ""
    yield f"  beads            {summary.beads}, mean confidence {summary.mean_confidence:.2f}"
    yield f"  by type          {', '.join(f'{kind} × {count}' for kind, count in summary.types)}"
    yield f"  by status        {', '.join(f'{status} {count}' for status, count in summary.statuses if count)}"
    yield f"  moved            {summary.crossing}"
    for side in (summary.source, summary.target):
        yield f"  {pad(f'{side.lang} with partner', 17)}{_coverage(side)}"
    yield f"  length ratio     {summary.length_ratio:.3f} {summary.target.lang} to one {summary.source.lang} character"
    yield ""
    yield from _histogram(summary)


def _least(alignment: Alignment, least: int) -> Iterator[str]:
    numbers = least_sure(alignment, least)
    if numbers:
        yield "  least sure beads (see them whole: align show --bead N)"
    for number in numbers:
        bead = alignment.beads[number - 1]
        texts = [
            cut(document.cover(indexes).of(document.text) if indexes else "(no counterpart)", 27)
            for document, indexes in ((alignment.source, bead.source), (alignment.target, bead.target))
        ]
        yield f"  {number:>6}  {bead.type}  {bead.confidence:.2f}  {pad(texts[0], 27)} │ {texts[1]}"


def _coverage(side: SideSummary) -> str:
    return f"{side.paired_segments} of {side.segments} segments ({side.coverage:.1%}), {side.path}"


def _histogram(summary: Summary) -> Iterator[str]:
    yield "  confidence       beads"
    highest = max(summary.histogram, default=0)
    for index, count in reversed(list(enumerate(summary.histogram))):
        # A bin that is not empty always shows at least one mark.
        bar = "█" * max(1 if count else 0, round(_BAR * count / highest) if highest else 0)
        yield f"  {index / BINS:.1f} to {(index + 1) / BINS:.1f} {count:>9} {bar}".rstrip()
