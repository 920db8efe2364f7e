"""A termbase as a table: one term a row, so that nothing has to be joined in a cell; and tables of others.

Also read is the plain table of other tools: one concept a row, a column for each language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from align.errors import GlossaryError
from align.glossary import PARTS_OF_SPEECH
from align.glossary_lines import ORDER, key_of
from align.term import Concept, Term, Termbase, TermStatus
from align.termformat import Imported, Loss, as_id, one_line

COLUMNS = ("id", "field", "definition", "part_of_speech", "lang", "kind", "term", "note", "source")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][A-Za-z-_]+)?")
_QUOTED = 'A cell that begins with " ends with " too, and has each " inside twice.'
_FORMULA = ("=", "+", "-", "@")


def rows(termbase: Termbase) -> list[tuple[str, ...]]:
    """The table's rows, the header first."""
    found: list[tuple[str, ...]] = [COLUMNS]
    for c in termbase.concepts:
        for t in c.terms:
            row = (c.id, c.field, c.definition, c.part_of_speech, t.lang, key_of(t), t.text, c.note, c.source)
            found.append(row)
    return found


def guarded(text: str) -> str:
    """A cell that a spreadsheet will not take for a formula: an apostrophe stands before its first sign."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) or text[:1] in ("\t", "\r") else text


def unguarded(text: str) -> str:
    """The cell without the apostrophe of :func:`guarded`."""
    return text[1:] if text[:1] == "'" and text.lstrip("'").startswith(_FORMULA) else text


def parse_table(text: str, path: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """The rows of a text that are not empty, each with the line it begins in; cells as meant.

    A cell that begins with a quotation mark is quoted (RFC 4180). Raises GlossaryError where such a cell is not
    closed or goes on behind its closing mark.
    """
    import csv
    from io import StringIO

    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                found.append((line, [unguarded(cell) for cell in row]))
            line = reader.line_num + 1
    except csv.Error as error:
        raise GlossaryError(f"the row that begins here: {error}", path=path, line=line, allowed=_QUOTED) from None
    return found


def read_rows(table: Sequence[tuple[int, Sequence[str]]], path: str) -> Imported:
    """Concepts of a table; rows come with their line, cells as meant. Raises GlossaryError naming the line."""
    if not table:
        raise GlossaryError("is empty", path=path)
    line, first = table[0]
    header = [cell.strip() for cell in first]
    if "lang" in header and "term" in header:
        return _long(header, table, path)
    languages = {i: match[1] for i, cell in enumerate(header) if (match := _LANGUAGE.fullmatch(cell)) and cell != "id"}
    if len(languages) < 1:
        raise GlossaryError(
            f"the header is {', '.join(header)}",
            path=path,
            line=line,
            allowed=f"Either {', '.join(COLUMNS)}; or a column for each language (en, zh).",
        )
    return _wide(header, languages, table, path)


def _long(header: list[str], table: Sequence[tuple[int, Sequence[str]]], path: str) -> Imported:
    unknown = [name for name in header if name not in COLUMNS]
    losses = [Loss(path, f"the column {name!r} is not read") for name in unknown]
    concepts: dict[str, Concept] = {}
    terms: dict[str, list[Term]] = {}
    for line, cells in table[1:]:
        row = _row(header, cells, path, line)
        term = one_line(row.get("term", ""))
        if not term:
            raise GlossaryError("a row without a term", path=path, line=line)
        kind = row.get("kind") or "admitted"
        if kind not in ORDER:
            raise GlossaryError(f"unknown kind {kind!r}", path=path, line=line, allowed=f"Allowed: {', '.join(ORDER)}.")
        name = row.get("id") or term
        concepts.setdefault(name, _values(name, row, path, line, losses))
        status = TermStatus.ADMITTED if kind == "abbreviation" else TermStatus(kind)
        terms.setdefault(name, []).append(
            Term(term, _language(row["lang"], path, line), status, kind == "abbreviation")
        )
    return _finished(concepts, terms, losses)


def _wide(
    header: list[str], languages: dict[int, str], table: Sequence[tuple[int, Sequence[str]]], path: str
) -> Imported:
    known = {"id", "field", "definition", "part_of_speech", "note", "source"}
    unread = [name for i, name in enumerate(header) if i not in languages and name not in known]
    losses = [Loss(path, f"the column {name!r} is not read") for name in unread if name]
    losses += [Loss(path, f"{header[i]} is read as {lang}") for i, lang in languages.items() if header[i] != lang]
    concepts: dict[str, Concept] = {}
    terms: dict[str, list[Term]] = {}
    for line, cells in table[1:]:
        row = _row(header, cells, path, line)
        named = [(lang, one_line(cells[i])) for i, lang in languages.items() if i < len(cells)]
        named = [(lang, text) for lang, text in named if text]
        if not named:
            losses.append(Loss(f"{path}:{line}", "a row without a term is left out"))
            continue
        name = row.get("id") or named[0][1]
        if name in concepts:
            losses.append(Loss(f"{path}:{line}", f"another row of {name}: its other terms are admitted"))
        concepts.setdefault(name, _values(name, row, path, line, losses))
        for lang, text in named:
            have = terms.setdefault(name, [])
            if (lang, text) not in ((t.lang, t.text) for t in have):
                first = not any(t.lang == lang for t in have)
                have.append(Term(text, lang, TermStatus.PREFERRED if first else TermStatus.ADMITTED))
    return _finished(concepts, terms, losses)


def _row(header: list[str], cells: Sequence[str], path: str, line: int) -> dict[str, str]:
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        raise GlossaryError(f"{len(cells)} cells under {len(header)} columns", path=path, line=line)
    padded = [*cells, *[""] * (len(header) - len(cells))][: len(header)]
    return {name: one_line(cell) for name, cell in zip(header, padded, strict=True)}


def _values(name: str, row: dict[str, str], path: str, line: int, losses: list[Loss]) -> Concept:
    part = row.get("part_of_speech", "")
    if part and part not in PARTS_OF_SPEECH:
        losses.append(Loss(f"{path}:{line}", f"the part of speech {part!r} is not known"))
        part = ""
    field, definition, note, source = (row.get(key, "") for key in ("field", "definition", "note", "source"))
    return Concept(name, (), field, definition, part, note, source)


def _language(code: str, path: str, line: int) -> str:
    match = _LANGUAGE.fullmatch(code)
    if match is None:
        raise GlossaryError(f"{code!r} is no language", path=path, line=line, allowed="Codes such as en, zh.")
    return match[1]


def _finished(concepts: dict[str, Concept], terms: dict[str, list[Term]], losses: list[Loss]) -> Imported:
    taken: set[str] = set()
    made = []
    for name, concept in concepts.items():
        concept_id = as_id(name, taken)
        if concept_id != name:
            losses.append(Loss(name, f"gets the id {concept_id}"))
        made.append(replace(concept, id=concept_id, terms=tuple(_one_preferred(terms[name], name, losses))))
    return Imported(tuple(made), tuple(losses))


def _one_preferred(terms: Iterable[Term], name: str, losses: list[Loss]) -> list[Term]:
    """Terms with one preferred a language, unless they are candidates only."""
    found = list(dict.fromkeys(terms))
    for lang in dict.fromkeys(term.lang for term in found):
        own = [t for t in found if t.lang == lang and not t.abbreviation]
        preferred = [t for t in own if t.status is TermStatus.PREFERRED]
        for extra in preferred[1:]:
            losses.append(Loss(name, f"of several preferred terms {preferred[0].text} is kept so, not {extra.text}"))
            found[found.index(extra)] = Term(extra.text, lang, TermStatus.ADMITTED)
        if not preferred and not any(t.status is TermStatus.CANDIDATE for t in own):
            first = own[0] if own else next(t for t in found if t.lang == lang)
            losses.append(Loss(name, f"no preferred {lang} term: {first.text} is taken"))
            found[found.index(first)] = Term(first.text, lang, TermStatus.PREFERRED)
    return found
