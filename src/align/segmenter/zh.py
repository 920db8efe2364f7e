"""Where Chinese sentences end. Full-width and ASCII marks alike; no dictionary, no word list but short tables.

Stops inside a matched pair of brackets, title marks or quotes do not end the sentence around it, as long as
the pair is short; a mark without a partner protects nothing. A quotation of more than a few lines is
split like other text, because nobody aligns a speech as one sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from align.segmenter.pairs import CLOSERS, QUOTES, TITLES, Pair, find_pairs

_LONGEST_PROTECTED = 60
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_STOP = re.compile(r"[。｡！？!?︒︕︖．.…⋯]+")
_TOKEN = re.compile(r"(?:https?://|www\.)[!-~]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.]+", re.ASCII)
_NOTE = re.compile(r"(?:\[\d{1,3}\]|［\d{1,3}］|[①-⑳])*")
_SPEECH = re.compile(
    r"[^。！？!?，,：:；;…“”「」『』\"\n]{0,24}"
    r"(?:说|說|问|問|道|称|稱|喊|叫|答|嚷|吼|骂|罵|念|回应|回應|表示|指出|认为|認為|强调|強調|写|寫|补充|補充|笑|叹|嘆|想|告诉|告訴|宣布)"
    r"(?:道|了|到|记者|記者|大家|他|她|我)?\s*(?=[。！？!?，,；;…]|$)"
)
_GOES_ON = re.compile(
    r"[，,、；;：:—–\-/·~～）)\]】》〉的得a-z]|等(?![到待])|之(?![后後前所])|[与與和及或][“「《]|"
    r"[这這一](?:个|個|句|种|種|些|词|詞|语|語|书|書|文|样|樣)"
)
_WORD = re.compile(rf"[{_HAN}A-Za-z0-9]")
_ELLIPSIS = re.compile(r"[…⋯]|\.{3}")
_NO_START = re.compile(r"[，,、；;：:—。！？!?…等）)\]】》〉a-z]")
_LAST_CLAUSE = re.compile(r"[^，,、；;：:。！？!?…“”「」\s]+$")
_FIRST_CLAUSE = re.compile(r"[^，,、；;：:。！？!?…“”「」]+")
_WEAK_END = re.compile(
    r"(?:很|的|地|得|是|在|和|与|或|把|被|对|向|从|就|也|都|还|又|不|没|要|会|能|而|但|太|更|最|有|让|使|因为|如果|为了|以及|不过|可是|但是|我|你|他|她|它|们|这|那|觉得|认为)$"
)


def sentence_ends(text: str) -> list[int]:
    """Offsets just behind each sentence but the last, ascending. Takes linear time."""
    pairs = find_pairs(text)
    inner = _innermost(text, pairs)
    closing = {pair.end: pair for pair in pairs}
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    ends: list[int] = []
    sentence_start = 0
    for stop in _STOP.finditer(text):
        if stop.start() < sentence_start or _inside(stop.start(), tokens):
            continue
        end = _closed(text, stop.end(), closing)
        if _ends_here(text, stop, end, sentence_start, inner, closing):
            note = _NOTE.match(text, end)
            sentence_start = note.end() if note else end
            ends.append(sentence_start)
    return ends


def _innermost(text: str, pairs: tuple[Pair, ...]) -> dict[int, Pair]:
    """For each stop mark's offset, the widest pair that protects it."""
    protected: dict[int, Pair] = {}
    reach = -1
    current: Pair | None = None
    short = [pair for pair in pairs if pair.end - pair.start <= _LONGEST_PROTECTED]
    starts = iter(short)
    following = next(starts, None)
    for stop in _STOP.finditer(text):
        while following is not None and following.start < stop.start():
            if following.end > reach:
                current, reach = following, following.end
            following = next(starts, None)
        if current is not None and stop.start() < reach:
            protected[stop.start()] = current
    return protected


def _closed(text: str, end: int, closing: dict[int, Pair]) -> int:
    """The offset behind the closing marks that belong to a stop ending at ``end``."""
    while True:
        behind = end
        while behind < len(text) and text[behind] in " \u3000" and behind - end < 2:
            behind += 1
        if behind == len(text):
            return end
        closer = text[behind] in CLOSERS and (text[behind] != '"' or behind in closing)
        if not closer and not (behind == end and text[behind] in "。！？!?"):
            return end
        end = behind + 1


def _ends_here(
    text: str,
    stop: re.Match[str],
    end: int,
    sentence_start: int,
    protected: dict[int, Pair],
    closing: dict[int, Pair],
) -> bool:
    """Whether the sentence ends at ``end``, behind this stop and its closing marks."""
    if not _is_stop(text, stop, end):
        return False
    pair = protected.get(stop.start())
    following = text[end : end + 40].lstrip()
    if pair is None:
        if end == stop.end():
            return following[:1] not in tuple("，,、；;：:")
        return not (_GOES_ON.match(following) or _SPEECH.match(following))
    if pair.end >= end or pair.mark in TITLES:
        return False
    if pair.mark in QUOTES:
        return _quotation_ends_sentence(text, pair, following)
    opens_sentence = sentence_start >= pair.start - 3 and not text[sentence_start : pair.start].strip()
    return opens_sentence and not _GOES_ON.match(following)


def _quotation_ends_sentence(text: str, pair: Pair, following: str) -> bool:
    """“可以吗？”他问。 goes on, and so does 喊了一声“救命！”就跑; 他说：“走吧。”他走了。 does not."""
    if not following:
        return True
    if _GOES_ON.match(following) or _SPEECH.match(following):
        return False
    embedded = _WORD.match(text, max(0, pair.start - 1), pair.start)
    return not embedded or text[pair.end - 1] in "。｡"


def _is_stop(text: str, stop: re.Match[str], end: int) -> bool:
    """Whether these marks can end a sentence: decimals, dots of names and mid-sentence …… cannot."""
    marks = stop.group()
    if any(mark in "。｡！？︒︕︖" for mark in marks):
        return True
    if _ELLIPSIS.search(marks):
        return _ellipsis_ends(text, stop.start(), end)
    before, after = text[max(0, stop.start() - 1) : stop.start()], text[end : end + 1]
    if any(mark in "!?" for mark in marks):
        return not (before.isascii() and before.isalnum() and _goes_on_in_latin(text, end))
    if before.isdigit() and (after.isdigit() or not after.isspace()):
        return False
    if re.match(rf"[{_HAN}”」』）)》]", before):
        return after == "" or after.isspace() or end > stop.end()
    return _latin_sentence_ends(text, stop.start(), end)


def _goes_on_in_latin(text: str, end: int) -> bool:
    rest = text[end : end + 2]
    return bool(re.match(r" ?[a-z]|[A-Za-z0-9=&/_-]", rest))


def _latin_sentence_ends(text: str, dot: int, end: int) -> bool:
    """A full stop of an English sentence inside a Chinese text: four Latin words before, a new start behind."""
    before = text[max(0, dot - 80) : dot]
    if not re.search(r"(?:[A-Za-z'’,-]+\s+){3}[A-Za-z'’-]{2,}$", before):
        return False
    return bool(re.match(rf"\s+[A-Z“\"]|\s*[{_HAN}]|\s*$", text[end : end + 3]))


def _ellipsis_ends(text: str, start: int, end: int) -> bool:
    """Whether …… ends its sentence. 我……我不知道 stammers, 这真的很……难说 hesitates; both go on."""
    following = text[end : end + 16].lstrip()
    if not following or text[start:end][-1] in CLOSERS:
        return True
    if _NO_START.match(following):
        return False
    if following[0] in "“「『《（(【[":
        return True
    clause = _LAST_CLAUSE.search(text, max(0, start - 30), start)
    rest = _FIRST_CLAUSE.match(following)
    if clause is None or rest is None or len(clause.group()) < 3 or len(rest.group()) < 3:
        return False
    if _WEAK_END.search(clause.group()):
        return False
    return not any(rest.group().startswith(clause.group()[-size:]) for size in (1, 2, 3))


def _inside(offset: int, spans: list[tuple[int, int]]) -> bool:
    index = bisect_left(spans, (offset + 1,)) - 1
    return index >= 0 and spans[index][0] <= offset < spans[index][1] - 1
