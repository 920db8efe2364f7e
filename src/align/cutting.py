"""Sentences split by a person: a document with some of its segments cut in two, and whole again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import replace

from align.document import Document, Segment, Span


def cut_at(document: Document, offsets: Iterable[int]) -> Document:
    """The document with its sentences cut at text offsets as well; an offset that parts no two words is left out."""
    wanted = sorted(set(offsets))
    if not wanted:
        return document
    starts = [segment.span.start for segment in document.segments]
    parts: dict[int, list[int]] = {}
    for offset in wanted:
        parts.setdefault(bisect_right(starts, offset) - 1, []).append(offset)
    old, segments, cuts = set(document.cuts), list[Segment](), list[int]()
    for index, segment in enumerate(document.segments):
        if index in old:
            cuts.append(len(segments))
        if index not in parts:
            segments.append(segment)
            continue
        for number, span in enumerate(_parts(document.text, segment.span, parts[index])):
            if number:
                cuts.append(len(segments))
            segments.append(Segment(span, segment.block))
    return replace(document, segments=tuple(segments), cuts=tuple(cuts))


def _parts(text: str, span: Span, offsets: Iterable[int]) -> list[Span]:
    """A sentence's span cut at offsets, without white space at the edges."""
    found, start = [], span.start
    for offset in offsets:
        before, after = text[start:offset].rstrip(), text[offset : span.end]
        if offset < span.end and before and after.strip():
            found.append(Span(start, start + len(before)))
            start = offset + len(after) - len(after.lstrip())
    return [*found, Span(start, span.end)]


def uncut(document: Document, cuts: Collection[int] | None = None) -> Document:
    """The document with sentences whole again: all of them, or those that were cut before some segments."""
    gone = set(document.cuts if cuts is None else cuts)
    if not gone:
        return document
    old, segments, kept = set(document.cuts), list[Segment](), list[int]()
    for index, segment in enumerate(document.segments):
        if index in gone:
            last = segments[-1]
            segments[-1] = replace(last, span=Span(last.span.start, segment.span.end))
            continue
        if index in old:
            kept.append(len(segments))
        segments.append(segment)
    return replace(document, segments=tuple(segments), cuts=tuple(kept))


def offsets_of(document: Document) -> tuple[int, ...]:
    """Where the document is cut, as :func:`cut_at` takes it."""
    return tuple(document.segments[index].span.start for index in document.cuts)
