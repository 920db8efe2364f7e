"""A project's glossary files: where a concept is written, and a changed text put in its place."""

from __future__ import annotations

import getpass
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from align.concordance import lookup
from align.errors import GlossaryError
from align.files import read_text, write_text
from align.glossary import load_termbase
from align.project import Project
from align.rejections import FILE_NAME, Rejection, add_rejection, parse_rejections
from align.term import Concept

CANDIDATES = "candidates.yaml"
"""The file of what nobody has decided on."""


@dataclass(frozen=True, slots=True)
class Written:
    """A concept with its file's shown path and text."""

    concept: Concept
    path: str
    text: str


def find(project: Project, name: str) -> Written:
    """The concept that an id, or a term that only one concept has, names. Raises GlossaryError."""
    termbase = load_termbase(project.glossary, project.root)
    found = lookup(termbase, name)
    if len(found) > 1:
        ids = ", ".join(concept.id for concept in found)
        raise GlossaryError(f"{name!r} is a term of several concepts", allowed=f"Name one by its id: {ids}.")
    if not found:
        near = get_close_matches(name, [concept.id for concept in termbase.concepts], n=3, cutoff=0.5)
        raise GlossaryError(f"no concept {name!r}", allowed=f"Near: {', '.join(near)}." if near else None)
    concept = found[0]
    return Written(concept, concept.path, read_text(project.root / concept.path, shown=concept.path))


def field_path(project: Project, field: str) -> str:
    """The shown path of a field's file, which need not exist yet."""
    if not field or not all(char.isalnum() or char in "-_" for char in field):
        raise GlossaryError(f"{field!r} cannot name a file", allowed="Letters, digits, - and _: space.")
    return project.shown(project.glossary / f"{field}.yaml")


def fields(project: Project) -> tuple[str, ...]:
    """The fields that have a file, in order; candidates are none."""
    return tuple(sorted(path.stem for path in project.glossary.glob("*.yaml") if path.name != CANDIDATES))


def text_of(project: Project, path: str) -> str:
    """A glossary file's text, "" where it does not exist."""
    return read_text(project.root / path, shown=path) if (project.root / path).exists() else ""


def change(project: Project, name: str, decide: Callable[[Written], str]) -> tuple[Written, bool]:
    """Carry out a decision on one concept; whether the file changed."""
    written = find(project, name)
    return written, write_text(project.root / written.path, decide(written))


def save(project: Project, path: str, text: str) -> bool:
    """Write a glossary file in one step; one that holds nothing any more is taken away. Whether it changed."""
    if text.strip():
        return write_text(project.root / path, text)
    existed = (project.root / path).exists()
    (project.root / path).unlink(missing_ok=True)
    return existed


def remember(project: Project, rejection: Rejection) -> None:
    """Add a line to ``glossary/rejected.tsv``. Raises GlossaryError where a line of it is no rejection."""
    path = project.glossary / FILE_NAME
    text = read_text(path, shown=project.shown(path)) if path.exists() and path.read_bytes().strip() else ""
    parse_rejections(text, project.shown(path))
    write_text(path, add_rejection(text, rejection))


def who() -> str:
    """The name under which decisions are noted: git's, else the user's."""
    try:
        name = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False)  # noqa: S607
    except OSError:
        return getpass.getuser()
    return name.stdout.strip() or getpass.getuser()
