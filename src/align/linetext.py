"""Texts with one sentence a line: every line is a segment as it stands, also an empty one."""

from __future__ import annotations

from align.document import Block, BlockKind, Document, Segment, Span


def line_document(path: str, text: str, lang: str) -> Document:
    """A document whose segment k is line k + 1, without the white space around it.

    Lines end at \\n or \\r\\n; a last line end ends the last line and starts none.
    """
    blocks, segments, at = [], [], 0
    for number, line in enumerate(text.removesuffix("\n").split("\n") if text else []):
        body = line.strip()
        start = at + line.index(body) if body else at
        span = Span(start, start + len(body))
        blocks.append(Block(BlockKind.PARAGRAPH, span))
        segments.append(Segment(span, number))
        at += len(line) + 1
    return Document(path, lang, text, tuple(blocks), tuple(segments))
