"""What may stand for a term of the glossary without being the term as the matcher knows it."""

from __future__ import annotations

import pytest

from align.accounted import accounted, written_forms
from align.term import Concept, Term, TermStatus


def concept(text: str, lang: str) -> Concept:
    return Concept("c", (Term(text, lang, TermStatus.PREFERRED),))


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Chief Executive of the HKMA", "HKMA Chief Executive Norman Chan joined."),
        ("Exchange Fund", "Assets of the exchange fund grew."),
        ("stored value facility (SVF)", "They issued an SVF."),
        ("Fintech Facilitation Office", "The FinTech facilitation office opened."),
        ("HIBOR", "The HiBoR rose."),
    ],
)
def test_an_english_name_in_another_form(term: str, text: str) -> None:
    assert accounted(concept(term, "en"), "en", text)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Exchange Fund", "The fund grew. Exchange rates fell."),
        ("exchange rate risk", "The risk is small; exchange rates fell."),
        ("IT", "He said it was good."),
        ("WHO", "Who came?"),
        ("Polish", "They polish it."),
        ("...", "Well..."),
    ],
)
def test_other_words_are_not_the_name(term: str, text: str) -> None:
    assert not accounted(concept(term, "en"), "en", text)


@pytest.mark.parametrize("text", ["加入強積金計劃。", "强制性公积金计划", "強制性公積金(強積金)"])
def test_either_form_of_a_chinese_entry_with_brackets(text: str) -> None:
    assert accounted(concept("強制性公積金（強積金）", "zh"), "zh", text)
    assert not accounted(concept("強制性公積金（強積金）", "zh"), "zh", "加入公積計劃。")


def test_a_forbidden_or_foreign_term_accounts_for_nothing() -> None:
    forbidden = Concept("c", (Term("公积金", "zh", TermStatus.FORBIDDEN),))
    assert not accounted(forbidden, "zh", "公积金")
    assert not accounted(concept("fund", "en"), "zh", "fund")


def test_the_forms_that_an_entry_gives() -> None:
    assert written_forms("香港股票／香港股市") == ("香港股票／香港股市", "香港股票", "香港股市")
    assert written_forms("強積金") == ("強積金",)
    assert written_forms("stored value facility (SVF) licences") == (
        "stored value facility (SVF) licences",
        "stored value facility licences",
    )
    assert written_forms("2014/2015") == ("2014/2015",)
