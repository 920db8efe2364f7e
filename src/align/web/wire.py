"""How beads, documents and findings travel: small JSON arrays, spans in code points from the start of a side."""

from __future__ import annotations

from typing import Any

from align.bead import Alignment, Bead, BeadStatus
from align.document import Document
from align.finding import Finding, Severity
from align.plugin import Check
from align.verdicts import Verdict
from align.web.stretches import Stretches


def pack_bead(bead: Bead) -> list[Any]:
    """First source segment (-1 for none), how many; the same for the target; confidence, status, note, marks."""
    return [
        bead.source[0] if bead.source else -1,
        len(bead.source),
        bead.target[0] if bead.target else -1,
        len(bead.target),
        bead.confidence,
        bead.status.value,
        bead.note,
        int(bead.bookmark),
        int(bead.accepted),
    ]


def unpack_bead(record: list[Any]) -> Bead:
    s, sn, t, tn, confidence, status, note, bookmark, accepted = record
    return Bead(
        tuple(range(s, s + sn)) if sn else (),
        tuple(range(t, t + tn)) if tn else (),
        confidence,
        BeadStatus(status),
        (),
        note,
        bool(bookmark),
        bool(accepted),
    )


def pack_texts(document: Document, first: int, last: int) -> dict[str, Any]:
    """Segments' texts, and the white space between each and the one before."""
    before = document.segments[first - 1].span.end if first else 0
    spans = [segment.span for segment in document.segments[first:last]]
    ends = [before, *(span.end for span in spans[:-1])]
    gaps = [document.text[end : span.start] for end, span in zip(ends, spans, strict=bool(spans))]
    return {"texts": [span.of(document.text) for span in spans], "gaps": gaps}


def pack_stretches(alignment: Alignment, stretches: Stretches) -> list[dict[str, Any]]:
    """The segments that are new, by side: where they go, how many they replace, and how many they are.

    The text after them comes along: the white space before it may be another.
    """
    packed, moved = [], {"source": 0, "target": 0}
    for stretch in stretches:
        document = alignment.source if stretch.side == "source" else alignment.target
        first = stretch.at + moved[stretch.side]
        last = min(first + stretch.new + 1, len(document.segments))
        about = {"side": stretch.side, "at": stretch.at, "old": stretch.old, "new": stretch.new}
        packed.append({**about, **pack_texts(document, first, last)})
        moved[stretch.side] += stretch.new - stretch.old
    return packed


def pack_document(alignment: Alignment, name: str) -> dict[str, Any]:
    """Everything of a document pair that does not come from checks."""
    sides = {}
    for side, document in (("source", alignment.source), ("target", alignment.target)):
        sides[side] = {
            "lang": document.lang,
            "path": document.path,
            **pack_texts(document, 0, len(document.segments)),
        }
    return {"name": name, **sides, "beads": [pack_bead(bead) for bead in alignment.beads]}


def pack_finding(finding: Finding, verdict: Verdict | None) -> dict[str, Any]:
    return {
        "id": finding.fingerprint,
        "rule": finding.rule,
        "severity": str(finding.severity),
        "group": "style" if finding.severity is Severity.NEUTRAL else group_of(finding.rule, finding.mqm),
        "message": finding.message,
        "fix": finding.fix,
        "source": _span(finding, "source") if finding.points_at_source else None,
        "target": _span(finding, "target") if finding.points_at_target else None,
        "verdict": None if verdict is None else {"reason": verdict.reason, "owner": verdict.owner},
    }


def _span(finding: Finding, side: str) -> list[int]:
    place = finding.source if side == "source" else finding.target
    return [place.span.start - place.offset, place.span.end - place.offset]


def group_of(rule: str, mqm: str) -> str:
    """Which chip of the page a rule belongs to, by its MQM category (figures have one of their own)."""
    if rule == "figures":
        return "numbers"
    if mqm.startswith("terminology"):
        return "terms"
    if mqm.startswith(("accuracy/omission", "accuracy/addition", "accuracy/untranslated")):
        return "omissions"
    return "wording"


def pack_check(check: Check) -> dict[str, str]:
    return {"id": check.id, "severity": str(check.severity), "group": group_of(check.id, check.mqm)}
