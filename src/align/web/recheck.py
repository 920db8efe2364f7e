"""Findings of a document under review, kept bead by bead and found again only where an operation touched them.

A rule that looks at its bead and the neighbours is run again there at once. A rule that needs the whole
document (the same name rendered in two ways) is run again as a whole when the reviewer pauses: which rules
those are is observed, not listed (they ask the context for something computed from every unit).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from align import termhits
from align.bead import Alignment, Bead, TranslationUnit
from align.checker import enabled, find_in, in_order, merged
from align.config import Ignore
from align.finding import Finding, Place, Severity
from align.ignores import leave_out
from align.matcher import TermMatcher
from align.plugin import Check, Context
from align.term import Termbase

T = TypeVar("T")
Found = tuple[Finding, ...]

_MARGIN = 2
_PER_UNIT = (termhits._all, termhits.matchers)
"""What is computed from every unit but says nothing that another unit could change."""


@dataclass(frozen=True)
class _Listening(Context):
    """A context that notes whether somebody asks for something computed from the whole document."""

    heard: set[object] = field(default_factory=set)

    def once(self, compute: Callable[[Context], T]) -> T:
        if compute not in _PER_UNIT:
            self.heard.add(compute)
        return Context.once(self, compute)


class Rechecker:
    """The rules of a project, ready to be run on a stretch of beads or on whole documents."""

    def __init__(
        self,
        name: str,
        checks: Iterable[Check],
        levels: Mapping[str, Severity | None],
        termbase: Termbase,
        options: Mapping[str, Mapping[str, object]] | None = None,
        ignores: Sequence[Ignore] = (),
    ):
        """``levels`` and ``options`` are those of align.yaml; rules that it does not switch on stay off."""
        self.name = name
        self.levels = levels
        self.options = options or {}
        self.ignores = ignores
        self.termbase = termbase
        self._known: Termbase | None = None
        self.checks = enabled(checks, levels, self.options)
        self.wide: set[str] = set()
        self._memo: dict[object, object] = {}

    def knowing(self, termbase: Termbase) -> Rechecker:
        """The same rules with another glossary."""
        other = Rechecker(self.name, self.checks, self.levels, termbase, self.options, self.ignores)
        other.wide = self.wide
        return other

    def matchers(self, alignment: Alignment) -> tuple[TermMatcher, TermMatcher]:
        """What finds the glossary's terms in the source and in the target."""
        if termhits.matchers not in self._memo:
            self._context(tuple(replace(alignment, beads=alignment.beads[:1]).units()), alignment)
        return self._memo[termhits.matchers]  # type: ignore[return-value]

    def near(self, alignment: Alignment, low: int, high: int) -> list[Found]:
        """What the rules that look around a bead say of the beads from ``low`` to ``high``."""
        first, last = _window(alignment.beads, low, high)
        part = replace(alignment, beads=alignment.beads[first:last])
        units = tuple(part.units())
        context = self._context(units, alignment)
        wanted = units[low - first : high - first]
        findings: list[Finding] = []
        for check in self.checks:
            if check.id not in self.wide:
                context.heard.clear()
                found = find_in(wanted, part, self.name, (check,), context, self.levels)
                if context.heard:
                    self.wide.add(check.id)
                else:
                    findings += found
        return _by_bead(self._kept(findings, alignment), low - first, high - low)

    def whole(self, alignment: Alignment) -> list[Found]:
        """What the rules that need the whole document say of every bead."""
        checks = [check for check in self.checks if check.id in self.wide]
        if not checks:
            return [()] * len(alignment.beads)
        units = tuple(alignment.units())
        findings = find_in(units, alignment, self.name, checks, self._context(units, alignment), self.levels)
        return _by_bead(self._kept(findings, alignment), 0, len(units))

    def _kept(self, findings: list[Finding], alignment: Alignment) -> Sequence[Finding]:
        """Findings less those that align.yaml leaves out; asked while their places are those of the documents."""
        return leave_out(findings, self.ignores, {self.name: alignment}).kept if self.ignores else findings

    def _context(self, units: tuple[TranslationUnit, ...], alignment: Alignment) -> _Listening:
        if self._known is None:
            self._known = self.termbase.within(alignment.source.path, alignment.target.path)
        context = _Listening(units, self._known, self.options)
        if units:
            context._memo.update(self._memo)
            self._memo[termhits.matchers] = context.once(termhits.matchers)
        return context


def touched(beads: Sequence[Bead], low: int, high: int) -> tuple[int, int]:
    """The beads whose findings a change from ``low`` to ``high`` may alter: neighbours, and whole runs of gaps."""
    low, high = max(0, low - 1), min(len(beads), high + 1)
    while low > 0 and _gap(beads[low]) and _gap(beads[low - 1]):
        low -= 1
    while high < len(beads) and _gap(beads[high - 1]) and _gap(beads[high]):
        high += 1
    return low, high


def together(near: Found, wide: Found, wide_rules: Collection[str]) -> list[Finding]:
    """A bead's findings from near and whole rules, sorted and merged as ``run_checks`` does.

    A rule that turned out to need the whole document counts only there.
    """
    found = (*(f for f in near if f.rule not in wide_rules), *wide)
    return in_order(merged(replace(f, bead=0) for f in found))


def _window(beads: Sequence[Bead], low: int, high: int) -> tuple[int, int]:
    low, high = touched(beads, low, high)
    return max(0, low - _MARGIN), min(len(beads), high + _MARGIN)


def _gap(bead: Bead) -> bool:
    return not (bead.source and bead.target)


def _by_bead(findings: Iterable[Finding], first: int, count: int) -> list[Found]:
    lists: list[list[Finding]] = [[] for _ in range(count)]
    for finding in findings:
        here = replace(finding, source=_in_unit(finding.source), target=_in_unit(finding.target))
        lists[finding.bead - 1 - first].append(here)
    return [tuple(found) for found in lists]


def _in_unit(place: Place) -> Place:
    """The place counted from the start of the unit's side: an edit further up must not make it untrue."""
    return replace(place, span=place.span.shift(-place.offset), offset=0)
