"""A concept as the lines of a glossary file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from align.term import Concept, Term, TermStatus
from align.yamledit import written

ORDER = ("preferred", "admitted", "deprecated", "forbidden", "abbreviation", "candidate")
VALUES = ("definition", "part_of_speech")
REMARKS = ("note", "source")
SCOPES = ("not_within", "paths", "sections")
"""glossary.SCOPES, which this file does not import."""


def format_concept(concept: Concept, indent: str = "") -> list[str]:
    """A concept as the lines of a glossary file, without line ends."""
    lines = [f"- id: {concept.id}"]
    for name in VALUES:
        if getattr(concept, name):
            lines.append(f"  {name}: {written(getattr(concept, name))}")
    for lang in dict.fromkeys(term.lang for term in concept.terms):
        lines.append(f"  {lang}:")
        for key in ORDER:
            values = [term.text for term in concept.in_language(lang) if key_of(term) == key]
            lines += key_lines(key, values, "    ")
    for name in SCOPES:
        if getattr(concept, name):
            lines += [f"  {name}:", *(f"    - {written(value)}" for value in getattr(concept, name))]
    for name in REMARKS:
        if getattr(concept, name):
            lines.append(f"  {name}: {written(getattr(concept, name))}")
    return [indent + line for line in lines]


def key_of(term: Term) -> str:
    """The key under which a term is written."""
    return "abbreviation" if term.abbreviation else term.status.value


def key_lines(key: str, values: Iterable[str], spaces: str, comment: str = "") -> list[str]:
    """The lines of one kind of term; one term alone stands beside its key where the format lets it."""
    values = list(values)
    if not values:
        return []
    if key == "preferred" or (key == "abbreviation" and len(values) == 1):
        return [f"{spaces}{key}: {written(values[0])}{comment}"]
    return [f"{spaces}{key}:", *(f"{spaces}  - {written(value)}{comment}" for value in values)]


def bare(concept: Concept) -> Concept:
    """The concept without its lines: what two versions of a file are compared by."""
    return replace(concept, line=0, terms=tuple(replace(term, line=0) for term in concept.terms))


def candidate(term: str, lang: str) -> Term:
    """A term of status candidate."""
    return Term(term, lang, TermStatus.CANDIDATE)
