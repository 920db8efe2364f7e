"""Web and e-mail addresses that differ between the two texts.

Why it matters: an address is copied, never translated; one wrong letter sends readers nowhere.
Letter case of the host, a closing slash, and http for https do not count. An address may stand in the sentence
before or after.
What it does not see: bare domain names (example.com); a page that has a Chinese version at another address
is told as a difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example

# Only what may stand in an address; Chinese punctuation and Han end it, since no space need follow there.
_IN_URL = r"[A-Za-z0-9\-._~:/?#@!$&'*+,;=%\[\]]"
_URL = re.compile(rf"(?<![A-Za-z0-9])(?:https?://|ftp://|www\.){_IN_URL}{{1,2000}}", re.IGNORECASE)
_MAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")
_TRAILING = ".,;:!?'*]"


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    source, target = _addresses(unit.source.text), _addresses(unit.target.text)
    if not source and not target:
        return
    near = context.units[max(0, unit.number - 2) : unit.number + 1]
    around = [{key for other in near for _, key in _addresses(side(other))} for side in (_source, _target)]
    lost = [(span, key) for span, key in source if key not in around[1]]
    strange = [(span, key) for span, key in target if key not in around[0]]
    for index, (span, _) in enumerate(lost):
        address = span.of(unit.source.text)
        if len(lost) == len(strange):
            yield Hit(
                f"The address is {address} in the original.",
                source=span,
                target=strange[index][0],
                fix=address,
                fix_is_safe=len(lost) == 1,
            )
        else:
            yield Hit(f"The address {address} is lost.", source=span)
    if len(lost) != len(strange):
        for span, _ in strange:
            yield Hit(f"The original does not have the address {span.of(unit.target.text)}.", target=span)


def _source(unit: TranslationUnit) -> str:
    return unit.source.text


def _target(unit: TranslationUnit) -> str:
    return unit.target.text


def _addresses(text: str) -> list[tuple[Span, str]]:
    """Every address with what it is compared by."""
    if "@" not in text and "://" not in text and "www." not in text.lower():
        return []
    found: list[tuple[Span, str]] = []
    for match in (*_URL.finditer(text), *_MAIL.finditer(text)):
        address = match[0].rstrip(_TRAILING)
        if "." in address and not any(span.overlaps(Span(*match.span())) for span, _ in found):
            found.append((Span(match.start(), match.start() + len(address)), _key(address)))
    return sorted(found)


def _key(address: str) -> str:
    _, scheme, rest = address.rpartition("://")
    host, slash, path = rest.partition("/")
    return (
        host.lower().removeprefix("www.") + (slash + path).rstrip("/") if scheme or "@" not in address else rest.lower()
    )


CHECK = Check(
    id="addresses",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation",
    run=run,
    langs=(),
    examples=(
        Example(
            en="See https://example.org/a/ or info@example.org.",
            zh="请写信给info@example.org，或见https://example.org/a。",
        ),
        Example(en="See www.Example.org.", zh="请见 http://example.org。", why="the same place"),
        Example(en="Write to info@example.org.", zh="请写信给 inf@example.org。", hits=("inf@example.org",)),
        Example(en="See https://example.org/a now.", zh="请现在看。", hits=("https://example.org/a",)),
    ),
)
