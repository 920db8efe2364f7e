"""How a replacement fits into its place: what of it the text around already says."""

from __future__ import annotations

from align.document import Span

_FIRST_HAN, _LAST_HAN = "\u3400", "\U000323af"
_WORDS_OF_THEIR_OWN = frozenset("会的了和与及在中将对为是有到要")


def fitted(text: str, span: Span, new: str) -> Span:
    """The stretch to be replaced by ``new``, grown over what would otherwise stand twice.

    减少通货膨胀法 before 案 becomes 通胀削减法案, not 通胀削减法案案; a name in Latin letters goes together with
    the spaces that set it off from Han (a Han name needs none).
    """
    old = span.of(text)
    end = span.end + _twice(text[span.end : span.end + len(new)], old, new, behind=True)
    start = span.start - _twice(text[max(0, span.start - len(new)) : span.start], old, new, behind=False)
    if (
        old[:1].isascii()
        and _is_han(new[:1])
        and text[start - 1 : start] == " "
        and _is_han(text[start - 2 : start - 1])
    ):
        start -= 1
    if old[-1:].isascii() and _is_han(new[-1:]) and text[end : end + 1] == " " and _is_han(text[end + 1 : end + 2]):
        end += 1
    return Span(start, end)


def _twice(around: str, old: str, new: str, *, behind: bool) -> int:
    """How many characters next to the place are the end (or beginning) of ``new`` already."""
    for count in range(min(len(around), len(new)), 0, -1):
        piece = new[-count:] if behind else new[:count]
        if not all(map(_is_han, piece)) or (count == 1 and piece in _WORDS_OF_THEIR_OWN):
            continue
        if behind and around.startswith(piece) and not old.endswith(piece):
            return count
        if not behind and around.endswith(piece) and not old.startswith(piece):
            return count
    return 0


def _is_han(char: str) -> bool:
    return len(char) == 1 and (_FIRST_HAN <= char <= _LAST_HAN)
