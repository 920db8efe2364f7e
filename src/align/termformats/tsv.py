"""Tab-separated values: plain lines; a cell that begins with a quotation mark is quoted, as spreadsheets do."""

from __future__ import annotations

from align.files import decode_text
from align.term import Termbase
from align.termformat import Exported, Imported, TermFormat
from align.termrows import guarded, parse_table, read_rows, rows


def write(termbase: Termbase) -> Exported:
    """One term a row. Cells that a spreadsheet would take for a formula begin with an apostrophe."""
    lines = ("\t".join(_quoted(guarded(cell)) for cell in row) for row in rows(termbase))
    return Exported("".join(line + "\n" for line in lines).encode("utf-8"))


def read(data: bytes, path: str) -> Imported:
    """One term a row, or one concept a row."""
    return read_rows(parse_table(decode_text(data, shown=path), path, "\t"), path)


def _quoted(cell: str) -> str:
    """Our texts hold neither tabs nor line breaks: only a mark at the very beginning could be misread."""
    return '"' + cell.replace('"', '""') + '"' if cell.startswith('"') else cell


TERMFORMAT = TermFormat("tsv", (".tsv", ".txt"), "tab-separated values", read=read, write=write)
