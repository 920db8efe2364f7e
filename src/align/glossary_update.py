"""Bring a project's glossary up to date with its aligned texts: read all, merge, write each file whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from align.bead import Alignment
from align.corpusevidence import SURE, Corpus, candidates, known_evidence, proposals
from align.files import read_text, write_text
from align.glossary import load_termbase
from align.glossary_files import CANDIDATES
from align.pipeline import read_alignment
from align.project import Project
from align.regeneration import Regenerated, regenerate
from align.rejections import FILE_NAME as REJECTED
from align.rejections import load_rejections
from align.termevidence import FILE_NAME, FOLDER, format_evidence, parse_evidence


@dataclass(frozen=True, slots=True)
class Update:
    """What an update would write: shown path -> (text now, new text), only files that change; and why."""

    changes: Mapping[str, tuple[str, str]]
    result: Regenerated

    def diff(self) -> Iterator[str]:
        """The change as a unified diff."""
        for path, (old, new) in self.changes.items():
            yield from unified_diff(
                old.splitlines(keepends=True), new.splitlines(keepends=True), f"a/{path}", f"b/{path}"
            )


def read_alignments(project: Project) -> dict[str, Alignment]:
    """Every pair's alignment, by name. Raises AlignmentError where one is missing or out of date."""
    return {pair.name: read_alignment(project, pair) for pair in project.pairs()}


def plan(project: Project, alignments: Mapping[str, Alignment], sure: float = SURE) -> Update:
    """The update of a project's glossary, nothing written yet."""
    termbase = load_termbase(project.glossary, project.root)
    langs = (project.config.source, project.config.target)
    texts = glossary_texts(project)
    path = evidence_path(project)
    old = path.read_text("utf-8") if path.exists() else ""
    corpus = Corpus.of(alignments)
    found = candidates(corpus)
    result = regenerate(
        texts,
        parse_evidence(old, project.shown(path)),
        proposals(found, corpus, termbase, sure),
        known_evidence(termbase, corpus, langs, found),
        load_rejections(project.glossary, project.shown(project.glossary / REJECTED)),
        langs=_source_first(langs),
        candidates=project.shown(project.glossary / CANDIDATES),
    )
    changes = {name: (texts.get(name, ""), text) for name, text in result.texts.items() if text != texts.get(name, "")}
    evidence = format_evidence(result.evidence)
    if evidence != old:
        changes[project.shown(path)] = (old, evidence)
    return Update(changes, result)


def carry_out(project: Project, update: Update) -> None:
    """Write the changed files, each in one step. The evidence comes last: what it does not know of yet, the
    next update recognises as its own."""
    shown = project.shown(evidence_path(project))
    for path in sorted(update.changes, key=lambda name: (name == shown, name)):
        write_text(project.root / path, update.changes[path][1])


def glossary_texts(project: Project) -> dict[str, str]:
    """The glossary files' texts by shown path."""
    paths = sorted(project.glossary.glob("*.yaml"))
    return {project.shown(path): read_text(path, shown=project.shown(path)) for path in paths}


def evidence_path(project: Project) -> Path:
    return project.glossary / FOLDER / FILE_NAME


def _source_first(langs: tuple[str, str]) -> tuple[str, str]:
    """English terms lead: extraction starts from them whichever side is the original."""
    return ("en", "zh") if set(langs) == {"en", "zh"} else langs
