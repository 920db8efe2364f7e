"""Vectors that another program worked out.

``.npy``: one row a segment, or ``[size, segment, number]`` for runs of 1, 2, ... segments from every segment.
``.emb`` (vecalign's, LASER's): raw 32-bit numbers, a row for each line of the overlaps file of the same name without
``.emb``; runs are looked up there by their text (segments joined with a space, or as they stand).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from align.document import Document
from align.embedding import LONGEST, run_texts
from align.errors import TextError
from align.evidence.vectors import Vectors, make_vectors
from align.files import read_bytes, read_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BLANK = "BLANK_LINE"


def read_vectors(path: Path, document: Document) -> Vectors:
    """The vectors of a document's segments. Raises TextError where they do not fit the document."""
    if path.suffix == ".npy":
        return make_vectors(_npy(path, len(document.segments)))
    if path.suffix == ".emb":
        return make_vectors(_emb(path, document))
    raise TextError("which form of vectors is it?", path=path, allowed="Known: .npy, .emb (vecalign).")


def _npy(path: Path, count: int) -> list[Any]:
    import io

    import numpy as np

    raw = read_bytes(path)
    try:
        table = np.load(io.BytesIO(raw), allow_pickle=False)
    except (ValueError, EOFError, OSError) as error:
        raise TextError(f"is no .npy file of numbers: {error}", path=path) from None
    if table.dtype.kind not in "fiu" or table.ndim not in (2, 3) or table.shape[-2] != count:
        shape = " × ".join(map(str, table.shape))
        raise TextError(
            f"holds {shape} ({table.dtype})",
            path=path,
            allowed=f"{count} rows, one a segment, or sizes × {count} rows for runs of segments.",
        )
    _finite(table, path)
    return list(table) if table.ndim == 3 else [table]


def _emb(path: Path, document: Document) -> list[Any]:
    import numpy as np

    overlaps = path.with_suffix("")
    lines = read_text(overlaps).removesuffix("\n").split("\n")
    raw = read_bytes(path)
    if not raw or len(raw) % (4 * len(lines)):
        raise TextError(
            f"holds {len(raw)} bytes, which is no whole number of 32-bit numbers for the {len(lines)} lines",
            path=path,
            allowed=f"A row for every line of {overlaps}.",
        )
    table = np.frombuffer(raw, "<f4").reshape(len(lines), -1)
    _finite(table, path)
    place = {line.strip(): number for number, line in enumerate(lines)}
    spaced = [" ".join(document.segment_text(k).split()) or _BLANK for k in range(len(document.segments))]
    tables = []
    for size, texts in enumerate(run_texts(document, LONGEST), start=1):
        rows = [place.get(" ".join(spaced[k : k + size]), place.get(text, -1)) for k, text in enumerate(texts)]
        if size == 1:
            _complete(rows, document, overlaps)
        if min(rows[: max(0, len(rows) - size + 1)], default=0) < 0:
            break  # runs of this size were not made: longer ones are sums
        tables.append(np.where(np.array(rows)[:, None] >= 0, table[rows], 0))
    return tables


def _complete(rows: list[int], document: Document, overlaps: Path) -> None:
    missing = [k for k, row in enumerate(rows) if row < 0]
    if missing:
        place = document.position(document.segments[missing[0]].span.start)
        raise TextError(
            f"{len(missing)} segments have no line in {overlaps}",
            path=document.path,
            line=place.line,
            allowed="Overlaps must be made of the same sentences (--segmented takes lines as they stand).",
        )


def _finite(table: NDArray[np.float32], path: Path) -> None:
    import numpy as np

    if not np.isfinite(table).all():
        raise TextError("holds numbers that are not finite", path=path)
