"""Characters that cannot be seen, or that move what stands beside them, made visible.

A terminal obeys an escape character, a browser a right-to-left override, XML refuses a NUL: corpus text
may hold any of them, so every report for people shows such a character by name instead of writing it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Controls but tab and line ends, format characters but the joiner that emoji need, line and paragraph
# separators, surrogates, and the two code points XML has no place for.
_UNSEEN = re.compile(
    "([\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b\u200c\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0001\U000e0020-\U000e007f]|\r(?!\n))"
)


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Runs of plain text (False) and single unseen characters (True), in order."""
    for index, piece in enumerate(_UNSEEN.split(text)):
        if piece:
            yield piece, index % 2 == 1


def label(char: str) -> str:
    """A short name for an unseen character: the control picture (␛) where there is one, else ⟨U+202E⟩."""
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"


def visible(text: str) -> str:
    """The text with its unseen characters named; tabs stay, every line end is a line feed."""
    return _UNSEEN.sub(lambda match: label(match[0]), text).replace("\r\n", "\n")


def one_line(text: str) -> str:
    """Visible text on one line: tabs and line feeds become spaces."""
    return visible(text).replace("\n", " ").replace("\t", " ")
