"""Decisions on terms from the page: a new term, a candidate accepted or refused. Each changes one glossary file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from align.bead import Alignment
from align.curation import accept, admit, deprecate, drop, forbid, merge, move, prefer, reject, remove, split
from align.errors import AlignError, GlossaryError
from align.glossary import parse_glossary
from align.glossary_files import CANDIDATES
from align.glossary_text import add_concept
from align.rejections import EVERY, FILE_NAME, Rejection, add_rejection
from align.term import Concept, Term, Termbase, TermStatus
from align.web.cards import concept_places, fold
from align.web.operations import RefusedError
from align.web.patches import read_raw
from align.web.session import Session, Step

_FIELD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PLACES = 12
_MOST = 300


def add(session: Session, row: int, source: str, target: str, definition: str, field: str) -> Step:
    """A new concept, or a new rendering of the one that has the source term already."""
    if not source.strip() or not target.strip():
        raise RefusedError("both sides of a term are needed")
    path = _field_path(session, field)
    langs = (session.project.config.source, session.project.config.target)
    known = [c for c in session.termbase.concepts if any(t.text == source and t.lang == langs[0] for t in c.terms)]
    try:
        if known:
            if any(t.text == target and t.lang == langs[1] for t in known[0].terms):
                raise RefusedError(f"the glossary has {source} = {target} already ({known[0].path}:{known[0].line})")
            text = admit(_text(session, known[0].path), known[0].path, known[0].id, langs[1], target)
            return _step(session, f"admit {target} for {source}", row, {known[0].path: text})
        terms = tuple(
            Term(text, lang, TermStatus.PREFERRED) for text, lang in zip((source, target), langs, strict=True)
        )
        concept = Concept(_new_id(source, session.termbase), terms, field, definition)
        text = add_concept(_text(session, path), path, concept)
    except GlossaryError as error:
        raise RefusedError(error.message, allowed=error.allowed) from None
    return _step(session, f"add the term {source}", row, {path: text})


def accept_candidate(session: Session, row: int, concept_id: str, field: str = "") -> Step:
    """The candidate becomes a concept, of glossary/FIELD.yaml where a field is named.

    One that stands among the program's candidates needs a field: that file is for what nobody has decided on.
    """
    concept = _candidate(session.termbase, concept_id)
    into = _field_path(session, field) if field else concept.path
    if into == session.shown(session.project.glossary / CANDIDATES):
        raise RefusedError("choose the glossary file that the term goes to")
    with _refusing():
        text = accept(_text(session, concept.path), concept.path, concept_id)
        texts = {concept.path: text}
        if into != concept.path:
            left, there = move(text, concept.path, concept_id, _text(session, into), into)
            texts = {concept.path: left, into: there}
    return _step(session, f"accept the term {_name(concept, session)}", row, texts)


def reject_candidate(session: Session, row: int, concept_id: str, why: str = "") -> Step:
    """The candidate goes, and is remembered (with the reason) so that it does not come back."""
    concept = _candidate(session.termbase, concept_id)
    name = _name(concept, session)
    text = reject(_text(session, concept.path), concept.path, concept_id)
    seen = sum(1 for place in concept_places(session.alignment, concept) if place["source"])
    today = datetime.now().astimezone().date().isoformat()
    refused = session.shown(session.project.glossary / FILE_NAME)
    rejection = Rejection(name, EVERY, seen, today, session.owner, " ".join(why.split()))
    lines = add_rejection(_text(session, refused), rejection)
    return _step(session, f"reject the term {name}", row, {concept.path: text}, {refused: lines})


STATUSES = {"preferred": prefer, "admitted": admit, "deprecated": deprecate, "forbidden": forbid, "none": drop}
"""What a person may say of a term of a concept; ``none``: that it is no term of it."""


def set_status(session: Session, row: int, concept_id: str, lang: str, term: str, status: str) -> Step:
    """A term of a concept is preferred, admitted, deprecated or forbidden from now on, or goes."""
    concept = _concept(session, concept_id)
    change = STATUSES.get(status)
    if change is None:
        raise RefusedError(f"unknown status {status!r}", allowed=f"Allowed: {', '.join(STATUSES)}.")
    if not any(known.text == term and known.lang == lang for known in concept.terms):
        raise RefusedError(f"{concept_id} has no {lang} term {term!r}")
    with _refusing():
        text = change(_text(session, concept.path), concept.path, concept_id, lang, term)
    return _step(session, f"{term}: {status}", row, {concept.path: text})


def merge_concept(session: Session, row: int, concept_id: str, into_id: str) -> Step:
    """The terms of a concept join another; the concept itself goes."""
    concept, into = _concept(session, concept_id), _concept(session, into_id)
    with _refusing():
        text = merge(_text(session, into.path), into.path, into_id, concept)
        rest = text if concept.path == into.path else _text(session, concept.path)
        texts = {into.path: text, concept.path: remove(rest, concept.path, concept_id)}
    return _step(session, f"merge the term {concept_id} into {into_id}", row, texts)


def split_concept(session: Session, row: int, concept_id: str, terms: list[tuple[str, str]], meaning: str) -> Step:
    """Some terms (language, text) of a concept get one of their own: another sense."""
    concept = _concept(session, concept_id)
    if not terms or len(terms) >= len(concept.terms):
        raise RefusedError("choose some of the terms, not all of them: those get a concept of their own")
    source = session.project.config.source
    named = next((text for lang, text in terms if lang == source), _name(concept, session))
    with _refusing():
        new_id = _new_id(named, session.termbase)
        text = split(_text(session, concept.path), concept.path, concept_id, new_id, terms, meaning)
    return _step(session, f"split the term {concept_id}", row, {concept.path: text})


def concepts(termbase: Termbase, words: str) -> list[dict[str, str]]:
    """Concepts whose id or a term of which holds some words, whatever their case and width."""
    wanted = fold(words.strip())
    found = []
    for concept in termbase.concepts:
        texts = [concept.id, *(term.text for term in concept.terms)]
        if wanted and any(wanted in fold(text) for text in texts):
            found.append({"id": concept.id, "terms": " · ".join(term.text for term in concept.terms[:4])})
            if len(found) == _PLACES:
                break
    return found


@contextmanager
def _refusing() -> Iterator[None]:
    """What the glossary does not allow is a refusal here, with the reason."""
    try:
        yield
    except GlossaryError as error:
        raise RefusedError(error.message, allowed=error.allowed) from None


def _concept(session: Session, concept_id: str) -> Concept:
    concept = session.termbase.get(concept_id)
    if concept is None:
        raise RefusedError(f"the glossary has no concept {concept_id!r}")
    return concept


def candidates(alignment: Alignment, termbase: Termbase) -> list[dict[str, Any]]:
    """Concepts that nobody has decided on, those most often seen first, with the places that speak for them."""
    found: list[dict[str, Any]] = []
    for concept in termbase.concepts:
        if not _undecided(concept):
            continue
        # Nobody has accepted a candidate yet: that a row lacks an accepted rendering says nothing.
        places = [{**place, "wrong": False} for place in concept_places(alignment, concept)]
        both = [place for place in places if place["source"] and place["target"]]
        names = [next((t.text for t in concept.in_language(d.lang)), "") for d in (alignment.source, alignment.target)]
        found.append(
            {
                "id": concept.id,
                "source": names[0],
                "target": names[1],
                "definition": concept.definition,
                "path": concept.path,
                "line": concept.line,
                "together": len(both),
                "alone": sum(1 for place in places if place["source"] and not place["target"]),
                "places": [*both, *(place for place in places if place not in both)][:_PLACES],
            }
        )
    found.sort(key=lambda item: (-item["together"], -item["alone"], item["id"]))
    return found[:_MOST]


def _field_path(session: Session, field: str) -> str:
    if not _FIELD.fullmatch(field):
        raise RefusedError(f"{field!r} is no name of a glossary file", allowed="Small letters, digits and hyphens.")
    return session.shown(session.project.glossary / f"{field}.yaml")


def _undecided(concept: Concept) -> bool:
    return all(term.status is TermStatus.CANDIDATE for term in concept.terms)


def _candidate(termbase: Termbase, concept_id: str) -> Concept:
    concept = termbase.get(concept_id)
    if concept is None or not _undecided(concept):
        raise RefusedError("this term is no candidate any more")
    return concept


def _name(concept: Concept, session: Session) -> str:
    terms = concept.in_language(session.project.config.source) or concept.terms
    return terms[0].text


def _text(session: Session, path: str) -> str:
    return (read_raw(session.root / path) or "").removeprefix("\ufeff")


def _step(
    session: Session, label: str, row: int, texts: dict[str, str], more: dict[str, str | None] | None = None
) -> Step:
    """The step that writes glossary files, with the termbase that they then are."""
    by_path: dict[str, list[Concept]] = {}
    for concept in session.termbase.concepts:
        by_path.setdefault(concept.path, []).append(concept)
    try:
        for path, text in texts.items():
            by_path[path] = list(parse_glossary(text, path))
    except AlignError as error:
        raise RefusedError(error.message, allowed=error.allowed) from None
    termbase = Termbase(tuple(concept for name in sorted(by_path) for concept in by_path[name]))
    return Step(label, row, {**texts, **(more or {})}, termbase=termbase)


def _new_id(source: str, termbase: Termbase) -> str:
    """An id from the source term: small ASCII letters, digits and hyphens, and not taken."""
    plain = unicodedata.normalize("NFKD", source).encode("ascii", "ignore").decode().lower()
    stem = "-".join(re.findall(r"[a-z0-9]+", plain)) or "term"
    name, number = stem, 2
    while termbase.get(name) is not None:
        name, number = f"{stem}-{number}", number + 1
    return name
