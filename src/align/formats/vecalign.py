"""vecalign's format: one bead a line, ``[source indexes]:[target indexes]:cost``, indexes from 0.

The cost is one minus the bead's confidence.
"""

from __future__ import annotations

from align.bead import Alignment
from align.plugin import Format


def write(alignment: Alignment, name: str) -> str:
    """Every bead in source order, crossing ones too. ``name`` is not used."""
    return "".join(
        f"[{_list(bead.source)}]:[{_list(bead.target)}]:{1 - bead.confidence:.6f}\n" for bead in alignment.beads
    )


def _list(indexes: tuple[int, ...]) -> str:
    return ", ".join(map(str, indexes))


FORMAT = Format(
    id="vecalign",
    suffixes=(".vecalign",),
    describe="vecalign's lines: [0, 1]:[0]:cost, segment indexes from 0, cost = 1 - confidence.",
    write=write,
)
