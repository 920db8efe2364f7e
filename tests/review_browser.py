"""A review in a real browser: a project, its server in a thread, a page, and what the page may never do."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from align.project import Pair, Project
from align.web.running import checking, listen, server
from align.web.session import Session
from browser import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

TOKEN = "a-token-for-tests-only-0123456789"  # noqa: S105
SETTLED = (
    "() => review.store.beads.length && !review.store.pending && !review.working && review.api.state !== 'loading'"
)


@dataclass
class Served:
    """A running server; ``stop`` and ``start`` it to see what the page makes of it."""

    session: Session
    port: int = 0
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def url(self, row: int | None = None, token: str = TOKEN) -> str:
        return f"http://127.0.0.1:{self.port}/#token={token}" + (f"&at={row}" if row else "")

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        bound = listen(self.port)
        bound.listen(64)
        self.bound = bound
        self.port = bound.getsockname()[1]
        self.server = server(self.session, bound, TOKEN)
        self.thread = threading.Thread(target=lambda: self.server.run(sockets=[bound]), daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.server.should_exit = True
        self.server.force_exit = True
        self.thread.join(timeout=10)


@contextmanager
def serving(project: Project, pair: Pair, checks: bool = True) -> Iterator[Served]:
    """The session's server and its background checks; without ``checks`` no text is looked at for problems."""
    session = Session(project, pair)
    if checks:
        session.findings.settle()
    else:
        session.findings.near = [()] * len(session.alignment.beads)
        session.findings.whole_due = False
    served = Served(session)
    served.start()
    with checking(session) if checks else nullcontext():
        try:
            yield served
        finally:
            served.stop()


class Tab:
    """One page, by keyboard. ``said`` are its console lines and errors, ``asked`` every address it requested."""

    def __init__(self, context: BrowserContext, served: Served, row: int | None = None) -> None:
        self.served = served
        self.context = context
        self.said: list[str] = []
        self.asked: list[str] = []
        self.keys = 0
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self.said.append(f"{message.text} ({message.location})"))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(served.url(row))
        self.ready()

    def ready(self) -> Tab:
        wait_until(self.page, SETTLED)
        return self

    def press(self, *keys: str) -> Tab:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1
        wait_until(self.page, "() => !review.working")
        return self

    def type(self, text: str) -> Tab:
        self.page.keyboard.insert_text(text)
        self.keys += len(text)
        return self

    def look(self, script: str) -> Any:
        return self.page.evaluate(script)

    @property
    def row(self) -> int:
        return int(self.look("review.grid.row"))

    @property
    def side(self) -> str:
        return str(self.look("review.grid.side"))

    def go(self, row: int) -> Tab:
        self.look(f"review.grid.go({row}, 'center'); review.focusGrid()")
        return self

    def text(self, selector: str) -> str:
        return self.page.locator(selector).inner_text()

    def wait(self, script: str) -> Tab:
        wait_until(self.page, script)
        return self

    def quiet(self) -> None:
        """The console said nothing, and nobody but this server was asked for anything."""
        assert self.said == []
        assert [url for url in self.asked if not url.startswith((self.served.origin, "data:"))] == []


def opener(browser: Browser, served: Served) -> Callable[..., Tab]:
    def open_tab(row: int | None = None, size: tuple[int, int] = (1280, 720), **options: Any) -> Tab:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        context.set_default_timeout(8000)
        return Tab(context, served, row)

    return open_tab
