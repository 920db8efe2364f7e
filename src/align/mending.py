"""The fixes of a project's findings, written: corpus file, alignment and baseline of each document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from align.alignments import format_alignment
from align.bead import Alignment
from align.checker import run_checks
from align.errors import TextError
from align.files import write_text
from align.finding import Finding
from align.fixing import Fixed, diff, fix, has_fix
from align.glossary import load_termbase
from align.pipeline import Checked
from align.plugin import Check
from align.project import Pair, Project
from align.verdicts import FILE_NAME as BASELINE
from align.verdicts import load_verdicts, save_verdicts

_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Mended:
    """A document before and after its fixes; ``before`` is the translation's text as it was."""

    pair: Pair
    path: str
    before: str
    fixed: Fixed

    @property
    def changed(self) -> bool:
        return self.before != self.fixed.alignment.target.text

    def diff(self) -> str:
        """What changes in the translation, as a unified diff; "" where nothing does."""
        return diff(self.before, self.fixed.alignment.target.text, self.path)


def mend(project: Project, checked: Checked, checks: Sequence[Check], *, unsafe: bool = False) -> tuple[Mended, ...]:
    """What the fixes of open findings make of the documents that were checked; nothing is written.

    Findings that are not open (dismissed, ignored, not asked for) are left alone.
    """
    termbase = load_termbase(project.glossary, project.root)
    config = project.config
    wanted: dict[str, set[str]] = {}
    for finding in checked.findings.open:
        wanted.setdefault(finding.name, set()).add(finding.fingerprint)
    mended = []
    for name, alignment in checked.alignments.items():

        def recheck(changed: Alignment, name: str = name) -> tuple[Finding, ...]:
            return run_checks(changed, name, checks, termbase, config.rules, config.options)

        if not any(has_fix(f, unsafe=unsafe) for f in checked.findings.open if f.name == name):
            continue
        findings = recheck(alignment)
        leave = {finding.fingerprint for finding in findings} - wanted[name]
        result = fix(alignment, findings, recheck, unsafe=unsafe, leave=leave)
        mended.append(Mended(project.pair(name), alignment.target.path, alignment.target.text, result))
    return tuple(mended)


def write(project: Project, mended: Sequence[Mended]) -> None:
    """Write the changed translations, each in one step, and their alignments with every bead kept.

    Raises TextError where a file has changed since it was read, or cannot be written; that document is then as
    it was.
    """
    for one in mended:
        if not one.changed:
            continue
        path = one.pair.target
        raw = path.read_bytes().decode("utf-8")
        mark = _BOM if raw.startswith(_BOM) else ""
        if raw != mark + one.before:
            raise TextError("has changed while it was checked; nothing in it was fixed", path=one.path)
        alignment = format_alignment(one.fixed.alignment)
        write_text(path, mark + one.fixed.alignment.target.text)
        try:
            write_text(one.pair.alignment, alignment)
        except TextError:
            # A text whose alignment is out of date would stop every command: both or none.
            write_text(path, raw)
            raise
        _rename_verdicts(project, one)


def _rename_verdicts(project: Project, one: Mended) -> None:
    """Dismissed findings keep their verdicts, though the sentence around them reads differently now."""
    renamed = one.fixed.renamed
    path = project.root / BASELINE
    if renamed:
        verdicts = load_verdicts(path, BASELINE)
        save_verdicts(
            path,
            [
                replace(v, fingerprint=renamed.get(v.fingerprint, v.fingerprint)) if v.name == one.pair.name else v
                for v in verdicts
            ],
        )
