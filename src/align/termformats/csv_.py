"""Comma-separated values (RFC 4180) with a byte-order mark, so that spreadsheets see UTF-8."""

from __future__ import annotations

from align.files import decode_text
from align.term import Termbase
from align.termformat import Exported, Imported, TermFormat
from align.termrows import guarded, parse_table, read_rows, rows


def write(termbase: Termbase) -> Exported:
    """One term a row. Cells that a spreadsheet would take for a formula begin with an apostrophe."""
    import csv
    from io import StringIO

    out = StringIO()
    csv.writer(out).writerows([guarded(cell) for cell in row] for row in rows(termbase))
    return Exported(b"\xef\xbb\xbf" + out.getvalue().encode("utf-8"))


def read(data: bytes, path: str) -> Imported:
    """One term a row, or one concept a row; comma or semicolon."""
    text = decode_text(data, shown=path)
    first = text.split("\n", 1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    return read_rows(parse_table(text, path, delimiter), path)


TERMFORMAT = TermFormat("csv", (".csv",), "comma-separated values", read=read, write=write)
