"""``glossary/generated/evidence.jsonl``: what the texts say of every concept, written by the machine only.

One JSON object a line, a line a concept, sorted by id: a change of one concept changes one line. People's
words are in ``glossary/*.yaml``; here stand counts, places and dissenting renderings, and for candidates
what the machine last wrote of them, by which a person's changes are told from its own.

Places are ``document#key``, the key being that of the bead's first source segment, as in ``alignments/``:
they stay when text is put in elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from align.errors import GlossaryError

FOLDER, FILE_NAME = "generated", "evidence.jsonl"
PLACES = 3
"""How many places of a rendering are named; the count is of all."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A rendering as the texts have it: how often, and the first places."""

    text: str
    count: int
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Generated:
    """What the machine last wrote of a candidate: its terms as (language, text), in order, and its note."""

    terms: tuple[tuple[str, str], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class TermEvidence:
    """What the texts say of a concept.

    ``count`` is how often the source has it; ``renderings`` what stands for it, most frequent first;
    ``missing`` how often nothing is found there. ``dissent``: renderings that the glossary does not accept.
    ``generated`` is None for a concept that a person wrote. ``deleted`` is the count at which a person took
    the candidate out of the glossary by hand, None while it stands.
    """

    id: str
    term: str
    count: int
    renderings: tuple[Seen, ...] = ()
    dissent: tuple[str, ...] = ()
    missing: int = 0
    score: float | None = None
    why: tuple[str, ...] = ()
    generated: Generated | None = None
    deleted: int | None = None


def format_evidence(evidence: Iterable[TermEvidence]) -> str:
    """The file's text; the same evidence gives the same bytes."""
    lines = (json.dumps(_record(one), ensure_ascii=False) for one in sorted(evidence, key=lambda one: one.id))
    return "".join(line + "\n" for line in lines)


def parse_evidence(text: str, path: str) -> tuple[TermEvidence, ...]:
    """The evidence of a file's text. Raises GlossaryError: the file is the machine's, so it can be made anew."""
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                found.append(_evidence(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise GlossaryError(
                    f"is not what `align glossary update` writes ({error})",
                    path=path,
                    line=number,
                    allowed="Take the file from the last commit (git checkout), or settle the merge conflict.",
                ) from None
    return tuple(found)


def _record(one: TermEvidence) -> dict[str, Any]:
    record: dict[str, Any] = {"id": one.id, "term": one.term, "count": one.count}
    if one.renderings:
        record["renderings"] = [[seen.text, seen.count, list(seen.places)] for seen in one.renderings]
    if one.dissent:
        record["dissent"] = list(one.dissent)
    if one.missing:
        record["missing"] = one.missing
    if one.score is not None:
        record["score"] = one.score
    if one.why:
        record["why"] = list(one.why)
    if one.generated is not None:
        record["generated"] = {"terms": [list(term) for term in one.generated.terms]}
        if one.generated.note:
            record["generated"]["note"] = one.generated.note
    if one.deleted is not None:
        record["deleted"] = one.deleted
    return record


def _evidence(record: dict[str, Any]) -> TermEvidence:
    made = record.get("generated")
    return TermEvidence(
        id=_text(record["id"]),
        term=_text(record["term"]),
        count=_whole(record["count"]),
        renderings=tuple(Seen(_text(t), _whole(n), tuple(map(_text, p))) for t, n, p in record.get("renderings", ())),
        dissent=tuple(map(_text, record.get("dissent", ()))),
        missing=_whole(record.get("missing", 0)),
        score=None if record.get("score") is None else float(record["score"]),
        why=tuple(map(_text, record.get("why", ()))),
        generated=None
        if made is None
        else Generated(tuple((_text(lang), _text(text)) for lang, text in made["terms"]), _text(made.get("note", ""))),
        deleted=None if record.get("deleted") is None else _whole(record["deleted"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(f"{value!r} is no count")
    return value
