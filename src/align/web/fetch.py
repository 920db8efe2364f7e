"""Fetch one page over HTTP(S), whole or not at all.

Nothing is trusted about the other side: redirects are followed by hand and counted, the time is limited for each
read and in all, the size is limited before and after decompression, and a body shorter than announced is an error.
"""

from __future__ import annotations

import hashlib
import threading
import time
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from align import __version__
from align.errors import FetchError

if TYPE_CHECKING:
    import http.client

_PIECE = 64 * 1024
_REDIRECTS = (301, 302, 303, 307, 308)
_TEXT_TYPES = ("text/html", "application/xhtml+xml", "text/plain")


@dataclass(frozen=True, slots=True)
class Limits:
    """``total`` and ``stall`` in seconds (all of the fetch, and any single wait), ``size`` in bytes."""

    total: float = 60.0
    stall: float = 15.0
    size: int = 20_000_000
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """``body`` is decompressed; ``sha256`` is its digest; ``charset`` is the header's, "" where it has none."""

    url: str
    body: bytes
    content_type: str
    charset: str
    sha256: str


def fetch(url: str, limits: Limits | None = None) -> Fetched:
    """The page at an http or https address. Raises FetchError that says what went wrong and with which address.

    Honours the proxy settings of the environment. The work is done on a thread of its own, because no socket
    time-out can bound the sum of many short waits.
    """
    limits = limits or Limits()
    _check_address(url)
    outcome: list[Fetched | Exception] = []

    def work() -> None:
        try:
            outcome.append(_follow(url, limits, time.monotonic() + limits.total))
        except Exception as error:
            outcome.append(error)

    thread = threading.Thread(target=work, daemon=True, name="align-fetch")
    thread.start()
    thread.join(limits.total)
    if not outcome:
        raise FetchError(f"gave up after {limits.total:g} s in all", path=url)
    if isinstance(outcome[0], Exception):
        raise outcome[0]
    return outcome[0]


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or not url.isascii() or any(char.isspace() for char in url):
        raise FetchError("not an address that can be fetched", path=url, allowed="http://… or https://…")


def _follow(url: str, limits: Limits, deadline: float) -> Fetched:
    seen = [url]
    while True:
        with _open(seen[-1], limits) as response:
            if response.status not in _REDIRECTS:
                return _receive(response, seen[-1], limits, deadline)
            target = response.headers.get("Location")
        if not target:
            raise FetchError(f"redirects ({response.status}) without saying where to", path=seen[-1])
        target = _joined(seen[-1], target)
        if seen[-1].startswith("https:") and target.startswith("http:"):
            raise FetchError(f"redirects from https to plain http: {target}", path=seen[-1])
        if target in seen:
            raise FetchError(f"redirects in a loop, back to {target}", path=url)
        if len(seen) > limits.redirects:
            raise FetchError(f"redirects more than {limits.redirects} times, last to {target}", path=url)
        seen.append(target)


def _joined(url: str, target: str) -> str:
    """Where a redirect leads. Raises FetchError where that is no address."""
    try:
        joined = urljoin(url, target)
    except ValueError:
        raise FetchError(f"redirects to what is not an address: {target!r}", path=url) from None
    _check_address(joined)
    return joined


def _open(url: str, limits: Limits) -> http.client.HTTPResponse:
    """The response to a GET, whatever its status: this opener neither follows redirects nor raises for 404."""
    import http.client
    import urllib.request
    from urllib.error import URLError

    opener = urllib.request.OpenerDirector()
    for handler in (urllib.request.ProxyHandler(), urllib.request.HTTPHandler(), urllib.request.HTTPSHandler()):
        opener.add_handler(handler)
    headers = {
        "User-Agent": f"duizhao/{__version__} (align pull)",
        "Accept": "text/html, application/xhtml+xml, text/plain;q=0.5",
        "Accept-Encoding": "gzip, identity",
    }
    try:
        response = opener.open(urllib.request.Request(url, headers=headers), timeout=limits.stall)  # noqa: S310 - checked
    except TimeoutError:
        raise FetchError(f"sent nothing for {limits.stall:g} s", path=url) from None
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise FetchError(f"sent nothing for {limits.stall:g} s", path=url) from None
        raise FetchError(f"cannot be reached: {error.reason}", path=url) from None
    except (OSError, http.client.HTTPException) as error:
        raise FetchError(f"cannot be read: {error or type(error).__name__}", path=url) from None
    assert isinstance(response, http.client.HTTPResponse)  # noqa: S101 - what the HTTP handlers return
    return response


def _receive(response: http.client.HTTPResponse, url: str, limits: Limits, deadline: float) -> Fetched:
    if response.status != 200:
        raise FetchError(f"answers {response.status} {response.reason}".rstrip(), path=url)
    content_type = response.headers.get_content_type()
    if content_type not in _TEXT_TYPES:
        raise FetchError(f"is no page of text but {content_type}", path=url)
    announced = response.headers.get("Content-Length", "")
    if announced.isdigit() and int(announced) > limits.size:
        raise FetchError(f"is too large: {int(announced):,} bytes, the limit is {limits.size:,}", path=url)
    raw = _read(response, url, limits, deadline)
    if announced.isdigit() and len(raw) < int(announced):
        raise FetchError(f"broke off: {len(raw):,} of {int(announced):,} bytes came", path=url)
    body = _decompressed(raw, response.headers.get("Content-Encoding", "identity"), url, limits)
    framed = announced.isdigit() or response.headers.get("Transfer-Encoding", "").lower() == "chunked"
    if not framed and b"<html" in body[:4096].lower() and b"</html" not in body[-4096:].lower():
        raise FetchError("broke off: the page has no end and did not say how long it is", path=url)
    charset = response.headers.get_content_charset("") or ""
    return Fetched(url, body, content_type, charset, hashlib.sha256(body).hexdigest())


def _read(response: http.client.HTTPResponse, url: str, limits: Limits, deadline: float) -> bytes:
    import http.client

    pieces: list[bytes] = []
    size = 0
    try:
        while piece := response.read1(_PIECE):
            pieces.append(piece)
            size += len(piece)
            if size > limits.size:
                raise FetchError(f"is too large: more than {limits.size:,} bytes", path=url)
            if time.monotonic() > deadline:
                raise FetchError(f"gave up after {limits.total:g} s in all", path=url)
    except TimeoutError:
        raise FetchError(f"sent nothing for {limits.stall:g} s, after {size:,} bytes", path=url) from None
    except (OSError, http.client.HTTPException) as error:
        raise FetchError(f"broke off after {size:,} bytes: {error or type(error).__name__}", path=url) from None
    return b"".join(pieces)


def _decompressed(raw: bytes, encoding: str, url: str, limits: Limits) -> bytes:
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        return raw
    if encoding not in ("gzip", "x-gzip"):
        raise FetchError(f"came compressed in a way that was not asked for: {encoding}", path=url)
    decompressor = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    try:
        body = decompressor.decompress(raw, limits.size + 1)
    except zlib.error as error:
        raise FetchError(f"is not valid gzip: {error}", path=url) from None
    if len(body) > limits.size:
        raise FetchError(f"is too large: more than {limits.size:,} bytes decompressed", path=url)
    if not decompressor.eof:
        raise FetchError(f"broke off: the compressed page ends after {len(raw):,} bytes", path=url)
    return body
