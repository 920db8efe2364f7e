"""YAML read as strings with line numbers: ``no`` stays "no", duplicate keys are refused.

PyYAML's loaders turn no into False, 12:30 into 750, 012 into 10, and keep the last of duplicate keys, so
the nodes are composed and read here instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from align.errors import AlignError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Node:
    """A YAML node of one file. ``line`` and ``column`` count from 1."""

    yaml: yaml.Node
    path: str
    line: int
    column: int

    @property
    def text(self) -> str:
        """The node's scalar text, "" for a list or mapping."""
        return str(self.yaml.value) if isinstance(self.yaml, yaml.ScalarNode) else ""

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
        if not isinstance(self.yaml, yaml.ScalarNode):
            raise self.error(f"expected {what}, found a {_shape(self.yaml)}", kind)
        if not self.text.strip() or (self.text in ("~", "null") and self.yaml.style is None):
            raise self.error(f"expected {what}, found nothing", kind)
        return self.text

    def items(self, what: str, kind: type[AlignError]) -> Iterator[Node]:
        """The nodes of a list."""
        if not isinstance(self.yaml, yaml.SequenceNode):
            raise self.error(f"expected {what}, found a {_shape(self.yaml)}", kind)
        for node in self.yaml.value:
            yield _node(node, self.path)

    def mapping(self, what: str, kind: type[AlignError]) -> Iterator[tuple[Node, Node]]:
        """Keys and values of a mapping; a repeated key is an error that names both lines."""
        if not isinstance(self.yaml, yaml.MappingNode):
            raise self.error(f"expected {what}, found a {_shape(self.yaml)}", kind)
        seen: dict[str, int] = {}
        for raw_key, raw_value in self.yaml.value:
            key = _node(raw_key, self.path)
            name = key.scalar("a key", kind)
            if name in seen:
                raise key.error(
                    f"the key {name!r} stands twice (first on line {seen[name]})", kind, "Keep one of them."
                )
            seen[name] = key.line
            yield key, _node(raw_value, self.path)


def parse_yaml(text: str, path: str, kind: type[AlignError]) -> Node | None:
    """The root node of one YAML document, None for an empty one; ``kind`` is the error to raise."""
    tab = next((n for n, line in enumerate(text.splitlines(), 1) if line.lstrip(" ").startswith("\t")), None)
    if tab is not None:
        raise kind("a tab in the indentation", path=path, line=tab, allowed="YAML indents with spaces only.")
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        message = f"is not valid YAML: {error.problem or error.context}"
        raise kind(message, path=path, line=line, column=column) from None
    except yaml.YAMLError as error:
        raise kind(f"is not valid YAML: {error}", path=path) from None
    return None if node is None else _node(node, path)


def _node(node: yaml.Node, path: str) -> Node:
    return Node(node, path, node.start_mark.line + 1, node.start_mark.column + 1)


def _shape(node: yaml.Node) -> str:
    names = {yaml.ScalarNode: "single value", yaml.SequenceNode: "list", yaml.MappingNode: "mapping"}
    return names.get(type(node), "node")
