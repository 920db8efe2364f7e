"""Pairs of patterns that the project gives in align.yaml.

Why it matters: every house has rules of its own: 不得 for "shall not", no 贵国, 第3条 for Article 3.

    rules:
      custom:
        patterns:
          - name: shall-not
            source: \\bshall not\\b
            target: 不得|不应
            message: “shall not” is 不得.
          - name: articles
            source: \\bArticle (\\d+)
            target: 第 ?$1 ?条
          - name: no-your-country
            forbid: 贵国
            level: major

Where `source` stands in the original (without `source`: always), `target` must stand in the translation and
`forbid` must not. `$1` is what the first group of `source` matched. Patterns are Python's regular expressions.
What it does not see: which of several places belong to each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from align.bead import TranslationUnit
from align.document import Span
from align.errors import ConfigError
from align.finding import Hit, Severity
from align.options import Option, expect
from align.plugin import Check, Context, Example
from align.yamltext import Node

_KEYS = ("name", "source", "target", "forbid", "message", "level")
_GROUP = re.compile(r"\$(\d)")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pair. ``target`` and ``forbid`` are regular expressions in which $1 stands for a group of ``source``."""

    name: str
    source: re.Pattern[str] | None
    target: str
    forbid: str
    message: str
    level: Severity | None


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    for pattern in context.option("custom", _PATTERNS):
        if pattern.source is None:
            yield from _hits(pattern, unit, None)
        else:
            for match in pattern.source.finditer(unit.source.text):
                yield from _hits(pattern, unit, match)


def _hits(pattern: Pattern, unit: TranslationUnit, match: re.Match[str] | None) -> Iterator[Hit]:
    text = unit.target.text
    source = Span(*match.span()) if match else None
    whole = Span(0, len(text))
    said = f"“{match[0][:60]}”" if match else "The translation"
    if pattern.target and not re.search(_filled(pattern.target, match), text):
        message = pattern.message or f"{pattern.name}: {said} asks for {_filled(pattern.target, match)}."
        yield Hit(message, source=source, target=None if source else whole, severity=pattern.level)
    if pattern.forbid:
        for found in re.finditer(_filled(pattern.forbid, match), text):
            message = pattern.message or f"{pattern.name}: “{found[0][:60]}” may not stand here."
            yield Hit(message, source=source, target=Span(*found.span()), severity=pattern.level)


def _filled(pattern: str, match: re.Match[str] | None) -> str:
    return _GROUP.sub(lambda group: re.escape(match[int(group[1])] or ""), pattern) if match else pattern


def _read(node: Node) -> tuple[Pattern, ...]:
    return tuple(map(_pattern, node.items("a list of patterns (- name: ...)", ConfigError)))


def _pattern(node: Node) -> Pattern:
    values: dict[str, Node] = {}
    for key, value in node.mapping("a pattern (name, source, target, forbid, message, level)", ConfigError):
        expect(key, _KEYS, "key")
        value.scalar("a text", ConfigError)
        values[key.text] = value
    if "name" not in values or not values.keys() & {"target", "forbid"}:
        raise node.error("a pattern needs `name`, and `target` or `forbid`", ConfigError)
    source = _compiled(values["source"]) if "source" in values else None
    for name in ("target", "forbid"):
        if name in values:
            _check_groups(values[name], source)
    if "level" in values:
        expect(values["level"], tuple(str(severity) for severity in Severity), "level")
    texts = {name: value.text for name, value in values.items()}
    return Pattern(
        texts["name"],
        source,
        texts.get("target", ""),
        texts.get("forbid", ""),
        texts.get("message", ""),
        Severity[texts["level"].upper()] if "level" in texts else None,
    )


def _compiled(node: Node) -> re.Pattern[str]:
    try:
        return re.compile(node.text)
    except re.error as error:
        raise node.error(f"{node.text!r} is not a regular expression: {error}", ConfigError) from None


def _check_groups(node: Node, source: re.Pattern[str] | None) -> None:
    groups = source.groups if source else 0
    for number in _GROUP.findall(node.text):
        if not 1 <= int(number) <= groups:
            raise node.error(f"${number} stands for a group that `source` lacks", ConfigError, f"It has {groups}.")
    try:
        re.compile(_GROUP.sub("x", node.text))
    except re.error as error:
        raise node.error(f"{node.text!r} is not a regular expression: {error}", ConfigError) from None


_PATTERNS: Option[tuple[Pattern, ...]] = Option("patterns", (), "pairs of patterns, as above.", _read)
_SHALL = Pattern("shall-not", re.compile(r"\bshall not\b"), "不得|不应", "", "“shall not” is 不得.", None)
_ARTICLE = Pattern("articles", re.compile(r"\bArticle (\d+)"), "第 ?$1 ?条", "", "", None)
_FORBID = Pattern("no-your-country", None, "", "贵国", "", Severity.MAJOR)
_OWN = {"patterns": (_SHALL, _ARTICLE, _FORBID)}

CHECK = Check(
    id="custom",
    severity=Severity.MINOR,
    mqm="custom",
    run=run,
    langs=(),
    options=(_PATTERNS,),
    examples=(
        Example(en="You shall not pass.", zh="你可以通过。", why="no pattern given"),
        Example(en="You shall not pass (Article 3).", zh="你不得通过（第3条）。", options=_OWN),
        Example(en="You shall not pass.", zh="你可以通过。", options=_OWN, hits=("shall not",)),
        Example(en="See Article 3.", zh="见第4条。", options=_OWN, hits=("Article 3",)),
        Example(en="Your country.", zh="贵国。", options=_OWN, hits=("贵国",)),
    ),
)
