"""TMX 1.4b: a translation memory that any translation tool imports.

A bead is a ``tu``, each side with text a ``tuv``: omissions and additions have one. Confidence, status and
type stand in ``prop``. No date is written, so that the same alignment gives the same file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align import __version__
from align.bead import Alignment, TranslationUnit, UnitSide
from align.document import Document
from align.errors import AlignmentError, TextError
from align.plugin import Format

# What an XML 1.0 document cannot hold, not even as a reference.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A bare CR would be read back as LF; in attributes, so would tab and LF as spaces.
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = {**_TEXT, **str.maketrans({'"': "&quot;", "\t": "&#9;", "\n": "&#10;"})}


def write(alignment: Alignment, name: str) -> str:
    """The alignment as TMX.

    Raises TextError with the place of a character that XML cannot hold (most control characters, lone
    surrogates): the text is never changed to make it fit. For a name or note with one,
    AlignmentError.
    """
    for unit in alignment.units():
        _refuse_forbidden(alignment.source, unit.source)
        _refuse_forbidden(alignment.target, unit.target)
    labels = {"name": name, "path of the source": alignment.source.path, "path of the target": alignment.target.path}
    notes = {f"note of bead {number}": bead.note for number, bead in enumerate(alignment.beads, start=1)}
    for what, text in {**labels, **notes}.items():
        if found := _FORBIDDEN.search(text):
            raise AlignmentError(f"the {what} holds {_code(found[0])}, which XML cannot hold")
    return "".join(f"{line}\n" for line in _lines(alignment, name))


def _lines(alignment: Alignment, name: str) -> Iterator[str]:
    source, target = alignment.source, alignment.target
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<tmx version="1.4">'
    yield (
        f'  <header creationtool="duizhao" creationtoolversion="{_attribute(__version__)}" segtype="sentence"'
        f' o-tmf="duizhao" adminlang="en" srclang="{_attribute(source.lang)}" datatype="plaintext">'
    )
    for kind, value in (("x-name", name), ("x-source", source.path), ("x-target", target.path)):
        yield f"    {_prop(kind, value)}"
    yield "  </header>"
    yield "  <body>"
    for unit in alignment.units():
        yield from _unit(unit)
    yield "  </body>"
    yield "</tmx>"


def _unit(unit: TranslationUnit) -> Iterator[str]:
    bead = unit.bead
    # Several sentences in one unit are TMX's "block".
    kind = ' segtype="block"' if max(len(bead.source), len(bead.target)) > 1 else ""
    yield f'    <tu tuid="{unit.number}"{kind}>'
    if bead.note:
        yield f"      <note>{_text(bead.note)}</note>"
    yield f"      {_prop('x-confidence', f'{bead.confidence:.2f}')}"
    yield f"      {_prop('x-status', bead.status.value)}"
    yield f"      {_prop('x-type', bead.type)}"
    for side in (unit.source, unit.target):
        if side.text:
            yield f'      <tuv xml:lang="{_attribute(side.lang)}"><seg>{_text(side.text)}</seg></tuv>'
    yield "    </tu>"


def _prop(kind: str, value: str) -> str:
    return f'<prop type="{kind}">{_text(value)}</prop>'


def _text(text: str) -> str:
    return text.translate(_TEXT)


def _attribute(text: str) -> str:
    return text.translate(_ATTRIBUTE)


def _refuse_forbidden(document: Document, side: UnitSide) -> None:
    if found := _FORBIDDEN.search(side.text):
        place = document.position(side.span.start + found.start())
        raise TextError(
            f"holds {_code(found[0])}, which XML cannot hold",
            path=document.path,
            line=place.line,
            column=place.column,
            allowed="Remove the character from the document, or export as jsonl or tsv, which escape it.",
        )


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"


FORMAT = Format(
    id="tmx",
    suffixes=(".tmx",),
    describe="Translation memory (TMX 1.4b): one tu a bead, confidence and status as prop.",
    write=write,
)
