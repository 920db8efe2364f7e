"""What a plug-in is, and how plug-ins are found.

A check, scorer, format or report is one file in its folder that defines CHECK, SCORER, FORMAT or REPORT.
Being in the folder is enough; other distributions add theirs through the entry-point groups
``align.checks``, ``align.scorers``, ``align.formats`` and ``align.reports``.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, TypeVar, cast

from align.bead import Alignment, TranslationUnit
from align.errors import PluginError
from align.finding import Finding, Hit, Severity
from align.options import Option
from align.page import Page
from align.term import Termbase

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Example:
    """One text pair (or several, as the units of one document) and what the check must find in it.

    ``hits`` are the marked texts in order: the target's where the hit marks the target, else the source's.
    ``glossary`` is YAML as in ``glossary/*.yaml``, ``options`` what align.yaml sets for the rule.
    """

    en: str | tuple[str, ...]
    zh: str | tuple[str, ...]
    hits: tuple[str, ...] = ()
    glossary: str = ""
    why: str = ""
    options: Mapping[str, object] = field(default_factory=dict)

    def pairs(self) -> tuple[tuple[str, str], ...]:
        sides = [(side,) if isinstance(side, str) else side for side in (self.en, self.zh)]
        return tuple(zip(*sides, strict=True))


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may look at besides its unit: every unit of the pair, the termbase and the rules' options.

    ``options`` holds what align.yaml sets, by rule and name. :meth:`once` keeps what is dear to compute
    (term matches, word evidence) for all checks of a run.
    """

    units: tuple[TranslationUnit, ...]
    termbase: Termbase = field(default_factory=Termbase)
    options: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    _memo: dict[object, object] = field(default_factory=dict, repr=False, compare=False)

    def once(self, compute: Callable[[Context], T]) -> T:
        """``compute(self)``, computed at the first call only."""
        if compute not in self._memo:
            self._memo[compute] = compute(self)
        return cast(T, self._memo[compute])

    def option(self, rule: str, option: Option[T]) -> T:
        """What the project set for an option of a rule, else the option's default."""
        return cast(T, self.options.get(rule, {}).get(option.name, option.default))


@dataclass(frozen=True, slots=True)
class Check:
    """One rule. ``run`` sees one unit at a time; the engine adds id, severity and address.

    ``mqm`` is the MQM category path. ``langs`` limits the rule to units that have these languages.
    ``min_confidence``: on a bead less sure than this the engine does not run the rule, because a doubtful
    pair is an alignment task, never an accusation. ``example`` order: clean ones first.
    ``default``: whether the rule runs without being asked for; one that does not is switched on in align.yaml
    or by ``align check --all``. ``options`` are its settings in align.yaml. ``pure``: equal texts, glossary and
    settings always give equal hits; what a rule says that asks something else (a server, a model) is not cached.
    """

    id: str
    severity: Severity
    mqm: str
    run: Callable[[TranslationUnit, Context], Iterator[Hit]]
    examples: tuple[Example, ...]
    langs: tuple[str, ...] = ("en", "zh")
    min_confidence: float = 0.5
    needs_both_sides: bool = True
    default: bool = True
    options: tuple[Option[Any], ...] = ()
    pure: bool = True


@dataclass(frozen=True, slots=True)
class Scorer:
    """One signal of how well segments of both sides belong together.

    ``prepare(material)`` (an ``align.evidence.material.Material``) returns a function from
    ``align.evidence.candidates.Candidates`` to an array with one row a bead and one column for each of ``columns``.
    The aligner adds the columns up with fitted weights; ``prior`` gives weights for columns that no fitted model
    knows. ``needs`` names what the user must have given for the signal to speak ("vectors", "rendered"); nothing
    for most. One with ``of_gaps`` measures segments without counterpart instead of beads: it is shown only these.
    """

    id: str
    describe: str
    columns: tuple[str, ...]
    prepare: Callable[[Any], Callable[[Any], Any]]
    prior: Mapping[str, float] = field(default_factory=dict)
    needs: str = ""
    of_gaps: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """A file format. ``read`` turns a file's text into a page of lines; ``write`` turns an alignment into text.

    Either may be None. ``suffixes`` with their dot, lower case.
    """

    id: str
    suffixes: tuple[str, ...]
    describe: str
    read: Callable[[str], Page] | None = None
    write: Callable[[Alignment, str], str] | None = None
    """``write(alignment, name)`` -> file content."""


@dataclass(frozen=True, slots=True)
class ReportInput:
    """Everything a report may show. ``findings`` are sorted as the engine sorts them.

    ``dismissed`` are findings that may stay, each with the reason; only forms that have a place for them
    (SARIF's suppressions) show them.
    """

    findings: tuple[Finding, ...]
    alignments: Mapping[str, Alignment]
    checks: Sequence[Check]
    version: str
    concepts: int = 0
    colour: bool = False
    width: int = 100
    dismissed: tuple[tuple[Finding, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One output form of findings: a pure function from input to text."""

    id: str
    suffix: str
    describe: str
    render: Callable[[ReportInput], str]


def load(package: str, constant: str, kind: type[T]) -> tuple[T, ...]:
    """Every plug-in of a folder (``align.checks``) and of its entry points, sorted by id.

    Raises PluginError where a module lacks the constant, or two plug-ins share an id.
    """
    return _load(package, constant, cast(Any, kind))


@cache
def _load(package: str, constant: str, kind: Any) -> tuple[Any, ...]:
    found: dict[str, Any] = {}
    for origin, plugin in _candidates(package, constant):
        if not isinstance(plugin, kind):
            raise PluginError(f"{origin} must define {constant}, a {kind.__name__}")
        if plugin.id in found:
            raise PluginError(f"{origin}: the id {plugin.id!r} is already taken")
        found[plugin.id] = plugin
    return tuple(found[key] for key in sorted(found))


def _candidates(package: str, constant: str) -> Iterable[tuple[str, object]]:
    for module in pkgutil.iter_modules(import_module(package).__path__):
        if not module.name.startswith("_"):
            origin = f"{package}.{module.name}"
            yield origin, getattr(import_module(origin), constant, None)
    for entry in entry_points(group=package):
        yield entry.value, entry.load()
