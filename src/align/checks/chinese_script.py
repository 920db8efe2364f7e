"""Traditional characters in a simplified text, or simplified ones in a traditional text.

Why it matters: 國 among 国 is a slip of an input method or of a copied passage.
The script of a document is what nine in ten of its telling characters are; a document without a clear one is
left alone. Characters that both scripts use (后, 里, 台) tell nothing. Titles in 《》 and quotations are left.
What it does not see: words of the other region in the right script (計算機 for 電腦).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example

_CLEAR = 0.9
_ENOUGH = 10
_HAN = re.compile("[\u4e00-\u9fff]+")
_QUOTED = re.compile("《[^《》]{1,60}》|[“「『][^“”「」『』]{1,60}[”」』]")


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    if unit.target.lang != "zh" or not unit.target.text:
        return
    wrong, name = context.once(_minority)
    if not wrong:
        return
    quoted = [Span(*match.span()) for match in _QUOTED.finditer(unit.target.text)]
    for match in re.finditer(f"[{wrong}]+", unit.target.text):
        span = Span(*match.span())
        if not any(other.contains(span) for other in quoted):
            yield Hit(f"{match[0]} is {name} in a text that is not.", target=span, fix=_other_script(match[0]))


def _minority(context: Context) -> tuple[str, str]:
    """The characters of the script that the translation is not in, and that script's name; "" without any."""
    counts = Counter(char for unit in context.units for run in _HAN.findall(unit.target.text) for char in run)
    traditional = {char for char in counts if _is_traditional(char)}
    simplified = {char for char in counts if _is_simplified(char)}
    many, few = sum(counts[char] for char in simplified), sum(counts[char] for char in traditional)
    name, wrong = "traditional", traditional
    if few > many:
        many, few, name = few, many, "simplified"
        wrong = {char for char in simplified if _has_traditional_form(char)}
    clear = many + few >= _ENOUGH and many >= _CLEAR * (many + few)
    return ("".join(sorted(wrong)), name) if clear else ("", "")


@lru_cache(maxsize=20_000)
def _is_traditional(char: str) -> bool:
    """A character that only traditional text has: the simplified standard lacks it and writes another for it."""
    return not _in("gb2312", char) and _simplified(char) != char


@lru_cache(maxsize=20_000)
def _is_simplified(char: str) -> bool:
    return _in("gb2312", char) and not _in("big5", char)


@lru_cache(maxsize=20_000)
def _has_traditional_form(char: str) -> bool:
    """Whether Hong Kong writes it otherwise: 着, 税, 恒 are its own, though Big5, made in Taiwan, lacks them."""
    return char != "恒" and str(_converter("s2hk").convert(char)) != char


def _in(standard: str, char: str) -> bool:
    try:
        char.encode(standard)
    except UnicodeEncodeError:
        return False
    return True


def _other_script(text: str) -> str | None:
    """The text in simplified characters; None for simplified text, whose traditional form depends on the word."""
    simplified = _simplified(text)
    return simplified if simplified != text else None


def _simplified(text: str) -> str:
    return str(_converter("t2s").convert(text))


@lru_cache(maxsize=2)
def _converter(direction: str):  # type: ignore[no-untyped-def] # opencc has no types
    from opencc import OpenCC

    return OpenCC(direction)


CHECK = Check(
    id="chinese-script",
    severity=Severity.MINOR,
    mqm="linguistic-conventions/spelling",
    run=run,
    needs_both_sides=False,
    min_confidence=0.0,
    examples=(
        Example(en="The two countries signed.", zh="两国签署了协议，双方对于开发计划与资金问题达成一致。"),
        Example(en="The two countries signed.", zh="兩國簽署了協議，雙方對於開發計劃與資金問題達成一致。"),
        Example(
            en="The Hang Seng Index rose with taxes.",
            zh="恒生指數隨着稅收上升，兩國雙方對於開發計劃達成協議。",
            why="Hong Kong",
        ),
        Example(en="Country.", zh="国國。", why="no clear script"),
        Example(
            en="The two countries signed.", zh="两國签署了协议，双方对于开发计划与资金问题达成一致。", hits=("國",)
        ),
        Example(
            en="The two countries signed.", zh="兩国簽署了協議，雙方對於開發計劃與資金問題達成一致。", hits=("国",)
        ),
    ),
)
