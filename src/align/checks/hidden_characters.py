"""Characters that nobody can see, or that stand for one that was lost.

Why it matters: a zero-width space splits a word for every search, a reversed run shows the text in another
order than it is stored, and � is a letter gone for good.
Joiners between emoji and marks that choose a glyph are as they should be.
What it does not see: no-break spaces, which are wanted before units in some houses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffd\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f\U000f0000-\U0010ffff]+"
)
_LOST = "�￼"
_JOINERS = "\u200c\u200d"


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    text = unit.target.text
    if text.isprintable() and not _HIDDEN.search(text):
        return
    for match in _HIDDEN.finditer(text):
        if match[0] in _JOINERS and _between_symbols(text, match.start()):
            continue
        names = ", ".join(dict.fromkeys(map(_name, match[0][:8])))
        span = Span(*match.span())
        if any(char in _LOST or unicodedata.category(char) in ("Co", "Cs", "Cn") for char in match[0]):
            yield Hit(f"A character was lost or has no meaning here: {names}.", target=span, severity=Severity.MAJOR)
        else:
            yield Hit(f"Something unseen stands here: {names}.", target=span, fix="", fix_is_safe=True)


def _between_symbols(text: str, at: int) -> bool:
    """A joiner that makes one emoji of two; scripts that need joiners are not ours."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(before and after) and all(unicodedata.category(char) in ("So", "Sk", "Mn") for char in (before, after))


def _name(char: str) -> str:
    name = unicodedata.name(char, "").lower()
    return f"U+{ord(char):04X}" + (f" {name}" if name else "")


CHECK = Check(
    id="hidden-characters",
    severity=Severity.MINOR,
    mqm="linguistic-conventions/character-encoding",
    run=run,
    langs=(),
    needs_both_sides=False,
    min_confidence=0.0,
    examples=(
        Example(en="Fine.", zh="好的，\u3000谢谢。"),
        Example(
            en="A family \U0001f468\u200d\U0001f467.", zh="一家人 \U0001f468\u200d\U0001f467 ❤\ufe0f。", why="one emoji"
        ),
        Example(en="Fine words.", zh="好\u200b话。", hits=("\u200b",)),
        Example(en="Rongji spoke.", zh="�基讲话。", hits=("�",)),
    ),
)
