"""Options of a rule: what a project may set for it in align.yaml, and how each value is read.

    rules:
      same-source: {level: minor, alike: 85}

A value is read from its YAML node, so that a wrong one is refused with its line and what is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Generic, TypeVar

from align.errors import AlignError, ConfigError
from align.yamltext import Node

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """One setting of a rule. ``read`` turns its YAML node into the value, or raises ConfigError."""

    name: str
    default: T
    describe: str
    read: Callable[[Node], T]


def whole_number(low: int, high: int) -> Callable[[Node], int]:
    """A reader of whole numbers from ``low`` to ``high``."""

    def read(node: Node) -> int:
        text = node.scalar("a number", ConfigError)
        if not (text.isascii() and text.isdigit() and low <= int(text[:9]) <= high):
            raise node.error(f"{text!r} is not allowed here", ConfigError, f"A whole number from {low} to {high}.")
        return int(text)

    return read


def one_of(*allowed: str) -> Callable[[Node], str]:
    """A reader of one word out of several."""

    def read(node: Node) -> str:
        node.scalar("a word", ConfigError)
        expect(node, allowed, "value")
        return node.text

    return read


def expect(node: Node, allowed: tuple[str, ...], what: str, kind: type[AlignError] = ConfigError) -> None:
    """Refuse a node whose text is not among ``allowed``, and name the nearest right one."""
    if node.text in allowed:
        return
    near = get_close_matches(node.text, allowed, n=1)
    hint = f"Did you mean {near[0]!r}? " if near else ""
    raise node.error(f"unknown {what} {node.text!r}", kind, f"{hint}Allowed: {', '.join(allowed)}.")


def words(node: Node) -> str:
    """A reader of any text on one line."""
    return node.scalar("a text", ConfigError)


def decimal(node: Node) -> Decimal:
    """A reader of a decimal number, not below 0."""
    text = node.scalar("a number", ConfigError)
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", text):
        raise node.error(f"{text!r} is not allowed here", ConfigError, "A number as 0.15 or 2.")
    return Decimal(text)
