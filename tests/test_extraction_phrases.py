"""Which stretches of English are phrases, and which candidates are one."""

from __future__ import annotations

import pytest

from align.bead import Bead, TranslationUnit, UnitSide
from align.document import BlockKind, Span
from align.extraction import Candidate, extract
from align.extraction.phrases import phrases
from align.extraction.selection import bare_name
from align.extraction.termhood import is_country
from align.extraction.tokens import english_tokens
from align.extraction.trees import Trees
from align.extraction.words import usage


def side(text: str, kind: BlockKind = BlockKind.PARAGRAPH, lang: str = "en") -> UnitSide:
    return UnitSide(lang, text, Span(0, len(text)), kind)


def found(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> set[str]:
    tokens = english_tokens(text)
    return {
        text[tokens[p.first].start : tokens[p.last - 1].end] for p in phrases(side(text, kind), tokens, usage([tokens]))
    }


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("They need a supply chain that holds.", "supply chain"),
        ("Work on cloud computing and data centers grows.", "cloud computing"),
        ("They plan annual multi-domain exercises.", "multi-domain exercises"),
        ("The talks aim at nuclear disarmament.", "nuclear disarmament"),
        ("It asks Japan's Ministry of Land, Infrastructure, Transport and Tourism today.",
         "Ministry of Land, Infrastructure, Transport and Tourism"),
        ("It asks Japan's Ministry of Land, Infrastructure, Transport and Tourism today.", "Ministry of Land"),
        ("The envoy for Global Women's Issues spoke.", "Global Women's Issues"),
        ("They visit Expo 2025 Osaka soon.", "Expo 2025 Osaka"),
        ("The U.S. Sustainable Aviation Fuel (SAF) Grand Challenge began.",
         "Sustainable Aviation Fuel (SAF) Grand Challenge"),
        ("An office opens in Washington, D.C. soon.", "Washington, D.C."),
        ("Friends with like-minded partners spoke.", "like-minded"),
        ("They signed the Letter of Offer and Acceptance for missiles.", "Letter of Offer and Acceptance"),
    ],
)  # fmt: skip
def test_a_phrase(text: str, phrase: str) -> None:
    assert phrase in found(text)


@pytest.mark.parametrize(
    ("text", "no_phrase"),
    [
        ("Companies strengthening the links win.", "Companies strengthening"),
        ("Recognizing Japan they spoke.", "Recognizing Japan"),
        ("They rapidly supply weapons.", "rapidly"),
        ("Meanwhile the talks went on.", "Meanwhile"),
    ],
)
def test_no_phrase(text: str, no_phrase: str) -> None:
    assert no_phrase not in found(text)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("United States and Japan", True),
        ("U.S.-Japan", True),
        ("Japanese", True),
        ("Japanese companies", False),
        ("Alliance", False),
    ],
)
def test_countries_are_no_candidates(term: str, expected: bool) -> None:
    assert is_country(term) is expected


@pytest.mark.parametrize(
    ("term", "bare"),
    [
        ("U.S. Department of Defense", "Department of Defense"),
        ("Japan's Ministry of Defense", "Ministry of Defense"),
        ("Prime Minister Kishida Fumio", "Kishida Fumio"),
        ("Japanese companies", "Japanese companies"),
        ("Japan", "Japan"),
    ],
)
def test_a_name_without_country_and_title(term: str, bare: str) -> None:
    assert bare_name(term) == bare


def candidates(*pairs: tuple[str, str]) -> tuple[Candidate, ...]:
    units = [
        TranslationUnit(n + 1, side(en), side(zh, lang="zh"), Bead((n,), (n,), 1.0)) for n, (en, zh) in enumerate(pairs)
    ]
    return extract(units, least=0.0)


def test_phrases_that_never_stand_apart_are_one_candidate() -> None:
    pair = ("The Blue Dot Network Secretariat opens.", "蓝点网络秘书处开放。")
    one = [c for c in candidates(pair) if "Blue Dot Network" in (c.term, *c.cuts)]
    assert len(one) == 1
    assert "Blue Dot Network Secretariat" in (one[0].term, *one[0].cuts)
    apart = candidates(pair, ("The Blue Dot Network grows.", "蓝点网络在发展。"))
    assert sum("Blue Dot Network" in (c.term, *c.variants) for c in apart) == 1
    assert all("Blue Dot Network" not in c.cuts for c in apart), "it stands alone too"


def test_a_name_with_and_without_its_country_is_one_candidate_and_keeps_its_acronym() -> None:
    found = candidates(
        ("The U.S. Department of Energy (DOE) opens.", "美国能源部（DOE）开放。"),
        ("The Department of Energy grows.", "能源部在发展。"),
    )
    one = [c for c in found if "Department of Energy" in (c.term, *c.variants)]
    assert len(one) == 1
    assert one[0].acronym == "DOE"


def test_trees_answer_for_many_rows_at_once() -> None:
    trees = Trees(
        ("a", "b"), 0.0, (((0, 1, 1, 0, 0, 0, 0), (0.5,) + (0.5,) * 2 + (1e9,) * 4, (0, 0, 1, 0, 2, 0, 3, 0)),)
    )
    assert [round(c, 3) for c in trees.chances([{}, {"b": 1.0}, {"a": 1.0}, {"a": 1.0, "b": 1.0}])] == [
        0.5,
        0.731,
        0.881,
        0.953,
    ]
    assert trees.chances([]) == []
    assert Trees.of(trees.to_json()) == trees
