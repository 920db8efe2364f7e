"""Lines into blocks: headings, paragraphs, list items, and the heads that open a paragraph.

In normal corpus text every line that is not blank is a block. In hard-wrapped text, where lines break off
in mid-sentence at one width, a block is what stands between blank lines.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from align.document import Block, BlockKind, Span
from align.segmenter.runin import run_in_end
from align.segmenter.sentences import is_han, split_sentences

_LIST_ITEM = re.compile(
    r"(?:[-*+•·●▪◦‣■□◆○⁃–—]\s+|[•●▪◦‣■□◆⁃]|\(?\d{1,3}(?:\.\)|[.)、．）])(?!\d)\s*|[(（][\d一二三四五六七八九十]{1,3}[)）]|"
    r"[一二三四五六七八九十]{1,3}、|[（(]?(?:[a-z]|[ivx]{1,5})(?:\.\)|[.)])\s+|[①-⑳])"
)
_MARKUP = re.compile(r"#{1,6}\s+\S")
_TERMINAL = re.compile(r"[.。!！?？;；,，、…⋯:：][\"”’」』）)\]】]*$")
_SENTENCE_END = re.compile(r"[.。!！?？…:：;；][\"”’」』）)\]】]*$")
_STOP = re.compile(r"[.。．｡!！?？…⋯]")
_NARROWEST_WRAP = 40


def find_blocks(text: str, lang: str) -> tuple[Block, ...]:
    """The blocks of a text in order; together they cover all that is not white space."""
    lines = _lines(text)
    blocks: list[Block] = []
    for span in _joined(text, lines) if _is_hard_wrapped(text, lines) else _continued(text, lines):
        blocks.extend(_blocks_of(text, span, lang))
    return tuple(blocks)


def _lines(text: str) -> list[Span | None]:
    """The lines' spans without white space at their ends; None for a blank line."""
    lines: list[Span | None] = []
    start = 0
    for line in text.split("\n"):
        lead = len(line) - len(line.lstrip())
        body = line.strip()
        lines.append(Span(start + lead, start + lead + len(body)) if body else None)
        start += len(line) + 1
    return lines


def _blocks_of(text: str, span: Span, lang: str) -> list[Block]:
    line = span.of(text)
    if _LIST_ITEM.match(line):
        return [Block(BlockKind.LIST_ITEM, span)]
    if _is_heading(line, lang):
        return [Block(BlockKind.HEADING, span)]
    end = run_in_end(line, han=is_han(lang))
    if end is None:
        return [Block(BlockKind.PARAGRAPH, span)]
    rest = end + len(line[end:]) - len(line[end:].lstrip())
    head = Span(span.start, span.start + end)
    return [Block(BlockKind.RUN_IN, head), Block(BlockKind.PARAGRAPH, Span(span.start + rest, span.end))]


def _is_heading(line: str, lang: str) -> bool:
    """Markdown's #, or a short line that does not end like a sentence (a colon is a heading's too)."""
    if _MARKUP.match(line):
        return True
    longest = 30 if is_han(lang) else 100
    if len(line) > longest or "\n" in line:
        return False
    if line[-1] not in ":：" and _TERMINAL.search(line):
        return False
    return not _STOP.search(line) or len(split_sentences(line, lang)) == 1


def _is_hard_wrapped(text: str, lines: list[Span | None]) -> bool:
    """Whether the lines were broken by a width, as mail programs and plain-text books do.

    At such a break the next line's first word would not have fitted: nine in ten breaks between lines must be
    so, and most must stand in mid-sentence. The width is that of the widest line.
    """
    if None not in lines and len(lines) < 3:
        return False
    breaks = [
        (above, below)
        for above, below in pairwise(lines)
        if above is not None and below is not None and not _LIST_ITEM.match(below.of(text))
    ]
    if len(breaks) < 2:
        return False
    widths = {span: _width(span.of(text)) for pair in breaks for span in pair}
    limit = max(widths.values())
    if not _NARROWEST_WRAP <= limit <= 200:
        return False
    full = sum(widths[above] + 1 + _first_word_width(below.of(text)) > 0.93 * limit for above, below in breaks)
    mid_sentence = sum(not _SENTENCE_END.search(above.of(text)) for above, _ in breaks)
    return full >= 0.9 * len(breaks) and mid_sentence > 0.5 * len(breaks)


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line[:1000])


def _first_word_width(line: str) -> int:
    word = line.split(maxsplit=1)[0]
    if unicodedata.east_asian_width(word[0]) in "WF":
        return 4  # a character and the mark that may not start a line
    return _width(word)


def _joined(text: str, lines: list[Span | None]) -> list[Span]:
    """Runs of lines between blank lines, a new one at each list item."""
    spans: list[Span] = []
    fresh = True
    for line in lines:
        if line is None:
            fresh = True
        elif fresh or _LIST_ITEM.match(line.of(text)):
            spans.append(line)
            fresh = False
        else:
            spans[-1] = Span(spans[-1].start, line.end)
    return spans


def _continued(text: str, lines: list[Span | None]) -> list[Span]:
    """Each line by itself, save one that breaks off and goes on in lower case to a full stop on the next."""
    spans: list[Span] = []
    above: Span | None = None
    for line in lines:
        if line is None:
            above = None
            continue
        if above is not None and _goes_on(above.of(text), line.of(text)):
            spans[-1] = Span(spans[-1].start, line.end)
        else:
            spans.append(line)
        above = line
    return spans


def _goes_on(above: str, below: str) -> bool:
    return (
        above[0].isupper()
        and len(above) >= 10
        and bool(re.match(r"[a-z]+\s|\(", below))
        and not _TERMINAL.search(above)
        and not _LIST_ITEM.match(below)
        and bool(re.search(r"[.!?][\"”’)]*$", below))
    )
