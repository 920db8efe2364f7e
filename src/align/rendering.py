"""Machine translations of one side, from a file: one line a sentence, or a whole document.

A document is aligned with the side it renders, as any two texts are; where sentences were joined or split, the
machine's sentences go to the side's in order and by length. They are evidence only and are never shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from align.document import Document
from align.errors import TextError
from align.evidence.hints import Rendered
from align.files import read_text


def read_rendered(path: Path, source: Document, target: Document, machine: int = 0) -> Rendered:
    """Both sides in one language: the file's text for the side ``machine`` (0 source, 1 target), the other's own.

    Raises TextError where the file cannot be read, or has next to nothing in common with the side it renders.
    """
    own, other = (source, target) if machine == 0 else (target, source)
    text = read_text(path)
    lines = text.removesuffix("\n").split("\n")
    # A document's blank lines may make the numbers agree by chance.
    if len(lines) == len(own.segments) and sum(not line.strip() for line in lines) <= len(lines) / 5:
        found: Sequence[str] = [line.strip() for line in lines]
    else:
        found = _by_alignment(str(path), text, own, other.lang)
        if sum(map(bool, found)) < len(found) / 3:
            raise TextError(
                f"is no translation of {own.path}: most of its sentences find nothing here",
                path=path,
                allowed=f"A line for each of its {len(own.segments)} sentences, or the whole text, in {other.lang!r}.",
            )
    mine, theirs = tuple(found), tuple(other.segment_texts())
    return Rendered((mine, theirs) if machine == 0 else (theirs, mine), machine)


def _by_alignment(path: str, text: str, own: Document, lang: str) -> list[str]:
    from align.aligner import align
    from align.segmenter import segment

    whole = segment(path, text, lang)
    found = [""] * len(own.segments)
    for bead in align(own, whole).beads:
        texts = [whole.segment_text(k) for k in bead.target]
        for k, part in zip(
            bead.source, shared_out(texts, [len(own.segment_text(k)) for k in bead.source]), strict=True
        ):
            found[k] = part
    return found


def shared_out(texts: Sequence[str], lengths: Sequence[int]) -> list[str]:
    """Texts given to places in order, each to the place in whose share of the length its middle falls."""
    parts: list[list[str]] = [[] for _ in lengths]
    total, whole = sum(map(len, texts)), sum(lengths)
    done = 0
    for text in texts:
        middle = (done + len(text) / 2) / total * whole if total else 0.0
        place, end = 0, lengths[0] if lengths else 0
        while place < len(lengths) - 1 and middle >= end:
            place += 1
            end += lengths[place]
        if parts:
            parts[place].append(text)
        done += len(text)
    return [" ".join(part) for part in parts]
