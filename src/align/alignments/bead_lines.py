"""The lines of an alignment file as written: what a line may say, whatever the documents hold.

    # duizhao alignment 1
    # source<TAB>corpus/en/NAME.txt<TAB>sha256:...<TAB>segments:231:k3j2h4g5
    # cut<TAB>kpylq5kc<TAB>12
    #
    # target<TAB>corpus/zh/NAME.txt<TAB>sha256:...<TAB>segments:247:abcd2345
    # status<TAB>confidence<TAB>type<TAB>source keys<TAB>target keys<TAB>marks<TAB>note<TAB>source text<TAB>target text
    auto<TAB>0.97<TAB>1-1<TAB>abcd2345<TAB>efgh6723<TAB>-<TAB>-<TAB>Climate and energy<TAB>气候与能源

One line a bead, tabs between cells, "-" for an empty cell. The lone "#" keeps the two document lines apart,
so that git merges an edit of either document made on two branches. A cut line says that a person has split
the sentence of the document above that has this key after so many characters, white space not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from align.alignments.segment_keys import KEY_PATTERN
from align.bead import BeadStatus
from align.errors import AlignmentError
from align.escaping import escape, unescape

VERSION = 1
COLUMNS = ("status", "confidence", "type", "source keys", "target keys", "marks", "note", "source text", "target text")
MARKS = ("bookmark", "accepted")
SETTLED = (BeadStatus.CONFIRMED, BeadStatus.EDITED)
"""A person decided on these beads: their confidence is 1."""

_TITLE = "# duizhao alignment "
_EMPTY = "-"
_DOCUMENT = re.compile(rf"# (source|target)\t([^\t]+)\tsha256:([0-9a-f]{{64}})\tsegments:(\d+):({KEY_PATTERN})")
_CUT = re.compile(rf"# cut\t({KEY_PATTERN})(?:#([1-9]\d*))?\t([1-9]\d*)")
_KEY = re.compile(rf"({KEY_PATTERN})(?:#([1-9]\d*))?")
_CONFIDENCE = re.compile(r"0\.\d\d|1\.00")
_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
REDO = "Undo the edit (git shows it), or remove the file and run `align run`, which forgets what was confirmed."


@dataclass(frozen=True, slots=True)
class Key:
    """A segment's key; ``number`` says which of several equal ones, 0 for the next in the file's order."""

    text: str
    number: int = 0

    def __str__(self) -> str:
        return f"{self.text}#{self.number}" if self.number else self.text


@dataclass(frozen=True, slots=True)
class Cut:
    """The sentence with this key is split after so many characters that are not white space."""

    key: Key
    after: int


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """What the header says of a document: its text (sha256 of its UTF-8), its segments (number, digest), its cuts."""

    path: str
    sha256: str
    segments: int
    digest: str
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class BeadLine:
    """One bead by keys. ``line`` is its line in the file; the texts are previews for people."""

    line: int
    status: BeadStatus
    confidence: float
    source: tuple[Key, ...]
    target: tuple[Key, ...]
    bookmark: bool
    accepted: bool
    note: str
    source_text: str
    target_text: str

    @property
    def type(self) -> str:
        return f"{len(self.source)}-{len(self.target)}"

    @property
    def decided(self) -> bool:
        """Whether a new alignment must leave the bead as a person left it."""
        return self.status in SETTLED or self.accepted or (self.status is BeadStatus.REVIEW and bool(self.note))

    @property
    def has_verdict(self) -> bool:
        """Whether a person left anything on the bead."""
        return self.status is not BeadStatus.AUTO or bool(self.note) or self.bookmark or self.accepted


def format_lines(source: DocumentLine, target: DocumentLine, beads: Iterable[BeadLine]) -> str:
    """The file's whole text."""
    return "".join(f"{line}\n" for line in (*header_lines(source, target), *(_bead_line(bead) for bead in beads)))


def header_lines(source: DocumentLine, target: DocumentLine) -> tuple[str, ...]:
    """The lines before the first bead."""
    sides = _document_lines("source", source), _document_lines("target", target)
    return (f"{_TITLE}{VERSION}", *sides[0], "#", *sides[1], _column_line())


def _document_lines(side: str, line: DocumentLine) -> tuple[str, ...]:
    document = f"# {side}\t{escape(line.path)}\tsha256:{line.sha256}\tsegments:{line.segments}:{line.digest}"
    return (document, *(f"# cut\t{cut.key}\t{cut.after}" for cut in line.cuts))


def _column_line() -> str:
    return "# " + "\t".join(COLUMNS)


def _bead_line(bead: BeadLine) -> str:
    marks = [mark for mark, on in zip(MARKS, (bead.bookmark, bead.accepted), strict=True) if on]
    cells = (
        bead.status.value,
        f"{bead.confidence:.2f}",
        bead.type,
        " ".join(map(str, bead.source)) or _EMPTY,
        " ".join(map(str, bead.target)) or _EMPTY,
        " ".join(marks) or _EMPTY,
        *(_cell(text) for text in (bead.note, bead.source_text, bead.target_text)),
    )
    return "\t".join(cells)


def _cell(text: str) -> str:
    # An empty cell at a line's end would be white space that editors strip; a text "-" is told apart from it.
    return "\\-" if text == _EMPTY else escape(text) or _EMPTY


def parse_lines(text: str, path: str) -> tuple[DocumentLine, DocumentLine, tuple[BeadLine, ...]]:
    """The two document lines and the bead lines of a file's text. Raises AlignmentError with the line."""
    lines = [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")]
    _refuse_conflicts(lines, path)
    source, target, first = _parse_header(lines, path)
    beads = tuple(_Parser(path, number).bead(line) for number, line in enumerate(lines[first:], start=first + 1))
    return source, target, beads


def parse_cuts(lines: Iterable[str]) -> tuple[tuple[Cut, ...], tuple[Cut, ...]]:
    """The cuts of the source and of the target in a file's first lines, whatever else stands there."""
    sides: tuple[list[Cut], list[Cut]] = ([], [])
    below = sides[0]
    for line in lines:
        below = sides[1] if line.startswith("# target\t") else below
        match = _CUT.fullmatch(line)
        if match is not None:
            below.append(_cut(match))
    return tuple(sides[0]), tuple(sides[1])


def _cut(match: re.Match[str]) -> Cut:
    return Cut(Key(match[1], int(match[2] or 0)), int(match[3]))


def _refuse_conflicts(lines: list[str], path: str) -> None:
    for number, line in enumerate(lines, start=1):
        if line.startswith(_CONFLICT):
            raise AlignmentError(
                "is in the middle of a merge",
                path=path,
                line=number,
                allowed="Keep either of the lines that differ (in the header: whichever) and run `align run`.",
            )


def _parse_header(lines: list[str], path: str) -> tuple[DocumentLine, DocumentLine, int]:
    """Both document lines, and the index of the first bead's line."""
    if not lines[0].startswith(_TITLE):
        raise AlignmentError(
            "is not an alignment file", path=path, line=1, allowed=f"It begins with {_TITLE}{VERSION!r}."
        )
    if lines[0] != f"{_TITLE}{VERSION}":
        version = lines[0].removeprefix(_TITLE)
        raise AlignmentError(
            f"is in format {version!r}, which this version of align does not know",
            path=path,
            line=1,
            allowed=f"It reads format {VERSION}: a newer align may have written the file.",
        )
    found = []
    index = 1
    for side, expected in (("source", "#"), ("target", _column_line())):
        match = _DOCUMENT.fullmatch(lines[index]) if index < len(lines) else None
        if match is None or match[1] != side:
            raise AlignmentError(
                f"the line of the {side} document is damaged",
                path=path,
                line=index + 1,
                allowed=f"# {side}, its path, sha256:HASH and segments:NUMBER:DIGEST with tabs between. {REDO}",
            )
        about = _Parser(path, index + 1).text(match[2]), match[3], int(match[4]), match[5]
        index += 1
        cuts = []
        while index < len(lines) and (cut := _CUT.fullmatch(lines[index])):
            cuts.append(_cut(cut))
            index += 1
        found.append(DocumentLine(*about, tuple(cuts)))
        if index >= len(lines) or lines[index] != expected:
            raise AlignmentError(
                "the header is damaged", path=path, line=index + 1, allowed=f"Here stands {expected!r}."
            )
        index += 1
    return found[0], found[1], index


@dataclass(frozen=True, slots=True)
class _Parser:
    """One bead line's cells, with the place for errors."""

    path: str
    line: int

    def bead(self, line: str) -> BeadLine:
        cells = line.split("\t")
        if line.startswith("#") or not line.strip():
            raise self.error(
                "a comment or blank line among the beads would be lost", "Comments stand in a bead's note column."
            )
        if len(cells) != len(COLUMNS):
            raise self.error(
                f"has {len(cells)} columns instead of {len(COLUMNS)}",
                f"With tabs between: {', '.join(COLUMNS)}.",
            )
        status = self.one_of(cells[0], tuple(status.value for status in BeadStatus), "status")
        source, target = self.keys(cells[3]), self.keys(cells[4])
        marks = [self.one_of(mark, MARKS, "mark") for mark in cells[5].split(" ")] if cells[5] != _EMPTY else []
        bead = BeadLine(
            self.line,
            BeadStatus(status),
            self.confidence(cells[1], BeadStatus(status)),
            source,
            target,
            "bookmark" in marks,
            "accepted" in marks,
            *(self.text(cell) for cell in cells[6:]),
        )
        self.check(bead, cells[2])
        return bead

    def error(self, message: str, allowed: str) -> AlignmentError:
        return AlignmentError(message, path=self.path, line=self.line, allowed=allowed)

    def one_of(self, value: str, allowed: tuple[str, ...], what: str) -> str:
        if value in allowed:
            return value
        near = get_close_matches(value, allowed, n=1)
        hint = f"Did you mean {near[0]!r}? " if near else ""
        raise self.error(f"unknown {what} {value!r}", f"{hint}Allowed: {', '.join(allowed)}.")

    def confidence(self, cell: str, status: BeadStatus) -> float:
        if not _CONFIDENCE.fullmatch(cell):
            raise self.error(f"{cell!r} is no confidence", "Allowed: 0.00 to 1.00, with two decimals.")
        # Whoever turns "auto" into "confirmed" by hand need not see to the figure beside it.
        return 1.0 if status in SETTLED else float(cell)

    def keys(self, cell: str) -> tuple[Key, ...]:
        return tuple(self.keys_of(cell)) if cell != _EMPTY else ()

    def keys_of(self, cell: str) -> Iterator[Key]:
        for part in cell.split(" "):
            match = _KEY.fullmatch(part)
            if match is None:
                raise self.error(
                    f"{part!r} is no key of a segment",
                    f"Eight of a-z and 2-7, spaces between keys, - for none. {REDO}",
                )
            yield Key(match[1], int(match[2] or 0))

    def text(self, cell: str) -> str:
        if cell in (_EMPTY, ""):
            return ""
        if cell == "\\-":
            return _EMPTY
        try:
            return unescape(cell)
        except ValueError as error:
            raise self.error(str(error), "A backslash that means itself is written twice.") from None

    def check(self, bead: BeadLine, type_cell: str) -> None:
        if not bead.source and not bead.target:
            raise self.error("a bead without a segment on either side", REDO)
        if bead.type != type_cell:
            raise self.error(f"the type says {type_cell!r}, the keys {bead.type!r}", f"Write {bead.type}. {REDO}")
        if bead.accepted and bead.source and bead.target:
            raise self.error("accepted stands on a bead with both sides", "Only an omission or addition is accepted.")
