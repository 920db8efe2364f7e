"""Bilingual lexicon: how strongly a unit of one language stands for a unit of another.

The strength of an entry is sqrt(p(e|z) · p(z|e)), the two directions of IBM Model 1 (Brown et al. 1993).
A lexicon on disk is one ``.npz``: a header (JSON: languages, provenance, counts, command), the units of
both languages, and the entries as a sparse matrix with one byte a strength. Units are those of
:mod:`align.lexicon.units`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import Any

from align.errors import AlignError

FORMAT = 1
_NEEDED = ("header", "source", "target", "offsets", "targets", "strengths")


class LexiconError(AlignError):
    """A lexicon file that cannot be used."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Strengths between units of two languages. ``header`` says where they come from."""

    source_lang: str
    target_lang: str
    header: Mapping[str, Any]
    _rows: dict[str, int] = field(repr=False)
    _target: tuple[str, ...] = field(repr=False)
    _offsets: tuple[int, ...] = field(repr=False)
    _targets: tuple[int, ...] = field(repr=False)
    _strengths: bytes = field(repr=False)

    def __len__(self) -> int:
        return len(self._targets)

    @property
    def label(self) -> str:
        """Name and number of entries, for signatures: "zh-en/100303"."""
        return f"{self.header.get('name', f'{self.source_lang}-{self.target_lang}')}/{len(self)}"

    def lookup(self, unit: str) -> tuple[tuple[str, float], ...]:
        """Target units of a source unit with their strengths (0 to 1), strongest first; empty if unknown."""
        row = self._rows.get(unit)
        if row is None:
            return ()
        span = range(self._offsets[row], self._offsets[row + 1])
        return tuple((self._target[self._targets[k]], self._strengths[k] / 255) for k in span)

    def units(self) -> Iterable[str]:
        """Every source unit."""
        return self._rows.keys()


@cache
def shipped(source_lang: str, target_lang: str) -> Lexicon | None:
    """The lexicon that comes with the package for a language pair, in this direction; None if there is none."""
    file = resources.files("align") / "data" / f"lexicon.{source_lang}-{target_lang}.npz"
    if not file.is_file():
        return None
    return read_lexicon(file.read_bytes(), shown=file.name)


def load_lexicon(path: Path) -> Lexicon:
    """A lexicon from disk. Raises LexiconError for a file that is missing or is not a lexicon."""
    try:
        return read_lexicon(path.read_bytes(), shown=str(path))
    except OSError as error:
        raise LexiconError(f"cannot be read: {error.strerror}", path=path) from None


def read_lexicon(raw: bytes, *, shown: str) -> Lexicon:
    """A lexicon from the bytes of its file."""
    from zipfile import BadZipFile

    import numpy as np

    try:
        with np.load(BytesIO(raw), allow_pickle=False) as parts:
            data = {name: parts[name] for name in _NEEDED}
        header = json.loads(data["header"].tobytes())
    except (ValueError, KeyError, BadZipFile, OSError, EOFError) as error:
        raise LexiconError(
            f"is not a lexicon ({error})", path=shown, allowed="Make one with `align lexicon train`."
        ) from None
    if header.get("format") != FORMAT:
        raise LexiconError(f"has format {header.get('format')!r}", path=shown, allowed=f"This version reads {FORMAT}.")
    source = data["source"].tobytes().decode("utf-8").split("\n")
    target = tuple(data["target"].tobytes().decode("utf-8").split("\n"))
    return Lexicon(
        header["source"],
        header["target"],
        header,
        {unit: row for row, unit in enumerate(source)},
        target,
        tuple(data["offsets"].tolist()),
        tuple(data["targets"].tolist()),
        data["strengths"].tobytes(),
    )


def pack_lexicon(entries: Iterable[tuple[str, str, float]], header: Mapping[str, Any]) -> bytes:
    """The bytes of a lexicon file; ``entries`` are (source unit, target unit, strength 0 to 1).

    ``header`` must hold ``source`` and ``target`` (language codes); counts and format are added.
    """
    import numpy as np

    rows: dict[str, list[tuple[int, str]]] = {}
    for source, target, strength in entries:
        rows.setdefault(source, []).append((max(1, round(255 * strength)), target))
    source_units = sorted(rows)
    target_units = sorted({target for row in rows.values() for _, target in row})
    numbers = {unit: number for number, unit in enumerate(target_units)}
    offsets, targets, strengths = [0], [], bytearray()
    for unit in source_units:
        for strength, target in sorted(rows[unit], key=lambda pair: (-pair[0], pair[1])):
            targets.append(numbers[target])
            strengths.append(strength)
        offsets.append(len(targets))
    head = dict(header, format=FORMAT, entries=len(targets), units=len(source_units))
    buffer = BytesIO()
    np.savez_compressed(
        buffer,
        header=np.frombuffer(json.dumps(head, ensure_ascii=False, sort_keys=True).encode(), np.uint8),
        source=np.frombuffer("\n".join(source_units).encode(), np.uint8),
        target=np.frombuffer("\n".join(target_units).encode(), np.uint8),
        offsets=np.array(offsets, np.uint32),
        targets=np.array(targets, np.uint32),
        strengths=np.frombuffer(bytes(strengths), np.uint8),
    )
    return buffer.getvalue()
