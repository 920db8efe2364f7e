"""Where a concept is looked for: not inside other texts, only in some documents or sections, by short forms too."""

from __future__ import annotations

import pytest

from align.bead import Alignment, Bead
from align.checker import run_checks
from align.checks.term_missing import CHECK
from align.concordance import places
from align.corpusevidence import Corpus, known_evidence, proposals
from align.curation import split
from align.document import Span
from align.errors import GlossaryError
from align.extraction import Candidate, Place
from align.glossary import parse_glossary
from align.glossary_lines import format_concept
from align.matcher import TermMatcher
from align.segmenter import segment
from align.term import Termbase
from align.web.cards import concept_places
from align.web.recheck import Rechecker, together

PILLAR = """
- id: pillar
  en: {preferred: pillar}
  zh: {preferred: 支柱}
  not_within: [Pillar Rock, 支柱产业]
"""


def termbase(text: str) -> Termbase:
    return Termbase(parse_glossary(text, "glossary/t.yaml"))


def spans(text: str, lang: str, glossary: str = PILLAR) -> list[str]:
    matcher = TermMatcher(termbase(glossary), lang)
    assert [m.span for m in matcher.find(text)] == [m.span for m in matcher.find_all(text)]
    return [match.span.of(text) for match in matcher.find(text)]


def test_a_term_inside_what_it_is_not_within_is_not_found() -> None:
    assert spans("The pillar near Pillar Rock and the pillars.", "en") == ["pillar", "pillars"]
    assert spans("支柱产业的第一支柱。", "zh") == ["支柱"]
    assert spans("Pillar Rock", "en") == []


@pytest.mark.parametrize("line", ["not_within: Pillar Rock", "not_within: []", "notwithin: [x]", "sections: ['']"])
def test_a_wrong_bound_is_refused(line: str) -> None:
    with pytest.raises(GlossaryError, match=r"t\.yaml"):
        termbase(f"- id: pillar\n  en: {{preferred: pillar}}\n  {line}\n")


def test_bounds_are_written_as_they_are_read() -> None:
    text = PILLAR + "  paths: ['corpus/en/a*']\n  sections: [Defense*]\n"
    (concept,) = parse_glossary(text, "glossary/t.yaml")
    (again,) = parse_glossary("\n".join(format_concept(concept)) + "\n", "glossary/t.yaml")
    assert (again.not_within, again.paths, again.sections) == (
        ("Pillar Rock", "支柱产业"),
        ("corpus/en/a*",),
        ("Defense*",),
    )


def missing(pairs: list[tuple[str, str]], glossary: str, path: str = "corpus/en/a.txt") -> list[str]:
    """What term-missing says of paragraphs that are paired one by one."""
    return [finding.message for finding in run_checks(aligned(pairs, path), "a", [CHECK], termbase(glossary))]


def aligned(pairs: list[tuple[str, str]], path: str = "corpus/en/a.txt") -> Alignment:
    sides = []
    for lang, texts in (("en", [en for en, _ in pairs]), ("zh", [zh for _, zh in pairs])):
        name = path if lang == "en" else path.replace("/en/", "/zh/")
        sides.append(segment(name, "\n\n".join(texts) + "\n", lang))
    assert len(sides[0].segments) == len(sides[1].segments) == len(pairs)
    beads = tuple(Bead((i,), (i,), 1.0) for i in range(len(pairs)))
    return Alignment(*sides, beads)


BOUNDED = [
    ("Talks", "会谈"),
    ("The pillar stands.", "柱子立着。"),
    ("Defense", "防务"),
    ("A pillar of stone stands.", "石头柱子立着。"),
]


@pytest.mark.parametrize(
    ("bound", "path", "rows"),
    [
        ("", "corpus/en/a.txt", [2, 4]),
        ("  paths: ['corpus/en/defense-*']\n", "corpus/en/a.txt", []),
        ("  paths: ['corpus/en/defense-*']\n", "corpus/en/defense-1.txt", [2, 4]),
        ("  paths: ['corpus/zh/a*']\n", "corpus/en/a.txt", [2, 4]),
        ("  sections: ['防务']\n", "corpus/en/a.txt", [4]),
        ("  sections: [talks]\n  paths: ['corpus/en/a*']\n", "corpus/en/a.txt", [2]),
        ("  sections: [talks]\n  paths: ['corpus/en/b*']\n", "corpus/en/a.txt", []),
    ],
)
def test_all_look_for_a_concept_at_the_same_places(bound: str, path: str, rows: list[int]) -> None:
    """The checks, the review page, its cards, the evidence and the concordance."""
    alignment, known = aligned(BOUNDED, path), termbase(PILLAR + bound)
    (concept,) = known.concepts
    assert [f.bead for f in run_checks(alignment, "a", [CHECK], known)] == rows
    review = Rechecker("a", [CHECK], {}, known)
    near = review.near(alignment, 0, len(BOUNDED))
    whole = review.whole(alignment)
    both = [together(n, w, review.wide) for n, w in zip(near, whole, strict=True)]
    assert [row for row, found in enumerate(both, start=1) if found] == rows
    assert [place["row"] + 1 for place in concept_places(alignment, concept)] == rows
    assert [place.unit.number for place in places(concept, {"a": alignment})] == rows
    evidence = known_evidence(known, Corpus.of({"a": alignment}), ("en", "zh"))
    assert [(one.count, one.missing) for one in evidence] == ([(len(rows), len(rows))] if rows else [])


def test_a_longer_term_of_other_documents_hides_no_shorter_one() -> None:
    """And what a concept elsewhere accounts for may be proposed here."""
    text = PILLAR + "- id: stone\n  en: {preferred: pillar of stone}\n  zh: {preferred: 石柱}\n  paths: [x]\n"
    pairs = [("A pillar of stone stands.", "石头柱子立着。")]
    assert missing(pairs, text) == missing(pairs, PILLAR) != []
    corpus = Corpus.of({"a": aligned(pairs)})
    assert [one.id for one in known_evidence(termbase(text), corpus, ("en", "zh"))] == ["pillar"]
    found = Candidate("stone", "phrase", 0.9, (), (Place(0, Span(12, 17), None),))
    assert [p.term for p in proposals([found], corpus, termbase(text))] == ["stone"]
    everywhere = termbase(text.replace("  paths: [x]\n", ""))
    assert proposals([found], corpus, everywhere) == []


SCOPED = """
- id: pillar
  en: {preferred: pillar}
  zh: {preferred: 支柱}
  %s
"""


def test_a_concept_of_other_documents_is_not_asked_for() -> None:
    pairs = [("A pillar stood.", "一根柱子立着。")]
    assert missing(pairs, SCOPED % "paths: ['corpus/en/b*']") == []
    assert len(missing(pairs, SCOPED % "paths: ['corpus/en/b*', 'corpus/zh/a*']")) == 1


def test_a_concept_of_other_sections_is_not_asked_for() -> None:
    pairs = [
        ("TEMPLES", "寺庙："),
        ("A pillar stood.", "一根柱子立着。"),
        ("AUKUS", "奥库斯："),
        ("A pillar grew.", "它在增长。"),
    ]
    assert len(missing(pairs, SCOPED % "note: none")) == 2
    assert len(missing(pairs, SCOPED % "sections: [aukus*]")) == 1
    assert len(missing(pairs, SCOPED % "sections: [寺庙]")) == 1
    assert missing(pairs, SCOPED % "sections: [Food]") == []


ALLIANCE = """
- id: alliance
  en: {preferred: U.S.-Japan Alliance}
  zh: {preferred: 美日同盟}
"""


def test_a_short_form_that_the_translation_defines_is_accepted_from_there_on() -> None:
    opening = ("The U.S.-Japan Alliance stands.", "美日同盟（以下简称“同盟”）屹立。")
    later = ("The U.S.-Japan Alliance grows.", "同盟在发展。")
    assert missing([opening, later], ALLIANCE) == []
    assert len(missing([("The U.S.-Japan Alliance stands.", "美日同盟屹立。"), later], ALLIANCE)) == 1
    assert len(missing([later, opening], ALLIANCE)) == 1, "not before it is defined"


def test_a_short_form_of_both_documents_is_asked_for() -> None:
    opening = ("The U.S.-Japan Alliance (the “Alliance”) stands.", "美日同盟（以下简称“同盟”）屹立。")
    assert missing([opening, ("The Alliance grows.", "同盟在发展。")], ALLIANCE) == []
    assert len(missing([opening, ("The Alliance grows.", "联盟在发展。")], ALLIANCE)) == 1
    plain = (opening[0], "美日同盟屹立。")
    assert missing([plain, ("The Alliance grows.", "它在发展。")], ALLIANCE) == []


def test_split_bounds_the_new_concept() -> None:
    text = "- id: pillar\n  en:\n    preferred: pillar\n  zh:\n    preferred: 支柱\n    admitted:\n      - 柱子\n"
    new = split(text, "glossary/t.yaml", "pillar", "pillar-of-stone", [("zh", "柱子")], paths=("corpus/en/temples/*",))
    stone = next(c for c in parse_glossary(new, "glossary/t.yaml") if c.id == "pillar-of-stone")
    assert stone.paths == ("corpus/en/temples/*",)
    assert [t.text for t in stone.terms] == ["pillar", "柱子"]
