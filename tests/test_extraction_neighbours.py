"""What stands around a phrase, what its neighbours say, and which phrases stay candidates of their own."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.document import Span
from align.extraction.candidate import Candidate, Place
from align.extraction.neighbours import standing
from align.extraction.phrase import Phrase
from align.extraction.selection import LIKELY, _families
from align.extraction.shape import shape
from align.extraction.surroundings import around
from align.extraction.tokens import english_tokens


def candidate(term: str, score: float, *spans: tuple[int, int], unit: int = 0) -> Candidate:
    return Candidate(term, "name", score, (), tuple(Place(unit, Span(*span), None) for span in spans))


def test_neighbours_are_told_apart_by_where_they_stand() -> None:
    #  Kyoto University Critical Assembly opens
    whole = candidate("Kyoto University Critical Assembly", 0.8, (0, 34))
    left = candidate("Kyoto University", 0.6, (0, 16))
    right = candidate("Critical Assembly", 0.4, (17, 34))
    middle = candidate("University Critical", 0.1, (6, 25))
    of_whole, of_left, of_right, of_middle = standing([whole, left, right, middle])
    assert of_whole["beside-in-left"] == 0.6
    assert of_whole["beside-in-right"] == 0.4
    assert of_whole["beside-in-both"] == 0.1
    assert "beside-out-right" not in of_whole
    assert of_left["beside-out-right"] == of_right["beside-out-left"] == of_middle["beside-out-both"] == 0.8
    assert of_left["beside-cross"] == 0.1, "the right part does not touch it"
    assert of_middle["beside-cross"] == 0.6
    assert of_whole["beside-better"] == 0
    assert of_middle["beside-better"] == 3
    assert of_whole["beside-over-most"] > 0 > of_middle["beside-over-most"]


def test_figures_are_means_over_all_places() -> None:
    twice = candidate("network", 0.5, (0, 7), (20, 27))
    longer = candidate("network security", 0.5, (20, 36))
    elsewhere = candidate("network security", 0.9, (20, 36), unit=1)
    assert standing([twice, longer, elsewhere])[0]["beside-out"] == 0.25
    assert standing([twice, longer, elsewhere])[0]["beside-share"] == 0.75
    assert standing([twice, elsewhere])[0]["beside-share"] == 1.0


SPANS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 8)).map(lambda pair: (pair[0], sum(pair))), min_size=1, max_size=4
)


@given(st.lists(st.tuples(st.floats(0, 1), SPANS), max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_candidates_does_not_matter(
    made: list[tuple[float, list[tuple[int, int]]]], draw: random.Random
) -> None:
    found = [candidate(str(n), score, *sorted(set(spans))) for n, (score, spans) in enumerate(made)]
    order = list(range(len(found)))
    draw.shuffle(order)
    one, other = standing(found), standing([found[n] for n in order])
    for place, number in enumerate(order):
        assert other[place].keys() == one[number].keys()
        assert other[place] == pytest.approx(one[number])
        assert 0 <= one[number]["beside-share"] <= 1 + 1e-9


@pytest.mark.parametrize(("score", "own"), [(LIKELY, True), (LIKELY - 0.01, False)])
def test_a_part_that_is_likely_a_term_is_a_candidate_of_its_own(score: float, own: bool) -> None:
    whole = candidate("Kyoto University Critical Assembly", 0.8, (0, 34))
    part = candidate("Kyoto University", score, (0, 16))
    found = _families([whole, part])
    assert [one.term for one in found] == [whole.term, part.term][: 1 + own]
    assert found[0].cuts == (() if own else (part.term,))


def test_what_stands_around_a_phrase_is_counted_over_its_places() -> None:
    english = [
        english_tokens("The World Bank lending grew, and (World Bank) staff left."),
        english_tokens("World Bank"),
    ]
    texts = [token.text for token in english[0]]
    second = texts.index("World", 3)
    found = [(0, Phrase("name", 1, 3)), (0, Phrase("name", second, second + 2)), (1, Phrase("name", 0, 2))]
    values = around(found, english)
    assert values["left-determiner"] == values["left-bracket"] == values["left-end"] == pytest.approx(1 / 3)
    assert values["right-bracket"] == values["right-end"] == pytest.approx(1 / 3)
    assert sum(share for name, share in values.items() if name.startswith("right-")) == pytest.approx(1)
    assert values["alone"] == pytest.approx(1 / 3)


def test_the_looks_of_a_phrase() -> None:
    small, capital = (
        shape("the power grid", {"the power grid": 1}),
        shape("Power Grid", {"Power Grid": 3, "power grid": 1}),
    )
    assert (small["shape-capitals"], capital["shape-capitals"]) == (0, 1)
    assert (small["shape-small"], capital["shape-small"]) == (1, 0.25)
    assert small["shape-first-length"] == 5, "function words do not count"
    assert shape("deepen ties", {"deepen ties": 1})["shape-first-verb"] > small["shape-first-verb"]
    assert shape("a", {"a": 1})["shape-length"] == 1, "nothing but a function word"
