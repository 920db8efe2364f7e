"""Alignment files: exact round trips, small diffs, and what outlives an edit."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.alignments import StoredAlignment, format_alignment, parse_alignment
from align.bead import Alignment, Bead, BeadStatus
from align.errors import AlignmentError
from pairs import SOURCE, TARGET, alignments, few_texts, one_to_one, source, target

PATH = "alignments/visit.tsv"
EN = ("Economy", "They met.", "Space", "They flew to the Moon.", "The end.")
ZH = ("经济", "他们会面。", "太空", "他们飞向月球。", "完。")


def read(text: str, alignment: Alignment) -> StoredAlignment:
    return parse_alignment(text, PATH, alignment.source, alignment.target)


def changed_lines(old: str, new: str) -> tuple[list[str], list[str]]:
    """Lines gone and lines come, without the two document lines of the header."""
    sides = [[line for line in text.splitlines() if "\tsha256:" not in line] for text in (old, new)]
    return [x for x in sides[0] if x not in sides[1]], [x for x in sides[1] if x not in sides[0]]


def test_the_file_reads_well() -> None:
    beads = (
        Bead((0,), (0,), 0.954),
        Bead((1, 2), (1,), 0.3, BeadStatus.CONFIRMED, ("not stored",), "checked\twith 王"),
        Bead((), (2,), 0.5, BeadStatus.REVIEW, bookmark=True, accepted=True),
    )
    text = format_alignment(Alignment(source("One", "Two", "Three"), target("一", "二", "三" * 30), beads))
    assert text.splitlines()[4:] == [
        "# status\tconfidence\ttype\tsource keys\ttarget keys\tmarks\tnote\tsource text\ttarget text",
        "auto\t0.95\t1-1\trmjfa54d\tkgtv6rru\t-\t-\tOne\t一",
        "confirmed\t1.00\t2-1\tsstsyb2m sjxvfuob\tbbfuf5xj\t-\tchecked\\twith 王\tTwo Three\t二",
        "review\t0.50\t0-1\t-\tg4zs7kuc\tbookmark accepted\t-\t-\t" + "三" * 20 + "…",
    ]
    assert text.endswith("\n")
    assert "\r" not in text


@given(alignments())
def test_what_is_written_is_read(alignment: Alignment) -> None:
    text = format_alignment(alignment)
    stored = read(text, alignment)
    assert stored.changes == ()
    assert stored.fallen == ()
    assert stored.alignment() == alignment
    assert format_alignment(stored.alignment()) == text


@given(alignments())
def test_a_bead_is_a_line_whatever_its_texts_hold(alignment: Alignment) -> None:
    lines = format_alignment(alignment).splitlines()
    assert len(lines) == 5 + len(alignment.beads)
    assert all(len(line.split("\t")) == 9 for line in lines[5:])
    assert all(line == line.rstrip() for line in lines)


def test_a_checkout_with_windows_line_ends_is_read() -> None:
    alignment = one_to_one(EN, ZH)
    assert read(format_alignment(alignment).replace("\n", "\r\n"), alignment).alignment() == alignment


def test_confirming_by_hand_is_changing_one_word() -> None:
    alignment = one_to_one(EN, ZH, confidence=0.43)
    lines = format_alignment(alignment).splitlines()
    lines[6] = lines[6].replace("auto", "confirmed")
    bead = read("\n".join(lines), alignment).alignment().beads[1]
    assert (bead.status, bead.confidence) == (BeadStatus.CONFIRMED, 1.0)


# Small diffs


def test_an_edit_in_one_sentence_changes_the_line_of_its_bead_only() -> None:
    old = format_alignment(one_to_one(EN, ZH))
    new = format_alignment(one_to_one(EN, (*ZH[:3], "他们飞往月球。", ZH[4])))
    gone, come = changed_lines(old, new)
    assert len(gone) == len(come) == 1
    assert "他们飞往月球。" in come[0]


def test_a_repeated_heading_put_in_first_adds_its_line_only() -> None:
    old = format_alignment(one_to_one((*EN, "Space", "Stars."), (*ZH, "太空", "星。")))
    new = format_alignment(one_to_one(("Space", *EN, "Space", "Stars."), ("太空", *ZH, "太空", "星。")))
    gone, come = changed_lines(old, new)
    assert not gone
    assert not come  # the new line is like the old ones
    assert len(new.splitlines()) == len(old.splitlines()) + 1


def test_equal_texts_are_numbered_only_where_beads_cross() -> None:
    alignment = Alignment(
        source("A", "B", "C"), target("国", "国", "家"), (Bead((0,), (1,)), Bead((1,), (0,)), Bead((2,), (2,)))
    )
    text = format_alignment(alignment)
    keys = [line.split("\t")[4] for line in text.splitlines()[5:]]
    assert keys[0].endswith("#2")
    assert keys[1].endswith("#1")
    assert "#" not in keys[2]
    assert read(text, alignment).alignment() == alignment


def test_git_merges_edits_of_the_two_documents(tmp_path: Path) -> None:
    base = format_alignment(one_to_one(EN, ZH))
    english = (EN[0], "They met again.", *EN[2:])
    chinese = (*ZH[:4], "完了。")
    ours, theirs = format_alignment(one_to_one(english, ZH)), format_alignment(one_to_one(EN, chinese))
    merged = merge(tmp_path, ours, base, theirs)
    assert merged == format_alignment(one_to_one(english, chinese))


def test_edits_of_one_document_conflict_in_the_header_only_and_either_side_will_do(tmp_path: Path) -> None:
    base = format_alignment(one_to_one(EN, ZH, status=BeadStatus.CONFIRMED))
    ours = one_to_one(EN, ("经济学", *ZH[1:]), status=BeadStatus.CONFIRMED)
    theirs = one_to_one(EN, (*ZH[:4], "完了。"), status=BeadStatus.CONFIRMED)
    merged = merge(tmp_path, format_alignment(ours), base, format_alignment(theirs))
    assert merged.count("<<<<<<<") == 1
    both = one_to_one(EN, ("经济学", *ZH[1:4], "完了。"), status=BeadStatus.CONFIRMED, confidence=1.0)
    with pytest.raises(AlignmentError, match=r"visit\.tsv:4: is in the middle of a merge"):
        read(merged, both)
    kept = [line for line in merged.splitlines() if not line.startswith(("<<<<<<<", "=======", ">>>>>>>"))]
    del kept[3]
    stored = read("\n".join(kept), both)
    assert stored.changes == (f"{TARGET} has changed since",)
    assert stored.beads == both.beads


def merge(folder: Path, ours: str, base: str, theirs: str) -> str:
    for name, text in (("ours", ours), ("base", base), ("theirs", theirs)):
        (folder / name).write_text(text, encoding="utf-8")
    command = ["git", "merge-file", "-p", "ours", "base", "theirs"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).stdout.decode("utf-8")


# Documents that changed since


def confirmed_then(english: tuple[str, ...], chinese: tuple[str, ...], old: Alignment | None = None) -> StoredAlignment:
    old = old or one_to_one(EN, ZH, status=BeadStatus.CONFIRMED)
    return parse_alignment(format_alignment(old), PATH, source(*english), target(*chinese))


def test_an_edit_fells_its_own_bead_and_says_which() -> None:
    stored = confirmed_then(EN, (*ZH[:3], "他们飞往月球。", ZH[4]))
    assert stored.changes == (f"{TARGET} has changed since",)
    assert [bead.source for bead in stored.beads] == [(0,), (1,), (2,), (4,)]
    (fallen,) = stored.fallen
    assert fallen.line.line == 9
    assert fallen.source == (3,)
    assert fallen.target == ()
    with pytest.raises(AlignmentError, match="out of date") as error:
        stored.alignment()
    assert "align run" in str(error.value)


def test_a_sentence_put_in_moves_the_beads_behind_it() -> None:
    stored = confirmed_then(("New.", *EN), ("新。", *ZH))
    assert not stored.fallen
    assert [(bead.source, bead.target) for bead in stored.beads] == [((i,), (i,)) for i in range(1, 6)]


def test_a_section_that_moved_takes_its_beads_along() -> None:
    stored = confirmed_then((*EN[2:4], *EN[:2], EN[4]), ZH)
    assert not stored.fallen
    assert [bead.source for bead in stored.beads] == [(2,), (3,), (0,), (1,), (4,)]


def test_a_sentence_put_into_the_midst_of_a_bead_fells_it() -> None:
    old = Alignment(source("A", "B"), target("甲", "乙"), (Bead((0, 1), (0, 1), status=BeadStatus.EDITED),))
    stored = confirmed_then(("A", "new", "B"), ("甲", "乙"), old)
    assert stored.beads == ()
    assert stored.fallen[0].source == (0, 2)


def test_white_space_alone_changes_nothing() -> None:
    alignment = one_to_one(EN, ZH)
    rewrapped = source(*(text.replace(" ", "\r\n") for text in EN))
    stored = parse_alignment(format_alignment(alignment), PATH, rewrapped, alignment.target)
    assert stored.alignment().beads == alignment.beads


def test_new_sentence_rules_are_told_from_a_new_text() -> None:
    alignment = one_to_one(EN, ZH)
    joined = replace(alignment.source, segments=(alignment.source.segments[0], *alignment.source.segments[2:]))
    stored = parse_alignment(format_alignment(alignment), PATH, joined, alignment.target)
    assert stored.changes == (f"{SOURCE} is segmented differently since",)
    assert len(stored.beads) == 4


sides = st.lists(st.one_of(few_texts, st.sampled_from([f"Sentence {n}." for n in range(9)])), min_size=1, max_size=9)


@given(alignments(sides), sides, sides)
def test_a_bead_that_stands_says_what_it_said(old: Alignment, english: list[str], chinese: list[str]) -> None:
    now = source(*english), target(*chinese)
    stored = parse_alignment(format_alignment(old), PATH, *now)
    assert len(stored.rows) == len(old.beads)
    used: tuple[list[int], list[int]] = ([], [])
    for before, row in zip(old.beads, stored.rows, strict=True):
        if row.bead is not None:
            assert said(old, before) == said(Alignment(*now, ()), row.bead)
            assert (row.bead.status, row.bead.note) == (before.status, before.note)
            used[0].extend(row.bead.source)
            used[1].extend(row.bead.target)
    assert all(len(set(indexes)) == len(indexes) for indexes in used)


@given(st.permutations([f"Sentence {n}." for n in range(6)]), st.permutations([f"句{n}。" for n in range(6)]))
def test_every_bead_of_unique_sentences_survives_any_order(english: list[str], chinese: list[str]) -> None:
    old = one_to_one([f"Sentence {n}." for n in range(6)], [f"句{n}。" for n in range(6)], status=BeadStatus.CONFIRMED)
    stored = confirmed_then(tuple(english), tuple(chinese), old)
    assert [row.bead and row.bead.source for row in stored.rows] == [
        (english.index(f"Sentence {n}."),) for n in range(6)
    ]
    assert [row.bead and row.bead.target for row in stored.rows] == [(chinese.index(f"句{n}。"),) for n in range(6)]


def said(alignment: Alignment, bead: Bead) -> tuple[list[str], list[str]]:
    """A bead's texts without white space, which a document may change freely."""
    return (
        ["".join(alignment.source.segment_text(i).split()) for i in bead.source],
        ["".join(alignment.target.segment_text(i).split()) for i in bead.target],
    )


# Nonsense


def edited(number: int, column: int, cell: str) -> str:
    """The file of the five beads with one cell of one line written over."""
    lines = format_alignment(one_to_one(EN, ZH)).splitlines()
    cells = lines[number - 1].split("\t")
    cells[column] = cell
    lines[number - 1] = "\t".join(cells)
    return "\n".join(lines) + "\n"


def key(number: int, column: int) -> str:
    return format_alignment(one_to_one(EN, ZH)).splitlines()[number - 1].split("\t")[column]


NONSENSE = {
    "status": (edited(7, 0, "confimed"), 7, "unknown status 'confimed'", "Did you mean 'confirmed'?"),
    "confidence": (edited(7, 1, "1.20"), 7, "'1.20' is no confidence", "0.00 to 1.00"),
    "confidence nan": (edited(7, 1, "nan"), 7, "'nan' is no confidence", "0.00 to 1.00"),
    "type": (edited(7, 2, "2-1"), 7, "the type says '2-1', the keys '1-1'", "Write 1-1"),
    "bad key": (edited(7, 3, "they met"), 7, "'they' is no key", "Eight of a-z"),
    "unknown key": (edited(7, 3, "aaaaaaaa"), 7, f"{SOURCE} has no segment with the key aaaaaaaa", "git"),
    "number too high": (edited(7, 3, key(7, 3) + "#2"), 7, "has no segment with the key", "git"),
    "segment twice": (edited(7, 3, key(6, 3)), 7, "“Economy” (corpus/en/visit.txt:1) stands in line 6 already", "git"),
    "segment missing": ("\n".join(edited(7, 0, "auto").splitlines()[:-1]), 9, "“The end.”", "git"),
    "first segment missing": (
        "\n".join([*edited(7, 0, "auto").splitlines()[:5], *edited(7, 0, "auto").splitlines()[6:]]), 5, "“Economy”", "",
    ),
    "mark": (edited(7, 5, "bokmark"), 7, "unknown mark 'bokmark'", "'bookmark'"),
    "accepted with both sides": (edited(7, 5, "accepted"), 7, "accepted stands on a bead with both sides", "omission"),
    "escape": (edited(7, 6, "\\x"), 7, "is no escape", "twice"),
    "columns": (edited(7, 6, "a\tb"), 7, "has 10 columns instead of 9", "status, confidence, type"),
    "both sides empty": (edited(7, 3, "-").replace(key(7, 4), "-", 1), 7, "without a segment on either side", "git"),
    "blank line": (edited(7, 0, "\n"), 7, "a comment or blank line", "note column"),
    "comment": (edited(7, 0, "# auto"), 7, "a comment or blank line", "note column"),
    "preview": (edited(7, 8, "他们不会面。"), 7, "“他们不会面。” is not the text of the zh", f"edited in {TARGET}"),
    "not a file of ours": ("bead\ttype\n", 1, "is not an alignment file", "# duizhao alignment 1"),
    "newer format": (edited(1, 0, "# duizhao alignment 2"), 1, "is in format '2'", "format 1"),
    "document line": (edited(2, 2, "sha256:abc"), 2, "the line of the source document is damaged", "sha256:HASH"),
    "other document": (edited(4, 1, "corpus/zh/x.txt"), 4, "is the alignment of corpus/zh/x.txt", TARGET),
    "header cut": ("# duizhao alignment 1", 2, "the line of the source document is damaged", ""),
    "column line": (edited(5, 3, "x"), 5, "the header is damaged", "Here stands"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "message", "allowed"), NONSENSE.values(), ids=NONSENSE)
def test_nonsense_is_refused_with_its_line(text: str, line: int, message: str, allowed: str) -> None:
    with pytest.raises(AlignmentError) as error:
        read(text, one_to_one(EN, ZH))
    assert (error.value.path, error.value.line) == (PATH, line)
    assert message in error.value.message
    assert allowed in (error.value.allowed or "")


def test_beads_out_of_order_are_refused() -> None:
    lines = format_alignment(one_to_one(EN, ZH)).splitlines()
    lines[6], lines[7] = lines[7], lines[6]
    with pytest.raises(AlignmentError, match=r":8: this bead comes before the one in line 7"):
        read("\n".join(lines), one_to_one(EN, ZH))


def test_segments_of_a_bead_that_do_not_follow_each_other_are_refused() -> None:
    alignment = Alignment(source("A", "B", "C"), target("甲"), (Bead((0, 1), (0,)), Bead((2,), ())))
    text = format_alignment(alignment)
    second, third = (text.splitlines()[5].split("\t")[3].split(" ")[1], text.splitlines()[6].split("\t")[3])
    with pytest.raises(AlignmentError, match=r":6: the segments of .* do not follow each other"):
        read(text.replace(second, "X").replace(third, second).replace("X", third), alignment)


@pytest.mark.parametrize(
    "beads",
    [
        (Bead((0,), (0,)),),
        (Bead((0,), (0,)), Bead((1,), (0,))),
        (Bead((1,), (0,)), Bead((0,), (1,))),
        (Bead((0,), (0,), 1.5), Bead((1,), (1,))),
        (Bead((0,), (0,), accepted=True), Bead((1,), (1,))),
    ],
    ids=["segment left out", "segment twice", "not in source order", "confidence", "accepted with both sides"],
)
def test_what_is_no_alignment_is_not_written(beads: tuple[Bead, ...]) -> None:
    with pytest.raises(ValueError, match=r"once, in source order|confidence|empty side"):
        format_alignment(Alignment(source("A", "B"), target("甲", "乙"), beads))
