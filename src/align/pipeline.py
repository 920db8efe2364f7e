"""The whole road: read both documents, segment, align, keep what people decided, write, check."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from align.alignments import load, save
from align.alignments.bead_lines import Cut
from align.alignments.cuts import stored_cuts, with_cuts
from align.bead import Alignment
from align.config import FILE_NAME as SETTINGS
from align.config import Ignore
from align.document import Document
from align.errors import AlignError, ProjectError, TextError
from align.evidence.hints import Hints
from align.files import read_text, refuse_merge
from align.finding import Finding
from align.glossary import load_termbase
from align.ignores import leave_out
from align.keeping import Displaced, anchors, keep, rounded
from align.languages import wrong_side
from align.plugin import Check
from align.project import Pair, Project
from align.remembered import checked
from align.segmenter import segment
from align.term import Termbase
from align.verdicts import FILE_NAME as BASELINE
from align.verdicts import Sorted, apply, load_verdicts


@dataclass(frozen=True, slots=True)
class Realigned:
    """A new alignment as written, how many decided beads it keeps, and what became of the others.

    ``written`` tells whether the file changed.
    """

    alignment: Alignment
    decided: int = 0
    displaced: tuple[Displaced, ...] = ()
    written: bool = False


def documents(project: Project, pair: Pair) -> tuple[Document, Document]:
    """Source and target of a pair, segmented; sentences that a person has split (see ``alignments.cuts``) are so.

    Raises TextError for a file that cannot be read, is in the middle of a merge or in another language.
    """

    def document(path: Path, lang: str, cuts: Sequence[Cut]) -> Document:
        shown = project.shown(path)
        text = read_text(path, shown=shown)
        refuse_merge(text, shown)
        if found := wrong_side(text, lang):
            name = {"zh": "Chinese", "en": "English"}.get(lang, lang)
            raise TextError(f"should be {name}, but holds {found}", path=shown, allowed="Are the two sides swapped?")
        return with_cuts(segment(shown, text, lang), cuts)

    source, target = stored_cuts(pair.alignment)
    return document(pair.source, project.config.source, source), document(pair.target, project.config.target, target)


def read_alignment(project: Project, pair: Pair) -> Alignment:
    """The pair's alignment as stored. Raises AlignmentError where there is none, or a document changed since."""
    return load(project, pair, *documents(project, pair)).alignment()


def realign(
    project: Project,
    pair: Pair,
    termbase: Termbase | None = None,
    beside: Callable[[Document, Document], Hints] | None = None,
    *,
    progress: Callable[[float], None] | None = None,
    write: bool = True,
) -> Realigned:
    """Align a pair anew and write it, with every decided bead kept whose sentences still stand.

    ``termbase`` is the project's glossary unless given; ``beside`` finds vectors and machine translations for the
    two documents. ``progress`` is told the share done, 0 to 1.
    An alignment file that cannot be understood stops it: nothing is written then.
    """
    from align.aligner import align

    source, target = documents(project, pair)
    termbase = (load_termbase(project.glossary, project.root) if termbase is None else termbase).decided()
    aligned = partial(
        align,
        source,
        target,
        termbase,
        use_dictionary=project.config.dictionary,
        hints=beside(source, target) if beside else Hints(),
        progress=progress,
    )
    if not pair.alignment.exists():
        found = aligned()
        result = Realigned(replace(found, beads=tuple(map(rounded, found.beads))))
    else:
        stored = load(project, pair, source, target)
        kept = keep(aligned(anchors=anchors(stored)), stored)
        result = Realigned(kept.alignment, kept.decided, kept.displaced)
    return replace(result, written=save(project, pair, result.alignment)) if write else result


@dataclass(frozen=True, slots=True)
class Checked:
    """Findings of some document pairs, apart from those dismissed in the baseline, and what they were found in.

    ``ignored`` are those that align.yaml leaves out, ``unused`` its entries that leave out none. ``changed`` are
    the beads that were asked about, by document; None for all. ``unchecked`` says which documents that were asked
    about could not be checked, and why.
    """

    findings: Sorted
    alignments: Mapping[str, Alignment]
    concepts: int
    ignored: tuple[tuple[Finding, Ignore], ...] = ()
    unused: tuple[Ignore, ...] = ()
    changed: Mapping[str, frozenset[int]] | None = None
    unchecked: tuple[AlignError, ...] = ()


def check(
    project: Project,
    names: Sequence[str],
    checks: Sequence[Check],
    *,
    today: date | None = None,
    since: str | None = None,
    cache: Path | None = None,
) -> Checked:
    """Check document pairs, by name or path (all without names).

    ``today`` lets dismissals expire. ``since`` is a commit: only findings in beads that changed after it, or that
    a changed term touches, are told. ``cache`` is a folder for results kept between runs. A document without its
    translation keeps no other from being checked. Raises ProjectError where there is nothing to check, and whatever
    reading the project's files raises.
    """
    pairs = project.select(names)
    termbase = load_termbase(project.glossary, project.root)
    verdicts = load_verdicts(project.root / BASELINE, BASELINE)
    alignments = {pair.name: read_alignment(project, pair) for pair in pairs}
    if not any(alignment.beads for alignment in alignments.values()):
        raise ProjectError("there was nothing to check: no document pair has a bead")
    settings = project.root / SETTINGS
    text = settings.read_text("utf-8", "surrogateescape") if settings.is_file() else ""
    findings: list[Finding] = []
    for name, alignment in alignments.items():
        config = project.config
        findings += checked(
            alignment, name, checks, termbase, config.rules, config.options, settings=text, folder=cache
        )
    rules = [check.id for check in checks]
    left = leave_out(findings, project.config.ignores, alignments, rules)
    found = apply(left.kept, verdicts, today=today, names=alignments, rules=rules)
    changed = _changed(project, pairs, alignments, termbase, since) if since else None
    if changed is not None:
        found = replace(found, open=tuple(f for f in found.open if f.bead in changed[f.name]))
    concepts = len(termbase.decided())
    return Checked(found, alignments, concepts, left.ignored, left.unused, changed, project.unpaired(names))


def _changed(
    project: Project,
    pairs: Sequence[Pair],
    alignments: Mapping[str, Alignment],
    termbase: Termbase,
    ref: str,
) -> dict[str, frozenset[int]]:
    from align.since import before, changed_beads

    old = before(project, ref)
    return {pair.name: changed_beads(old, pair, alignments[pair.name], termbase) for pair in pairs}
