"""What a change of the glossary does to the corpus: findings that appear and go, by concept."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from align.bead import Alignment
from align.checker import enabled, run_checks
from align.errors import GlossaryError
from align.files import decode_text
from align.finding import Finding
from align.glossary import parse_glossary
from align.glossary_lines import bare
from align.matcher import TermMatcher
from align.plugin import Check, load
from align.project import Project
from align.term import Concept, Termbase

OTHER = ""
"""The concept of findings that no changed concept accounts for."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to a concept, and the findings that came and went with it."""

    concept: str
    what: str
    appear: tuple[Finding, ...]
    go: tuple[Finding, ...]


def termbase_at(project: Project, ref: str) -> Termbase:
    """The glossary as a commit has it. Raises GlossaryError where git does not know the commit."""
    folder = project.shown(project.glossary)
    listed = _git(project.root, "ls-tree", "-z", "--name-only", ref, f"./{folder}/")
    concepts: list[Concept] = []
    for name in sorted(filter(None, listed.decode("utf-8").split("\0"))):
        if name.endswith(".yaml"):
            raw = _git(project.root, "show", f"{ref}:./{name}")
            shown = f"{name} at {ref}"
            text = decode_text(raw, shown=shown)
            concepts += parse_glossary(text, name)
    return Termbase(tuple(concepts))


def impact(old: Termbase, new: Termbase, alignments: Mapping[str, Alignment], project: Project) -> tuple[Change, ...]:
    """The changed concepts with their findings; concepts whose findings change come first, most first."""
    checks = enabled(load("align.checks", "CHECK", Check), project.config.rules, project.config.options)
    before, after = (_findings(termbase, alignments, checks, project) for termbase in (old, new))
    changed = _changed(old, new)
    concepts = [new.get(name) or old.get(name) for name in changed]
    both = [c for name in changed for c in (old.get(name), new.get(name)) if c is not None]
    finder = _Finder(both, project.config.source, project.config.target)
    appear, go = _by_concept(after, before, finder), _by_concept(before, after, finder)
    changes = [Change(c.id, changed[c.id], tuple(appear.get(c.id, ())), tuple(go.get(c.id, ()))) for c in concepts if c]
    if OTHER in appear or OTHER in go:
        changes.append(Change(OTHER, "other", tuple(appear.get(OTHER, ())), tuple(go.get(OTHER, ()))))
    return tuple(sorted(changes, key=lambda c: (-(len(c.appear) + len(c.go)), c.concept)))


def _changed(old: Termbase, new: Termbase) -> dict[str, str]:
    """Concepts that were added, removed or changed in their terms."""
    found = {}
    for name in sorted({c.id for c in (*old.concepts, *new.concepts)}):
        a, b = old.get(name), new.get(name)
        if a is None or b is None:
            found[name] = "added" if a is None else "removed"
        elif bare(a).terms != bare(b).terms or a.part_of_speech != b.part_of_speech:
            found[name] = "changed"
    return found


def _findings(
    termbase: Termbase, alignments: Mapping[str, Alignment], checks: Sequence[Check], project: Project
) -> dict[tuple[str, str, str], Finding]:
    found = {}
    for name, alignment in alignments.items():
        for finding in run_checks(alignment, name, checks, termbase, project.config.rules, project.config.options):
            found[name, finding.fingerprint, finding.message] = finding
    return found


class _Finder:
    """Which of some concepts a finding is about: the one whose term it marks, else one that its text has."""

    def __init__(self, concepts: list[Concept], source: str, target: str) -> None:
        termbase = Termbase(tuple(concepts))
        self.matchers = (TermMatcher(termbase, source), TermMatcher(termbase, target))

    def concept(self, finding: Finding) -> str:
        for place, matcher in zip((finding.source, finding.target), self.matchers, strict=True):
            span = place.span.shift(-place.offset)
            for match in matcher.find_all(place.context):
                if match.span.overlaps(span):
                    return match.concept.id
        return OTHER


def _by_concept(
    these: Mapping[tuple[str, str, str], Finding], those: Mapping[tuple[str, str, str], Finding], finder: _Finder
) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for key, finding in these.items():
        if key not in those:
            found.setdefault(finder.concept(finding), []).append(finding)
    return found


def _git(root: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)  # noqa: S603, S607
    except OSError as error:
        raise GlossaryError(f"git cannot be run: {error.strerror}") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise GlossaryError(f"git says: {said}", allowed="Name a commit, branch or tag: align glossary diff main")
    return done.stdout
