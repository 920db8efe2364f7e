"""What extraction hands out: candidate terms with their renderings and the evidence for both."""

from __future__ import annotations

from dataclasses import dataclass

from align.document import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where a term and its rendering stand: a unit (by its index in what was given) and the spans in its texts."""

    unit: int
    source: Span
    target: Span | None


@dataclass(frozen=True, slots=True)
class Rendering:
    """One rendering of a term: where, and how well the words support it (0 to 1, the mean).

    ``words`` is how many words rjieba makes of it.
    """

    text: str
    support: float
    places: tuple[Place, ...]
    words: int = 1

    @property
    def count(self) -> int:
        return len(self.places)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term of the source worth keeping, with all its renderings, most frequent first.

    ``term`` is the form written most often, ``variants`` the other spellings and numbers seen, ``acronym``
    what the text itself abbreviates it to. ``kind`` is how it was found: "defined", "acronym", "name",
    "quoted" or "phrase". ``score`` (0 to 1) is how probable it is that a terminologist keeps it; ``why`` says
    what speaks for it. ``places`` are all occurrences, also those without a rendering.
    """

    term: str
    kind: str
    score: float
    renderings: tuple[Rendering, ...]
    places: tuple[Place, ...]
    variants: tuple[str, ...] = ()
    acronym: str = ""
    why: tuple[str, ...] = ()
    cuts: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return len(self.places)

    @property
    def rendering(self) -> Rendering | None:
        """The rendering seen most often."""
        return self.renderings[0] if self.renderings else None
