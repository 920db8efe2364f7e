"""Beads' segments written as keys, and keys found again in a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.alignments.bead_lines import REDO, BeadLine, Key
from align.alignments.segment_keys import match_keys, places
from align.document import Document
from align.errors import AlignmentError
from align.preview import preview


def named(sides: Sequence[tuple[int, ...]], keys: Sequence[str]) -> Iterator[tuple[Key, ...]]:
    """The keys of each bead's segments on one side; ``keys`` are those of the document.

    Equal texts are numbered only where the beads take them in another order than the document has them.
    """
    met: dict[str, list[int]] = {}
    for side in sides:
        for index in side:
            met.setdefault(keys[index], []).append(index)
    number = {
        index: count
        for order in met.values()
        if order != sorted(order)
        for count, index in enumerate(sorted(order), start=1)
    }
    for side in sides:
        yield tuple(Key(keys[index], number.get(index, 0)) for index in side)


def still_standing(sides: Sequence[tuple[Key, ...]], keys: Sequence[str]) -> list[tuple[int | None, ...]]:
    """Where each bead's segments are now in a changed document, given its keys; None for one that is gone."""
    flat = [key for side in sides for key in side]
    match = iter(match_keys([key.text for key in flat], keys, [key.number for key in flat]))
    return [tuple(next(match) for _ in side) for side in sides]


def exact_places(
    sides: Sequence[tuple[Key, ...]], lines: Sequence[BeadLine], document: Document, keys: Sequence[str], path: str
) -> list[tuple[int, ...]]:
    """Where each bead's segments are in the document that the file describes, given its keys.

    Raises AlignmentError, naming the line in ``path``, unless the keys name every segment once and those of
    a bead follow each other.
    """
    resolver = _Resolver(document, keys, path)
    flat = [(key, line.line) for side, line in zip(sides, lines, strict=True) for key in side]
    found = iter(resolver.resolve(flat))
    result = []
    for side, line in zip(sides, lines, strict=True):
        indexes = tuple(next(found) for _ in side)
        if side and indexes != tuple(range(indexes[0], indexes[0] + len(indexes))):
            raise resolver.error(line.line, f"the segments of {document.path} in this bead do not follow each other")
        result.append(indexes)
    return result


class _Resolver:
    """Gives every key its segment: numbered keys theirs, the others the next one that is free."""

    def __init__(self, document: Document, keys: Sequence[str], path: str) -> None:
        self.document = document
        self.path = path
        self.places = places(keys)
        self.owner: dict[int, int] = {}

    def resolve(self, keys: Sequence[tuple[Key, int]]) -> list[int]:
        for key, line in keys:
            if key.number > len(self.places.get(key.text, ())) or key.text not in self.places:
                raise self.error(line, f"{self.document.path} has no segment with the key {key}")
            if key.number:
                self.claim(self.places[key.text][key.number - 1], line)
        free = {key: iter([i for i in indexes if i not in self.owner]) for key, indexes in self.places.items()}
        found = []
        for key, line in keys:
            indexes = self.places[key.text]
            if key.number:
                found.append(indexes[key.number - 1])
                continue
            index = next(free[key.text], indexes[-1])
            self.claim(index, line)
            found.append(index)
        self.require_all()
        return found

    def claim(self, index: int, line: int) -> None:
        if index in self.owner:
            raise self.error(line, f"{self.say(index)} stands in line {self.owner[index]} already")
        self.owner[index] = line

    def require_all(self) -> None:
        after = max(1, min(self.owner.values(), default=1) - 1)
        for index in range(len(self.document.segments)):
            if index not in self.owner:
                raise self.error(after, f"{self.say(index)} stands in no bead; it was expected after this line")
            after = self.owner[index]

    def say(self, index: int) -> str:
        line = self.document.position(self.document.segments[index].span.start).line
        return f"the segment “{preview(self.document.segment_text(index))}” ({self.document.path}:{line})"

    def error(self, line: int, message: str) -> AlignmentError:
        return AlignmentError(message, path=self.path, line=line, allowed=REDO)
