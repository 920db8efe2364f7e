"""Concepts and their terms (ISO 30042's words), and the termbase that holds them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fnmatch import fnmatchcase

LOST = "\ufffd"
"""What stands where a character was lost on the way (U+FFFD)."""
# What cannot be seen, or would break the line: a term that holds one never matches what people type.
UNSEEN = re.compile(f"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff{LOST}]")


class TermStatus(StrEnum):
    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    FORBIDDEN = "forbidden"
    CANDIDATE = "candidate"

    @property
    def accepted(self) -> bool:
        """Whether a translation may use the term."""
        return self in (TermStatus.PREFERRED, TermStatus.ADMITTED)


@dataclass(frozen=True, slots=True)
class Term:
    """One name of a concept in one language. ``abbreviation`` marks acronyms and short forms."""

    text: str
    lang: str
    status: TermStatus
    abbreviation: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing meant, with its terms in every language. ``path`` and ``line`` say where it is written.

    Where it is looked for: ``not_within`` are texts of any language inside which no term of it stands;
    ``paths`` (globs of document paths) and ``sections`` (globs of headings, any case) bound the documents and
    sections in which the checks know it; () is everywhere.
    """

    id: str
    terms: tuple[Term, ...]
    field: str = ""
    definition: str = ""
    part_of_speech: str = ""
    note: str = ""
    source: str = ""
    path: str = ""
    line: int = 0
    not_within: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()

    def in_language(self, lang: str) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.lang == lang)

    def preferred(self, lang: str) -> Term | None:
        """The preferred term of a language, not an abbreviation; None where there is none."""
        for term in self.terms:
            if term.lang == lang and term.status is TermStatus.PREFERRED and not term.abbreviation:
                return term
        return None

    def stands_in(self, *paths: str) -> bool:
        """Whether the concept is meant in documents of these paths: one that fits is enough."""
        return not self.paths or any(fnmatchcase(path, glob) for path in paths for glob in self.paths)

    def stands_under(self, *headings: str) -> bool:
        """Whether the concept is meant under these headings."""
        return not self.sections or any(
            fnmatchcase(heading.casefold(), glob.casefold()) for heading in headings for glob in self.sections
        )

    def accepted(self, lang: str) -> tuple[Term, ...]:
        """Terms a text in that language may use, preferred first."""
        terms = [term for term in self.terms if term.lang == lang and term.status.accepted]
        return tuple(sorted(terms, key=lambda term: (term.status is not TermStatus.PREFERRED, term.abbreviation)))


@dataclass(frozen=True, slots=True)
class Termbase:
    """Every concept of a glossary, in the order of its files."""

    concepts: tuple[Concept, ...] = ()
    _by_id: dict[str, Concept] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._by_id.update((concept.id, concept) for concept in self.concepts)

    def __len__(self) -> int:
        return len(self.concepts)

    def decided(self) -> Termbase:
        """The termbase without candidates: what nobody has decided on must not stand in the way of what is."""
        if not any(term.status is TermStatus.CANDIDATE for concept in self.concepts for term in concept.terms):
            return self
        cut = (
            replace(concept, terms=tuple(term for term in concept.terms if term.status is not TermStatus.CANDIDATE))
            for concept in self.concepts
        )
        return Termbase(tuple(concept for concept in cut if concept.terms))

    def within(self, *paths: str) -> Termbase:
        """The termbase of documents: without concepts whose ``paths`` they do not fit."""
        kept = tuple(concept for concept in self.concepts if concept.stands_in(*paths))
        return self if len(kept) == len(self.concepts) else Termbase(kept)

    def get(self, concept_id: str) -> Concept | None:
        return self._by_id.get(concept_id)
