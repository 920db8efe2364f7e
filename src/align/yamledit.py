"""Small changes to YAML text that leave every other byte as a person wrote it.

The text is composed to learn where nodes lie, and only the lines (or the characters of a one-line list)
that a change is about are written; comments, order, quoting, blank lines and line ends around them stay by
construction, because nothing is ever written out anew.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

import yaml

_BARE = re.compile(r"[^\W\d_]|[\d(（“‘《「『.+$€¥£]")
_MARKS_IN_FLOW = frozenset(",[]{}")
_UNSAFE_START = re.compile(r"(?:---|\.\.\.|[-?:](?:\s|$))")


@dataclass(frozen=True, slots=True)
class Edit:
    """Put ``text`` in the place of the code points from ``start`` to ``end`` (half-open)."""

    start: int
    end: int
    text: str = ""


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits that do not overlap; ValueError where they do."""
    parts: list[str] = []
    place = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < place or edit.end < edit.start or edit.end > len(text):
            raise ValueError(f"edits overlap at {edit.start}")
        parts += (text[place : edit.start], edit.text)
        place = edit.end
    return "".join((*parts, text[place:]))


def written(value: str, *, flow: bool = False) -> str:
    """A string as YAML: bare where every reader takes it for the same string, else in double quotes."""
    return value if _is_safe(value, flow) else json.dumps(value, ensure_ascii=False)


def _is_safe(value: str, flow: bool) -> bool:
    if not _BARE.match(value) or value != value.strip() or not value.isprintable():
        return False
    if ": " in value or " #" in value or value.endswith(":") or _UNSAFE_START.match(value):
        return False
    if flow and _MARKS_IN_FLOW.intersection(value):
        return False
    # "no", "12:30" and "1e3" are strings here but not to other readers of the file.
    tag = yaml.SafeLoader("").resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
    return bool(tag == "tag:yaml.org,2002:str")


def newline_of(text: str) -> str:
    """The line end that the text uses (the first one's; "\\n" where it has none)."""
    end = text.find("\n")
    return "\r\n" if end > 0 and text[end - 1] == "\r" else "\n"


def line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def line_end(text: str, place: int) -> int:
    """Where the line of ``place`` ends, its line end included."""
    end = text.find("\n", place)
    return len(text) if end < 0 else end + 1


def start_of(node: yaml.Node) -> int:
    return int(node.start_mark.index)


def content_end(node: yaml.Node, text: str) -> int:
    """Where a node's own text ends; blank lines and comments after it are not its own."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        return content_end(node.value[-1][1], text)
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
        return content_end(node.value[-1], text)
    end = int(node.end_mark.index)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return start_of(node) + len(text[start_of(node) : end].rstrip())
    return end


def insert_lines(text: str, place: int, lines: Iterable[str]) -> Edit:
    """Whole lines put in at ``place``, which is the start of a line or the end of the text."""
    newline = newline_of(text)
    block = "".join(line + newline for line in lines)
    if place == len(text) and text and not text.endswith("\n"):
        # The last line had no end: the new one has none either.
        return Edit(place, place, newline + block.removesuffix(newline))
    return Edit(place, place, block)
