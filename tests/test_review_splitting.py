"""Sentences that a person splits: where the cut is kept, what it outlives, and how it goes away again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.alignments import format_alignment
from align.alignments.cuts import named_cuts, stored_cuts, with_cuts
from align.bead import BeadStatus
from align.cutting import cut_at, offsets_of, uncut
from align.document import Document
from align.errors import AlignError
from align.pipeline import check, read_alignment, realign
from align.segmenter import segment
from align.web.session import Session
from review_sample import EN, NAME, ZH, contents, do, open_session, row_of

ROW = "two leaders met"
LEFT, RIGHT = "The two leaders met in Washington", "on 10 April 2024."


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return open_session(tmp_path)


def texts(session: Session) -> list[tuple[str, str]]:
    return [(unit.source.text, unit.target.text) for unit in session.alignment.units()]


def split_there(session: Session) -> int:
    """Splits the first row of two leaders into "... in Washington" and "on 10 April 2024."."""
    row = row_of(session, ROW)
    zh = texts(session)[row][1]
    do(session, "split", row, source=0, target=0, source_at=len(LEFT), target_at=zh.index("于2024年"))
    return row


def test_a_row_of_one_sentence_a_side_is_split_inside_both(session: Session, tmp_path: Path) -> None:
    before, old = contents(tmp_path), texts(session)
    row = split_there(session)
    assert texts(session)[row : row + 2] == [(LEFT, "两国领导人"), (RIGHT, "于2024年4月10日在华盛顿会晤。")]
    assert [b.type for b in session.alignment.beads[row : row + 2]] == ["1-1", "1-1"]
    assert [name for name, data in contents(tmp_path).items() if before[name] != data] == [f"alignments/{NAME}.tsv"]
    head = session.pair.alignment.read_text("utf-8").splitlines()[:7]
    assert [line.split("\t")[0] for line in head if line.startswith("# cut")] == ["# cut", "# cut"]
    again = Session(session.project, session.pair)
    assert texts(again) == texts(session)
    assert again.alignment == read_alignment(again.project, again.pair)
    assert "reload" not in again.undo()
    assert contents(tmp_path) == before
    assert texts(again) == old
    again.redo()
    assert texts(again) == texts(session)


def test_merging_the_parts_makes_the_sentence_whole(session: Session, tmp_path: Path) -> None:
    old = texts(session)
    row = split_there(session)
    do(session, "confirm", row + 1)
    do(session, "merge", row)
    assert texts(session) == old
    assert session.alignment.beads[row].type == "1-1"
    assert "# cut" not in session.pair.alignment.read_text("utf-8")
    assert session.alignment.source.cuts == session.alignment.target.cuts == ()
    session.undo()
    assert texts(session)[row][0] == LEFT
    assert session.alignment.beads[row + 1].status is BeadStatus.CONFIRMED


def test_align_run_and_check_keep_the_split(session: Session, tmp_path: Path) -> None:
    row = split_there(session)
    split = texts(session)
    result = realign(session.project, session.pair)
    assert [(u.source.text, u.target.text) for u in result.alignment.units()] == split
    assert result.alignment.beads[row].status is BeadStatus.EDITED
    assert not result.written
    checked = check(session.project, [], session.checks).alignments[NAME]
    assert [(unit.source.text, unit.target.text) for unit in checked.units()] == split


def test_an_edit_of_a_part_leaves_the_split_where_it_is(session: Session, tmp_path: Path) -> None:
    row = split_there(session)
    for which, text in ((row + 1, "于2024年4月11日在首都华盛顿会晤。"), (row, "日本和美国的领导人")):
        do(session, "edit", which, old=texts(session)[which][1], text=text)
        assert texts(session)[which][1] == text
        assert texts(Session(session.project, session.pair)) == texts(session)
    assert len(session.alignment.target.cuts) == 1
    assert "日本和美国的领导人于2024年4月11日在首都华盛顿会晤。" in session.pair.target.read_text("utf-8")


def test_a_sentence_changed_elsewhere_is_whole_again_and_asked_about(session: Session, tmp_path: Path) -> None:
    row = split_there(session)
    session.pair.target.write_text(ZH.replace("会晤", "会面"), encoding="utf-8")
    found = realign(session.project, session.pair).alignment
    assert found.target.cuts == ()
    assert len(found.source.cuts) == 1
    assert BeadStatus.REVIEW in {bead.status for bead in found.beads[row : row + 2]}


def test_other_edits_do_not_move_it(session: Session, tmp_path: Path) -> None:
    split_there(session)
    session.pair.target.write_text("新标题\n\n" + ZH.replace("\n", "\r\n"), encoding="utf-8", newline="")
    session.pair.source.write_text("A new title\n\n" + EN, encoding="utf-8", newline="")
    found = realign(session.project, session.pair).alignment
    units = [(unit.source.text, unit.target.text) for unit in found.units()]
    assert (LEFT, "两国领导人") in units
    assert (RIGHT, "于2024年4月10日在华盛顿会晤。") in units


@pytest.mark.parametrize("at", [-1, 10_000, True, "3"])
def test_a_cut_outside_the_sentence_is_refused(session: Session, tmp_path: Path, at: Any) -> None:
    before = contents(tmp_path)
    with pytest.raises(AlignError):
        do(session, "split", row_of(session, ROW), source=0, target=0, source_at=at)
    assert contents(tmp_path) == before


def test_a_damaged_cut_line_is_refused_with_its_line(session: Session) -> None:
    split_there(session)
    path = session.pair.alignment
    path.write_text(path.read_text("utf-8").replace("# cut\t", "# cut ", 1), encoding="utf-8")
    with pytest.raises(AlignError, match="header is damaged") as caught:
        read_alignment(session.project, session.pair)
    assert caught.value.line == 3


@given(
    st.lists(st.sampled_from(["他们来了，看了。", "They came, they saw. ", "𠀀，好；走。", "\n\n", " "]), max_size=8),
    st.data(),
)
def test_cuts_are_found_again_by_what_the_sentences_say(parts: list[str], data: st.DataObject) -> None:
    text = "".join(parts)
    whole = segment("x.txt", text, "zh")
    wanted = data.draw(st.lists(st.integers(0, max(0, len(text))), max_size=4))
    cut = cut_at(whole, wanted)
    assert uncut(cut) == whole
    assert cut_at(whole, offsets_of(cut)) == cut
    assert with_cuts(whole, named_cuts(cut)) == cut
    assert covered(cut) == covered(whole)
    assert len(cut.segments) == len(whole.segments) + len(cut.cuts)
    for segment_ in cut.segments:
        assert segment_.span.of(text) == segment_.span.of(text).strip() != ""


def covered(document: Document) -> str:
    return "".join("".join(document.segment_texts()).split())


def test_the_file_says_what_the_documents_hold(session: Session) -> None:
    split_there(session)
    assert session.pair.alignment.read_text("utf-8") == format_alignment(session.alignment)
    assert [len(side) for side in stored_cuts(session.pair.alignment)] == [1, 1]
