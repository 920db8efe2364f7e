"""Text that was read in the wrong encoding: ä¸­æ–‡, â€™, 锟斤拷, 涓枃.

Why it matters: readers see rubbish, and it spreads with every copy.
A run of such letters is told only where writing it back in the wrong encoding gives good UTF-8, so that
“café” and “São” are left alone.
What it does not see: Chinese read as another Chinese encoding (GBK as Big5), where both are Han characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from align.acronyms import HAN
from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example

# What the bytes 80 to FF are in Windows-1252, and where it has nothing, in Latin-1.
_WINDOWS = bytes(range(0x80, 0x100)).decode("cp1252", "replace").replace("�", "")
_LATIN = re.compile(f"[{re.escape(_WINDOWS)}\x80-\x9f\xa0-\xff]{{2,4000}}")
_HAN_RUN = re.compile(f"[{HAN}\u20ac]{{4,4000}}")
_KNOWN = re.compile("锟斤拷?|烫烫烫+|屯屯屯+|ï¿½")


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    text = unit.target.text
    for match in _KNOWN.finditer(text):
        yield Hit(f"“{match[0]}” is text read in the wrong encoding.", target=Span(*match.span()))
    for match in _LATIN.finditer(text):
        meant = _utf8_of(_western_bytes(match[0]))
        if meant and not _KNOWN.search(match[0]):
            yield _hit(match, meant)
    for match in _HAN_RUN.finditer(text):
        meant = _utf8_of(_gbk_bytes(match[0]))
        if meant and all("\u4e00" <= char <= "\u9fff" for char in meant):
            yield _hit(match, meant)


def _hit(match: re.Match[str], meant: str) -> Hit:
    shown = match[0] if len(match[0]) <= 40 else f"{match[0][:38]}…"
    return Hit(f"“{shown}” is “{meant[:40]}” read in the wrong encoding.", target=Span(*match.span()), fix=meant)


def _western_bytes(text: str) -> bytes:
    return b"".join(char.encode("latin-1" if "\x80" <= char <= "\xff" else "cp1252") for char in text)


def _gbk_bytes(text: str) -> bytes:
    try:
        return text.encode("gbk")
    except UnicodeEncodeError:
        return b""


def _utf8_of(raw: bytes) -> str:
    """The text that the bytes are in UTF-8; "" where they are none, or none that people write."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return text if all(map(_plausible, text)) else ""


def _plausible(char: str) -> bool:
    """Han, Chinese and general punctuation, and the accented letters of Western Europe."""
    if char <= "\xff":
        return char >= "\xa0"
    return (
        "\u2010" <= char <= "\u2044"
        or char == "€"
        or unicodedata.category(char) == "Lo"
        or "\u3000" <= char <= "\uffee"
    )


CHECK = Check(
    id="mojibake",
    severity=Severity.MAJOR,
    mqm="linguistic-conventions/character-encoding",
    run=run,
    langs=(),
    needs_both_sides=False,
    min_confidence=0.0,
    examples=(
        Example(en="A café in São Paulo.", zh="圣保罗的“Café”咖啡馆，20 °C–25 °C。"),
        Example(en="China Unicom signed.", zh="中国联通签署了协议。"),
        Example(en="It’s fine.", zh="它â€™没事。", hits=("â€™",)),
        Example(en="Chinese text.", zh="ä¸\xadæ–‡。", hits=("ä¸\xadæ–‡",)),
        Example(en="Zhu Rongji spoke.", zh="朱锟斤拷基讲话。", hits=("锟斤拷",)),
    ),
)
