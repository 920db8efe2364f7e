"""The head that opens a paragraph and ends in a colon: "Carbon Management: The United States ...".

A colon in mid-sentence, after a speech verb, or before a quotation does not make a head.
"""

from __future__ import annotations

import re

_COLON = re.compile(r"[:：]")
_SMALL = frozenset(
    "a an the and or nor but of in on at to for from with without by as per via vs into onto over under among across "
    "between through against around about after before its our their his her your".split()
)
_QUOTE = '"“‘「『'
_STOP = re.compile(r"[。！？!?;；…]|\.(?=\s+[A-Z][a-z]+\s+[a-z])")
_ZH_SPEECH = re.compile(
    r"(?:说|說|称|稱|道|问|問|答|曰|云|想|写|寫|讲|講|喊|叫|表示|指出|认为|認為|强调|強調|宣称|告诉|告訴|透露|坦言|直言|"
    r"如下|包括|包含|例如|比如|譬如|诸如|就是|即|是|为|為|有|下列|以下|其中|显示|证明|意味着|可见|总之|也就是|"
    r"(?<!的)(?:宣布|宣佈|解释|介绍|补充|回应|回忆|评论|呼吁|承诺|提出|规定|发现|决定|要求|建议|原因|问题|结果))$"
)
_ZH_SUBJECT = re.compile(r"(?:我|你|他|她|它|这|這|那|此|但|而|因|所以|如果|虽|当|不过)")
_ZH_COUNTED = re.compile(r"[一二两三四五六七八九十几数多\d]+(?:个|個|项|項|点|點|条|條|种|種|类|類|方面|大|步|件|句)")


def run_in_end(line: str, *, han: bool) -> int | None:
    """Where the head of a line ends, its colon included; None where the line has no head."""
    colon = _COLON.search(line, 0, 161)
    if colon is None or not colon.start():
        return None
    head, rest = line[: colon.start()].strip(" *_"), line[colon.end() :].strip(" *_\u3000")
    if not rest or not head or rest[0] in _QUOTE or _STOP.search(head):
        return None
    if line[colon.start() + 1 : colon.start() + 2].isdigit() and line[colon.start() - 1].isdigit():
        return None
    if rest.startswith("//"):
        return None
    is_head = _is_chinese_head(head, rest) if han else _is_latin_head(head, rest)
    return colon.end() if is_head else None


def _is_chinese_head(head: str, rest: str) -> bool:
    if len(head) > 40 or len(re.findall(r"[\u3400-\u9fff]", head)) < 2 or len(rest) < 20:
        return False
    if re.search(r"[，,\"“”]", head) or _ZH_COUNTED.search(head):
        return False
    if re.search(r"[。，,！？!?]", rest) is None:
        return False
    return not _ZH_SPEECH.search(head) and not _ZH_SUBJECT.match(head)


def _is_latin_head(head: str, rest: str) -> bool:
    """Title Case, and a sentence behind the colon."""
    if any(mark in head for mark in _QUOTE) or not (rest[0].isupper() or rest[0].isdigit()):
        return False
    words = [word for word in re.split(r"[\s/–—]+", head) if re.search(r"\w", word)]
    if not words or len(words) > 20:
        return False
    if not all(_is_title_word(word) for word in words[1:]) or not _is_title_word(words[0], first=True):
        return False
    return len(rest) >= 20 if len(words) > 1 else len(rest) >= 80 and len(head) >= 4


def _is_title_word(word: str, *, first: bool = False) -> bool:
    letters = re.sub(r"^\W+", "", word)
    return letters[:1].isupper() or letters[:1].isdigit() or (not first and letters.lower() in _SMALL)
