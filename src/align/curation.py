"""A person's decisions on terms, each one function from a glossary file's text to its new text.

``path`` names the file in errors; all bytes that the decision is not about stay as they are. A decision on
what is decided so already returns the text as it was. Wrong ids, terms and contradictions raise
GlossaryError, and the text stays as it was.

============  =====================================================================================
accept        a candidate becomes a concept: the first candidate term of each language is preferred,
              acronyms beside a long form become abbreviations, further renderings wait as candidates
prefer        this term is the preferred one; the former one is admitted
admit         this term may be used
deprecate     this term is discouraged
forbid        this term is wrong for the concept
drop          this term is no term of the concept
merge         two concepts are one: the second's terms are admitted for the first
split         some terms of a concept mean another one (a sense): they get a concept of their own
move          a concept belongs to another field (file)
reject        a candidate is no term (see ``rejections`` for what remembers it)
============  =====================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from align.acronyms import is_acronym
from align.errors import GlossaryError
from align.glossary import parse_glossary
from align.glossary_text import (
    add_concept,
    add_term,
    concept_text,
    move_terms,
    remove_concept,
    remove_term,
    set_value,
)
from align.term import Concept, Term, TermStatus

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]")


def concept_of(text: str, path: str, concept_id: str) -> Concept:
    """A concept of a file's text."""
    for concept in parse_glossary(text, path) if text.strip() else ():
        if concept.id == concept_id:
            return concept
    raise GlossaryError(f"no concept {concept_id!r}", path=path)


def language_of(concept: Concept, term: str) -> str:
    """The language of a term of a concept; of a new term the one language of the concept that fits its script."""
    having = {t.lang for t in concept.terms if t.text == term}
    if len(having) == 1:
        return having.pop()
    languages = list(dict.fromkeys(t.lang for t in concept.terms))
    fitting = [lang for lang in languages if (lang == "zh") == bool(_HAN.search(term))]
    if len(fitting) != 1:
        raise GlossaryError(
            f"which language is {term!r}?", allowed=f"Name one with --lang: {', '.join(having or languages)}."
        )
    return fitting[0]


def accept(text: str, path: str, concept_id: str, chosen: Mapping[str, str] | None = None) -> str:
    """The candidate becomes a concept. ``chosen`` names the term to prefer in a language, if not the first."""
    concept = concept_of(text, path, concept_id)
    chosen = chosen or {}
    for lang in dict.fromkeys(term.lang for term in concept.terms):
        candidates = [t.text for t in concept.in_language(lang) if t.status is TermStatus.CANDIDATE]
        wanted = chosen.get(lang)
        if wanted is not None and wanted not in (t.text for t in concept.in_language(lang)):
            text = add_term(text, path, concept_id, lang, "candidate", wanted)
            candidates.append(wanted)
        has_name = concept.preferred(lang) is not None
        names = [term for term in candidates if not is_acronym(term)] or candidates[:1]
        preferred = wanted or ("" if has_name or not names else names[0])
        if preferred:
            text = prefer(text, path, concept_id, lang, preferred)
        if preferred or has_name:
            short = [(t, "abbreviation") for t in candidates if is_acronym(t) and t != preferred]
            text = move_terms(text, path, concept_id, lang, short)
    return text


def prefer(text: str, path: str, concept_id: str, lang: str, term: str) -> str:
    """The term is preferred; the one that was is admitted (an acronym: an abbreviation)."""
    concept = concept_of(text, path, concept_id)
    old = concept.preferred(lang)
    if old is not None and old.text == term:
        return text
    text = _with(text, path, concept, lang, term)
    moves = [(term, "preferred")]
    if old is not None:
        moves.insert(0, (old.text, "abbreviation" if lang != "zh" and is_acronym(old.text) else "admitted"))
    return move_terms(text, path, concept_id, lang, moves)


def admit(text: str, path: str, concept_id: str, lang: str, term: str) -> str:
    """The term may be used: an acronym as an abbreviation, anything else as another form."""
    concept = concept_of(text, path, concept_id)
    _needs_other_preferred(concept, path, lang, term, "admitted")
    if any(t.text == term and t.lang == lang and t.abbreviation for t in concept.terms):
        return text
    return _to(text, path, concept, lang, term, "admitted")


def deprecate(text: str, path: str, concept_id: str, lang: str, term: str) -> str:
    """The term is discouraged."""
    concept = concept_of(text, path, concept_id)
    _needs_other_preferred(concept, path, lang, term, "deprecated")
    return _to(text, path, concept, lang, term, "deprecated")


def forbid(text: str, path: str, concept_id: str, lang: str, term: str) -> str:
    """The term is wrong for the concept, anywhere."""
    concept = concept_of(text, path, concept_id)
    _needs_other_preferred(concept, path, lang, term, "forbidden")
    return _to(text, path, concept, lang, term, "forbidden")


def drop(text: str, path: str, concept_id: str, lang: str, term: str) -> str:
    """The term is no term of the concept."""
    concept = concept_of(text, path, concept_id)
    if len(concept.terms) == 1:
        raise GlossaryError(
            f"{term!r} is the only term of {concept_id!r}", path=path, line=concept.line, allowed="Remove the concept."
        )
    if len(concept.in_language(lang)) > 1:
        _needs_other_preferred(concept, path, lang, term, "dropped")
    return remove_term(text, path, concept_id, lang, term)


def merge(text: str, path: str, concept_id: str, other: Concept) -> str:
    """The terms of ``other`` join a concept; taking ``other`` out of its own file is the caller's.

    What is preferred or candidate there is admitted here, unless the language had no term at all.
    """
    concept = concept_of(text, path, concept_id)
    if concept.id == other.id:
        raise GlossaryError("a concept cannot be merged into itself", path=path, line=concept.line)
    have = {(term.lang, term.text) for term in concept.terms}
    for term in other.terms:
        if (term.lang, term.text) not in have:
            text = add_term(
                text, path, concept_id, term.lang, _key_in(concept_of(text, path, concept_id), term), term.text
            )
    for name in ("definition", "part_of_speech", "note", "source"):
        if getattr(other, name) and not getattr(concept, name):
            text = set_value(text, path, concept_id, name, getattr(other, name))
    return text


def split(
    text: str,
    path: str,
    concept_id: str,
    new_id: str,
    terms: Iterable[tuple[str, str]],
    definition: str = "",
    paths: tuple[str, ...] = (),
    sections: tuple[str, ...] = (),
) -> str:
    """Some terms (language, text) of a concept get a concept of their own, in the same file.

    A language none of whose terms go shares its terms with the new concept: both senses have that name.
    ``paths`` and ``sections`` bound the new concept to documents and sections.
    """
    concept = concept_of(text, path, concept_id)
    going = list(dict.fromkeys(terms))
    if any(c.id == new_id for c in parse_glossary(text, path)):
        raise GlossaryError(f"there is a concept {new_id!r} already", path=path, allowed="Take another id.")
    by_name = {(term.lang, term.text): term for term in concept.terms}
    for lang, name in going:
        if (lang, name) not in by_name:
            raise GlossaryError(f"{concept_id!r} has no {lang} term {name!r}", path=path, line=concept.line)
    moved = {lang for lang, _ in going}
    shared = [term for term in concept.terms if term.lang not in moved]
    own = [by_name[key] for key in going]
    for lang in moved:
        text = _without(text, path, concept, lang, [name for language, name in going if language == lang])
    own_terms = tuple(_as_preferred([*shared, *own]))
    new = Concept(new_id, own_terms, definition=definition, paths=paths, sections=sections)
    return add_concept(text, path, replace(new, part_of_speech=concept.part_of_speech))


def move(text: str, path: str, concept_id: str, into: str, into_path: str) -> tuple[str, str]:
    """A concept goes from one file's text to another's, its lines as they are: (text, into)."""
    concept = concept_of(text, path, concept_id)
    marker = Concept(concept.id, concept.terms[:1])
    with_marker = add_concept(into, into_path, marker)
    there = concept_text(with_marker, into_path, concept.id)
    lines = _reindented(concept_text(text, path, concept.id), there)
    new = with_marker.replace(there, lines, 1)
    parse_glossary(new, into_path)
    return remove_concept(text, path, concept_id), new


def reject(text: str, path: str, concept_id: str) -> str:
    """The candidate goes. Raises GlossaryError for a concept that a person has decided on."""
    concept = concept_of(text, path, concept_id)
    if any(term.status is not TermStatus.CANDIDATE for term in concept.terms):
        raise GlossaryError(
            f"{concept_id!r} is no candidate", path=path, line=concept.line, allowed="Delete it by hand if it must go."
        )
    return remove_concept(text, path, concept_id)


def remove(text: str, path: str, concept_id: str) -> str:
    """The concept goes, whatever it is."""
    return remove_concept(text, path, concept_id)


def _to(text: str, path: str, concept: Concept, lang: str, term: str, key: str) -> str:
    text = _with(text, path, concept, lang, term, key)
    return move_terms(text, path, concept.id, lang, [(term, key)])


def _with(text: str, path: str, concept: Concept, lang: str, term: str, key: str = "") -> str:
    """The text with the term somewhere in the concept, so that it can be moved."""
    if any(t.lang == lang and t.text == term for t in concept.terms):
        return text
    if not concept.in_language(lang):
        key = "preferred"
    return add_term(text, path, concept.id, lang, key or "candidate", term)


def _needs_other_preferred(concept: Concept, path: str, lang: str, term: str, what: str) -> None:
    preferred = concept.preferred(lang)
    others = [t for t in concept.in_language(lang) if t.text != term and t.status is TermStatus.CANDIDATE]
    if preferred is not None and preferred.text == term:
        raise GlossaryError(
            f"{term!r} is the preferred {lang} term of {concept.id!r}: it cannot be {what}",
            path=path,
            line=preferred.line,
            allowed=f"Prefer another first: align glossary prefer {concept.id} TERM",
        )
    if preferred is None and not others:
        raise GlossaryError(
            f"{concept.id!r} would have no preferred {lang} term",
            path=path,
            line=concept.line,
            allowed=f"Prefer one first: align glossary prefer {concept.id} TERM",
        )


def _key_in(concept: Concept, term: Term) -> str:
    if term.abbreviation:
        return "abbreviation" if concept.in_language(term.lang) else "preferred"
    if term.status in (TermStatus.DEPRECATED, TermStatus.FORBIDDEN):
        return term.status.value
    if not concept.preferred(term.lang):
        return "preferred"
    return "abbreviation" if term.lang != "zh" and is_acronym(term.text) else "admitted"


def _without(text: str, path: str, concept: Concept, lang: str, going: list[str]) -> str:
    staying = [t.text for t in concept.in_language(lang) if t.text not in going and t.status.accepted]
    preferred = concept.preferred(lang)
    if not staying and any(t.text not in going for t in concept.in_language(lang)):
        raise GlossaryError(f"{concept.id!r} would have no {lang} term to use", path=path, line=concept.line)
    if preferred is not None and preferred.text in going and staying:
        text = prefer(text, path, concept.id, lang, staying[0])
    for name in going:
        text = remove_term(text, path, concept.id, lang, name)
    return text


def _as_preferred(terms: list[Term]) -> list[Term]:
    """The terms with exactly one preferred a language where any may be used."""
    done: set[str] = {t.lang for t in terms if t.status is TermStatus.PREFERRED and not t.abbreviation}
    new = []
    for term in terms:
        if term.lang not in done and term.status is not TermStatus.CANDIDATE:
            done.add(term.lang)
            new.append(replace(term, status=TermStatus.PREFERRED, abbreviation=False))
        else:
            new.append(term)
    return new


def _reindented(lines: str, like: str) -> str:
    have, want = (len(block) - len(block.lstrip(" ")) for block in (lines, like))
    if lines and not lines.endswith("\n"):
        lines += "\n"
    if have == want:
        return lines
    return "".join(
        " " * (want - have) + line if want > have else line[have - want :] for line in lines.splitlines(keepends=True)
    )
