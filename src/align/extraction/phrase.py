"""A stretch of English words that may be a term."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of a unit's tokens (half-open) that may be a term.

    ``inside``: it is part of a name that the text defines an acronym for. ``cut``: "of" follows and the name
    goes on. ``edges``: it is a whole chunk, nothing that a term may have stands beside it. ``heading``: it
    stands in a heading.
    """

    kind: str
    first: int
    last: int
    acronym: str = ""
    inside: bool = False
    cut: bool = False
    edges: bool = False
    heading: bool = False

    @property
    def length(self) -> int:
        return self.last - self.first
