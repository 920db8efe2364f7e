"""TBX-Basic in its older dress (version 2, <martif>), which many tools still want."""

from __future__ import annotations

from align.tbx import XML_LANG, losses, read, term_notes
from align.term import Concept, Termbase
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
    for concept in termbase.concepts:
        _entry(body, concept)
    etree.indent(root)
    doctype = '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">'
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", doctype=doctype)
    return Exported(data + b"\n", losses(termbase))


def _entry(body: object, concept: Concept) -> None:
    from lxml import etree

    # An xml:id may not start with a digit.
    name = f"_{concept.id}" if concept.id[0].isdigit() else concept.id
    entry = etree.SubElement(body, "termEntry", id=name)  # type: ignore[arg-type]
    if concept.field:
        etree.SubElement(entry, "descrip", type="subjectField").text = concept.field
    if concept.definition:
        group = etree.SubElement(entry, "descripGrp")
        etree.SubElement(group, "descrip", type="definition").text = concept.definition
    if concept.source:
        etree.SubElement(entry, "admin", type="source").text = concept.source
    if concept.note:
        etree.SubElement(entry, "note").text = concept.note
    for lang in dict.fromkeys(term.lang for term in concept.terms):
        section = etree.SubElement(entry, "langSet", {XML_LANG: lang})
        for term in concept.in_language(lang):
            term_section = etree.SubElement(section, "tig")
            etree.SubElement(term_section, "term").text = term.text
            notes, remarks = term_notes(concept, term)
            for kind, value in notes:
                etree.SubElement(term_section, "termNote", type=kind).text = value
            for remark in remarks:
                etree.SubElement(term_section, "note").text = remark


TERMFORMAT = TermFormat("martif", (".xml",), "TBX-Basic version 2 (martif)", read=read, write=write)
