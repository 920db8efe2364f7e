"""Document pairs made by hand or by hypothesis, one segment a line."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from align.bead import Alignment, Bead, BeadStatus
from align.document import Block, BlockKind, Document, Segment, Span

SOURCE, TARGET = "corpus/en/visit.txt", "corpus/zh/visit.txt"


def document(path: str, lang: str, lines: Sequence[str], end: str = "\n") -> Document:
    """Every line is a block of one segment."""
    blocks, segments, at = [], [], 0
    for index, line in enumerate(lines):
        span = Span(at, at + len(line))
        blocks.append(Block(BlockKind.PARAGRAPH, span))
        segments.append(Segment(span, index))
        at = span.end + len(end)
    return Document(path, lang, "".join(line + end for line in lines), tuple(blocks), tuple(segments))


def source(*lines: str) -> Document:
    return document(SOURCE, "en", lines)


def target(*lines: str) -> Document:
    return document(TARGET, "zh", lines)


def one_to_one(english: Sequence[str], chinese: Sequence[str], **about: object) -> Alignment:
    """Line n with line n; what ``about`` says goes for every bead."""
    beads = tuple(Bead((i,), (i,), **{"confidence": 0.9, **about}) for i in range(len(english)))  # type: ignore[arg-type]
    assert len(english) == len(chinese)
    return Alignment(source(*english), target(*chinese), beads)


# A segment has no white space at its ends and is not empty; everything else may stand in it.
any_text = st.text(min_size=1, max_size=12).filter(lambda text: text == text.strip() and text.split())
few_texts = st.sampled_from(["国家。", "Space", "a b", "-", "经济合作", "\\t", "x\ny", "𠀀", "…", '"q"'])
lines = st.lists(st.one_of(few_texts, any_text), min_size=1, max_size=8)


@st.composite
def alignments(draw: st.DrawFn, sides: st.SearchStrategy[list[str]] = lines) -> Alignment:
    """Any alignment of any two documents: m-n, empty sides, crossing, every status and word of a person."""
    english, chinese = draw(sides), draw(sides)
    runs = [_runs(draw, len(side)) for side in (english, chinese)]
    if draw(st.booleans()):
        runs[1] = list(draw(st.permutations(runs[1])))
    beads = []
    while runs[0] or runs[1]:
        empty = draw(st.sampled_from(["", "source", "target"])) if runs[0] and runs[1] else ""
        first = runs[0].pop(0) if runs[0] and empty != "source" else ()
        second = runs[1].pop(0) if runs[1] and empty != "target" else ()
        beads.append(draw(_beads(first, second)))
    return Alignment(source(*english), target(*chinese), tuple(beads))


def _runs(draw: st.DrawFn, count: int) -> list[tuple[int, ...]]:
    runs, at = [], 0
    while at < count:
        length = draw(st.integers(1, min(3, count - at)))
        runs.append(tuple(range(at, at + length)))
        at += length
    return runs


@st.composite
def _beads(draw: st.DrawFn, first: tuple[int, ...], second: tuple[int, ...]) -> Bead:
    status = draw(st.sampled_from(BeadStatus))
    settled = status in (BeadStatus.CONFIRMED, BeadStatus.EDITED)
    return Bead(
        source=first,
        target=second,
        confidence=1.0 if settled else draw(st.integers(0, 100)) / 100,
        status=status,
        note=draw(st.sampled_from(["", "-", "a\tb", "\\"]) | st.text(max_size=8)),
        bookmark=draw(st.booleans()),
        accepted=not (first and second) and draw(st.booleans()),
    )
