"""Checks over units -> findings: runs the rules, adds id, severity and address, sorts."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from align.bead import Alignment, TranslationUnit, UnitSide
from align.document import Document, Span
from align.finding import Finding, Hit, Place, Severity
from align.plugin import Check, Context
from align.term import Termbase

MOST_IN_A_BEAD = 1000
"""Hits of one rule in one bead that are told: a bead with more is no sentence, and the last says so."""
_LONG = 10_000
"""Characters from which a bead's text goes into fingerprints by its digest, reckoned once a bead."""


def run_checks(
    alignment: Alignment,
    name: str,
    checks: Iterable[Check],
    termbase: Termbase | None = None,
    levels: Mapping[str, Severity | None] | None = None,
    options: Mapping[str, Mapping[str, object]] | None = None,
) -> tuple[Finding, ...]:
    """Every finding in one document pair, in document order.

    ``levels`` overrides a rule's severity (also of hits that set their own); None switches it off.
    ``options`` are the rules' settings. Every check given is run: :func:`enabled` picks those that should be.
    """
    units = tuple(alignment.units())
    known = (termbase or Termbase()).within(alignment.source.path, alignment.target.path)
    context = Context(units, known, options or {})
    return tuple(numbered(in_order(merged(find_in(units, alignment, name, checks, context, levels or {})))))


def enabled(
    checks: Iterable[Check],
    levels: Mapping[str, Severity | None],
    options: Mapping[str, Mapping[str, object]],
    *,
    everything: bool = False,
) -> tuple[Check, ...]:
    """The checks that a project runs: the default ones and those it names, less those it switches off.

    With ``everything`` also those that are off by default.
    """
    return tuple(
        check
        for check in checks
        if levels.get(check.id, check.severity) is not None
        and (check.default or everything or check.id in levels or check.id in options)
    )


def find_in(
    units: Iterable[TranslationUnit],
    alignment: Alignment,
    name: str,
    checks: Iterable[Check],
    context: Context,
    levels: Mapping[str, Severity | None],
) -> list[Finding]:
    """What the checks say of some units of an alignment, as it comes; :func:`merged` and the others follow."""
    findings = []
    units = tuple(units)
    for check in checks:
        level = levels.get(check.id, check.severity)
        if level is None:
            continue
        for unit in units:
            if _applies(check, unit):
                for hit in _first(check.run(unit, context)):
                    severity = level if check.id in levels or hit.severity is None else hit.severity
                    findings.append(_finding(alignment, name, unit, check, hit, severity))
    return findings


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """Findings of terminology at one place become one: the worst, with what the others say after it.

    A translator mends a place once; three rules that each accuse it are one message, not three.
    """
    result: list[Finding] = []
    by_bead: dict[int, list[int]] = {}
    for finding in sorted(findings, key=_first_told):
        if not finding.mqm.startswith("terminology/"):
            result.append(finding)
            continue
        places = by_bead.setdefault(finding.bead, [])
        same = next((i for i in places if _one_place(finding, result[i])), None)
        if same is None:
            places.append(len(result))
            result.append(finding)
        elif finding.message not in result[same].message:
            message = f"{result[same].message} {finding.message}"
            result[same] = _with_fix_of(finding, replace(result[same], message=message))
    return result


def _first_told(finding: Finding) -> tuple[object, ...]:
    """The worst first; of equally bad ones that which can be mended."""
    mended = (not finding.fix_is_safe, finding.fix is None)
    return (-finding.severity, *mended, finding.bead, finding.target.span, finding.rule)


def _with_fix_of(other: Finding, finding: Finding) -> Finding:
    """The finding, with the fix of another at the same place where it has none of its own.

    Two rules that would put different texts there leave the choice to a person.
    """
    if other.fix is None or other.target.span != finding.target.span:
        return finding
    if finding.fix is None:
        return replace(finding, fix=other.fix, fix_is_safe=other.fix_is_safe)
    return replace(finding, fix_is_safe=finding.fix == other.fix and (finding.fix_is_safe or other.fix_is_safe))


def _one_place(a: Finding, b: Finding) -> bool:
    marked = a.points_at_target and b.points_at_target
    return marked and a.target.span.overlaps(b.target.span)


def _applies(check: Check, unit: TranslationUnit) -> bool:
    if check.langs and {unit.source.lang, unit.target.lang} != set(check.langs):
        return False
    if check.needs_both_sides and not (unit.bead.source and unit.bead.target):
        return False
    return unit.bead.confidence >= check.min_confidence


def _first(hits: Iterator[Hit]) -> Iterator[Hit]:
    """The hits; where there are too many, the last one told says that more follow."""
    for count, hit in enumerate(islice(hits, MOST_IN_A_BEAD), start=1):
        more = count == MOST_IN_A_BEAD and next(hits, None) is not None
        yield replace(hit, message=f"{hit.message} More like this follow in the same bead.") if more else hit


def _finding(
    alignment: Alignment, name: str, unit: TranslationUnit, check: Check, hit: Hit, severity: Severity
) -> Finding:
    source = _place(alignment.source, unit.source, hit.source)
    target = _place(alignment.target, unit.target, hit.target)
    return Finding(
        rule=check.id,
        severity=severity,
        mqm=check.mqm,
        message=hit.message,
        name=name,
        bead=unit.number,
        confidence=unit.bead.confidence,
        source=source,
        target=target,
        points_at_source=hit.source is not None,
        points_at_target=hit.target is not None,
        fingerprint=_digest(check.id, *map(_said, (source.text, target.text, source.context, target.context))),
        fix=hit.fix,
        fix_is_safe=hit.fix_is_safe,
    )


def _place(document: Document, side: UnitSide, span: Span | None) -> Place:
    own = side.span if span is None else span.shift(side.span.start)
    return _placed(document, side.span, own, side.text)


def place_in(document: Document, context: Span, span: Span) -> Place:
    """A place in a document: ``span`` within ``context``, both counted from the document's start."""
    return _placed(document, context, span, context.of(document.text))


def _placed(document: Document, context: Span, span: Span, text: str) -> Place:
    return Place(
        path=document.path,
        lang=document.lang,
        span=span,
        start=document.position(span.start),
        end=document.position(span.end),
        text=text if span == context else span.of(document.text),
        context=text,
        offset=context.start,
    )


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sorted by place, then the worst first; equal findings at one place once."""
    unique = {(f.rule, f.bead, f.source.span, f.target.span, f.message): f for f in findings}
    return sorted(unique.values(), key=lambda f: (f.bead, f.target.span, f.source.span, -f.severity, f.rule, f.message))


def numbered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings in order, each with a fingerprint of its own: the second of equal content is told from the first."""
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.fingerprint] += 1
        count = seen[finding.fingerprint]
        yield finding if count == 1 else replace(finding, fingerprint=_digest(finding.fingerprint, str(count)))


def _said(context: str) -> str:
    return context if len(context) < _LONG else _digest_of(context)


@lru_cache(maxsize=8)
def _digest_of(text: str) -> str:
    return _digest(text)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]
