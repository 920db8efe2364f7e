"""TermBase eXchange (ISO 30042): one concept tree for both of its dresses, version 3 (DCA) and version 2 (martif).

TBX-Basic knows preferred, admitted, deprecated and superseded; what our statuses say beyond that stands in a
note of the term, which other tools show and we read back.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from align.acronyms import is_acronym
from align.errors import GlossaryError
from align.term import Concept, Term, Termbase, TermStatus
from align.termformat import Imported, Loss, as_id, one_line

if TYPE_CHECKING:
    from lxml.etree import _Element

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
STATUSES = {
    TermStatus.PREFERRED: "preferredTerm-admn-sts",
    TermStatus.ADMITTED: "admittedTerm-admn-sts",
    TermStatus.DEPRECATED: "deprecatedTerm-admn-sts",
    TermStatus.FORBIDDEN: "deprecatedTerm-admn-sts",
}
_READ = {
    "preferred": TermStatus.PREFERRED,
    "admitted": TermStatus.ADMITTED,
    "deprecated": TermStatus.DEPRECATED,
    "superseded": TermStatus.DEPRECATED,
}
PARTS = {"noun": "noun", "verb": "verb", "adjective": "adjective", "adverb": "adverb"}
PARTS_LOST = {"proper noun": "noun", "noun phrase": "noun", "phrase": "other"}
_PARTS_READ = {
    "noun": "noun",
    "propernoun": "proper noun",
    "verb": "verb",
    "adjective": "adjective",
    "adverb": "adverb",
}
SHORT = {"acronym", "abbreviation", "shortForm", "initialism"}
_STATUS_NOTE = "status: "
_PART_NOTE = "part of speech: "


def write_concepts(body: _Element, termbase: Termbase, entry: str, section: str, term: str) -> None:
    """Puts every concept under `body`; `entry`, `section`, `term` are what the version calls their elements."""
    from lxml import etree

    for concept in termbase.concepts:
        # An xml:id may not start with a digit.
        name = f"_{concept.id}" if concept.id[0].isdigit() else concept.id
        written = etree.SubElement(body, entry, id=name)
        if concept.field:
            etree.SubElement(written, "descrip", type="subjectField").text = concept.field
        if concept.definition:
            group = etree.SubElement(written, "descripGrp")
            etree.SubElement(group, "descrip", type="definition").text = concept.definition
        if concept.source:
            etree.SubElement(written, "admin", type="source").text = concept.source
        if concept.note:
            etree.SubElement(written, "note").text = concept.note
        for lang in dict.fromkeys(one.lang for one in concept.terms):
            language = etree.SubElement(written, section, {XML_LANG: lang})
            for one in concept.in_language(lang):
                _write_term(etree.SubElement(language, term), concept, one)


def _write_term(section: _Element, concept: Concept, term: Term) -> None:
    from lxml import etree

    etree.SubElement(section, "term").text = term.text
    notes, remarks = _term_notes(concept, term)
    for kind, value in notes:
        etree.SubElement(section, "termNote", type=kind).text = value
    for remark in remarks:
        etree.SubElement(section, "note").text = remark


def _term_notes(concept: Concept, term: Term) -> tuple[list[tuple[str, str]], list[str]]:
    """The term's data categories (type, value) and its notes."""
    notes, remarks = [], []
    if term.status in STATUSES:
        notes.append(("administrativeStatus", STATUSES[term.status]))
    if term.status in (TermStatus.FORBIDDEN, TermStatus.CANDIDATE):
        remarks.append(_STATUS_NOTE + term.status.value)
    part = concept.part_of_speech
    if part:
        notes.append(("partOfSpeech", PARTS.get(part) or PARTS_LOST[part]))
        if part in PARTS_LOST:
            remarks.append(_PART_NOTE + part)
    if term.abbreviation:
        notes.append(("termType", "acronym" if is_acronym(term.text) else "abbreviation"))
    return notes, remarks


def losses(termbase: Termbase) -> tuple[Loss, ...]:
    """What another reader of our TBX will not see as we mean it."""
    found = []
    for concept in termbase.concepts:
        if concept.part_of_speech in PARTS_LOST:
            found.append(
                Loss(concept.id, f"{concept.part_of_speech} is {PARTS_LOST[concept.part_of_speech]!r} to other tools")
            )
        for term in concept.terms:
            if term.status is TermStatus.FORBIDDEN:
                found.append(Loss(concept.id, f"forbidden {term.text} is 'deprecated' to other tools"))
            elif term.status is TermStatus.CANDIDATE:
                found.append(Loss(concept.id, f"candidate {term.text} has no status to other tools"))
    return tuple(found)


def parse(data: bytes, path: str) -> _Element:
    """The root of a TBX file. DTDs with entities, other roots and bad XML are refused."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or None
        raise GlossaryError(f"is not valid XML: {error.msg}", path=path, line=line) from None
    doctype: Any = root.getroottree().docinfo.internalDTD
    if doctype is not None and any(True for _ in doctype.iterentities()):
        raise GlossaryError("declares entities", path=path, allowed="TBX needs none; such files are refused.")
    if _name(root) not in ("tbx", "martif"):
        raise GlossaryError(f"is no TBX: its root is <{_name(root)}>", path=path, allowed="<tbx> or <martif>.")
    return root


@dataclass(slots=True)
class _Reader:
    path: str
    taken: set[str] = field(default_factory=set)
    losses: list[Loss] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)


def read(data: bytes, path: str) -> Imported:
    """The concepts of a TBX file of either version, DCA or DCT, whoever wrote it."""
    root = parse(data, path)
    reader = _Reader(path)
    concepts = []
    for entry in root.iter("{*}conceptEntry", "{*}termEntry"):
        concept = _concept(entry, reader)
        if concept is not None:
            concepts.append(concept)
    if not concepts:
        raise GlossaryError("holds no concept with a term", path=path, allowed="<conceptEntry> or <termEntry>.")
    reader.losses += [Loss(path, f"{count} × {name} not read") for name, count in sorted(reader.unread.items())]
    return Imported(tuple(concepts), tuple(reader.losses))


def _concept(entry: _Element, reader: _Reader) -> Concept | None:
    given = entry.get("id") or f"entry-{entry.sourceline}"
    values: dict[str, str] = {}
    parts: list[str] = []
    terms: defaultdict[str, list[Term]] = defaultdict(list)
    for element in entry:
        if _name(element) in ("langSec", "langSet"):
            lang = _language(element, given, reader)
            for section in element:
                if _name(section) in ("termSec", "tig", "ntig"):
                    terms[lang] += _term(section, lang, given, parts, reader)
                else:
                    _value(section, values, reader)
        else:
            _value(element, values, reader)
    flat = [term for lang in terms for term in _ordered(terms[lang], given, reader)]
    if not flat:
        reader.losses.append(Loss(given, "an entry without a term is left out"))
        return None
    wanted = given.removeprefix("_")
    concept_id = as_id(wanted, reader.taken)
    if concept_id != wanted:
        reader.losses.append(Loss(given, f"gets the id {concept_id}"))
    part = Counter(parts).most_common(1)[0][0] if parts else ""
    if len(set(parts)) > 1:
        reader.losses.append(Loss(given, f"several parts of speech ({', '.join(sorted(set(parts)))}): {part} is kept"))
    return Concept(
        concept_id,
        tuple(flat),
        field=values.get("subjectField", ""),
        definition=values.get("definition", ""),
        part_of_speech=part,
        note=values.get("note", ""),
        source=values.get("source", ""),
    )


def _language(element: _Element, given: str, reader: _Reader) -> str:
    code = (element.get(XML_LANG) or element.get("lang") or "").strip()
    base = code.replace("_", "-").split("-")[0].lower()
    if not (2 <= len(base) <= 3 and base.isascii() and base.isalpha()):
        raise GlossaryError(
            f"{code!r} is no language",
            path=reader.path,
            line=cast(Any, element.sourceline),
            allowed='xml:lang="en", "zh-CN" ...',
        )
    if base != code:
        reader.losses.append(Loss(given, f"{code} is read as {base}"))
    return base


def _value(element: _Element, values: dict[str, str], reader: _Reader) -> None:
    """A definition, field, source or note, wherever a tool puts it; the first of several is kept."""
    name = _name(element)
    if name in ("descripGrp", "adminGrp"):
        for child in element:
            _value(child, values, reader)
        return
    kind = element.get("type") or name
    if name in ("note", "definition", "subjectField", "source") or kind in ("definition", "subjectField", "source"):
        text = one_line("".join(map(str, element.itertext())))
        key = kind if kind in ("definition", "subjectField", "source") else "note"
        if text and key not in values:
            values[key] = text
        elif text:
            values["note"] = f"{values['note']} / {text}" if "note" in values else text
    elif isinstance(element.tag, str):
        reader.unread[f"{name} {element.get('type')}" if element.get("type") else name] += 1


def _term(section: _Element, lang: str, given: str, parts: list[str], reader: _Reader) -> Iterator[Term]:
    """The term of a termSec, tig or ntig."""
    text, status, short = "", None, False
    for element in section.iter():
        name, kind = _name(element), element.get("type") or _name(element)
        said = one_line("".join(map(str, element.itertext()))) if isinstance(element.tag, str) else ""
        if name == "term" and not text:
            text = said
        elif kind == "administrativeStatus":
            status = _status(said, given, reader) or status
        elif kind == "partOfSpeech":
            parts += [_PARTS_READ[said.lower()]] if said.lower() in _PARTS_READ else []
        elif kind == "termType":
            short = said in SHORT
        elif name == "note" and said.startswith(_STATUS_NOTE):
            status = TermStatus(said.removeprefix(_STATUS_NOTE))
        elif name == "note" and said.startswith(_PART_NOTE):
            parts[-1:] = [said.removeprefix(_PART_NOTE)]
        elif isinstance(element.tag, str) and element is not section and name not in ("termGrp", "termNoteGrp"):
            reader.unread[f"{name} {element.get('type')}" if element.get("type") else name] += 1
    if not text:
        reader.losses.append(Loss(given, f"an empty {lang} term is left out"))
        return
    if status is None:
        reader.losses.append(Loss(given, f"{text} has no status"))
    yield Term(
        text,
        lang,
        status or TermStatus.ADMITTED,
        short and status is not TermStatus.CANDIDATE,
        -1 if status is None else 0,
    )


def _status(said: str, given: str, reader: _Reader) -> TermStatus | None:
    word = said.removesuffix("-admn-sts").removesuffix("Term").lower()
    if word == "superseded":
        reader.losses.append(Loss(given, "superseded is read as deprecated"))
    if word not in _READ:
        reader.losses.append(Loss(given, f"the status {said!r} is not known"))
    return _READ.get(word)


def _ordered(terms: list[Term], given: str, reader: _Reader) -> list[Term]:
    """Terms with exactly one preferred: of several the first; where none is, the first without a status."""
    seen: set[str] = set()
    unique = []
    for term in terms:
        if term.text not in seen:
            seen.add(term.text)
            unique.append(term)
    preferred = [t for t in unique if t.status is TermStatus.PREFERRED and not t.abbreviation]
    if len(preferred) > 1:
        reader.losses.append(Loss(given, f"of several preferred terms {preferred[0].text} is kept so"))
    first = preferred[0] if preferred else _first(unique)
    return [_settled(term, term is first) for term in unique]


def _first(terms: list[Term]) -> Term | None:
    if not terms or any(term.status is TermStatus.CANDIDATE for term in terms):
        return None
    open_ones = [t for t in terms if t.line < 0 and not t.abbreviation] or [t for t in terms if not t.abbreviation]
    return (open_ones or terms)[0]


def _settled(term: Term, is_first: bool) -> Term:
    if is_first:
        return Term(term.text, term.lang, TermStatus.PREFERRED)
    status = TermStatus.ADMITTED if term.status is TermStatus.PREFERRED or term.abbreviation else term.status
    return Term(term.text, term.lang, status, term.abbreviation)


def _name(element: _Element) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
