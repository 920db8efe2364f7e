"""align term: a term's entry, its renderings with counts, and every place of it side by side."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import click

from align.bead import UnitSide
from align.cells import cut, pad, printable, wrap
from align.cli._terminal import width
from align.cli._unpaired import stop_if, tell
from align.concordance import Place, as_written, counts, lookup, neighbours, places
from align.document import Document
from align.errors import EXIT_CLEAN, EXIT_FINDINGS, AlignmentError, ProjectError
from align.glossary import load_termbase
from align.matcher import TermMatch
from align.pipeline import read_alignment
from align.project import Project, find_project
from align.term import Concept

_FIRST = 20
_AROUND = 60


@click.command(epilog="Exit code: 0 shown, 1 neither in the glossary nor in the texts, 2 wrong input.")
@click.argument("query", metavar="TERM")
@click.option("--all", "everything", is_flag=True, help=f"Every place, not only the first {_FIRST}.")
@click.option("--whole", is_flag=True, help="The whole text of every bead, not only what is around the term.")
def command(query: str, everything: bool, whole: bool) -> None:
    """Show what the glossary says of TERM, how the texts render it, and where.

    TERM is a term in any language, in any case and number, or the id of a concept. A term that the glossary
    does not have is looked for in the texts as it is written.

    \b
    align term "Pillar II"
    align term 谅解备忘录 --all
    """
    if not query.strip():
        raise click.UsageError("Which term?")
    project = find_project()
    termbase = load_termbase(project.glossary, project.root)
    columns = width(100)
    langs = (project.config.source, project.config.target)
    known = lookup(termbase, query)
    seen = False
    for concept in known or (as_written(query, langs),):
        for line in _entry(concept, columns) if known else (f"{query} is not in the glossary.",):
            click.echo(line)
        seen = _show_places(project, concept, columns, everything, whole) or seen
    near = neighbours(termbase, query)
    if near:
        click.echo("Spelt alike: " + ", ".join(term.text for term in near))
    unpaired = project.unpaired(())
    tell(unpaired)
    stop_if(unpaired)
    sys.exit(EXIT_CLEAN if known or seen else EXIT_FINDINGS)


def _entry(concept: Concept, width: int) -> Iterator[str]:
    """The concept as the glossary has it."""
    yield " · ".join(part for part in (concept.id, concept.field, concept.part_of_speech) if part)
    for name, text in (("", concept.definition), ("note: ", concept.note), ("source: ", concept.source)):
        for line in wrap(name + text, width - 2) if text else ():
            yield f"  {line}"
    for lang in dict.fromkeys(term.lang for term in concept.terms):
        for term in concept.in_language(lang):
            kind = "abbreviation" if term.abbreviation else str(term.status)
            yield f"  {lang}  {kind:12}  {printable(term.text)}"
    yield f"  {concept.path}:{concept.line}"
    yield ""


def _show_places(project: Project, concept: Concept, width: int, everything: bool, whole: bool) -> bool:
    """The places of a concept in every aligned pair; says which pairs could not be looked into."""
    alignments = {}
    try:
        for pair in project.pairs():
            alignments[pair.name] = read_alignment(project, pair)
    except (ProjectError, AlignmentError) as error:
        click.echo(f"The texts were not searched. {error}\n", err=True)
        return False
    found = places(concept, alignments)
    statuses = {m.span.of(place.unit.target.text): m.term.status for place in found for m in place.target}
    here = sum(bool(place.source) for place in found)
    click.echo(f"{here} × in the original, {len(found) - here} × in the translation alone ({', '.join(alignments)})")
    for text, number in counts(found).most_common():
        status = f"  ({statuses[text]})" if text and concept.path else ""
        click.echo(f"{number:>6} × {printable(text) or '(no term of the glossary)'}{status}")
    click.echo("")
    for place in found if everything else found[:_FIRST]:
        alignment = alignments[place.document]
        for line in _side_by_side(place, (alignment.source, alignment.target), width, whole):
            click.echo(line)
    if len(found) > _FIRST and not everything:
        click.echo(f"{len(found) - _FIRST} more: --all")
    return bool(found)


def _side_by_side(place: Place, documents: Sequence[Document], width: int, whole: bool) -> Iterator[str]:
    column = (width - 3) // 2
    unit = place.unit
    yield cut(f"{place.document}, bead {unit.number} ({unit.bead.confidence:.2f})", width)
    sides = []
    for side, matches, document in zip(
        (unit.source, unit.target), (place.source, place.target), documents, strict=True
    ):
        text = _marked(side, matches, whole)
        where = f"{document.path}:{document.position(side.span.start)}"
        sides.append([*wrap(where, column), *wrap(text, column)] if side.text else ["(no counterpart)"])
    for index in range(max(map(len, sides))):
        left, right = (lines[index] if index < len(lines) else "" for lines in sides)
        yield f"{pad(left, column)} │ {right}".rstrip()
    yield ""


def _marked(side: UnitSide, matches: Sequence[TermMatch], whole: bool) -> str:
    """The side's text with ⟦⟧ around the matches; cut to their surroundings unless ``whole``."""
    text, end = "", 0
    for match in matches:
        text += f"{side.text[end : match.span.start]}⟦{match.span.of(side.text)}⟧"
        end = match.span.end
    text += side.text[end:]
    if whole or not matches:
        return text
    first, last = text.index("⟦"), text.rindex("⟧") + 1
    begin = 0 if first <= _AROUND else text.find(" ", first - _AROUND, first) + 1 or first - _AROUND
    stop = len(text) if last + _AROUND >= len(text) else text.rfind(" ", last, last + _AROUND)
    stop = last + _AROUND if stop < 0 else stop
    return f"{'…' if begin else ''}{text[begin:stop]}{'…' if stop < len(text) else ''}"
