"""Offer the checks of a command what connects to judges outside; it is loaded only when one is asked."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from align.judging import Endpoint, EndpointSettings, Judges


def judges_offered(named: tuple[str, ...] = ()) -> AbstractContextManager[Judges]:
    """For as long as checks run; ``named`` are the rules that the command line asks for."""
    from align.judging import offered

    return offered(_connect, named)


def _connect(settings: EndpointSettings, note: Callable[[str], None]) -> Endpoint:
    from align.web.llm import connect

    return connect(settings, note)
