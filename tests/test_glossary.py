"""Glossary files: what is read, and that every mistake is refused with its line."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import GlossaryError, TextError
from align.glossary import TERM_KEYS, load_termbase, parse_glossary
from align.term import Term, TermStatus

WHOLE = """\
# Space.
- id: artemis
  definition: NASA programme to bring people back to the Moon.
  part_of_speech: proper noun
  en:
    preferred: Artemis program
    abbreviation: [AP, A-P]
  zh:
    preferred: 阿耳忒弥斯计划
    admitted:
      - 阿尔忒弥斯计划
      - 阿尔特弥斯计划
    deprecated: [月神计划]
    forbidden: [亚特米斯集团]
  note: Never the goddess.
  source: Xinhua
- id: "no"
  en: {preferred: no}
  fr: {preferred: 012, candidate: [12:30]}
"""


def test_a_whole_file_is_read_as_written() -> None:
    artemis, no = parse_glossary(WHOLE, "glossary/space.yaml")
    assert (artemis.id, artemis.field, artemis.path, artemis.line) == ("artemis", "space", "glossary/space.yaml", 2)
    assert artemis.definition == "NASA programme to bring people back to the Moon."
    assert (artemis.part_of_speech, artemis.note, artemis.source) == ("proper noun", "Never the goddess.", "Xinhua")
    assert artemis.terms == (
        Term("Artemis program", "en", TermStatus.PREFERRED, False, 6),
        Term("AP", "en", TermStatus.ADMITTED, True, 7),
        Term("A-P", "en", TermStatus.ADMITTED, True, 7),
        Term("阿耳忒弥斯计划", "zh", TermStatus.PREFERRED, False, 9),
        Term("阿尔忒弥斯计划", "zh", TermStatus.ADMITTED, False, 11),
        Term("阿尔特弥斯计划", "zh", TermStatus.ADMITTED, False, 12),
        Term("月神计划", "zh", TermStatus.DEPRECATED, False, 13),
        Term("亚特米斯集团", "zh", TermStatus.FORBIDDEN, False, 14),
    )
    assert [term.text for term in no.terms] == ["no", "012", "12:30"]
    assert no.id == "no"


def test_a_file_of_comments_holds_no_concept() -> None:
    assert parse_glossary("# nothing yet\n", "glossary/law.yaml") == ()


def test_a_folder_is_read_by_file_name_and_shown_from_the_root(tmp_path: Path) -> None:
    folder = tmp_path / "glossary"
    folder.mkdir()
    (folder / "b.yaml").write_text("- id: two\n  en: {preferred: two}\n", encoding="utf-8")
    (folder / "a.yaml").write_text("- id: one\n  en: {preferred: one}\n", encoding="utf-8")
    termbase = load_termbase(folder)
    assert [(concept.id, concept.path, concept.field) for concept in termbase.concepts] == [
        ("one", "glossary/a.yaml", "a"),
        ("two", "glossary/b.yaml", "b"),
    ]
    assert load_termbase(folder, folder).concepts[0].path == "a.yaml"


def test_a_missing_folder_is_an_empty_termbase(tmp_path: Path) -> None:
    assert len(load_termbase(tmp_path / "glossary")) == 0


CONCEPT = "- id: x\n  en:\n    preferred: x\n"
MISTAKES = [
    ("- id: x\n  en:\n\tpreferred: x\n", 3, "a tab in the indentation"),
    ('- id: x\n  en: {preferred: "a\tb"}\n', 2, "a tab"),
    ('- id: x\n  en: {preferred: "a\\u200bb"}\n', 2, "U+200B"),
    ('- id: x\n  en: {preferred: "a\ufffdb"}\n', 2, "U+FFFD"),
    ("- id: x\n  en: {preferred: ' x'}\n", 2, "begins or ends with a space"),
    ("- id: x\n  en: {preferred: ''}\n", 2, "found nothing"),
    ("- id: x\n  en:\n    preferred:\n", 3, "found nothing"),
    ("- id: x\n  en: {preferred: null}\n", 2, "found nothing"),
    ("- id: x\n  en: {preferred: [x, y]}\n", 2, "more than one term"),
    ("- id: x\n  en: {preferred: {x: y}}\n", 2, "found a mapping"),
    ("- id: x\n  en:\n    preferred: x\n    preferred: y\n", 4, "stands twice (first on line 3)"),
    ("- id: x\n  id: y\n  en: {preferred: x}\n", 2, "stands twice (first on line 1)"),
    (CONCEPT + "- id: y\n  en: {preferred: y}\n- id: x\n  en: {preferred: x}\n", 6, "glossary/f.yaml:1)"),
    (CONCEPT + "  defintion: a thing\n", 4, "Did you mean 'definition'?"),
    (CONCEPT + "  zh: 甲\n", 4, "as a mapping"),
    (CONCEPT + "  zh: [甲]\n", 4, "as a mapping"),
    (CONCEPT + "    admited: [y]\n", 4, "Did you mean 'admitted'?"),
    (CONCEPT + "    forbidden: y\n", 4, "Write `forbidden: [y]`"),
    (CONCEPT + "    forbidden: [[y]]\n", 4, "found a list"),
    (CONCEPT + "    forbidden: [y, '']\n", 4, "found nothing"),
    (CONCEPT + "  definition: [a]\n", 4, "found a list"),
    (CONCEPT + "  part_of_speech: nuon\n", 4, "Did you mean 'noun'?"),
    ("- id: Pillar_II\n  en: {preferred: x}\n", 1, "is not an id"),
    ("- id: café\n  en: {preferred: x}\n", 1, "is not an id"),
    ("- en: {preferred: x}\n", 1, "without an id"),
    ("- id: x\n  definition: a thing\n", 1, "has no term"),
    ("- id: x\n  en:\n    admitted: [y]\n", 2, "has no preferred term"),
    ("id: x\nen: {preferred: x}\n", 1, "expected a list of concepts"),
    ("- x\n", 1, "expected a concept"),
    ("- id: x\n  en: {preferred: x\n", 3, "is not valid YAML"),
    ("- id: x\n<<<<<<< HEAD\n  en: {preferred: x}\n=======\n  en: {preferred: y}\n>>>>>>> b\n", 2, "middle of a merge"),
    ("- id: x\n  <<: {}\n", 2, "unknown field '<<'"),
]


@pytest.mark.parametrize(("text", "line", "message"), MISTAKES)
def test_a_mistake_is_refused_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(GlossaryError) as caught:
        parse_glossary(text, "glossary/f.yaml")
    assert caught.value.line == line
    assert caught.value.path == "glossary/f.yaml"
    assert message in str(caught.value)


def test_an_id_of_two_files_names_both_lines(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("# head\n" + CONCEPT, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(CONCEPT, encoding="utf-8")
    with pytest.raises(GlossaryError, match=r"b\.yaml:1: the id 'x' stands twice \(first at a\.yaml:2\)"):
        load_termbase(tmp_path, tmp_path)


def test_another_ending_is_refused_not_skipped(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(CONCEPT, encoding="utf-8")
    with pytest.raises(GlossaryError, match=r"Rename it to a\.yaml"):
        load_termbase(tmp_path, tmp_path)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("- id: x\n  zh: {preferred: 支柱}\n".encode("gb18030"))
    with pytest.raises(TextError, match=r"a\.yaml:2: is not valid UTF-8"):
        load_termbase(tmp_path, tmp_path)


PLAIN = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=12)


@given(st.lists(PLAIN, min_size=1, max_size=6, unique=True))
def test_any_visible_text_comes_back_as_written(texts: list[str]) -> None:
    quoted = ["'" + text.replace("'", "''") + "'" for text in texts]
    source = f"- id: x\n  en:\n    preferred: {quoted[0]}\n    admitted: [{', '.join(quoted[1:])}]\n"
    (concept,) = parse_glossary(source, "glossary/f.yaml")
    assert [term.text for term in concept.terms] == texts


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_its_path(text: str) -> None:
    with suppress(GlossaryError):
        for concept in parse_glossary(text, "glossary/f.yaml"):
            assert concept.terms


def test_every_status_has_its_key() -> None:
    assert {status.value for status in TermStatus} | {"abbreviation"} == set(TERM_KEYS)
