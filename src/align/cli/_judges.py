"""Offer the checks of a command what connects to judges outside; it is loaded only when one is asked."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from align.judging import Endpoint, EndpointSettings, Judges, offered


def judges_offered() -> AbstractContextManager[Judges]:
    """For as long as checks run."""
    return offered(_connect)


def _connect(settings: EndpointSettings, note: Callable[[str], None]) -> Endpoint:
    from align.web.llm import connect

    return connect(settings, note)
