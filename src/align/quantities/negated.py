"""What a bound means under a denial: "no member may serve more than two terms" is at most two, as 不得超过两届 is.

A denial that plainly governs the bound turns it into the opposite one. Where a denial stands near and may or may
not reach it ("did not say more than 500", 不得使用超过三年的设备, "more than three may not be …"), the bound says
nothing for sure and is taken for none: that hides a contradiction sometimes, and never makes one up.
"""

from __future__ import annotations

import re

from align.quantities.values import Bound

_OPPOSITE = {
    Bound.MORE_THAN: Bound.AT_MOST,
    Bound.AT_LEAST: Bound.LESS_THAN,
    Bound.LESS_THAN: Bound.AT_LEAST,
    Bound.AT_MOST: Bound.EXACT,
}
REACH = 120
"""Characters on either side of a figure within which a denial is looked for."""

_ENDS_EN = re.compile(r"[.;:!?\n](?!\d)|(?<![a-z])(?:but|because|if|unless|when|while|although|since)(?![a-z])")
_PART_EN = re.compile(r",(?!\d)(?! ?(?:may|shall|must|can|could|should|will|would)(?![a-z]))")
_MODAL = r"(?:may|shall|must|can|could|should|will|would)"
_BETWEEN = (
    r"(?: (?:be|have|been|have been|be (?:allowed|permitted|entitled) to))?(?: [a-z]+)??"
    r"(?: (?:for|to|of|up|at|a|an|the|period|term|total|duration|length|maximum|sum|amount))*"
)
_NO = r"(?<![a-z])(?:no|nobody|none|neither|nor|nothing)(?![a-z])(?! doubt)"
_SURE_EN = re.compile(
    rf"(?:(?<![a-z])(?:{_MODAL} (?:not|never)|cannot)|n['’]t|(?<![a-z]){_MODAL} in no case){_BETWEEN} $"
    r"|(?:(?<![a-z])(?:not|never|cannot|without|nor)|n['’]t)(?: (?:be|been|have been|being))? $"
    rf"|{_NO}[^,]* {_MODAL}(?: ever)?{_BETWEEN} $|{_NO}.*, ?{_MODAL}(?: ever)?{_BETWEEN} $"
)
_MERELY = re.compile(r"not (?:only|just|merely|simply)(?![a-z])")
_DENIAL_EN = re.compile(
    r"(?<![a-z])(?:not|no|nobody|none|neither|nor|nothing|never|cannot|without|few|little|hardly|barely|rarely|seldom"
    r"|unable|unlikely|prohibit\w*|forbid\w*|ban|bans|banned|bar|bars|barred|prevent\w*|avoid\w*|refus\w*|den(?:y|ie[ds])"
    r"|fail(?:s|ed)?)(?![a-z])|n['’]t(?![a-z])"
)
_LATER_EN = re.compile(
    r"(?<![a-z])(?:(?:may|must|shall|can) (?:not|never)|cannot|can['’]t|not (?:be )?(?:allowed|permitted|eligible)"
    r"|prohibited|forbidden|banned|barred|ineligible|disqualified)(?![a-z])"
)
_ENDS_ZH = re.compile(r"[，。；：！？,;:!?\n]")
_BARRED = "不得|不能|不可|不应|不该|不准|不许|不允许|不宜|不予|禁止|严禁|切勿"
_SURE_ZH = re.compile(
    rf"(?:{_BARRED})[^在与和对由被因或于向把从给将的]{{0,6}}$|(?:不|没|没有|未|从未|并未|尚未|未曾|不曾|从不|绝不|决不|不会)$"
)
_DENIAL_ZH = re.compile(
    "不(?![仅但只断同久少过管论料错幸])|没|(?<!公)未(?!来)|无(?!论|人机|线|疑)|非(?!洲|常)|禁止|严禁|勿|避免|防止|拒绝|难以|很少|罕有|否认|以免"
)
_LATER_ZH = re.compile(_BARRED)
_SENTENCE_END_ZH = re.compile(r"[。；！？;!?\n]")


def under_denial_en(bound: Bound, text: str, word: int, end: int) -> Bound:
    """What a bound means whose word begins at ``word``, of a figure that ends at ``end``, in an English text."""
    if bound not in _OPPOSITE:
        return bound
    before = text[max(0, word - REACH) : word].lower()
    before = _PART_EN.split(_ENDS_EN.split(before)[-1])[-1]
    before = _MERELY.sub("", before)
    if _SURE_EN.search(before):
        return _OPPOSITE[bound]
    after = _ENDS_EN.split(text[end : end + REACH].lower())[0]
    return Bound.EXACT if _DENIAL_EN.search(before) or _LATER_EN.search(after) else bound


def under_denial_zh(bound: Bound, text: str, word: int, end: int) -> Bound:
    """As :func:`under_denial_en`, in a folded Chinese text."""
    if bound not in _OPPOSITE:
        return bound
    before = _ENDS_ZH.split(text[max(0, word - REACH) : word])[-1].replace("不得不", "").replace(" ", "")
    if _SURE_ZH.search(before) and not text.startswith("早于", word):
        # 不得使用超过三年的设备 speaks of old equipment.
        return Bound.EXACT if "的" in text[end : end + 3] else _OPPOSITE[bound]
    after = _SENTENCE_END_ZH.split(text[end : end + REACH // 3])[0]
    return Bound.EXACT if _DENIAL_ZH.search(before) or _LATER_ZH.search(after) else bound
