"""align.yaml: the project's settings. Unknown keys are refused, with the nearest right one.

source: en
target: zh
dictionary: off
fail-on: major
rules:
  quotes: off
  same-source: {level: minor, alike: 85}
ignore:
  - in: corpus/zh/visit.txt
    rules: [brackets]
    line: 从印度母港
    reason: as printed
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from align.errors import ConfigError
from align.files import read_text
from align.finding import Severity
from align.options import expect
from align.plugin import Check
from align.root import SETTINGS
from align.yamltext import Node, parse_yaml

FILE_NAME = SETTINGS

_KEYS = ("source", "target", "dictionary", "fail-on", "rules", "ignore")
# A folder of corpus/ has this name.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SWITCH = ("on", "off")
_LEVELS = ("off", *(str(severity) for severity in Severity))
_IGNORE_KEYS = ("in", "rules", "reason", "block", "line")


@dataclass(frozen=True, slots=True)
class Ignore:
    """Findings that are left out: in the documents that ``path`` (may hold * and ?) matches, of some rules or all.

    ``scope`` is "file", "block" or "line"; for the last two ``text`` is a stretch of the block or line that is
    meant. ``line`` is where this stands in align.yaml.
    """

    path: str
    rules: tuple[str, ...]
    reason: str
    scope: str = "file"
    text: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Config:
    """``source`` and ``target`` are language codes; ``rules`` maps a rule id to its level, None for off.

    ``dictionary`` lets `align run` use CC-CEDICT where it is installed; off, every machine writes the same file.
    ``options`` holds what is set for a rule, by rule and option; a rule may stand there without an option.
    """

    source: str = "en"
    target: str = "zh"
    dictionary: bool = True
    fail_on: Severity = Severity.MINOR
    rules: Mapping[str, Severity | None] = field(default_factory=lambda: MappingProxyType({}))
    options: Mapping[str, Mapping[str, object]] = field(default_factory=lambda: MappingProxyType({}))
    ignores: tuple[Ignore, ...] = ()


def load_config(root: Path, checks: Callable[[], tuple[Check, ...]]) -> Config:
    """Settings of the project at ``root``; defaults where there is no align.yaml. Raises ConfigError.

    ``checks`` is asked for only where the file sets or ignores rules.
    """
    path = root / FILE_NAME
    if not path.is_file():
        return Config()
    node = parse_yaml(read_text(path, shown=FILE_NAME), FILE_NAME, ConfigError)
    if node is None:
        return Config()
    values: dict[str, Node] = {}
    for key, value in node.mapping("settings", ConfigError):
        expect(key, _KEYS, "setting")
        values[key.text] = value
    default = Config()
    source = _language(values["source"]) if "source" in values else default.source
    target = _language(values["target"]) if "target" in values else default.target
    if source == target:
        node = values.get("target") or values["source"]
        raise node.error(
            f"source and target are both {source!r}", ConfigError, "Two languages: source: en, target: zh."
        )
    known = {check.id: check for check in checks()} if values.keys() & {"rules", "ignore"} else {}
    levels, options = _rules(values["rules"], known) if "rules" in values else ({}, {})
    return Config(
        source=source,
        target=target,
        dictionary=_switch(values["dictionary"]) if "dictionary" in values else default.dictionary,
        fail_on=_severity(values["fail-on"]) if "fail-on" in values else default.fail_on,
        rules=MappingProxyType(levels),
        options=MappingProxyType(options),
        ignores=_ignores(values["ignore"], tuple(known)) if "ignore" in values else (),
    )


def _rules(
    node: Node, known: Mapping[str, Check]
) -> tuple[dict[str, Severity | None], dict[str, Mapping[str, object]]]:
    """Levels and options. A rule's value is its level, or a mapping of its level and options, each may lack."""
    levels: dict[str, Severity | None] = {}
    options: dict[str, Mapping[str, object]] = {}
    for key, value in node.mapping("rules with their levels", ConfigError):
        expect(key, tuple(known), "rule")
        if value.is_scalar:
            levels[key.text] = _level(value)
            continue
        by_name = {option.name: option for option in known[key.text].options}
        found: dict[str, object] = {}
        for name, setting in value.mapping("a level, or a mapping of level and options", ConfigError):
            expect(name, ("level", *by_name), f"option of {key.text!r}")
            if name.text == "level":
                levels[key.text] = _level(setting)
            else:
                found[name.text] = by_name[name.text].read(setting)
        options[key.text] = MappingProxyType(found)
    return levels, options


def _level(node: Node) -> Severity | None:
    return None if node.scalar("a level", ConfigError) == "off" else _severity(node)


def _language(node: Node) -> str:
    code = node.scalar("a language code", ConfigError)
    if not _LANGUAGE.fullmatch(code):
        raise node.error(f"{code!r} is no language code", ConfigError, "Allowed: codes such as en, zh, de.")
    return code


def _switch(node: Node) -> bool:
    text = node.scalar("on or off", ConfigError)
    expect(node, _SWITCH, "value")
    return text == "on"


def _severity(node: Node) -> Severity:
    text = node.scalar("a level", ConfigError)
    expect(node, _LEVELS, "level")
    if text == "off":
        raise node.error("this level may not be off", ConfigError)
    return Severity[text.upper()]


def _ignores(node: Node, known: tuple[str, ...]) -> tuple[Ignore, ...]:
    return tuple(_ignore(item, known) for item in node.items("a list (- in: corpus/zh/name.txt ...)", ConfigError))


def _ignore(node: Node, known: tuple[str, ...]) -> Ignore:
    values: dict[str, Node] = {}
    for key, value in node.mapping("what to ignore (in, rules, reason ...)", ConfigError):
        expect(key, _IGNORE_KEYS, "key")
        values[key.text] = value
    for needed, why in (("in", "a document's path or name"), ("reason", "why the findings may stay")):
        if needed not in values:
            raise node.error(f"an entry without `{needed}`", ConfigError, f"Give `{needed}:`, {why}.")
    scopes = [scope for scope in ("block", "line") if scope in values]
    if len(scopes) > 1:
        raise node.error("an entry with both `block` and `line`", ConfigError, "Give one of them, or none: all.")
    rules: tuple[str, ...] = ()
    if "rules" in values:
        named = values["rules"]
        items = (named,) if named.is_scalar else tuple(named.items("a list of rules", ConfigError))
        for item in items:
            expect(item, known, "rule")
        rules = tuple(item.text for item in items)
    return Ignore(
        path=values["in"].scalar("a document's path or name", ConfigError),
        rules=rules,
        reason=values["reason"].scalar("a reason", ConfigError),
        scope=scopes[0] if scopes else "file",
        text=values[scopes[0]].scalar("words of the text", ConfigError) if scopes else "",
        line=node.line,
    )
