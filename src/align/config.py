"""align.yaml: the project's settings. Unknown keys are refused, with the nearest right one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from align.errors import ConfigError
from align.files import read_text
from align.finding import Severity
from align.yamltext import Node, parse_yaml

FILE_NAME = "align.yaml"
_KEYS = ("source", "target", "fail-on", "rules")
_LEVELS = ("off", *(str(severity) for severity in Severity))


@dataclass(frozen=True, slots=True)
class Config:
    """``source`` and ``target`` are language codes; ``rules`` maps a rule id to its level, None for off."""

    source: str = "en"
    target: str = "zh"
    fail_on: Severity = Severity.MINOR
    rules: Mapping[str, Severity | None] = field(default_factory=lambda: MappingProxyType({}))


def load_config(root: Path, known_rules: Callable[[], tuple[str, ...]]) -> Config:
    """Settings of the project at ``root``; defaults where there is no align.yaml. Raises ConfigError.

    ``known_rules`` is asked for the ids of the checks only where the file sets rules.
    """
    path = root / FILE_NAME
    if not path.is_file():
        return Config()
    node = parse_yaml(read_text(path, shown=FILE_NAME), FILE_NAME, ConfigError)
    if node is None:
        return Config()
    values: dict[str, Node] = {}
    for key, value in node.mapping("settings", ConfigError):
        _expect(key, _KEYS, "setting")
        values[key.text] = value
    default = Config()
    return Config(
        source=values["source"].scalar("a language code", ConfigError) if "source" in values else default.source,
        target=values["target"].scalar("a language code", ConfigError) if "target" in values else default.target,
        fail_on=_severity(values["fail-on"]) if "fail-on" in values else default.fail_on,
        rules=MappingProxyType(_rules(values["rules"], known_rules()) if "rules" in values else {}),
    )


def _rules(node: Node, known: tuple[str, ...]) -> dict[str, Severity | None]:
    levels: dict[str, Severity | None] = {}
    for key, value in node.mapping("rule: level pairs", ConfigError):
        _expect(key, known, "rule")
        level = value.scalar("a level", ConfigError)
        levels[key.text] = None if level == "off" else _severity(value)
    return levels


def _severity(node: Node) -> Severity:
    text = node.scalar("a level", ConfigError)
    _expect(node, _LEVELS, "level")
    if text == "off":
        raise node.error("this level may not be off", ConfigError)
    return Severity[text.upper()]


def _expect(node: Node, allowed: tuple[str, ...], what: str) -> None:
    if node.text in allowed:
        return
    near = get_close_matches(node.text, allowed, n=1)
    hint = f"Did you mean {near[0]!r}? " if near else ""
    raise node.error(f"unknown {what} {node.text!r}", ConfigError, allowed=f"{hint}Allowed: {', '.join(allowed)}.")
