"""HTML that cannot be left unescaped: only what :func:`tag` made is markup, every other string is text."""

from __future__ import annotations

from html import escape

_VOID = frozenset({"br", "input", "link", "meta"})
# Elements outside running text, where white space means nothing: on lines of their own a page can be compared.
_LINES = frozenset(
    "head body header main footer section div details summary p h1 h2 h3 ul li form label script style meta title "
    "link svg rect".split()
)


class Markup(str):
    """A string that is HTML already. Adding to it or formatting it gives a plain string, which is escaped again."""

    __slots__ = ()


def tag(name: str, /, *children: str | None, **attributes: str | int | bool | None) -> Markup:
    """An element. Children that are not Markup are escaped, None is nothing.

    Attribute names lose a trailing ``_`` and have ``-`` for ``_``; True writes the bare name, False and None
    write nothing.
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    end = "" if name in _VOID else f"{join(*children)}</{name}>"
    element = f"<{name}{written}>{end}"
    return Markup(f"\n{element}" if name in _LINES else element)


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
