"""The sentences of one block, by the rules of its language."""

from __future__ import annotations

from align.document import Span


def is_han(lang: str) -> bool:
    """Whether a language is written in Han characters, with sentences that end in 。"""
    return lang.split("-")[0].lower() in ("zh", "yue", "wuu", "lzh", "cmn", "ja")


def split_sentences(text: str, lang: str) -> tuple[Span, ...]:
    """The sentences of one block of text, without white space at their ends."""
    starts = [0, *_later_starts(text, lang)]
    spans = (_trimmed(text, start, end) for start, end in zip(starts, (*starts[1:], len(text)), strict=True))
    return tuple(span for span in spans if span is not None)


def _later_starts(text: str, lang: str) -> list[int]:
    if is_han(lang):
        from align.segmenter import zh

        return zh.sentence_ends(text)
    from align.segmenter import latin

    return latin.sentence_starts(text, lang)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
