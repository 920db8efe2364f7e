"""Documents without their translation: they keep no other from being worked on, but no command passes over them."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from align.errors import EXIT_WRONG_INPUT, AlignError


def tell(errors: Iterable[AlignError | str]) -> None:
    """Each error on standard error, as the errors that stop a command are told."""
    for error in errors:
        click.secho(f"align: {error}", fg="red", err=True)


def stop_if(errors: Iterable[AlignError | str]) -> None:
    """Exit with 2, after all that could be done is done, where there was an error."""
    if tuple(errors):
        sys.exit(EXIT_WRONG_INPUT)
