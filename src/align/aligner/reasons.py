"""Why a bead was made, in a few words: what both sides share, and what does not fit."""

from __future__ import annotations

import math

from align.evidence import UNIT
from align.evidence.material import Material

_KINDS = {"#": ("figure", "figures"), "n": ("name", "names"), "t": ("term", "terms"), "x": ("code", "codes")}


def reasons(material: Material, i: int, x: int, j: int, y: int) -> tuple[str, ...]:
    """Short phrases on the bead of ``x`` source segments from ``i`` and ``y`` target segments from ``j``."""
    if not x or not y:
        return ("no counterpart found",)
    found = []
    here = material.lengths[0][i + x] - material.lengths[0][i]
    there = material.lengths[1][j + y] - material.lengths[1][j]
    ratio = (there + 1) / (here + 1)
    if abs(math.log(ratio)) > math.log(1.5):
        longer = int(ratio > 1)
        found.append(f"{material.texts.langs[longer]} {max(ratio, 1 / ratio):.1f} × longer than expected")
    units = [_units(material, side, first, size) for side, (first, size) in enumerate(((i, x), (j, y)))]
    shared = units[0] & units[1]
    counts = {kind: sum(unit[0] == kind for unit in shared) for kind in _KINDS}
    shares = [f"{count} {_KINDS[kind][count > 1]}" for kind, count in counts.items() if count]
    if shares:
        found.append("shares " + ", ".join(shares))
    figures = sum(unit[0] == "#" for unit in units[0] ^ units[1])
    if figures:
        found.append(f"{figures} {_KINDS['#'][figures > 1]} on one side only")
    explained = []
    for side, (a, size, b, window) in enumerate(((i, x, j, y), (j, y, i, x))):
        covered, sides_total = material.coverage["all"][side], material.sides[side].total
        band = covered.band
        total, value = 0.0, 0
        for row in range(a, a + size):
            total += float(sides_total[row])
            low = int(band.low[row])
            if low <= b < band.high[row]:
                value += int(covered.values[window - 1, int(band.starts[row]) + b - low])
        explained.append(value / UNIT / total if total else 0.0)
    shares = [f"{round(100 * share)} % of {lang}" for share, lang in zip(explained, material.texts.langs, strict=True)]
    found.append("words explain " + ", ".join(shares))
    return tuple(found)


def _units(material: Material, side: int, first: int, size: int) -> set[str]:
    """The figures, names, terms and codes of some segments."""
    table = material.sides[side]
    begin, end = int(table.offsets[first]), int(table.offsets[first + size])
    names = (table.names[number] for number in table.types[begin:end].tolist())
    return {name for name in names if name[0] in _KINDS}
