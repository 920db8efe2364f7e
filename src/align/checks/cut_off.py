"""A translation that ends in a word after which something must come.

Why it matters: "reports on the." and 参加了以及。 have lost their end, in a copy, an edit or a machine.
Told only where the original ends in a full stop: lines may go on in the next.
What it does not see: a sentence cut at a place where it could have ended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example

# "Where is he from?" may end so.
_OPEN_END = {
    "en": re.compile(
        r"(?<![\w’'-])(?:the|an|and|or|of|their|its|my|our|your|than|into|because|whose|every|between|during|from(?!\?))"
        r"(?=\s*[.!?]?[”\"’')\]]*\s*$)"
    ),
    "zh": re.compile(
        "(?:以及|或者|并且|因为|通过|关于|关於|对于|對於|根据|根據|包括|例如|譬如|尤其是|特别是|由于|由於|为了|為了|、)"
        "(?=[。.！!？?]?[”」』’）)]*\\s*$)"
    ),
}
_ENDS = re.compile(r"[.!?。！？][”\"’')）」』\]]*\s*$")
_PASSED = re.compile(
    "(?:表决|获|獲|一致|投票|批准|审议|未|不|没|被|已|全票|获得|才|能|无法|会|可|以|全部|顺利|高票|正式|集体)通过$"
)


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    text, pattern = unit.target.text, _OPEN_END.get(unit.target.lang)
    found = pattern.search(text, max(0, len(text) - 40)) if pattern else None
    if found is None or _original_stops_so(unit.source.text) or _PASSED.search(text[: found.end()]):
        return
    yield Hit(f"The translation ends in “{found[0]}”; something must follow.", target=Span(*found.span()))


def _original_stops_so(text: str) -> bool:
    """Whether the original ends in such a word itself, or is a line that goes on in the next bead."""
    return not _ENDS.search(text) or any(pattern.search(text) for pattern in _OPEN_END.values())


CHECK = Check(
    id="cut-off",
    severity=Severity.MAJOR,
    mqm="accuracy/omission",
    run=run,
    examples=(
        Example(en="The bill was passed.", zh="法案获得通过。"),
        Example(en="Members include:", zh="成员包括："),
        Example(en="He, she and", zh="他、她以及", why="the original stops there too"),
        Example(en="He went to Tokyo and Osaka.", zh="他去了东京以及。", hits=("以及",)),
        Example(en="They cooperate on energy, robots and farming.", zh="他们在能源、机器人、。", hits=("、",)),
    ),
)
