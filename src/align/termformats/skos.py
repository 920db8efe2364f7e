"""SKOS (W3C 2009) in Turtle, for linked-data tools; written, not read."""

from __future__ import annotations

import json

from align.term import Concept, Term, Termbase, TermStatus
from align.termformat import Exported, Loss, TermFormat

_HEAD = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix : <urn:duizhao:> .

:glossary a skos:ConceptScheme .
"""


def write(termbase: Termbase) -> Exported:
    """Preferred terms as prefLabel, admitted ones as altLabel, all others as hiddenLabel."""
    losses = [
        Loss(concept.id, f"{term.status} {term.text} is a hidden label")
        for concept in termbase.concepts
        for term in concept.terms
        if not term.status.accepted
    ]
    text = _HEAD + "".join(_concept(concept) for concept in termbase.concepts)
    return Exported(text.encode("utf-8"), tuple(losses))


def _concept(concept: Concept) -> str:
    lines = [f"\n:{concept.id} a skos:Concept", "    skos:inScheme :glossary"]
    lines += [f"    skos:{_label(term)} {_quoted(term.text)}@{term.lang}" for term in concept.terms]
    for name, text in (
        ("skos:definition", concept.definition),
        ("skos:scopeNote", concept.note),
        ("dct:source", concept.source),
        ("dct:subject", concept.field),
    ):
        if text:
            lines.append(f"    {name} {_quoted(text)}")
    return " ;\n".join(lines) + " .\n"


def _label(term: Term) -> str:
    if term.status is TermStatus.PREFERRED and not term.abbreviation:
        return "prefLabel"
    return "altLabel" if term.status.accepted else "hiddenLabel"


def _quoted(text: str) -> str:
    # Turtle's escapes are those of JSON.
    return json.dumps(text, ensure_ascii=False)


TERMFORMAT = TermFormat("skos", (".ttl",), "SKOS in Turtle (written only)", write=write)
