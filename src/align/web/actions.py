"""The operations by name, as the page asks for them: from a JSON record to a step of the session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, cast

from align.aligner import align
from align.bead import Bead, BeadStatus
from align.document import Document, Span
from align.finding import Finding
from align.verdicts import FILE_NAME as BASELINE
from align.verdicts import Verdict, format_verdicts
from align.web import operations as on
from align.web import terms
from align.web.operations import Change, RefusedError
from align.web.patches import read_raw
from align.web.session import Session, Step
from align.web.splitting import sentences_cut
from align.web.texts import edit

Record = dict[str, Any]


def work(record: Record) -> Callable[[Session], Step]:
    """What an operation's record asks for. Raises RefusedError for a record that makes no sense."""
    name = _of(record, "op", str)
    maker = _MAKERS.get(name)
    if maker is None:
        raise RefusedError(f"unknown operation {name!r}", allowed=f"Allowed: {', '.join(_MAKERS)}.")
    return lambda session: maker(session, record)


def _of(record: Record, key: str, kind: type) -> Any:
    value = record.get(key)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise RefusedError(f"the operation needs {key!r} as {kind.__name__}")
    return value


def _row(session: Session, record: Record) -> int:
    index = int(_of(record, "row", int))
    if not 0 <= index < len(session.alignment.beads):
        raise RefusedError(f"there is no row {index + 1}")
    return index


def _side(record: Record) -> on.Side:
    side = _of(record, "side", str)
    if side not in ("source", "target"):
        raise RefusedError(f"unknown side {side!r}", allowed="Allowed: source, target.")
    return cast(on.Side, side)


def _beads(label: str, change: Callable[[Session, int, Record], Change]) -> Callable[[Session, Record], Step]:
    def make(session: Session, record: Record) -> Step:
        index = _row(session, record)
        return session.step_of(label.format(n=index + 1, m=index + 2), change(session, index, record))

    return make


def _note(session: Session, index: int, record: Record) -> Change:
    return on.comment(session.alignment.beads, index, _of(record, "text", str))


def _split(session: Session, record: Record) -> Step:
    """A row split after so many sentences of each side, and so many characters (``source_at``) into the next one."""
    index = _row(session, record)
    counts = {side: int(_of(record, side, int)) for side in ("source", "target")}
    label = f"split row {index + 1}"
    inside = {side: int(_of({"at": record.get(f"{side}_at", 0)}, "at", int)) for side in on.SIDES}
    cuts = [(side, counts[side], at) for side, at in inside.items() if at]
    alignment, stretches = sentences_cut(session.alignment, index, cuts)
    source, target = (counts[side] + bool(inside[side]) for side in on.SIDES)
    change = on.split(alignment.beads, index, source, target)
    if not cuts:
        return session.step_of(label, change)
    return session.step_to(label, replace(alignment, beads=change.apply(alignment.beads)), change, stretches)


def _move(session: Session, index: int, record: Record) -> Change:
    return on.move(session.alignment.beads, index, _side(record), _of(record, "down", bool))


def _shift(session: Session, index: int, record: Record) -> Change:
    return on.shift(session.alignment.beads, index, _side(record), _of(record, "down", bool))


def _plain(change: Callable[[on.Beads, int], Change]) -> Callable[[Session, int, Record], Change]:
    return lambda session, index, record: change(session.alignment.beads, index)


def _realign(session: Session, index: int, record: Record) -> Change:
    """The stretch between the decided rows around this one, aligned anew."""
    beads = session.alignment.beads
    if _decided(beads[index]):
        raise RefusedError("this row is decided: only what lies between decided rows is aligned anew")
    low = next((n + 1 for n in range(index, -1, -1) if _decided(beads[n])), 0)
    high = next((n for n in range(index, len(beads)) if _decided(beads[n])), len(beads))
    part = beads[low:high]
    sides = []
    for side, document in (("source", session.alignment.source), ("target", session.alignment.target)):
        held = sorted(n for bead in part for n in getattr(bead, side))
        if held != list(range(held[0], held[0] + len(held))) if held else False:
            raise RefusedError("the sentences between the decided rows do not follow each other in the text")
        sides.append(
            (held[0] if held else 0, replace(document, segments=tuple(document.segments[n] for n in held), cuts=()))
        )
    if not sides[0][1].segments or not sides[1][1].segments:
        raise RefusedError("one side has no sentence between the decided rows: there is nothing to align")
    use_dictionary = session.project.config.dictionary
    found = align(sides[0][1], sides[1][1], session.termbase, use_dictionary=use_dictionary)
    notes = {(bead.source, bead.target): bead for bead in part}
    made = []
    for bead in found.beads:
        source, target = (
            tuple(n + first for n in held) for held, (first, _) in zip((bead.source, bead.target), sides, strict=True)
        )
        old = notes.get((source, target))
        new = Bead(source, target, round(bead.confidence, 2), BeadStatus.AUTO, bead.reasons)
        made.append(replace(new, status=old.status, note=old.note, bookmark=old.bookmark) if old else new)
    lost = {n for bead in part if bead.note for n in bead.source} - {n for b in made if b.note for n in b.source}
    if lost:
        raise RefusedError("a commented row would be dissolved: confirm it or take its comment away first")
    return Change(low, high - low, tuple(made), low)


def _decided(bead: Bead) -> bool:
    return bead.status in (BeadStatus.CONFIRMED, BeadStatus.EDITED) or bead.accepted


def _edit(session: Session, record: Record) -> Step:
    """The whole text of a row's translation, or of a gap in it, replaced."""
    index = _row(session, record)
    bead, document = session.alignment.beads[index], session.alignment.target
    new = _line_ends(document, _of(record, "text", str).strip())
    if not new:
        raise RefusedError("the translation cannot be left empty here: delete the sentence in the file itself")
    if bead.target:
        span = document.cover(bead.target)
        if span.of(document.text).replace("\r\n", "\n") != _of(record, "old", str):
            raise RefusedError("the text is not as the page shows it")
        return _edited(session, index, span, new, f"edit text of row {index + 1}")
    span, before, after = _opening(session, index)
    return _edited(session, index, span, before + new + after, f"translate row {index + 1}")


def _opening(session: Session, index: int) -> tuple[Span, str, str]:
    """Where the translation of a row without one belongs: after that of the row before, or first of all."""
    alignment = session.alignment
    source, target, bead = alignment.source, alignment.target, alignment.beads[index]
    for n in range(index - 1, -1, -1):
        other = alignment.beads[n]
        if other.target:
            at = target.segments[other.target[-1]].span.end
            same = other.source and source.segments[other.source[-1]].block == source.segments[bead.source[0]].block
            wide = "" if target.lang.startswith(("zh", "ja")) else " "
            return Span(at, at), wide if same else _paragraph(target), ""
    at = target.segments[0].span.start if target.segments else len(target.text)
    return Span(at, at), "", _paragraph(target)


def _paragraph(document: Document) -> str:
    """What stands between the paragraphs of a document."""
    end = "\r\n" if "\r\n" in document.text else "\n"
    return end * 2 if end * 2 in document.text else end


def _line_ends(document: Document, text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\n", "\r\n") if "\r\n" in document.text else text


def _edited(session: Session, index: int, span: Span, new: str, label: str) -> Step:
    result = edit(session.alignment, index, span, new)
    alignment = result.alignment
    name = session.shown(session.pair.target)
    raw = read_raw(session.root / name) or ""
    mark = "\ufeff" if raw.startswith("\ufeff") else ""
    if raw != mark + session.alignment.target.text:
        raise RefusedError("the file of the translation is not as the page knows it")
    step = session.step_to(label, alignment, result.change, result.stretches)
    return replace(step, row=index, files={name: mark + alignment.target.text, **step.files})


def _finding(session: Session, record: Record) -> tuple[int, Finding]:
    found = session.findings.find(_of(record, "finding", str))
    if found is None:
        raise RefusedError("this problem is no longer there")
    return found


def _fix(session: Session, record: Record) -> Step:
    """The suggested text in the place that a finding marks."""
    index, finding = _finding(session, record)
    if finding.fix is None or not finding.points_at_target:
        raise RefusedError("there is no ready text for this problem: edit the sentence")
    place = finding.target
    at = session.alignment.target.cover(session.alignment.beads[index].target).start
    low, high = place.span.start - place.offset + at, place.span.end - place.offset + at
    return _edited(session, index, Span(low, high), finding.fix, f"fix {finding.rule} in row {index + 1}")


def _dismiss(session: Session, record: Record) -> Step:
    index, finding = _finding(session, record)
    reason = _of(record, "reason", str).strip()
    if not reason:
        raise RefusedError("say why this is no problem")
    until = record.get("expires") or None
    try:
        day = date.fromisoformat(until) if until else None
    except (TypeError, ValueError):
        raise RefusedError(f"{until!r} is no day", allowed="Year-month-day, as 2027-01-31.") from None
    verdict = Verdict(session.pair.name, finding.rule, finding.fingerprint, reason, session.owner, day, finding.message)
    kept = {**session.verdicts, (verdict.name, verdict.fingerprint): verdict}
    return _verdicts(session, f"dismiss {finding.rule} in row {index + 1}", index, kept)


def _restore(session: Session, record: Record) -> Step:
    fingerprint = _of(record, "finding", str)
    index, _ = session.findings.find(fingerprint) or (0, None)
    kept = {key: verdict for key, verdict in session.verdicts.items() if key != (session.pair.name, fingerprint)}
    if len(kept) == len(session.verdicts):
        raise RefusedError("this problem is not dismissed")
    return _verdicts(session, f"reopen a problem in row {index + 1}", index, kept)


def _verdicts(session: Session, label: str, index: int, kept: dict[tuple[str, str], Verdict]) -> Step:
    return Step(label, index, {BASELINE: format_verdicts(kept.values())}, verdicts=tuple(kept.values()))


def _term(session: Session, record: Record) -> Step:
    texts = [_of(record, key, str).strip() for key in ("source", "target", "definition", "field")]
    return terms.add(session, _row(session, record), *texts)


def _accept_candidate(session: Session, record: Record) -> Step:
    field = _of(record, "field", str).strip() if "field" in record else ""
    return terms.accept_candidate(session, _row(session, record), _of(record, "id", str), field)


def _reject_candidate(session: Session, record: Record) -> Step:
    why = str(_of({"why": record.get("why", "")}, "why", str))
    return terms.reject_candidate(session, _row(session, record), _of(record, "id", str), why)


def _term_status(session: Session, record: Record) -> Step:
    about = [_of(record, key, str) for key in ("id", "lang", "term", "status")]
    return terms.set_status(session, _row(session, record), *about)


def _term_merge(session: Session, record: Record) -> Step:
    return terms.merge_concept(session, _row(session, record), _of(record, "id", str), _of(record, "into", str))


def _term_split(session: Session, record: Record) -> Step:
    chosen = _of(record, "terms", list)
    if not all(isinstance(pair, list) and [type(part) for part in pair] == [str, str] for pair in chosen):
        raise RefusedError("the operation needs 'terms' as pairs of language and text")
    pairs = [(lang, text) for lang, text in chosen]
    meaning = _of(record, "definition", str).strip()
    return terms.split_concept(session, _row(session, record), _of(record, "id", str), pairs, meaning)


_MAKERS: dict[str, Callable[[Session, Record], Step]] = {
    "merge": _beads("merge rows {n} and {m}", _plain(on.merge)),
    "split": _split,
    "move": _beads("move a sentence of row {n}", _move),
    "shift": _beads("shift a side from row {n}", _shift),
    "swap": _beads("swap the translations of rows {n} and {m}", _plain(on.swap)),
    "confirm": _beads("confirm row {n}", _plain(on.confirm)),
    "confirm-above": _beads("confirm all above row {n}", _plain(on.confirm_above)),
    "review": _beads("change the review mark of row {n}", _plain(on.review)),
    "accept": _beads("accept the gap of row {n}", _plain(on.accept)),
    "bookmark": _beads("bookmark row {n}", _plain(on.bookmark)),
    "comment": _beads("comment on row {n}", _note),
    "realign": _beads("align anew around row {n}", _realign),
    "edit": _edit,
    "fix": _fix,
    "dismiss": _dismiss,
    "restore": _restore,
    "term-add": _term,
    "term-status": _term_status,
    "term-merge": _term_merge,
    "term-split": _term_split,
    "candidate-accept": _accept_candidate,
    "candidate-reject": _reject_candidate,
}
