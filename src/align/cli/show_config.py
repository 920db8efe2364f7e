"""align show-config: the settings as they are in force, and where each comes from."""

from __future__ import annotations

import click

from align.checker import enabled
from align.config import Config, Ignore
from align.plugin import Check, load
from align.project import find_project
from align.root import SETTINGS

_SWITCH = {True: "on", False: "off"}


@click.command()
def command() -> None:
    """Print the settings in force, as align.yaml would say them, with those of every rule.

    What is not set there is marked as a default.

    \b
    align show-config
    """
    project = find_project()
    config = project.config
    default = Config()
    click.echo(f"# project: {project.root}")
    click.echo(f"# settings: {SETTINGS if (project.root / SETTINGS).is_file() else 'none, all as by default'}")
    for key, value, usual in (
        ("source", config.source, default.source),
        ("target", config.target, default.target),
        ("dictionary", _SWITCH[config.dictionary], _SWITCH[default.dictionary]),
        ("fail-on", str(config.fail_on), str(default.fail_on)),
    ):
        click.echo(f"{key}: {value}{'  # default' if value == usual else ''}")
    click.echo("rules:")
    checks = load("align.checks", "CHECK", Check)
    on = {check.id for check in enabled(checks, config.rules, config.options)}
    for check in checks:
        click.echo("\n".join(_rule(check, config, is_on=check.id in on)))
    if config.ignores:
        click.echo("ignore:")
        for ignore in config.ignores:
            click.echo(f"  - {_entry(ignore)}")


def _rule(check: Check, config: Config, *, is_on: bool) -> list[str]:
    level = config.rules.get(check.id) or check.severity
    shown = str(level) if is_on else "off"
    named = check.id in config.rules or check.id in config.options
    mark = "" if named else "  # default"
    if not check.options:
        return [f"  {check.id}: {shown}{mark}"]
    lines = [f"  {check.id}:{mark}", f"    level: {shown}"]
    for option in check.options:
        found = config.options.get(check.id, {})
        value = found.get(option.name, option.default)
        text = f"[{len(value)}]" if isinstance(value, tuple) else str(value)
        lines.append(f"    {option.name}: {text}{'' if option.name in found else '  # default'}")
    return lines


def _entry(ignore: Ignore) -> str:
    parts = {"in": ignore.path, "rules": f"[{', '.join(ignore.rules)}]" if ignore.rules else ""}
    parts |= {ignore.scope: ignore.text} if ignore.scope != "file" else {}
    parts["reason"] = ignore.reason
    return "{" + ", ".join(f"{key}: {value}" for key, value in parts.items() if value) + f"}}  # line {ignore.line}"
