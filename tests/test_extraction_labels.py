"""The numbers of sections are no part of a term or of its rendering."""

from __future__ import annotations

import pytest

from align.bead import Bead, TranslationUnit, UnitSide
from align.document import BlockKind, Span
from align.extraction import extract
from align.extraction.labels import labels, without_labels
from align.extraction.tokens import english_tokens

PAIRS = (
    ("Chapter 3 Readers", "第三章 读者"),
    ("Chapter 4 Final Provisions", "第四章 附则"),
    ("Part II: Lending of Books", "第二编　图书外借"),
    ("Annex A Reading Room Rules", "附件一：阅览室规则"),
    ("Article 11 Readers shall keep the reading room quiet.", "第十一条 读者应当保持阅览室安静。"),
    ("See “Section 2.1 Library Council” today.", "今天见“第2.1节 图书馆理事会”。"),
    ("The tariffs of Section 232 Investigations hold.", "第232条调查的关税有效。"),
)


def units() -> tuple[TranslationUnit, ...]:
    return tuple(
        TranslationUnit(
            number,
            *(
                UnitSide(lang, text, Span(0, len(text)), BlockKind.PARAGRAPH if "." in en[-1:] else BlockKind.HEADING)
                for lang, text in (("en", en), ("zh", zh))
            ),
            Bead((number,), (number,), 1.0),
        )
        for number, (en, zh) in enumerate(PAIRS)
    )


def test_no_candidate_and_no_rendering_holds_a_label() -> None:
    found = extract(units(), least=0.0)
    terms = {one.term for one in found}
    assert {"Readers", "Books", "Library Council"} <= terms
    assert "Section 232 Investigations" in terms, "a name in running text stays whole"
    for one in found:
        if one.term != "Section 232 Investigations":
            assert not set(one.term.split()) & {"Chapter", "Part", "Annex", "Article", "Section"}, one.term
            assert not any(mark in r.text for r in one.renderings for mark in ("章", "编", "附件", "十一条")), one


@pytest.mark.parametrize(
    ("lang", "text", "label"),
    [
        ("en", "CHAPTER IV FINAL PROVISIONS", "CHAPTER IV"),
        ("en", "Section 3.2.1", "Section 3.2.1"),
        ("en", "It ends. Article 5 Duties", " Article 5"),
        ("zh", "第一百二十条　附则", "第一百二十条"),
        ("zh", "第3章 读者", "第3章"),
        ("zh", "第十二節：圖書", "第十二節"),
    ],
)
def test_a_label(lang: str, text: str, label: str) -> None:
    assert [span.of(text) for span in labels(text, lang)] == [label]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Part of the plan"),
        ("en", "Article 5 commits them"),
        ("en", "Under Section 301 Tariffs rose"),
        ("en", "Title Company"),
        ("en", "Section A-level Exams"),
        ("zh", "第三方"),
        ("zh", "依照第五条规定"),
        ("zh", "图书馆"),
    ],
)
def test_no_label(lang: str, text: str) -> None:
    assert labels(text, lang) == []


def test_tokens_stay_where_they_are() -> None:
    text = "Chapter 3 Readers"
    tokens = english_tokens(text)
    masked = without_labels(text, tokens, "en")
    assert [(t.start, t.end, t.text) for t in masked] == [(t.start, t.end, t.text) for t in tokens]
    assert [t.is_word for t in masked] == [False, False, True]
