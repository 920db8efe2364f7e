"""What changed since a commit: beads whose texts did, and beads that a changed term of the glossary touches.

Both are told by content, not by line: a bead that only moved is as it was. The state to compare with is where
the current work left the commit named (``git merge-base``), so that what others did there since does not count.
"""

from __future__ import annotations

import subprocess
from collections.abc import Collection
from dataclasses import dataclass, replace

from align.alignments.bead_lines import parse_lines
from align.alignments.segment_keys import segment_key
from align.bead import Alignment, TranslationUnit
from align.document import Document
from align.errors import AlignmentError, GlossaryError, ProjectError
from align.glossary import parse_glossary
from align.matcher import TermMatcher
from align.project import Pair, Project
from align.term import Concept, Term, Termbase


@dataclass(frozen=True, slots=True)
class Before:
    """A state of the project that git remembers: ``commit`` in ``project``."""

    project: Project
    commit: str

    def text(self, shown: str) -> str | None:
        """A file's text then; None where it was not there (or not text in UTF-8)."""
        raw = _git(self.project, "show", f"{self.commit}:./{shown}")
        try:
            return None if raw is None else raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            return None

    def names(self, folder: str) -> tuple[str, ...]:
        """The files of a folder then, as paths seen from the project."""
        raw = _git(self.project, "ls-tree", "-z", "--name-only", self.commit, f"./{folder}/")
        return tuple(filter(None, (raw or b"").decode("utf-8", "surrogateescape").split("\0")))


def before(project: Project, ref: str) -> Before:
    """The state where the work in hand left ``ref``. Raises ProjectError for what git does not know."""
    if _git(project, "rev-parse", "--is-inside-work-tree") is None:
        raise ProjectError(
            "not inside a git repository", path=project.root, allowed="--since compares with a commit of git."
        )
    commit = _git(project, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if commit is None:
        raise ProjectError(f"git knows no commit {ref!r}", allowed="A branch, tag or commit: --since origin/main.")
    base = _git(project, "merge-base", commit.decode().strip(), "HEAD")
    return Before(project, (base or commit).decode().strip())


def changed_beads(old: Before, pair: Pair, alignment: Alignment, termbase: Termbase) -> frozenset[int]:
    """The numbers of the beads that are not as they were, or hold a term that is not.

    Where no alignment was kept then, a bead whose texts stood in the documents counts as unchanged.
    """
    known = _beads(old, pair)
    texts = [old.text(old.project.shown(path)) or "" for path in (pair.source, pair.target)]
    concepts = changed_concepts(old, termbase)
    matchers = [TermMatcher(Termbase(concepts), side.lang) for side in (alignment.source, alignment.target)]

    def changed(unit: TranslationUnit) -> bool:
        sides = (unit.source, unit.target)
        if any(side.text not in text for side, text in zip(sides, texts, strict=True)):
            return True
        if known is not None and _keys(alignment, unit) not in known:
            return True
        return bool(concepts) and any(m.find(side.text) for m, side in zip(matchers, sides, strict=True))

    return frozenset(unit.number for unit in alignment.units() if changed(unit))


def changed_concepts(old: Before, termbase: Termbase) -> tuple[Concept, ...]:
    """Concepts that are new, gone, or differ in anything but where and in what order they stand.

    A glossary file that cannot be read as it was counts as not having been there.
    """
    then: dict[str, Concept] = {}
    for shown in old.names(old.project.shown(old.project.glossary)):
        if shown.endswith(".yaml"):
            try:
                then.update((concept.id, concept) for concept in parse_glossary(old.text(shown) or "", shown))
            except GlossaryError:
                continue
    now = {concept.id: concept for concept in termbase.concepts}
    names = [name for name in (then | now) if _bare(then.get(name)) != _bare(now.get(name))]
    both = [concept for name in names for concept in (then.get(name), now.get(name)) if concept is not None]
    return tuple(replace(concept, id=f"{concept.id}-{number}") for number, concept in enumerate(both))


def _bare(concept: Concept | None) -> object:
    """What counts in a concept: its terms and its part of speech, which decides how they match."""
    if concept is None:
        return None
    return concept.part_of_speech, frozenset(map(_term, concept.terms))


def _term(term: Term) -> Term:
    return replace(term, line=0)


def _beads(old: Before, pair: Pair) -> frozenset[tuple[tuple[str, ...], tuple[str, ...]]] | None:
    """The beads of the alignment file then, by the keys of their segments; None where there is none to read."""
    shown = old.project.shown(pair.alignment)
    text = old.text(shown)
    if text is None:
        return None
    try:
        lines = parse_lines(text, shown)[-1]
    except AlignmentError:
        return None
    return frozenset((tuple(k.text for k in line.source), tuple(k.text for k in line.target)) for line in lines)


def _keys(alignment: Alignment, unit: TranslationUnit) -> tuple[tuple[str, ...], tuple[str, ...]]:
    def keys(document: Document, indexes: Collection[int]) -> tuple[str, ...]:
        return tuple(segment_key(document.segment_text(index)) for index in indexes)

    return keys(alignment.source, unit.bead.source), keys(alignment.target, unit.bead.target)


def _git(project: Project, *arguments: str) -> bytes | None:
    """What git prints, None where it fails. Raises ProjectError where there is no git."""
    try:
        result = subprocess.run(  # noqa: S603 - fixed program, arguments are no options
            ["git", "-C", str(project.root), *arguments],  # noqa: S607
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise ProjectError("git is not installed", allowed="--since needs it.") from None
    return result.stdout if result.returncode == 0 else None
