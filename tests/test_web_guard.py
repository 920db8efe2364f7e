"""Who may talk to the page's server: raw requests as attackers' browsers would send them, and a real browser on top."""

# ruff: noqa: E501 - scripts for the page stand in one line

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser import chromium
from review_browser import TOKEN, Served, opener, serving
from review_sample import contents, make_project

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SAME = {"Authorization": f"Bearer {TOKEN}", "Sec-Fetch-Site": "same-origin"}
JSON = {**SAME, "Content-Type": "application/json"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("project")


@pytest.fixture(scope="module")
def served(root: Path) -> Iterator[Served]:
    with serving(*make_project(root)) as running:
        yield running


def ask(
    served: Served, path: str, headers: dict[str, str] | None = None, method: str = "GET", body: bytes | None = None
) -> tuple[int, dict[str, str], bytes]:
    """A raw request; ``headers`` may name any Host."""
    connection = HTTPConnection("127.0.0.1", served.port, timeout=10)
    headers = headers or {}
    connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name, value)
    if body is not None:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    answer = connection.getresponse()
    result = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    connection.close()
    return result


def test_it_listens_on_this_machine_only(served: Served) -> None:
    assert served.bound.getsockname()[0] == "127.0.0.1"
    assert ask(served, "/")[0] == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1", "localhost", "127.0.0.1:1", "evil.example:{port}", "127.0.0.1.evil.example:{port}", "[::1]:{port}", ""],
)  # fmt: skip
def test_other_hosts_are_misdirected(served: Served, host: str) -> None:
    """DNS rebinding: the name is the attacker's, the address is ours."""
    for path in ("/", "/static/main.js", "/api/document"):
        assert ask(served, path, {**SAME, "Host": host.format(port=served.port)})[0] == 421


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}"])
def test_our_own_names_with_the_port_are_answered(served: Served, host: str) -> None:
    assert ask(served, "/api/status", {**SAME, "Host": host.format(port=served.port)})[0] == 200


@pytest.mark.parametrize(
    "given",
    [None, "", "Bearer", "Bearer wrong", f"bearer {TOKEN}", f"Bearer {TOKEN} ", f"Bearer {TOKEN}x", f"Basic {TOKEN}"],
)
def test_without_the_token_there_is_no_data(served: Served, given: str | None) -> None:
    headers = {"Sec-Fetch-Site": "same-origin"} | ({} if given is None else {"Authorization": given})
    expected = 200 if given == f"Bearer {TOKEN} " else 401  # white space around a header is not part of it
    assert ask(served, "/api/document", headers)[0] == expected


def test_the_token_is_not_taken_from_the_address_or_a_cookie(served: Served) -> None:
    assert ask(served, f"/api/document?token={TOKEN}", {"Cookie": f"token={TOKEN}"})[0] == 401


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_requests_of_other_pages_get_no_data(served: Served, site: str) -> None:
    assert ask(served, "/api/status", {**SAME, "Sec-Fetch-Site": site})[0] == 403
    assert ask(served, "/", {"Sec-Fetch-Site": site})[0] == (200 if site == "none" else 403)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1:{port}"])
def test_other_origins_are_refused(served: Served, origin: str, root: Path) -> None:
    before = contents(root)
    body = json.dumps({"id": "0" * 12, "do": {"op": "merge", "row": 0}}).encode()
    headers = {**JSON, "If-Match": '"1"', "Origin": origin.format(port=served.port)}
    assert ask(served, "/api/do", headers, "POST", body)[0] == 403
    assert contents(root) == before


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_only_json_is_taken(served: Served, kind: str) -> None:
    """What a form of another page may send without asking is not JSON."""
    assert ask(served, "/api/do", {**SAME, "Content-Type": kind}, "POST", b"{}")[0] == 415


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_refused_and_no_preflight_is_answered(served: Served, method: str) -> None:
    status, headers, _ = ask(served, "/api/do", {**SAME, "Origin": "http://evil.example"}, method)
    assert status in (403, 405)
    assert not [name for name in headers if name.startswith("access-control")]


def test_large_and_lengthless_bodies_are_refused(served: Served) -> None:
    assert ask(served, "/api/do", {**JSON, "Content-Length": "999999999"}, "POST")[0] == 413
    assert ask(served, "/api/do", {**JSON, "Transfer-Encoding": "chunked"}, "POST")[0] == 413


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b'"x"', b"{}", b'{"id": 1}', b'{"id": "0123456789"}', b'{"id": "0123456789", "do": 3}', b"\xff"]
)  # fmt: skip
def test_malformed_bodies_are_an_error_not_a_crash(served: Served, body: bytes) -> None:
    assert ask(served, "/api/do", {**JSON, "If-Match": '"1"'}, "POST", body)[0] == 400


@pytest.mark.parametrize("path", ["/static/../session.py", "/static/%2e%2e/session.py", "/static/", "/etc/passwd", "//evil.example/", "/api/nothing"])  # fmt: skip
def test_nothing_but_its_own_files_is_served(served: Served, path: str) -> None:
    assert ask(served, path, SAME)[0] in (404, 405)


@pytest.mark.parametrize(
    "path", ["/", "/static/main.js", "/static/base.css", "/api/status", "/api/nothing", "/static/none"]
)
def test_every_answer_carries_the_headers(served: Served, path: str) -> None:
    _, headers, _ = ask(served, path, SAME)
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert "set-cookie" not in headers
    assert not [name for name in headers if name.startswith("access-control")]


def test_a_refusal_carries_them_too(served: Served) -> None:
    _, headers, _ = ask(served, "/api/document")
    assert "content-security-policy" in headers


def test_the_page_asks_for_all_its_modules_at_once(served: Served) -> None:
    """One module that names the next would cost a round trip each."""
    from importlib.resources import files

    page = ask(served, "/")[2].decode()
    names = {item.name for item in (files("align.web") / "static").iterdir() if item.name.endswith(".js")}
    assert {name for name in names if f'href="/static/{name}"' in page} == names - {"main.js"}


def test_half_a_request_does_not_stop_the_server(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port)) as open_line:
        open_line.sendall(b"GET / HTTP/1.1\r\nHost: 127")
        assert ask(served, "/api/status", SAME)[0] == 200
    with socket.create_connection(("127.0.0.1", served.port)) as open_line:
        open_line.sendall(b"\x00\xff\r\n\r\n")
    assert ask(served, "/api/status", SAME)[0] == 200


# In a real browser


def test_another_page_cannot_read_write_or_frame_it(browser: Browser, served: Served, root: Path) -> None:
    """A page of another origin (another port of this machine) tries what a hostile site would."""
    before = contents(root)
    context = browser.new_context()
    page = context.new_page()
    page.route(
        "http://127.0.0.1:9/", lambda route: route.fulfill(body="<!doctype html><p>evil", content_type="text/html")
    )
    page.goto("http://127.0.0.1:9/")
    result = page.evaluate(
        """async ([url, token]) => {
          const out = {};
          const attempt = async (name, options) => {
            try { const answer = await fetch(url + '/api/document', options); out[name] = `${answer.type} ${answer.status}`; } catch (error) { out[name] = 'blocked'; }
          };
          await attempt('read', {headers: {Authorization: `Bearer ${token}`}});
          await attempt('opaque', {mode: 'no-cors'});
          await attempt('form', {method: 'POST', mode: 'no-cors', body: '{}'});
          const script = document.createElement('script');
          script.src = url + '/static/main.js';
          out.script = await new Promise((done) => { script.onload = () => done('ran'); script.onerror = () => done('blocked'); document.head.append(script); });
          const frame = document.createElement('iframe');
          frame.src = url + '/';
          document.body.append(frame);
          await new Promise((done) => { frame.onload = done; setTimeout(done, 2000); });
          try { out.frame = frame.contentDocument ? 'readable' : 'blocked'; } catch { out.frame = 'blocked'; }
          return out;
        }""",
        [served.origin, TOKEN],
    )
    assert result["read"] == "blocked"
    assert result["script"] == "blocked"
    assert result["opaque"] in ("blocked", "opaque 0")
    assert result["frame"] == "blocked"
    assert contents(root) == before
    context.close()


def test_the_policy_holds_inside_the_page(browser: Browser, served: Served) -> None:
    tab = opener(browser, served)()
    blocked = tab.look(
        """async () => {
          const out = [];
          try { document.body.innerHTML = '<img>'; out.push('innerHTML'); } catch {}
          try { document.body.insertAdjacentHTML('beforeend', '<b>x</b>'); out.push('insertAdjacentHTML'); } catch {}
          await new Promise((done) => setTimeout(() => { try { new Function('return 1')(); out.push('Function'); } catch {} done(); }));
          try { trustedTypes.createPolicy('x', {createHTML: (s) => s}); out.push('policy'); } catch {}
          try { await fetch('http://127.0.0.1:9/'); out.push('fetch elsewhere'); } catch {}
          const script = document.createElement('script');
          try { script.text = 'window.ran = 1'; document.head.append(script); } catch {}
          if (window.ran) out.push('inline script');
          const style = document.createElement('style');
          style.textContent = 'body { color: rgb(1, 2, 3) }';
          document.head.append(style);
          if (getComputedStyle(document.body).color === 'rgb(1, 2, 3)') out.push('inline style');
          return out;
        }"""
    )
    assert blocked == []
    tab.context.close()


def test_the_token_stays_out_of_cookies_addresses_and_storage_that_lasts(browser: Browser, served: Served) -> None:
    tab = opener(browser, served)()
    tab.press("j", "k")
    assert tab.context.cookies() == []
    assert TOKEN not in tab.page.url
    assert [url for url in tab.asked if TOKEN in url.split("#")[0]] == []
    assert tab.look("JSON.stringify(localStorage)") == "{}"
    tab.page.reload()
    tab.ready()
    tab.context.close()
    tab.quiet()
