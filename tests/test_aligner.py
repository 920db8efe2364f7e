"""The aligner: beads partition both sides, confirmed beads stand, moved sections are found."""

from __future__ import annotations

from pathlib import Path

import numba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align import evidence
from align.aligner import align, firstpass, lattice, search
from align.aligner.order import longest_in_order, sort_beads
from align.bead import Alignment, Bead, BeadStatus
from align.document import Document
from align.evaluation import evaluate, read_gold
from align.evidence import kernels, links, sides
from align.linetext import line_document

ZH = """国家元首今天抵达东京。
他将访问三座城市。
两国签署了12项协议。
协议涉及能源、气候和健康。
陈清扬说：“可以吗？”
总统没有回答。
会议于2024年4月10日举行。
记者等了两个小时。""".splitlines()
EN = """The head of state arrived in Tokyo today.
He will visit three cities.
The two countries signed 12 agreements.
The agreements concern energy, climate and health.
"May I?" said Chen Qingyang.
The president did not answer.
The meeting was held on April 10, 2024.
The reporters waited for two hours.""".splitlines()


def lines(texts: list[str], lang: str) -> Document:
    return line_document(f"text.{lang}", "".join(f"{text}\n" for text in texts), lang)


def pairs(alignment: Alignment) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in alignment.beads]


def assert_partition(alignment: Alignment) -> None:
    for side, document in (("source", alignment.source), ("target", alignment.target)):
        held = sorted(k for bead in alignment.beads for k in getattr(bead, side))
        assert held == list(range(len(document.segments)))


def test_parallel_sentences() -> None:
    result = align(lines(ZH, "zh"), lines(EN, "en"), use_dictionary=False)
    assert pairs(result) == [((k,), (k,)) for k in range(len(ZH))]


def test_either_direction_gives_the_same_beads() -> None:
    there = align(lines(ZH, "zh"), lines(EN, "en"), use_dictionary=False)
    back = align(lines(EN, "en"), lines(ZH, "zh"), use_dictionary=False)
    assert pairs(there) == [(source, target) for target, source in pairs(back)]


def test_merged_sentences_become_one_bead() -> None:
    joined = [*EN[:2], f"{EN[2]} {EN[3]}", *EN[4:]]
    result = align(lines(ZH, "zh"), lines(joined, "en"), use_dictionary=False)
    assert ((2, 3), (2,)) in pairs(result)
    assert len(result.beads) == len(ZH) - 1


def test_boilerplate_gets_no_confident_bead() -> None:
    front = ["Skip to main content", "Subscribe to our newsletter", "Privacy policy", "Log in"]
    result = align(lines(ZH, "zh"), lines([*front, *EN], "en"), use_dictionary=False)
    wrong = [bead for bead in result.beads if bead.source and bead.target and bead.target[0] < len(front)]
    assert all(bead.confidence < 0.5 for bead in wrong)
    assert [bead for bead in pairs(result) if bead[0]][1:] == [((k,), (k + 4,)) for k in range(1, len(ZH))]


def test_equal_lines_get_no_confident_bead() -> None:
    result = align(lines([ZH[5]] * 30, "zh"), lines([EN[5]] * 40, "en"), use_dictionary=False)
    assert_partition(result)
    assert all(bead.confidence < 0.1 for bead in result.beads)
    assert any("repeated" in reason for bead in result.beads for reason in bead.reasons)


def test_a_text_twice_over_keeps_its_confidence() -> None:
    result = align(lines(ZH * 2, "zh"), lines(EN * 2, "en"), use_dictionary=False)
    assert pairs(result) == [((k,), (k,)) for k in range(2 * len(ZH))]
    assert sum(bead.confidence > 0.5 for bead in result.beads) > len(ZH)


def test_single_sentences_missing_all_over_leave_their_counterparts_alone(shared: Path) -> None:
    folder = shared / "eval" / "alignment" / "mac-dev"
    zh, en = ((folder / f"001.{lang}").read_text(encoding="utf-8").splitlines() for lang in ("zh", "en"))
    gold = read_gold((folder / "001.gold").read_text(encoding="utf-8"), "001.gold")
    kept = [j for j in range(len(en)) if j % 6 != 3]
    place = {j: k for k, j in enumerate(kept)}
    left = [(a, tuple(place[j] for j in b if j in place)) for a, b in gold]
    result = align(lines(zh, "zh"), lines([en[j] for j in kept], "en"), use_dictionary=False)
    assert evaluate(pairs(result), left).strict.f1 > 0.85


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([*ZH, "", "?", "𠀀𠀁", "AI 12%"]), max_size=8),
    st.lists(st.sampled_from([*EN, "", "—", "U.S."]), max_size=8),
)
def test_beads_partition_both_sides(zh: list[str], en: list[str]) -> None:
    result = align(lines(zh, "zh"), lines(en, "en"), use_dictionary=False)
    assert_partition(result)
    assert all(0.0 <= bead.confidence <= 1.0 and bead.reasons for bead in result.beads)


def test_confirmed_beads_stand_even_where_they_cross() -> None:
    anchors = [
        Bead((1,), (5,), 1.0, BeadStatus.CONFIRMED, note="mine"),
        Bead((5,), (1,), 1.0, BeadStatus.CONFIRMED),
        Bead((6,), (), 1.0, BeadStatus.CONFIRMED),
    ]
    result = align(lines(ZH, "zh"), lines(EN, "en"), use_dictionary=False, anchors=anchors)
    assert all(anchor in result.beads for anchor in anchors)
    assert_partition(result)


def test_progress_rises_to_one() -> None:
    seen: list[float] = []
    align(lines(ZH, "zh"), lines(EN, "en"), use_dictionary=False, progress=seen.append)
    assert seen[0] == 0.0
    assert seen[-1] == 1.0
    assert seen == sorted(seen)


def test_without_numba_the_result_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = align(lines(ZH, "zh"), lines(EN, "en"), use_dictionary=False)
    for module in (evidence, firstpass, search, lattice):
        monkeypatch.setattr(module, "LARGE", -10)
    assert align(lines(ZH, "zh"), lines(EN, "en"), use_dictionary=False) == plain


def test_without_numba_a_long_text_gets_the_same_beads(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Long enough for a band, with a moved section, so that seams and the band's edges are met too.
    folder = shared / "eval" / "alignment" / "mac-dev"
    zh, en = (
        [line for name in ("001", "003", "004") for line in (folder / f"{name}.{lang}").read_text("utf-8").splitlines()]
        for lang in ("zh", "en")
    )
    sides = lines(zh, "zh"), lines([*en[:150], *en[250:350], *en[150:250], *en[350:]], "en")
    fast = align(*sides, use_dictionary=False)
    monkeypatch.setattr(kernels, "find_spec", lambda name: None)
    kernels.compiled.cache_clear()
    assert align(*sides, use_dictionary=False) == fast
    kernels.compiled.cache_clear()


def test_numba_without_a_folder_for_its_cache_still_compiles(monkeypatch: pytest.MonkeyPatch) -> None:
    def njit(function: object = None, *, cache: bool = False) -> object:
        def refuse(_: object) -> object:
            raise RuntimeError("cannot cache function: no locator available")

        return refuse if cache else ("compiled", function)

    monkeypatch.setattr(numba, "njit", njit)
    assert kernels.compiled.__wrapped__(len) == ("compiled", len)


def test_parts_that_are_counted_together_do_not_change_what_is_learned(monkeypatch: pytest.MonkeyPatch) -> None:
    here = [["wa", "wthe", "wa"], ["wb", "wthe"], ["wc", "wd"], ["wd", "we"], ["wf"], ["wthe", "wg"]] * 2
    there = [["wA", "wZ"], ["wZ", "wB"], ["wD", "wC"], ["wE", "wD"], ["wF"], ["wG"]] * 2
    beads = [((k,), (k,)) for k in range(len(here))]
    whole = sides.make_side(here), sides.make_side(there)
    learned = links.learned_links(whole, beads)
    assert {unit: max(row, key=row.__getitem__) for unit, row in learned.items()} == {
        f"w{letter}": f"w{letter.upper()}" for letter in "abcdefg"
    }
    monkeypatch.setattr(sides, "_AT_ONCE", 1)
    monkeypatch.setattr(links, "_PAIRS", 1)
    parts = sides.make_side(here), sides.make_side(there)
    assert links.learned_links(parts, beads) == learned
    for one, other in zip(whole, parts, strict=True):
        assert one.names == other.names
        assert one.types.tolist() == other.types.tolist()
        assert one.weights.tolist() == other.weights.tolist()
        assert one.offsets.tolist() == other.offsets.tolist()


def test_a_moved_section_is_found(shared: Path) -> None:
    folder = shared / "eval" / "alignment" / "mac-dev"
    zh, en = ((folder / f"001.{lang}").read_text(encoding="utf-8").splitlines() for lang in ("zh", "en"))
    gold = read_gold((folder / "001.gold").read_text(encoding="utf-8"), "001.gold")
    first, second = 80, 140
    order = [*range(first), *range(second, 200), *range(first, second), *range(200, len(en))]
    place = {j: k for k, j in enumerate(order)}
    moved = [(a, tuple(sorted(place[j] for j in b))) for a, b in gold]
    result = align(lines(zh, "zh"), lines([en[j] for j in order], "en"), use_dictionary=False)
    assert_partition(result)
    assert evaluate(pairs(result), moved).strict.f1 > 0.9


def test_beads_are_sorted_by_source_and_lone_targets_follow_their_neighbour() -> None:
    beads = [Bead((), (2,)), Bead((1,), (1,)), Bead((0,), (0,)), Bead((2,), (3,))]
    assert [(b.source, b.target) for b in sort_beads(beads)] == [((0,), (0,)), ((1,), (1,)), ((), (2,)), ((2,), (3,))]


def test_longest_run_in_order() -> None:
    beads = [Bead((0,), (4,)), Bead((1,), (0,)), Bead((2,), (1,)), Bead((3,), (3,)), Bead((4,), (2,))]
    assert [bead.source for bead in longest_in_order(beads)] in ([(1,), (2,), (3,)], [(1,), (2,), (4,)])
