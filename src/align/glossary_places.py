"""Where concepts lie in the text of a glossary file: their own lines, and the comments that belong to them."""

from __future__ import annotations

from align.errors import GlossaryError
from align.yamledit import content_end, line_end, line_start, start_of
from align.yamltext import Node, parse_yaml


def concept_nodes(text: str, path: str) -> list[Node]:
    """The concepts of a file's text, in order. Raises GlossaryError for a list on one line."""
    root = parse_yaml(text, path, GlossaryError) if text.strip() else None
    if root is None:
        return []
    nodes = list(root.items("a list of concepts", GlossaryError))
    if getattr(root.yaml, "flow_style", False):
        raise root.error("a list on one line cannot be edited", GlossaryError, "Write each concept as `- id: ...`.")
    return nodes


def id_of(node: Node) -> str:
    """A concept's id."""
    return next((value.text for key, value in node.mapping("a concept", GlossaryError) if key.text == "id"), "")


def dash(text: str, node: Node) -> int:
    """The start of the line that opens a concept."""
    return line_start(text, text.rindex("-", 0, start_of(node.yaml)))


def block(text: str, node: Node) -> tuple[int, int]:
    """Where a concept's own lines start and end."""
    return dash(text, node), line_end(text, content_end(node.yaml, text))


def with_head_comments(text: str, start: int) -> int:
    """The start of the comment lines directly above a line, as long as something stands above them too."""
    place = start
    while place and text[line_start(text, place - 1) : place].lstrip().startswith("#"):
        place = line_start(text, place - 1)
    return place if place else start


def end_with_comments(text: str, node: Node, column: int) -> int:
    """The end of a concept and of the comment lines below that are indented as its own."""
    end = line_end(text, content_end(node.yaml, text))
    while end < len(text):
        line = text[end : line_end(text, end)]
        if not (line.lstrip().startswith("#") and len(line) - len(line.lstrip()) > column):
            break
        end = line_end(text, end)
    return end
