"""Parsed glossary files kept in the user's cache folder, so that a large glossary is not parsed at each start.

A file's concepts are kept under the digest of its path and text and of the code that reads it.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from align import __version__, cache
from align.cache import cache_folder, digest_of, recall
from align.term import Concept, Term, TermStatus
from align.yamltext import without_collector

LEAST = 200_000
"""Characters from which a file is worth caching: below, parsing takes a tenth of a second at most."""


def cached(text: str, path: str) -> tuple[Concept, ...] | None:
    """The concepts of a file's text, None where they are not in the cache."""
    if len(text) < LEAST:
        return None
    kept = recall(cache_folder(), _key(text, path))
    if kept is None:
        return None
    with without_collector():
        return tuple(_concept(row, path) for row in json.loads(kept))


def keep(text: str, path: str, concepts: tuple[Concept, ...]) -> None:
    """Put a file's concepts into the cache."""
    if len(text) < LEAST:
        return
    rows = [_row(concept) for concept in concepts]
    cache.keep(cache_folder(), _key(text, path), json.dumps(rows, ensure_ascii=False))


def _row(c: Concept) -> list[object]:
    terms = [[t.text, t.lang, t.status.value, t.abbreviation, t.line] for t in c.terms]
    return [
        c.id,
        terms,
        c.field,
        c.definition,
        c.part_of_speech,
        c.note,
        c.source,
        c.line,
        c.not_within,
        c.paths,
        c.sections,
    ]


def _concept(row: list[object], path: str) -> Concept:
    name, terms, field, definition, part, note, source, line, *scopes = row
    made = tuple(
        Term(text, lang, _STATUSES[status], short, number)
        for text, lang, status, short, number in terms  # type: ignore[attr-defined]
    )
    within, paths, sections = (tuple(scope) for scope in scopes)  # type: ignore[arg-type, var-annotated]
    return Concept(name, made, field, definition, part, note, source, path, line, within, paths, sections)  # type: ignore[arg-type]


_STATUSES = {status.value: status for status in TermStatus}


def _key(text: str, path: str) -> str:
    return digest_of(["glossary", _code(), path, text])


@lru_cache(maxsize=1)
def _code() -> str:
    """What the reading depends on: another version, or changed code, starts afresh."""
    here = Path(__file__).parent
    sources = b"".join((here / name).read_bytes() for name in ("glossary.py", "yamltext.py", "term.py"))
    return digest_of([__version__, sources])
