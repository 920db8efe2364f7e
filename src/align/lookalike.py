"""Where a text says nearly what it should: the stretch most like one of some expected renderings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from align.document import Span

_HAN_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]+")
_PARTICLES = "的了是在"
ALIKE = 0.5
"""Least share of characters in common for a stretch to pass for a deviating rendering."""


def most_alike(
    expected: Sequence[str], text: str, likely: Sequence[Span] = (), taken: Sequence[Span] = ()
) -> Span | None:
    """The span of ``text`` most like one of the ``expected`` Han renderings, None where nothing is near.

    ``likely`` spans (another term standing where this one should) win if they share a character run with
    an expected rendering; ``taken`` spans render something else, rightly. Likeness is the share of characters
    in common, in order (Ratcliff & Obershelp).
    """
    best: tuple[float, int, Span] | None = None
    for rendering in expected:
        for span in likely:
            ratio = _ratio(rendering, span.of(text))
            if ratio >= 0.5:
                best = max(best or (0.0, 0, span), (ratio + 1, -span.start, span))
        for span in _windows(rendering, text):
            ratio = _ratio(rendering, span.of(text))
            if ratio >= ALIKE and span.of(text) not in rendering and not any(map(span.overlaps, taken)):
                best = max(best or (0.0, 0, span), (ratio, -span.start, span))
    return best[2] if best else None


def _windows(rendering: str, text: str) -> list[Span]:
    """Stretches of Han runs about as long as the rendering that share characters with it at one end or both."""
    length, chars = len(rendering), set(rendering)
    spans = []
    for run in _HAN_RUN.finditer(text):
        for start in range(run.start(), run.end()):
            for size in range(max(2, length - length // 3), length + 3):
                end = start + size
                if end <= run.end() and _begins_or_ends_alike(text[start:end], rendering, chars):
                    spans.append(Span(start, end))
    return spans


def _begins_or_ends_alike(piece: str, rendering: str, chars: set[str]) -> bool:
    if any(char in piece and char not in chars for char in _PARTICLES):
        return False
    if piece[0] in chars and piece[-1] in chars and (piece[0] == rendering[0] or piece[-1] == rendering[-1]):
        return piece[0] == rendering[0] or len(chars & set(piece)) * 2 > len(piece)
    return len(piece) == len(rendering) >= 4 and piece[:2] == rendering[:2]


def likeness(a: str, b: str) -> float:
    """The share of characters that two texts have in common, in order (Ratcliff & Obershelp), 0 to 1."""
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _ratio(a: str, b: str) -> float:
    """Share of common characters, and a grain for the longest run of them to part equal shares."""
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.ratio() + matcher.find_longest_match().size / 1000
