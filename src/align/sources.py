"""corpus/SOURCES.yaml: where every document comes from, on what terms, and what was left out of it.

    japan-official-visit:
      en:
        title: ...
        sha256: ...
        dropped:
          - "1-9: about cookies or consent"

One entry a document. Writing an entry replaces the lines of that entry and no others: comments, order and
whatever else people wrote stay as they are, and the same entry written twice gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from align.errors import ProjectError
from align.files import read_text, write_text
from align.yamledit import Edit, apply, content_end, insert_lines, line_end, line_start, start_of, written
from align.yamltext import Node, parse_yaml

HEADER = (
    "# Where the documents come from and on what terms they are here. The texts keep their own terms: the licence of\n"
    "# the code does not cover them. Written by `align import` and `align pull`; edit by hand what they cannot know.\n"
)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Source:
    """One document's entry; "" and () where nothing is known.

    ``date`` is YYYY, YYYY-MM or YYYY-MM-DD. ``origin`` says where the file came from, ``official`` is the address
    that `align pull` fetches, ``sha256`` that of the raw file, ``dropped`` the lines of it that were left out.
    """

    title: str = ""
    publisher: str = ""
    date: str = ""
    rights: str = ""
    origin: str = ""
    official: str = ""
    note: str = ""
    sha256: str = ""
    dropped: tuple[str, ...] = ()


_FIELDS = tuple(field.name for field in fields(Source))


def load_sources(path: Path, shown: str) -> dict[tuple[str, str], Source]:
    """Every entry by (name, language); {} where there is no file. Raises ProjectError naming the line."""
    return parse_sources(read_text(path, shown=shown), shown) if path.is_file() else {}


def parse_sources(text: str, shown: str) -> dict[tuple[str, str], Source]:
    """The entries in the text of the file."""
    return {(name.text, lang.text): _source(node) for name, lang, node in _entries(text, shown)}


def is_date(text: str) -> bool:
    """Whether a text is YYYY, YYYY-MM or YYYY-MM-DD, and a day that there was."""
    if _DATE.fullmatch(text) is None:
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


def save_source(path: Path, shown: str, name: str, lang: str, source: Source) -> bool:
    """Add or replace one entry; whether anything changed. Raises ProjectError where the file is not understood."""
    text = read_text(path, shown=shown) if path.is_file() else HEADER
    return write_text(path, with_source(text, shown, name, lang, source))


def with_name(text: str, shown: str, old: str, new: str) -> str:
    """The file's text with a document's entry under another name, all else as it was.

    Unchanged where there is no entry of the old name, or one of the new name already.
    """
    names = {name.text: name for name, _, _ in _entries(text, shown)}
    if old not in names or new in names:
        return text
    key = names[old].yaml
    return apply(text, [Edit(start_of(key), int(key.end_mark.index), written(new))])


def with_source(text: str, shown: str, name: str, lang: str, source: Source) -> str:
    """The file's text with one entry added or replaced; all other lines as they were."""
    entries = list(_entries(text, shown))
    lines = list(_lines(lang, source))
    for entry_name, entry_lang, node in entries:
        if (entry_name.text, entry_lang.text) == (name, lang):
            start = line_start(text, start_of(entry_lang.yaml))
            if node.line > entry_lang.line:  # the line of the language stays, with what people wrote behind it
                start, lines = line_end(text, start), lines[1:]
            end = line_end(text, content_end(node.yaml, text))
            return apply(text, [Edit(start, end), insert_lines(text, end, lines)])
    siblings = [node for entry_name, _, node in entries if entry_name.text == name]
    if siblings:
        return apply(text, [insert_lines(text, line_end(text, content_end(siblings[-1].yaml, text)), lines)])
    gap = [""] if text.strip() else []
    return apply(text, [insert_lines(text, len(text), [*gap, f"{written(name)}:", *lines])])


def _entries(text: str, shown: str) -> Iterator[tuple[Node, Node, Node]]:
    """(name, language, entry) nodes of the file."""
    root = parse_yaml(text, shown, ProjectError)
    if root is None:
        return
    for name, languages in root.mapping("documents by name", ProjectError):
        for lang, node in languages.mapping("languages of the document", ProjectError):
            yield name, lang, node


def _source(node: Node) -> Source:
    values: dict[str, str | tuple[str, ...]] = {}
    for key, value in node.mapping("what is known of the document", ProjectError):
        if key.text not in _FIELDS:
            near = get_close_matches(key.text, _FIELDS, n=1)
            hint = f"Did you mean {near[0]!r}? " if near else ""
            raise key.error(f"unknown field {key.text!r}", ProjectError, f"{hint}Allowed: {', '.join(_FIELDS)}.")
        if key.text == "dropped":
            items = value.items("a list of dropped lines", ProjectError)
            values["dropped"] = tuple(item.scalar("dropped lines", ProjectError) for item in items)
            continue
        values[key.text] = value.scalar(f"the {key.text}", ProjectError)
        if key.text == "sha256" and not _SHA256.fullmatch(value.text):
            raise value.error("is not a SHA-256", ProjectError, "64 digits 0-9 a-f.")
        if key.text == "date" and not is_date(value.text):
            raise value.error(f"is not a date: {value.text!r}", ProjectError, "YYYY-MM-DD, YYYY-MM or YYYY.")
    return Source(**values)  # type: ignore[arg-type]  # the names are those of the fields


def _lines(lang: str, source: Source) -> Iterator[str]:
    yield f"  {written(lang)}:"
    for name in _FIELDS:
        value = getattr(source, name)
        if name == "dropped" and value:
            yield "    dropped:"
            yield from (f"      - {written(item)}" for item in value)
        elif value:
            yield f"    {name}: {written(value)}"
