"""hunalign's ladder: one rung a bead, ``source index <tab> target index <tab> score``, indexes from 0.

A rung says where a bead starts on both sides; the last one says where the texts end.
"""

from __future__ import annotations

from align.bead import Alignment
from align.errors import AlignmentError
from align.plugin import Format


def write(alignment: Alignment, name: str) -> str:
    """The ladder. Raises AlignmentError where beads cross: a ladder has no way to say so."""
    rungs, i, j = [], 0, 0
    for number, bead in enumerate(alignment.beads, start=1):
        if (bead.source and bead.source[0] != i) or (bead.target and bead.target[0] != j):
            raise AlignmentError(
                f"bead {number} stands elsewhere in the target (a moved section); a hunalign ladder cannot say so",
                path=name,
                allowed="Use the format vecalign, jsonl or tmx.",
            )
        rungs.append(f"{i}\t{j}\t{bead.confidence:.3f}\n")
        i, j = i + len(bead.source), j + len(bead.target)
    rungs.append(f"{i}\t{j}\t1.000\n")
    return "".join(rungs)


FORMAT = Format(
    id="hunalign",
    suffixes=(".ladder",),
    describe="hunalign's ladder: where each bead starts on both sides, and its confidence.",
    write=write,
)
