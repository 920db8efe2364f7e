"""The last search: the best chain through scored candidate beads, and every bead's probability.

Beads and gaps are the arcs of a small graph; the best chain is one Viterbi run, the share of all chains
(weighed by exp of their score) that use a bead is its posterior probability (forward-backward).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from align.aligner.kernels import arc_shares, best_arcs
from align.evidence.candidates import Candidates
from align.evidence.kernels import LARGE, compiled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Lattice:
    """Arcs from node ``tail`` to node ``head`` in an order in which every node comes after its arcs.

    Nodes are numbered in reading order, 0 first, ``nodes - 1`` last; ``gap`` marks arcs without counterpart.
    """

    tail: Ints
    head: Ints
    gap: NDArray[np.bool_]
    by_head: Ints
    by_tail: Ints
    nodes: int


def make_lattice(beads: Candidates) -> Lattice:
    """The graph of some candidates; they must hold one chain from start to end."""
    import numpy as np

    columns = int((beads.j + beads.y).max(initial=0)) + 1
    tail = beads.i * columns + beads.j
    head = (beads.i + beads.x) * columns + beads.j + beads.y
    nodes, numbers = np.unique(np.concatenate([tail, head]), return_inverse=True)
    tail, head = numbers[: len(tail)], numbers[len(tail) :]
    gap = (beads.x == 0) | (beads.y == 0)
    return Lattice(tail, head, gap, np.argsort(head, kind="stable"), np.argsort(tail, kind="stable"), len(nodes))


def best_chain(lattice: Lattice, scores: Floats, gap_open: float) -> list[int]:
    """Numbers of the arcs of the best chain, in order."""
    import numpy as np

    if lattice.nodes == 0:
        return []
    best = [np.full(lattice.nodes, _NEVER) for _ in range(2)]
    come = [np.full(lattice.nodes, -1, np.int64) for _ in range(2)]
    arrays = [lattice.tail, lattice.head, lattice.gap, lattice.by_head, scores]
    _call(best_arcs, arrays, gap_open, [*best, *come])
    (by_bead, by_gap), (from_bead, from_gap) = best, come
    chain: list[int] = []
    node = lattice.nodes - 1
    in_gap = bool(by_gap[node] > by_bead[node])
    while node:
        k = int(from_gap[node] if in_gap else from_bead[node])
        chain.append(k)
        node = int(lattice.tail[k])
        in_gap = bool(by_gap[node] > by_bead[node] + (gap_open if in_gap else 0.0))
    return chain[::-1]


def posteriors(lattice: Lattice, scores: Floats, gap_open: float) -> tuple[Floats, float]:
    """Every arc's probability, and how many gaps are expected to open."""
    import numpy as np

    if lattice.nodes == 0:
        return np.zeros(0), 0.0
    sums = [np.full(lattice.nodes, _NEVER) for _ in range(4)]
    posterior = np.zeros(len(lattice.tail))
    arrays = [lattice.tail, lattice.head, lattice.gap, lattice.by_head, lattice.by_tail, scores]
    opened = _call(arc_shares, arrays, gap_open, [*sums, posterior])
    return np.minimum(posterior, 1.0), float(opened or 0.0)


def _call(function: Callable[..., Any], arrays: list[Any], gap_open: float, results: list[Any]) -> float | None:
    """Run a kernel, compiled on the arrays themselves or interpreted on lists (much faster than arrays)."""
    kernel = compiled(function) if len(arrays[0]) > LARGE // 6 else None
    value: float | None
    if kernel is not None:
        value = kernel(*arrays, gap_open, *results)
        return value
    lists = [result.tolist() for result in results]
    value = function(*(array.tolist() for array in arrays), gap_open, *lists)
    for result, filled in zip(results, lists, strict=True):
        result[:] = filled
    return value
