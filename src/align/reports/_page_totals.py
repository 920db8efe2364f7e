"""The head of the page: how many findings of which severity, by rule, and by file with where they lie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from align.finding import Finding
from align.plugin import ReportInput
from align.reports._markup import Markup, join, tag
from align.reports._page_finding import Card, badge, prose
from align.reports._rules import Rule, rules
from align.reports._totals import WORST_FIRST, by_document, by_severity, counted

_MAP_WIDTH = 1000


def pills(data: ReportInput) -> Markup | None:
    """The count of each severity that occurs."""
    counts = by_severity(data.findings).items()
    items = [tag("li", tag("b", f"{count:,}"), " ", badge(severity)) for severity, count in counts if count]
    return tag("ul", *items, class_="pills") if items else None


def rule_totals(shown: Sequence[Card], data: ReportInput) -> Markup:
    """Rules that found something, most findings first: what they see, counts, and a link to every finding."""
    described = {rule.id: rule for rule in rules(data)}
    found = {rule: [card for card in shown if card.finding.rule == rule] for rule in described}
    counts = {rule: [finding for finding in data.findings if finding.rule == rule] for rule in described}
    order = sorted((rule for rule in described if counts[rule]), key=lambda rule: (-len(counts[rule]), rule))
    clean = len(described) - len(order)
    return tag(
        "section",
        tag("h2", "By rule"),
        *(_rule(described[rule], counts[rule], found[rule]) for rule in order),
        tag("p", f"{counted(clean, 'more rule')} found nothing.", class_="hint") if clean else None,
    )


def file_totals(shown: Sequence[Card], data: ReportInput) -> Markup:
    """Document pairs, those with most findings first, each with a map of where its findings lie."""
    findings = by_document(data)
    first = {card.finding.name: card for card in sorted(shown, key=lambda card: -card.order)}
    order = sorted(findings, key=lambda name: (-len(findings[name]), name))
    return tag("section", tag("h2", "By file"), *(_file(name, findings[name], first.get(name), data) for name in order))


def _rule(rule: Rule, findings: Sequence[Finding], shown: Sequence[Card]) -> Markup:
    links = [tag("a", _where(card), href=f"#{card.anchor}") for card in sorted(shown, key=lambda card: card.order)]
    sees = tag("span", prose(rule.summary), class_="sees", aria_hidden="true") if rule.summary != rule.id else None
    return tag(
        "details",
        tag("summary", tag("code", prose(rule.id)), sees, _counts(findings)),
        tag("p", prose(rule.summary)) if sees else None,
        tag("p", "MQM ", prose(rule.mqm), class_="hint"),
        tag("p", "Beads ", *_spaced(links), class_="links") if links else None,
        class_="total",
        data_rule=rule.id,
    )


def _where(card: Card) -> str:
    return str(card.finding.bead)


def _spaced(links: Iterable[Markup]) -> Iterable[Markup]:
    for link in links:
        yield join(link, " ")


def _counts(findings: Sequence[Finding]) -> Markup:
    """A count for every severity that occurs, as small badges."""
    counts = by_severity(findings).items()
    small = (
        tag("span", tag("span", f"{severity} ", class_="spoken"), f"{count:,}", class_=f"badge {severity}")
        for severity, count in counts
        if count
    )
    return tag("span", *_spaced(small), class_="counts")


def _file(name: str, findings: Sequence[Finding], first: Card | None, data: ReportInput) -> Markup:
    alignment = data.alignments[name]
    title = tag("a", prose(name), href=f"#{first.anchor}") if first else prose(name)
    return tag(
        "div",
        tag("p", tag("b", title), _counts(findings), class_="name"),
        tag("p", tag("code", prose(alignment.target.path)), tag("code", prose(alignment.source.path)), class_="paths"),
        _map(findings, len(alignment.beads)) if findings else None,
        tag("p", f"{len(findings):,} in {counted(len(alignment.beads), 'bead')}", class_="hint"),
        class_="file",
    )


def _map(findings: Sequence[Finding], beads: int) -> Markup:
    """A strip of the whole document with a tick at every bead that has a finding, coloured by its worst."""
    worst = {bead: max(f.severity for f in findings if f.bead == bead) for bead in {f.bead for f in findings}}
    step = _MAP_WIDTH / max(1, beads)
    width = max(4, round(step))
    ticks = [
        tag("rect", x=round((bead - 1) * step), y=0, width=width, height=24, class_=str(worst[bead]))
        for bead in sorted(worst, key=lambda bead: (WORST_FIRST.index(worst[bead]) * -1, bead))
    ]
    return tag(
        "svg",
        *ticks,
        viewBox=f"0 0 {_MAP_WIDTH} 24",
        preserveAspectRatio="none",
        role="img",
        aria_label=f"Where in the text: {counted(len(worst), 'bead')} of {beads:,} with a finding",
        class_="map",
    )
