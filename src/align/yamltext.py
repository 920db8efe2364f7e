"""YAML read as strings with line numbers: ``no`` stays "no", duplicate keys are refused.

PyYAML's loaders turn no into False, 12:30 into 750, 012 into 10, and keep the last of duplicate keys, so
the nodes are composed and read here instead.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import yaml

from align.errors import AlignError
from align.files import refuse_merge

_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_Base):  # type: ignore[misc]
    """Every value a string: no guessing of types, which nobody reads here and which takes half the time."""

    def resolve(self, kind: type, value: object, implicit: object) -> str:
        return "tag:yaml.org,2002:str"


@dataclass(frozen=True, slots=True)
class Node:
    """A YAML node of one file. ``line`` and ``column`` count from 1."""

    yaml: yaml.Node
    path: str

    @property
    def line(self) -> int:
        return int(self.yaml.start_mark.line) + 1

    @property
    def column(self) -> int:
        return int(self.yaml.start_mark.column) + 1

    @property
    def text(self) -> str:
        """The node's scalar text, "" for a list or mapping."""
        return self.yaml.value if isinstance(self.yaml, yaml.ScalarNode) else ""

    @property
    def is_scalar(self) -> bool:
        return isinstance(self.yaml, yaml.ScalarNode)

    @property
    def is_list(self) -> bool:
        return isinstance(self.yaml, yaml.SequenceNode)

    def error(self, message: str, kind: type[AlignError], allowed: str | None = None) -> AlignError:
        return kind(message, path=self.path, line=self.line, column=self.column, allowed=allowed)

    def scalar(self, what: str, kind: type[AlignError]) -> str:
        """The text; an error where this is a list, a mapping or empty. ``what`` says what belongs here."""
        node = self.yaml
        if not isinstance(node, yaml.ScalarNode):
            raise self.error(f"expected {what}, found a {_shape(node)}", kind)
        text: str = node.value
        if not text.strip() or (text in ("~", "null") and not node.style):
            raise self.error(f"expected {what}, found nothing", kind)
        return text

    def items(self, what: str, kind: type[AlignError]) -> Iterator[Node]:
        """The nodes of a list."""
        if not isinstance(self.yaml, yaml.SequenceNode):
            raise self.error(f"expected {what}, found a {_shape(self.yaml)}", kind)
        for node in self.yaml.value:
            yield Node(node, self.path)

    def mapping(self, what: str, kind: type[AlignError]) -> Iterator[tuple[Node, Node]]:
        """Keys and values of a mapping; a repeated key is an error that names both lines."""
        if not isinstance(self.yaml, yaml.MappingNode):
            raise self.error(f"expected {what}, found a {_shape(self.yaml)}", kind)
        seen: dict[str, Node] = {}
        for raw_key, raw_value in self.yaml.value:
            key = Node(raw_key, self.path)
            name = key.scalar("a key", kind)
            if name in seen:
                raise key.error(
                    f"the key {name!r} stands twice (first on line {seen[name].line})", kind, "Keep one of them."
                )
            seen[name] = key
            yield key, Node(raw_value, self.path)


def parse_yaml(text: str, path: str, kind: type[AlignError]) -> Node | None:
    """The root node of one YAML document, None for an empty one; ``kind`` is the error to raise."""
    tab = re.search(r"^ *\t", text, re.MULTILINE) if "\t" in text else None
    if tab is not None:
        line = text.count("\n", 0, tab.start()) + 1
        raise kind("a tab in the indentation", path=path, line=line, allowed="YAML indents with spaces only.")
    refuse_merge(text, path, kind, any_mark=True)
    try:
        with without_collector():
            node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (None, None)
        message = f"is not valid YAML: {error.problem or error.context}"
        raise kind(message, path=path, line=place[0], column=place[1]) from None
    except yaml.YAMLError as error:
        raise kind(f"is not valid YAML: {error}", path=path) from None
    return None if node is None else Node(node, path)


@contextmanager
def without_collector() -> Iterator[None]:
    """No garbage collection meanwhile: it would scan half a million live nodes again and again (3x the time)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _shape(node: yaml.Node) -> str:
    names = {yaml.ScalarNode: "single value", yaml.SequenceNode: "list", yaml.MappingNode: "mapping"}
    return names.get(type(node), "node")
