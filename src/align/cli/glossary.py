"""align glossary: what is in the glossary, what is doubtful in it, and everything that is done to it."""

from __future__ import annotations

import sys
from collections import Counter

import click

from align.cells import cells, cut, pad
from align.cli._count import count
from align.cli._glossary_decide import COMMANDS as DECISIONS
from align.cli._glossary_diff import command as _diff
from align.cli._glossary_exchange import COMMANDS as EXCHANGE
from align.cli._glossary_update import command as _update
from align.errors import EXIT_CLEAN, EXIT_FINDINGS, GlossaryError
from align.files import read_text
from align.glossary import load_termbase
from align.glossary_contradictions import contradictions
from align.glossary_lint import Problem, lint, out_of_reach
from align.glossary_update import evidence_path
from align.project import Project, find_project
from align.term import Concept, Termbase
from align.termevidence import parse_evidence


@click.group()
def command() -> None:
    """Look into the glossary (glossary/*.yaml), bring it up to date, decide on its terms.

    \b
    align glossary update
    align glossary accept ground-station --to space
    align glossary lint
    align glossary list --field space
    """


for _command in (_update, _diff, *DECISIONS, *EXCHANGE):
    command.add_command(_command)


@command.command("lint", epilog="Exit code: 0 no warning, 1 warnings, 2 a file that breaks the format, or no glossary.")
@click.option("--notes", is_flag=True, help="Show the notes too, not only how many there are.")
@click.option("--rule", "rules", multiple=True, metavar="ID", help="Show only this rule (repeatable).")
def _lint(notes: bool, rules: tuple[str, ...]) -> None:
    """Find terms that contradict each other, cannot match, or say too little.

    Warnings are to be mended. Notes are to know: a form that another one finds anyway, a deprecated name inside
    an accepted one, a concept that the corpus never names or renders otherwise (by the evidence of the last
    `align glossary update`), a missing definition or source. Candidates are not looked at.

    \b
    align glossary lint
    align glossary lint --notes --rule unused
    """
    project = find_project()
    termbase = _termbase(project)
    problems = (
        *lint(termbase.decided(), {project.config.source: _texts(project, project.config.source)}),
        *out_of_reach(termbase, _paths(project)),
        *_contradictions(project, termbase),
    )
    shown = [p for p in problems if (p.rule in rules if rules else p.warning or notes)]
    for problem in shown:
        click.echo(_line(problem))
    warnings = sum(problem.warning for problem in problems)
    hidden = Counter(problem.rule for problem in problems if problem not in set(shown))
    tail = f" (not shown: {', '.join(f'{n} {rule}' for rule, n in hidden.most_common())}; --notes)" if hidden else ""
    click.echo(
        f"{count(len(termbase), 'concept')}: {count(warnings, 'warning')}, "
        f"{count(len(problems) - warnings, 'note')}{tail}"
    )
    sys.exit(EXIT_FINDINGS if warnings else EXIT_CLEAN)


@command.command("list", epilog="Exit code: 0 listed, 1 no concept is like this, 2 wrong input.")
@click.argument("words", nargs=-1, metavar="[WORD]...")
@click.option("--field", help="Only concepts of this field (the name of a file without .yaml).")
@click.option("--tsv", is_flag=True, help="Tab-separated, for other programs.")
def _list(words: tuple[str, ...], field: str | None, tsv: bool) -> None:
    """List concepts: id, field, preferred terms. With WORDs only those that have every word in a term or id.

    \b
    align glossary list
    align glossary list reactor
    align glossary list --field space --tsv > space.tsv
    """
    project = find_project()
    termbase = _termbase(project)
    fields = sorted({concept.field for concept in termbase.concepts})
    if field is not None and field not in fields:
        raise GlossaryError(f"no field {field!r}", allowed=f"There are: {', '.join(fields)}.")
    langs = (project.config.source, project.config.target)
    concepts = [c for c in termbase.concepts if (field is None or c.field == field) and _has_words(c, words)]
    rows = [(c.id, c.field, *(_name(c, lang) for lang in langs)) for c in concepts]
    if tsv:
        for row in [("id", "field", *langs), *rows]:
            click.echo("\t".join(row))
    else:
        widths = [max((cells(row[i]) for row in rows), default=0) for i in range(4)]
        for row in rows:
            click.echo(
                "  ".join(pad(cut(cell, 60), min(60, width)) for cell, width in zip(row, widths, strict=True)).rstrip()
            )
    if not tsv:
        click.echo(f"{len(rows)} of {count(len(termbase), 'concept')}")
    sys.exit(EXIT_CLEAN if rows else EXIT_FINDINGS)


def _termbase(project: Project) -> Termbase:
    termbase = load_termbase(project.glossary, project.root)
    if not len(termbase):
        raise GlossaryError(
            "there is no glossary",
            path=project.shown(project.glossary),
            allowed="Write glossary/<field>.yaml: a list of concepts with id, en and zh terms.",
        )
    return termbase


def _contradictions(project: Project, termbase: Termbase) -> tuple[Problem, ...]:
    path = evidence_path(project)
    if not path.exists():
        return ()
    shown = project.shown(path)
    return contradictions(termbase, parse_evidence(path.read_text("utf-8"), shown), project.config.target, shown)


def _texts(project: Project, lang: str) -> list[str]:
    return [read_text(path, shown=project.shown(path)) for path in sorted(project.corpus(lang).glob("*.txt"))]


def _paths(project: Project) -> list[str]:
    langs = (project.config.source, project.config.target)
    return [project.shown(path) for lang in langs for path in sorted(project.corpus(lang).glob("*.txt"))]


def _line(problem: Problem) -> str:
    kind = "warning" if problem.warning else "note"
    other = f" (see {problem.other})" if problem.other else ""
    return f"{problem.path}:{problem.line}: {kind}: {problem.message}{other} [{problem.rule}]"


def _has_words(concept: Concept, words: tuple[str, ...]) -> bool:
    texts = [concept.id, *(term.text.casefold() for term in concept.terms)]
    return all(any(word.casefold() in text for text in texts) for word in words)


def _name(concept: Concept, lang: str) -> str:
    """The preferred term with its abbreviations in brackets."""
    preferred = concept.preferred(lang)
    short = [term.text for term in concept.in_language(lang) if term.abbreviation]
    name = preferred.text if preferred else ""
    return f"{name} ({', '.join(short)})" if short else name
