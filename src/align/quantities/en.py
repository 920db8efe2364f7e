"""Quantities of an English text: the scanner.

One pass from left to right over words and figures; at each, the most specific reading first: date, time of day,
figure with currency or unit, bare figure. Codes, names and pronouns are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.document import Span
from align.quantities import dates_en, names_en
from align.quantities.bounds import meant_en
from align.quantities.codes import OPAQUE, code_end, has_address
from align.quantities.folding import fold_en
from align.quantities.reading import Draft, drafted
from align.quantities.references import path_en
from align.quantities.values import Bound, Quantity
from align.quantities.words_en import READERS, figure_at

_PLAIN = r"(?P<word>[A-Za-z]+)|(?P<figure>\d+(?:,\d{3}){0,12}(?:\.\d+)?|(?<![\w.)])\.\d+|[½¼¾⅓⅔⅛⅜⅝⅞])"
_TOKENS = {False: re.compile(_PLAIN), True: re.compile(rf"(?P<opaque>(?a:{OPAQUE}))|{_PLAIN}")}


def find_en(text: str) -> tuple[Quantity, ...]:
    """The quantities of an English text, in order, not overlapping."""
    folded = fold_en(text)
    found: list[Quantity] = []
    marks = {match.start(1): match.end(1) for match in names_en.LIST_MARKS.finditer(folded)}
    token = _TOKENS[has_address(folded)]
    match = token.search(folded)
    listed = 0
    while match is not None:
        draft, at = None, match.end()
        if match.start() in marks:
            at = marks[match.start()]
        elif match.lastgroup == "figure" and (path := path_en(folded, match.start(), listed)):
            found += [_finish(folded, text, part) for part in path]
            at = listed = path[-1].end
        elif match.lastgroup != "opaque":
            draft, at = _read(folded, match, found[-1].span.end if found else 0)
        if draft is not None:
            found.append(_finish(folded, text, draft))
        match = token.search(folded, at)
    return tuple(found)


def starts_en(text: str) -> Iterator[int]:
    """Where a quantity may begin in an English text: every figure, and every word that begins one or is read as one."""
    folded = fold_en(text)
    for match in _TOKENS[has_address(folded)].finditer(folded):
        if match.lastgroup == "figure" or (match.lastgroup == "word" and match[0].lower() in READERS):
            yield match.start()


def _read(text: str, match: re.Match[str], floor: int) -> tuple[Draft | None, int]:
    """The quantity at a token, and where the scan goes on."""
    start, end = match.span()
    if match.lastgroup == "word":
        reader = READERS.get(match[0].lower())
        draft = reader(text, start, end, floor) if reader else None
    else:
        code = code_end(text, start, end)
        if code:
            return None, code
        dated = dates_en.day_first(text, start) or dates_en.clock_at(text, start)
        draft = drafted(start, dated) or figure_at(text, start, end, floor)
    return draft, draft.end if draft else end


def _finish(folded: str, text: str, draft: Draft) -> Quantity:
    bound = draft.bound if draft.bound is not Bound.EXACT else meant_en(folded, draft.start, draft.end)
    span = Span(draft.start, draft.end)
    return Quantity(draft.kind, draft.values, draft.unit, bound, span, span.of(text))
