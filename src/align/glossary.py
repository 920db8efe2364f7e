"""``glossary/*.yaml`` read into a termbase; every mistake is refused with its file and line.

A glossary file is a list of concepts, its name is their field. Values are strings as written ("no" stays
"no"); what the format does not know is an error, never skipped, because a misspelt ``forbidden`` would
otherwise guard nothing.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path

from align.errors import GlossaryError
from align.files import read_text
from align.glossary_cache import cached, keep
from align.term import LOST, UNSEEN, Concept, Term, Termbase, TermStatus
from align.yamltext import Node, parse_yaml, without_collector

FIELDS = ("id", "definition", "part_of_speech", "note", "source")
PARTS_OF_SPEECH = ("noun", "proper noun", "noun phrase", "verb", "adjective", "adverb", "phrase")
SCOPES = ("not_within", "paths", "sections")
"""Lists that bound where a concept is looked for (see ``align.term.Concept``)."""
TERM_KEYS = ("preferred", "abbreviation", "admitted", "deprecated", "forbidden", "candidate")

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def load_termbase(folder: Path, root: Path | None = None) -> Termbase:
    """Every concept of the ``*.yaml`` files of a folder, by file name and then as written.

    ``root`` is the folder that paths in errors and in ``Concept.path`` are relative to (default: the parent
    of ``folder``). A folder that does not exist holds no concept. Raises GlossaryError or TextError.
    """
    root = folder.parent if root is None else root
    concepts: list[Concept] = []
    with without_collector():
        for path in sorted(folder.glob("*.y*ml")):
            shown = _shown(path, root)
            if path.suffix != ".yaml":
                raise GlossaryError(
                    "is not read under this name",
                    path=shown,
                    allowed=f"Rename it to {path.stem}.yaml, or move it away.",
                )
            concepts.extend(parse_glossary(read_text(path, shown=shown), shown))
    _refuse_repeated_ids(concepts)
    return Termbase(tuple(concepts))


def parse_glossary(text: str, path: str) -> tuple[Concept, ...]:
    """The concepts of one glossary file's text. ``path`` names it in errors; its stem is the field."""
    known = cached(text, path)
    if known is not None:
        return known
    root = parse_yaml(text, path, GlossaryError)
    if root is None:
        return ()
    name = Path(path).stem
    concepts = tuple(_concept(node, name) for node in root.items("a list of concepts (- id: ...)", GlossaryError))
    _refuse_repeated_ids(concepts)
    keep(text, path, concepts)
    return concepts


def _concept(node: Node, name: str) -> Concept:
    values: dict[str, str] = {}
    scopes: dict[str, tuple[str, ...]] = {}
    terms: list[Term] = []
    for key, value in node.mapping("a concept (id, definition, en, zh ...)", GlossaryError):
        name_of_key = key.text
        if name_of_key in FIELDS:
            values[name_of_key] = _value(value, "a text")
        elif name_of_key in SCOPES:
            scopes[name_of_key] = _scope(key, value)
        elif _LANGUAGE.fullmatch(name_of_key):
            terms.extend(_terms(key, value))
        else:
            raise _unknown(key, "field", (*FIELDS, *SCOPES), " and language codes such as en, zh")
    if "id" not in values:
        raise node.error("a concept without an id", GlossaryError, "Start it with `- id: some-name`.")
    _check_values(node, values)
    if not terms:
        raise node.error(f"the concept {values['id']!r} has no term", GlossaryError, "Give `en:` or `zh:` terms.")
    return Concept(
        id=values["id"],
        terms=tuple(terms),
        field=name,
        definition=values.get("definition", ""),
        part_of_speech=values.get("part_of_speech", ""),
        note=values.get("note", ""),
        source=values.get("source", ""),
        path=node.path,
        line=node.line,
        not_within=scopes.get("not_within", ()),
        paths=scopes.get("paths", ()),
        sections=scopes.get("sections", ()),
    )


def _scope(key: Node, value: Node) -> tuple[str, ...]:
    items = tuple(value.items(f"a list under {key.text!r}", GlossaryError))
    if not items:
        raise value.error(f"{key.text!r} is empty", GlossaryError, "Name something, or take the key away.")
    return tuple(_value(item, "a text") for item in items)


def _check_values(node: Node, values: dict[str, str]) -> None:
    """Ids and parts of speech; the faulty value is looked up again because its line is needed only now."""
    if not _ID.fullmatch(values["id"]):
        message = f"{values['id']!r} is not an id"
        raise _field(node, "id").error(
            message, GlossaryError, "Small ASCII letters, digits and single hyphens: pillar-two."
        )
    part = values.get("part_of_speech")
    if part is not None and part not in PARTS_OF_SPEECH:
        raise _unknown(_field(node, "part_of_speech"), "part of speech", PARTS_OF_SPEECH)


def _field(node: Node, name: str) -> Node:
    return next(value for key, value in node.mapping("a concept", GlossaryError) if key.text == name)


def _terms(language: Node, node: Node) -> list[Term]:
    """The terms of one language, in the order written."""
    lang = language.text
    if node.is_scalar or node.is_list:
        near = get_close_matches(lang, FIELDS, n=1, cutoff=0.5)
        hint = f"Did you mean {near[0]!r}? " if near else ""
        raise node.error(
            f"expected the terms of language {lang!r} as a mapping",
            GlossaryError,
            f"{hint}Write `preferred:` and so on, one a line, under `{lang}:`.",
        )
    terms: list[Term] = []
    for key, value in node.mapping(f"the terms of language {lang!r}", GlossaryError):
        terms.extend(_terms_of_key(key, value, lang))
    statuses = {term.status for term in terms if not term.abbreviation}
    if not statuses & {TermStatus.PREFERRED, TermStatus.CANDIDATE}:
        raise language.error(
            f"language {lang!r} has no preferred term", GlossaryError, "Exactly one `preferred:` for each language."
        )
    return terms


def _terms_of_key(key: Node, value: Node, lang: str) -> list[Term]:
    if key.text == "preferred":
        if value.is_list:
            raise value.error(
                "`preferred` names more than one term",
                GlossaryError,
                "One string. Other correct forms belong under `admitted`.",
            )
        return [_term(value, lang, TermStatus.PREFERRED)]
    if key.text == "abbreviation":
        nodes = value.items("an abbreviation, or a list of them", GlossaryError) if not value.is_scalar else (value,)
        return [_term(node, lang, TermStatus.ADMITTED, abbreviation=True) for node in nodes]
    if key.text not in TERM_KEYS:
        raise _unknown(key, "kind of term", TERM_KEYS)
    if value.is_scalar:
        value.scalar(f"a list under {key.text!r}", GlossaryError)
        raise value.error(
            f"expected a list under {key.text!r}, found a single value",
            GlossaryError,
            f"Write `{key.text}: [{value.text}]`, or `- {value.text}` on the next line.",
        )
    status = TermStatus(key.text)
    return [_term(node, lang, status) for node in value.items(f"a list under {key.text!r}", GlossaryError)]


def _term(node: Node, lang: str, status: TermStatus, *, abbreviation: bool = False) -> Term:
    return Term(_value(node, "a term"), lang, status, abbreviation, node.line)


def _value(node: Node, what: str) -> str:
    text = node.scalar(what, GlossaryError)
    if text != text.strip():
        raise node.error(f"{text!r} begins or ends with a space", GlossaryError, "Take it away.")
    # Python calls U+FFFD printable; all others of them it does not, and asking it is quick.
    unseen = UNSEEN.search(text) if not text.isprintable() or LOST in text else None
    if unseen:
        char = unseen.group()
        name = {"\t": "a tab", LOST: "U+FFFD, which stands for a lost character"}.get(
            char, f"the unseen character U+{ord(char):04X}"
        )
        raise node.error(f"{text!r} holds {name}", GlossaryError, "Only characters that can be seen, and spaces.")
    return text


def _unknown(node: Node, what: str, allowed: tuple[str, ...], more: str = "") -> Exception:
    near = get_close_matches(node.text, allowed, n=1)
    hint = f"Did you mean {near[0]!r}? " if near else ""
    return node.error(f"unknown {what} {node.text!r}", GlossaryError, f"{hint}Allowed: {', '.join(allowed)}{more}.")


def _refuse_repeated_ids(concepts: list[Concept] | tuple[Concept, ...]) -> None:
    first: dict[str, Concept] = {}
    for concept in concepts:
        other = first.setdefault(concept.id, concept)
        if other is not concept:
            raise GlossaryError(
                f"the id {concept.id!r} stands twice (first at {other.path}:{other.line})",
                path=concept.path,
                line=concept.line,
                allowed="Join the two concepts, or give one of them another id.",
            )


def _shown(path: Path, root: Path) -> str:
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return str(path)
