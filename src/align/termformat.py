"""What a term exchange format is, and what each direction says that it lost.

A format is one file in ``align/termformats`` that defines TERMFORMAT; other distributions add theirs through
the entry-point group ``align.termformats``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from align.term import UNSEEN, Concept, Termbase


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that the other side cannot hold or that was read differently: where, and what."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Exported:
    """A file's bytes and what they do not say of the termbase."""

    data: bytes
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """Concepts as read (path and line unset) and what of the file they do not say."""

    concepts: tuple[Concept, ...]
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class TermFormat:
    """``read`` takes a file's bytes and its shown path; either direction may be None.

    ``suffixes`` with their dot, lower case. Reading raises GlossaryError for what is not of the format.
    """

    id: str
    suffixes: tuple[str, ...]
    describe: str
    read: Callable[[bytes, str], Imported] | None = None
    write: Callable[[Termbase], Exported] | None = None


_NO_ID = re.compile(r"[^a-z0-9]+")


def as_id(given: str, taken: set[str]) -> str:
    """A concept id made of what another tool calls the entry; never one that is taken."""
    base = _NO_ID.sub("-", given.lower()).strip("-") or "concept"
    number, found = 1, base
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    taken.add(found)
    return found


def one_line(text: str) -> str:
    """A text without line breaks and doubled spaces, as glossary files need it."""
    return " ".join(UNSEEN.sub(" ", text).split())
