"""What is marked in the texts of some rows: terms of the glossary and figures, paired where both sides have them."""

from __future__ import annotations

from typing import Any

from align.bead import Alignment, TranslationUnit
from align.figurepairs import is_table, readable
from align.matcher import TermMatch, TermMatcher
from align.quantities import Quantity, describe, find_quantities, pair_quantities
from align.term import TermStatus

Mark = list[Any]


def marks(alignment: Alignment, low: int, high: int, matchers: tuple[TermMatcher, TermMatcher]) -> list[dict[str, Any]]:
    """For each bead the marks of both sides: [start, end, kind, what]; spans from the start of the side.

    Kinds: ``term`` (in the glossary), ``bad`` (deprecated or forbidden there), ``figure`` with its value.
    """
    part = Alignment(alignment.source, alignment.target, alignment.beads[low:high])
    return [_unit(unit, matchers) for unit in part.units()]


def _unit(unit: TranslationUnit, matchers: tuple[TermMatcher, TermMatcher]) -> dict[str, Any]:
    source, target = matchers[0].find(unit.source.text), matchers[1].find(unit.target.text)
    meant = {match.concept.id for match in source}
    figures = _figures(unit)
    return {
        "source": sorted([*map(_source_term, _one_a_place(source)), *figures[0]]),
        "target": sorted([*(_target_term(m, meant) for m in _one_a_place(target, meant)), *figures[1]]),
    }


def _one_a_place(matches: tuple[TermMatch, ...], meant: set[str] | None = None) -> list[TermMatch]:
    """One concept for each span: one that the original names, where it names one."""
    best: dict[tuple[int, int], TermMatch] = {}
    for match in matches:
        key = (match.span.start, match.span.end)
        if key not in best or (meant is not None and best[key].concept.id not in meant and match.concept.id in meant):
            best[key] = match
    return list(best.values())


def _source_term(match: TermMatch) -> Mark:
    return [match.span.start, match.span.end, "term", match.concept.id]


def _target_term(match: TermMatch, meant: set[str]) -> Mark:
    bad = match.term.status in (TermStatus.DEPRECATED, TermStatus.FORBIDDEN) and match.concept.id in meant
    return [match.span.start, match.span.end, "bad" if bad else "term", match.concept.id]


def _figures(unit: TranslationUnit) -> tuple[list[Mark], list[Mark]]:
    try:
        if unit.bead.source and unit.bead.target and not (is_table(unit.source) or is_table(unit.target)):
            found = pair_quantities(unit.source.text, unit.source.lang, unit.target.text, unit.target.lang)
            pairs = found.matched
            return [_figure(a) for a, _ in pairs], [_figure(b) for _, b in pairs]
        both = [find_quantities(side.text[: readable(side)], side.lang) for side in (unit.source, unit.target)]
    except ValueError:  # a language without figures of its own
        return [], []
    return [_figure(q) for q in both[0]], [_figure(q) for q in both[1]]


def _figure(quantity: Quantity) -> Mark:
    return [quantity.span.start, quantity.span.end, "figure", describe(quantity)]
