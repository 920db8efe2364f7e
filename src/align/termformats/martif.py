"""TBX-Basic in its older dress (version 2, <martif>), which many tools still want."""

from __future__ import annotations

from align.tbx import XML_LANG, losses, read, write_concepts
from align.term import Termbase
from align.termformat import Exported, TermFormat


def write(termbase: Termbase) -> Exported:
    """The termbase as TBX-Basic version 2."""
    from lxml import etree

    root = etree.Element("martif", {"type": "TBX-Basic", XML_LANG: "en"})
    header = etree.SubElement(root, "martifHeader")
    source = etree.SubElement(etree.SubElement(header, "fileDesc"), "sourceDesc")
    etree.SubElement(source, "p").text = "Exported by Duizhao"
    encoding = etree.SubElement(header, "encodingDesc")
    etree.SubElement(encoding, "p", type="XCSURI").text = "TBXBasicXCSV02.xcs"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    write_concepts(body, termbase, "termEntry", "langSet", "tig")
    etree.indent(root)
    doctype = '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">'
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", doctype=doctype)
    return Exported(data + b"\n", losses(termbase))


TERMFORMAT = TermFormat("martif", (".xml",), "TBX-Basic version 2 (martif)", read=read, write=write)
