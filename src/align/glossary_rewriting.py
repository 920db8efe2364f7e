"""Many concepts of one glossary file put in, replaced or taken out at once; all other bytes stay."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field

from align.errors import GlossaryError
from align.glossary import parse_glossary
from align.glossary_lines import bare, format_concept
from align.glossary_places import block, concept_nodes, dash, end_with_comments, id_of, with_head_comments
from align.term import Concept
from align.yamledit import Edit, apply, insert_lines, line_end, line_start
from align.yamltext import Node

HEADER = (
    "# Candidates found by `align glossary update`: decide with `align glossary accept ID --to FIELD`",
    "# or `reject ID`, or edit them here. What you change is yours: the next update leaves it alone.",
    "",
)


@dataclass(slots=True)
class Rewriting:
    """What is to happen to the concepts of a file."""

    added: list[Concept] = field(default_factory=list)
    replaced: dict[str, Concept] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)


def rewrite(text: str, path: str, changes: Rewriting) -> str:
    """The file's text after the changes. New concepts go before the first one with a later id."""
    nodes = {id_of(node): node for node in concept_nodes(text, path)}
    if not nodes:
        lines = [line for c in sorted(changes.added, key=lambda c: c.id) for line in (*format_concept(c), "")]
        gap = [] if text.endswith("\n\n") else [""]
        head = gap if text.strip() else list(HEADER)
        return _proved(apply(text, [insert_lines(text, len(text), [*head, *lines[:-1]])]), text, path, changes)
    column = next(iter(nodes.values())).column - 3
    indent = " " * column
    edits = []
    for name in changes.removed:
        start, end = block(text, nodes[name])
        if not text[end : line_end(text, end)].strip():
            end = line_end(text, end)
        edits.append(Edit(start, end))
    for name, concept in changes.replaced.items():
        start, end = block(text, nodes[name])
        edits.append(Edit(start, end, _lines_in_place(text, end, format_concept(concept, indent))))
    edits += _insertions(text, nodes, changes.added, indent)
    return _proved(apply(text, _untangled(edits)), text, path, changes)


def blocks(text: str, path: str) -> dict[str, tuple[str, ...]]:
    """The lines of every concept as written; with the comment directly above, if there is one."""
    found = {}
    for node in concept_nodes(text, path):
        start, end = block(text, node)
        above = line_start(text, start - 1) if start else start
        if text[above:start].lstrip().startswith("#"):
            start = above
        found[id_of(node)] = tuple(line.rstrip("\r") for line in text[start:end].rstrip("\r\n").split("\n"))
    return found


def _lines_in_place(text: str, end: int, lines: list[str]) -> str:
    """Lines that take the place of others: the last one ends as the old one did."""
    edit = insert_lines(text, 0, lines).text
    return edit if text[:end].endswith("\n") else edit.rstrip("\r\n")


def _insertions(text: str, nodes: dict[str, Node], added: list[Concept], indent: str) -> list[Edit]:
    order = list(nodes)
    # Where the file is sorted, a new concept goes where it belongs; elsewhere before the first later one.
    latest: list[str] = []
    for name in order:
        latest.append(max(name, latest[-1]) if latest else name)
    by_place: defaultdict[int, list[Concept]] = defaultdict(list)
    for concept in sorted(added, key=lambda concept: concept.id):
        by_place[bisect_right(latest, concept.id)].append(concept)
    edits = []
    for place, concepts in by_place.items():
        lines = [line for concept in concepts for line in (*format_concept(concept, indent), "")]
        if place == len(order):
            last = nodes[order[-1]]
            end = end_with_comments(text, last, len(indent))
            edits.append(insert_lines(text, end, ["", *lines[:-1]]))
        else:
            node = nodes[order[place]]
            edits.append(insert_lines(text, with_head_comments(text, dash(text, node)), lines))
    return edits


def _untangled(edits: list[Edit]) -> list[Edit]:
    """Insertions that fall where a removal starts or lies come before it."""
    spans = sorted((e for e in edits if e.end > e.start), key=lambda e: e.start)
    result = list(spans)
    for edit in edits:
        if edit.end == edit.start:
            inside = next((span for span in spans if span.start < edit.start < span.end), None)
            place = edit.start if inside is None else inside.start
            result.append(Edit(place, place, edit.text))
    merged: dict[int, Edit] = {}
    for edit in sorted(result, key=lambda e: (e.start, e.end)):
        if edit.end == edit.start and edit.start in merged and merged[edit.start].end == edit.start:
            merged[edit.start] = Edit(edit.start, edit.start, merged[edit.start].text + edit.text)
        elif edit.start in merged:
            merged[edit.start] = Edit(edit.start, edit.end, merged[edit.start].text + edit.text)
        else:
            merged[edit.start] = edit
    return list(merged.values())


def _proved(new: str, old: str, path: str, changes: Rewriting) -> str:
    """``new``, if it holds exactly the old concepts with the changes. Raises GlossaryError otherwise."""
    before = {c.id: bare(c) for c in (parse_glossary(old, path) if old.strip() else ())}
    after = {c.id: bare(c) for c in parse_glossary(new, path)}
    given = {c.id for c in changes.added} | changes.replaced.keys()
    untouched = {name: c for name, c in before.items() if name not in changes.removed and name not in given}
    if untouched != {name: c for name, c in after.items() if name not in given} or not given <= after.keys():
        raise GlossaryError(
            "could not be rewritten safely", path=path, allowed="Please report this; nothing was written."
        )
    return new
