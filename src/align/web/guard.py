"""Who may talk to the page's server: this machine's browser, on this page, with this run's token.

A page of any other site can make the browser send requests to 127.0.0.1, and a name it owns can be pointed
there (DNS rebinding). So: the Host must be ours with the port; the browser must say that the request comes
from our own page; every request for data carries the token, which no cookie holds and no other page can read.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
LARGEST = 2_000_000
"""Bytes of a request's body."""


class Guard:
    """An ASGI application around another that lets only such requests through."""

    def __init__(self, app: App, port: int, token: str) -> None:
        self.app = app
        self.hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        refusal = self.refusal(scope)
        if refusal is not None:
            await _answer(send, *refusal)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_HEADER_LIST]
            await send(message)

        await self.app(scope, receive, send_guarded)

    def refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Why a request is refused, as HTTP status and words; None where it is not."""
        headers = _headers(scope)
        hosts = headers.get("host", [])
        if len(hosts) != 1 or hosts[0].lower() not in self.hosts:
            return 421, "this server answers only under its own address"
        method, path = scope["method"], scope["path"]
        if method not in ("GET", "HEAD", "POST"):
            return 405, "only GET and POST"
        api = path.startswith("/api/")
        site = headers.get("sec-fetch-site", [])
        # The address typed or opened from the terminal is "none"; that may fetch the page, but no data.
        if any(value not in (("same-origin",) if api else ("same-origin", "none")) for value in site):
            return 403, "the request comes from another page"
        if any(value not in {f"http://{host}" for host in self.hosts} for value in headers.get("origin", [])):
            return 403, "the request comes from another origin"
        if method == "POST":
            kinds = headers.get("content-type", [])
            if len(kinds) != 1 or kinds[0].split(";")[0].strip().lower() != "application/json":
                return 415, "only JSON"
            sizes = headers.get("content-length", [])
            if len(sizes) != 1 or not sizes[0].isdecimal() or int(sizes[0]) > LARGEST:
                return 413, f"a body of a stated length of at most {LARGEST} bytes"
        if api and not self._knows_token(headers.get("authorization", [])):
            return 401, "the token is missing or of another run: open the address that align review printed"
        return None

    def _knows_token(self, given: list[str]) -> bool:
        expected = f"Bearer {self.token}"
        return len(given) == 1 and secrets.compare_digest(given[0].encode(), expected.encode())


_HEADER_LIST = [(name.encode("ascii"), value.encode("ascii")) for name, value in HEADERS.items()]


def _headers(scope: Scope) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


async def _answer(send: Send, status: int, why: str) -> None:
    body = why.encode()
    length = (b"content-length", str(len(body)).encode())
    kind = (b"content-type", b"text/plain; charset=utf-8")
    await send({"type": "http.response.start", "status": status, "headers": [kind, length, *_HEADER_LIST]})
    await send({"type": "http.response.body", "body": body})
