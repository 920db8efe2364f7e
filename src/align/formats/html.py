"""Web pages: the text a reader sees, block by block, and what the markup says about each block.

Scripts, forms and hidden parts are no text. Navigation, footers, asides and the like are read and marked, so
that what is dropped can be shown. Parsed by lxml, which fetches nothing and runs nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from align.errors import TextError
from align.page import Page, PageLine
from align.plugin import Format

_INVISIBLE = frozenset(
    "script style noscript template svg iframe object canvas button select textarea input form head dialog".split()
)
_OUTSIDE = {"nav": "navigation", "footer": "footer", "aside": "aside", "menu": "navigation"}
_ROLES = {"navigation": "navigation", "contentinfo": "footer", "complementary": "aside", "banner": "banner",
          "search": "search", "dialog": "dialog", "alertdialog": "dialog"}  # fmt: skip
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q rp rt ruby s samp small "
    "span strike strong sub sup time tt u var wbr".split()
)
_NAMED = re.compile(
    r"(?:^|[-_\s])(?:cookies?|consent|gdpr|breadcrumbs?|share|sharing|social|related|newsletter|sidebar|skip-link|"
    r"screen-reader-text|sr-only|visually-hidden|pagination|comments?|subscribe|promo|advert(?:isement)?)(?:$|[-_\s])",
    re.IGNORECASE,
)
_META = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_MARKUP = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATE_NAMES = (
    "article:published_time",
    "datePublished",
    "date",
    "dc.date",
    "dcterms.created",
    "publishdate",
    "pubdate",
)


def looks_like_html(raw: bytes) -> bool:
    """Whether a file's beginning is that of a web page."""
    return _MARKUP.search(raw[:2048]) is not None


def declared_encoding(raw: bytes) -> str:
    """The encoding that the page itself declares, "" where it declares none; a byte-order mark goes first."""
    if raw.startswith(b"\xef\xbb\xbf"):
        return "utf-8"
    found = _META.search(raw[:4096])
    return web_encoding(found.group(1).decode("ascii")) if found else ""


def web_encoding(label: str) -> str:
    """What browsers read under a label: windows-1252 for Latin-1, GB18030 for GB2312 (WHATWG Encoding standard)."""
    name = label.strip().lower().replace("_", "-")
    if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"):
        return "cp1252"
    return "gb18030" if name in ("gb2312", "gbk", "gb-2312") else name


def read(text: str) -> Page:
    """The page's blocks as lines, white space run together as browsers do; a line break in a block starts a line.

    Raises TextError for a page nested so deeply that part of it would be lost.
    """
    from lxml import etree, html

    # As UTF-8 bytes, whatever the page declares: it has been decoded already.
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, recover=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing in it at all
        return Page(())
    limit = next((entry for entry in parser.error_log if entry.type_name == "ERR_RESOURCE_LIMIT"), None)
    if limit is not None:
        raise TextError(f"the page cannot be read whole: {limit.message}", line=limit.line)
    body = root.find("body")
    collector = _Collector(len(_plain(root)))
    collector.walk(root if body is None else body)
    lines = tuple(line for line in _spaced(collector.lines))
    return Page(lines, _title(root, lines), _date(root), _publisher(root))


class _Around(NamedTuple):
    """What the elements around a piece of text say about it."""

    outside: str = ""
    in_link: bool = False
    heading: bool = False


@dataclass(slots=True)
class _Collector:
    """Walks the tree and gathers text into blocks; ``total`` is the length of all text."""

    total: int
    lines: list[PageLine] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    number: int = 0
    around: _Around = field(default_factory=_Around)

    def walk(self, body: Any) -> None:
        """Without recursion, because pages nest deeper than Python's stack."""
        stack: list[tuple[Any, _Around]] = [(body, _Around())]
        while stack:
            node, around = stack.pop()
            if node is None:
                self._finish()
            elif isinstance(node, str):
                self._add(node, around)
            elif isinstance(node.tag, str) and not _is_invisible(node):
                stack.extend(self._enter(node, around))
        self._finish()

    def _enter(self, node: Any, around: _Around) -> Iterator[tuple[Any, _Around]]:
        """What is to be done inside an element, last thing first."""
        around = _Around(
            around.outside or _outside(node, self.total),
            around.in_link or node.tag == "a",
            around.heading or node.tag in ("h1", "h2", "h3", "h4", "h5", "h6"),
        )
        if node.tag not in _INLINE:
            self._finish()
            yield None, around
        if not self.parts:
            self.number = node.sourceline or self.number
        for child in reversed(node):
            if child.tail:
                yield child.tail, around
            yield child, around
        if node.text:
            yield node.text, around

    def _add(self, text: str, around: _Around) -> None:
        self.parts.append(text)
        if text.strip():
            self.around = around
        if around.in_link:
            self.linked += len(_SPACE.sub(" ", text).strip())

    def _finish(self) -> None:
        """End the block that is being gathered."""
        text = _SPACE.sub(" ", "".join(self.parts)).strip(" ")
        if text.strip():
            share = min(1.0, self.linked / len(text))
            self.lines.append(PageLine(text, self.number, share, self.around.heading, self.around.outside))
        self.parts, self.linked = [], 0


def _is_invisible(node: Any) -> bool:
    if node.tag in _INVISIBLE or node.get("hidden") is not None or node.get("aria-hidden") == "true":
        return True
    return bool(re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", node.get("style") or "", re.IGNORECASE))


def _outside(node: Any, total: int) -> str:
    """Why an element is no part of an article, by its name, role, class or id; "" where nothing says so.

    An element that holds most of the page's text is not judged by its class: "has-sidebar" stands on wrappers.
    """
    if node.tag in _OUTSIDE:
        return _OUTSIDE[node.tag]
    if node.get("role") in _ROLES:
        return _ROLES[node.get("role")]
    for name in f"{node.get('class') or ''} {node.get('id') or ''}".split():
        if _NAMED.search(name) and len(_plain(node)) < 0.4 * total:
            return f"in an element named {name[:40]!r}"
    return ""


def _spaced(lines: list[PageLine]) -> Iterator[PageLine]:
    """A blank line between blocks, as between the paragraphs of a text file."""
    for index, line in enumerate(lines):
        if index:
            yield PageLine("", line.number)
        yield line


def _title(root: Any, lines: Sequence[PageLine]) -> str:
    """The only h1, else og:title, else the title element; of that the part that stands in the page, where one does."""
    headings = [_plain(node) for node in root.iter("h1")]
    if len(headings) == 1 and headings[0]:
        return headings[0]
    stated = _meta(root, ("og:title", "dc.title"))
    if stated:
        return stated
    node = root.find(".//title")
    whole = _plain(node) if node is not None else ""
    shown = [line.text for line in lines if len(line.text) >= 6 and whole.startswith(line.text)]
    # Sites put their name behind a bar or dash.
    return max(shown, key=len) if shown else re.split(r"\s+[|–—_-]\s+", whole)[0]


def _date(root: Any) -> str:
    stated = _meta(root, _DATE_NAMES) or _linked_data(root)
    if not stated:
        times = (node.get("datetime") or "" for node in root.iter("time"))
        stated = next((time for time in times if _ISO_DATE.match(time)), "")
    found = _ISO_DATE.match(stated)
    return found.group() if found else ""


def _publisher(root: Any) -> str:
    return _meta(root, ("og:site_name", "dc.publisher", "publisher"))


def _meta(root: Any, names: tuple[str, ...]) -> str:
    """The content of the first meta element of these names, in their order."""
    stated: dict[str, str] = {}
    for node in root.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        stated.setdefault(name, _SPACE.sub(" ", node.get("content") or "").strip())
    return next((stated[name.lower()] for name in names if stated.get(name.lower())), "")


def _linked_data(root: Any) -> str:
    """datePublished of the page's JSON-LD, "" where there is none or it is broken."""
    for node in root.iter("script"):
        if (node.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            data = json.loads(node.text or "")
        except ValueError:
            continue
        graph = data.get("@graph", data) if isinstance(data, dict) else data
        for item in graph if isinstance(graph, list) else [graph]:
            if isinstance(item, dict) and isinstance(item.get("datePublished"), str):
                return str(item["datePublished"])
    return ""


def _plain(node: Any) -> str:
    return _SPACE.sub(" ", "".join(node.itertext())).strip()


FORMAT = Format(id="html", suffixes=(".html", ".htm", ".xhtml"), describe="A saved web page.", read=read)
