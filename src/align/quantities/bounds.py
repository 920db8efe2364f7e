"""Words that say how exactly a figure is meant: 超过, 以上, more than, or less."""

from __future__ import annotations

import re

from align.quantities.negated import under_denial_en, under_denial_zh
from align.quantities.values import UPWARD, Bound

_BEFORE_ZH = {
    Bound.MORE_THAN: "超过 超 逾 突破 高于 大于 多于 不止 超出 高出 早于 > 胜过",
    Bound.AT_LEAST: (
        "至少 最少 起码 不少于 不低于 不小于 不得少于 不得低于 不能少于"
        " 不能低于 不应少于 不应低于 不下 不下于 大于等于 大于或等于"
        " 大于或者等于 ≥"
    ),
    Bound.LESS_THAN: "不到 不足 低于 少于 小于 未满 不满 未到 未达 <",
    Bound.AT_MOST: (
        "至多 最多 不超过 不得超过 不能超过 不会超过 不应超过 不可超过"
        " 未超过 不多于 不高于 不大于 多达 高达 小于等于 小于或等于"
        " 小于或者等于 ≤"
    ),
    Bound.NEARLY: "近 将近 接近 几乎 临近",
    Bound.ABOUT: "约 大约 大概 约合 约为 左右 估计 差不多 大致 ~",
}
_AFTER_ZH = {
    Bound.AT_LEAST: "以上 或以上 及以上 或更多 或更长 及以上的 或者以上 起步",
    Bound.AT_MOST: "以下 或以下 及以下 或更少 或更短 以内 之内 或者以下",
    Bound.MORE_THAN: "开外 之上",
    Bound.LESS_THAN: "之下",
    Bound.ABOUT: "左右 上下",
}
_BEFORE_EN = {
    Bound.MORE_THAN: "more than|over|above|exceeding|exceeds|exceed|exceeded|in excess of|surpass|surpassed|surpassing"
    "|greater than|larger than|higher than|upwards of|upward of|just over|well over|topping|topped|beyond|>|longer than"
    "|older than|bigger than",
    Bound.AT_LEAST: "at least|no less than|no fewer than|not less than|a minimum of|minimum|not be less than"
    "|not be fewer than|not be lower than|not be under|not be below"
    "|greater than or equal to|equal to or more than|≥|not lower than|no lower than",
    Bound.LESS_THAN: "less than|fewer than|under|below|smaller than|lower than|just under|<|shorter than"
    "|younger than|short of",
    Bound.AT_MOST: "up to|at most|no more than|not more than|not exceeding|maximum of|a maximum of|not exceed"
    "|as many as|as much as|as high as|as long as|as far as|not be more than|not be greater than|not be higher than"
    "|not be over"
    "|no longer than"
    "|less or equal than|less than or equal to|equal to or less than|≤|< =|no higher than|no greater than",
    Bound.NEARLY: "nearly|almost|close to|approaching|near|just shy of",
    Bound.ABOUT: "about|around|some|approximately|roughly|approx|approx.|an estimated|estimated|circa|c.|or so|~|an "
    "average of"
    "|approximates",
}
_AFTER_EN = {
    Bound.AT_LEAST: "or more|or greater|or above|and above|or higher|or longer|or older|and over|or over|and older"
    "|or more "
    "than"
    "|and up|or greater than",
    Bound.AT_MOST: "or less|or fewer|or below|and below|or under|or shorter|and under|or less than|or lower|or younger",
    Bound.ABOUT: "or so|or thereabouts",
    Bound.MORE_THAN: "plus|odd",
}


def _choice(table: dict[Bound, str], separator: str | None) -> dict[str, Bound]:
    return {word: bound for bound, words in table.items() for word in words.split(separator)}


BEFORE_ZH = _choice(_BEFORE_ZH, None)
AFTER_ZH = _choice(_AFTER_ZH, None)
BEFORE_EN = _choice(_BEFORE_EN, "|")
AFTER_EN = _choice(_AFTER_EN, "|")


def _longest_first(words: dict[str, Bound]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_FIRST_ZH = frozenset(word[0] for word in BEFORE_ZH)
_LAST_EN = frozenset(word[-1] for word in BEFORE_EN) | frozenset(" \n")
_NEXT_EN = frozenset(" -+")
_SCALES_ZH = frozenset("百千万亿")
# The text just before a figure, at most this long, is searched for the bound that ends there.
REACH = 26
_PRE_ZH = re.compile(rf"(?<![最附靠])(?:{_longest_first(BEFORE_ZH)})(?=[了有是为达到出的]{{0,2}} ?[负$€£¥￥第]?$)")
_POST_ZH = re.compile(rf" ?({_longest_first(AFTER_ZH)})")
_PRE_EN = re.compile(rf"(?<![a-z])({_longest_first(BEFORE_EN)}) ?(?:a |an |the )?$")
_POST_EN = re.compile(rf"[ -]({_longest_first(AFTER_EN)})(?![a-z])|\+(?!\d)")


def bound_zh(text: str, start: int, end: int) -> Bound:
    """The bound of a figure at ``start:end`` of a folded Chinese text, read before it, then after it."""
    return _said_zh(text, start, end)[0]


def meant_zh(text: str, start: int, end: int) -> Bound:
    """The bound of a figure as the whole clause means it: 不得…超过 is at most."""
    bound, word = _said_zh(text, start, end)
    return under_denial_zh(bound, text, word, end)


def _said_zh(text: str, start: int, end: int) -> tuple[Bound, int]:
    """A bound, and where its word begins or, if it stands after the figure, where the figure does."""
    base = max(0, start - 9)
    before = text[base:start]
    if text[start : start + 1] in _SCALES_ZH and before.endswith(("上", "过")):
        return Bound.MORE_THAN, start - 1 - before.endswith("超过")
    found = None
    for match in () if _FIRST_ZH.isdisjoint(before) else _PRE_ZH.finditer(before):
        found = match if found is None or match.end() > found.end() else found
    if found is not None:
        return BEFORE_ZH[found[0]], base + found.start()
    after = _POST_ZH.match(text, end)
    return AFTER_ZH[after[1]] if after else Bound.EXACT, start


_REACHED = frozenset(("up to", "as many as", "as much as", "as high as", "as long as", "as far as"))
_AMOUNTS = re.compile(r"(?<![a-z])(?:amount|add|rise|sum)(?:s|ed|ing)? $", re.IGNORECASE)


def _reached(text: str, word: int, end: int) -> Bound:
    """What "up to" says: the most, but not in "up to 6,000 or more" and "amounting up to 6,000"."""
    after = _POST_EN.match(text, end, min(len(text), end + REACH)) if text[end : end + 1] in _NEXT_EN else None
    if after is not None and AFTER_EN.get(after[1] or "", Bound.MORE_THAN) in UPWARD:
        return AFTER_EN.get(after[1] or "", Bound.MORE_THAN)
    return Bound.EXACT if _AMOUNTS.search(text, max(0, word - 12), word) else Bound.AT_MOST


def meant_en(text: str, start: int, end: int) -> Bound:
    """The bound of a figure at ``start:end`` of an English text, as the clause means it: no … more than is at most."""
    base = max(0, start - REACH)
    before = text[base:start].lower()
    match = _PRE_EN.search(before) if before[-1:] in _LAST_EN else None
    if match is not None:
        bound, word = BEFORE_EN[match[1]], base + match.start(1)
        if bound is Bound.AT_MOST and match[1] in _REACHED:
            bound = _reached(text, word, end)
        return bound if match[1].startswith(("no ", "not ")) else under_denial_en(bound, text, word, end)
    after = _POST_EN.match(text, end, min(len(text), end + REACH)) if text[end : end + 1] in _NEXT_EN else None
    if after is None:
        return Bound.EXACT
    bound = AFTER_EN[after[1]] if after[1] else Bound.MORE_THAN
    return under_denial_en(bound, text, start, after.end())
