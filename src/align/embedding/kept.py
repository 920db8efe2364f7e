"""Vectors worked out in batches, and kept on disk by the model and the text they belong to."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from align.cache import digest_of
from align.embedding.encoders import BATCH, Encoder
from align.errors import ConfigError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ASK = 500


def kept_vectors(
    encoder: Encoder, texts: Sequence[str], folder: Path | None, report: Callable[[float], None]
) -> NDArray[np.float32]:
    """One row a text, in half precision's accuracy. ``folder`` is where rows are kept; None keeps none."""
    import numpy as np

    keys = [digest_of([text]) for text in texts]
    with _store(folder, encoder.name) as store:
        known = _recall(store, keys)
        missing = sorted((k for k in range(len(texts)) if keys[k] not in known), key=lambda k: len(texts[k]))
        for first in range(0, len(missing), BATCH):
            batch = missing[first : first + BATCH]
            rows = _encoded(encoder, [texts[k] for k in batch])
            fresh = {keys[k]: row for k, row in zip(batch, rows, strict=True)}
            known.update(fresh)
            _keep(store, fresh)
            report((len(texts) - len(missing) + first + len(batch)) / len(texts))
    if not texts:
        return np.zeros((0, 1), np.float32)
    widths = {len(row) for row in known.values()}
    if len(widths) > 1:
        raise ConfigError(f"the model gives vectors of different lengths: {sorted(widths)}")
    return np.stack([known[key] for key in keys]).astype(np.float32)


def _encoded(encoder: Encoder, texts: list[str]) -> NDArray[np.float16]:
    import numpy as np

    rows = np.asarray(encoder.encode(texts), np.float32)
    if rows.ndim != 2 or len(rows) != len(texts) or not np.isfinite(rows).all():
        raise ConfigError("the model does not give one vector of finite numbers a text")
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(length > 0, length, 1), np.float16)


@contextmanager
def _store(folder: Path | None, model: str) -> Iterator[sqlite3.Connection | None]:
    """The model's table of vectors; None where it cannot be opened: a cache is no promise."""
    if folder is None:
        yield None
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        opened = sqlite3.connect(folder / f"{digest_of([model])[:32]}.vectors", timeout=30)
        opened.execute("create table if not exists vectors (key text primary key, row blob)")
    except (OSError, sqlite3.Error):
        yield None
        return
    with closing(opened):
        yield opened


def _recall(store: sqlite3.Connection | None, keys: Sequence[str]) -> dict[str, NDArray[np.float16]]:
    import numpy as np

    found: dict[str, NDArray[np.float16]] = {}
    for first in range(0, len(keys) if store is not None else 0, _ASK):
        some = keys[first : first + _ASK]
        asked = f"select key, row from vectors where key in ({', '.join('?' * len(some))})"  # noqa: S608 - marks only
        try:
            assert store is not None  # noqa: S101 - the range is empty otherwise
            found.update((key, np.frombuffer(row, "<f2")) for key, row in store.execute(asked, some))
        except (sqlite3.Error, ValueError):
            return {}
    return found


def _keep(store: sqlite3.Connection | None, rows: dict[str, NDArray[np.float16]]) -> None:
    if store is None:
        return
    try:
        with store:
            store.executemany(
                "insert or replace into vectors values (?, ?)",
                [(key, row.astype("<f2").tobytes()) for key, row in rows.items()],
            )
    except sqlite3.Error:
        return
