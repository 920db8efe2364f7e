"""Negation in English and Chinese texts: what denies for sure, and what may carry a denial at all.

Languages deny in different words (未能 / failed to, 不得不 / had to), so two lists of different width stand
for each: *denials* are told of by themselves, *any* is all that may answer for one. Idioms that deny nothing
(不断, not only) are in neither. The lists come from grammar and from reading human translations of news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit

_NOT_DENYING_EN = (
    r"\bnot (?:only|just|least|to mention|until|merely|simply|necessarily|before|unlike|long after|shortly)\b"
    r"|\bno (?:doubt|matter|wonder|later|less|fewer|more|longer|sooner|stranger|surprise|better|wrong|secret|end)\b"
    r"|\b(?:whether|if|or|why) not\b|\bor no\b|\bno\. ?\d|\bcan(?:['’]t|not) (?:wait|help|but|afford)\b"
    r"|\bnothing (?:but|less)\b"
    r"|\bnot\b[^.;!?]{0,60}\b(?:but|stop\w*|until|unless)\b|\bnever (?:stop|fail|ceas)\w*|\bno one but\b"
    r"|\bno (?:time|choice|option|alternative)\b"
    r"|\bwon['’]t be long\b|\bisn['’]t it\b|\bdon['’]t (?:forget|worry|miss)\b|\bnone other\b"
)
_DENIAL_EN = re.compile(
    r"\b(?:not|never|cannot|nor|neither|none|nobody|nothing|nowhere|no one|no)\b|n['’]t\b", re.IGNORECASE
)
_IDIOM_EN = re.compile(_NOT_DENYING_EN, re.IGNORECASE)
_ANY_EN = re.compile(
    r"\b(?:not?|never|cannot|nor|neither|none|nobody|nothing|nowhere|without|fail\w*|lack\w*|refus\w*|den(?:y|ie[sd]|ial|ying)"
    r"|reluctan\w*|reject\w*|declin\w*|but|until|unless|few(?:er)?|less(?:er)?|least|little|hardly|barely|rare\w*|seldom"
    r"|scarce\w*|avoid\w*|prevent\w*|rather|instead|stop\w*|miss(?:ed|ing|es)?|beyond|despite|regardless"
    r"|absen\w*|bad\w*|wrong\w*|false\w*|hard|difficult\w*|otherwise|except\w*|exclud\w*|ban\w*|prohibit\w*|forbid\w*"
    r"|forbad\w*|impossib\w*|improp\w*|inappropria\w*|imp(?:erfect|atien|olite)\w*|in(?:a(?:bil|deq|ct|cc|ppr|dver)"
    r"|cap|cor|comp[al]|consis|conven|cred|decis|def|dep|des|dir|eff|ed|eleg|eq|ev|ex|fer|fin|freq|hosp|jur|nocen"
    r"|sec|sens|sign|suff|sur|tol|vis|vul)\w*|il(?:leg|lit|log)\w*|ir(?:reg|rel|rep|res|rev)\w*"
    r"|dis(?!c|tr|pl|trib)\w+|mis\w+|non\w*|un(?!der|it|i[vfqct]|ion|til|cle)\w{2,}|\w+less(?:ly)?|ab(?:norm|stain)\w*"
    r"|anti\w*|only|lost|lose\w*|loss\w*|nil|zero|out of|quit|cease\w*|halt\w*|delay\w*|shy|short of|maximum|last"
    r"|oppos\w*|against|resist\w*|object\w*|withh\w*|withdr\w*|although|though|while|unlike|forg[eo]t\w*"
    r"|neglect\w*|ignor\w*|doubt\w*|let alone|nonstop|gone|than|yet|away|before|risk\w*|remain\w*|set in stone)\b"
    r"|n['’]t|\?",
    re.IGNORECASE,
)
_ANY_ZH = re.compile(
    "[不没沒未无無非否别別勿莫毋甭休免难難拒缺失禁反零空绝絕罕假错錯防避尚才纔仅僅只除停止取少却卻外违違欠差败敗离離弃棄盲瞒乏阻谁誰何哪]"
    "|最多|至多|至少|最少|起码|最迟|最遲|至迟|至遲|最晚|以内|以內|之内|之內|为限|為限|上限|下限|封顶|封頂"
    "|怎|岂|远|遠|低于|不足|抵制|终结|告别|告別|[吗嗎么麼][？?]"
)
_DENIAL_ZH = re.compile(
    "不是|不会(?!有)|不會(?!有)|不能|不应|不應|不要|不想|不需要|不必|不再|不允许|不允許|不准|不接受|不包括|不支持|不承认|不認"
    "|不相信|不知道|不打算|不存在|不属于|不符合|不影响|不构成|不反抗|不喜欢|不希望|不认为|不認為"
    "|并不|並不|绝不|決不|决不|从不|從不"
    "|没有(?!问题|問題|资格|資格|期限)|沒有(?!问题|問題|资格|資格|期限)|还没|還沒|并没|並沒|从没|從沒|没人|并未|並未|从未|從未|未曾|并非(?!妄|易)|並非|绝非"
    "|无需|無需|无权|不得(?!不|已|了|以|益)"
)
_IDIOM_ZH = re.compile(
    "不得不|不能不|不会不|不可不|不无|不無|无不|無不|莫不|没有不|不是不|并非不|非[^，。；]{1,8}不可|不仅|不僅|不只|不但|不光|不单|不單|不止"
    "|不然|要不是|要不|好不容易|(.{1,2})[不没沒]\\1|有没有|有沒有|能不能|是否|不是[^。；！？]{1,30}[吗嗎么麼？?]|难道|岂"
    "|没有[^，。；]{1,15}就没有|没有最|再也[不没沒]|最不|不会[^，。；]{0,6}(?:忘|停)|不能[^，。；]{0,4}(?:忘|忽)|不要忘|不知不觉|没有理由不"
    "|不可避免|不会[再]?有[^，。；]{0,6}更|没有比|没有什么比|不再[只仅]|并不[少难罕愁]|也不[例少难乏错]|不可或缺|没有收获|没有办法"
)


_BOUND_EN = re.compile(
    r"not\s+(?:(?:be\s+)?(?:more|less|fewer|greater|higher|lower|larger|smaller|longer|shorter|later|earlier)\s+than|exceed)",
    re.I,
)
_BOUND_ZH = re.compile("[以之][上下内內前后後]")
"""Bounds, which answer for a denied one: 以上 for "not less than". Which way they point, other rules ask."""


def denials(text: str, lang: str) -> Iterator[Span]:
    """The words of a text that deny beyond doubt, in order; none for other languages."""
    found, idioms = (_DENIAL_ZH, _IDIOM_ZH) if lang == "zh" else (_DENIAL_EN, _IDIOM_EN)
    if lang not in ("en", "zh"):
        return
    excused = iter([Span(*match.span()) for match in idioms.finditer(text)])
    idiom = next(excused, None)
    for match in found.finditer(text):
        while idiom is not None and idiom.end <= match.start():
            idiom = next(excused, None)
        if idiom is None or match.end() <= idiom.start:
            yield Span(*match.span())


def may_deny(text: str, lang: str) -> bool:
    """Whether anything in a text may carry a denial, however faintly."""
    return bool((_ANY_ZH if lang == "zh" else _ANY_EN).search(text))


def lone_denial(unit: TranslationUnit, lang: str) -> Hit | None:
    """What a rule says of the first sure denial of the ``lang`` side if the other side ("en" or "zh") has none."""
    own, other = unit.side(lang), unit.side("zh" if lang == "en" else "en")
    if may_deny(other.text, other.lang):
        return None
    denial = next((span for span in denials(own.text, lang) if not _is_answered(span, own.text, other.text)), None)
    if denial is None:
        return None
    word = denial.of(own.text)
    if unit.target.lang == lang:
        return Hit(f"“{word}” denies; nothing in the original does.", target=denial)
    return Hit(f"“{word}” denies; nothing in the translation does.", source=denial)


def _is_answered(denial: Span, text: str, other: str) -> bool:
    """Whether a word of denial is copied as a name (None of Python), or denies a bound that the other text has."""
    word = denial.of(text)
    if re.search(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", other):
        return True
    return bool(_BOUND_EN.match(text, denial.start) and _BOUND_ZH.search(other))
