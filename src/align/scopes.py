"""Where the concepts of a glossary are meant: in some documents (``paths``), under some headings (``sections``).

One place for all that ask: the checks, the evidence, the concordance and the review page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from align.bead import TranslationUnit
from align.document import BlockKind
from align.matcher import TermMatch, TermMatcher
from align.term import Termbase


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a unit stands: the paths of its two documents, and the headings above it on both sides."""

    paths: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


def headings(units: Iterable[TranslationUnit]) -> tuple[tuple[str, ...], ...]:
    """For each unit of a document pair the heading and the run-in heading it stands under, of both sides."""
    found, above = [], dict[tuple[int, BlockKind], str]()
    for unit in units:
        for which, side in enumerate((unit.source, unit.target)):
            if side.kind is BlockKind.HEADING:
                above.pop((which, BlockKind.RUN_IN), None)
            if side.kind in (BlockKind.HEADING, BlockKind.RUN_IN):
                above[which, side.kind] = side.text.strip().strip(":：").strip()
        found.append(tuple(above.values()))
    return tuple(found)


def scopes(units: Iterable[TranslationUnit], *paths: str) -> tuple[Scope, ...]:
    """The scope of every unit of a document pair, whose documents have these paths."""
    return tuple(Scope(paths, above) for above in headings(units))


def meant_here(matches: Iterable[TermMatch], above: tuple[str, ...]) -> tuple[TermMatch, ...]:
    """The matches whose concept is meant under these headings."""
    return tuple(match for match in matches if match.concept.stands_under(*above))


class Finder:
    """Finds the terms of one language where their concepts are meant. Documents with the same concepts share
    a matcher."""

    def __init__(self, termbase: Termbase, lang: str) -> None:
        self.termbase, self.lang = termbase, lang
        self._by_paths: dict[tuple[str, ...], TermMatcher] = {}
        self._by_concepts: dict[tuple[str, ...], TermMatcher] = {}

    def find(self, text: str, scope: Scope) -> tuple[TermMatch, ...]:
        """The longest matches of a text that stands there."""
        return meant_here(self._matcher(scope.paths).find(text), scope.headings)

    def find_all(self, text: str, scope: Scope) -> tuple[TermMatch, ...]:
        """All matches of a text that stands there, nested ones too."""
        return meant_here(self._matcher(scope.paths).find_all(text), scope.headings)

    def _matcher(self, paths: tuple[str, ...]) -> TermMatcher:
        if paths not in self._by_paths:
            known = self.termbase.within(*paths)
            key = tuple(concept.id for concept in known.concepts)
            if key not in self._by_concepts:
                self._by_concepts[key] = TermMatcher(known, self.lang)
            self._by_paths[paths] = self._by_concepts[key]
        return self._by_paths[paths]
