"""What people decided outlives a new alignment, or they are told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from align.alignments import format_alignment, parse_alignment
from align.bead import Alignment, Bead, BeadStatus
from align.errors import AlignmentError
from align.keeping import Kept, anchors, keep
from pairs import alignments, one_to_one, source, target

EN = ("One.", "Two.", "Three.", "Four.")
ZH = ("一。", "二。", "三。", "四。")
AUTO, EDITED, CONFIRMED, REVIEW = BeadStatus


def stored_beads(*beads: Bead) -> Alignment:
    return Alignment(source(*EN), target(*ZH), beads)


def again(old: Alignment, new: Alignment) -> Kept:
    """The old alignment from its file, against the new one's documents and beads."""
    return keep(new, parse_alignment(format_alignment(old), "alignments/visit.tsv", new.source, new.target))


def test_anchors_are_what_a_person_decided() -> None:
    old = Alignment(
        source("A", "B", "C", "D", "E", "F"),
        target("甲", "乙", "丙", "丁", "戊"),
        (
            Bead((0,), (0,), 1.0, CONFIRMED),
            Bead((1,), (1,), 1.0, EDITED),
            Bead((2,), (2,), 0.4, REVIEW, note="why?"),
            Bead((3,), (3,), 0.4, REVIEW),
            Bead((4,), (4,), 0.4, AUTO, note="nice", bookmark=True),
            Bead((5,), (), 0.4, AUTO, accepted=True),
        ),
    )
    stored = parse_alignment(format_alignment(old), "a.tsv", old.source, old.target)
    assert [bead.source for bead in anchors(stored)] == [(0,), (1,), (2,), (5,)]


def test_every_word_stays_on_a_bead_that_comes_again() -> None:
    words = {"status": REVIEW, "note": "why?", "bookmark": True}
    kept = again(one_to_one(EN, ZH, **words), one_to_one(EN, ZH, reasons=("figures agree",)))
    assert kept.alignment == one_to_one(EN, ZH, **words, reasons=("figures agree",))
    assert kept.decided == 4
    assert kept.displaced == ()


def test_confidence_that_hardly_moved_is_left_as_it_was() -> None:
    old = one_to_one(EN, ZH, confidence=0.90)
    new = replace(old, beads=tuple(replace(b, confidence=c) for b, c in zip(old.beads, (0.884, 0.92, 0.93, 0.2))))  # noqa: B905
    assert [bead.confidence for bead in again(old, new).alignment.beads] == [0.9, 0.9, 0.93, 0.2]


def test_a_confirmed_bead_whose_text_changed_is_named_and_marked_for_review() -> None:
    old = one_to_one(EN, ZH, confidence=1.0, status=CONFIRMED)
    new = one_to_one(EN, (*ZH[:2], "叁。", ZH[3]))
    kept = again(old, new)
    assert [bead.status for bead in kept.alignment.beads] == [CONFIRMED, CONFIRMED, REVIEW, CONFIRMED]
    assert [bead.confidence for bead in kept.alignment.beads] == [1.0, 1.0, 0.9, 1.0]
    assert kept.decided == 3
    (displaced,) = kept.displaced
    assert (displaced.row.line.line, displaced.to) == (8, 3)
    assert displaced.row.line.target_text == "三。"


def test_notes_of_fallen_beads_move_to_what_holds_the_rest() -> None:
    old = stored_beads(
        Bead((0,), (0,), 0.9),
        Bead((1,), (1,), 0.9, note="first", bookmark=True),
        Bead((2,), (2,), 0.9, note="second"),
        Bead((3,), (3,), 0.9),
    )
    joined = stored_beads(Bead((0,), (0,), 0.9), Bead((1, 2), (1, 2), 0.7), Bead((3,), (3,), 0.9))
    bead = again(old, joined).alignment.beads[1]
    assert (bead.note, bead.bookmark, bead.status) == ("first / second", True, AUTO)


def test_a_note_with_nothing_left_of_its_bead_is_handed_out() -> None:
    old = one_to_one(EN, ZH, note="mind this")
    kept = again(old, one_to_one(EN[1:], ZH[1:]))
    (displaced,) = kept.displaced
    assert displaced.to is None
    assert displaced.row.line.note == "mind this"


def test_an_aligner_that_drops_a_confirmed_bead_is_stopped() -> None:
    old = one_to_one(EN, ZH, status=CONFIRMED)
    new = stored_beads(Bead((0, 1), (0, 1)), Bead((2,), (2,)), Bead((3,), (3,)))
    with pytest.raises(AlignmentError, match=r"visit\.tsv:6: the aligner dropped this decided bead"):
        again(old, new)


@given(alignments())
def test_a_second_run_changes_nothing(alignment: Alignment) -> None:
    kept = again(alignment, alignment)
    assert kept.alignment == alignment
    assert kept.displaced == ()
