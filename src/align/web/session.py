"""One document pair under review: the files, what is in memory of them, and every operation from one to the other.

The files are the truth. An operation is worked out in memory, written to the undo log, then to the files, and
only then taken over. Whoever else writes the files (a ``git pull``) is noticed before anything is overwritten.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from align.alignments import format_alignment, load
from align.bead import Alignment
from align.errors import AlignError
from align.glossary import load_termbase
from align.pipeline import documents, realign
from align.plugin import Check
from align.plugin import load as load_plugins
from align.project import Pair, Project
from align.rejections import FILE_NAME as REJECTED
from align.term import Termbase
from align.verdicts import FILE_NAME as BASELINE
from align.verdicts import Verdict, load_verdicts
from align.web.filetext import FileText
from align.web.findings import LiveFindings
from align.web.journal import Entry, Journal
from align.web.operations import Change, RefusedError
from align.web.patches import Patch, StaleError, file_digest, patch, read_raw
from align.web.recheck import Rechecker
from align.web.splitting import healed
from align.web.stretches import Stretches
from align.web.surroundings import STATE, ignored_by_git, owner, stamp, unhurried
from align.web.travel import Way, cuts_of, step_back
from align.web.wire import pack_bead, pack_document, pack_stretches


class OutdatedError(AlignError):
    """A text was changed since it was aligned, by somebody else: the alignment must be made anew."""


@dataclass(frozen=True, slots=True)
class Step:
    """What an operation comes to: new contents of files, and what to take over in memory once they are written.

    ``change`` is what becomes of the beads, ``stretches`` of the sentences (split, made whole, or rewritten).
    """

    label: str
    row: int
    files: dict[str, str | None] = field(default_factory=dict)
    change: Change | None = None
    alignment: Alignment | None = None
    text: FileText | None = None
    stretches: Stretches = ()
    verdicts: tuple[Verdict, ...] | None = None
    termbase: Termbase | None = None


class Session:
    """Everything the page shows and does, apart from HTTP. Its methods may be called from any thread."""

    def __init__(self, project: Project, pair: Pair) -> None:
        self.project = project
        self.pair = pair
        self.root = project.root
        self.lock = threading.RLock()
        self.checks = load_plugins("align.checks", "CHECK", Check)
        state = self.root / STATE
        ignored_by_git(state.parent)
        self.journal = Journal(self.root, state / "journal.jsonl")
        self.owner = owner(self.root)
        self.termbase = Termbase()
        self.count = 0
        self.saved = 0
        self.read()

    # What is there

    def read(self) -> None:
        """Read every file anew. Raises AlignError where they cannot be used; then nothing changes in memory."""
        with self.lock:
            termbase = load_termbase(self.project.glossary, self.root)
            verdicts = load_verdicts(self.root / BASELINE, BASELINE)
            stored = load(self.project, self.pair, *documents(self.project, self.pair))
            if stored.changes:
                raise OutdatedError(f"the alignment is out of date: {'; '.join(stored.changes)}", path=stored.path)
            alignment = stored.alignment()
            text = FileText(alignment)
            hashes = {name: file_digest(self.root / name) for name in self.watched()}
            self.text, self.hashes = text, hashes
            self.stamps = {name: stamp(self.root / name) for name in hashes}
            previous = getattr(self, "findings", None)
            self.alignment = alignment
            self.verdicts = {(v.name, v.fingerprint): v for v in verdicts}
            if previous is None or termbase != self.termbase:
                self.termbase = termbase
                levels = dict(self.project.config.rules)
                config = self.project.config
                rules = Rechecker(self.pair.name, self.checks, levels, termbase, config.options, config.ignores)
                self.findings = LiveFindings(rules, alignment)
            else:
                self.findings.adopt(alignment)
            self.count += 1

    def watched(self) -> list[str]:
        """The files that this page reads and writes, relative to the project."""
        fixed = [self.shown(path) for path in (self.pair.alignment, self.pair.source, self.pair.target)]
        glossary = [self.shown(path) for path in sorted(self.project.glossary.glob("*.yaml"))]
        return [*fixed, BASELINE, self.shown(self.project.glossary / REJECTED), *glossary]

    def shown(self, path: Path) -> str:
        return self.project.shown(path)

    @property
    def rev(self) -> str:
        return str(self.count)

    def changed_outside(self) -> list[str]:
        """Files that somebody else has written since this page read or wrote them."""
        with self.lock:
            found = []
            for name in {*self.watched(), *self.hashes}:
                path = self.root / name
                if name in self.stamps and self.stamps[name] == stamp(path):
                    continue
                if name in self.hashes and self.hashes[name] == file_digest(path):
                    self.stamps[name] = stamp(path)
                else:
                    found.append(name)
            return sorted(found)

    def document(self) -> dict[str, Any]:
        """The whole document pair for the page."""
        with self.lock:
            return {
                **pack_document(self.alignment, self.pair.name),
                **self.state(),
                "findings": self.findings.all_packed(self.verdict),
            }

    def state(self) -> dict[str, Any]:
        """What the page's bar shows, small enough to be asked for every second."""
        with self.lock:
            undo, redo = self.journal.undoable, self.journal.redoable
            return {
                "rev": self.rev,
                "checked": self.findings.version,
                "pending": self.findings.pending,
                "undo": undo and {"label": undo.label, "row": undo.row},
                "redo": redo and {"label": redo.label, "row": redo.row},
            }

    def verdict(self, fingerprint: str) -> Verdict | None:
        """What was decided on a finding, as long as it counts."""
        verdict = self.verdicts.get((self.pair.name, fingerprint))
        return verdict if verdict and verdict.counts_on(datetime.now().astimezone().date()) else None

    # What may be done

    def require_fresh(self) -> None:
        """Raises StaleError where a file is not as this page knows it."""
        changed = self.changed_outside()
        if changed:
            raise StaleError(f"{', '.join(changed)} changed on disk since this page read it")

    def do(self, work: Callable[[Session], Step]) -> dict[str, Any]:
        """Carry an operation out and write it; what the page has to change.

        Raises RefusedError where it cannot be done, StaleError where the files changed under the page, TextError
        or OSError where they cannot be written: nothing has changed then.
        """
        with self.lock, unhurried():
            self.require_fresh()
            step = work(self)
            before = {name: read_raw(self.root / name) for name in step.files}
            changed = {name: text for name, text in step.files.items() if before[name] != text}
            patches = tuple(patch(name, before[name], text, self.hashes.get(name)) for name, text in changed.items())
            if not patches:
                return {**self.state(), "focus": step.row, "label": step.label, "nothing": True}
            focus = step.change.focus if step.change is not None else step.row
            entry = self._entry(step, focus, patches)
            self.journal.do(entry, tuple(changed.values()))
            self._wrote(patches)
            return {**self._take(step), "focus": focus, "label": step.label}

    def align_anew(self) -> dict[str, Any]:
        """Align the whole pair anew, because a text was changed outside; what is decided stays where it stands.

        One operation in the undo log. Raises AlignError where the texts cannot be used.
        """
        with self.lock:
            found = realign(self.project, self.pair, self.termbase, write=False)
            name, text = self.shown(self.pair.alignment), format_alignment(found.alignment)
            before = read_raw(self.pair.alignment)
            label = "align the changed texts anew"
            if before != text:
                self.journal.do(Entry(self.pair.name, label, 0, (patch(name, before, text),)), (text,))
                self.saved += 1
            self.read()
            told = {"kept": found.decided, "displaced": len(found.displaced)}
            return {**self.state(), **told, "label": label, "reload": True}

    def undo(self) -> dict[str, Any]:
        with self.lock, unhurried():
            return self._travel("undo")

    def redo(self) -> dict[str, Any]:
        with self.lock, unhurried():
            return self._travel("redo")

    def _travel(self, way: Way) -> dict[str, Any]:
        self.require_fresh()
        entry = self.journal.undoable if way == "undo" else self.journal.redoable
        if entry is None:
            return {**self.state(), "nothing": True}
        patches = entry.patches if way == "redo" else tuple(p.reverse() for p in reversed(entry.patches))
        step = step_back(self, entry, patches, way)
        move = self.journal.undo if way == "undo" else self.journal.redo
        move([step.files[item.path] for item in patches] if step is not None else ())
        self._wrote(patches)
        about: dict[str, Any] = {
            "label": entry.label if entry.name == self.pair.name else f"{entry.label} of {entry.name}"
        }
        if entry.name == self.pair.name:
            about["focus"] = entry.row
        if step is not None:
            return {**self._take(step), **about}
        try:
            return {**self._reread({item.path for item in patches}, entry), **about}
        except AlignError:
            # What was before does not fit the texts as they are now: everything back.
            _ = self.journal.redo() if way == "undo" else self.journal.undo()
            self._wrote(tuple(p.reverse() for p in reversed(patches)))
            raise RefusedError(f"“{entry.label}” cannot be taken back: the texts have changed since") from None

    def _reread(self, paths: set[str], entry: Entry) -> dict[str, Any]:
        """What undo has written, read: decisions and terms alone where it was only them."""
        if paths & {self.shown(path) for path in (self.pair.alignment, self.pair.source, self.pair.target)}:
            self.read()
            return {**self.state(), "reload": True}
        step = Step(entry.label, entry.row)
        if BASELINE in paths:
            step = replace(step, verdicts=tuple(load_verdicts(self.root / BASELINE, BASELINE)))
        if any(path.startswith(f"{self.shown(self.project.glossary)}/") for path in paths):
            step = replace(step, termbase=load_termbase(self.project.glossary, self.root))
        return self._take(step)

    def _entry(self, step: Step, focus: int, patches: tuple[Patch, ...]) -> Entry:
        """The step as the undo log keeps it."""
        change, new = step.change, step.alignment
        if change is None or new is None:
            return Entry(self.pair.name, step.label, focus, patches)
        old = self.alignment.beads[change.at : change.at + change.removed]
        beads = (change.at, [pack_bead(b) for b in old], [pack_bead(b) for b in change.beads])
        cuts = cuts_of(self.alignment), cuts_of(new)
        return Entry(self.pair.name, step.label, focus, patches, beads, cuts if cuts[0] != cuts[1] else None)

    def step_of(self, label: str, change: Change) -> Step:
        """An operation on beads, with the alignment file that it leads to."""
        alignment = replace(self.alignment, beads=change.apply(self.alignment.beads))
        return self.step_to(label, *healed(alignment, change))

    def step_to(self, label: str, alignment: Alignment, change: Change, stretches: Stretches) -> Step:
        """An operation that may have split sentences or made them whole, with the alignment file."""
        text = self.text.after(alignment, change, stretches)
        files: dict[str, str | None] = {self.shown(self.pair.alignment): text.text}
        return Step(label, change.focus, files, change, alignment, text, stretches)

    def _wrote(self, patches: tuple[Patch, ...]) -> None:
        for item in patches:
            self.hashes[item.path] = item.after
            self.stamps[item.path] = stamp(self.root / item.path)
        self.saved += 1

    def _take(self, step: Step) -> dict[str, Any]:
        """Take a written operation over into memory; what the page has to change."""
        self.count += 1
        result: dict[str, Any] = {}
        if step.verdicts is not None:
            self.verdicts = {(v.name, v.fingerprint): v for v in step.verdicts}
        if step.termbase is not None:
            self.termbase = step.termbase
            self.findings.use(step.termbase)
            result["terms"] = True
        if step.change is not None and step.alignment is not None and step.text is not None:
            result["splice"] = {
                "at": step.change.at,
                "removed": step.change.removed,
                "beads": [pack_bead(bead) for bead in step.change.beads],
            }
            result["texts"] = pack_stretches(step.alignment, step.stretches)
            self.alignment, self.text = step.alignment, step.text
            self.findings.splice(step.alignment, step.change)
        return {**result, **self.state(), "findings": self.findings.changes(self.verdict)}
