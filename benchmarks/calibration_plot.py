"""The calibration of confidences as a picture (SVG, by hand: no plotting library)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

SIZE, EDGE, BINS = 360, 50, 10
_LOOK = (
    'font-family="sans-serif" font-size="13" role="img" '
    'aria-label="Share of beads that are exactly right, over their confidence"'
)


def plot(pairs: Sequence[tuple[float, bool]], path: Path) -> None:
    """Hit rate over confidence in ten bins; the area of a dot is the number of beads in it."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE + 2 * EDGE} {SIZE + 2 * EDGE}" {_LOOK}>',
        '<rect width="100%" height="100%" fill="white"/>',
        f'<path d="M{EDGE} {EDGE}V{EDGE + SIZE}H{EDGE + SIZE}" fill="none" stroke="#333"/>',
        f'<path d="M{EDGE} {EDGE + SIZE}L{EDGE + SIZE} {EDGE}" stroke="#999" stroke-dasharray="4 4"/>',
    ]
    for tick in range(0, 11, 2):
        at = tick / 10 * SIZE
        parts.append(f'<text x="{EDGE + at}" y="{EDGE + SIZE + 20}" text-anchor="middle">{tick / 10:.1f}</text>')
        parts.append(f'<text x="{EDGE - 8}" y="{EDGE + SIZE - at + 4}" text-anchor="end">{tick / 10:.1f}</text>')
    for k in range(BINS):
        inside = [(p, right) for p, right in pairs if k / BINS <= p < (k + 1) / BINS or (k == BINS - 1 and p == 1)]
        if inside:
            mean, rate = (sum(values) / len(inside) for values in zip(*inside, strict=True))
            radius = max(2.0, 0.9 * len(inside) ** 0.5)
            parts.append(
                f'<circle cx="{EDGE + mean * SIZE:.1f}" cy="{EDGE + SIZE - rate * SIZE:.1f}" r="{radius:.1f}" '
                f'fill="#2563eb" fill-opacity="0.55"><title>{len(inside)} beads</title></circle>'
            )
    middle = EDGE + SIZE / 2
    parts.append(f'<text x="{middle}" y="{SIZE + 2 * EDGE - 8}" text-anchor="middle">confidence</text>')
    parts.append(
        f'<text transform="translate(14 {middle}) rotate(-90)" text-anchor="middle">exactly right</text></svg>'
    )
    path.write_text("\n".join(parts) + "\n", encoding="utf-8")
