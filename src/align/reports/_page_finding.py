"""One finding on the page: what is wrong, both texts with the marks in them, the beads around, the fix."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor
from unicodedata import name as unicode_name

from align.bead import TranslationUnit, UnitSide
from align.document import Position
from align.finding import Finding, Place, Severity
from align.reports._excerpt import Kind, Piece, cut, excerpts
from align.reports._fix import change
from align.reports._markup import Markup, join, tag
from align.reports._visible import label, one_line, pieces

_SHOWN = 1_500
_SHOWN_AROUND = 500
_SHOWN_MESSAGE = 800
_SIGN = 8
"""Characters of a fingerprint; a beginning that means several findings is refused by the command."""
_LANGUAGES = {"zh": ("zh-Hans", "中文"), "en": ("en", "English")}
SYMBOLS = {Severity.CRITICAL: "✖", Severity.MAJOR: "▲", Severity.MINOR: "●", Severity.NEUTRAL: "○"}


@dataclass(frozen=True, slots=True)
class Card:
    """A finding, its anchor on the page, and its place in the order of the texts."""

    finding: Finding
    anchor: str
    order: int


def cards(findings: Iterable[Finding]) -> tuple[Card, ...]:
    """Cards in the order given. An anchor is the fingerprint; a second finding with the same one gets ``-2``."""
    findings = tuple(findings)
    in_text = sorted(range(len(findings)), key=lambda i: (findings[i].name, findings[i].bead, findings[i].target.span))
    orders = {index: order for order, index in enumerate(in_text)}
    seen: dict[str, int] = {}
    result = []
    for index, finding in enumerate(findings):
        anchor = "f-" + re.sub(r"[^A-Za-z0-9_-]", "-", finding.fingerprint)
        seen[anchor] = seen.get(anchor, 0) + 1
        unique = anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}"
        result.append(Card(finding, unique, orders[index]))
    return tuple(result)


def finding_card(card: Card, units: Sequence[TranslationUnit]) -> Markup:
    """The card of a finding; ``units`` are those of its document, for the beads around."""
    finding = card.finding
    return tag(
        "details",
        tag("summary", *_summary(finding)),
        tag("div", *_body(card, units), class_="body"),
        class_=f"finding {finding.severity}",
        id=card.anchor,
        open=True,
        data_severity=str(finding.severity),
        data_rule=finding.rule,
        data_name=finding.name,
        data_order=card.order,
    )


def badge(severity: Severity) -> Markup:
    symbol = tag("span", SYMBOLS[severity], aria_hidden="true")
    return tag("span", symbol, f" {severity}", class_=f"badge {severity}")


def prose(text: str) -> Markup:
    """Text that may hold words of the corpus: isolated, unseen characters named."""
    return tag("bdi", *_shown(text))


def _summary(finding: Finding) -> tuple[Markup, ...]:
    message = finding.message
    if len(message) > _SHOWN_MESSAGE:
        message = f"{message[:_SHOWN_MESSAGE]} … ({len(message) - _SHOWN_MESSAGE:,} more characters)"
    head = tag("span", badge(finding.severity), tag("code", prose(finding.rule), class_="rule"), class_="kind")
    return (head, tag("h3", prose(message)))


def _body(card: Card, units: Sequence[TranslationUnit]) -> tuple[Markup | None, ...]:
    finding = card.finding
    index = finding.bead - 1
    before = units[index - 1] if index > 0 else None
    after = units[index + 1] if index + 1 < len(units) else None
    target, source = excerpts(finding, (_SHOWN, _SHOWN))
    return (
        tag(
            "div",
            _columns(finding),
            _around(before, "Bead before", 1.0) if before else None,
            _bead(finding, target, source),
            _around(after, "Bead after", 0.0) if after else None,
            class_="beads",
        ),
        _change(finding),
        _foot(card),
    )


def _columns(finding: Finding) -> Markup:
    """The heads of the two columns: language, path, line and column."""
    return tag(
        "div",
        tag("span", class_="number"),
        *(_head(place) for place in (finding.target, finding.source)),
        class_="heads",
    )


def _head(place: Place) -> Markup:
    lang, title = _language(place.lang)
    address = join(prose(place.path), _position(place.start))
    return tag("p", tag("b", title, lang=lang), " ", tag("code", address))


def _position(position: Position) -> str:
    return f":{position.line}:{position.column}"


def _bead(finding: Finding, target: tuple[Piece, ...], source: tuple[Piece, ...]) -> Markup:
    kind = "term" if finding.mqm.partition("/")[0] == "terminology" else "wrong"
    return tag(
        "div",
        _number(finding.bead, "Bead"),
        _side(finding.target.lang, target if finding.target.context else (), f"mark {kind}"),
        _side(finding.source.lang, source if finding.source.context else (), "mark original"),
        class_="bead here",
    )


def _around(unit: TranslationUnit, title: str, centre: float) -> Markup:
    """A neighbour; a long one is shown at the end that is nearer (``centre`` 1 is its end)."""
    sides = (unit.target, unit.source)
    return tag(
        "div", _number(unit.number, title), *(_around_side(side, centre) for side in sides), class_="bead around"
    )


def _around_side(side: UnitSide, centre: float) -> Markup:
    return _side(side.lang, cut(side.text, None, _SHOWN_AROUND, centre), "mark")


def _number(number: int, title: str) -> Markup:
    return tag("span", tag("span", f"{title} ", class_="spoken"), str(number), class_="number")


def _side(lang: str, shown: tuple[Piece, ...], mark: str) -> Markup:
    if not shown:
        return tag("p", "no counterpart", class_="absent")
    return tag("p", *(_piece(piece, mark) for piece in shown), lang=_language(lang)[0], dir="auto")


def _piece(piece: Piece, mark: str) -> Markup:
    if piece.kind is Kind.GAP:
        return tag("span", f" … {piece.left_out:,} characters … ", class_="gap", lang="en")
    if piece.kind is Kind.MARK:
        return tag("mark", *_shown(piece.text), class_=mark if piece.text else f"{mark} point")
    return join(*_shown(piece.text))


def _shown(text: str) -> Iterable[Markup]:
    """Escaped text in which a character that cannot be seen is a small box with its number."""
    for piece, unseen in pieces(text):
        if unseen:
            title = unicode_name(piece, "control character")
            yield tag("span", label(piece).strip("⟨⟩"), class_="unseen", title=title)
        else:
            yield join(piece)


def _language(lang: str) -> tuple[str, str]:
    """The tag for the browser, which picks fonts by it, and what people call the language."""
    return _LANGUAGES.get(lang, (lang, lang))


def _change(finding: Finding) -> Markup | None:
    """The fix as two lines, the old and the new."""
    fix = change(finding)
    if fix is None:
        return None
    before = join(*_shown(("…" if fix.cut_before else "") + fix.before))
    after = join(*_shown(fix.after + ("…" if fix.cut_after else "")))
    lang = _language(finding.target.lang)[0]
    lines = (("−", "del", fix.old, "Now: "), ("+", "ins", fix.new, "Better: "))
    return tag(
        "div",
        tag("p", "Suggested fix", class_="title"),
        *(
            tag(
                "p",
                tag("span", sign, class_="sign", aria_hidden="true"),
                tag("span", spoken, class_="spoken"),
                tag("span", before, tag(element, *_shown(text)), after, lang=lang, dir="auto"),
                class_=element,
            )
            for sign, element, text, spoken in lines
        ),
        class_="fix",
    )


def _foot(card: Card) -> Markup:
    finding = card.finding
    review = f"align review {shlex.quote(one_line(finding.name))} --at {finding.bead}"
    dismiss = f"align baseline add {shlex.quote(one_line(finding.fingerprint[:_SIGN]))} --reason WHY"
    facts = (
        tag("span", f"bead {finding.bead}, {floor(finding.confidence * 100 + 1e-9)} % sure"),
        tag("span", "MQM ", prose(finding.mqm)),
        tag("code", prose(review), class_="command"),
        tag("code", prose(dismiss), class_="command"),
        tag("a", "Link", href=f"#{card.anchor}"),
    )
    return tag("p", *facts, class_="foot")
