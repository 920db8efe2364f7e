"""Tab-separated values: one bead a line, for spreadsheets and scripts.

Texts stand in one cell each; what would break it is escaped with a backslash and can be brought back (see
``align.escaping``). The first line names the columns.
"""

from __future__ import annotations

from align.bead import Alignment
from align.escaping import escape
from align.plugin import Format


def write(alignment: Alignment, name: str) -> str:
    """Number, type, confidence, status and both texts of every bead. ``name`` is not used."""
    lines = ["\t".join(("bead", "type", "confidence", "status", alignment.source.lang, alignment.target.lang))]
    for unit in alignment.units():
        cells = (
            str(unit.number),
            unit.bead.type,
            f"{unit.bead.confidence:.2f}",
            unit.bead.status.value,
            escape(unit.source.text),
            escape(unit.target.text),
        )
        lines.append("\t".join(cells))
    return "".join(f"{line}\n" for line in lines)


FORMAT = Format(
    id="tsv",
    suffixes=(".tsv",),
    describe="Tab-separated: bead, type, confidence, status, both texts (\\t, \\n, \\\\ escaped).",
    write=write,
)
