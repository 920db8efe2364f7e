"""Whatever stands in the texts, the messages and the names: every report can be written, and read back."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from align.bead import Alignment, Bead
from align.document import Span
from align.finding import Severity
from align.plugin import ReportInput
from align.reports import github, html, json_, junit, rdjson, sarif, text
from report_sample import document, finding

SCHEMAS = Path(__file__).parent / "schemas" / "reports"
HARD = st.sampled_from(
    ["", "]]>", "</details><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "a|b", "\r\n", "\n\n", "𠮷",
     "\u202eabc", "::error::x", "%0A", "{0}", "[a](b)", "&amp;", "-->", "\x00", "\ufffe", "ﷺ", "👩‍🚀", "e\u0301"]
)  # fmt: skip
TEXT = st.lists(st.one_of(st.text(max_size=30), HARD), max_size=4).map("".join)


@st.composite
def reports(draw: st.DrawFn) -> ReportInput:
    """One to three beads with any texts, up to four findings with any words in them."""
    count = draw(st.integers(1, 3))
    sides = [draw(st.lists(TEXT, min_size=count, max_size=count)) for _ in range(2)]
    paths = [draw(TEXT.map(lambda path: f"{path}.txt")) for _ in range(2)]
    beads = tuple(Bead((n,), (n,), draw(st.floats(0, 1))) for n in range(count))
    pair = Alignment(document(paths[0], "en", sides[0]), document(paths[1], "zh", sides[1]), beads)
    name = draw(TEXT)
    found = []
    for _ in range(draw(st.integers(0, 4))):
        bead = draw(st.integers(1, count))
        found.append(
            finding(
                pair,
                bead,
                draw(TEXT.filter(bool)),
                draw(TEXT.filter(bool)),
                source=draw(st.none() | spans(sides[0][bead - 1])),
                target=draw(st.none() | spans(sides[1][bead - 1])),
                fix=draw(st.none() | TEXT),
                severity=draw(st.sampled_from(Severity)),
                name=name,
                mqm=draw(TEXT.filter(bool)),
                fingerprint=draw(TEXT),
            )
        )
    return ReportInput(tuple(found), {name: pair}, (), version="0", width=draw(st.integers(20, 140)))


def spans(side: str) -> st.SearchStrategy[Span]:
    ends = st.integers(0, len(side))
    return st.tuples(ends, ends).map(lambda pair: Span(*sorted(pair)))


any_report = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(reports())
@any_report
def test_text(data: ReportInput) -> None:
    for line in text.render(data).split("\n"):
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line)


@given(reports())
@any_report
def test_json(data: ReportInput) -> None:
    written = json.loads(json_.render(data))["findings"]
    assert [entry["message"] for entry in written] == [found.message for found in data.findings]
    assert [entry["target"]["text"] for entry in written] == [found.target.text for found in data.findings]


@given(reports())
@any_report
def test_sarif(data: ReportInput) -> None:
    schema = json.loads((SCHEMAS / "sarif.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(sarif.render(data)))


@given(reports())
@any_report
def test_rdjson(data: ReportInput) -> None:
    schema = json.loads((SCHEMAS / "rdjson.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(rdjson.render(data)))


@given(reports())
@any_report
def test_junit(data: ReportInput) -> None:
    root = etree.fromstring(junit.render(data).encode())
    etree.XMLSchema(etree.parse(SCHEMAS / "junit.xsd")).assertValid(root)
    assert len(root.findall("*/testcase")) == len(data.findings)


@given(reports())
@any_report
def test_github(data: ReportInput) -> None:
    lines = github.render(data).split("\n")[:-1]
    assert len(lines) == len(data.findings)
    for line in lines:
        properties, message = re.fullmatch("::(?:error|warning|notice) ([^:\r\n]*)::([^\r\n]*)", line).groups()  # type: ignore[union-attr]
        assert not re.search("%(?!25|0A|0D|3A|2C)", properties + message)


class Page(HTMLParser):
    """Counts elements and attributes, to compare pages of harmless and hostile texts."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in ("meta", "link", "input", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.seen.append(data)


@given(reports())
@any_report
def test_html(data: ReportInput) -> None:
    page = Page()
    page.feed(html.render(data))
    page.close()
    assert page.open == []
    assert not page.elements & {"img", "iframe", "object", "embed", "base"}
    assert not [name for name in page.attributes if name.startswith("on") or name in ("style", "src")]
    scripts = re.findall("<script", html.render(data))
    assert len(scripts) == 1


@pytest.mark.parametrize("report", [text, json_, sarif, junit, github, rdjson, html])
def test_a_line_of_a_hundred_thousand_characters(report: object) -> None:
    long = document("b", "zh", ["甲" * 50_000 + "错" + "乙" * 50_000])
    pair = Alignment(document("a", "en", ["x " * 50_000]), long, (Bead((0,), (0,)),))
    found = finding(pair, 1, "figures", "here", target="错")
    assert report.render(ReportInput((found,), {"visit": pair}, (), "0"))  # type: ignore[attr-defined]
