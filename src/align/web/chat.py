"""One question to an OpenAI-compatible endpoint, whole or not at all, bounded in time and size.

Redirects are not followed: the key would go along. What a server says with a refusal is not shown: it may repeat
the key.
"""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from align import __version__
from align.errors import FetchError
from align.judging import EndpointSettings, Prompt

_LARGEST = 2_000_000
_PIECE = 64 * 1024
_HINTS = {401: "Look at ALIGN_LLM_KEY.", 403: "Look at ALIGN_LLM_KEY.", 404: "Look at address and model."}
_BROKEN = (401, 402, 403, 404, 405, 410)
_REFUSED = (400, 413, 415, 422)


class AgainError(Exception):
    """This attempt failed; another may not. ``wait`` is what the server asks for, in seconds."""

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.wait = wait


class RefusedError(Exception):
    """The endpoint does not take this question, however often it is asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply and the tokens that the endpoint says it used, 0 where it does not say."""

    text: str
    tokens_in: int
    tokens_out: int


def complete(settings: EndpointSettings, key: str, prompt: Prompt) -> Answer:
    """The endpoint's reply to a prompt, within ``settings.timeout`` seconds in all.

    Raises AgainError or RefusedError, and FetchError where no question can be answered (key, address, model).
    The work is done on a thread of its own: no socket time-out bounds the sum of many short waits.
    """
    outcome: list[Answer | BaseException] = []

    def work() -> None:
        try:
            outcome.append(_post(settings, key, prompt))
        except BaseException as error:
            outcome.append(error)

    thread = threading.Thread(target=work, daemon=True, name="align-judge-attempt")
    thread.start()
    thread.join(settings.timeout)
    if not outcome:
        raise AgainError(f"no whole reply within {settings.timeout:g} s")
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    return outcome[0]


def _post(settings: EndpointSettings, key: str, prompt: Prompt) -> Answer:
    import http.client
    import urllib.request
    from urllib.error import URLError

    deadline = time.monotonic() + settings.timeout
    body = {
        "model": settings.model,
        "messages": [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}],
        "temperature": 0,
        "response_format": {"type": "json_object"},
    }
    headers = {"Content-Type": "application/json", "User-Agent": f"duizhao/{__version__} (align check)"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    request = urllib.request.Request(  # noqa: S310 - checked when connecting
        f"{settings.address.rstrip('/')}/chat/completions", json.dumps(body).encode("ascii"), headers
    )
    # Built by hand, so that it neither follows redirects nor raises for an error status.
    opener = urllib.request.OpenerDirector()
    for handler in (urllib.request.ProxyHandler(), urllib.request.HTTPHandler(), urllib.request.HTTPSHandler()):
        opener.add_handler(handler)
    try:
        with opener.open(request, timeout=settings.timeout) as response:
            raw = _read(response, deadline)
            status, retry = response.status, response.headers.get("Retry-After", "")
    except TimeoutError:
        raise AgainError(f"no whole reply within {settings.timeout:g} s") from None
    except URLError as error:
        raise AgainError(f"the endpoint cannot be reached ({error.reason})") from None
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise AgainError(f"the reply broke off ({type(error).__name__})") from None
    if status != HTTPStatus.OK:
        _raise_for(status, retry, settings.address)
    return _answer(raw)


def _raise_for(status: int, retry: str, address: str) -> None:
    if status in _BROKEN:
        hint = _HINTS.get(status, "Look at address, model and account.")
        raise FetchError(f"the endpoint of llm-judge answers {status}", path=address, allowed=hint)
    if 300 <= status < 400:
        raise FetchError(f"the endpoint of llm-judge redirects ({status})", path=address)
    if status in _REFUSED:
        raise RefusedError(f"the endpoint refuses the question ({status})")
    wait = float(retry) if retry.isascii() and retry.isdigit() and len(retry) < 6 else None
    raise AgainError(f"the endpoint answers {status}", wait)


def _read(response: Any, deadline: float) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := response.read1(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > _LARGEST:
            raise AgainError("the reply is too large")
        if time.monotonic() > deadline:
            raise TimeoutError
    announced = response.headers.get("Content-Length", "")
    if announced.isdigit() and size < int(announced):
        raise AgainError("the reply broke off")
    return b"".join(pieces)


def _answer(raw: bytes) -> Answer:
    """The text of a chat completion and what it says it used; absurd figures count as none."""
    try:
        reply = json.loads(raw)
        text = reply["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise AgainError("the reply is no chat completion") from None
    if not isinstance(text, str):
        raise AgainError("the reply is no chat completion")
    usage = reply.get("usage")
    counts = [usage.get(name) for name in ("prompt_tokens", "completion_tokens")] if isinstance(usage, dict) else []
    used = [n if isinstance(n, int) and 0 <= n <= _LARGEST else 0 for n in counts] or [0, 0]
    return Answer(text, used[0], used[1])
