"""Inner loops of the search as plain functions: compiled by numba where the ``[fast]`` extra is installed.

What they work on is described in :mod:`align.evidence.kernels`; the same rules hold here.
"""

from __future__ import annotations

import math

NEVER = -(1 << 40)
"""The score of what cannot be (whole thousandths)."""
FORBIDDEN = -(1 << 28)
"""The score of a bead that leaves the band or holds a seam."""


def forward(nodes, scores, kinds, prices, bead, gap):  # type: ignore[no-untyped-def]  # numba
    """Best score of reaching every node by a bead and by a gap (fills ``bead`` and ``gap``)."""
    (low, high, starts), (xs, ys), (gap_open, gap_extend) = nodes, kinds, prices
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


def backward(nodes, scores, kinds, prices, after_bead, after_gap):  # type: ignore[no-untyped-def]  # numba
    """Best score from every node to the end, after a bead and after a gap."""
    (low, high, starts), (xs, ys), (gap_open, gap_extend) = nodes, kinds, prices
    n = len(low) - 1
    for i in range(n, -1, -1):
        for j in range(high[i] - 1, low[i] - 1, -1):
            here = starts[i] + j - low[i]
            best = NEVER
            for t in range(len(xs)):
                p, q = i + xs[t], j + ys[t]
                if p <= n and low[p] <= q < high[p]:
                    best = max(best, scores[t, here] + after_bead[starts[p] + q - low[p]])
            skip = after_gap[here]
            if i < n and low[i + 1] <= j < high[i + 1]:
                skip = max(skip, after_gap[starts[i + 1] + j - low[i + 1]] + gap_extend)
            if j + 1 < high[i]:
                skip = max(skip, after_gap[here + 1] + gap_extend)
            after_bead[here] = max(after_bead[here], best, skip + gap_open)
            after_gap[here] = max(best, skip)


def near_arcs(nodes, scores, kinds, prices, chains, depths, table):  # type: ignore[no-untyped-def]  # numba
    """Beads and gaps whose best chain falls short of the best of all by less than ``len(depths)``.

    Counts them in ``depths``; writes row, x, column, y and margin of each into ``table`` unless that is empty.
    """
    (low, high, starts), (gap_open, gap_extend) = nodes, prices
    bead, gap, after_bead, after_gap, best = chains
    n, least = len(low) - 1, best - len(depths) + 1
    at = 0
    for i in range(n + 1):
        for j in range(low[i], high[i]):
            here = starts[i] + j - low[i]
            if max(bead[here] + after_bead[here], gap[here] + after_gap[here]) < least:
                continue
            for x, y, number in kinds:
                p, q = i + x, j + y
                if p > n or not low[p] <= q < high[p]:
                    continue
                end = starts[p] + q - low[p]
                if number < 0:
                    value = max(bead[here] + gap_open, gap[here]) + gap_extend + after_gap[end]
                else:
                    value = max(bead[here], gap[here]) + scores[number, here] + after_bead[end]
                if value < least:
                    continue
                depths[best - value] += 1
                if table.shape[1]:
                    table[0, at], table[1, at], table[2, at] = i, x, j
                    table[3, at], table[4, at] = y, value - best
                    at += 1


def score_rows(nodes, covered, known, prices, blocks_tell, kinds, scratch, result):  # type: ignore[no-untyped-def]
    """First scores of every bead type at every node, in thousandths (fills ``result``).

    The order of additions is that of :mod:`align.aligner.firstpass`, which says what the arguments are.
    """
    low, high, starts, low2, starts2 = nodes
    own, own_chance, other, other_chance = covered
    here, there, head, head2, seam, seam2, edge, edge2, inner, inner2 = known
    bead, size_price, length_price, head_price, edge_price, inner_price, drift_price, unit = prices
    xs, ys = kinds
    sums, back, line = scratch
    n, m = len(low) - 1, high[-1] - 1
    slope = n / m
    for i in range(n):
        lo, hi, first = low[i], high[i], starts[i]
        for size in range(len(sums)):
            for j in range(lo, hi):
                sums[size, j - lo] = 0.0
                back[size, j - lo] = FORBIDDEN
                if j < m:
                    value = other[size, starts2[j] + i - low2[j]] / unit
                    back[size, j - lo] = value - other_chance[size, j]
        for t in range(len(xs)):
            x, y = xs[t], ys[t]
            p = i + x - 1
            if p >= n or seam[i + x] != seam[i + 1]:
                continue
            for j in range(lo, min(hi, m - y + 1)):
                c = j - lo
                if y == 1:
                    line[c] = 0.0
                line[c] += back[x - 1, c + y - 1] if j + y - 1 < hi else FORBIDDEN
                if low[p] <= j < high[p]:
                    sums[y - 1, c] += own[y - 1, starts[p] + j - low[p]] / unit - own_chance[y - 1, p]
                else:
                    sums[y - 1, c] += FORBIDDEN
                drift = abs((j + y / 2) * slope - i - x / 2)
                one, two = here[i + x] - here[i], there[j + y] - there[j]
                rest = bead - size_price * (x + y - 2)
                rest = rest - length_price * ((two - one) * (two - one)) / (0.5 * (one + two) + 1)
                rest = rest - head_price * (head[i] != head2[j])
                if blocks_tell:
                    rest = rest + edge_price * (1.0 * (edge[i] & edge2[j]) - (edge[i] ^ edge2[j]))
                    rest = rest + edge_price * (1.0 * (edge[i + x] & edge2[j + y]) - (edge[i + x] ^ edge2[j + y]))
                    rest = rest - inner_price * (inner[i + x] - inner[i + 1])
                    rest = rest - inner_price * (inner2[j + y] - inner2[j + 1])
                score = (sums[y - 1, c] + line[c] - drift_price * drift + rest) * unit
                if score > FORBIDDEN and seam2[j + y] == seam2[j + 1]:
                    result[t, first + c] = round(score)


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
