"""English left standing in the translation.

Why it matters: a sentence or a phrase was skipped.
Names stay: only words in small letters that the original has too count, not those between capitalised
words (La Générale des Carrières et des Mines), in addresses, or in brackets after their Chinese. A word that stands
in code marks (`sleep`), with () or with :: anywhere in the document is a name in a program, everywhere.
Where a document leaves single words in at least one bead in twenty, these are names too (of functions, commands,
packages), and only phrases are told.
What it does not see: capitalised words that should have been translated; a single word in such a document.
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
_CUSTOM, _CUSTOM_BEADS = 0.05, 12
"""Share and number of beads with single words left from which that is a document's custom."""
_PROGRAM = re.compile(r"`\s?([a-z]\w*+)(?:\(\))?\s?`|(?<!\w)([a-z]\w*+)(?:\(\)|::)|::([a-z]\w*+)")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile(r"[A-Za-z]")


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    text = unit.target.text
    if unit.target.lang != "zh":
        return
    names = context.once(_names_in_programs)
    addresses = [Span(*token.span()) for token in _TOKEN.finditer(text) if _ADDRESS.search(token[0])]
    original = _small_words(unit.source.text)
    if not _HAN.search(text) and sum(word not in names for word in _SMALL.findall(text)) >= 2:
        yield Hit("This sentence is not translated.", target=Span(0, len(text)), severity=Severity.MAJOR)
        return
    for match in _LATIN_RUN.finditer(text):
        span = Span(*match.span())
        if _overlaps(addresses, span) or _bracketed(text, span) or _code(text, span):
            continue
        words = match[0].split()
        left = [word for word in words if _is_left(word, original) and word.strip(",") not in names]
        if left and _all_alone(match[0]) and context.once(_keeps_single_words):
            continue
        if left and not (_capital(words[0]) and _capital(words[-1])) and not _alone_among_names(words, left):
            yield Hit(f"“{match[0]}” is left in the original's language.", target=span)


def _small_words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{3,}", text))


def _names_in_programs(context: Context) -> frozenset[str]:
    """Small-letter words that stand as code somewhere in the document, on either side."""
    texts = (side.text for unit in context.units for side in (unit.source, unit.target))
    return frozenset("".join(found) for text in texts for found in _PROGRAM.findall(text))


def _is_left(word: str, original: set[str]) -> bool:
    return bool(_SMALL.fullmatch(word.strip(","))) and word.strip(",") in original


def _all_alone(run: str) -> bool:
    """Whether words in Latin letters stand one by one, with commas between them."""
    return all(len(part.split()) <= 1 for part in run.split(","))


def _keeps_single_words(context: Context) -> bool:
    """Whether it is the document's custom to leave single words as they are, as texts about programs do."""
    keeping = 0
    for unit in context.units:
        original = _small_words(unit.source.text)
        if _HAN.search(unit.target.text):
            runs = (match[0] for match in _LATIN_RUN.finditer(unit.target.text))
            keeping += any(_all_alone(run) and any(_is_left(word, original) for word in run.split()) for run in runs)
    return keeping >= max(_CUSTOM_BEADS, _CUSTOM * len(context.units))


def _overlaps(spans: list[Span], span: Span) -> bool:
    """Whether one of several spans, which are in order and apart, overlaps a span."""
    index = bisect_left(spans, span.end, key=lambda other: other.start)
    return index > 0 and spans[index - 1].overlaps(span)


def _code(text: str, span: Span) -> bool:
    """A tag, handle, file or variable name: #word, @word, word_2, word.py."""
    return text[max(0, span.start - 1) : span.start] in tuple("#@_/\\<{&$=.0123456789") or text[
        span.end : span.end + 1
    ] in tuple("_/\\=@>}()0123456789")


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
        Example(en="Use py2app.", zh="请用 py2app。"),
        Example(
            en=("Call print here, and print there.",) * 12,
            zh=("在这里用 print，在那里用 print。",) * 12,
            why="words of code",
        ),
        Example(
            en=("Call localtime() first.", "It wraps the C localtime and takes the same flags."),
            zh=("先调用 localtime()。", "它包装了 C localtime，取相同的标志。"),
            why="a name in a program elsewhere",
        ),
        Example(
            en=("Use `next` here.", "We welcome the next steps."),
            zh=("在这里用 `next`。", "我们欢迎 next steps。"),
            hits=("next steps",),
        ),
        Example(en="We welcome the next steps.", zh="我们欢迎 next steps。", hits=("next steps",)),
        Example(en="We will go there.", zh="We will go there.", hits=("We will go there.",)),
    ),
)
