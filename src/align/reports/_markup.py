"""HTML that cannot be left unescaped: only what :func:`tag` made is markup, every other string is text."""

from __future__ import annotations

from html import escape

_VOID = frozenset({"br", "input", "link", "meta"})


class Markup(str):
    """A string that is HTML already. Adding to it or formatting it gives a plain string, which is escaped again."""

    __slots__ = ()


def tag(name: str, /, *children: str | None, **attributes: str | int | bool | None) -> Markup:
    """An element. Children that are not Markup are escaped, None is nothing.

    Attribute names lose a trailing ``_`` and have ``-`` for ``_``; True writes the bare name, False and None
    write nothing.
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{join(*children)}</{name}>")


def join(*children: str | None) -> Markup:
    """Several pieces one after the other, text escaped."""
    return Markup("".join(_child(child) for child in children if child is not None))


def _child(child: str) -> str:
    return child if isinstance(child, Markup) else escape(child, quote=False)


def _attribute(key: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    key = key.rstrip("_").replace("_", "-")
    return f" {key}" if value is True else f' {key}="{escape(str(value))}"'
