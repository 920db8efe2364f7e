"""Inner loops as plain functions: compiled by numba where the ``[fast]`` extra is installed.

A kernel works on whole numbers, or adds in the same order as the numpy code that stands in for it, so results do
not depend on numba. Kernels of the search are in :mod:`align.aligner.kernels`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import Any

LARGE = 120_000
"""Nodes of a band from which numba's start (0.6 s) pays."""


@cache
def compiled(function: Callable[..., Any]) -> Callable[..., Any] | None:
    """The function compiled by numba, None without numba."""
    if find_spec("numba") is None:
        return None
    import numba

    kernel: Callable[..., Any]
    try:
        kernel = numba.njit(cache=True)(function)
    except RuntimeError:
        # No folder to keep what is compiled in can be written: it is compiled anew in every process (2 s).
        kernel = numba.njit(function)
    return kernel


def cover(first, last, side, links, postings, nodes, values, scratch):  # type: ignore[no-untyped-def]  # numba
    """Coverage of the rows ``first`` to ``last`` of a band: adds to ``values[size - 1, place]``.

    ``side`` and ``links`` are arrays of :class:`align.evidence.Side` and :class:`align.evidence.Table`, weights in
    thousandths. ``postings``: unit t of the other side is in ``segments[begins[t]:begins[t + 1]]``; ``at`` remembers
    which of them is the first inside the band. ``scratch`` are three rows of zeros wider than the band.
    """
    (offsets, types, weights), (starts, targets, strengths) = side, links
    (begins, segments, at), (low, high, places) = postings, nodes
    best, whole, most = scratch
    sizes = len(values)
    for i in range(first, last):
        start, width, place = low[i], high[i] - low[i], places[i]
        for k in range(offsets[i], offsets[i + 1]):
            left, right = width + sizes, -1
            for link in range(starts[types[k]], starts[types[k] + 1]):
                unit = targets[link]
                p, end = at[unit], begins[unit + 1]
                while p < end and segments[p] < start:
                    p += 1
                at[unit] = p
                while p < end and segments[p] < start + width + sizes - 1:
                    c = segments[p] - start
                    best[c] = max(best[c], strengths[link])
                    left, right = min(left, c), max(right, c)
                    p += 1
            if right < 0:
                continue
            for c in range(left, right + 1):
                whole[c] = round(best[c] * weights[k])
                best[c] = 0
            # A window that starts at c holds the segments from c on.
            a, b = max(0, left - sizes + 1), min(width, right + 1)
            most[a:b] = 0
            for size in range(sizes):
                row = values[size, place + a : place + b]
                there, top = whole[a + size : b + size], most[a:b]
                for c in range(len(row)):
                    top[c] = max(top[c], there[c])
                    row[c] += top[c]
            whole[left : right + 1] = 0
