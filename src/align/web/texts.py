"""An edit of the translation's text: the document cut into sentences anew around it, the beads carried over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from align.bead import Alignment, Bead
from align.cutting import cut_at, offsets_of, uncut
from align.document import Block, Document, Segment, Span
from align.segmenter import segment
from align.web.operations import Change, RefusedError
from align.web.stretches import Stretch, Stretches, carried_around

_WHOLE = 400
"""Blocks up to which a document is cut anew as a whole; in a longer one only the lines around the edit are."""
_AROUND = 3


@dataclass(frozen=True, slots=True)
class Edited:
    """The alignment after an edit, what it did to the beads, and which segments of the target are new."""

    alignment: Alignment
    change: Change
    stretches: Stretches


def edit(alignment: Alignment, index: int, span: Span, new: str) -> Edited:
    """Put ``new`` in the place of a span of the target text.

    ``index`` is the bead that gets sentences which no bead has had (an omission mended). Beads that the edit
    joins into one sentence become one. Raises RefusedError where no bead could hold the result.
    """
    _refuse_unseen(new)
    document, by = alignment.target, len(new) - len(span)
    offsets = offsets_of(document)
    before, after = [at for at in offsets if at < span.start], [at + by for at in offsets if at >= span.end]
    here = [span.start] if span.start in offsets and len(span) else []
    cut, stretch = retext(document, span, new, [*before, *here, *after])
    head, old_end, new_end = stretch.at, stretch.at + stretch.old, stretch.at + stretch.new
    beads = alignment.beads
    held = [n for n, b in enumerate(beads) if b.target and b.target[0] < old_end and b.target[-1] >= head] or [index]
    if len(held) != held[-1] - held[0] + 1:
        raise RefusedError("this edit would join sentences of rows that do not follow each other")
    low, high = held[0], held[-1] + 1
    joined = _holding(beads[low:high], head, old_end, new_end)
    change = Change(low, high - low, joined, low)
    return Edited(Alignment(alignment.source, cut, carried_around(beads, change, (stretch,))), change, (stretch,))


def retext(document: Document, span: Span, new: str, offsets: Iterable[int]) -> tuple[Document, Stretch]:
    """The document with another text in a span, cut at these offsets of the new text; and which segments changed.

    A long document is cut into sentences anew only near the edit, where that gives the old sentences too.
    """
    text = document.text[: span.start] + new + document.text[span.end :]
    by = len(new) - len(span)
    near = _cut_near(uncut(document), text, span, by) if len(document.blocks) > _WHOLE else None
    now, sure = near or (segment(document.path, text, document.lang), (0, 0))
    cut = cut_at(now, offsets)
    uncut_ones = now is cut and not document.cuts
    head, tail = _kept(document.segments, cut.segments, span, by, *(sure if uncut_ones else (0, 0)))
    return cut, Stretch("target", head, len(document.segments) - head - tail, len(cut.segments) - head - tail)


def _refuse_unseen(text: str) -> None:
    for char in text:
        if (char < " " and char not in "\n\r\t") or char == "\x7f" or "\ud800" <= char <= "\udfff":
            raise RefusedError(f"the text holds U+{ord(char):04X}, which does not belong into a text file")


def _kept(
    old: Sequence[Segment], new: Sequence[Segment], span: Span, by: int, head: int = 0, tail: int = 0
) -> tuple[int, int]:
    """How many segments before and after the edit are as they were; so many at least are known to be."""
    most = min(len(old), len(new))
    while head < most and old[head].span == new[head].span and old[head].span.end <= span.start:
        head += 1
    while (
        tail < most - head
        and old[-1 - tail].span.start >= span.end
        and new[-1 - tail].span.start == old[-1 - tail].span.start + by
        and len(new[-1 - tail].span) == len(old[-1 - tail].span)
    ):
        tail += 1
    return head, tail


def _holding(beads: Sequence[Bead], head: int, old_end: int, new_end: int) -> tuple[Bead, ...]:
    """The beads that held what was edited, with the new segments; one bead unless each segment has its own still."""
    step = new_end - old_end
    if step == 0 and all(bead.target for bead in beads):
        return tuple(beads)
    before = [t for bead in beads for t in bead.target if t < head]
    after = [t + step for bead in beads for t in bead.target if t >= old_end]
    target = tuple(sorted([*before, *range(head, new_end), *after]))
    source = tuple(s for bead in beads for s in bead.source)
    if not source and not target:
        raise RefusedError("nothing would be left of this row: take the sentence into another row first")
    if target and target[-1] - target[0] != len(target) - 1:
        raise RefusedError("this edit would join sentences that do not follow each other")
    notes = dict.fromkeys(bead.note for bead in beads if bead.note)
    first = beads[0]
    return (
        replace(
            first,
            source=source,
            target=target,
            note=" / ".join(notes),
            bookmark=any(bead.bookmark for bead in beads),
            accepted=first.accepted and not (source and target),
        ),
    )


def _cut_near(document: Document, text: str, span: Span, by: int) -> tuple[Document, tuple[int, int]] | None:
    """The edited document with only the lines around the edit cut anew, and how many segments before and after them
    were not looked at; None where that would not do.
    """
    blocks = document.blocks
    first = max(0, next((n for n, b in enumerate(blocks) if b.span.end >= span.start), len(blocks)) - _AROUND)
    last = min(len(blocks), next((n for n, b in enumerate(blocks) if b.span.start > span.end), len(blocks)) + _AROUND)
    low = document.text.rfind("\n", 0, blocks[first].span.start) + 1
    high = document.text.find("\n", blocks[last - 1].span.end)
    high = len(document.text) if high < 0 else high
    while first > 0 and blocks[first - 1].span.end > low:
        first -= 1
    while last < len(blocks) and blocks[last].span.start < high:
        last += 1
    begin = next((n for n, s in enumerate(document.segments) if s.block >= first), len(document.segments))
    end = next((n for n, s in enumerate(document.segments) if s.block >= last), len(document.segments))
    was = segment(document.path, document.text[low:high], document.lang)
    if _placed(was.segments, low, first) != document.segments[begin:end]:
        return None
    now = segment(document.path, text[low : high + by], document.lang)
    more = len(now.blocks) - (last - first)
    after = document.segments[end:]
    if by or more:
        after = tuple(Segment(Span(s.span.start + by, s.span.end + by), s.block + more) for s in after)
    rest = blocks[last:]
    if by:
        rest = tuple(Block(b.kind, Span(b.span.start + by, b.span.end + by)) for b in rest)
    here = tuple(Block(b.kind, b.span.shift(low)) for b in now.blocks)
    made = (*document.segments[:begin], *_placed(now.segments, low, first), *after)
    return Document(document.path, document.lang, text, (*blocks[:first], *here, *rest), made), (begin, len(after))


def _placed(segments: Sequence[Segment], by: int, block: int) -> tuple[Segment, ...]:
    return tuple(Segment(s.span.shift(by), s.block + block) for s in segments)
