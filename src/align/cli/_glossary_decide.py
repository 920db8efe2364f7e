"""align glossary accept, reject, prefer, admit, deprecate, forbid, drop, merge, split, move: one decision a call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import click

from align import curation
from align.errors import GlossaryError
from align.files import write_text
from align.glossary_files import CANDIDATES, Written, change, field_path, fields, find, remember, save, text_of, who
from align.glossary_text import set_value
from align.glossary_update import evidence_path
from align.project import Project, find_project
from align.rejections import EVERY, Rejection
from align.termevidence import parse_evidence


def _fields_to_name(known: tuple[str, ...]) -> str:
    """What --to may say."""
    there = f"one there is ({', '.join(known)}) or " if known else ""
    return f"Name {there}a new one with --to: `--to NAME` makes glossary/NAME.yaml."


_LANG = click.option("--lang", metavar="CODE", help="The term's language, where it is in doubt.")


@click.command("accept")
@click.argument("concept")
@click.option("--rendering", metavar="TERM", help="Prefer this rendering instead of the most frequent one.")
@click.option(
    "--to", "field", metavar="FIELD", help="Move it to glossary/FIELD.yaml; needed for one of candidates.yaml."
)
@click.option("--definition", default="", metavar="TEXT", help="What the concept is.")
@click.option("--source", default="", metavar="TEXT", help="Where the terms or the definition are from.")
def accept(concept: str, rendering: str | None, field: str | None, definition: str, source: str) -> None:
    """Make the candidate CONCEPT a concept of the glossary.

    The first term of each language is preferred, its acronym an abbreviation; other renderings stay
    candidates until they are admitted, forbidden or dropped. A concept of glossary/candidates.yaml goes into
    the file of its field, which --to names; a field that has no file yet gets one.

    \b
    align glossary accept ground-station --to space --definition "Place with aerials for talking to satellites."
    align glossary accept dicas --to defense --rendering 国防工业合作、采办与维持论坛
    """
    project = find_project()
    written = find(project, concept)
    path = written.path if field is None else field_path(project, field)
    if path == project.shown(project.glossary / CANDIDATES):
        raise GlossaryError(
            f"{written.concept.id!r} needs a field to go to: {path} is for what nobody has decided on",
            allowed=_fields_to_name(fields(project)),
        )
    chosen = {} if rendering is None else {curation.language_of(written.concept, rendering): rendering}
    text = curation.accept(written.text, written.path, written.concept.id, chosen)
    for name, value in (("definition", definition), ("source", source)):
        text = set_value(text, written.path, written.concept.id, name, value) if value else text
    changed = write_text(project.root / written.path, text)
    if path != written.path:
        _move(project, written.concept.id, path)
        _tell(written, True, f"accepted, moved to {field}", path)
    else:
        _tell(written, changed, "accepted")


@click.command("reject")
@click.argument("concept")
@click.option("--reason", default="", metavar="TEXT", help="Why; it is kept with the rejection.")
@click.option("--rendering", metavar="TERM", help="Reject only this rendering, not the term.")
def reject(concept: str, reason: str, rendering: str | None) -> None:
    """Refuse the candidate CONCEPT: it goes, and does not come back unless the texts have it much more often.

    \b
    align glossary reject local-communities --reason "ordinary words"
    align glossary reject alliance --rendering 联合
    """
    project = find_project()
    written = find(project, concept)
    term = next((t.text for t in written.concept.terms if t.lang == "en"), written.concept.terms[0].text)
    if rendering is None:
        text = curation.reject(written.text, written.path, written.concept.id)
    else:
        lang = curation.language_of(written.concept, rendering)
        text = curation.drop(written.text, written.path, written.concept.id, lang, rendering)
    today = datetime.now().astimezone().date().isoformat()
    count = _count(project, written.concept.id, rendering)
    remember(project, Rejection(term, rendering or EVERY, count, today, who(), reason))
    _tell(written, save(project, written.path, text), "rejected")


def _term_command(name: str, done: str, decide: Callable[[str, str, str, str, str], str], text: str) -> click.Command:
    """A decision on one term of a concept."""

    @click.command(name, help=text)
    @click.argument("concept")
    @click.argument("term")
    @_LANG
    def command(concept: str, term: str, lang: str | None) -> None:
        project = find_project()

        def change_text(written: Written) -> str:
            language = lang or curation.language_of(written.concept, term)
            return decide(written.text, written.path, written.concept.id, language, term)

        written, changed = change(project, concept, change_text)
        _tell(written, changed, f"{done} {term}")

    return command


prefer = _term_command(
    "prefer",
    "preferred",
    curation.prefer,
    """Make TERM the preferred one of CONCEPT; the former one is admitted.

    \b
    align glossary prefer alliance 美日同盟
    """,
)
admit = _term_command(
    "admit",
    "admitted",
    curation.admit,
    """Let TERM be used for CONCEPT beside the preferred one.

    \b
    align glossary admit alliance 日美同盟
    """,
)
deprecate = _term_command(
    "deprecate",
    "deprecated",
    curation.deprecate,
    """Discourage TERM for CONCEPT.

    \b
    align glossary deprecate alliance 美日联盟
    """,
)
forbid = _term_command(
    "forbid",
    "forbidden",
    curation.forbid,
    """Say that TERM is wrong for CONCEPT wherever it stands.

    \b
    align glossary forbid gist 胃肠道间质瘤
    """,
)
drop = _term_command(
    "drop",
    "dropped",
    curation.drop,
    """Take TERM away from CONCEPT.

    \b
    align glossary drop alliance 联合
    """,
)


@click.command("merge")
@click.argument("concept")
@click.argument("other")
def merge(concept: str, other: str) -> None:
    """Join OTHER into CONCEPT: they are one. The terms of OTHER are admitted, OTHER goes.

    \b
    align glossary merge u-s-japan-alliance alliance-2
    """
    project = find_project()
    into, gone = find(project, concept), find(project, other)
    text = curation.merge(into.text, into.path, into.concept.id, gone.concept)
    # The joined concept is written first: if the second step fails, nothing is lost.
    if gone.path == into.path:
        save(project, into.path, curation.remove(text, into.path, gone.concept.id))
    else:
        write_text(project.root / into.path, text)
        save(project, gone.path, curation.remove(gone.text, gone.path, gone.concept.id))
    _tell(into, True, f"took in {gone.concept.id}")


@click.command("split")
@click.argument("concept")
@click.argument("new_id", metavar="NEW")
@click.argument("terms", nargs=-1, required=True, metavar="TERM...")
@click.option("--definition", default="", metavar="TEXT", help="What NEW means.")
@click.option("--path", "paths", multiple=True, metavar="GLOB", help="NEW is meant only in these documents.")
@click.option("--section", "sections", multiple=True, metavar="GLOB", help="NEW is meant only under these headings.")
def split(
    concept: str,
    new_id: str,
    terms: tuple[str, ...],
    definition: str,
    paths: tuple[str, ...],
    sections: tuple[str, ...],
) -> None:
    """Give TERMs of CONCEPT, which mean something else, a concept NEW of their own.

    A language none of whose terms are named keeps its terms in both.

    \b
    align glossary split pillar pillar-of-stone 柱子 --definition "An upright of stone."
    align glossary split pillar pillar-of-stone 柱子 --path "corpus/en/temples/*"
    """
    project = find_project()

    def decide(written: Written) -> str:
        going = [(curation.language_of(written.concept, term), term) for term in terms]
        return curation.split(
            written.text, written.path, written.concept.id, new_id, going, definition, paths, sections
        )

    written, changed = change(project, concept, decide)
    _tell(written, changed, f"split, {new_id} made")


@click.command("move")
@click.argument("concept")
@click.argument("field")
def move(concept: str, field: str) -> None:
    """Move CONCEPT to glossary/FIELD.yaml, its lines as they are.

    \b
    align glossary move ground-station space
    """
    project = find_project()
    written, path = find(project, concept), field_path(project, field)
    _tell(written, _move(project, written.concept.id, path), f"moved to {field}", path)


COMMANDS = (accept, reject, prefer, admit, deprecate, forbid, drop, merge, split, move)


def _move(project: Project, concept_id: str, path: str) -> bool:
    written = find(project, concept_id)
    if path == written.path:
        return False
    left, there = curation.move(written.text, written.path, concept_id, text_of(project, path), path)
    save(project, path, there)
    return save(project, written.path, left)


def _count(project: Project, concept_id: str, rendering: str | None) -> int:
    path = evidence_path(project)
    for one in parse_evidence(path.read_text("utf-8"), project.shown(path)) if path.exists() else ():
        if one.id == concept_id:
            return one.count if rendering is None else next((s.count for s in one.renderings if s.text == rendering), 0)
    return 0


def _tell(written: Written, changed: bool, what: str, path: str = "") -> None:
    """Say what was done; ``path`` is where the concept is now, if it moved."""
    if not changed:
        raise GlossaryError(f"{written.concept.id}: nothing changed, it is so already")
    click.echo(f"{written.concept.id}: {what} ({path or written.path})")
