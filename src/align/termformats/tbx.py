"""TBX-Basic, version 3 of 2019 (ISO 30042:2019, DCA style)."""

from __future__ import annotations

from typing import Any, cast

from align.tbx import XML_LANG, losses, read, term_notes
from align.term import Concept, Termbase
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
    for concept in termbase.concepts:
        _entry(body, concept)
    etree.indent(root)
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return Exported(data + b"\n", losses(termbase))


def _entry(body: object, concept: Concept) -> None:
    from lxml import etree

    # An xml:id may not start with a digit.
    name = f"_{concept.id}" if concept.id[0].isdigit() else concept.id
    entry = etree.SubElement(body, "conceptEntry", id=name)  # type: ignore[arg-type]
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
        section = etree.SubElement(entry, "langSec", {XML_LANG: lang})
        for term in concept.in_language(lang):
            term_section = etree.SubElement(section, "termSec")
            etree.SubElement(term_section, "term").text = term.text
            notes, remarks = term_notes(concept, term)
            for kind, value in notes:
                etree.SubElement(term_section, "termNote", type=kind).text = value
            for remark in remarks:
                etree.SubElement(term_section, "note").text = remark


TERMFORMAT = TermFormat("tbx", (".tbx",), "TBX-Basic 2019 (ISO 30042:2019, DCA)", read=read, write=write)
