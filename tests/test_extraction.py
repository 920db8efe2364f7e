"""Candidate terms from aligned units: what is found, where it is rendered, and that nothing is cut or invented."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.bead import Bead, TranslationUnit, UnitSide
from align.document import BlockKind, Span
from align.errors import AlignError
from align.extraction import Candidate, extract
from align.extraction.tokens import chinese_tokens, english_tokens

PAIRS = (
    (
        "We will convene a Forum on Defense Industrial Cooperation (FDIC) to strengthen the Alliance.",
        "我们将召开国防工业合作论坛(FDIC)，以加强同盟。",
    ),
    ("The FDIC will discuss deterrence and missile defense.", "FDIC将讨论威慑和导弹防御。"),
    ("Missile defense strengthens deterrence.", "导弹防御加强威慑。"),
    ("The National Science Foundation supports missile defense.", "美国国家科学基金会支持导弹防御。"),
    ("The two sides launched the “Blue Dot Network” in Kyoto.", "双方在京都启动了《蓝点网络》。"),
    ("Toyota will build semiconductors.", "丰田将制造半导体。"),
    ("Semiconductors and clean energy matter to Toyota.", "半导体和清洁能源对丰田很重要。"),
)


def units(pairs: Sequence[tuple[str, str]], source: str = "en", target: str = "zh") -> tuple[TranslationUnit, ...]:
    return tuple(
        TranslationUnit(
            number,
            UnitSide(source, en, Span(0, len(en)), BlockKind.PARAGRAPH),
            UnitSide(target, zh, Span(0, len(zh)), BlockKind.PARAGRAPH),
            Bead((number - 1,), (number - 1,), 1.0),
        )
        for number, (en, zh) in enumerate(pairs, start=1)
    )


def found() -> dict[str, Candidate]:
    return {candidate.term: candidate for candidate in extract(units(PAIRS), least=0.0)}


def test_a_defined_acronym_is_one_candidate_with_its_long_form() -> None:
    candidate = next(c for c in found().values() if c.acronym == "FDIC")
    assert candidate.kind == "defined"
    assert candidate.term.endswith("Forum on Defense Industrial Cooperation")
    assert candidate.rendering is not None
    assert candidate.rendering.text == "国防工业合作论坛"
    assert "FDIC" not in found()


@pytest.mark.parametrize(
    ("term", "rendering", "count"),
    [
        ("missile defense", "导弹防御", 3),
        ("deterrence", "威慑", 2),
        ("Toyota", "丰田", 2),
        ("National Science Foundation", "国家科学基金会", 1),
    ],
)
def test_terms_have_their_renderings_and_counts(term: str, rendering: str, count: int) -> None:
    candidate = found()[term]
    assert candidate.count == count
    assert candidate.rendering is not None
    assert candidate.rendering.text.endswith(rendering)


def test_function_words_and_verbs_are_no_candidates() -> None:
    terms = {term.lower() for term in found()}
    assert not terms & {"the", "we", "will", "strengthen", "strengthens", "to", "discuss", "two sides launched"}


def test_the_order_of_languages_does_not_matter() -> None:
    turned = [(zh, en) for en, zh in PAIRS]
    there = extract(units(turned, "zh", "en"), least=0.0)
    assert {c.term for c in there} == set(found())


def test_traditional_text_is_given_back_as_written() -> None:
    pairs = [("Missile defense works.", "飛彈防禦有效。"), ("Missile defense grows.", "飛彈防禦成長。")]
    texts = {r.text for c in extract(units(pairs), least=0.0) for r in c.renderings}
    assert texts
    assert all(any(text in zh for _, zh in pairs) for text in texts)


def test_other_languages_are_refused() -> None:
    with pytest.raises(AlignError, match="fr"):
        extract(units([("Bonjour.", "你好。")], source="fr"))


def test_nothing_comes_from_nothing() -> None:
    assert extract(()) == ()
    assert extract(units([("", "你好。"), ("Hello.", "")])) is not None


TEXT = st.text(alphabet="ab AB.-/'’“(){}NASA的美国合作（）《》，。𠀀１Ａ&2 \n", max_size=40)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=4))
def test_every_place_is_a_slice_of_whole_words(pairs: list[tuple[str, str]]) -> None:
    given_units = units(pairs)
    for candidate in extract(given_units, least=0.0):
        assert 0 <= candidate.score <= 1
        assert candidate.count >= 1
        forms = {candidate.term, *candidate.variants}
        for place in candidate.places:
            text = given_units[place.unit].source.text
            written = place.source.of(text)
            assert written in forms or any(written.removesuffix("s") == form for form in forms)
        counted = 0
        for rendering in candidate.renderings:
            counted += rendering.count
            for place in rendering.places:
                assert place.target is not None
                zh = given_units[place.unit].target.text
                cuts = {t.start for t in chinese_tokens([zh])[0]} | {t.end for t in chinese_tokens([zh])[0]}
                assert {place.target.start, place.target.end} <= cuts
        assert counted <= candidate.count


@given(TEXT)
def test_tokens_cover_every_letter_in_order(text: str) -> None:
    for tokens in (english_tokens(text), chinese_tokens([text])[0]):
        place = 0
        for token in tokens:
            assert place <= token.start < token.end
            assert token.text == text[token.start : token.end]
            place = token.end


def test_extraction_is_the_same_every_time() -> None:
    assert extract(units(PAIRS)) == extract(units(PAIRS))
