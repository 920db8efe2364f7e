"""Excel workbooks, where the [office] extra (XlsxWriter, openpyxl) is installed. Texts stay texts."""

from __future__ import annotations

from align.errors import GlossaryError
from align.term import Termbase
from align.termformat import Exported, Imported, TermFormat
from align.termrows import read_rows, rows

_WIDTHS = (24, 14, 50, 14, 6, 13, 40, 40, 40)


def write(termbase: Termbase) -> Exported:
    """One term a row. Every cell is a string: no formula, link or number comes of a term."""
    from datetime import datetime
    from io import BytesIO

    try:
        import xlsxwriter
    except ImportError:
        raise _missing() from None
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        # The same termbase gives the same bytes.
        book.set_properties({"title": "Terms", "created": datetime(2000, 1, 1)})  # noqa: DTZ001 - no time zone in there
        sheet = book.add_worksheet("terms")
        bold = book.add_format({"bold": True})
        for number, row in enumerate(rows(termbase)):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell, bold if number == 0 else None)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
    return Exported(out.getvalue())


def read(data: bytes, path: str) -> Imported:
    """The first sheet: one term a row, or one concept a row. A formula is refused."""
    from io import BytesIO
    from zipfile import BadZipFile

    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError:
        raise _missing() from None
    try:
        book = load_workbook(BytesIO(data), read_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise GlossaryError(f"is no workbook ({error})", path=path) from None
    table = []
    for number, row in enumerate(book.worksheets[0].iter_rows(), start=1):
        for cell in row:
            if cell.data_type == "f":
                raise GlossaryError("a formula", path=path, line=number, allowed="Only texts.")
        cells = ["" if cell.value is None else str(cell.value) for cell in row]
        if any(cell.strip() for cell in cells):
            table.append((number, cells))
    return read_rows(table, path)


def _missing() -> GlossaryError:
    return GlossaryError("Excel files need the [office] extra", allowed="pip install 'duizhao[office]'")


TERMFORMAT = TermFormat("xlsx", (".xlsx",), "Excel workbook", read=read, write=write)
