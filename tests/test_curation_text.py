"""Changes to glossary text: what is asked for happens, every other byte stays."""

from __future__ import annotations

import pytest

from align.errors import GlossaryError
from align.glossary import parse_glossary
from align.glossary_lines import candidate, format_concept
from align.glossary_rewriting import Rewriting, rewrite
from align.glossary_text import (
    add_concept,
    add_term,
    concept_text,
    move_terms,
    remove_concept,
    remove_term,
    set_value,
)
from align.term import Concept, Term, TermStatus
from align.yamledit import written

TEXT = """\
# Space terms. 𠀀

- id: artemis   # the goddess
  definition: "NASA's return to the Moon"
  en:
    preferred: Artemis
    admitted: [Artemis program, 'the "Artemis"']  # both
  zh:
    preferred: 阿尔忒弥斯
    admitted:
      - 阿耳忒弥斯  # Taiwan
      # not sure about this one
      - 阿提米絲
    forbidden:
      - 阿尔特弥斯

# Rovers
- id: rover
  en:
    preferred: rover
  zh:
    preferred: 月球车
  note: >-
    wheels,
    of course
"""


def difference(new: str, old: str = TEXT) -> tuple[list[str], list[str]]:
    """Lines taken away, lines put in."""
    a, b = old.split("\n"), new.split("\n")
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    end = next(
        (i for i, (x, y) in enumerate(zip(a[start:][::-1], b[start:][::-1], strict=False)) if x != y),
        min(len(a), len(b)) - start,
    )
    return a[start : len(a) - end], b[start : len(b) - end]


def test_a_term_is_added_to_a_list_by_one_line() -> None:
    assert difference(add_term(TEXT, "g.yaml", "artemis", "zh", "admitted", "阿蒂米斯")) == ([], ["      - 阿蒂米斯"])


def test_a_term_is_added_to_a_list_on_one_line() -> None:
    new = add_term(TEXT, "g.yaml", "artemis", "en", "admitted", "Artemis, the")
    assert difference(new) == (
        ["    admitted: [Artemis program, 'the \"Artemis\"']  # both"],
        ['    admitted: [Artemis program, \'the "Artemis"\', "Artemis, the"]  # both'],
    )


def test_a_new_key_comes_in_its_order() -> None:
    new = add_term(TEXT, "g.yaml", "artemis", "zh", "deprecated", "阿提密斯")
    assert difference(new) == ([], ["    deprecated:", "      - 阿提密斯"])
    assert new.index("deprecated:") < new.index("forbidden:")


def test_a_new_language_comes_before_the_remarks() -> None:
    new = add_term(TEXT, "g.yaml", "rover", "de", "preferred", "Mondrover")
    assert difference(new) == ([], ["  de:", "    preferred: Mondrover"])
    assert new.index("Mondrover") < new.index("note:")


def test_terms_change_places_and_take_their_remark_along() -> None:
    new = move_terms(TEXT, "g.yaml", "artemis", "zh", [("阿尔忒弥斯", "admitted"), ("阿耳忒弥斯", "preferred")])
    assert "    preferred: 阿耳忒弥斯  # Taiwan\n" in new
    assert "      # not sure about this one\n      - 阿提米絲\n      - 阿尔忒弥斯\n" in new
    assert new.startswith(TEXT[: TEXT.index("    preferred: 阿尔忒弥斯")])
    assert new.endswith(TEXT[TEXT.index("    forbidden:") :])


def test_the_last_term_of_a_key_takes_the_key_with_it() -> None:
    new = remove_term(TEXT, "g.yaml", "artemis", "zh", "阿尔特弥斯")
    assert difference(new) == (["    forbidden:", "      - 阿尔特弥斯"], [])


@pytest.mark.parametrize("term", ["Artemis program", 'the "Artemis"'])
def test_a_term_is_taken_from_a_list_on_one_line(term: str) -> None:
    new = remove_term(TEXT, "g.yaml", "artemis", "en", term)
    left = "'the \"Artemis\"'" if term == "Artemis program" else "Artemis program"
    assert difference(new)[1] == [f"    admitted: [{left}]  # both"]


def test_a_new_concept_stands_where_its_id_belongs() -> None:
    concept = Concept("gateway", (candidate("Gateway", "en"), candidate("门户", "zh")), definition="no")
    new = add_concept(TEXT, "g.yaml", concept)
    lines = [*format_concept(concept), ""]
    assert 'definition: "no"' in "\n".join(lines), "another reader must not take it for False"
    assert difference(new)[0] == []
    assert new == TEXT.replace("# Rovers", "\n".join([*lines, "# Rovers"]))


def test_a_concept_added_and_removed_leaves_no_trace() -> None:
    for name in ("a", "gateway", "zzz"):
        concept = Concept(name, (candidate("Gateway", "en"),))
        new = add_concept(TEXT, "g.yaml", concept)
        assert remove_concept(new, "g.yaml", name).rstrip() == TEXT.rstrip()


def test_removing_a_concept_keeps_the_comments_around_it() -> None:
    new = remove_concept(TEXT, "g.yaml", "artemis")
    assert new == TEXT[: TEXT.index("- id: artemis")] + TEXT[TEXT.index("# Rovers") :]


def test_a_value_is_set_in_its_place() -> None:
    new = set_value(TEXT, "g.yaml", "rover", "note", "It drives: fast")
    assert new == TEXT[: TEXT.index(">-")] + '"It drives: fast"\n'
    new = set_value(TEXT, "g.yaml", "rover", "definition", "A vehicle")
    assert difference(new) == ([], ["  definition: A vehicle"])
    assert set_value(new, "g.yaml", "rover", "definition", "") == TEXT


def test_line_ends_and_the_missing_last_one_stay() -> None:
    crlf = TEXT.replace("\n", "\r\n").rstrip()
    new = add_term(crlf, "g.yaml", "rover", "en", "admitted", "lunar rover")
    assert "\r\n    admitted:\r\n      - lunar rover\r\n" in new
    assert new.replace("\r\n", "").count("\n") == 0
    new = add_concept(crlf, "g.yaml", Concept("x", (candidate("x", "en"),)))
    assert new.endswith("      - x")
    assert new.startswith(crlf)


def test_an_unknown_term_is_named_with_those_there_are() -> None:
    with pytest.raises(GlossaryError, match=r"no zh term .车.*\n.*月球车"):
        remove_term(TEXT, "g.yaml", "rover", "zh", "车")


def test_an_abbreviation_becomes_a_list_when_there_are_two() -> None:
    text = "- id: a\n  en:\n    preferred: Alpha\n    abbreviation: A1 # one\n"
    assert add_term(text, "g", "a", "en", "abbreviation", "A2") == text.replace("A1 #", "[A1, A2] #")


VALUES = """no 12:30 1e3 0x1F ~ @x 'x [x x: 2024-04-10 · 《x》 $1 100% a,b =1+1 << !x &x *x ?x -x""".split()


@pytest.mark.parametrize("value", [*VALUES, "- a", "a: b", "a #b"])
@pytest.mark.parametrize("flow", [False, True])
def test_every_value_reads_back_as_the_same_string(value: str, flow: bool) -> None:
    import yaml

    text = f"[{written(value, flow=True)}]" if flow else f"- {written(value)}"
    assert yaml.safe_load(text) == [value]


def test_concept_text_is_the_concept_s_own_lines() -> None:
    assert concept_text(TEXT, "g", "rover") == TEXT[TEXT.index("- id: rover") :]
    (rover,) = parse_glossary(concept_text(TEXT, "g", "rover"), "g")
    assert rover.terms == (
        Term("rover", "en", TermStatus.PREFERRED, line=3),
        Term("月球车", "zh", TermStatus.PREFERRED, line=5),
    )


def test_a_file_that_empties_and_fills_again_does_not_grow() -> None:
    text = "# a remark\n\n"
    concept = Concept("a", (Term("a", "en", TermStatus.CANDIDATE),))
    for _ in range(3):
        text = remove_concept(add_concept(text, "glossary/t.yaml", concept), "glossary/t.yaml", "a")
        text = rewrite(text, "glossary/t.yaml", Rewriting(added=[concept]))
        text = rewrite(text, "glossary/t.yaml", Rewriting(removed={"a"}))
    assert text == "# a remark\n\n"


BRACED = """\
- id: moc
  en: {preferred: memorandum of cooperation, abbreviation: MOC}  # as signed
  zh: { preferred: "合作备忘录", admitted: [合作, '备忘录',] }
  note: kept
"""


def test_terms_in_braces_are_given_lines_of_their_own() -> None:
    assert add_term(BRACED, "a.yaml", "moc", "zh", "forbidden", "谅解备忘录") == (
        "- id: moc\n"
        "  en: {preferred: memorandum of cooperation, abbreviation: MOC}  # as signed\n"
        "  zh:\n"
        '    preferred: "合作备忘录"\n'
        "    admitted: [合作, '备忘录',]\n"
        "    forbidden:\n"
        "      - 谅解备忘录\n"
        "  note: kept\n"
    )
    assert move_terms(BRACED, "a.yaml", "moc", "en", [("MOC", "admitted")]).startswith(
        "- id: moc\n  en:\n    preferred: memorandum of cooperation\n    admitted:\n      - MOC"
    )


def test_braces_over_several_lines_are_left_to_a_person() -> None:
    text = "- id: moc\n  en: {preferred: MOC}\n  zh: {preferred: 合作,  # why\n    admitted: 备忘录}\n"
    with pytest.raises(GlossaryError, match=r"a\.yaml:3:7: .*over several lines"):
        add_term(text, "a.yaml", "moc", "zh", "admitted", "合作备忘录")
