"""Inner loops as plain functions: compiled by numba where the ``[fast]`` extra is installed.

The same source runs compiled or interpreted, on whole numbers or in one order of additions, so results do
not depend on numba.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import Any

LARGE = 200_000
"""Nodes from which numba's start (0.5 s) pays."""
NEVER = -(1 << 40)
"""The score of what cannot be (whole thousandths)."""


@cache
def compiled(function: Callable[..., Any]) -> Callable[..., Any] | None:
    """The function compiled by numba, None without numba."""
    if find_spec("numba") is None:
        return None
    import numba

    kernel: Callable[..., Any] = numba.njit(cache=True)(function)
    return kernel


def forward(low, high, starts, scores, xs, ys, gap_open, gap_extend, bead, gap):  # type: ignore[no-untyped-def]  # numba
    """Best score of reaching every node by a bead and by a gap (fills ``bead`` and ``gap``)."""
    n = len(low) - 1
    for i in range(n + 1):
        for j in range(low[i], high[i]):
            here = starts[i] + j - low[i]
            best = bead[here]
            for t in range(len(xs)):
                p, q = i - xs[t], j - ys[t]
                if p >= 0 and low[p] <= q < high[p]:
                    k = starts[p] + q - low[p]
                    value = max(bead[k], gap[k]) + scores[t, k]
                    best = max(best, value)
            bead[here] = best
            best = gap[here]
            if i > 0 and low[i - 1] <= j < high[i - 1]:
                k = starts[i - 1] + j - low[i - 1]
                best = max(best, max(bead[k] + gap_open, gap[k]) + gap_extend)
            if j > low[i]:
                best = max(best, max(bead[here - 1] + gap_open, gap[here - 1]) + gap_extend)
            gap[here] = best


def backward(low, high, starts, scores, xs, ys, gap_open, gap_extend, by_bead, after_bead, after_gap):  # type: ignore[no-untyped-def]  # numba
    """Best score from every node to the end: starting with a bead, or after a bead, or after a gap."""
    n = len(low) - 1
    for i in range(n, -1, -1):
        for j in range(high[i] - 1, low[i] - 1, -1):
            here = starts[i] + j - low[i]
            best = by_bead[here]
            for t in range(len(xs)):
                p, q = i + xs[t], j + ys[t]
                if p <= n and low[p] <= q < high[p]:
                    best = max(best, scores[t, here] + after_bead[starts[p] + q - low[p]])
            by_bead[here] = best
            skip = after_gap[here]
            if i < n and low[i + 1] <= j < high[i + 1]:
                skip = max(skip, after_gap[starts[i + 1] + j - low[i + 1]] + gap_extend)
            if j + 1 < high[i]:
                skip = max(skip, after_gap[here + 1] + gap_extend)
            after_bead[here] = max(after_bead[here], best, skip + gap_open)
            after_gap[here] = max(best, skip)


def best_arcs(tail, head, gap, order, scores, gap_open, by_bead, by_gap, from_bead, from_gap):  # type: ignore[no-untyped-def]  # numba
    """Viterbi over the arcs of a lattice: the best score of every node and the arc it comes by."""
    by_bead[0] = 0.0
    for k in order:
        u, v = tail[k], head[k]
        if gap[k]:
            value = max(by_bead[u] + gap_open, by_gap[u]) + scores[k]
            if value > by_gap[v]:
                by_gap[v], from_gap[v] = value, k
        else:
            value = max(by_bead[u], by_gap[u]) + scores[k]
            if value > by_bead[v]:
                by_bead[v], from_bead[v] = value, k


def arc_shares(tail, head, gap, by_head, by_tail, scores, gap_open, to_bead, to_gap, after_bead, after_gap, posterior):  # type: ignore[no-untyped-def]  # numba
    """Forward-backward over the arcs of a lattice: fills ``posterior``, returns the expected gap openings."""

    def add(a: float, b: float) -> float:
        if a < b:
            a, b = b, a
        return a if b < -1e8 else a + math.log1p(math.exp(b - a))

    to_bead[0] = 0.0
    for k in by_head:
        u, v = tail[k], head[k]
        if gap[k]:
            to_gap[v] = add(to_gap[v], add(to_bead[u] + gap_open, to_gap[u]) + scores[k])
        else:
            to_bead[v] = add(to_bead[v], add(to_bead[u], to_gap[u]) + scores[k])
    last = len(to_bead) - 1
    after_bead[last] = 0.0
    after_gap[last] = 0.0
    for r in range(len(by_tail) - 1, -1, -1):
        k = by_tail[r]
        u, v = tail[k], head[k]
        if gap[k]:
            value = scores[k] + after_gap[v]
            after_bead[u] = add(after_bead[u], gap_open + value)
        else:
            value = scores[k] + after_bead[v]
            after_bead[u] = add(after_bead[u], value)
        after_gap[u] = add(after_gap[u], value)
    whole = add(to_bead[last], to_gap[last])
    opened = 0.0
    for k in range(len(tail)):
        u, v = tail[k], head[k]
        if gap[k]:
            fresh = math.exp(min(0.0, to_bead[u] + gap_open + scores[k] + after_gap[v] - whole))
            opened += fresh
            posterior[k] = fresh + math.exp(min(0.0, to_gap[u] + scores[k] + after_gap[v] - whole))
        else:
            posterior[k] = math.exp(min(0.0, add(to_bead[u], to_gap[u]) + scores[k] + after_bead[v] - whole))
    return opened
