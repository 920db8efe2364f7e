"""TBX-Basic, version 3 of 2019 (ISO 30042:2019, DCA style)."""

from __future__ import annotations

from typing import Any, cast

from align.tbx import XML_LANG, losses, read, write_concepts
from align.term import Termbase
from align.termformat import Exported, TermFormat

NAMESPACE = "urn:iso:std:iso:30042:ed-2"


def write(termbase: Termbase) -> Exported:
    """The termbase as TBX-Basic."""
    from lxml import etree

    names: dict[str | None, str] = {None: NAMESPACE}
    root = etree.Element("tbx", {"type": "TBX-Basic", "style": "dca", XML_LANG: "en"}, nsmap=cast(Any, names))
    header = etree.SubElement(etree.SubElement(etree.SubElement(root, "tbxHeader"), "fileDesc"), "sourceDesc")
    etree.SubElement(header, "p").text = "Exported by Duizhao"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    write_concepts(body, termbase, "conceptEntry", "langSec", "termSec")
    etree.indent(root)
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return Exported(data + b"\n", losses(termbase))


TERMFORMAT = TermFormat("tbx", (".tbx",), "TBX-Basic 2019 (ISO 30042:2019, DCA)", read=read, write=write)
