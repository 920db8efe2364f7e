"""Text into blocks and sentences, all of them spans into the untouched text.

Blocks come from lines (``blocks.py``). Sentences of Chinese come from our own rules (``zh.py``); those of
every other language from sentencex with our rules on top (``latin.py``).
"""

from __future__ import annotations

from align.document import BlockKind, Document, Segment
from align.segmenter.blocks import find_blocks
from align.segmenter.sentences import split_sentences

__all__ = ["segment", "split_sentences"]

_WHOLE = (BlockKind.HEADING, BlockKind.RUN_IN)


def segment(path: str, text: str, lang: str) -> Document:
    """The document of ``text``: its blocks, and one segment a sentence (or a whole heading).

    ``path`` is how the file is shown to people, ``lang`` a language code ("zh", "en", "zh-TW", ...).
    Segments are in order, do not overlap, exclude white space at both ends, lie inside their block, and
    cover every character that is not white space. Works on any text, the empty one too.
    """
    blocks = find_blocks(text, lang)
    segments: list[Segment] = []
    for index, block in enumerate(blocks):
        if block.kind in _WHOLE:
            segments.append(Segment(block.span, index))
            continue
        sentences = split_sentences(block.span.of(text), lang)
        segments.extend(Segment(span.shift(block.span.start), index) for span in sentences)
    return Document(path, lang, text, blocks, tuple(segments))
