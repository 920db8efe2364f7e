"""Passages that stand in a text more than twice: no evidence tells which copy belongs to which.

A segment with its neighbours, two on each side, is a passage. Where it recurs, the order of the text alone
decides, so a bead is only as sure as a pick among the copies; a passage that stands twice is left to the order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

_NEAR = 2
_LEFT_TO_ORDER = 2


def copies(texts: Sequence[str]) -> list[int]:
    """How often each segment's passage stands in the text (1: once)."""
    size = 2 * _NEAR + 1
    # At the ends the passage is the nearest whole one.
    starts = [max(0, min(k - _NEAR, len(texts) - size)) for k in range(len(texts))]
    around = [tuple(texts[start : start + size]) for start in starts]
    counts = Counter(tuple(texts[k : k + size]) for k in range(max(1, len(texts) - size + 1)))
    return [counts[passage] for passage in around]


def share_of_pick(here: Sequence[int], there: Sequence[int]) -> float:
    """What is left of a bead's confidence: 1 for passages that stand once or twice, 2/c for c copies.

    ``here`` and ``there`` are the copies of the bead's segments; a segment that is alone in its kind places
    its side, and the side that is worse placed counts.
    """
    most = max(min(here, default=1), min(there, default=1))
    return min(1.0, _LEFT_TO_ORDER / most)
