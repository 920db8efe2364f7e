"""Undo and redo worked out in memory: from an entry of the log to the step that it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from align.bead import Alignment
from align.cutting import offsets_of
from align.document import Span
from align.web.journal import Cuts, Entry
from align.web.operations import SIDES, Change
from align.web.patches import Patch, digest
from align.web.splitting import with_document
from align.web.stretches import Stretches, carried_around, recut
from align.web.texts import retext
from align.web.wire import unpack_bead

if TYPE_CHECKING:
    from align.web.session import Session, Step

Way = Literal["undo", "redo"]


def cuts_of(alignment: Alignment) -> Cuts:
    """Where sentences of both sides are split, as the log keeps it."""
    return offsets_of(alignment.source), offsets_of(alignment.target)


def step_back(session: Session, entry: Entry, patches: Sequence[Patch], way: Way) -> Step | None:
    """What an entry comes to, its ``patches`` in the order and direction in which they are to be written.

    None where that cannot be told for sure without reading the files: the alignment file that the step leads to
    must be the very one that the patches lead to.
    """
    if entry.beads is None or entry.name != session.pair.name:
        return None
    at, before, after = entry.beads
    old, new = (after, before) if way == "undo" else (before, after)
    change = Change(at, len(old), tuple(unpack_bead(record) for record in new), entry.row)
    by_path = {item.path: item for item in patches}
    target = by_path.pop(session.shown(session.pair.target), None)
    name = session.shown(session.pair.alignment)
    beads = by_path.pop(name, None)
    if by_path:
        return None
    cuts = cuts_of(session.alignment) if entry.cuts is None else entry.cuts[0 if way == "undo" else 1]
    try:
        alignment, stretches = _documents(session, target, cuts)
        alignment = replace(alignment, beads=carried_around(session.alignment.beads, change, stretches))
    except ValueError:
        return None
    step = session.step_to(entry.label, alignment, change, stretches)
    if step.text is None or digest(step.text.text) != (beads.after if beads else session.hashes[name]):
        return None
    if target is not None:
        text = "\ufeff" * _mark(session) + alignment.target.text
        if digest(text) != target.after:
            return None
        step = replace(step, files={**step.files, target.path: text})
    return step


def _mark(session: Session) -> int:
    """The characters of the translation's file that are not in its document: its byte-order mark."""
    with session.pair.target.open("rb") as file:
        return int(file.read(3) == b"\xef\xbb\xbf")


def _documents(session: Session, target: Patch | None, cuts: Cuts) -> tuple[Alignment, Stretches]:
    """The alignment, its beads as they are, with the documents as they will be, and where these differ."""
    alignment = session.alignment
    found: Stretches = ()
    if target is not None:
        start = target.start - _mark(session)
        span = Span(start, start + len(target.old))
        document, stretch = retext(alignment.target, span, target.new, cuts[1])
        return replace(alignment, target=document), (stretch,)
    for side, offsets in zip(SIDES, cuts, strict=True):
        document, stretches = recut(getattr(alignment, side), side, offsets)
        alignment = with_document(alignment, side, document)
        found += stretches
    return alignment, found
