"""Placeholders, tags and character codes that differ between the two texts.

Why it matters: {name}, %s or <b> are filled in or read by a program; a lost one breaks the page, a translated
one shows as it stands.
Order does not count, nor what stands inside a tag after its name.
What it does not see: placeholders of a kind of their own (__NAME__, #name#): a `custom` pattern can say those.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example

_PLACEHOLDER = re.compile(
    r"\{\{[^{}\n]{1,60}\}\}"  # {{ name }}
    r"|\$?\{[A-Za-z0-9_.$\-]{1,60}\}"  # {0} {name} ${name}
    r"|%\([A-Za-z_]\w{0,40}\)[sdifr]"  # %(name)s
    r"|(?<![%\w])%(?:\d{1,2}\$)?[-+#0]?\d{0,3}(?:\.\d{1,2})?(?:l{0,2}[dux]|[sfgcr@])(?![A-Za-z])"  # %s %d %1$s %.2f
)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,15})(?:\s[^<>\n]{0,300})?(/?)>")
_CODE = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});")


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    source, target = _marks(unit.source.text), _marks(unit.target.text)
    if not source and not target:
        return
    wanted, there = (Counter(key for _, key in marks) for marks in (source, target))
    for marks, surplus, text, says in (
        (source, wanted - there, unit.source.text, "The translation lacks {}."),
        (target, there - wanted, unit.target.text, "The original does not have {}."),
    ):
        for span, key in reversed(marks):
            if surplus[key] > 0:
                surplus[key] -= 1
                message = says.format(span.of(text))
                yield Hit(message, source=span) if marks is source else Hit(message, target=span)


def _marks(text: str) -> list[tuple[Span, str]]:
    """Every placeholder, tag and code with what it is compared by; an unseen space (&nbsp;) is no matter."""
    if not any(sign in text for sign in "{%<&"):
        return []
    found = [(Span(*m.span()), m[0].replace(" ", "")) for m in _PLACEHOLDER.finditer(text)]
    found += [(Span(*m.span()), f"<{m[1]}{m[2].lower()}{m[3]}>") for m in _TAG.finditer(text)]
    found += [(Span(*m.span()), m[0]) for m in _CODE.finditer(text) if m[0] not in ("&nbsp;", "&#160;")]
    return sorted(found)


CHECK = Check(
    id="placeholders",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation",
    run=run,
    langs=(),
    examples=(
        Example(en="{name} has %d new <b>letters</b>.", zh="<b>信件</b>：{name} 有 %d 封新的。"),
        Example(en="By 50% discount, 5 < 6 & more.", zh="五折，5 < 6 等。", why="a percent sign is no placeholder"),
        Example(en='See <a href="en.html">this</a>.', zh='见<a href="zh.html">此处</a>。'),
        Example(en="{name} has %d letters.", zh="{姓名}有 %d 封信。", hits=("{name}",)),
        Example(en="A <b>new</b> letter.", zh="一封<b>新信。", hits=("</b>",)),
        Example(en="Black & white.", zh="黑&amp;白。", hits=("&amp;",)),
    ),
)
