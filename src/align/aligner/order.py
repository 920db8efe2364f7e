"""The order of beads and segments: regions between confirmed beads, and beads sorted for people."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from align.bead import Bead


def regions(n: int, m: int, anchors: Sequence[Bead]) -> list[tuple[list[int], list[int]]]:
    """What lies between the anchors that are in order, without the segments that any anchor holds.

    Lists of source and target segments of documents with ``n`` and ``m`` segments; none where all is held.
    """
    taken = ({k for bead in anchors for k in bead.source}, {k for bead in anchors for k in bead.target})
    chain = longest_in_order([bead for bead in anchors if bead.source and bead.target])
    cuts = [(0, 0), *((b.source[-1] + 1, b.target[-1] + 1) for b in chain)]
    ends = [*((b.source[0], b.target[0]) for b in chain), (n, m)]
    found = []
    for (i0, j0), (i1, j1) in zip(cuts, ends, strict=True):
        rows = [i for i in range(i0, i1) if i not in taken[0]]
        columns = [j for j in range(j0, j1) if j not in taken[1]]
        if rows or columns:
            found.append((rows, columns))
    return found


def longest_in_order(anchors: Sequence[Bead]) -> list[Bead]:
    """The longest run of beads of which none crosses another."""
    ordered = sorted(anchors, key=lambda bead: bead.source[0])
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, bead in enumerate(ordered):
        length = bisect_left(tails, bead.target[0])
        before.append(last[length - 1] if length else -1)
        if length == len(tails):
            tails.append(bead.target[-1])
            last.append(number)
        elif bead.target[-1] < tails[length]:
            tails[length] = bead.target[-1]
            last[length] = number
    chain: list[Bead] = []
    at = last[-1] if last else -1
    while at >= 0:
        chain.append(ordered[at])
        at = before[at]
    return chain[::-1]


def sort_beads(beads: Sequence[Bead]) -> list[Bead]:
    """Beads in source order; a bead without source stands after the bead that holds the target before it."""
    holder = {bead.target[-1]: bead.source[0] for bead in beads if bead.source and bead.target}
    ends = sorted(holder)

    def key(bead: Bead) -> tuple[int, int, int]:
        if bead.source:
            return bead.source[0], 0, 0
        at = bisect_left(ends, bead.target[0]) - 1
        return holder[ends[at]] if at >= 0 else -1, 1, bead.target[0]

    return sorted(beads, key=key)
