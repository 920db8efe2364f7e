"""What is known of segments without counterpart: the usual length ratio, and the scorer that sees gaps only."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.aligner import prepare
from align.aligner.model import choose, measure, scorers
from align.aligner.weighing import weigh_all
from align.evidence.ratio import usual_ratio, whole_ratio
from align.gaps import these_sentences
from align.linetext import line_document
from align.scorers.gaps import SCORER
from align.term import Termbase

LENGTHS = st.tuples(st.integers(0, 500), st.integers(0, 500))


def test_a_run_of_sentences_is_named_in_words() -> None:
    assert [these_sentences(count) for count in (1, 2, 3)] == [
        "this sentence",
        "this sentence and the one after it",
        "this sentence and the 2 after it",
    ]


def test_the_usual_ratio_is_that_of_ordinary_beads() -> None:
    ordinary = [(10, 40), (20, 82), (15, 59), (30, 119)]
    with_leftovers = [*ordinary, (40, 20), (60, 25)]
    assert usual_ratio(ordinary) == pytest.approx(4.0)
    assert usual_ratio(with_leftovers) == pytest.approx(4.0)
    assert whole_ratio(with_leftovers) < 2
    assert usual_ratio([]) == whole_ratio([(0, 5)]) == 1.0


@given(st.lists(LENGTHS))
def test_the_ratio_of_turned_pairs_is_turned(pairs: list[tuple[int, int]]) -> None:
    assert usual_ratio(pairs) > 0
    assert whole_ratio(pairs) * whole_ratio([(b, a) for a, b in pairs]) == pytest.approx(1)


def _region():  # type: ignore[no-untyped-def]
    zh = line_document("a.zh", "国王进入城门。\n天气很冷。\n他见了30个士兵和祭司。\n随后他离开这座城。\n", "zh")
    en = line_document(
        "a.en",
        "The king entered the gate of the city.\nHe saw 30 soldiers and priests.\nThen he left the city.\n",
        "en",
    )
    (region,) = prepare(zh, en, Termbase(), (), (), False, lambda share: None).regions
    return region


def test_only_gaps_are_shown_to_a_scorer_of_gaps() -> None:
    region = _region()
    columns = measure(region.material, region.beads, [SCORER])
    gaps = (region.beads.x == 0) | (region.beads.y == 0)
    assert not columns[~gaps].any()
    assert (columns[gaps][:, [0, len(SCORER.columns) // 2]].sum(axis=1) == 1).all(), "a gap is one side's"
    others = [scorer for scorer in scorers() if not scorer.of_gaps]
    assert not measure(region.material, region.beads, others)[gaps].any()


def test_a_text_full_of_gaps_is_weighed_by_its_own_model() -> None:
    region, shipped = _region(), choose(("zh", "en"), with_dictionary=False)
    usual = replace(shipped, gap_open=-0.5)
    chosen, (weighed,) = weigh_all([region], usual)
    assert chosen is usual.gapped
    alone = [int(region.beads.i[k]) for k in weighed.chain if not region.beads.y[k]]
    assert alone == [1], "the weather is told on one side only"
    never = replace(usual, gap_open=-60.0)
    assert weigh_all([region], never)[0] is never
