"""align pull against a server of our own that behaves well or badly, and what becomes of the corpus then."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from align.cli import cli
from align.errors import AlignError, FetchError
from align.pipeline import read_alignment, realign
from align.project import find_project
from align.sources import Source, load_sources, save_source
from align.web.fetch import Limits, fetch
from conftest import ROOT
from pages import official_page

TITLE = "FACT SHEET: Japan Official Visit"
ENGLISH = (
    "Today, President Biden welcomed Prime Minister Kishida of Japan for an Official Visit with State Dinner.",
    "DEFENSE AND SECURITY COOPERATION",
    "Our defense and security ties form the core of our Alliance and are the cornerstone of peace.",
    "Google plans to invest $1 billion in digital connectivity with NEC for North Pacific Connect.",
    "Toyota announced an additional investment of nearly $8 billion in Greensboro, North Carolina.",
)
CHINESE = (
    "情况说明:日本首相正式访问",
    "今天,拜登总统欢迎日本首相岸田文雄对美国进行正式访问并出席国宴。",
    "国防与安全合作",
    "我们的防务和安全关系是联盟的核心,也是地区和平的基石。",
    "谷歌计划与 NEC 合作投资 10 亿美元用于北太平洋连接的数字连接。",
    "丰田宣布在北卡罗来纳州格林斯伯勒追加投资近 80 亿美元。",
)
QUICK = Limits(total=3.0, stall=0.4, size=200_000)


@dataclass
class Server:
    """What the server answers by path: (status, headers, body), or a function that writes to the socket itself."""

    address: str = ""
    answers: dict[str, tuple[int, dict[str, str], bytes] | Callable[[BaseHTTPRequestHandler], None]] = field(
        default_factory=dict
    )
    asked: list[str] = field(default_factory=list)

    def page(self, path: str, body: str | bytes, charset: str = "utf-8", **headers: str) -> str:
        raw = body.encode(charset) if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        given = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(raw))} | named
        self.answers[path] = (200, given, raw)
        return self.address + path

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        self.answers[path] = (status, {"Location": to, "Content-Length": "0"}, b"")
        return self.address + path

    def raw(self, path: str, write: Callable[[BaseHTTPRequestHandler], None]) -> str:
        self.answers[path] = write
        return self.address + path


@pytest.fixture
def server() -> Iterator[Server]:
    told = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append(self.headers.get("User-Agent", ""))
            answer = told.answers.get(self.path, (404, {"Content-Length": "0"}, b""))
            if callable(answer):
                answer(self)
                self.close_connection = True
                return
            status, headers, body = answer
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class's name
            """Say nothing."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that hangs up is what these tests are about."""

    with Quiet(("127.0.0.1", 0), Handler) as listening:
        told.address = f"http://127.0.0.1:{listening.server_address[1]}"
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield told
        listening.shutdown()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Server) -> Path:
    """A small project whose English document has an official address, aligned, its first bead confirmed."""
    for lang, lines in (("en", (TITLE, *ENGLISH[:4])), ("zh", CHINESE)):
        path = tmp_path / "corpus" / lang / "visit.txt"
        path.parent.mkdir(parents=True)
        path.write_text("\n\n".join(lines) + "\n", "utf-8")
    url = server.page("/release", official_page(TITLE, ENGLISH))
    listed = tmp_path / "corpus" / "SOURCES.yaml"
    save_source(listed, "SOURCES.yaml", "visit", "en", Source(title=TITLE, official=url, note="our working text"))
    monkeypatch.chdir(tmp_path)
    project = find_project(tmp_path)
    realign(project, project.pair("visit"))
    return tmp_path


def pull(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["pull", *arguments])


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_official_text_takes_its_place_and_the_text_before_is_kept(folder: Path, server: Server) -> None:
    before = (folder / "corpus/en/visit.txt").read_bytes()
    result = pull("visit")
    assert result.exit_code == 0, result.output
    text = (folder / "corpus/en/visit.txt").read_text("utf-8")
    assert [line for line in text.split("\n") if line] == [TITLE, "April 10, 2024", *ENGLISH]
    assert (folder / "corpus/en/previous/visit.txt").read_bytes() == before
    source = load_sources(folder / "corpus/SOURCES.yaml", "SOURCES.yaml")["visit", "en"]
    raw = official_page(TITLE, ENGLISH).encode()
    assert source.sha256 == hashlib.sha256(raw).hexdigest()
    assert source.origin == source.official == f"{server.address}/release"
    assert "working text" not in source.note
    assert any("navigation" in run for run in source.dropped)
    assert server.asked[0].startswith("duizhao/")
    project = find_project(folder)
    assert [pair.name for pair in project.pairs()] == ["visit"]
    assert read_alignment(project, project.pair("visit")).source.text == text


def test_confirmed_beads_stay_confirmed(folder: Path) -> None:
    alignment = folder / "alignments/visit.tsv"
    lines = alignment.read_text("utf-8").split("\n")
    number = next(index for index, line in enumerate(lines) if "Our defense and" in line)
    lines[number] = lines[number].replace("auto", "confirmed", 1)
    alignment.write_text("\n".join(lines), "utf-8")
    result = pull("visit")
    assert result.exit_code == 0, result.output
    assert "1 decided kept" in result.output
    kept = [line for line in alignment.read_text("utf-8").split("\n") if line.startswith("confirmed")]
    assert len(kept) == 1
    assert "Our defense and" in kept[0]


def test_pulling_again_changes_nothing(folder: Path) -> None:
    pull("visit")
    before = tree(folder)
    result = pull("visit")
    assert "unchanged" in result.output
    assert tree(folder) == before


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    before = tree(folder)
    result = pull("--dry-run")
    assert result.exit_code == 0
    assert "would be written" in result.output
    assert tree(folder) == before


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            official_page("Notice", ["We are closed today because of works on our site. Please come again tomorrow."]),
            "shorter",
        ),
        (official_page("通知", CHINESE), "not in the language 'en'"),
        ("<html><body><p>Menu</p></body></html>", "holds no article"),
        ("", "empty"),
    ],
)
def test_a_page_that_is_not_the_document_is_refused(folder: Path, server: Server, body: str, message: str) -> None:
    server.page("/release", body)
    before = tree(folder)
    with pytest.raises(AlignError, match=message):
        cli.main(["pull", "visit"], standalone_mode=False)
    assert tree(folder) == before


def test_a_shorter_page_is_taken_by_force(folder: Path, server: Server) -> None:
    server.page("/release", official_page("Notice", ["We are closed today because of works on our site."]))
    assert pull("visit", "--force").exit_code == 0
    assert "We are closed" in (folder / "corpus/en/visit.txt").read_text("utf-8")


def test_where_the_alignment_cannot_be_understood_everything_stays_as_it_was(folder: Path) -> None:
    (folder / "alignments/visit.tsv").write_text("nonsense\n", "utf-8")
    before = tree(folder)
    with pytest.raises(AlignError):
        cli.main(["pull", "visit"], standalone_mode=False)
    after = tree(folder)
    after.pop("corpus/en/previous/visit.txt", None)
    assert after == before


def test_a_document_without_its_other_side_is_fetched_and_not_aligned(folder: Path) -> None:
    (folder / "corpus/zh/visit.txt").unlink()
    result = pull("visit")
    assert result.exit_code == 0, result.output
    assert "corpus/zh/visit.txt is not there yet" in result.output


def test_a_name_that_is_not_there_and_a_project_without_addresses(folder: Path) -> None:
    with pytest.raises(AlignError, match="There are: visit"):
        cli.main(["pull", "wisit"], standalone_mode=False)
    (folder / "corpus/SOURCES.yaml").write_text("visit:\n  en:\n    title: x\n", "utf-8")
    with pytest.raises(AlignError, match="no official address"):
        cli.main(["pull"], standalone_mode=False)


def test_redirects_are_followed(server: Server) -> None:
    server.page("/end", "<html><p>Text.</p></html>")
    server.redirect("/b", "/end", 308)
    fetched = fetch(server.redirect("/a", f"{server.address}/b"), QUICK)
    assert fetched.url == f"{server.address}/end"
    assert b"Text." in fetched.body


def test_compressed_pages_are_opened(server: Server) -> None:
    body = gzip.compress(b"<html><p>Text.</p></html>")
    fetched = fetch(server.page("/gzip", body, Content_Encoding="gzip"), QUICK)
    assert fetched.body == b"<html><p>Text.</p></html>"
    assert fetched.sha256 == hashlib.sha256(fetched.body).hexdigest()


@pytest.mark.parametrize(
    ("header", "meta", "encoding"),
    [
        ("text/html; charset=ISO-8859-1", "utf-8", "latin-1"),
        ("text/html", "iso-8859-1", "latin-1"),
        ('text/html; charset="utf-8"', "iso-8859-1", "utf-8"),
        ("text/html", "utf-8", "utf-8"),
    ],
)
def test_the_charset_of_the_header_goes_before_that_of_the_page(
    folder: Path, server: Server, header: str, meta: str, encoding: str
) -> None:
    body = official_page("Café", [*ENGLISH, "The café in Montréal is where the leaders met for coffee."], charset=meta)
    body = body.replace("“", '"').replace("”", '"')
    server.page("/release", body.encode(encoding), Content_Type=header)
    result = pull("visit")
    assert result.exit_code == 0, result.output
    assert "The café in Montréal" in (folder / "corpus/en/visit.txt").read_text("utf-8")


def half(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n<html><p>Half a te")


def half_chunked(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n400\r\n<html><p>Half"
    )


def half_unframed(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>Half a te")


def half_gzip(handler: BaseHTTPRequestHandler) -> None:
    body = gzip.compress(b"<html><p>Text.</p></html>" * 50)[:-20]
    handler.wfile.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
        % len(body)
    )
    handler.wfile.write(body)


def stall_at_once(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(1.5)


def stall_in_the_body(handler: BaseHTTPRequestHandler) -> None:
    half(handler)
    handler.wfile.flush()
    time.sleep(1.5)


def huge(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<html>")
    for _ in range(100):
        handler.wfile.write(b"x" * 10_000)


@pytest.mark.parametrize(
    ("write", "message"),
    [
        (half, "broke off"),
        (half_chunked, "broke off"),
        (half_unframed, "broke off: the page has no end"),
        (half_gzip, "broke off: the compressed page ends"),
        (stall_at_once, r"sent nothing for 0\.4 s"),
        (stall_in_the_body, r"sent nothing for 0\.4 s, after"),
        (huge, "too large: more than 200,000 bytes"),
        (lambda handler: handler.wfile.write(b"garbage\r\n\r\n"), "cannot be read"),
        (lambda handler: None, "cannot be read"),
    ],
)
def test_what_does_not_come_whole_is_refused(
    server: Server, write: Callable[[BaseHTTPRequestHandler], None], message: str
) -> None:
    with pytest.raises(FetchError, match=message):
        fetch(server.raw("/bad", write), QUICK)


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<html>")
    for _ in range(60):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.1)


def drip_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\n")
    for _ in range(60):
        handler.wfile.write(b"X")
        handler.wfile.flush()
        time.sleep(0.1)


@pytest.mark.parametrize("write", [drip, drip_headers])
def test_a_server_that_drips_is_given_up_in_time(
    server: Server, write: Callable[[BaseHTTPRequestHandler], None]
) -> None:
    start = time.monotonic()
    with pytest.raises(FetchError, match=r"gave up after 0\.8 s"):
        fetch(server.raw("/drip", write), Limits(total=0.8, stall=0.5))
    assert time.monotonic() - start < 2.5


@pytest.mark.parametrize(
    ("status", "headers", "body", "message"),
    [
        (404, {}, b"", "answers 404"),
        (500, {}, b"", "answers 500"),
        (204, {}, b"", "answers 204"),
        (302, {}, b"", "without saying where to"),
        (302, {"Location": "file:///etc/passwd"}, b"", "not an address"),
        (302, {"Location": "http://[x/"}, b"", "not an address"),
        (200, {"Content-Type": "application/pdf"}, b"%PDF", "is no page of text but application/pdf"),
        (200, {"Content-Type": "text/html", "Content-Length": "200001"}, b"", "too large: 200,001 bytes"),
        (200, {"Content-Type": "text/html", "Content-Encoding": "br"}, b"x", "came compressed"),
        (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, b"not gzip", "not valid gzip"),
        (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(b"x" * 900_000), "decompressed"),
    ],
)
def test_answers_that_are_no_page(
    server: Server, status: int, headers: dict[str, str], body: bytes, message: str
) -> None:
    server.answers["/answer"] = (status, {"Content-Length": str(len(body))} | headers, body)
    with pytest.raises(FetchError, match=message):
        fetch(f"{server.address}/answer", QUICK)


def test_redirects_end(server: Server) -> None:
    server.redirect("/a", "/b")
    server.redirect("/b", "/a")
    with pytest.raises(FetchError, match="in a loop"):
        fetch(f"{server.address}/a", QUICK)
    for number in range(9):
        server.redirect(f"/{number}", f"/{number + 1}")
    with pytest.raises(FetchError, match="more than 5 times"):
        fetch(f"{server.address}/0", QUICK)


@pytest.mark.parametrize(
    "url", ["", "visit", "ftp://a.example/x", "http://", "http://a b/", "file:///etc/passwd", "http://ü.de/"]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(FetchError, match="not an address"):
        fetch(url, QUICK)


def test_a_server_that_is_not_there() -> None:
    with closing(socket.socket()) as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(FetchError, match="cannot be reached"):
        fetch(f"http://127.0.0.1:{port}/", QUICK)


def test_the_embedded_project_has_the_official_address() -> None:
    sources = load_sources(ROOT / "corpus/SOURCES.yaml", "SOURCES.yaml")
    assert sources["japan-official-visit", "en"].official.startswith("https://bidenwhitehouse.archives.gov/")


def test_the_article_pulled_from_a_page_of_the_official_release(
    tmp_path: Path, shared: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole road on the real texts: the working text gives way to the official one, decided beads stay."""
    for part in ("corpus", "glossary"):
        shutil.copytree(ROOT / part, tmp_path / part)
    official = (shared / "corpus/en/official/fact-sheet.2024-04-10.txt").read_text("utf-8")
    lines = [" ".join(line.split()) for line in official.split("\n") if line.strip()]
    title = "FACT SHEET: Japan Official Visit with State Dinner to the United States"
    listed = tmp_path / "corpus/SOURCES.yaml"
    listed.write_text(
        listed.read_text("utf-8").replace(
            load_sources(listed, "s")["japan-official-visit", "en"].official,
            server.page("/release/", official_page(title, lines)),
        ),
        "utf-8",
    )
    monkeypatch.chdir(tmp_path)
    project = find_project(tmp_path)
    pair = project.pair("japan-official-visit")
    realign(project, pair)
    stored = pair.alignment.read_text("utf-8").split("\n")
    decided = 0
    for number, line in enumerate(stored):
        if line.startswith("auto") and number % 3 == 0:
            stored[number] = line.replace("auto", "confirmed", 1)
            decided += 1
    pair.alignment.write_text("\n".join(stored), "utf-8")
    result = pull()
    assert result.exit_code == 0, result.output
    assert [line for line in pair.source.read_text("utf-8").split("\n") if line][2:] == lines
    after = read_alignment(project, pair)
    kept = sum(bead.status.value == "confirmed" for bead in after.beads)
    told = result.output.count("this confirmed bead no longer stands")
    assert kept + told == decided
    assert kept >= 5
