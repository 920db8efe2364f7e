"""A full stop in the translation where the sentence of the original goes on.

Why it matters: the stop tears one statement into a sentence and a fragment: 从印度母港…的修理。美国，包括关岛。
A translator may rightly make two sentences of one. So the rest after the stop must look like a fragment:
too short to be a sentence, or beginning in the middle of things (with a list of names, a comma soon after
one word, "and").
What it does not see: a cut that leaves two well-formed sentences with the wrong meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.acronyms import HAN
from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example

_STOP = re.compile(r"[。！？](?=\s*[^\s”’」』)）])")
_SOURCE_END = re.compile(r"[.!?;:][\"”’)\]]*\s+[“\"(A-Z0-9]|[—–]")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]\.)+\s|\b(?:Mr|Mrs|Ms|Dr|Inc|Co|Corp|No|St|Gen|Sen|Rep|vs)\.\s")
_VERB_ENOUGH = re.compile(r"[是有在将会为让使把被能可要应来去说成到得了着过需须很都也不没太更最真]|进行|支持")
_UNIT = re.compile(rf"[{HAN}]|[A-Za-z0-9]+")
_JOINS_ON = re.compile(r"^(?:和|与|及|以及|或|并且?|、|，|,|而|等)")
_LIST = re.compile(rf"^[{HAN}A-Za-z·\s]{{2,16}}、[^，,。]{{2,16}}[、和与]")
_TORN_WORD = re.compile(rf"^[{HAN}]{{1,3}}[^，,天年月日时分前后中里上下外说道称间初末底晚早夜，,][，,]")
_OPENERS = re.compile(
    r"^(?:此外|同时|另外|因此|然而|不过|其中|例如|目前|今年|去年|最近|近日|为此|对此|尤其|特别|当时|随后|之后|最后|首先|其次|但是|但|而且|所以|同样|当然"
    r"|今天|昨天|明天|现在|周[一二三四五六日]|据悉|据称|结果|事实上|如今|后来|接着|然后|第[一二三四五]|一方面|另一方面|总之|显然|不仅如此|与此同时)[，,]"
)
_SHORT = 7


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    text = unit.target.text
    cuts = [match.start() for match in _STOP.finditer(text)]
    if not cuts or len(unit.bead.source) > 1 or _sentences(unit.source.text) > 1:
        return
    ends = [*cuts[1:], len(text)]
    for cut, end in zip(cuts, ends, strict=True):
        rest = text[cut + 1 : end].strip()
        if _is_fragment(rest):
            yield Hit(
                f"The sentence of the original goes on here; the translation breaks off and leaves “{_short(rest)}”.",
                target=Span(cut, min(len(text), cut + 1 + len(text[cut + 1 : end]))),
            )


def _sentences(text: str) -> int:
    return 1 + len(_SOURCE_END.findall(_ABBREVIATION.sub("", text)))


def _is_fragment(rest: str) -> bool:
    body = rest.rstrip("。！？.!?”’」』)）")
    if _OPENERS.match(body) or not _UNIT.search(body):  # marks of a note, of markup
        return False
    if len(_UNIT.findall(body)) <= _SHORT:
        return not _VERB_ENOUGH.search(body)
    return bool(_JOINS_ON.match(body) or _LIST.match(body) or _TORN_WORD.match(body))


def _short(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:22]}…"


CHECK = Check(
    id="broken-sentence",
    severity=Severity.MAJOR,
    mqm="linguistic-conventions/grammar",
    run=run,
    langs=("en", "zh"),
    examples=(
        Example(en="He came and he saw the town he had loved.", zh="他来了。他看见了他爱过的城市。"),
        Example(en="He came. Beijing, Tokyo and Paris waited.", zh="他来了。北京、东京和巴黎在等。"),
        Example(en="He came and saw it. [#]_", zh="他来了，也看见了。 [#]_", why="a mark of a note"),
        Example(
            en="They signed it after long talks, which pleased all.", zh="经过长谈他们签署了协议。此外，各方都很满意。"
        ),
        Example(
            en="Repairs on ships from homeports in the United States, including Guam.",
            zh="对来自母港的舰艇进行修理。美国，包括关岛。",
            hits=("。美国，包括关岛。",),
        ),
        Example(
            en="We promote talent mobility and circulation, such as in eight fields.",
            zh="我们促进人才流动。循环，例如在八个领域。",
            hits=("。循环，例如在八个领域。",),
        ),
        Example(
            en="A partnership with the University of Washington, Tsukuba and Keio started.",
            zh="合作伙伴关系开始了。华盛顿大学、筑波大学和庆应大学。",
            hits=("。华盛顿大学、筑波大学和庆应大学。",),
        ),
    ),
)
