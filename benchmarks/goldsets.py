"""Development documents with hand-made beads, as the aligner takes them. Nothing of them is copied here."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from align.document import Block, BlockKind, Document, Segment, Span

GoldBead = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True)
class Gold:
    """A document pair and its right beads; ``book`` groups what must not be split between fit and test."""

    name: str
    book: str
    source: Document
    target: Document
    beads: tuple[GoldBead, ...]

    def turned(self) -> Gold:
        """The same pair with the sides exchanged."""
        return replace(
            self, source=self.target, target=self.source, beads=tuple((target, source) for source, target in self.beads)
        )


def lines_document(path: str, lang: str, lines: list[str]) -> Document:
    """One segment a line, each its own block."""
    text, blocks, segments, at = "\n".join(lines) + "\n", [], [], 0
    for number, line in enumerate(lines):
        span = Span(at, at + len(line))
        blocks.append(Block(BlockKind.PARAGRAPH, span))
        segments.append(Segment(span, number))
        at += len(line) + 1
    return Document(path, lang, text, tuple(blocks), tuple(segments))


def read_lines(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return text.removesuffix("\n").split("\n")


def read_beads(path: Path) -> tuple[GoldBead, ...]:
    found = []
    for line in read_lines(path):
        source, target = line.split(":")[:2]
        found.append(tuple(tuple(map(int, re.findall(r"\d+", side))) for side in (source, target)))
    return tuple(found)


def mac_documents(shared: Path) -> list[Gold]:
    """Six chapters of Chinese novels, a book each."""
    folder = shared / "alignment" / "mac-dev"
    return [
        Gold(
            name,
            name,
            lines_document(f"{name}.zh", "zh", read_lines(folder / f"{name}.zh")),
            lines_document(f"{name}.en", "en", read_lines(folder / f"{name}.en")),
            read_beads(folder / f"{name}.gold"),
        )
        for name in sorted(path.stem for path in folder.glob("*.gold"))
    ]


TEXTBERG_ARTICLES = 7


def textberg_whole(shared: Path) -> Gold:
    """The German-French development text as it is: one file."""
    folder = shared / "alignment" / "textberg-defr"
    return Gold(
        "textberg",
        "textberg",
        lines_document("dev.de", "de", read_lines(folder / "dev.de")),
        lines_document("dev.fr", "fr", read_lines(folder / "dev.fr")),
        read_beads(folder / "dev.gold"),
    )


def textberg_documents(shared: Path) -> list[Gold]:
    """The German-French text in seven parts of equal size, cut between beads (where articles end is not marked)."""
    whole = textberg_whole(shared)
    texts = [list(side.segment_texts()) for side in (whole.source, whole.target)]
    beads = sorted(bead for bead in whole.beads if bead[0] and bead[1])
    parts = []
    for k in range(TEXTBERG_ARTICLES):
        first, last = (round(len(beads) * f / TEXTBERG_ARTICLES) for f in (k, k + 1))
        ends = (len(texts[0]), len(texts[1])) if last == len(beads) else (beads[last][0][0], beads[last][1][0])
        begin = (0, 0) if first == 0 else (beads[first][0][0], beads[first][1][0])
        sides = [
            lines_document(f"part{k}.{lang}", lang, texts[s][begin[s] : ends[s]]) for s, lang in enumerate(("de", "fr"))
        ]
        moved = tuple((tuple(i - begin[0] for i in a), tuple(j - begin[1] for j in b)) for a, b in beads[first:last])
        parts.append(Gold(f"textberg-{k}", f"textberg-{k}", sides[0], sides[1], moved))
    return parts


def damaged(gold: Gold, other: Gold, seed: int) -> Gold:
    """The pair with sentences missing and foreign sentences (of ``other``) put in, on both sides.

    One sentence of twenty-five is taken out of each side, and three runs of one to six sentences come in:
    what hand-made data of complete translations does not show.
    """
    rng = random.Random(f"{seed} {gold.name}")  # noqa: S311 - a fixed sample
    sides, places = [], []
    for side, foreign in ((gold.source, other.source), (gold.target, other.target)):
        own, strange = (list(document.segment_texts()) for document in (side, foreign))
        gone = set(rng.sample(range(len(own)), len(own) // 25))
        before: dict[int, list[str]] = {}
        for _ in range(3):
            start, length = rng.randrange(len(strange) - 6), rng.randint(1, 6)
            before[rng.randrange(len(own))] = strange[start : start + length]
        lines: list[str] = []
        place: dict[int, int] = {}
        for number, text in enumerate(own):
            lines += before.get(number, [])
            if number not in gone:
                place[number] = len(lines)
                lines.append(text)
        sides.append(lines_document(f"{side.path} damaged", side.lang, lines))
        places.append(place)
    beads = []
    for source, target in gold.beads:
        bead = tuple(
            tuple(place[k] for k in part if k in place) for part, place in zip((source, target), places, strict=True)
        )
        whole = all(b - a == 1 for part in bead for a, b in pairwise(part))
        if bead[0] and bead[1] and whole:
            beads.append(bead)
    return replace(gold, name=f"{gold.name} damaged", source=sides[0], target=sides[1], beads=tuple(beads))


def thinned(gold: Gold, seed: int, share: float = 0.15) -> Gold:
    """The pair with single sentences missing all over one side: the target by odd seeds, the source by even ones."""
    side = seed % 2
    document = (gold.source, gold.target)[side]
    count = len(document.segments)
    gone = set(random.Random(seed).sample(range(count), round(share * count)))  # noqa: S311 - a fixed sample
    kept = [k for k in range(count) if k not in gone]
    place = {old: new for new, old in enumerate(kept)}
    texts = list(document.segment_texts())
    left = lines_document(f"{document.path} thinned", document.lang, [texts[k] for k in kept])
    beads = []
    for bead in gold.beads:
        parts = list(bead)
        parts[side] = tuple(place[k] for k in bead[side] if k in place)
        if parts[0] and parts[1]:
            beads.append((parts[0], parts[1]))
    name = f"{gold.name} thinned {seed}"
    if side == 0:
        return replace(gold, name=name, source=left, beads=tuple(beads))
    return replace(gold, name=name, target=left, beads=tuple(beads))
