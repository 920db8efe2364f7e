"""What is doubtful in a glossary itself: terms that contradict each other, cannot match, or say too little.

Nothing here changes what the checks find in the texts. A warning is something to mend; a note is something to
know (several names of one thing may well be meant).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from typing import Any

from align.matcher import TermMatcher, term_key
from align.term import Concept, Term, Termbase, TermStatus

HAN_FROM = "\u2e80"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing doubtful. ``other`` is the second place ("glossary/space.yaml:12"), "" where there is none."""

    rule: str
    warning: bool
    message: str
    path: str
    line: int
    other: str = ""


def lint(termbase: Termbase, texts: Mapping[str, Iterable[str]] | None = None) -> tuple[Problem, ...]:
    """Every problem, by place. ``texts`` (language to documents) tells which concepts the corpus never names."""
    problems: list[Problem] = []
    traditional = _is_traditional(termbase)
    for concept in termbase.concepts:
        problems += _said_too_little(concept)
        for term in concept.terms:
            problems += _wrong_term(concept, term, traditional)
        for lang in sorted({term.lang for term in concept.terms}):
            problems += _within(concept, lang)
    for lang in sorted({term.lang for concept in termbase.concepts for term in concept.terms}):
        problems += _collisions(termbase, lang)
    for lang, documents in (texts or {}).items():
        problems += _unused(termbase, lang, documents)
    return tuple(sorted(problems, key=lambda problem: (problem.path, problem.line, problem.rule, problem.message)))


def _said_too_little(concept: Concept) -> Iterator[Problem]:
    for name, value in (("definition", concept.definition), ("source", concept.source)):
        if not value:
            yield Problem(f"no-{name}", False, f"{concept.id} has no {name}", concept.path, concept.line)


def _is_traditional(termbase: Termbase) -> bool:
    """Whether more of the accepted Chinese terms are in traditional characters than in simplified ones."""
    chinese = [term.text for concept in termbase.concepts for term in concept.accepted("zh")]
    traditional = [text for text in chinese if _converter("t2s").convert(text) != text]
    if not traditional:
        return False
    plain = set(chinese) - set(traditional)
    simplified = [text for text in plain if _converter("s2t").convert(text) != text]
    return len(traditional) > len(simplified)


def _wrong_term(concept: Concept, term: Term, traditional: bool) -> Iterator[Problem]:
    key = term_key(term)
    if not key:
        yield _at(concept, term, "dead-term", f"“{term.text}” can never match: it has no letter")
    for outer in concept.not_within:
        if key and term_key(replace(term, text=outer)) == key:
            yield _at(concept, term, "dead-term", f"“{term.text}” can never match: it is not_within {outer}")
    if term.lang == "zh" and not traditional:
        simple = _converter("t2s").convert(term.text)
        if simple != term.text:
            yield _at(concept, term, "script-mix", f"“{term.text}” has traditional characters; simplified: {simple}")
    elif term.lang == "en" and any(char >= HAN_FROM for char in key):
        yield _at(concept, term, "script-mix", f"“{term.text}” stands under en but has Chinese characters")


def _within(concept: Concept, lang: str) -> Iterator[Problem]:
    """Terms of one concept that say the same, or the opposite of each other."""
    for first, second in combinations(concept.in_language(lang), 2):
        one, two = term_key(first), term_key(second)
        if one == two:
            yield from _same_key(concept, first, second)
        elif first.status.accepted != second.status.accepted:
            accepted, refused = (first, second) if first.status.accepted else (second, first)
            if term_key(refused) in term_key(accepted) and lang == "zh":
                message = f"“{refused.text}” is {refused.status} but is part of “{accepted.text}”, which is not"
                yield _at(concept, refused, "shadowing", message, other=accepted, warning=False)


def _same_key(concept: Concept, first: Term, second: Term) -> Iterator[Problem]:
    same = first.text.casefold() == second.text.casefold()
    if first.status.accepted != second.status.accepted:
        message = f"“{second.text}” is {second.status}, but “{first.text}” is {first.status}"
        told_apart = "" if same else ", and matching tells them apart by their exact spelling only"
        yield _at(concept, second, "contradiction", message + told_apart, other=first, warning=same)
    elif first.text == second.text:
        yield _at(concept, second, "duplicate", f"“{second.text}” stands twice", other=first)
    elif first.abbreviation == second.abbreviation:
        message = f"“{second.text}” is found by “{first.text}” anyway"
        yield _at(concept, second, "redundant", message, other=first, warning=False)


def _collisions(termbase: Termbase, lang: str) -> Iterator[Problem]:
    """One accepted form of two concepts: a warning where it is the preferred name of one of them."""
    matcher = TermMatcher(termbase, lang)
    told: set[frozenset[str]] = set()
    for concept in termbase.concepts:
        for term in concept.accepted(lang):
            for match in matcher.find_all(term.text):
                pair = frozenset((concept.id, match.concept.id))
                whole = term_key(match.term) == term_key(term)
                if not whole or len(pair) < 2 or pair in told or not match.term.status.accepted:
                    continue
                told.add(pair)
                yield _collision(concept, term, match.concept, match.term)


def _collision(concept: Concept, term: Term, other: Concept, twin: Term) -> Problem:
    if term.text.casefold() == twin.text.casefold():
        message = f"“{term.text}” is accepted for {concept.id} and for {other.id}"
    else:
        message = f"“{term.text}” of {concept.id} and “{twin.text}” of {other.id} are found in the same places"
    rule = "collision" if term.text.casefold() == twin.text.casefold() or term.lang != "en" else "twins"
    warning = TermStatus.PREFERRED in (term.status, twin.status)
    return Problem(rule, warning, message, concept.path, term.line, f"{other.path}:{twin.line}")


def _unused(termbase: Termbase, lang: str, documents: Iterable[str]) -> Iterator[Problem]:
    matcher = TermMatcher(termbase, lang)
    used = {match.concept.id for text in documents for match in matcher.find_all(text)}
    for concept in termbase.concepts:
        if concept.in_language(lang) and concept.id not in used:
            message = f"no {lang} term of {concept.id} is in the corpus"
            yield Problem("unused", False, message, concept.path, concept.line)


def out_of_reach(termbase: Termbase, paths: Iterable[str]) -> tuple[Problem, ...]:
    """Concepts bound to paths that no document has."""
    known = tuple(paths)
    return tuple(
        Problem(
            "dead-scope",
            True,
            f"{concept.id} is bound to {', '.join(concept.paths)}: no document has such a path",
            concept.path,
            concept.line,
        )
        for concept in termbase.concepts
        if known and not concept.stands_in(*known)
    )


def _at(
    concept: Concept, term: Term, rule: str, message: str, *, other: Term | None = None, warning: bool = True
) -> Problem:
    place = f"{concept.path}:{other.line}" if other else ""
    return Problem(rule, warning, f"{concept.id}: {message}", concept.path, term.line, place)


@cache
def _converter(direction: str) -> Any:
    from opencc import OpenCC

    return OpenCC(direction)
