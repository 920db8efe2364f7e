"""The alignment file's text kept up to date line by line: an operation formats the lines it touched, no others."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from align.alignments import format_alignment
from align.alignments.bead_keys import named
from align.alignments.bead_lines import SETTLED, BeadLine, DocumentLine, Key, format_lines, header_lines
from align.alignments.cuts import named_cuts
from align.alignments.segment_keys import keys_digest, segment_key, segment_keys
from align.bead import Alignment, Bead
from align.document import Document
from align.preview import preview
from align.web.operations import SIDES, Change
from align.web.stretches import Stretch, Stretches


class FileText:
    """What :func:`align.alignments.format_alignment` gives, faster where little changed."""

    def __init__(self, alignment: Alignment) -> None:
        self.documents = (alignment.source, alignment.target)
        self.keys = [list(segment_keys(document)) for document in self.documents]
        self.headers = (_document_line(alignment.source, self.keys[0]), _document_line(alignment.target, self.keys[1]))
        self.text = format_alignment(alignment)
        self.lines = self.text.split("\n")[len(header_lines(*self.headers)) : -1]
        self.crossing = not _in_order(alignment.beads)

    def after(self, alignment: Alignment, change: Change, stretches: Stretches = ()) -> FileText:
        """The file of the alignment that a change led to; ``stretches`` are the segments that are others then."""
        new = self._copy()
        new.documents = (alignment.source, alignment.target)
        source, target = ([s for s in stretches if s.side == side] for side in SIDES)
        new.keys = [new._keys_after(0, source), new._keys_after(1, target)]
        new.headers = (self._header_after(new, 0, source), self._header_after(new, 1, target))
        new.crossing = not _in_order(alignment.beads if self.crossing else _around(alignment.beads, change))
        if self.crossing or new.crossing:
            new._number(alignment)
        else:
            lines = [new._line(bead, *new._keyed(bead)) for bead in change.beads]
            new.lines[change.at : change.at + change.removed] = new._written(lines)
        new._join()
        return new

    def _copy(self) -> FileText:
        new = object.__new__(FileText)
        new.__dict__.update(self.__dict__)
        new.lines = self.lines.copy()
        return new

    def _keys_after(self, side: int, stretches: Sequence[Stretch]) -> list[str]:
        return _spliced(self.keys[side], stretches, self.documents[side]) if stretches else self.keys[side]

    def _header_after(self, new: FileText, side: int, stretches: Sequence[Stretch]) -> DocumentLine:
        old, document = self.headers[side], new.documents[side]
        if not stretches:
            return old
        known = old.sha256 if self.documents[side].text == document.text else ""
        return _document_line(document, new.keys[side], known)

    def _keyed(self, bead: Bead) -> tuple[tuple[Key, ...], tuple[Key, ...]]:
        source, target = (
            tuple(Key(keys[n]) for n in side) for keys, side in zip(self.keys, (bead.source, bead.target), strict=True)
        )
        return source, target

    def _number(self, alignment: Alignment) -> None:
        """Every line anew: with crossing beads one change may number equal texts elsewhere."""
        sides = [
            list(named([getattr(bead, side) for bead in alignment.beads], keys))
            for side, keys in zip(("source", "target"), self.keys, strict=True)
        ]
        self.lines = self._written(
            [self._line(bead, source, target) for bead, source, target in zip(alignment.beads, *sides, strict=True)]
        )

    def _line(self, bead: Bead, source: tuple[Key, ...], target: tuple[Key, ...]) -> BeadLine:
        previews = [_preview(*pair) for pair in zip(self.documents, (bead.source, bead.target), strict=True)]
        return BeadLine(
            line=0,
            status=bead.status,
            confidence=1.0 if bead.status in SETTLED else bead.confidence,
            source=source,
            target=target,
            bookmark=bead.bookmark,
            accepted=bead.accepted,
            note=bead.note,
            source_text=previews[0],
            target_text=previews[1],
        )

    def _written(self, lines: Sequence[BeadLine]) -> list[str]:
        head = len(header_lines(*self.headers))
        return format_lines(*self.headers, lines).split("\n")[head:-1]

    def _join(self) -> None:
        self.text = "\n".join((*header_lines(*self.headers), *self.lines, ""))


def _document_line(document: Document, keys: Sequence[str], sha256: str = "") -> DocumentLine:
    """``sha256`` is the hash of the text, where the caller has it."""
    sha256 = sha256 or hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    return DocumentLine(document.path, sha256, len(keys), keys_digest(keys), named_cuts(document, keys))


def _spliced(keys: Sequence[str], stretches: Sequence[Stretch], document: Document) -> list[str]:
    """The keys of a document's segments, those outside of the stretches as they were."""
    made, done = list[str](), 0
    for stretch in stretches:
        made += keys[done : stretch.at]
        made += (segment_key(document.segment_text(n)) for n in range(len(made), len(made) + stretch.new))
        done = stretch.at + stretch.old
    return [*made, *keys[done:]]


def _preview(document: Document, segments: tuple[int, ...]) -> str:
    return preview(document.cover(segments).of(document.text)) if segments else ""


def _around(beads: Sequence[Bead], change: Change) -> Sequence[Bead]:
    """The changed beads, with the nearest on both sides that have a translation."""
    low, high = change.at, change.at + len(change.beads)
    low = next((n for n in range(low - 1, -1, -1) if beads[n].target), 0)
    high = next((n + 1 for n in range(high, len(beads)) if beads[n].target), len(beads))
    return beads[low:high]


def _in_order(beads: Sequence[Bead]) -> bool:
    last = -1
    for bead in beads:
        if bead.target:
            if bead.target[0] < last:
                return False
            last = bead.target[0]
    return True
