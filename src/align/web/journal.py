"""The undo log: every operation as patches, on disk before the files are touched.

One line of JSON an event: an operation, or that one was undone or done again. The log outlives the server.
What an operation killed half-way left behind is rolled back when the log is opened.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from glob import escape
from pathlib import Path
from typing import Any

from align.files import write_text
from align.web.patches import Patch, StaleError, apply_patch, file_digest, read_raw

KEPT = 2000
"""Operations that can be undone; older ones are forgotten when the log is opened."""


Cuts = tuple[Sequence[int], Sequence[int]]
"""Offsets in the texts of the source and of the target."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation. ``beads`` tells what it did to the beads of document ``name``, where it did that.

    ``beads`` is (index, beads before, beads after), each bead as in ``wire.pack_bead``; None where the whole
    alignment was made anew, so that everything must be read again. ``cuts`` are the places where a person has
    split sentences of the source and of the target, before and after, where they are not the same.
    """

    name: str
    label: str
    row: int
    patches: tuple[Patch, ...]
    beads: tuple[int, list[Any], list[Any]] | None = None
    cuts: tuple[Cuts, Cuts] | None = None


class Journal:
    """The operations done and undone, in memory and on disk."""

    def __init__(self, root: Path, path: Path) -> None:
        self.root = root
        self.path = path
        self.done: list[Entry] = []
        self.undone: list[Entry] = []
        self._read()
        self._recover()

    @property
    def undoable(self) -> Entry | None:
        return self.done[-1] if self.done else None

    @property
    def redoable(self) -> Entry | None:
        return self.undone[-1] if self.undone else None

    def do(self, entry: Entry, texts: Sequence[str | None] = ()) -> None:
        """Log the operation, then write its files (``texts``: their new contents). On failure nothing has changed."""
        self._log({"do": asdict(entry)})
        self.done.append(entry)
        undone, self.undone = self.undone, []
        try:
            self._write(entry.patches, texts)
        except Exception:
            self.done.pop()
            self.undone = undone
            self._log({"failed": 1})
            raise

    def undo(self, texts: Sequence[str | None] = ()) -> Entry:
        """Take the last operation back. ``texts``: what the files hold then, in reverse order, where that is known."""
        entry = self.done[-1]
        self._log({"undo": 1})
        try:
            self._write([item.reverse() for item in reversed(entry.patches)], texts)
        except Exception:
            self._log({"failed": 1})
            raise
        self.undone.append(self.done.pop())
        return entry

    def redo(self, texts: Sequence[str | None] = ()) -> Entry:
        """Do the operation undone last again. ``texts``: what the files hold then, where that is known."""
        entry = self.undone[-1]
        self._log({"redo": 1})
        try:
            self._write(entry.patches, texts)
        except Exception:
            self._log({"failed": 1})
            raise
        self.done.append(self.undone.pop())
        return entry

    def _write(self, patches: Sequence[Patch], texts: Sequence[str | None] = ()) -> None:
        written = 0
        try:
            for item, text in zip(patches, texts or [None] * len(patches), strict=True):
                apply_patch(self.root, item, text)
                written += 1
        except Exception:
            for item in reversed(patches[:written]):
                apply_patch(self.root, item.reverse())
            raise

    def _log(self, event: dict[str, Any]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(event, ensure_ascii=True, separators=(",", ":")) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def _read(self) -> None:
        """The stacks as the log tells; a line that a crash cut off ends it."""
        events = []
        for line in (read_raw(self.path) or "").split("\n"):
            try:
                events.append(json.loads(line))
            except ValueError:
                break
        failed = {n for n, event in enumerate(events) if "failed" in event}
        kept = [event for n, event in enumerate(events) if not failed & {n, n + 1}]
        for event in kept:
            if "do" in event:
                self.done.append(_entry(event["do"]))
                self.undone.clear()
            elif "undo" in event and self.done:
                self.undone.append(self.done.pop())
            elif "redo" in event and self.undone:
                self.done.append(self.undone.pop())
        self.done, self.undone = self.done[-KEPT:], self.undone[-KEPT:]

    def _rewrite(self) -> None:
        entries = [*self.done, *reversed(self.undone)]
        events = [{"do": asdict(entry)} for entry in entries] + [{"undo": 1}] * len(self.undone)
        if entries or self.path.exists():
            write_text(self.path, "".join(json.dumps(e, separators=(",", ":")) + "\n" for e in events))

    def _recover(self) -> None:
        """What a crash left half-done is taken back whole: files not all written, or none."""
        for entry in (*self.done[-1:], *self.undone[-1:]):
            for item in entry.patches:
                _sweep(self.root / item.path)
        if self.done and self._left_behind(self.done[-1].patches):
            self.done.pop()
        elif self.undone and self._left_behind([item.reverse() for item in self.undone[-1].patches]):
            self.done.append(self.undone.pop())
        self._rewrite()

    def _left_behind(self, patches: Sequence[Patch]) -> bool:
        """Whether some of the patches are still to be applied; those that are applied are reversed then."""
        states = [file_digest(self.root / item.path) for item in patches]
        pairs = list(zip(patches, states, strict=True))
        missing = any(state == item.before for item, state in pairs)
        if not missing or any(state not in (item.before, item.after) for item, state in pairs):
            return False
        for item, state in pairs:
            if state == item.after:
                apply_patch(self.root, item.reverse())
        return True


def _sweep(path: Path) -> None:
    """Take away what a killed process left of a file that it had not put in its place yet (see ``files``)."""
    for left in path.parent.glob(f".{escape(path.name)}.????????"):
        left.unlink(missing_ok=True)


def _entry(record: dict[str, Any]) -> Entry:
    patches = tuple(Patch(**item) for item in record["patches"])
    beads, cuts = record["beads"], record.get("cuts")
    return Entry(
        record["name"],
        record["label"],
        record["row"],
        patches,
        tuple(beads) if beads else None,
        tuple(map(tuple, cuts)) if cuts else None,  # type: ignore[arg-type]
    )


__all__ = ["Entry", "Journal", "StaleError"]
