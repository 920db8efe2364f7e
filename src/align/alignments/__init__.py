"""``alignments/<name>.tsv`` <-> the beads of a document pair.

The file is kept under git beside the corpus: one line a bead (see ``bead_lines``), segments named by what
they say (see ``segment_keys``). While both documents have the segments that the header tells of, the file
must describe them exactly, and any slip in it is an error. When a document has changed since, every bead
whose segments still stand is found again, wherever it moved; the others are handed out as fallen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from align.alignments.bead_keys import exact_places, named, still_standing
from align.alignments.bead_lines import SETTLED, BeadLine, DocumentLine, format_lines, parse_lines
from align.alignments.cuts import named_cuts
from align.alignments.segment_keys import bare, keys_digest, segment_keys
from align.bead import Alignment, Bead
from align.document import Document
from align.errors import AlignmentError
from align.files import read_text, write_text
from align.preview import preview
from align.project import Pair, Project


@dataclass(frozen=True, slots=True)
class StoredBead:
    """A line of the file and what still stands of it: ``bead`` where all does, in both documents as they are.

    ``source`` and ``target`` are the segments that stand, also of a fallen bead.
    """

    line: BeadLine
    source: tuple[int, ...]
    target: tuple[int, ...]
    bead: Bead | None


@dataclass(frozen=True, slots=True)
class StoredAlignment:
    """An alignment file against the documents as they are. ``changes`` says why it is stale, if it is."""

    path: str
    source: Document
    target: Document
    rows: tuple[StoredBead, ...]
    changes: tuple[str, ...]

    @property
    def beads(self) -> tuple[Bead, ...]:
        """Those that stand, in the order of the file."""
        return tuple(row.bead for row in self.rows if row.bead is not None)

    @property
    def fallen(self) -> tuple[StoredBead, ...]:
        return tuple(row for row in self.rows if row.bead is None)

    def alignment(self) -> Alignment:
        """The alignment of the file. Raises AlignmentError where a document has changed since."""
        if self.changes:
            raise AlignmentError(
                f"the alignment is out of date: {'; '.join(self.changes)}",
                path=self.path,
                allowed="Run `align run`: every confirmed bead whose sentences still stand is kept.",
            )
        return Alignment(self.source, self.target, self.beads)


def load(project: Project, pair: Pair, source: Document, target: Document) -> StoredAlignment:
    """The pair's alignment file against its documents. Raises AlignmentError, or TextError for bad bytes."""
    shown = project.shown(pair.alignment)
    if not pair.alignment.exists():
        raise AlignmentError("there is no alignment yet", path=shown, allowed=f"Run `align run {pair.name}` first.")
    return parse_alignment(read_text(pair.alignment, shown=shown), shown, source, target)


def save(project: Project, pair: Pair, alignment: Alignment) -> bool:
    """Write the pair's alignment file in one step; whether anything in it changed."""
    for document, path in ((alignment.source, pair.source), (alignment.target, pair.target)):
        if document.path != project.shown(path):
            raise ValueError(f"{document.path} is not {project.shown(path)}")
    return write_text(pair.alignment, format_alignment(alignment))


def format_alignment(alignment: Alignment) -> str:
    """The file's text. ValueError unless the beads partition both sides, in source order."""
    source_keys, target_keys = segment_keys(alignment.source), segment_keys(alignment.target)
    _require_partition(alignment)
    sources = named([bead.source for bead in alignment.beads], source_keys)
    targets = named([bead.target for bead in alignment.beads], target_keys)
    lines = []
    for number, (bead, source, target) in enumerate(zip(alignment.beads, sources, targets, strict=True), start=1):
        lines.append(
            BeadLine(
                line=number,
                status=bead.status,
                confidence=1.0 if bead.status in SETTLED else bead.confidence,
                source=source,
                target=target,
                bookmark=bead.bookmark,
                accepted=bead.accepted,
                note=bead.note,
                source_text=preview(_text(alignment.source, bead.source)),
                target_text=preview(_text(alignment.target, bead.target)),
            )
        )
    return format_lines(
        _document_line(alignment.source, source_keys), _document_line(alignment.target, target_keys), lines
    )


def parse_alignment(text: str, path: str, source: Document, target: Document) -> StoredAlignment:
    """What a file's text says of two documents. ``path`` names it in errors. Raises AlignmentError."""
    *headers, lines = parse_lines(text, path)
    changes: list[str] = []
    found: list[Sequence[tuple[int | None, ...]]] = []
    for number, header, document, keyed in (
        (2, headers[0], source, [line.source for line in lines]),
        (4, headers[1], target, [line.target for line in lines]),
    ):
        if header.path != document.path:
            raise _of_another(header.path, document.path, headers[1 if number == 2 else 0].path, path, number)
        keys = segment_keys(document)
        now = _document_line(document, keys)
        if (header.segments, header.digest) == (now.segments, now.digest):
            found.append(exact_places(keyed, lines, document, keys, path))
        else:
            found.append(still_standing(keyed, keys))
            same_text = header.sha256 == now.sha256
            changes.append(f"{document.path} {'is segmented differently' if same_text else 'has changed'} since")
    rows = tuple(_row(line, *sides) for line, *sides in zip(lines, *found, strict=True))
    if not changes:
        _check_order(path, rows)
        _check_previews(path, rows, source, target)
    return StoredAlignment(path, source, target, rows, tuple(changes))


def _of_another(stored: str, expected: str, across: str, path: str, line: int) -> AlignmentError:
    """The error for a file of other documents. ``across`` is the path that it names for the other side."""
    if across == expected:
        return AlignmentError(
            f"has {stored} and {across} the other way round",
            path=path,
            line=line,
            allowed="Put `source` and `target` in align.yaml back; or remove the file and align anew with `align run` "
            "(what is confirmed in it goes).",
        )
    return AlignmentError(
        f"is the alignment of {stored}",
        path=path,
        line=line,
        allowed=f"Expected: {expected}. Was it renamed? Write it so.",
    )


def _document_line(document: Document, keys: Sequence[str]) -> DocumentLine:
    sha256 = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    return DocumentLine(document.path, sha256, len(keys), keys_digest(keys), named_cuts(document))


def _require_partition(alignment: Alignment) -> None:
    source = [index for bead in alignment.beads for index in bead.source]
    target = sorted(index for bead in alignment.beads for index in bead.target)
    for indexes, document in ((source, alignment.source), (target, alignment.target)):
        if indexes != list(range(len(document.segments))):
            raise ValueError(f"the beads do not hold every segment of {document.path} once, in source order")
    for bead in alignment.beads:
        if not 0 <= bead.confidence <= 1:
            raise ValueError(f"{bead.confidence} is no confidence")
        if bead.accepted and bead.source and bead.target:
            raise ValueError("only a bead with an empty side can be accepted as omission or addition")


def _row(line: BeadLine, source: tuple[int | None, ...], target: tuple[int | None, ...]) -> StoredBead:
    standing = tuple(tuple(index for index in side if index is not None) for side in (source, target))
    whole = len(standing[0]) == len(source) and len(standing[1]) == len(target)
    bead = None
    if whole and all(side == tuple(range(side[0], side[0] + len(side))) for side in standing if side):
        bead = Bead(
            source=standing[0],
            target=standing[1],
            confidence=line.confidence,
            status=line.status,
            note=line.note,
            bookmark=line.bookmark,
            accepted=line.accepted,
        )
    return StoredBead(line, standing[0], standing[1], bead)


def _check_order(path: str, rows: tuple[StoredBead, ...]) -> None:
    last, last_line = -1, 0
    for row in rows:
        if row.source and row.source[0] < last:
            raise AlignmentError(
                f"this bead comes before the one in line {last_line}",
                path=path,
                line=row.line.line,
                allowed="Beads stand in the order of the source document; the target side may cross.",
            )
        last, last_line = (row.source[-1], row.line.line) if row.source else (last, last_line)


def _check_previews(path: str, rows: tuple[StoredBead, ...], source: Document, target: Document) -> None:
    """A preview that is not its segment's text would mislead whoever reads the file or its diff."""
    for row in rows:
        for document, indexes, shown in (
            (source, row.source, row.line.source_text),
            (target, row.target, row.line.target_text),
        ):
            text = bare(_text(document, indexes))
            cut = bare(shown.removesuffix("…"))
            if text != bare(shown) and not (shown.endswith("…") and text.startswith(cut)):
                raise AlignmentError(
                    f"“{shown}” is not the text of the {document.lang} segments in this bead",
                    path=path,
                    line=row.line.line,
                    allowed=f"Texts are edited in {document.path}. Here stands “{preview(_text(document, indexes))}”.",
                )


def _text(document: Document, indexes: tuple[int, ...]) -> str:
    return document.cover(indexes).of(document.text) if indexes else ""
