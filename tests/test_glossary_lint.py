"""What the glossary's own lint says, and what it leaves alone."""

from __future__ import annotations

import pytest

from align.glossary import parse_glossary
from align.glossary_lint import Problem, lint, out_of_reach
from align.term import Termbase

SAID = "\n  definition: a thing\n  source: a book\n"


def problems(glossary: str, rule: str | None = None, texts: dict[str, list[str]] | None = None) -> list[Problem]:
    termbase = Termbase(parse_glossary(glossary, "glossary/f.yaml"))
    return [problem for problem in lint(termbase, texts) if rule is None or problem.rule == rule]


CLEAN = f"""
- id: moc{SAID}
  en: {{preferred: memorandum of cooperation, abbreviation: MOC}}
  zh: {{preferred: 合作备忘录, forbidden: [谅解备忘录]}}
- id: mou{SAID}
  en: {{preferred: memorandum of understanding, abbreviation: MOU}}
  zh: {{preferred: 谅解备忘录, admitted: [备忘录], deprecated: [著名备忘录]}}
- id: quad{SAID}
  en: {{preferred: Quad}}
  zh: {{preferred: 四方安全对话, admitted: [QUAD]}}
"""


def test_a_sound_glossary_has_no_problem() -> None:
    assert problems(CLEAN) == []


def test_one_wrong_name_may_be_anothers_right_one() -> None:
    assert not problems(CLEAN, "contradiction") + problems(CLEAN, "collision")


def test_a_preferred_name_of_two_concepts_is_a_collision_naming_both_lines() -> None:
    text = (
        f"- id: a{SAID}  zh:\n    preferred: 甲乙丙\n- id: b{SAID}  zh:\n    preferred: 丁戊\n    admitted: [甲乙丙]\n"
    )
    (problem,) = problems(text)
    assert (problem.rule, problem.warning, problem.line, problem.other) == ("collision", True, 5, "glossary/f.yaml:11")
    assert "“甲乙丙” is accepted for a and for b" in problem.message


def test_an_admitted_name_of_two_concepts_is_a_note() -> None:
    text = "".join(f"- id: {name}{SAID}  zh: {{preferred: 子丑{name}, admitted: [甲乙]}}\n" for name in "ab")
    assert [(p.rule, p.warning) for p in problems(text)] == [("collision", False)]


def test_singular_and_plural_of_two_concepts_are_twins() -> None:
    text = f"- id: a{SAID}  en: {{preferred: reactor}}\n- id: b{SAID}  en: {{preferred: Reactors}}\n"
    assert [(p.rule, p.warning) for p in problems(text)] == [("twins", True)]


@pytest.mark.parametrize(
    ("terms", "rule", "warning"),
    [
        ("zh: {preferred: 甲乙, forbidden: [甲乙]}", "contradiction", True),
        ("en: {preferred: Reactor, forbidden: [reactor]}", "contradiction", True),
        ("en: {preferred: e-mail, deprecated: [email]}", "contradiction", False),
        ("zh: {preferred: 甲乙, admitted: [甲乙]}", "duplicate", True),
        ("en: {preferred: cyber security, admitted: [cybersecurity]}", "redundant", False),
        ("zh: {preferred: 国际贸易, admitted: [國防]}", "script-mix", True),
        ("en: {preferred: 国防 ministry}", "script-mix", True),
        ("en: {preferred: '---'}", "dead-term", True),
        ("en: {preferred: pillar}\n  not_within: [Pillars]", "dead-term", True),
        ("zh: {preferred: 四方会谈, deprecated: [四方]}", "shadowing", False),
    ],
)
def test_a_problem_within_a_concept(terms: str, rule: str, warning: bool) -> None:
    (problem,) = problems(f"- id: x{SAID}  {terms}\n")
    assert (problem.rule, problem.warning) == (rule, warning)
    assert problem.path == "glossary/f.yaml"


def test_what_a_concept_does_not_say_is_a_note() -> None:
    found = problems("- id: x\n  en: {preferred: x}\n")
    assert [(p.rule, p.warning, p.line) for p in found] == [("no-definition", False, 1), ("no-source", False, 1)]


def test_what_the_corpus_never_names_is_a_note() -> None:
    found = problems(CLEAN, "unused", {"en": ["Two MOUs and the Quad", "Nothing"]})
    assert [p.message for p in found] == ["no en term of moc is in the corpus"]


def test_a_concept_of_documents_that_are_not_there_is_a_warning() -> None:
    bound = parse_glossary("- id: x\n  en: {preferred: x}\n  paths: ['corpus/en/a*']\n", "glossary/f.yaml")
    assert out_of_reach(Termbase(bound), ["corpus/en/a.txt", "corpus/zh/a.txt"]) == ()
    assert [p.rule for p in out_of_reach(Termbase(bound), ["corpus/en/b.txt"])] == ["dead-scope"]


def test_a_glossary_in_traditional_characters_is_no_mix() -> None:
    assert not problems(f"- id: x{SAID}  zh: {{preferred: 金融管理專員, admitted: [認可機構]}}\n")
