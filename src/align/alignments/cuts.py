"""Sentences that a person has split: cuts inside a sentence, kept in the alignment file.

A cut is named by what the sentence says (its key) and by how many characters that are not white space stand
before it, so it outlives edits elsewhere and new line breaks. Once its own sentence reads differently the cut
is forgotten: nobody knows any more where it belongs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from pathlib import Path

from align.alignments.bead_lines import Cut, Key, parse_cuts
from align.alignments.segment_keys import bare, places, segment_key
from align.cutting import cut_at, offsets_of, uncut
from align.document import Document


def named_cuts(document: Document, known: Sequence[str] = ()) -> tuple[Cut, ...]:
    """The document's cuts as the file names them; a sentence that stands more than once has a number.

    ``known`` are the keys of its segments, where the caller has them.
    """
    if not document.cuts:
        return ()
    whole = uncut(document)
    keys, starts = _whole_keys(document, whole, known), [segment.span.start for segment in whole.segments]
    offsets = offsets_of(document)
    indexes = [bisect_right(starts, offset) - 1 for offset in offsets]
    wanted = {keys[index] for index in indexes}
    stand: dict[str, list[int]] = {key: [] for key in wanted}
    for index, key in enumerate(keys):
        if key in wanted:
            stand[key].append(index)
    found = []
    for offset, index in zip(offsets, indexes, strict=True):
        same = stand[keys[index]]
        number = same.index(index) + 1 if len(same) > 1 else 0
        found.append(Cut(Key(keys[index], number), len(bare(document.text[starts[index] : offset]))))
    return tuple(found)


def _whole_keys(document: Document, whole: Document, known: Sequence[str]) -> list[str]:
    """The keys of the sentences as if none were cut."""
    if not known:
        return [segment_key(text) for text in whole.segment_texts()]
    cuts = set(document.cuts)
    firsts = [index for index in range(len(document.segments)) if index not in cuts]
    return [segment_key(whole.segment_text(n)) if first + 1 in cuts else known[first] for n, first in enumerate(firsts)]


def with_cuts(document: Document, cuts: Iterable[Cut]) -> Document:
    """The document, which has none, with those of the cuts whose sentence still stands."""
    cuts = tuple(cuts)
    if not cuts:
        return document
    stand = places([segment_key(text) for text in document.segment_texts()])
    offsets = []
    for cut in cuts:
        same = stand.get(cut.key.text, [])
        if len(same) >= max(1, cut.key.number):
            span = document.segments[same[max(0, cut.key.number - 1)]].span
            letters = [n for n in range(span.start, span.end) if not document.text[n].isspace()]
            if cut.after < len(letters):
                offsets.append(letters[cut.after])
    return cut_at(document, offsets)


def stored_cuts(path: Path) -> tuple[tuple[Cut, ...], tuple[Cut, ...]]:
    """The source's and the target's cuts in an alignment file; none where it is absent or damaged.

    Whoever reads its beads is told of the damage.
    """
    if not path.exists():
        return (), ()
    head = []
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            if not line.startswith("#"):
                break
            head.append(line.rstrip("\r\n"))
    return parse_cuts(head)
