"""The language-model judge against a server that answers, stalls, lies and breaks; nothing it says is trusted."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from align.bead import TranslationUnit
from align.checks import llm_judge
from align.cli import cli
from align.errors import ConfigError, FetchError
from align.glossary import parse_glossary
from align.judging import EndpointSettings, Prompt
from align.mqm import CATEGORIES, is_reply, judged, prompt
from align.plugin import Context
from align.term import Termbase
from align.termhits import unit_terms
from align.web.llm import Client, connect
from test_fixing import aligned

KEY = "sk-secret-of-the-test"
FINE = '{"errors": []}'
ERROR = {
    "side": "target",
    "span": "交易所",
    "category": "accuracy/mistranslation",
    "severity": "major",
    "why": "an exchange of people became a stock exchange",
    "suggestion": "交流",
}
Handle = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]


def say(handler: BaseHTTPRequestHandler, content: object, status: int = 200, **headers: str) -> None:
    """A chat completion with this content; text as it is, anything else as JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    usage = {"prompt_tokens": 400, "completion_tokens": 40}
    raw(handler, json.dumps({"choices": [{"message": {"content": text}}], "usage": usage}).encode(), status, **headers)


def raw(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in ({"Content-Length": str(len(body))} | more).items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


@dataclass
class Server:
    address: str = ""
    handle: Handle = lambda handler, body: say(handler, FINE)
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.asked.append(body)
            state.keys.append(self.headers.get("Authorization"))
            with suppress(BrokenPipeError, ConnectionResetError):  # the other side gave up, as it should
                state.handle(self, body)

        def log_message(self, *arguments: object) -> None:
            pass

    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    for name in ("ALIGN_LLM_KEY", "ALIGN_LLM_ADDRESS", "ALIGN_LLM_MODEL"):
        monkeypatch.delenv(name, raising=False)
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    httpd.block_on_close = False
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    state.address = f"http://127.0.0.1:{httpd.server_port}/v1"
    yield state
    httpd.shutdown()
    httpd.server_close()
    thread.join()


@dataclass
class Asked:
    replies: list[str | None]
    notes: list[str]
    pauses: list[float]
    client: Client


def ask(server: Server, count: int = 1, *, key: str = "", folder: Path | None = None, **about: Any) -> Asked:
    chosen = EndpointSettings(server.address, "small", **({"timeout": 20.0, "attempts": 3, "parallel": 1} | about))
    notes: list[str] = []
    pauses: list[float] = []
    client = Client(chosen, key, notes.append, folder, pauses.append)
    return Asked(client.ask([Prompt("judge", str(n)) for n in range(count)], is_reply), notes, pauses, client)


def test_it_answers(server: Server) -> None:
    server.handle = lambda handler, body: say(handler, {"errors": [], "n": body["messages"][1]["content"]})
    result = ask(server, 6, key=KEY, parallel=3)
    assert [json.loads(reply or "")["n"] for reply in result.replies] == list("012345")
    assert set(server.keys) == {f"Bearer {KEY}"}
    assert server.asked[0]["model"] == "small"
    assert (result.notes, result.client.requests, result.client.tokens_in) == ([], 6, 2400)


def test_it_is_asked_once_about_the_same(server: Server, tmp_path: Path) -> None:
    first = ask(server, 3, folder=tmp_path)
    assert ask(server, 3, folder=tmp_path).replies == first.replies
    assert len(server.asked) == 3
    assert ask(server, 4, folder=tmp_path).replies == [*first.replies, FINE]
    assert len(server.asked) == 4
    for path in tmp_path.iterdir():
        path.write_bytes(path.read_bytes()[:-3])  # a damaged entry is asked about again
    assert ask(server, 4, folder=tmp_path).replies == [FINE] * 4


@pytest.mark.parametrize("content", ["I am sorry.", "[]", '{"errors": "none"}', "{" * 5000, "", '{"errors": ['])
def test_wrong_json_is_asked_for_again_then_given_up_and_never_kept(
    server: Server, tmp_path: Path, content: str
) -> None:
    server.handle = lambda handler, body: say(handler, content)
    result = ask(server, 2, folder=tmp_path)
    assert result.replies == [None, None]
    assert len(server.asked) == 6
    assert result.notes == ["llm-judge: 2 of 2 beads were not judged: the replies are not the JSON that was asked for"]
    assert list(tmp_path.iterdir()) == []


def test_a_fence_around_the_json_is_no_fault(server: Server) -> None:
    server.handle = lambda handler, body: say(handler, f"```json\n{FINE}\n```")
    assert ask(server).replies == [f"```json\n{FINE}\n```"]


def stall(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
    time.sleep(1.2)


def drip(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: 5000\r\n\r\n")
    drip_on(handler)


def drip_headers(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nX-Long: ")
    drip_on(handler)


def drip_on(handler: BaseHTTPRequestHandler) -> None:
    for _ in range(24):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize("handle", [stall, drip, drip_headers])
def test_it_stalls(server: Server, handle: Handle) -> None:
    server.handle = handle
    start = time.monotonic()
    result = ask(server, timeout=0.3, attempts=2)
    assert time.monotonic() - start < 2.2
    assert result.notes == ["llm-judge: 1 of 1 beads were not judged: no whole reply within 0.3 s"]


def half(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
    raw(handler, b'{"choices": [', Content_Length="900")


def huge(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
    raw(handler, b" " * 3_000_000)


@pytest.mark.parametrize(
    ("handle", "why"),
    [
        (half, "broke off"),
        (huge, "too large"),
        (lambda handler, body: raw(handler, b"<html>busy</html>"), "no chat completion"),
        (lambda handler, body: raw(handler, b'{"choices": []}'), "no chat completion"),
        (lambda handler, body: raw(handler, b'{"choices": [{"message": {"content": null}}]}'), "no chat completion"),
        (lambda handler, body: raw(handler, b"[" * 100_000), "no chat completion"),
        (lambda handler, body: handler.wfile.write(b"garbage\r\n\r\n"), "broke off"),
        (lambda handler, body: None, "reach|broke off"),
        (lambda handler, body: say(handler, FINE, 503), "answers 503"),
    ],
)
def test_it_breaks(server: Server, handle: Handle, why: str) -> None:
    server.handle = handle
    result = ask(server)
    assert result.replies == [None]
    assert len(server.asked) == 3
    assert result.pauses == [0.5, 1.0]
    (note,) = result.notes
    assert any(part in note for part in why.split("|"))


def test_it_recovers_and_says_how_long_to_wait(server: Server) -> None:
    def handle(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        busy = len(server.asked) == 1
        say(handler, FINE, 429 if busy else 200, **({"Retry_After": "7"} if busy else {}))

    server.handle = handle
    result = ask(server)
    assert (result.replies, result.pauses, result.notes) == ([FINE], [7.0], [])


def test_a_wait_that_is_absurd_is_cut(server: Server) -> None:
    server.handle = lambda handler, body: say(handler, FINE, 429, Retry_After="86400")
    assert ask(server, attempts=2).pauses == [30.0]


def test_an_endpoint_out_of_order_is_left_alone(server: Server) -> None:
    server.handle = lambda handler, body: say(handler, FINE, 500)
    result = ask(server, 50)
    assert result.replies == [None] * 50
    assert len(server.asked) == 5
    assert any("failed too often in a row" in note for note in result.notes)


@pytest.mark.parametrize("status", [401, 403, 404])
def test_what_is_broken_for_good_is_an_error_that_tells_no_key(server: Server, status: int) -> None:
    server.handle = lambda handler, body: raw(handler, KEY.encode(), status)
    with pytest.raises(FetchError, match=f"answers {status}") as error:
        ask(server, 3, key=KEY)
    assert KEY not in str(error.value)


def test_a_question_that_is_refused_is_not_asked_again(server: Server) -> None:
    server.handle = lambda handler, body: raw(handler, b"filtered", 400)
    result = ask(server)
    assert (result.replies, len(server.asked)) == ([None], 1)
    assert "refuses the question (400)" in result.notes[0]


def test_the_key_does_not_follow_a_redirect(server: Server) -> None:
    server.handle = lambda handler, body: raw(handler, b"", 307, Location=f"{server.address}/elsewhere")
    with pytest.raises(FetchError, match="redirects"):
        ask(server, key=KEY)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("caps", "why", "most"),
    [
        ({"most_requests": 4}, "the cap of 4 questions", 4),
        ({"most_tokens": 3000}, "the cap of 3000 tokens", 5),
        ({"price_in": Decimal(1000), "price_out": Decimal(1000), "budget": Decimal("2.9")}, "the budget of 2.9", 5),
    ],
)
def test_what_a_run_may_cost_is_capped(server: Server, caps: dict[str, Any], why: str, most: int) -> None:
    result = ask(server, 12, parallel=3, **caps)
    answered = len([reply for reply in result.replies if reply])
    assert 1 <= answered == len(server.asked) <= most
    assert result.client.spent <= caps.get("budget", 0)
    assert why in result.notes[0]
    assert f"{12 - answered} of 12 beads" in result.notes[0]


def test_what_it_says_it_used_cannot_make_it_cheaper(server: Server) -> None:
    def handle(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        usage = {"prompt_tokens": -9_000_000, "completion_tokens": "none"}
        raw(handler, json.dumps({"choices": [{"message": {"content": FINE}}], "usage": usage}).encode())

    server.handle = handle
    result = ask(server, 3)
    assert result.client.tokens_in > 0
    assert result.client.tokens_out > 0


def unit(english: str = "This exchange helps.", chinese: str = "该交易所有帮助。") -> TranslationUnit:
    return next(aligned([english], [chinese]).units())


PAIR = unit()


def test_an_error_becomes_a_hit_at_the_words_it_quotes() -> None:
    (hit,) = judged(json.dumps({"errors": [ERROR]}), unit()).hits
    assert hit.target is not None
    assert hit.target.of("该交易所有帮助。") == "交易所"
    assert (hit.fix, hit.fix_is_safe, str(hit.severity)) == ("交流", False, "major")
    assert hit.message == "accuracy/mistranslation: an exchange of people became a stock exchange"
    lost = {**ERROR, "side": "source", "span": "helps", "category": "accuracy/omission"}
    (hit,) = judged(json.dumps({"errors": [lost]}), unit()).hits
    assert (hit.target, hit.source and hit.source.of("This exchange helps.")) == (None, "helps")


@pytest.mark.parametrize(
    "lie",
    [
        {"span": "证券"},
        {"span": ""},
        {"span": 3},
        {"side": "both"},
        {"side": "source"},  # the words stand on the other side
        {"category": "accuracy/treason"},
        {"severity": "fatal"},
        {"severity": ["major"]},
        {"why": None},
    ],
)
def test_it_lies(lie: dict[str, object]) -> None:
    result = judged(json.dumps({"errors": [{**ERROR, **lie}, ERROR]}), unit())
    assert (len(result.hits), result.dropped) == (1, 1)


@pytest.mark.parametrize("suggestion", ["交\n流", "交\u202e流", "\x1b[31m交流", "x" * 2000, 7, None, "", "交易所"])
def test_a_suggestion_that_is_no_plain_text_is_none(suggestion: object) -> None:
    (hit,) = judged(json.dumps({"errors": [{**ERROR, "suggestion": suggestion}]}), unit()).hits
    assert hit.fix is None


def test_a_message_cannot_command_a_terminal() -> None:
    (hit,) = judged(json.dumps({"errors": [{**ERROR, "why": "a\x1b]0;b\x07\nc\u202e" + "d" * 999}]}), unit()).hits
    assert all(char.isprintable() for char in hit.message)
    assert len(hit.message) < 400


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from([*ERROR.values()]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*ERROR, "errors"]), inner, max_size=7),
    max_leaves=10,
)


@settings(max_examples=60, deadline=None)
@given(
    JSON | st.fixed_dictionaries({"errors": st.lists(st.fixed_dictionaries(dict.fromkeys(ERROR, JSON)), max_size=3)})
)
def test_whatever_it_says_a_hit_lies_in_the_text(reply: object) -> None:
    pair = PAIR
    for hit in judged(json.dumps(reply), pair).hits:
        side, span = (pair.target, hit.target) if hit.target else (pair.source, hit.source)
        assert span is not None
        assert span.end <= len(side.text)
        assert hit.message.split(":")[0] in CATEGORIES


@given(st.text())
def test_any_text_is_no_reply_or_one(reply: str) -> None:
    assert judged(reply, PAIR).hits == () or is_reply(reply)


def test_the_glossary_is_in_the_question() -> None:
    english, chinese = (
        "en: {preferred: memorandum of cooperation}",
        "zh: {preferred: 合作备忘录, forbidden: [谅解备忘录]}",
    )
    glossary = f"- id: moc\n  {english}\n  {chinese}\n"
    pair = unit("A memorandum of cooperation was signed.", "签署了备忘录。")
    context = Context((pair,), Termbase(parse_glossary(glossary, "g.yaml")))
    data = json.loads(prompt(pair, unit_terms(pair, context).source).user)
    assert data["terms"] == [
        {"source": ["memorandum of cooperation"], "preferred": ["合作备忘录"], "forbidden": ["谅解备忘录"]}
    ]
    assert (data["source"], data["target"]) == (pair.source.text, pair.target.text)


def nothing(text: str) -> None:
    raise AssertionError(text)


@pytest.mark.parametrize("address", ["ftp://host/v1", "host/v1", "http://", "https://me:pw@host/v1", "https://h/ v1"])
def test_what_is_no_address_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALIGN_LLM_KEY", raising=False)
    with pytest.raises(ConfigError):
        connect(EndpointSettings(address, "small"), nothing)


def test_the_key_goes_only_where_its_owner_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIGN_LLM_KEY", KEY)
    monkeypatch.delenv("ALIGN_LLM_ADDRESS", raising=False)
    for own in ("", "https://mine.example/v1"):
        monkeypatch.setenv("ALIGN_LLM_ADDRESS", own)
        with pytest.raises(ConfigError, match=r"align\.yaml only"):
            connect(EndpointSettings("https://other.example/v1", "small"), nothing)
    assert connect(EndpointSettings("https://mine.example/v1/", "small"), nothing)
    monkeypatch.setenv("ALIGN_LLM_ADDRESS", "http://mine.example/v1")
    with pytest.raises(ConfigError, match="unencrypted"):
        connect(EndpointSettings("http://mine.example/v1", "small"), nothing)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Server) -> Path:
    for lang, text in (("en", "This exchange helps.\nIt is good.\n"), ("zh", "该交易所有帮助。\n很好。\n")):
        (tmp_path / "corpus" / lang).mkdir(parents=True)
        (tmp_path / "corpus" / lang / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "glossary").mkdir()
    (tmp_path / "align.yaml").write_text(
        f"rules:\n  llm-judge: {{address: '{server.address}', model: small}}\n", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALIGN_CACHE_DIR", str(tmp_path / "cache" / "results"))
    assert CliRunner().invoke(cli, ["run"]).exit_code == 0
    return tmp_path


def test_align_check_asks_tells_and_mends_only_when_asked_to(project: Path, server: Server) -> None:
    def handle(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        wrong = "交易所" in body["messages"][1]["content"]
        say(handler, {"errors": [ERROR, {**ERROR, "span": "没有"}] if wrong else []})

    server.handle = handle
    result = CliRunner().invoke(cli, ["check", "--format", "json"])
    (finding,) = json.loads(result.stdout)["findings"]
    assert (finding["rule"], finding["target"]["text"], finding["fix"]) == ("llm-judge", "交易所", "交流")
    assert "1 errors of the model were dropped" in result.stderr
    assert len(server.asked) == 2
    CliRunner().invoke(cli, ["check", "--fix"])
    assert (project / "corpus/zh/a.txt").read_text("utf-8") == "该交易所有帮助。\n很好。\n"
    assert len(server.asked) == 2  # an unchanged bead is asked about once
    CliRunner().invoke(cli, ["check", "--fix", "--unsafe-fixes"])
    assert (project / "corpus/zh/a.txt").read_text("utf-8") == "该交流有帮助。\n很好。\n"
    assert len(server.asked) == 3


def test_without_an_address_nobody_is_asked_and_that_is_said(project: Path, server: Server) -> None:
    (project / "align.yaml").write_text("rules:\n  llm-judge: minor\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["check"])
    assert result.exit_code == 0
    assert "nobody was asked" in result.stderr
    assert server.asked == []


@pytest.mark.parametrize("more", [(), ("--fix",)])
def test_asked_for_by_name_without_an_address_is_an_error(
    project: Path, server: Server, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]
) -> None:
    (project / "align.yaml").unlink()
    monkeypatch.delenv("ALIGN_LLM_ADDRESS", raising=False)
    result = CliRunner().invoke(cli, ["check", "--rule", "llm-judge", *more])
    assert isinstance(result.exception, ConfigError)
    assert result.exception.exit_code == 2
    assert "ALIGN_LLM_MODEL" in str(result.exception)
    assert server.asked == []


def test_it_is_off_by_default(project: Path, server: Server) -> None:
    (project / "align.yaml").unlink()
    assert CliRunner().invoke(cli, ["check"]).exit_code == 0
    assert server.asked == []
    assert not llm_judge.CHECK.default
    assert not llm_judge.CHECK.pure
