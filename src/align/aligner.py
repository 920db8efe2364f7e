"""Align two documents: the chain of beads with the most evidence.

Evidence is lexical coverage both ways (:mod:`align.evidence`), length fitted to the pair (Gale & Church
1993), and block structure; the search is one exact dynamic program (:mod:`align.search`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from align.bead import Alignment, Bead, BeadStatus
from align.document import BlockKind, Document
from align.evidence import coverage, make_links, make_side, reverse, units_of
from align.search import BEAD_TYPES, Step, best_chain
from align.term import Termbase

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_TYPE_COST = 2.0
_LENGTH_COST = 0.04
_BEAD_GAIN = 2.0
_GAP_OPEN, _GAP_EXTEND = -3.0, -1.0
_BLOCK = 2.0
_KIND = 3.0


def align(
    source: Document,
    target: Document,
    termbase: Termbase = Termbase(),  # noqa: B008 - frozen
    *,
    anchors: Sequence[Bead] = (),
    progress: Callable[[float], None] | None = None,
) -> Alignment:
    """The beads of two documents.

    ``anchors`` are beads that a person has confirmed; they stand as they are, even where they cross.
    ``progress`` is told the share done, 0 to 1. The result's beads partition both sides.
    """
    report = progress or (lambda share: None)
    report(0.0)
    beads = list(anchors)
    taken = ({k for bead in anchors for k in bead.source}, {k for bead in anchors for k in bead.target})
    scores = _scores(source, target, termbase)
    report(0.7)
    for rows, columns in _regions(source, target, anchors, taken):
        beads.extend(_align_region(scores, rows, columns))
    report(1.0)
    return Alignment(source, target, tuple(sort_beads(beads)))


def sort_beads(beads: Sequence[Bead]) -> list[Bead]:
    """Beads in source order; a bead without source stands after the bead that holds the target before it."""
    before = {bead.target[-1]: bead.source[0] for bead in beads if bead.source and bead.target}
    keys: dict[int, tuple[int, int, int]] = {}
    for number, bead in enumerate(beads):
        if bead.source:
            keys[number] = (bead.source[0], 0, 0)
    last = -1
    alone = sorted((bead.target[0], number) for number, bead in enumerate(beads) if not bead.source)
    ends = sorted(before)
    at = 0
    for first, number in alone:
        while at < len(ends) and ends[at] < first:
            last = before[ends[at]]
            at += 1
        keys[number] = (last, 1, first)
    return [beads[number] for number in sorted(keys, key=lambda number: keys[number])]


def _regions(
    source: Document, target: Document, anchors: Sequence[Bead], taken: tuple[set[int], set[int]]
) -> list[tuple[list[int], list[int]]]:
    """What lies between the anchors that are in order, without the segments that any anchor holds."""
    chain = _in_order([bead for bead in anchors if bead.source and bead.target])
    cuts = [(0, 0), *((b.source[-1] + 1, b.target[-1] + 1) for b in chain)]
    ends = [*((b.source[0], b.target[0]) for b in chain), (len(source.segments), len(target.segments))]
    regions = []
    for (i0, j0), (i1, j1) in zip(cuts, ends, strict=True):
        rows = [i for i in range(i0, i1) if i not in taken[0]]
        columns = [j for j in range(j0, j1) if j not in taken[1]]
        if rows or columns:
            regions.append((rows, columns))
    return regions


def _in_order(anchors: list[Bead]) -> list[Bead]:
    """The longest run of anchors that do not cross."""
    ordered = sorted(anchors, key=lambda bead: bead.source[0])
    best: list[tuple[int, int]] = []
    for k, bead in enumerate(ordered):
        before = [(best[p][0], p) for p in range(k) if ordered[p].target[-1] < bead.target[0]]
        length, last = max(before, default=(0, -1))
        best.append((length + 1, last))
    chain: list[Bead] = []
    at = max(range(len(best)), key=lambda k: best[k][0], default=-1)
    while at >= 0:
        chain.append(ordered[at])
        at = best[at][1]
    return chain[::-1]


def _align_region(scores: Floats, rows: list[int], columns: list[int]) -> list[Bead]:
    import numpy as np

    part = scores[:, rows][:, :, columns].copy()
    for number, (x, y) in enumerate(BEAD_TYPES):
        for holes, size, axis in ((rows, x, 1), (columns, y, 2)):
            reach = [
                k for k in range(len(holes)) if k + size > len(holes) or holes[k + size - 1] - holes[k] != size - 1
            ]
            part[(number, reach) if axis == 1 else (number, slice(None), reach)] = -np.inf
    return [_bead(part, step, rows, columns) for step in best_chain(part, _GAP_OPEN, _GAP_EXTEND)]


def _bead(part: Floats, step: Step, rows: list[int], columns: list[int]) -> Bead:
    i, x, j, y = step
    score = float(part[BEAD_TYPES.index((x, y)), i, j]) if x and y else 0.0
    confidence = round(1 / (1 + math.exp(-score / 4)), 3)
    return Bead(tuple(rows[i : i + x]), tuple(columns[j : j + y]), confidence, BeadStatus.AUTO)


def _scores(source: Document, target: Document, termbase: Termbase) -> Floats:
    """The score of every bead type at every place, -inf where it would run over an end."""
    import numpy as np

    texts = [list(document.segment_texts()) for document in (source, target)]
    sides = [
        make_side(units_of(text, document.lang, termbase))
        for text, document in zip(texts, (source, target), strict=True)
    ]
    links = make_links(sides[0], sides[1], source.lang, target.lang)
    explained = _running(coverage(sides[0], sides[1], links))
    explains = _running(coverage(sides[1], sides[0], reverse(links)))
    lengths = [np.concatenate([[0.0], np.cumsum([len(text) for text in side])]) for side in texts]
    lengths[0] *= lengths[1][-1] / max(1.0, lengths[0][-1])
    structure = _structure(source, target)
    n, m = sides[0].size, sides[1].size
    result = np.full((len(BEAD_TYPES), n, m), -np.inf)
    for number, (x, y) in enumerate(BEAD_TYPES):
        if x > n or y > m:
            continue
        lexical = (explained[y - 1, x:] - explained[y - 1, :-x])[:, : m - y + 1]
        lexical = lexical + (explains[x - 1, y:] - explains[x - 1, :-y])[:, : n - x + 1].T
        here = (lengths[0][x:] - lengths[0][:-x])[:, None]
        there = (lengths[1][y:] - lengths[1][:-y])[None, :]
        length = (there - here) ** 2 / (0.5 * (here + there) + 1)
        score = lexical - _LENGTH_COST * length - _TYPE_COST * (x + y - 2) + _BEAD_GAIN
        result[number, : n - x + 1, : m - y + 1] = score + structure(x, y)
    return result


def _running(covered: NDArray[np.float32]) -> Floats:
    """Sums over segments (first row zero) of coverage beyond what a random window covers."""
    import numpy as np

    if not covered.size:
        return np.zeros((covered.shape[0], covered.shape[1] + 1, covered.shape[2]))
    above = covered - covered.mean(axis=2, keepdims=True)
    zero = np.zeros((covered.shape[0], 1, covered.shape[2]))
    result: Floats = np.concatenate([zero, np.cumsum(above, axis=1, dtype=np.float64)], axis=1)
    return result


def _structure(source: Document, target: Document) -> Callable[[int, int], Floats]:
    """How well blocks speak for a bead type, everywhere: edges that agree, inner edges, kinds of block.

    Where every block is one segment (one sentence a line) blocks say nothing.
    """
    import numpy as np

    def edges(document: Document) -> NDArray[np.int64]:
        blocks = np.array([segment.block for segment in document.segments], np.int64)
        return np.concatenate([[1], (np.diff(blocks) != 0).astype(np.int64), [1]])

    tops = edges(source), edges(target)
    informative = all((top == 0).any() for top in tops)
    heads = [
        np.array([_is_head(document, k) for k in range(len(document.segments))], bool) for document in (source, target)
    ]

    def score(x: int, y: int) -> Floats:
        n, m = len(heads[0]) - x + 1, len(heads[1]) - y + 1
        result: Floats = -_KIND * (heads[0][:n, None] != heads[1][None, :m]).astype(float)
        if not informative:
            return result
        for shift in ((0, 0), (x, y)):
            here, there = tops[0][shift[0] : shift[0] + n, None], tops[1][None, shift[1] : shift[1] + m]
            result += _BLOCK * ((here & there) - (here ^ there)) / 2
        inner = [np.concatenate([[0], np.cumsum(top)]) for top in tops]
        result -= _BLOCK * (inner[0][x : x + n] - inner[0][1 : n + 1])[:, None]
        result -= _BLOCK * (inner[1][y : y + m] - inner[1][1 : m + 1])[None, :]
        return result

    return score


def _is_head(document: Document, index: int) -> bool:
    return document.segment_kind(index) in (BlockKind.HEADING, BlockKind.RUN_IN)
