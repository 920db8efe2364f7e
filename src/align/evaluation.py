"""How good an alignment is against hand-made beads: strict and lax precision, recall, F1, by bead type.

*Strict*: a bead counts only where it is exactly right. *Lax*: a bead is right where it shares a link (a
source and a target segment) with one bead of the other side. Beads without counterpart are not counted, as
in the published figures (Sennrich & Volk 2010, Thompson & Koehn 2019).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from align.errors import AlignmentError

Pair = tuple[tuple[int, ...], tuple[int, ...]]
_SIDE = re.compile(r"\[\s*(?:\d+\s*(?:,\s*\d+\s*)*)?\]")


@dataclass(frozen=True, slots=True)
class Measure:
    """How many of ``found`` are right, and how many of ``wanted`` were found."""

    right: int
    found: int
    recalled: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.recalled / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: Measure) -> Measure:
        return Measure(
            self.right + other.right,
            self.found + other.found,
            self.recalled + other.recalled,
            self.wanted + other.wanted,
        )


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Strict and lax measures, and the strict one for every bead type ("1-2")."""

    strict: Measure
    lax: Measure
    by_type: tuple[tuple[str, Measure], ...]


def evaluate(found: Iterable[Pair], gold: Iterable[Pair]) -> Evaluation:
    """Compare beads with hand-made ones (segment indexes of both sides)."""
    mine = {bead for bead in found if bead[0] and bead[1]}
    right = {bead for bead in gold if bead[0] and bead[1]}
    types = Counter(_type(bead) for bead in right) + Counter(_type(bead) for bead in mine)
    by_type = tuple(
        (kind, _strict({b for b in mine if _type(b) == kind}, {b for b in right if _type(b) == kind}))
        for kind, _ in sorted(types.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    lax = Measure(_sharing(mine, right), len(mine), _sharing(right, mine), len(right))
    return Evaluation(_strict(mine, right), lax, by_type)


def _strict(found: set[Pair], gold: set[Pair]) -> Measure:
    hits = len(found & gold)
    return Measure(hits, len(found), hits, len(gold))


def _type(bead: Pair) -> str:
    return f"{len(bead[0])}-{len(bead[1])}"


def _sharing(beads: set[Pair], others: set[Pair]) -> int:
    links = {(i, j) for source, target in others for i in source for j in target}
    return sum(any((i, j) in links for i in source for j in target) for source, target in beads)


def read_gold(text: str, path: str, sizes: tuple[int, int] | None = None) -> tuple[Pair, ...]:
    """Beads written as ``[0, 1]:[0]`` (a third part is ignored), one a line.

    ``sizes`` are the numbers of segments of both sides. Raises AlignmentError with the line where it is not
    so written, an index is too high, or a segment stands in two beads.
    """
    beads: list[Pair] = []
    seen: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        parts = [part.strip() for part in line.split(":")]
        if len(parts) not in (2, 3) or not all(_SIDE.fullmatch(part) for part in parts[:2]):
            raise AlignmentError(
                f"not a bead: {line.strip()[:60]!r}", path=path, line=number, allowed="Write beads as [0, 1]:[0]."
            )
        bead = tuple(tuple(map(int, re.findall(r"\d+", part))) for part in parts[:2])
        for side, indexes in enumerate(bead):
            _claim(indexes, seen[side], number, ("source", "target")[side], sizes[side] if sizes else None, path)
        beads.append((bead[0], bead[1]))
    if not beads:
        raise AlignmentError("holds no beads", path=path, allowed="Write beads as [0, 1]:[0], one a line.")
    return tuple(beads)


def _claim(indexes: Sequence[int], seen: dict[int, int], line: int, side: str, size: int | None, path: str) -> None:
    for index in indexes:
        if size is not None and index >= size:
            raise AlignmentError(
                f"there is no {side} segment {index}",
                path=path,
                line=line,
                allowed=f"The {side} has {size} segments, counted from 0.",
            )
        if index in seen:
            raise AlignmentError(
                f"the {side} segment {index} stands in two beads (first on line {seen[index]})", path=path, line=line
            )
        seen[index] = line


def report(result: Evaluation, signature: str) -> str:
    """The evaluation for people: a table, and the signature that says how it was made."""
    rows: list[tuple[str, ...]] = [("", "P", "R", "F1", "gold", "found")]
    for name, measure in (("strict", result.strict), ("lax", result.lax), *result.by_type):
        figures = (f"{value:.3f}" for value in (measure.precision, measure.recall, measure.f1))
        rows.append((name, *figures, str(measure.wanted), str(measure.found)))
    lines = [f"{row[0]:<8}" + "".join(f"{cell:>8}" for cell in row[1:]) for row in rows]
    return "\n".join([*lines, "", signature, ""])
