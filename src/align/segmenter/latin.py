"""Where sentences end in languages written with spaces: sentencex, with rules for what it gets wrong.

sentencex knows the abbreviations of some 300 languages. It splits "1." from its item, lower-case text
from "!", and web addresses; it never splits at "…"; and its time grows with the square of some inputs.
It sees the text in windows, so that the time stays linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from align.segmenter.pairs import Pair, find_pairs

_WINDOW = 8_000
_MARGIN = 2_000
_LONGEST_PROTECTED = 250
_MARKER = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z]|[ivx]{1,5})(?:\.\)?|\))\s*")
_ITEM = re.compile(
    r"(?<!\S)(?P<bullet>[•⁃·*–—-]?\s?)(?P<open>[(]?)(?P<label>\d{1,3}|[a-z])(?P<close>\.\)|\.|\))(?:\s+|$)"
)
_BULLET = re.compile(r"[\s•⁃·*–—-]*")
_TOKEN = re.compile(r"(?:https?://|www\.)[!-~]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.]+")
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Messrs|Mme|Dr|Prof|Gen|Adm|Lt|Col|Maj|Sgt|Capt|Cmdr|Sen|Rep|Gov|Amb|Hon|Rev|St|Mt|Ft)\.\s*$"
)
_NUMBERED = re.compile(r"\b(?:No|Nos|Art|Arts|Sec|Secs|Fig|Figs|Vol|Vols|Ch|Eq|Para|Paras|pp|Ref|Res)\.\s*$", re.I)
_DOTS_THEN_START = re.compile(r"(?:…[\"”’)\]]*\s+(?=[\"“‘(\[]?(?!I\b)[A-Z]))|(?:[—–-][\"”]\s+(?=[\"“][A-Z]))")
_ACRONYM_THEN_START = re.compile(
    r"(?<![A-Za-z.])(?:[A-Za-z]\.){2,8}\s+(?=(?:It|We|They|This|These|Those|There|The|However|But)\s|I\s+[a-z])"
)
_NOTE_THEN_START = re.compile(r"(?:[a-z]{3}|\))\.\d{1,3}\s+(?=[A-Z][a-z]*\s)")
_MORE_STARTS = (_DOTS_THEN_START, _ACRONYM_THEN_START, _NOTE_THEN_START)
"""Starts that sentencex does not see: behind "…", behind "U.S.", behind a note's raised number."""
_CLOSED = re.compile(r"[\"”’)\]}»,;:]")


def sentence_starts(text: str, lang: str) -> list[int]:
    """Offsets at which the second and each later sentence of ``text`` starts, ascending."""
    from sentencex import get_sentence_boundaries

    def boundaries(piece: str) -> list[int]:
        return [int(found["start_index"]) for found in get_sentence_boundaries(lang, piece)][1:]

    pairs = find_pairs(text)
    starts = set(_windowed(text, boundaries))
    starts |= _inside_long(text, pairs, boundaries)
    rules = _MORE_STARTS if lang.split("-")[0] == "en" else _MORE_STARTS[:1]
    ours = {match.end() for rule in rules for match in rule.finditer(text)}
    starts |= ours - _inside_short(ours, pairs)
    starts |= _behind_bracketed(text, pairs)
    return _with_lists(text, _joined(text, sorted(starts)))


def _windowed(text: str, boundaries: Callable[[str], list[int]]) -> Iterator[int]:
    """Boundaries of the whole text from windows of it; each window starts at the last boundary found."""
    start = 0
    while start < len(text):
        if len(text) - start <= _WINDOW:
            yield from (start + offset for offset in boundaries(text[start:]))
            return
        cut = max(text.rfind(" ", start, start + _WINDOW), start + _WINDOW // 2)
        found = [start + offset for offset in boundaries(text[start:cut])]
        # Near the cut a quotation has lost its end and is misread: there only a boundary without any before it counts.
        found = [offset for offset in found if offset < cut - _MARGIN] or found[:1]
        yield from found
        # What stands behind the last boundary may go on in the next window; without one, the text runs on.
        start = found[-1] if found else cut


def _inside_long(text: str, pairs: tuple[Pair, ...], boundaries: Callable[[str], list[int]]) -> set[int]:
    """Boundaries inside quotations and brackets too long to be kept whole."""
    starts: set[int] = set()
    reach = 0
    for pair in pairs:
        if pair.end - pair.start > _LONGEST_PROTECTED and pair.start >= reach:
            reach = pair.end
            inner = text[pair.start + 1 : pair.end]
            starts |= {pair.start + 1 + offset for offset in _windowed(inner, boundaries)}
    return starts


def _inside_short(offsets: set[int], pairs: tuple[Pair, ...]) -> set[int]:
    """The offsets that lie inside a quotation or bracket short enough to be kept whole."""
    inside: set[int] = set()
    reach = -1
    short = (pair for pair in pairs if pair.end - pair.start <= _LONGEST_PROTECTED)
    pair = next(short, None)
    for offset in sorted(offsets):
        while pair is not None and pair.start < offset:
            reach = max(reach, pair.end)
            pair = next(short, None)
        if offset <= reach:
            inside.add(offset)
    return inside


def _behind_bracketed(text: str, pairs: tuple[Pair, ...]) -> set[int]:
    """Starts behind a bracket that is a sentence of its own: "... ended. (It was late.) He left."."""
    starts: set[int] = set()
    for pair in pairs:
        if pair.mark not in "([" or text[pair.end - 1] not in ".!?":
            continue
        before = text[max(0, pair.start - 3) : pair.start].rstrip()
        behind = re.match(r"\s+(?=[\"“‘(\[]?[A-Z])", text[pair.end + 1 : pair.end + 6])
        if behind and (not before or before[-1:] in tuple('.!?"”')):
            starts.add(pair.end + 1 + behind.end())
    return starts


def _joined(text: str, starts: list[int]) -> list[int]:
    """The starts without those that are none."""
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    kept: list[int] = []
    token = 0
    previous = 0
    for start in starts:
        while token < len(tokens) and tokens[token][1] <= start:
            token += 1
        in_token = token < len(tokens) and tokens[token][0] < start
        if in_token or _belongs_together(text, previous, start):
            continue
        kept.append(start)
        previous = start
    return kept


def _belongs_together(text: str, previous: int, start: int) -> bool:
    """Whether what stands before ``start`` and what follows are one sentence; ``previous`` is where it began."""
    before = text[max(previous, start - 40) : start]
    following = text[start : start + 12]
    body = before.rstrip()
    if not body or not following.strip():
        return True
    if body == before and body[-1] == "." and re.search(r"\b\w\.$", body):
        return True
    if start - previous <= 12 and _MARKER.fullmatch(_BULLET.sub("", text[previous:start], count=1)):
        return True
    if _CLOSED.match(following) and not (following[0] in '"”’' and before[-1:].isspace()):
        return True
    if not any(char.isalnum() for char in text[start : start + 40].split("\n")[0]) and start + 40 >= len(text):
        return True
    if body[-1] in "!?" and re.match(r"[—–-]*\s*[a-z]", following):
        return True
    if body[-1] == "!" and before[-1:] == "!" and (body[-2:-1] in ("", " ") or following[:1].isupper()):
        return True
    if re.search(r"\d\.\s*$", before) and following[0].islower():
        return True
    if _TITLE.search(before) and following[0].isupper():
        return True
    return bool(_NUMBERED.search(before)) and following[0].isdigit()


def _with_lists(text: str, starts: list[int]) -> list[int]:
    """Starts with those of an enumeration inside one line: 1. … 2. … 3. …, and without those behind its numbers.

    An enumeration begins with a number or letter at the start of a sentence; each further item must carry the
    next label in the same dress.
    """
    edges = {0, *starts}
    labels_end: set[int] = set()
    expected: set[tuple[str, ...]] = set()
    for item in _ITEM.finditer(text):
        bullet, label = item["bullet"].strip(), item["label"]
        dress = (bullet, item["open"], item["close"])
        if (*dress, label) in expected:
            expected.remove((*dress, label))
            edges.add(item.start())
        elif item.start() not in edges or item.start() in labels_end:
            continue
        labels_end.add(item.end())
        expected.add((*dress, str(int(label) + 1) if label.isdigit() else chr(ord(label) + 1)))
    return sorted(edges - labels_end - {0})
