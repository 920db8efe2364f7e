"""Vectors of sentences from a model, or from files made by another program.

A model is a folder on this machine or a name on a hub; what the folder holds decides how it is read
(:mod:`align.embedding.encoders`). Vectors once worked out are kept by content (:mod:`align.embedding.kept`).
Runs of up to four segments are given to the model as one text; longer runs are the sum of their segments.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from align.document import Document
from align.embedding.encoders import Encoder, load_encoder
from align.embedding.kept import kept_vectors
from align.evidence.vectors import Vectors, make_vectors

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 4
"""Segments of the longest run that is given to a model as one text."""
Progress = Callable[[float], None]


def embed(
    documents: tuple[Document, Document],
    model: str,
    *,
    cache: Path | None = None,
    progress: Progress | None = None,
) -> tuple[Vectors, Vectors]:
    """Vectors of both documents' segments and runs of segments by a model (a folder, or a name on a hub).

    ``cache`` is a folder in which vectors are kept between runs; ``progress`` is told the share done, 0 to 1.
    Raises ConfigError where the model cannot be had or a library is missing.
    """
    encoder = load_encoder(model)
    runs = [run_texts(document) for document in documents]
    texts = sorted({text for side in runs for table in side for text in table if text})
    vectors = kept_vectors(encoder, texts, cache, progress or (lambda share: None))
    place = {text: k for k, text in enumerate(texts)}
    return _side(runs[0], place, vectors), _side(runs[1], place, vectors)


def run_texts(document: Document, longest: int = LONGEST) -> list[list[str]]:
    """For every size up to ``longest`` the documents' own slices from each segment on (fewer at the end)."""
    count = len(document.segments)
    return [
        [document.cover((k, min(k + size, count) - 1)).of(document.text) for k in range(count)]
        for size in range(1, longest + 1)
    ]


def _side(runs: Sequence[Sequence[str]], place: dict[str, int], vectors: object) -> Vectors:
    import numpy as np

    known = np.asarray(vectors, np.float32)
    width = known.shape[1] if known.ndim == 2 else 1
    tables = []
    for size in runs:
        table = np.zeros((len(size), width), np.float32)
        filled = [k for k, text in enumerate(size) if text]
        table[filled] = known[[place[size[k]] for k in filled]] if filled else 0
        tables.append(table)
    return make_vectors(tables)


__all__ = ["LONGEST", "Encoder", "embed", "load_encoder", "run_texts"]
