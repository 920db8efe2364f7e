"""Fixes that findings carry, put into the translation; only those that hold.

After the fixes are in, the checks run again. A fix is withdrawn where its own rule speaks at that place again,
where a rule speaks that was silent before, or where it would join the sentences of two beads. What a fix leaves
open (two fixes that overlap) gets its turn in the next round.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff

from align.bead import Alignment
from align.document import Span
from align.edits import BeadsBrokenError, Edit, Edited, with_target
from align.finding import Finding

_ROUNDS = 5

Recheck = Callable[[Alignment], tuple[Finding, ...]]
Key = tuple[str, int, Span | None, Span | None]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A document pair with its fixes. ``withdrawn`` ones were tried and did not hold.

    ``findings`` are what the checks say now. ``renamed`` maps fingerprints of findings that were to be left
    alone to the fingerprints they have now, where those differ.
    """

    alignment: Alignment
    findings: tuple[Finding, ...]
    applied: tuple[Finding, ...] = ()
    withdrawn: tuple[Finding, ...] = ()
    renamed: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class _Round:
    """Fixes that held together: the text, and the findings after."""

    edited: Edited
    alignment: Alignment
    findings: tuple[Finding, ...]
    applied: tuple[Finding, ...]
    withdrawn: tuple[Finding, ...]


def has_fix(finding: Finding, *, unsafe: bool) -> bool:
    """Whether a finding can be fixed: always, or only where unsafe fixes are wanted too."""
    if finding.fix is None or not finding.points_at_target or finding.fix == finding.target.text:
        return False
    # A line break would change the blocks of the document, which no fix of a sentence may do.
    return (unsafe or finding.fix_is_safe) and not any(line in finding.fix for line in "\r\n\v\f\x85\u2028\u2029")


def fix(
    alignment: Alignment,
    findings: Sequence[Finding],
    recheck: Recheck,
    *,
    unsafe: bool = False,
    leave: Iterable[str] = (),
) -> Fixed:
    """Put the fixes of an alignment's findings into its target.

    ``findings`` are all that ``recheck`` says of the alignment; ``leave`` are fingerprints of those that stay
    as they are (a person dismissed them). Safe fixes go first, then the severest, then by place.
    """
    leave = set(leave)
    left = {_key(f): f.fingerprint for f in findings if f.fingerprint in leave}
    now = Fixed(alignment, tuple(findings))
    refused: set[object] = set()
    for _ in range(_ROUNDS):
        wanted = _chosen(
            f for f in now.findings if has_fix(f, unsafe=unsafe) and _key(f) not in left and _text(f) not in refused
        )
        if not wanted:
            break
        done = _round(now.alignment, now.findings, wanted, recheck)
        refused.update(map(_text, done.withdrawn))
        left = {_key(f, done.edited): left[_key(f)] for f in now.findings if _key(f) in left}
        now = Fixed(done.alignment, done.findings, (*now.applied, *done.applied), (*now.withdrawn, *done.withdrawn))
        if not done.applied and not done.withdrawn:
            break
    again = {left[_key(f)]: f.fingerprint for f in now.findings if _key(f) in left}
    renamed = {old: new for old, new in again.items() if old != new}
    return Fixed(now.alignment, now.findings, now.applied, now.withdrawn, renamed)


def diff(before: str, after: str, path: str) -> str:
    """The change of a file as a unified diff; "" where nothing changed."""
    lines = unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    """Lines as diff and patch count them: a form feed or U+2028 ends none."""
    return [f"{line}\n" for line in text.split("\n")[:-1]] + ([last] if (last := text.rpartition("\n")[2]) else [])


def _round(alignment: Alignment, findings: Sequence[Finding], wanted: Sequence[Finding], recheck: Recheck) -> _Round:
    """The most of the wanted fixes that hold together."""
    withdrawn: list[Finding] = []
    while wanted:
        edited = Edited(alignment.target.text, map(_edit, wanted))
        try:
            result = with_target(alignment, edited)
        except BeadsBrokenError as error:
            bad = {f for f in wanted if f.bead - 1 in error.beads} or set(wanted)
        else:
            after = recheck(result)
            bad = _spoilt(wanted, _new(findings, wanted, after, edited), edited)
            if not bad:
                return _Round(edited, result, after, tuple(wanted), tuple(withdrawn))
        # The worst of each bead alone: the others of the bead may well hold without it.
        worst = {f.bead: f for f in sorted(bad, key=_preference)}.values()
        withdrawn += worst
        wanted = [f for f in wanted if f not in worst]
    return _Round(Edited(alignment.target.text, ()), alignment, tuple(findings), (), tuple(withdrawn))


def _edit(finding: Finding) -> Edit:
    return Edit(finding.target.span, finding.fix or "")


def _preference(finding: Finding) -> tuple[object, ...]:
    """Which of several fixes goes in first: safe ones, then the severest, then by place."""
    return not finding.fix_is_safe, -finding.severity, finding.target.span, finding.rule, finding.fix or ""


def _text(finding: Finding) -> tuple[str, int, str, str, str | None]:
    """What tells a fix from others, wherever it stands; in a text that has changed it is another."""
    return finding.rule, finding.bead, finding.target.context, finding.target.text, finding.fix


def _chosen(findings: Iterable[Finding]) -> list[Finding]:
    """Findings whose fixes do not meet each other."""
    chosen: dict[int, list[Finding]] = {}
    for finding in sorted(findings, key=_preference):
        here = chosen.setdefault(finding.bead, [])
        if not any(_edit(finding).meets(_edit(other)) for other in here):
            here.append(finding)
    return sorted((f for here in chosen.values() for f in here), key=lambda f: f.target.span)


def _new(
    before: Iterable[Finding], fixed: Iterable[Finding], after: Iterable[Finding], edited: Edited
) -> list[Finding]:
    """Findings that were not there before; one that only moved within its bead was."""
    fixed = set(fixed)
    expected = Counter(_key(finding, edited) for finding in before if finding not in fixed)
    unexpected = []
    for finding in after:
        key = _key(finding)
        if expected[key]:
            expected[key] -= 1
        else:
            unexpected.append(finding)
    moved = Counter(key[:2] for key in expected.elements())
    new = []
    for finding in unexpected:
        if moved[finding.rule, finding.bead]:
            moved[finding.rule, finding.bead] -= 1
        else:
            new.append(finding)
    return new


def _key(finding: Finding, edited: Edited | None = None) -> Key:
    """A finding by rule and places; with ``edited``, by where its place in the target is after the edits."""
    target = finding.target.span if edited is None else edited.moved(finding.target.span)
    source = finding.source.span if finding.points_at_source else None
    return finding.rule, finding.bead, source, target if finding.points_at_target else None


def _spoilt(fixed: Sequence[Finding], new: Iterable[Finding], edited: Edited) -> set[Finding]:
    """The fixes that new findings speak against: those they touch, else all of their bead."""
    bad: set[Finding] = set()
    by_bead: dict[int, list[Finding]] = {}
    for finding in fixed:
        by_bead.setdefault(finding.bead, []).append(finding)
    for finding in new:
        here = by_bead.get(finding.bead, [])
        touched = [f for f in here if finding.points_at_target and _touch(finding.target.span, edited.place(_edit(f)))]
        bad.update(
            f for f in touched or here if f.fix_is_safe or f.rule == finding.rule or f.severity <= finding.severity
        )
    return bad


def _touch(a: Span, b: Span) -> bool:
    return a.start <= b.end and b.start <= a.end
