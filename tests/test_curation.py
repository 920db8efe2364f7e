"""Decisions on terms: each does what it says, keeps the rest, and refuses contradictions."""

from __future__ import annotations

import pytest

from align import curation
from align.errors import GlossaryError
from align.glossary import parse_glossary
from align.rejections import Rejection, add_rejection, parse_rejections, remembered
from align.term import TermStatus

CANDIDATES = """\
# Found by the machine.

- id: dicas
  en:
    candidate: [Forum on Defense, DICAS]  # seen once
  zh:
    candidate:
      - 国防论坛
      - 防务论坛

- id: pillar
  en:
    preferred: pillar
  zh:
    preferred: 支柱
    admitted:
      - 柱子
"""
SPACE = "# Space.\n- id: rover\n  en:\n    preferred: rover\n  zh:\n    preferred: 月球车\n"


def terms(text: str, concept_id: str, lang: str) -> dict[str, list[str]]:
    concept = curation.concept_of(text, "g.yaml", concept_id)
    found: dict[str, list[str]] = {}
    for term in concept.in_language(lang):
        found.setdefault("abbreviation" if term.abbreviation else term.status.value, []).append(term.text)
    return found


def test_accepting_makes_a_concept_and_leaves_other_renderings_waiting() -> None:
    text = curation.accept(CANDIDATES, "g.yaml", "dicas")
    assert terms(text, "dicas", "en") == {"preferred": ["Forum on Defense"], "abbreviation": ["DICAS"]}
    assert terms(text, "dicas", "zh") == {"preferred": ["国防论坛"], "candidate": ["防务论坛"]}
    assert curation.accept(text, "g.yaml", "dicas") == text, "a second time changes nothing"
    assert text.endswith(CANDIDATES[CANDIDATES.index("\n- id: pillar") :])


def test_accepting_another_rendering_than_the_first() -> None:
    text = curation.accept(CANDIDATES, "g.yaml", "dicas", {"zh": "防务论坛"})
    assert terms(text, "dicas", "zh") == {"preferred": ["防务论坛"], "candidate": ["国防论坛"]}
    text = curation.accept(CANDIDATES, "g.yaml", "dicas", {"zh": "国防工业论坛"})
    assert terms(text, "dicas", "zh")["preferred"] == ["国防工业论坛"]


def test_preferring_admits_the_former_term() -> None:
    text = curation.prefer(CANDIDATES, "g.yaml", "pillar", "zh", "柱子")
    assert terms(text, "pillar", "zh") == {"preferred": ["柱子"], "admitted": ["支柱"]}
    assert curation.prefer(text, "g.yaml", "pillar", "zh", "支柱") == CANDIDATES


@pytest.mark.parametrize("decide", [curation.admit, curation.deprecate, curation.forbid, curation.drop])
def test_the_preferred_term_is_not_taken_away(decide: object) -> None:
    with pytest.raises(GlossaryError, match="Prefer another first"):
        decide(CANDIDATES, "g.yaml", "pillar", "zh", "支柱")  # type: ignore[operator]


def test_a_new_term_can_be_forbidden_at_once() -> None:
    text = curation.forbid(CANDIDATES, "g.yaml", "pillar", "zh", "栋梁")
    assert terms(text, "pillar", "zh")["forbidden"] == ["栋梁"]
    assert curation.forbid(text, "g.yaml", "pillar", "zh", "栋梁") == text
    text = curation.admit(text, "g.yaml", "pillar", "zh", "栋梁")
    assert terms(text, "pillar", "zh") == {"preferred": ["支柱"], "admitted": ["柱子", "栋梁"]}


def test_the_last_term_of_a_language_cannot_be_forbidden() -> None:
    with pytest.raises(GlossaryError, match="no preferred"):
        curation.forbid(CANDIDATES.replace("      - 防务论坛\n", ""), "g.yaml", "dicas", "zh", "国防论坛")


def test_merging_admits_the_terms_of_the_other() -> None:
    other = curation.concept_of(CANDIDATES, "g.yaml", "dicas")
    text = curation.merge(CANDIDATES, "g.yaml", "pillar", other)
    assert terms(text, "pillar", "en") == {
        "preferred": ["pillar"],
        "admitted": ["Forum on Defense"],
        "abbreviation": ["DICAS"],
    }
    assert terms(text, "pillar", "zh")["admitted"] == ["柱子", "国防论坛", "防务论坛"]


def test_splitting_by_sense_shares_the_name_and_parts_the_renderings() -> None:
    text = curation.split(CANDIDATES, "g.yaml", "pillar", "pillar-of-stone", [("zh", "柱子")], "An upright of stone.")
    assert terms(text, "pillar", "zh") == {"preferred": ["支柱"]}
    assert terms(text, "pillar-of-stone", "zh") == {"preferred": ["柱子"]}
    assert terms(text, "pillar-of-stone", "en") == {"preferred": ["pillar"]}
    with pytest.raises(GlossaryError, match="already"):
        curation.split(text, "g.yaml", "pillar", "pillar-of-stone", [("zh", "支柱")])


def test_splitting_off_the_preferred_term_prefers_another() -> None:
    text = curation.split(CANDIDATES, "g.yaml", "pillar", "x", [("zh", "支柱")])
    assert terms(text, "pillar", "zh") == {"preferred": ["柱子"]}
    assert terms(text, "x", "zh") == {"preferred": ["支柱"]}


def test_a_concept_moves_with_its_comments() -> None:
    left, there = curation.move(CANDIDATES, "candidates.yaml", "dicas", SPACE, "space.yaml")
    assert "# seen once" in there
    assert there.startswith("# Space.\n- id: dicas\n")
    assert there.endswith(SPACE.removeprefix("# Space.\n"))
    assert left == CANDIDATES[: CANDIDATES.index("- id: dicas")] + CANDIDATES[CANDIDATES.index("- id: pillar") :]
    assert [c.id for c in parse_glossary(there, "space.yaml")] == ["dicas", "rover"]


def test_only_candidates_are_rejected() -> None:
    assert "dicas" not in curation.reject(CANDIDATES, "g.yaml", "dicas")
    with pytest.raises(GlossaryError, match="no candidate"):
        curation.reject(CANDIDATES, "g.yaml", "pillar")


def test_the_language_of_a_term_is_known_from_the_concept_or_its_script() -> None:
    concept = curation.concept_of(CANDIDATES, "g.yaml", "dicas")
    assert curation.language_of(concept, "DICAS") == "en"
    assert curation.language_of(concept, "新论坛") == "zh"
    assert curation.language_of(concept, "new forum") == "en"


def test_rejections_are_lines_in_order_and_remember() -> None:
    text = add_rejection("", Rejection("visit", "*", 3, "2024-05-01", "Li", "ordinary\tword"))
    text = add_rejection(text, Rejection("alliance", "联盟", 12))
    assert text.split("\n")[1:] == ["alliance\t联盟\t12\t\t\t", "visit\t*\t3\t2024-05-01\tLi\tordinary word", ""]
    found = parse_rejections(text, "rejected.tsv")
    assert remembered(found, "Visit", "访问") == found[1]
    assert remembered(found, "alliance", "同盟") is None
    assert not found[1].overruled(5)
    assert found[1].overruled(6)
    with pytest.raises(GlossaryError, match=r"rejected.tsv:2: 'x' is no count"):
        parse_rejections("a\t*\t1\nb\t*\tx\n", "rejected.tsv")
    with pytest.raises(GlossaryError, match=r"rejected.tsv:2: 'nonsense' is no rejection\n  Tab-separated"):
        parse_rejections("a\t*\t1\nnonsense\n", "rejected.tsv")


def test_statuses_read_back() -> None:
    text = curation.deprecate(CANDIDATES, "g.yaml", "dicas", "zh", "防务论坛")
    concept = curation.concept_of(text, "g.yaml", "dicas")
    assert [t.status for t in concept.in_language("zh")] == [TermStatus.DEPRECATED, TermStatus.CANDIDATE]
