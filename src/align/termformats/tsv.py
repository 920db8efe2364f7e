"""Tab-separated values: plain lines; our texts hold neither tabs nor line breaks."""

from __future__ import annotations

from align.files import decode_text
from align.term import Termbase
from align.termformat import Exported, Imported, TermFormat
from align.termrows import guarded, read_rows, rows, unguarded


def write(termbase: Termbase) -> Exported:
    """One term a row. Cells that a spreadsheet would take for a formula begin with an apostrophe."""
    lines = ("\t".join(guarded(cell) for cell in row) for row in rows(termbase))
    return Exported("".join(line + "\n" for line in lines).encode("utf-8"))


def read(data: bytes, path: str) -> Imported:
    """One term a row, or one concept a row."""
    lines = decode_text(data, shown=path).split("\n")
    rows_read = ((n, line.rstrip("\r").split("\t")) for n, line in enumerate(lines, start=1) if line.strip())
    table = [(n, [unguarded(cell) for cell in row]) for n, row in rows_read]
    return read_rows(table, path)


TERMFORMAT = TermFormat("tsv", (".tsv", ".txt"), "tab-separated values", read=read, write=write)
