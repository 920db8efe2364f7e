"""Changes to the text of one glossary file, one concept and one term at a time.

Functions take the file's text and return the new text; all bytes that the change is not about stay (see
``yamledit``). Each change is proved before it is handed out: the new text is read, and must hold what the
old one held but for the change asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import yaml

from align.errors import GlossaryError
from align.glossary import TERM_KEYS, parse_glossary
from align.glossary_lines import ORDER, REMARKS, SCOPES, VALUES, bare, format_concept, key_lines, key_of
from align.glossary_places import block, concept_nodes, dash, end_with_comments, id_of, with_head_comments
from align.term import Concept, Term
from align.yamledit import Edit, apply, content_end, insert_lines, line_end, line_start, newline_of, start_of, written
from align.yamltext import Node


@dataclass(frozen=True, slots=True)
class _Place:
    """A concept's node in a text."""

    text: str
    path: str
    node: Node

    def keys(self) -> dict[str, tuple[Node, Node]]:
        return {key.text: (key, value) for key, value in self.node.mapping("a concept", GlossaryError)}

    def language(self, lang: str) -> dict[str, tuple[Node, Node]] | None:
        pair = self.keys().get(lang)
        if pair is None:
            return None
        return {key.text: (key, value) for key, value in pair[1].mapping("terms", GlossaryError)}


def add_concept(text: str, path: str, concept: Concept) -> str:
    """The text with a concept put in before the first one with a later id, else at the end."""
    nodes = concept_nodes(text, path)
    if not nodes:
        apart = text.strip() and not text.endswith("\n\n")
        gap = ["", *format_concept(concept)] if apart else format_concept(concept)
        return proved(apply(text, [insert_lines(text, len(text), gap)]), text, path, added=concept)
    column = nodes[0].column - 3
    lines = format_concept(concept, " " * column)
    later = next((node for node in nodes if id_of(node) > concept.id), None)
    if later is None:
        place = end_with_comments(text, nodes[-1], column)
        return proved(apply(text, [insert_lines(text, place, ["", *lines])]), text, path, added=concept)
    place = with_head_comments(text, dash(text, later))
    return proved(apply(text, [insert_lines(text, place, [*lines, ""])]), text, path, added=concept)


def remove_concept(text: str, path: str, concept_id: str) -> str:
    """The text without a concept and the blank line after it; comments above it stay."""
    place = _find(text, path, concept_id)
    start, end = block(text, place.node)
    if text[end : line_end(text, end)].strip() == "":
        end = line_end(text, end)
    return proved(apply(text, [Edit(start, end)]), text, path, removed=concept_id)


def concept_text(text: str, path: str, concept_id: str) -> str:
    """The lines of a concept as they are written."""
    start, end = block(text, _find(text, path, concept_id).node)
    return text[start:end]


def add_term(text: str, path: str, concept_id: str, lang: str, key: str, term: str, comment: str = "") -> str:
    """The text with a term put under a key (``preferred``, ``admitted`` ...) of a language of a concept."""
    new = _unbraced(text, path, concept_id, lang)
    edit = _adding(_find(new, path, concept_id), lang, key, term, comment)
    return proved(apply(new, [edit]), text, path, changed=concept_id)


def remove_term(text: str, path: str, concept_id: str, lang: str, term: str) -> str:
    """The text without a term; a key that has no other goes as well, and so does a language."""
    new = _unbraced(text, path, concept_id, lang)
    edit, _ = _removing(_find(new, path, concept_id), lang, term)
    return proved(apply(new, [edit]), text, path, changed=concept_id)


def move_terms(text: str, path: str, concept_id: str, lang: str, moves: Sequence[tuple[str, str]]) -> str:
    """The text with terms put under other keys of their language, in order; a remark on the line goes along.

    Each move is (term, key). The preferred term must be replaced in the same call that moves it.
    """
    new = _unbraced(text, path, concept_id, lang)
    for term, key in moves:
        place = _find(new, path, concept_id)
        now = _key_now(place, lang, term)
        if now != key:
            # Put in first, taken away then: the language is never without a term.
            remark = _removing(place, lang, term, now)[1]
            new = apply(new, [_adding(place, lang, key, term, remark)])
            new = apply(new, [_removing(_find(new, path, concept_id), lang, term, now)[0]])
    return proved(new, text, path, changed=concept_id)


def set_value(text: str, path: str, concept_id: str, name: str, value: str) -> str:
    """The text with a concept's definition, part of speech, note or source set; "" takes it away."""
    place = _find(text, path, concept_id)
    keys = place.keys()
    if name in keys:
        key, node = keys[name]
        if value:
            edit = Edit(start_of(node.yaml), content_end(node.yaml, text), written(value))
        else:
            edit = Edit(line_start(text, start_of(key.yaml)), line_end(text, content_end(node.yaml, text)))
    elif value:
        after = _last(keys, ("id", *VALUES)) if name in VALUES else list(keys.values())[-1]
        at = line_end(text, content_end(after[1].yaml, text))
        edit = insert_lines(text, at, [f"{' ' * (keys['id'][0].column - 1)}{name}: {written(value)}"])
    else:
        return text
    return proved(apply(text, [edit]), text, path, changed=concept_id)


def _unbraced(text: str, path: str, concept_id: str, lang: str) -> str:
    """The text with a language's terms one key a line where they stand in braces: only lines can be put in."""
    place = _find(text, path, concept_id)
    terms = place.keys().get(lang)
    keys = place.language(lang)
    if terms is None or not keys or not getattr(terms[1].yaml, "flow_style", False):
        return text
    node = terms[1].yaml
    if node.start_mark.line != node.end_mark.line:
        message = "terms in braces over several lines cannot be edited"
        raise terms[1].error(message, GlossaryError, "Write one key a line.")
    spaces = " " * (place.keys()["id"][0].column + 1)
    lines = (
        spaces + text[start_of(key.yaml) : content_end(key.yaml, text)] + ": "
        + text[start_of(value.yaml) : content_end(value.yaml, text)]
        for key, value in keys.values()
    )  # fmt: skip
    start, newline = start_of(node), newline_of(text)
    start -= len(text[:start]) - len(text[:start].rstrip(" "))
    return apply(text, [Edit(start, content_end(node, text), "".join(newline + line for line in lines))])


def _adding(place: _Place, lang: str, key: str, term: str, comment: str = "") -> Edit:
    if key not in TERM_KEYS:
        raise ValueError(f"{key!r} is no kind of term")
    text, keys = place.text, place.language(lang)
    if keys is None:
        before = place.keys()
        spaces = " " * (before["id"][0].column - 1)
        languages = [name for name in before if name not in ("id", *VALUES, *SCOPES, *REMARKS)]
        after = before[languages[-1]] if languages else _last(before, ("id", *VALUES))
        lines = [f"{spaces}{lang}:", *key_lines(key, [term], spaces + "  ", comment)]
        return insert_lines(text, line_end(text, content_end(after[1].yaml, text)), lines)
    if key in keys:
        return _adding_to_key(text, keys[key], key, term, comment)
    if not keys:
        raise place.node.error(f"language {lang!r} has no term", GlossaryError)
    spaces = " " * (next(iter(keys.values()))[0].column - 1)
    lines = key_lines(key, [term], spaces, comment)
    earlier = [name for name in keys if name in ORDER and ORDER.index(name) < ORDER.index(key)]
    if earlier:
        return insert_lines(text, line_end(text, content_end(keys[earlier[-1]][1].yaml, text)), lines)
    return insert_lines(text, line_start(text, start_of(next(iter(keys.values()))[0].yaml)), lines)


def _adding_to_key(text: str, pair: tuple[Node, Node], key: str, term: str, comment: str) -> Edit:
    node = pair[1]
    if node.is_scalar:
        if key == "preferred":
            raise node.error("there is a preferred term already", GlossaryError)
        old = text[start_of(node.yaml) : content_end(node.yaml, text)]
        first = old if old[0] in "\"'" else written(node.text, flow=True)
        return Edit(start_of(node.yaml), content_end(node.yaml, text), f"[{first}, {written(term, flow=True)}]")
    if getattr(node.yaml, "flow_style", False):
        closing = int(node.yaml.end_mark.index) - 1
        items = node.yaml.value
        # Behind the last item (a trailing comma may follow it), so that a list over several lines keeps its shape.
        place = content_end(items[-1], text) if items else closing
        return Edit(place, place, (", " if items else "") + written(term, flow=True))
    last = node.yaml.value[-1]
    dash = " " * node.yaml.start_mark.column
    return insert_lines(text, line_end(text, content_end(last, text)), [f"{dash}- {written(term)}{comment}"])


def _removing(place: _Place, lang: str, term: str, from_key: str = "") -> tuple[Edit, str]:
    """The edit that takes a term away (from one key), and the remark that stood behind it on its line."""
    text = place.text
    keys = place.language(lang) or {}
    for key, node in keys.values():
        if from_key not in ("", key.text):
            continue
        items = [node.yaml] if node.is_scalar else node.yaml.value
        for index, item in enumerate(items):
            if item.value == term:
                if len(items) == 1:
                    whole = place.keys()[lang] if len(keys) == 1 else (key, node)
                    end = content_end(whole[1].yaml, text)
                    return Edit(line_start(text, start_of(whole[0].yaml)), line_end(text, end)), _remark(text, item)
                if getattr(node.yaml, "flow_style", False):
                    return _removing_from_row(text, items, index), ""
                start = line_start(text, start_of(item))
                return Edit(start, line_end(text, content_end(item, text))), _remark(text, item)
    raise _no_term(place, lang, term)


def _removing_from_row(text: str, items: list[yaml.Node], index: int) -> Edit:
    if index + 1 < len(items):
        return Edit(start_of(items[index]), start_of(items[index + 1]))
    return Edit(content_end(items[index - 1], text), content_end(items[index], text))


def _remark(text: str, item: yaml.Node) -> str:
    """The comment behind an item on its line, with the spaces before it."""
    end = content_end(item, text)
    rest = text[end : line_end(text, end)].rstrip("\r\n")
    return rest if rest.strip().startswith("#") else ""


def _key_now(place: _Place, lang: str, term: str) -> str:
    for key, node in (place.language(lang) or {}).values():
        if term in ([node.text] if node.is_scalar else [item.value for item in node.yaml.value]):
            return key.text
    raise _no_term(place, lang, term)


def _find(text: str, path: str, concept_id: str) -> _Place:
    for node in concept_nodes(text, path):
        if id_of(node) == concept_id:
            if getattr(node.yaml, "flow_style", False):
                raise node.error("a concept in braces cannot be edited", GlossaryError, "Write one key a line.")
            return _Place(text, path, node)
    raise GlossaryError(f"no concept {concept_id!r}", path=path)


def _no_term(place: _Place, lang: str, term: str) -> Exception:
    there = [
        item.value
        for _, node in (place.language(lang) or {}).values()
        for item in ([node.yaml] if node.is_scalar else node.yaml.value)
    ]
    return place.node.error(
        f"the concept has no {lang} term {term!r}", GlossaryError, f"It has: {', '.join(there) or 'none'}."
    )


def _last(keys: dict[str, tuple[Node, Node]], names: tuple[str, ...]) -> tuple[Node, Node]:
    return [keys[name] for name in keys if name in names][-1]


def proved(new: str, old: str, path: str, *, added: Concept | None = None, removed: str = "", changed: str = "") -> str:
    """``new``, if it says what ``old`` says but for the change. Raises GlossaryError, and nothing is written."""
    touched = {removed, changed, added.id if added else ""}
    before = [bare(concept) for concept in parse_glossary(old, path) if concept.id not in touched]
    after_all = parse_glossary(new, path)
    after = [bare(concept) for concept in after_all if concept.id not in touched]
    ids = {concept.id for concept in after_all}
    right = before == after and removed not in ids and (not changed or changed in ids)
    if added is not None:
        right = right and any(_same(concept, added) for concept in after_all)
    if not right:
        raise GlossaryError(
            f"could not be changed safely ({', '.join(filter(None, touched))})", path=path, allowed="Edit it by hand."
        )
    return new


def _same(read: Concept, given: Concept) -> bool:
    order: Callable[[Term], tuple[str, str, str]] = lambda term: (term.lang, key_of(term), term.text)  # noqa: E731
    plain = [replace(bare(c), path="", field="", terms=tuple(sorted(bare(c).terms, key=order))) for c in (read, given)]
    return plain[0] == plain[1]
