"""Gold alignments: one bead a line, as spans of both files; made by reading, never by a program's output."""

from __future__ import annotations

from pathlib import Path

from align.bead import Alignment
from align.document import Document, Span

SpanPair = tuple[Span | None, Span | None]


def read_gold(path: Path) -> set[SpanPair]:
    """``source start-end, target start-end, first words`` in tab-separated columns; ``-`` for an empty side."""
    beads = set()
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            source, target, *_ = line.split("\t")
            beads.add((_span(source), _span(target)))
    return beads


def _span(text: str) -> Span | None:
    return None if text == "-" else Span(*map(int, text.split("-")))


def spans_of(alignment: Alignment) -> set[SpanPair]:
    def cover(document: Document, indexes: tuple[int, ...]) -> Span | None:
        return document.cover(indexes) if indexes else None

    return {(cover(alignment.source, b.source), cover(alignment.target, b.target)) for b in alignment.beads}


def f1(found: set[SpanPair], gold: set[SpanPair]) -> float:
    """Strict F1 over beads with both sides: a bead counts only if exactly right."""
    ours, theirs = ({bead for bead in beads if None not in bead} for beads in (found, gold))
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))
