"""What a reviewer does to beads: every operation keeps a partition, and what it means is pinned by examples."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.alignments import format_alignment
from align.bead import Alignment, Bead, BeadStatus
from align.web import operations as on
from align.web.filetext import FileText
from align.web.operations import Change, RefusedError
from pairs import alignments

SIDES = st.sampled_from(["source", "target"])
OPERATIONS = {
    "merge": lambda beads, i, draw: on.merge(beads, i),
    "split": lambda beads, i, draw: on.split(beads, i, draw(st.integers(0, 3)), draw(st.integers(0, 3))),
    "move": lambda beads, i, draw: on.move(beads, i, draw(SIDES), draw(st.booleans())),
    "shift": lambda beads, i, draw: on.shift(beads, i, draw(SIDES), draw(st.booleans())),
    "swap": lambda beads, i, draw: on.swap(beads, i),
    "confirm": lambda beads, i, draw: on.confirm(beads, i),
    "confirm-above": lambda beads, i, draw: on.confirm_above(beads, i),
    "review": lambda beads, i, draw: on.review(beads, i),
    "accept": lambda beads, i, draw: on.accept(beads, i),
    "bookmark": lambda beads, i, draw: on.bookmark(beads, i),
    "comment": lambda beads, i, draw: on.comment(beads, i, draw(st.text(max_size=5))),
}  # fmt: skip


def beads(*types: str, status: BeadStatus = BeadStatus.AUTO) -> list[Bead]:
    """Beads of the given types, their segments counted up."""
    made, s, t = [], 0, 0
    for kind in types:
        n, m = map(int, kind.split("-"))
        made.append(Bead(tuple(range(s, s + n)), tuple(range(t, t + m)), 0.5, status))
        s, t = s + n, t + m
    return made


def types(change: Change, before: list[Bead]) -> list[str]:
    return [bead.type for bead in change.apply(before)]


def partitions(result: tuple[Bead, ...], like: Alignment) -> bool:
    source = [n for bead in result for n in bead.source]
    target = sorted(n for bead in result for n in bead.target)
    return source == list(range(len(like.source.segments))) and target == list(range(len(like.target.segments)))


@given(alignments(), st.data())
def test_any_chain_of_operations_keeps_a_partition_and_the_files_text(
    alignment: Alignment, data: st.DataObject
) -> None:
    text = FileText(alignment)
    for _ in range(4):
        index = data.draw(st.integers(0, len(alignment.beads) - 1))
        name = data.draw(st.sampled_from(sorted(OPERATIONS)))
        try:
            change = OPERATIONS[name](alignment.beads, index, data.draw)
        except RefusedError:
            continue
        result = change.apply(alignment.beads)
        assert partitions(result, alignment)
        assert 0 <= change.focus < len(result)
        back = Change(change.at, len(change.beads), alignment.beads[change.at : change.at + change.removed], index)
        assert back.apply(result) == alignment.beads
        alignment = replace(alignment, beads=result)
        text = text.after(alignment, change)
        assert text.text == format_alignment(alignment)


def test_merging_joins_texts_notes_and_bookmarks() -> None:
    both = beads("1-0", "0-1")
    both[0] = replace(both[0], note="look", accepted=True)
    both[1] = replace(both[1], note="again", bookmark=True)
    (joined,) = on.merge(both, 0).beads
    assert (joined.type, joined.status, joined.confidence) == ("1-1", BeadStatus.EDITED, 1.0)
    assert (joined.note, joined.bookmark, joined.accepted) == ("look / again", True, False)


def test_a_split_takes_apart_what_a_merge_joined() -> None:
    before = beads("2-1", "1-2")
    merged = list(on.merge(before, 0).apply(before))
    assert types(on.split(merged, 0, 2, 1), merged) == ["2-1", "1-2"]


@pytest.mark.parametrize(
    ("side", "down", "expected"),
    [
        ("target", True, ["1-1", "1-0", "1-2", "1-1"]),
        ("target", False, ["1-2", "1-0", "1-1", "1-1"]),
        ("source", True, ["1-1", "0-1", "2-1", "1-1"]),
    ],
)
def test_moving_one_sentence(side: on.Side, down: bool, expected: list[str]) -> None:
    before = beads("1-1", "1-1", "1-1", "1-1")
    assert types(on.move(before, 1, side, down), before) == expected


def test_the_last_sentence_of_a_bead_of_one_side_leaves_no_empty_bead() -> None:
    before = beads("1-1", "0-1", "1-1")
    assert types(on.move(before, 1, "target", True), before) == ["1-1", "1-2"]


def test_a_shift_ends_in_the_next_gap_and_can_be_shifted_back() -> None:
    before = beads("1-1", "1-1", "1-1", "1-0", "1-1")
    before[4] = replace(before[4], status=BeadStatus.CONFIRMED)
    change = on.shift(before, 1, "target", True)
    after = list(change.apply(before))
    assert [bead.type for bead in after] == ["1-1", "1-0", "1-1", "1-1", "1-1"]
    assert [bead.target for bead in after] == [(0,), (), (1,), (2,), (3,)]
    assert after[0] is before[0]
    assert after[4] is before[4]
    assert [b.target for b in on.shift(after, 2, "target", False).apply(after)] == [b.target for b in before]


def test_a_shift_stops_before_a_confirmed_row() -> None:
    before = [*beads("1-1", "1-1", "1-1"), Bead((3,), (3,), 1.0, BeadStatus.CONFIRMED)]
    after = on.shift(before, 0, "target", True).apply(before)
    assert [bead.target for bead in after] == [(), (0,), (1, 2), (3,)]
    with pytest.raises(RefusedError, match="confirmed"):
        on.shift(before, 3, "target", True)


def test_a_shift_at_the_end_makes_a_row() -> None:
    before = beads("1-1", "1-1")
    assert types(on.shift(before, 1, "target", True), before) == ["1-1", "1-0", "0-1"]


def test_swapping_crosses_the_translations() -> None:
    before = beads("1-1", "1-2")
    assert [bead.target for bead in on.swap(before, 0).apply(before)] == [(1, 2), (0,)]


def test_confirming_all_above_leaves_what_is_marked_for_review() -> None:
    before = beads("1-1", "1-1", "1-1")
    before[1] = replace(before[1], status=BeadStatus.REVIEW)
    after = on.confirm_above(before, 2).apply(before)
    assert [bead.status.value for bead in after] == ["confirmed", "review", "auto"]
    with pytest.raises(RefusedError, match="confirmed already"):
        on.confirm_above(after, 2)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda b: on.merge(b, 2), "no row after"),
        (lambda b: on.split(b, 0, 1, 1), "on either side"),
        (lambda b: on.move(b, 1, "target", True), "no sentence on this side"),
        (lambda b: on.move(b, 0, "source", False), None),
        (lambda b: on.accept(b, 0), "has both sides"),
        (lambda b: on.swap(b, 2), "no row after"),
        (lambda b: on.swap([Bead((0,), ()), Bead((), (0,))], 0), "would be empty"),
        (lambda b: on.merge([Bead((0,), (0,)), Bead((1,), (2,)), Bead((2,), (1,))], 0), "do not follow each other"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_reason(change, reason) -> None:  # type: ignore[no-untyped-def]
    given_ = beads("1-1", "1-0", "1-1")
    if reason is None:
        assert types(change(given_), given_) == ["1-0", "0-1", "1-0", "1-1"]
    else:
        with pytest.raises(RefusedError, match=reason):
            change(given_)
