"""The whole road on small projects on disk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from align.alignments import load, save
from align.bead import BeadStatus
from align.config import Config
from align.errors import AlignmentError, TextError
from align.pipeline import documents, read_alignment, realign
from align.project import Pair, Project

EN = """Climate and energy

The two leaders met in Washington on 10 April 2024. They announced $1 billion for clean energy.

Space

NASA and JAXA will send a pressurized rover to the Moon. The rover weighs 10 tons.
"""
ZH = """气候与能源

两国领导人于2024年4月10日在华盛顿会晤。他们宣布为清洁能源提供10亿美元。

太空

NASA和JAXA将向月球发送一辆加压月球车。月球车重10吨。
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    write(tmp_path, EN, ZH)
    return Project(tmp_path, Config())


def write(root: Path, english: str, chinese: str, name: str = "visit") -> None:
    for lang, text in (("en", english), ("zh", chinese)):
        (root / "corpus" / lang).mkdir(parents=True, exist_ok=True)
        (root / "corpus" / lang / f"{name}.txt").write_text(text, encoding="utf-8")


def confirm(project: Project, pair: Pair, number: int, **words: object) -> None:
    """Confirm a bead and write it, as a review would."""
    alignment = read_alignment(project, pair)
    beads = list(alignment.beads)
    beads[number - 1] = replace(beads[number - 1], **{"status": BeadStatus.CONFIRMED, **words})  # type: ignore[arg-type]
    assert save(project, pair, replace(alignment, beads=tuple(beads)))


def test_documents_are_shown_by_their_place_in_the_project(project: Project) -> None:
    source, target = documents(project, project.pair("visit"))
    assert (source.path, source.lang) == ("corpus/en/visit.txt", "en")
    assert (target.path, target.lang) == ("corpus/zh/visit.txt", "zh")


def test_what_is_aligned_is_what_is_read(project: Project) -> None:
    pair = project.pair("visit")
    shares: list[float] = []
    result = realign(project, pair, progress=shares.append)
    assert result.written
    assert [bead.type for bead in result.alignment.beads] == ["1-1"] * 6
    read = read_alignment(project, pair)
    assert read.beads == tuple(replace(bead, reasons=()) for bead in result.alignment.beads)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_a_second_run_writes_nothing(project: Project) -> None:
    pair = project.pair("visit")
    realign(project, pair)
    before = pair.alignment.stat().st_mtime_ns
    assert not realign(project, pair).written
    assert pair.alignment.stat().st_mtime_ns == before


def test_a_trial_run_writes_nothing(project: Project) -> None:
    assert not realign(project, project.pair("visit"), write=False).written
    assert not (project.root / "alignments").exists()


def test_without_an_alignment_the_way_to_one_is_told(project: Project) -> None:
    with pytest.raises(
        AlignmentError, match=r"alignments/visit\.tsv: there is no alignment yet\n  Run `align run visit`"
    ):
        read_alignment(project, project.pair("visit"))


def test_a_changed_document_makes_the_alignment_stale_and_a_run_mends_it(project: Project) -> None:
    pair = project.pair("visit")
    realign(project, pair)
    confirm(project, pair, 3, note="checked")
    confirm(project, pair, 6)
    write(project.root, EN, ZH.replace("提供10亿美元", "投入10亿美元"))
    with pytest.raises(AlignmentError, match=r"out of date: corpus/zh/visit\.txt has changed since"):
        read_alignment(project, pair)
    result = realign(project, pair)
    assert result.decided == 1
    (displaced,) = result.displaced
    assert (displaced.row.line.line, displaced.to) == (8, 3)
    beads = read_alignment(project, pair).beads
    assert (beads[2].status, beads[2].note) == (BeadStatus.REVIEW, "checked")
    assert beads[5].status is BeadStatus.CONFIRMED


def test_a_confirmed_bead_stands_against_the_aligner(project: Project) -> None:
    pair = project.pair("visit")
    realign(project, pair)
    alignment = read_alignment(project, pair)
    wrong = (
        replace(alignment.beads[1], target=(1, 2), status=BeadStatus.CONFIRMED),
        replace(alignment.beads[2], target=(), status=BeadStatus.CONFIRMED),
    )
    save(project, pair, replace(alignment, beads=(alignment.beads[0], *wrong, *alignment.beads[3:])))
    write(project.root, EN + "\nThe end of it.\n", ZH + "\n就此结束。\n")
    result = realign(project, pair)
    assert [bead.target for bead in result.alignment.beads[:4]] == [(0,), (1, 2), (), (3,)]
    assert result.decided == 2
    assert result.displaced == ()
    assert load(project, pair, *documents(project, pair)).changes == ()


def test_confirmed_beads_may_cross(project: Project) -> None:
    pair = project.pair("visit")
    realign(project, pair)
    alignment = read_alignment(project, pair)
    crossed = [replace(alignment.beads[i], target=(j,), status=BeadStatus.CONFIRMED) for i, j in ((0, 3), (3, 0))]
    beads = (crossed[0], *alignment.beads[1:3], crossed[1], *alignment.beads[4:])
    save(project, pair, replace(alignment, beads=beads))
    write(project.root, f"Foreword\n\n{EN}", f"前言\n\n{ZH}")
    result = realign(project, pair)
    assert result.decided == 2
    assert [bead.target for bead in read_alignment(project, pair).beads if bead.status == "confirmed"] == [(4,), (1,)]


def test_an_alignment_file_of_nonsense_stops_the_run_and_stays(project: Project) -> None:
    pair = project.pair("visit")
    realign(project, pair)
    nonsense = pair.alignment.read_text(encoding="utf-8").replace("auto", "perhaps", 1)
    pair.alignment.write_text(nonsense, encoding="utf-8")
    with pytest.raises(AlignmentError, match=r"alignments/visit\.tsv:6: unknown status 'perhaps'"):
        realign(project, pair)
    assert pair.alignment.read_text(encoding="utf-8") == nonsense


def test_a_binary_alignment_file_is_refused(project: Project) -> None:
    pair = project.pair("visit")
    realign(project, pair)
    pair.alignment.write_bytes(b"\x00\x01\x02" * 50)
    with pytest.raises(TextError, match=r"alignments/visit\.tsv.*binary"):
        realign(project, pair)


def test_an_alignment_is_saved_only_beside_its_documents(project: Project) -> None:
    pair = project.pair("visit")
    alignment = realign(project, pair).alignment
    stray = replace(alignment, source=replace(alignment.source, path="elsewhere.txt"))
    with pytest.raises(ValueError, match=r"elsewhere\.txt is not corpus/en/visit\.txt"):
        save(project, pair, stray)


def test_the_dictionary_is_left_out_where_the_project_says_so(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where one machine has CC-CEDICT and another not, both must write the same file."""
    import align.aligner as aligner

    lexicons: list[str] = []

    def loaded() -> None:
        lexicons.append("CC-CEDICT")

    monkeypatch.setattr(aligner, "dictionary", loaded)
    monkeypatch.setattr("align.evidence.material.dictionary", loaded)
    off = replace(project, config=replace(project.config, dictionary=False))
    realign(off, off.pair("visit"))
    assert not lexicons
    realign(project, project.pair("visit"))
    assert lexicons
