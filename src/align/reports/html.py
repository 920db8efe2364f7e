"""Findings as one HTML file for translators: both texts, what is wrong marked in both, the totals on top.

Everything is readable with scripts off; the script only filters and sorts. The page asks no host for
anything and its policy forbids it to. It holds no time stamp, so that equal findings give an equal file.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache

from align.plugin import Report, ReportInput
from align.reports._markup import Markup, join, tag
from align.reports._page_finding import Card, cards, finding_card
from align.reports._page_totals import file_totals, pills, rule_totals
from align.reports._totals import counted, scope, worst_first

MOST = 2_000
"""How many findings a page shows; a browser and a reader cope with no more."""


def render(data: ReportInput) -> str:
    """A whole HTML document; at most ``MOST`` findings, the worst first."""
    shown = cards(worst_first(data.findings)[:MOST])
    parts = [tag("header", *_header(data)), tag("main", *_main(shown, data)), tag("footer", *_footer(data))]
    script = Markup(_resource("report.js"))
    body = tag("body", *parts, tag("script", script))
    return f"<!doctype html>\n{tag('html', _head(data), body, lang='en')}\n"


@cache
def _resource(name: str) -> str:
    from importlib.resources import files

    return files("align.reports").joinpath("_page", name).read_text(encoding="utf-8")


def _head(data: ReportInput) -> Markup:
    style = _resource("report.css")
    policy = (
        f"default-src 'none'; style-src {_sha256(style)}; script-src {_sha256(_resource('report.js'))}; "
        "img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", f"{_headline(data)} · align check"),
        tag("link", rel="icon", href="data:,"),
        tag("style", Markup(style)),
    )


def _sha256(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _headline(data: ReportInput) -> str:
    return counted(len(data.findings), "finding") if data.findings else "No findings"


def _header(data: ReportInput) -> tuple[Markup | None, ...]:
    return (
        tag("p", tag("span", "对照", lang="zh-Hans"), " Translation check", class_="kicker"),
        tag("h1", _headline(data)),
        pills(data),
        tag("p", f"Looked at {scope(data)}.", class_="scope"),
    )


def _main(shown: tuple[Card, ...], data: ReportInput) -> tuple[Markup, ...]:
    if not data.findings:
        text = "Every rule was run on every bead that is sure enough, and none has anything to say."
        return (tag("p", text, class_="empty"),)
    left_out = len(data.findings) - len(shown)
    units = {name: tuple(data.alignments[name].units()) for name in {card.finding.name for card in shown}}
    more = f"{left_out:,} more in the JSON: align check --format json" if left_out else None
    return (
        tag("div", rule_totals(shown, data), file_totals(shown, data), class_="totals"),
        _filters(data),
        tag(
            "section",
            tag("h2", "Findings", id="findings"),
            tag("p", "Each shows the translation, then the original. The worst come first.", class_="hint"),
            tag("div", *(finding_card(card, units[card.finding.name]) for card in shown), id="list"),
            tag("p", more, class_="more") if more else None,
        ),
    )


def _filters(data: ReportInput) -> Markup:
    """The controls; without the script they stay hidden, because nothing would answer them."""
    rules = sorted({finding.rule for finding in data.findings})
    names = sorted({finding.name for finding in data.findings})
    severities = [str(s) for s in sorted({finding.severity for finding in data.findings}, reverse=True)]
    return tag(
        "form",
        _choice("severity", "Severity", [("", "all"), *((s, s) for s in severities)]),
        _choice("rule", "Rule", [("", "all"), *((rule, rule) for rule in rules)]),
        _choice("name", "Document", [("", "all"), *((name, name) for name in names)]) if len(names) > 1 else None,
        _choice("sort", "Order", [("worst", "worst first"), ("text", "as in the text"), ("rule", "by rule")]),
        tag("label", tag("span", "Search"), tag("input", type="search", name="words", autocomplete="off")),
        tag("button", "Show all", type="reset"),
        tag("p", "", id="shown", role="status"),
        id="filters",
        hidden=True,
        aria_label="Filter and sort the findings",
    )


def _choice(name: str, title: str, options: list[tuple[str, str]]) -> Markup:
    choices = (tag("option", text, value=value) for value, text in options)
    return tag("label", tag("span", title), tag("select", *choices, name=name))


def _footer(data: ReportInput) -> tuple[Markup, ...]:
    text = f"align {data.version}. Lines and columns count from 1, columns in characters. "
    return (tag("p", join(text, "Every finding has an address of its own that stays when lines move.")),)


REPORT = Report(id="html", suffix=".html", describe="one page for translators, readable without scripts", render=render)
