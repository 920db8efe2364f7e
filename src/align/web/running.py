"""One server for one project: the lock, the socket, the loop, and an orderly end."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import secrets
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import uvicorn

from align.errors import AlignError
from align.web.server import make_app
from align.web.session import Session
from align.web.surroundings import STATE

_FAR = 1 << 20
"""A place in the lock file beyond anything written there."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the page is. The token stands in the fragment, which browsers send to nobody."""

    port: int
    token: str

    def url(self, row: int | None = None) -> str:
        at = "" if row is None else f"&at={row}"
        return f"http://127.0.0.1:{self.port}/#token={self.token}{at}"


class AlreadyRunningError(AlignError):
    """Another server has the project; its address is in the message."""


@contextmanager
def only_one(root: Path, name: str) -> Iterator[Callable[[Address], None]]:
    """Hold the project's lock; yields what writes our address into it. Raises AlreadyRunningError.

    The lock is the system's: it ends with the process, however that ends. The file is readable by its owner
    only, because the address in it opens the page.
    """
    path = root / STATE / "lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+", encoding="utf-8") as file:
        try:
            _lock(file)
        except OSError:
            raise AlreadyRunningError(
                f"the project is under review already, in {_who(file.read())}",
                allowed="Go on there, or stop that one with Ctrl-C first.",
            ) from None

        def tell(address: Address) -> None:
            file.seek(0)
            file.truncate()
            json.dump({"pid": os.getpid(), "name": name, "url": address.url()}, file)
            file.flush()

        try:
            yield tell
        finally:
            file.truncate(0)


def _lock(file: IO[str]) -> None:
    """Take the system's lock on an open file. OSError where another process has it."""
    if sys.platform == "win32":
        import msvcrt

        file.seek(_FAR)  # what is locked cannot be read there, and the address is to be read
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        finally:
            file.seek(0)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _who(text: str) -> str:
    try:
        about = json.loads(text)
        return f"process {about['pid']} ({about['name']}): {about['url']}"
    except (ValueError, KeyError, TypeError):
        return "another process that is just starting"


def listen(port: int) -> socket.socket:
    """A socket on 127.0.0.1; ``port`` 0 takes any free one. Raises AlignError where the port is taken."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(("127.0.0.1", port))
    except OSError as error:
        bound.close()
        raise AlignError(
            f"port {port} cannot be used: {error.strerror}", allowed="Give another --port, or none."
        ) from None
    return bound


@contextmanager
def checking(session: Session) -> Iterator[None]:
    """Checks run in the background meanwhile."""
    stop = threading.Event()
    thread = threading.Thread(target=lambda: _check(session, stop), name="checks", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        session.findings.wake.set()
        thread.join(timeout=5)


def _check(session: Session, stop: threading.Event) -> None:
    """The findings are another object after the glossary changed on disk: take up whatever is there."""
    while not stop.is_set():
        findings = session.findings
        findings.work(session.lock, stop, lambda: session.findings is findings)  # noqa: B023 - called at once


def server(session: Session, bound: socket.socket, token: str) -> uvicorn.Server:
    """The server, not yet running: ``run(sockets=[bound])`` serves until ``should_exit``."""
    app = make_app(session, bound.getsockname()[1], token)
    config = uvicorn.Config(
        app,
        log_level="error",
        access_log=False,
        lifespan="off",
        ws="none",
        loop="asyncio",
        http="h11",
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=3,
        timeout_keep_alive=30,
    )
    return uvicorn.Server(config)


def serve(session: Session, port: int, started: Callable[[Address], None]) -> None:
    """Serve until Ctrl-C. ``started`` is told the address once the page can be opened.

    What was asked for is carried out before the end; every operation done is on disk already.
    """
    with only_one(session.root, session.pair.name) as tell, contextlib.closing(listen(port)) as bound:
        address = Address(bound.getsockname()[1], secrets.token_urlsafe(24))
        running = server(session, bound, address.token)
        bound.listen(128)
        # What was read stays until the end: no operation is to wait while the collector walks through it.
        gc.collect()
        gc.freeze()
        tell(address)
        started(address)
        with checking(session), contextlib.suppress(KeyboardInterrupt):
            running.run(sockets=[bound])
        with session.lock:
            pass
