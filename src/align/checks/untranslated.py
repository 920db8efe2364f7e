"""English left standing in the translation.

Why it matters: a sentence or a phrase was skipped.
Names stay: only words in small letters that the original has too count, not those between capitalised
words (La Générale des Carrières et des Mines), in addresses, or in brackets after their Chinese.
What it does not see: capitalised words that should have been translated.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.plugin import Check, Context, Example

_LATIN_RUN = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ’'-]*(?:[ ,]+[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ’'-]*)*")
_TOKEN = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|@|www\.|\.(?:com|org|net|gov|edu|cn|jp)", re.I)
_NEAR = 60
"""White space beyond this is not looked over for what stands beside a phrase."""
_SMALL = re.compile(r"(?<![A-Za-z])[a-z]{3,}(?![A-Za-z])")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile(r"[A-Za-z]")


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    text = unit.target.text
    if unit.target.lang != "zh":
        return
    addresses = [Span(*token.span()) for token in _TOKEN.finditer(text) if _ADDRESS.search(token[0])]
    original = set(re.findall(r"[a-z]{3,}", unit.source.text))
    if not _HAN.search(text) and len(_SMALL.findall(text)) >= 2:
        yield Hit("This sentence is not translated.", target=Span(0, len(text)), severity=Severity.MAJOR)
        return
    for match in _LATIN_RUN.finditer(text):
        span = Span(*match.span())
        if _overlaps(addresses, span) or _bracketed(text, span) or _code(text, span):
            continue
        words = match[0].split()
        left = [word for word in words if _SMALL.fullmatch(word.strip(",")) and word.strip(",") in original]
        if left and not (_capital(words[0]) and _capital(words[-1])) and not _alone_among_names(words, left):
            yield Hit(f"“{match[0]}” is left in the original's language.", target=span)


def _overlaps(spans: list[Span], span: Span) -> bool:
    """Whether one of several spans, which are in order and apart, overlaps a span."""
    index = bisect_left(spans, span.end, key=lambda other: other.start)
    return index > 0 and spans[index - 1].overlaps(span)


def _code(text: str, span: Span) -> bool:
    """A tag, handle, file or variable name: #word, @word, word_2, word.py."""
    return text[max(0, span.start - 1) : span.start] in tuple("#@_/\\<{&$=.") or text[span.end : span.end + 1] in tuple(
        "_/\\=@>}()0123456789"
    )


def _capital(word: str) -> bool:
    return word[0].isupper()


def _alone_among_names(words: list[str], left: list[str]) -> bool:
    """A brand written small beside capitalised names."""
    return len(left) == 1 and len(words) > 2 and sum(map(_capital, words)) >= len(words) - 1


def _bracketed(text: str, span: Span) -> bool:
    """Quoted in the original language after its Chinese: 机器学习(machine learning)."""
    before, after = text[max(0, span.start - _NEAR) : span.start].rstrip(), text[span.end : span.end + _NEAR].lstrip()
    return before[-1:] in "(（“\"'《" and bool(before[:-1]) and after[:1] in ")）”\"'》;；,，"


CHECK = Check(
    id="untranslated",
    severity=Severity.MINOR,
    mqm="accuracy/untranslated",
    run=run,
    examples=(
        Example(en="Amtrak leads.", zh="Amtrak 领导。"),
        Example(en="Write to us at info@example.com.", zh="请写信给 info@example.com。"),
        Example(
            en="La Générale des Carrières et des Mines signed.",
            zh="La Générale des Carrières et des Mines 签署了协议。",
        ),
        Example(en="It uses machine learning.", zh="它使用机器学习(machine learning)。"),
        Example(en="Use #winning and my_name.", zh="使用 #winning 和 my_name。"),
        Example(en="We welcome the next steps.", zh="我们欢迎 next steps。", hits=("next steps",)),
        Example(en="We will go there.", zh="We will go there.", hits=("We will go there.",)),
    ),
)
