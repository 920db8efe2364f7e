"""align show: read both texts side by side in the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from align.bead import Alignment, Bead, BeadStatus
from align.cells import pad, pad_left, wrap
from align.cli._terminal import NARROWEST
from align.document import Document
from align.errors import AlignError
from align.pipeline import read_alignment
from align.project import find_project
from align.summary import crossing

if TYPE_CHECKING:
    from rich.text import Text

_FIRST = 20
_GUTTER = 11
_NARROWEST = 40
_SIGNS = {BeadStatus.AUTO: " ", BeadStatus.EDITED: "e", BeadStatus.CONFIRMED: "✓", BeadStatus.REVIEW: "?"}


@click.command(
    epilog="Exit code: 0 shown, 2 wrong input. Signs: ✓ confirmed, e edited, ? to review, * bookmark, ↕ moved."
)
@click.argument("name", required=False)
@click.option("--from", "first", type=click.IntRange(min=1), metavar="N", help="First bead to show.")
@click.option("--to", "last", type=click.IntRange(min=1), metavar="N", help="Last bead to show.")
@click.option(
    "--bead",
    "chosen",
    type=click.IntRange(min=1),
    multiple=True,
    metavar="N",
    help="This bead with its neighbours and places (repeatable).",
)
@click.option("--all", "everything", is_flag=True, help=f"Every bead, not only the first {_FIRST}.")
@click.option("--low-confidence", is_flag=True, help="Only beads under --below that nobody has settled.")
@click.option(
    "--below", type=click.FloatRange(0, 1), default=0.8, show_default=True, help="What --low-confidence takes for low."
)
@click.option(
    "--width",
    type=click.IntRange(min=_NARROWEST),
    help="Columns to fill.  [default: those of the terminal, 80 elsewhere]",
)
def command(
    name: str | None,
    first: int | None,
    last: int | None,
    chosen: tuple[int, ...],
    everything: bool,
    low_confidence: bool,
    below: float,
    width: int | None,
) -> None:
    """Show both texts side by side, bead by bead: number, type and confidence, source, target.

    \b
    align show japan-official-visit
    align show --from 40 --to 60
    align show --bead 57
    align show --low-confidence --all
    """
    from rich.console import Console

    alignment = read_alignment(project := find_project(), project.pair(name))
    numbers = _numbers(alignment, first, last, chosen, below if low_confidence else None)
    shown = numbers if everything or chosen or last else numbers[:_FIRST]
    console = Console(markup=False, highlight=False, emoji=False, soft_wrap=True)
    columns = width or max(NARROWEST, console.width)
    moved = crossing(alignment)
    for number in shown:
        for line in _bead(alignment, number, columns, number in moved, chosen):
            console.print(line)
    console.print(_footer(alignment, shown, len(numbers) - len(shown)), style="dim")


def _numbers(
    alignment: Alignment, first: int | None, last: int | None, chosen: tuple[int, ...], below: float | None
) -> list[int]:
    """The beads asked for, by number. Raises AlignError for numbers that are not there."""
    count = len(alignment.beads)
    for number in (*chosen, *(n for n in (first, last) if n)):
        if number > count:
            raise AlignError(f"there is no bead {number}", allowed=f"There are beads 1 to {count}.")
    if first and last and first > last:
        raise AlignError(f"--from {first} is after --to {last}")
    if chosen:
        return sorted({near for n in chosen for near in (n - 1, n, n + 1) if 1 <= near <= count})
    numbers = range(first or 1, (last or count) + 1)
    return [n for n in numbers if below is None or _is_open(alignment.beads[n - 1], below)]


def _is_open(bead: Bead, below: float) -> bool:
    return bead.confidence < below and bead.status in (BeadStatus.AUTO, BeadStatus.REVIEW) and not bead.accepted


def _bead(alignment: Alignment, number: int, columns: int, moved: bool, chosen: tuple[int, ...]) -> Iterator[Text]:
    from rich.text import Text

    bead = alignment.beads[number - 1]
    width = (columns - _GUTTER - 3) // 2
    left = _side(alignment.source, bead.source, width)
    right = _side(alignment.target, bead.target, width)
    if number in chosen:
        left = [*wrap(_place(alignment.source, bead.source), width), *left]
        right = [*wrap(_place(alignment.target, bead.target), width), *right]
    gutter = [f"{number:>5} {bead.type}", f"{pad_left(_signs(bead, moved), 5)} {bead.confidence:.2f}"]
    style = "" if not chosen or number in chosen else "dim"
    for index in range(max(len(left), len(right), len(gutter))):
        cell, source, target = (column[index] if index < len(column) else "" for column in (gutter, left, right))
        line = Text(no_wrap=True, style=style)
        line.append(pad(cell, _GUTTER), style=_colour(bead))
        line.append(f"{pad(source, width)} │ ".removesuffix(" " if not target else ""))
        line.append(target)
        yield line
    for note in wrap(f"note: {bead.note}", columns - _GUTTER) if bead.note else ():
        yield Text(" " * _GUTTER + note, style="italic", no_wrap=True)
    yield Text("")


def _side(document: Document, indexes: tuple[int, ...], width: int) -> list[str]:
    """The lines of one side; where it has several segments each begins with a bullet."""
    if not indexes:
        return ["(no counterpart)"]
    if len(indexes) == 1:
        return list(wrap(document.segment_text(indexes[0]), width))
    lines = []
    for index in indexes:
        head, *rest = wrap(document.segment_text(index), width - 2)
        lines += [f"• {head}", *(f"  {line}" for line in rest)]
    return lines


def _place(document: Document, indexes: tuple[int, ...]) -> str:
    return f"{document.path}:{document.position(document.segments[indexes[0]].span.start)}" if indexes else ""


def _signs(bead: Bead, moved: bool) -> str:
    return f"{'↕' if moved else ''}{'*' if bead.bookmark else ''}{_SIGNS[bead.status]}"


def _colour(bead: Bead) -> str:
    if bead.status is BeadStatus.CONFIRMED:
        return "green"
    if bead.status is BeadStatus.REVIEW:
        return "yellow"
    return "dim" if bead.confidence >= 0.8 else "yellow" if bead.confidence >= 0.5 else "red"


def _footer(alignment: Alignment, shown: list[int], more: int) -> str:
    count = len(alignment.beads)
    if not shown:
        return f"none of the {count} beads is to be shown"
    rest = f"; {more} more: --all, or --from N --to N" if more else ""
    return f"{len(shown)} of {count} beads{rest}"
