"""A term's card: what the glossary says, how often the document says it how, and every place side by side."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable
from typing import Any

from align.bead import Alignment, TranslationUnit
from align.scopes import Finder, scopes
from align.term import Concept, Term, Termbase

_PLACES = 200
_AROUND = 24


def card(alignment: Alignment, termbase: Termbase, concept_id: str) -> dict[str, Any] | None:
    """The card of a concept; None where the glossary has no such concept."""
    concept = termbase.get(concept_id)
    if concept is None:
        return None
    counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    places = list(concept_places(alignment, concept, counts))
    lacking = sum(place["wrong"] for place in places)
    return {
        **_about(concept),
        "terms": [_term(term, counts[term.lang == alignment.target.lang]) for term in concept.terms],
        "count": sum(counts[0].values()),
        "lacking": lacking,
        "places": places[:_PLACES],
        "more": max(0, len(places) - _PLACES),
    }


def concept_places(
    alignment: Alignment, concept: Concept, counts: tuple[Counter[str], Counter[str]] | None = None
) -> list[dict[str, Any]]:
    """Every row with a term of the concept; ``wrong`` where the original's lacks an accepted one.

    ``counts`` of the terms of both sides are added to, where given.
    """
    alone = Termbase((concept,))
    finders = Finder(alone, alignment.source.lang), Finder(alone, alignment.target.lang)
    units = tuple(alignment.units())
    places = []
    for unit, scope in zip(units, scopes(units, alignment.source.path, alignment.target.path), strict=True):
        found = finders[0].find(unit.source.text, scope), finders[1].find(unit.target.text, scope)
        if not any(found):
            continue
        for counter, matches in zip(counts or (), found, strict=False):
            counter.update(match.term.text for match in matches)
        snippets = [
            _snippet(side.text, matches[0].span.start, matches[0].span.end) if matches else None
            for side, matches in zip((unit.source, unit.target), found, strict=True)
        ]
        wrong = bool(found[0]) and not any(match.term.status.accepted for match in found[1])
        places.append({"row": unit.number - 1, "source": snippets[0], "target": snippets[1], "wrong": wrong})
    return places


def _about(concept: Concept) -> dict[str, Any]:
    return {
        "id": concept.id,
        "field": concept.field,
        "definition": concept.definition,
        "note": concept.note,
        "source": concept.source,
        "path": concept.path,
        "line": concept.line,
    }


def _term(term: Term, counts: Counter[str]) -> dict[str, Any]:
    return {
        "text": term.text,
        "lang": term.lang,
        "status": term.status.value,
        "abbreviation": term.abbreviation,
        "count": counts[term.text],
    }


def concordance(alignment: Alignment, words: str) -> dict[str, Any]:
    """Every place where a text stands on either side, whatever its case and width."""
    wanted = fold(words.strip())
    found = []
    if wanted:
        for unit in alignment.units():
            spans = [_find(side.text, wanted, fold) for side in (unit.source, unit.target)]
            if any(spans):
                found.append(_place(unit, *spans))
    return {"words": words, "count": len(found), "places": found[:_PLACES], "more": max(0, len(found) - _PLACES)}


def _place(unit: TranslationUnit, source: tuple[int, int] | None, target: tuple[int, int] | None) -> dict[str, Any]:
    return {
        "row": unit.number - 1,
        "source": _snippet(unit.source.text, *(source or (0, 0))),
        "target": _snippet(unit.target.text, *(target or (0, 0))),
    }


def fold(text: str) -> str:
    """Case and width levelled, one character for each, so that offsets stay true."""
    return "".join(_folded(char) for char in text)


def _folded(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char).casefold()
    return plain if len(plain) == 1 else char


def _find(text: str, wanted: str, folding: Callable[[str], str]) -> tuple[int, int] | None:
    at = folding(text).find(wanted)
    return None if at < 0 else (at, at + len(wanted))


def _snippet(text: str, start: int, end: int) -> list[str]:
    """The text before, at and after a mark, cut to what fits a line."""
    around = _AROUND // 2 if any(char >= "\u2e80" for char in text[max(0, start - _AROUND) : start]) else _AROUND
    before, after = text[max(0, start - around) : start], text[end : end + 2 * _AROUND]
    return [
        ("…" if start > around else "") + before,
        text[start:end],
        after + ("…" if end + 2 * _AROUND < len(text) else ""),
    ]
