"""Judges outside the program: how a check asks one, without knowing how it is reached.

Only ``align.web`` opens sockets, and checks may not import it. So the command line offers what connects to an
endpoint, for as long as it runs checks; where nothing is offered (the review page, a library call) nobody is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from align.errors import ConfigError


@dataclass(frozen=True, slots=True)
class EndpointSettings:
    """An OpenAI-compatible endpoint and what asking it may cost.

    ``address`` is the base address (https://host/v1). ``timeout`` is in seconds, for one attempt in all.
    ``most_requests`` and ``most_tokens`` cap one run; so does ``budget``, in the currency of ``price_in`` and
    ``price_out``, which are for a million tokens.
    """

    address: str
    model: str
    timeout: float = 60.0
    attempts: int = 4
    parallel: int = 4
    most_requests: int = 2000
    most_tokens: int = 2_000_000
    price_in: Decimal = Decimal(0)
    price_out: Decimal = Decimal(0)
    budget: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Prompt:
    """``system`` says what to do, ``user`` holds the texts."""

    system: str
    user: str


class Endpoint(Protocol):
    """Answers prompts: each with the reply's text, or None where no acceptable one came; then a note says why."""

    def ask(self, prompts: Sequence[Prompt], accept: Callable[[str], bool]) -> list[str | None]: ...


Connect = Callable[[EndpointSettings, Callable[[str], None]], Endpoint]


@dataclass
class Judges:
    """What is offered for a run: how to connect, the rules asked for by name, the endpoints in use, and what people
    should be told after."""

    connect: Connect
    named: frozenset[str] = frozenset()
    notes: list[str] = field(default_factory=list)
    _endpoints: dict[EndpointSettings, Endpoint] = field(default_factory=dict)

    def endpoint(self, settings: EndpointSettings) -> Endpoint:
        """One endpoint for equal settings, so that its caps hold for the whole run."""
        if settings not in self._endpoints:
            self._endpoints[settings] = self.connect(settings, self.note)
        return self._endpoints[settings]

    def unset(self, rule: str, what: str, remedy: str) -> None:
        """A rule has no model to ask: a note where it runs with others, ConfigError where it was asked for by name."""
        if rule in self.named:
            raise ConfigError(f"{rule}: {what}", allowed=remedy)
        self.note(f"{rule}: {what}. {remedy}")

    def note(self, text: str) -> None:
        """Say something once."""
        if text not in self.notes:
            self.notes.append(text)


_OFFERED: ContextVar[Judges | None] = ContextVar("judges", default=None)


def judges() -> Judges | None:
    """What is offered to the checks now."""
    return _OFFERED.get()


@contextmanager
def offered(connect: Connect, named: Iterable[str] = ()) -> Iterator[Judges]:
    """Offer connections to the checks that are run inside; ``named`` are rules that must not stay silent."""
    offer = Judges(connect, frozenset(named))
    token = _OFFERED.set(offer)
    try:
        yield offer
    finally:
        _OFFERED.reset(token)
