"""align glossary and align term as people call them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from align.cli import cli
from align.errors import AlignError, GlossaryError

GLOSSARY = """\
- id: pillar-two
  definition: Part of AUKUS for shared advanced technology.
  part_of_speech: proper noun
  en: {preferred: Pillar II}
  zh: {preferred: 第二支柱, deprecated: [支柱二]}
  source: Press
- id: lunar-rover
  definition: Vehicle for the Moon.
  en: {preferred: lunar rover, abbreviation: LR}
  zh: {preferred: 月球车}
  source: Press
"""
EN = """\
Pillar II begins

The leaders spoke of Pillar II in Washington on 10 April 2024.

The rover [b] weighs 10 tons.
"""
ZH = "第二支柱开始\n\n领导人2024年4月10日在华盛顿谈到了支柱二。\n\n月球车[b]重10吨。\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for lang, text in (("en", EN), ("zh", ZH)):
        (tmp_path / "corpus" / lang).mkdir(parents=True)
        (tmp_path / "corpus" / lang / "visit.txt").write_text(text, encoding="utf-8")
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "space.yaml").write_text(GLOSSARY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*words: str) -> Result:
    result = CliRunner().invoke(cli, list(words))
    if isinstance(result.exception, AlignError):
        raise result.exception
    return result


def test_a_sound_glossary_lints_clean_and_counts_its_notes(project: Path) -> None:
    result = call("glossary", "lint")
    assert result.exit_code == 0
    assert result.output == "2 concepts: 0 warnings, 1 note (not shown: 1 unused; --notes)\n"
    assert "glossary/space.yaml:7: note: no en term of lunar-rover" in call("glossary", "lint", "--notes").output


def test_a_warning_makes_exit_code_1(project: Path) -> None:
    (project / "glossary" / "space.yaml").write_text(GLOSSARY.replace("月球车", "第二支柱"), encoding="utf-8")
    result = call("glossary", "lint")
    assert result.exit_code == 1
    assert result.output.startswith("glossary/space.yaml:5: warning: “第二支柱” is accepted for pillar-two and")
    assert "(see glossary/space.yaml:10) [collision]\n" in result.output


def test_no_glossary_is_wrong_input(project: Path) -> None:
    (project / "glossary" / "space.yaml").unlink()
    with pytest.raises(GlossaryError, match="there is no glossary"):
        call("glossary", "lint")


def test_list_shows_preferred_terms_and_filters(project: Path) -> None:
    assert call("glossary", "list").output == (
        "pillar-two   space  Pillar II         第二支柱\n"
        "lunar-rover  space  lunar rover (LR)  月球车\n"
        "2 of 2 concepts\n"
    )
    assert call("glossary", "list", "ROVER", "--tsv").output == (
        "id\tfield\ten\tzh\nlunar-rover\tspace\tlunar rover (LR)\t月球车\n"
    )
    assert call("glossary", "list", "submarine").exit_code == 1
    with pytest.raises(GlossaryError, match="There are: space"):
        call("glossary", "list", "--field", "spcae")


def test_a_term_is_shown_with_entry_counts_and_places(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    call("run")
    result = call("term", "pillar ii")
    assert result.exit_code == 0
    entry, counts, *places = result.output.split("\n\n")
    assert entry.startswith("pillar-two · space · proper noun\n  Part of AUKUS")
    assert entry.endswith("  zh  deprecated    支柱二\n  glossary/space.yaml:1")
    assert counts.splitlines() == [
        "2 × in the original, 0 × in the translation alone (visit)",
        "     1 × 第二支柱  (preferred)",
        "     1 × 支柱二  (deprecated)",
    ]
    assert [line.rstrip() for line in places[0].splitlines()] == [
        places[0].splitlines()[0],
        "corpus/en/visit.txt:1:1                          │ corpus/zh/visit.txt:1:1",
        "⟦Pillar II⟧ begins                               │ ⟦第二支柱⟧开始",
    ]
    assert places[0].startswith("visit, bead 1 (")


def test_a_place_without_a_rendering_is_counted(project: Path) -> None:
    (project / "corpus" / "zh" / "visit.txt").write_text(ZH.replace("支柱二", "它"), encoding="utf-8")
    call("run")
    assert "     1 × (no term of the glossary)\n" in call("term", "Pillar II").output


def test_a_term_that_the_glossary_lacks_is_looked_for_as_written(project: Path) -> None:
    call("run")
    result = call("term", "leader")
    assert result.exit_code == 0
    assert result.output.startswith(
        "leader is not in the glossary.\n1 × in the original, 0 × in the translation alone (visit)\n"
    )
    assert "The ⟦leaders⟧ spoke" in result.output


def test_what_is_nowhere_is_exit_code_1_with_what_is_spelt_alike(project: Path) -> None:
    call("run")
    result = call("term", "lunar rovr")
    assert result.exit_code == 1
    assert result.output.endswith("Spelt alike: lunar rover\n")


def test_without_an_alignment_the_entry_is_shown_and_the_reason_said(project: Path) -> None:
    result = call("term", "lunar-rover")
    assert result.exit_code == 0
    assert result.output.startswith("lunar-rover · space\n")
    assert "The texts were not searched." in result.output
