"""The page's server: static files, and a JSON API over one session."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from importlib.resources import files
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from align.errors import AlignError, TextError
from align.glossary_files import fields
from align.web.actions import work
from align.web.cards import card, concordance
from align.web.guard import App, Guard
from align.web.marks import marks
from align.web.operations import RefusedError, Side
from align.web.patches import StaleError
from align.web.proposals import renderings
from align.web.session import OutdatedError, Session
from align.web.settings import load_settings, save_settings
from align.web.terms import candidates, concepts
from align.web.wire import pack_check

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
_REMEMBERED = 64
_MOST_ROWS = 400


class Api:
    """What the page may ask for. Every answer is JSON; an error has ``error`` (a word) and ``message``."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.answers: OrderedDict[str, tuple[int, dict[str, Any]]] = OrderedDict()
        self.lock = threading.Lock()

    def document(self, query: dict[str, str], body: Any) -> dict[str, Any]:
        session = self.session
        if session.changed_outside():
            session.read()
        languages = {"source": session.project.config.source, "target": session.project.config.target}
        checks = [pack_check(check) for check in session.checks]
        return {
            **session.document(),
            "languages": languages,
            "checks": checks,
            "project": session.root.name,
            "fields": fields(session.project),
            "settings": load_settings(session.root),
        }

    def status(self, query: dict[str, str], body: Any) -> dict[str, Any]:
        return {**self.session.state(), "outside": self.session.changed_outside()}

    def findings(self, query: dict[str, str], body: Any) -> dict[str, Any]:
        with self.session.lock:
            found = self.session.findings.all_packed(self.session.verdict)
            return {**self.session.state(), "findings": found}

    def marks(self, query: dict[str, str], body: Any) -> dict[str, Any]:
        session = self.session
        low, high = _number(query, "from"), _number(query, "to")
        if not 0 <= high - low <= _MOST_ROWS:
            raise RefusedError(f"marks of at most {_MOST_ROWS} rows at a time")
        with session.lock:
            alignment, rev = session.alignment, session.rev
            matchers = session.findings.rechecker.matchers(alignment)
        return {"rev": rev, "from": low, "marks": marks(alignment, low, high, matchers)}

    def term(self, query: dict[str, str], body: Any) -> dict[str, Any]:
        found = card(self.session.alignment, self.session.termbase, query.get("id", ""))
        if found is None:
            raise RefusedError("the glossary has no such concept")
        return found

    def candidates(self, query: dict[str, str], body: Any) -> dict[str, Any]:
        return {"candidates": candidates(self.session.alignment, self.session.termbase)}

    def renderings(self, query: dict[str, str], body: Any) -> dict[str, Any]:
        side: Side = "target" if query.get("side") == "target" else "source"
        with self.session.lock:
            alignment = self.session.alignment
        return {"renderings": renderings(alignment, _number(query, "row"), side, query.get("words", "")[:200])}

    def concepts(self, query: dict[str, str], body: Any) -> dict[str, Any]:
        return {"concepts": concepts(self.session.termbase, query.get("words", ""))}

    def concordance(self, query: dict[str, str], body: Any) -> dict[str, Any]:
        return concordance(self.session.alignment, query.get("words", ""))

    def settings(self, query: dict[str, str], body: Any) -> dict[str, Any]:
        save_settings(self.session.root, body)
        return {}

    def do(self, query: dict[str, str], body: Any) -> dict[str, Any]:
        return self.session.do(work(body["do"]))

    def realign(self, query: dict[str, str], body: Any) -> dict[str, Any]:
        return self.session.align_anew()

    def undo(self, query: dict[str, str], body: Any) -> dict[str, Any]:
        return self.session.undo()

    def redo(self, query: dict[str, str], body: Any) -> dict[str, Any]:
        return self.session.redo()

    def answer(self, call: Callable[..., dict[str, Any]], query: dict[str, str], body: Any) -> tuple[int, Any]:
        """Status and JSON of a question."""
        try:
            return 200, call(query, body)
        except StaleError as error:
            return 412, {"error": "stale", "message": str(error)}
        except RefusedError as error:
            # Not an error of HTTP: browsers would write one into the console for what is a plain "no".
            return 200, {"error": "refused", "message": _say(error)}
        except (TextError, OSError) as error:
            return 503, {"error": "not-saved", "message": str(error)}
        except OutdatedError as error:
            return 409, {"error": "outdated", "message": str(error)}
        except AlignError as error:
            return 409, {"error": "unusable", "message": str(error)}

    def operate(self, name: str, rev: str, query: dict[str, str], body: Any) -> tuple[int, Any]:
        """An operation, once: asked again with the same id (the answer was lost on the way) it is not done again."""
        if not isinstance(body, dict) or not isinstance(body.get("id"), str) or not 8 <= len(body["id"]) <= 64:
            return 400, {"error": "malformed", "message": "an operation has an id of 8 to 64 characters"}
        if name == "do" and not isinstance(body.get("do"), dict):
            return 400, {"error": "malformed", "message": "an operation is an object under 'do'"}
        with self.session.lock:
            if body["id"] in self.answers:
                return self.answers[body["id"]]
            if rev != self.session.rev:
                message = "the document was changed in another tab or on disk"
                return 412, {"error": "stale", "message": message}
            answer = self.answer(getattr(self, name), query, body)
            if answer[0] == 200 and "error" not in answer[1]:
                self.answers[body["id"]] = answer
                while len(self.answers) > _REMEMBERED:
                    self.answers.popitem(last=False)
            return answer


def make_app(session: Session, port: int, token: str) -> App:
    """The ASGI application for one session, guarded."""
    api = Api(session)
    static = {f"/static/{item.name}": item for item in (files("align.web") / "static").iterdir() if "." in item.name}

    async def page(request: Request) -> Response:
        path = "/static/index.html" if request.url.path == "/" else request.url.path
        item = static.get(path)
        if item is None:
            return _json(404, {"error": "not-found", "message": "no such file"})
        kind = _TYPES.get("." + path.rsplit(".", 1)[1])
        return Response(item.read_bytes(), media_type=kind) if kind else _json(404, {})

    async def ask(request: Request, name: str) -> Response:
        call = partial(api.answer, getattr(api, name), dict(request.query_params), None)
        return _json(*await run_in_threadpool(call))

    async def tell(request: Request, name: str) -> Response:
        try:
            body = json.loads(await request.body())
        except ValueError:
            return _json(400, {"error": "malformed", "message": "the body is not JSON"})
        if name == "settings":
            return _json(*await run_in_threadpool(partial(api.answer, api.settings, {}, body)))
        rev = request.headers.get("if-match", "").strip('"')
        return _json(*await run_in_threadpool(partial(api.operate, name, rev, {}, body)))

    asked = ("document", "status", "findings", "marks", "term", "concordance", "candidates", "concepts", "renderings")
    told = ("do", "undo", "redo", "realign", "settings")
    routes = [
        Route("/", page),
        *(Route(f"/api/{name}", partial(ask, name=name), methods=["GET"]) for name in asked),
        *(Route(f"/api/{name}", partial(tell, name=name), methods=["POST"]) for name in told),
        *(Route(path, page) for path in static),
    ]
    return Guard(Starlette(routes=routes), port, token)


def _json(status: int, answer: Any) -> Response:
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return Response(text.encode("utf-8", "surrogatepass"), status, media_type="application/json")


def _number(query: dict[str, str], key: str) -> int:
    value = query.get(key, "")
    if not value.isdecimal() or len(value) > 9:
        raise RefusedError(f"{key} must be a number")
    return int(value)


def _say(error: AlignError) -> str:
    return f"{error.message}. {error.allowed}" if error.allowed else error.message
