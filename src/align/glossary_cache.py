"""Parsed glossary files kept in the user's cache folder, so that a large glossary is not parsed at each start.

A file's concepts are kept under the hash of its path and text and of the code that reads it; anything else
in the cache is ignored, and a cache that cannot be read or written only costs time.
"""

from __future__ import annotations

import hashlib
import json
import os
from functools import cache
from pathlib import Path

from align import __version__
from align.term import Concept, Term, TermStatus
from align.yamltext import without_collector

LEAST = 200_000
"""Characters from which a file is worth caching: below, parsing takes a tenth of a second at most."""
_KEPT = 64


def cached(text: str, path: str) -> tuple[Concept, ...] | None:
    """The concepts of a file's text, None where they are not in the cache."""
    if len(text) < LEAST:
        return None
    try:
        with without_collector():
            rows = json.loads(_place(text, path).read_bytes())
            return tuple(_concept(row, path) for row in rows) if isinstance(rows, list) else None
    except (OSError, ValueError, TypeError, IndexError, KeyError):
        return None


def keep(text: str, path: str, concepts: tuple[Concept, ...]) -> None:
    """Put a file's concepts into the cache."""
    if len(text) < LEAST:
        return
    rows = [_row(concept) for concept in concepts]
    place = _place(text, path)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        part = place.with_suffix(f".{os.getpid()}")
        part.write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
        part.replace(place)
        for old in sorted(place.parent.glob("*.json"), key=lambda p: p.stat().st_mtime)[:-_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def _row(c: Concept) -> list[object]:
    terms = [[t.text, t.lang, t.status.value, t.abbreviation, t.line] for t in c.terms]
    return [c.id, terms, c.field, c.definition, c.part_of_speech, c.note, c.source, c.line]


def _concept(row: list[object], path: str) -> Concept:
    name, terms, field, definition, part, note, source, line = row
    made = tuple(
        Term(text, lang, _STATUSES[status], short, number)
        for text, lang, status, short, number in terms  # type: ignore[attr-defined]
    )
    return Concept(name, made, field, definition, part, note, source, path, line)  # type: ignore[arg-type]


_STATUSES = {status.value: status for status in TermStatus}


def _place(text: str, path: str) -> Path:
    digest = hashlib.sha256(f"{_code()}\0{path}\0".encode() + text.encode("utf-8", "surrogatepass")).hexdigest()
    return _folder() / f"{digest[:40]}.json"


@cache
def _code() -> str:
    """What the reading depends on: another version, or changed code, starts afresh."""
    here = Path(__file__).parent
    sources = b"".join((here / name).read_bytes() for name in ("glossary.py", "yamltext.py", "term.py"))
    return f"{__version__} {hashlib.sha256(sources).hexdigest()}"


def _folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("LOCALAPPDATA") if os.name == "nt" else None)
    return (Path(base) if base else Path.home() / ".cache") / "duizhao" / "glossary"
