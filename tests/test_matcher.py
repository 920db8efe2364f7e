"""Where terms are found, and where they are not. Texts in which nothing may be found come first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.document import Span
from align.glossary import parse_glossary
from align.matcher import TermMatch, TermMatcher
from align.matcher.folding import fold
from align.term import Concept, Term, Termbase, TermStatus


def base(*terms: str, lang: str = "en", part_of_speech: str = "") -> Termbase:
    """One concept a term, its id the term."""
    return Termbase(
        tuple(Concept(term, (Term(term, lang, TermStatus.PREFERRED),), part_of_speech=part_of_speech) for term in terms)
    )


def found(text: str, *terms: str, lang: str = "en", part_of_speech: str = "") -> list[str]:
    """The texts found, longest and leftmost only."""
    matcher = TermMatcher(base(*terms, lang=lang, part_of_speech=part_of_speech), lang)
    return [match.span.of(text) for match in matcher.find(text)]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("AI", "NAIST, air, Ai, ai, AIR"),
        ("US", "Tell us, USA, RUS"),
        ("US", "LET US ACT TOGETHER"),
        ("aid", "The AID office opened."),
        ("Quad", "a quad bike"),
        ("Global Entry", "the global entry of a virus"),
        ("NDC", "ndc, NDCC, ANDC"),
        ("IoT", "iot, IOT"),
        ("security", "securities and futures"),
        ("custom", "customs duties"),
        ("economic", "home economics"),
        ("therapist", "the rapist"),
        ("bank account", "at the bank. Account books"),
        ("bank account", "at the bank, account books"),
        ("bank account", "at the bank – account books"),
        ("bank account", "the bank\n\nAccount books"),
        ("Johns Hopkins", "John Hopkins"),
        ("Section 12", "Section 1 2"),
        ("F-35", "the F-35A and the F-350"),
        ("5G", "15G"),
        ("deter", "the deterrent"),
    ],
)
def test_nothing_is_found_in_english(term: str, text: str) -> None:
    assert found(text, term) == []


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("AI", "我们在NAIST工作"),
        ("AI", "AIR公司"),
        ("3月", "13月"),
        ("第2支柱", "第12支柱"),
        ("日美", "“日”“美”两国"),
        ("日美", "日、美"),
        ("日美", "日。美"),
        ("日美", "日\n\n美"),
        ("标物", "标的物"),
        ("标的物", "标物"),
        ("的士", "战士"),
        ("核武器和弹药", "核武器与弹药"),
    ],
)
def test_nothing_is_found_in_chinese(term: str, text: str) -> None:
    assert found(text, term, lang="zh") == []


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("semiconductor", "Semiconductors and semiconductor's", ["Semiconductors", "semiconductor"]),
        ("semiconductors", "one semiconductor", ["semiconductor"]),
        ("policy", "POLICIES of trade", ["POLICIES"]),
        ("memorandum of cooperation", "Memoranda of Co-operation", ["Memoranda of Co-operation"]),
        ("memorandum of cooperation", "MEMORANDUMS OF COOPERATION", ["MEMORANDUMS OF COOPERATION"]),
        (
            "supply chain",
            "supply-chain, supply\nchains, SUPPLY CHAINS",
            ["supply-chain", "supply\nchains", "SUPPLY CHAINS"],
        ),
        ("cyber security", "cybersecurity, Cyber-Security", ["cybersecurity", "Cyber-Security"]),
        ("cybersecurity", "cyber security", ["cyber security"]),
        ("semiconductor", "semi-\nconductor", ["semi-\nconductor"]),
        ("modernise defence", "modernize defense", ["modernize defense"]),
        ("defense center", "defence centres", ["defence centres"]),
        ("labor modeling program", "labour modelling programmes", ["labour modelling programmes"]),
        ("analysis", "three analyses", ["analyses"]),
        ("workers' rights", "workers’ rights, workers rights", ["workers’ rights", "workers rights"]),
        ("Xi'an", "in Xi’an", ["Xi’an"]),
        ("Café Noir", "Cafe Noir, Cafe\u0301 Noir", ["Cafe Noir", "Cafe\u0301 Noir"]),
        ("NDC", "NDCs, NDC’s and an NDC", ["NDCs", "NDC", "NDC"]),
        ("NDCs", "an NDC", ["NDC"]),
        ("NDC", "THE NDCS OF THE PARTIES", ["NDCS"]),
        ("A/SMR", "A/SMRs", ["A/SMRs"]),
        ("US", "the U.S. Navy, U.S.-Japan, US", ["U.S.", "U.S.", "US"]),
        ("U.S.", "the US", ["US"]),
        ("D.C.", "Washington, D.C.", ["D.C."]),
        ("AI", "Japan's AI, ＡＩ", ["AI", "ＡＩ"]),
        ("R&D", "R & D, R&D", ["R & D", "R&D"]),
        ("F-35", "the F35 and F‑35s", ["F35"]),
        ("COVID-19", "COVID 19", ["COVID 19"]),
        ("Quad", "the Quad, QUAD LEADERS", ["Quad", "QUAD"]),
        ("Global Entry", "GLOBAL ENTRY FOR ALL", ["GLOBAL ENTRY"]),
        ("aid", "AID FOR TRADE", ["AID"]),
        ("Apple Inc.", "Apple Inc, Apple Inc.", ["Apple Inc", "Apple Inc."]),
        ('"too big to fail" problem', "the “too big to fail” problem", ["“too big to fail” problem"]),
        ("Securities (Amendment) Bill", "Securities (Amendment) Bills", ["Securities (Amendment) Bills"]),
        ("DICAS", "国防工业合作论坛(DICAS)将", ["DICAS"]),
    ],
)
def test_variants_of_english(term: str, text: str, expected: list[str]) -> None:
    assert found(text, term) == expected


@pytest.mark.parametrize(
    ("verb", "text", "expected"),
    [
        ("deter", "deterring, deterred, deters", ["deterring", "deterred", "deters"]),
        ("to modernize", "modernised; Modernizing", ["modernised", "Modernizing"]),
        ("carry out", "carries out, carried out", ["carries out", "carried out"]),
        ("undertake", "undertook", ["undertook"]),
    ],
)
def test_forms_of_verbs(verb: str, text: str, expected: list[str]) -> None:
    assert found(text, verb, part_of_speech="verb") == expected


def test_a_noun_has_no_verb_forms() -> None:
    assert found("partnering, partnered", "partner", part_of_speech="noun") == []


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("防卫省", "日本防衛省说", ["防衛省"]),
        ("衛星", "卫星", ["卫星"]),
        ("里程碑", "裏程碑、裡程碑", ["裏程碑", "裡程碑"]),
        ("第2支柱", "第 2 支柱，第２支柱", ["第 2 支柱", "第２支柱"]),
        ("AI安全", "ＡＩ 安全", ["ＡＩ 安全"]),
        ("decided", "我们decided了", ["decided"]),
        ("AI", "用AI了", ["AI"]),
        ("国家自主贡献(NDC)", "国家自主贡献（NDC）", ["国家自主贡献（NDC）"]),
        ("约翰·肯尼迪", "约翰•肯尼迪、约翰肯尼迪", ["约翰•肯尼迪", "约翰肯尼迪"]),
        ("印太战略", "“印太”战略、「印太」戰略", ["印太”战略", "印太」戰略"]),
        ("《绿色转型》", "绿色转型、《绿色转型》", ["绿色转型", "《绿色转型》"]),
        ("地缘政治风险", "地缘政治的风险", ["地缘政治的风险"]),
        ("的黎波里", "在的黎波里", ["的黎波里"]),
        ("标的", "标的物", ["标的"]),
        ("中国东盟", "中国—东盟、中国-东盟", ["中国—东盟", "中国-东盟"]),
        ("国家安全", "国家\n安全", ["国家\n安全"]),
        ("𠀀字", "一𠀀字", ["𠀀字"]),
        ("JAXA", "宇宙航空研究开发机构（JAXA）", ["JAXA"]),
    ],
)
def test_variants_of_chinese(term: str, text: str, expected: list[str]) -> None:
    assert found(text, term, lang="zh") == expected


def test_the_longest_of_nested_terms_wins_and_all_can_be_had() -> None:
    matcher = TermMatcher(base("备忘录", "谅解备忘录", "谅解", lang="zh"), "zh")
    assert [match.term.text for match in matcher.find("签署谅解备忘录")] == ["谅解备忘录"]
    assert [match.term.text for match in matcher.find_all("签署谅解备忘录")] == ["谅解备忘录", "谅解", "备忘录"]


def test_of_overlapping_terms_the_left_one_wins() -> None:
    matcher = TermMatcher(base("国防部长", "部长会议", lang="zh"), "zh")
    assert [match.term.text for match in matcher.find("国防部长会议")] == ["国防部长"]
    assert [match.term.text for match in matcher.find_all("国防部长会议")] == ["国防部长", "部长会议"]


def test_concepts_that_share_a_form_are_all_given() -> None:
    glossary = """
- id: memorandum-of-cooperation
  en: {preferred: memorandum of cooperation, abbreviation: MOC}
- id: ministry-of-commerce
  en: {preferred: Ministry of Commerce, abbreviation: MOC}
"""
    matches = TermMatcher(Termbase(parse_glossary(glossary, "g.yaml")), "en").find("the MOC signed")
    assert {match.concept.id for match in matches} == {"memorandum-of-cooperation", "ministry-of-commerce"}
    assert {match.span for match in matches} == {Span(4, 7)}


def test_of_one_concepts_terms_the_one_written_so_is_given() -> None:
    glossary = """
- id: email
  en: {preferred: email, admitted: [E-mail], forbidden: [e mail]}
"""
    matcher = TermMatcher(Termbase(parse_glossary(glossary, "g.yaml")), "en")
    for text, term in (("email", "email"), ("Email", "email"), ("E-mail", "E-mail"), ("e mail", "e mail")):
        (match,) = matcher.find_all(text)
        assert match.term.text == term


def test_quotes_around_a_term_tell_terms_of_one_concept_apart() -> None:
    glossary = """
- id: quad
  zh: {preferred: 四方安全对话, admitted: [“四方”], deprecated: [四方]}
"""
    matcher = TermMatcher(Termbase(parse_glossary(glossary, "g.yaml")), "zh")
    assert [(m.term.text, m.span) for m in matcher.find("四方会谈，“四方”会谈")] == [
        ("四方", Span(0, 2)),
        ("“四方”", Span(5, 9)),
    ]


def test_terms_of_every_status_and_only_of_the_language_are_found() -> None:
    glossary = """
- id: gist
  en: {preferred: GIST program}
  zh: {preferred: 全球科技创新, forbidden: [胃肠道间质瘤], candidate: [GIST计划]}
"""
    matcher = TermMatcher(Termbase(parse_glossary(glossary, "g.yaml")), "zh")
    found = matcher.find("胃肠道间质瘤、GIST计划、GIST program")
    assert [(m.term.text, m.term.status) for m in found] == [
        ("胃肠道间质瘤", TermStatus.FORBIDDEN),
        ("GIST计划", TermStatus.CANDIDATE),
    ]


def test_another_language_is_matched_without_inflection() -> None:
    matcher = TermMatcher(base("Lieferkette", lang="de"), "de")
    assert [m.span for m in matcher.find("LIEFERKETTE, Lieferkettes")] == [Span(0, 11)]


HAN = "国家安全防卫省谅解备忘录的衛星"
ANY_TEXT = st.text(st.sampled_from(HAN + "AIai 's-/、。“”\n12.・Ａ"), max_size=40)
TERMS = st.lists(
    st.text(st.sampled_from("国家安全防卫AIai12-"), min_size=1, max_size=5), min_size=1, max_size=8, unique=True
)


@given(TERMS, ANY_TEXT, st.sampled_from(["zh", "en", "de"]))
def test_matches_are_in_order_within_the_text_and_longest_first(terms: list[str], text: str, lang: str) -> None:
    matcher = TermMatcher(base(*terms, lang=lang), lang)
    everything = matcher.find_all(text)
    assert list(everything) == sorted(everything, key=lambda m: (m.span.start, -m.span.end))
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in everything)
    assert matcher.find(text) == leftmost_longest(everything)


def leftmost_longest(matches: tuple[TermMatch, ...]) -> tuple[TermMatch, ...]:
    kept: list[TermMatch] = []
    for match in matches:
        if not kept or match.span == kept[-1].span or match.span.start >= kept[-1].span.end:
            kept.append(match)
    return tuple(kept)


@given(st.text(st.sampled_from(HAN), min_size=1, max_size=6), ANY_TEXT, ANY_TEXT)
def test_a_chinese_term_is_found_wherever_it_is_written(term: str, before: str, after: str) -> None:
    text = f"{before}，{term}。{after}"
    spans = [match.span for match in TermMatcher(base(term, lang="zh"), "zh").find_all(text)]
    assert term.strip("的") == "" or Span(len(before) + 1, len(before) + 1 + len(term)) in spans


@given(st.text(max_size=80), st.sampled_from(["zh", "en", "fr"]))
def test_folding_keeps_places_and_leaves_no_letter_out(text: str, lang: str) -> None:
    folded = fold(text, lang)
    assert len(folded.text) == len(text)
    assert all(a <= b for a, b in zip(folded.starts, folded.ends, strict=True))
    assert all(b <= c for b, c in zip(folded.ends, folded.starts[1:], strict=False))
    covered = {i for start, end in zip(folded.starts, folded.ends, strict=True) for i in range(start, end)}
    missing = {char for i, char in enumerate(folded.text) if i not in covered and char.isalpha()}
    assert missing <= set("的sS") or missing <= set("ʼ")
