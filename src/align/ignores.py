"""Findings that a project leaves out: ``ignore`` in align.yaml, for a document, a block or a line.

Why there and not in the text: a corpus file is the document itself, byte for byte; a comment in it would be
read, aligned and translated. A block or line is named by words that stand in it, not by its number, so that
the entry stays with its words when the text around them moves. An entry that leaves nothing out is handed back.

    ignore:
      - {in: corpus/zh/visit.txt, rules: [quotes], reason: house style}
      - {in: visit, rules: [brackets], line: 从印度母港, reason: as printed}
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from align.bead import Alignment
from align.config import Ignore
from align.document import Document, Span
from align.finding import Finding


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Findings apart from those that entries leave out (each with its entry), and entries that leave out none."""

    kept: tuple[Finding, ...]
    ignored: tuple[tuple[Finding, Ignore], ...]
    unused: tuple[Ignore, ...]


def leave_out(
    findings: Iterable[Finding],
    ignores: Sequence[Ignore],
    alignments: Mapping[str, Alignment],
    rules: Collection[str] | None = None,
) -> LeftOut:
    """Sort findings by the entries of align.yaml.

    ``rules`` are those that were run (default: all): an entry of rules that were not cannot be called unused,
    nor one whose documents are not among ``alignments``.
    """
    regions = [(ignore, dict(_regions(ignore, alignments))) for ignore in ignores]
    kept: list[Finding] = []
    ignored: list[tuple[Finding, Ignore]] = []
    used: set[Ignore] = set()
    for finding in findings:
        entry = next((ignore for ignore, where in regions if _covers(ignore, where, finding)), None)
        if entry is None:
            kept.append(finding)
        else:
            ignored.append((finding, entry))
            used.add(entry)
    asked = [ignore for ignore, where in regions if where and (rules is None or set(ignore.rules) & set(rules))]
    unused = [ignore for ignore in asked if ignore not in used and (ignore.rules or rules is None)]
    return LeftOut(tuple(kept), tuple(ignored), tuple(unused))


def _regions(ignore: Ignore, alignments: Mapping[str, Alignment]) -> Iterator[tuple[tuple[str, str], tuple[Span, ...]]]:
    """For each document meant, by pair and path, the stretches that the entry is about."""
    for name, alignment in alignments.items():
        for document in (alignment.source, alignment.target):
            if fnmatchcase(name, ignore.path) or fnmatchcase(document.path, ignore.path):
                yield (name, document.path), tuple(_stretches(ignore, document))


def _stretches(ignore: Ignore, document: Document) -> Iterator[Span]:
    text = document.text
    if ignore.scope == "file":
        yield Span(0, len(text))
        return
    place = text.find(ignore.text)
    while place >= 0:
        end = place + len(ignore.text)
        if ignore.scope == "line":
            stop = text.find("\n", end)
            yield Span(text.rfind("\n", 0, place) + 1, len(text) if stop < 0 else stop)
        else:
            here = Span(place, end)
            yield from (block.span for block in document.blocks if block.span.overlaps(here))
        place = text.find(ignore.text, end)


def _covers(ignore: Ignore, where: Mapping[tuple[str, str], tuple[Span, ...]], finding: Finding) -> bool:
    if ignore.rules and finding.rule not in ignore.rules:
        return False
    for place in (finding.source, finding.target):
        stretches = where.get((finding.name, place.path), ())
        if any(stretch.overlaps(place.span) or stretch.contains(place.span) for stretch in stretches):
            return True
    return False
