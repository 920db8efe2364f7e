"""What checks say: a hit inside a unit, and the finding it becomes with its addresses."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from align.document import Position, Span


class Severity(IntEnum):
    """MQM severities, in rising order."""

    NEUTRAL = 0
    MINOR = 1
    MAJOR = 2
    CRITICAL = 3

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a check fired inside a unit; spans count from the start of the unit's side.

    ``message`` is one sentence for a translator with both values in it. ``fix`` is the text that should
    stand at ``target`` where that follows from the evidence; ``fix_is_safe`` says that the evidence (glossary
    and original) leaves only this one text, so that it may be put in without a person looking.
    ``severity`` overrides the check's own.
    """

    message: str
    source: Span | None = None
    target: Span | None = None
    fix: str | None = None
    severity: Severity | None = None
    fix_is_safe: bool = False

    def __post_init__(self) -> None:
        if self.source is None and self.target is None:
            raise ValueError("a hit needs a place on at least one side")
        if self.fix is not None and self.target is None:
            raise ValueError("a fix needs a place in the translation")
        if self.fix_is_safe and self.fix is None:
            raise ValueError("there is no fix to be safe")


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a file as people and tools find it; ``end`` is the position after the last character."""

    path: str
    lang: str
    span: Span
    start: Position
    end: Position
    text: str
    context: str
    """The whole text of the unit's side that the span lies in."""
    offset: int
    """Where ``context`` starts in the file, in code points."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A hit with its rule, severity, MQM category and its addresses in both files.

    ``source`` and ``target`` are always there: where a hit points to one side only, the other place is
    the whole of the unit's other side. ``points_at_source`` and ``points_at_target`` tell which side the
    check marked. ``fingerprint`` names the finding by its content, not by its place, so that it survives
    moves and re-alignment. ``confidence`` is the bead's. ``fix`` and ``fix_is_safe`` are the hit's.
    """

    rule: str
    severity: Severity
    mqm: str
    message: str
    name: str
    bead: int
    confidence: float
    source: Place
    target: Place
    points_at_source: bool
    points_at_target: bool
    fingerprint: str
    fix: str | None = None
    fix_is_safe: bool = False

    @property
    def main(self) -> Place:
        """Where to look first: the translation, unless only the original was marked."""
        return self.source if self.points_at_source and not self.points_at_target else self.target
