"""align explain: one check in full."""

from __future__ import annotations

from difflib import get_close_matches

import click

from align.catalogue import explain
from align.errors import ConfigError
from align.plugin import Check, load


@click.command()
@click.argument("rule")
def command(rule: str) -> None:
    """Say what a check finds, why it matters, and what it does not see, with examples.

    \b
    align explain figures
    """
    checks = {check.id: check for check in load("align.checks", "CHECK", Check)}
    if rule not in checks:
        near = get_close_matches(rule, checks, n=1)
        hint = f"Did you mean {near[0]!r}? " if near else ""
        raise ConfigError(f"unknown rule {rule!r}", allowed=f"{hint}There are: {', '.join(checks)}.")
    click.echo(explain(checks[rule]), nl=False)
