"""Keys of segments, and finding them again in a changed document."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from align.alignments.segment_keys import KEY_PATTERN, keys_digest, match_keys, segment_key

letters = st.lists(st.sampled_from("abcde"), max_size=12)


def test_a_key_is_eight_letters_of_the_text() -> None:
    import re

    assert re.fullmatch(KEY_PATTERN, segment_key("美国和日本"))
    assert segment_key("美国和日本") != segment_key("美国和日本。")
    assert segment_key("\ud800") != segment_key("\ud801")


def test_white_space_does_not_change_a_key() -> None:
    assert segment_key("2024 年\r\n 4月") == segment_key("2024年4 月") == segment_key("2024年\u30004月")


def test_digest_tells_order_and_number_apart() -> None:
    assert len({keys_digest("ab"), keys_digest("ba"), keys_digest("abb"), keys_digest("")}) == 4


def test_a_repeated_heading_put_in_first_leaves_the_others_where_they_were() -> None:
    assert match_keys("aHbHc", "xHaHbHc") == [2, 3, 4, 5, 6]


def test_of_two_headings_the_one_whose_section_went_is_gone() -> None:
    assert match_keys("HabHcd", "Hcd") == [None, None, None, 0, 1, 2]


def test_sections_that_changed_places_take_their_headings_along() -> None:
    assert match_keys("HabHcd", "HcdHab") == [3, 4, 5, 0, 1, 2]


def test_what_is_ambiguous_is_left_open() -> None:
    assert match_keys("aHb", "xHyHz") == [None, None, None]


def test_as_many_repeats_on_both_sides_go_in_order_or_by_number() -> None:
    assert match_keys("HxH", "HyH") == [0, None, 2]
    assert match_keys("HxH", "HyH", [2, 0, 1]) == [2, None, 0]


@given(letters, letters)
def test_a_match_has_the_same_key_and_is_given_once(old: list[str], new: list[str]) -> None:
    match = match_keys(old, new)
    found = [there for there in match if there is not None]
    assert len(match) == len(old)
    assert len(set(found)) == len(found)
    assert all(old[here] == new[there] for here, there in enumerate(match) if there is not None)


@given(letters)
def test_an_unchanged_document_matches_itself(keys: list[str]) -> None:
    assert match_keys(keys, keys) == list(range(len(keys)))


@given(letters, st.permutations("fghij"))
def test_unique_keys_are_found_wherever_they_went(noise: list[str], moved: list[str]) -> None:
    match = match_keys([*"fghij", *noise], [*noise, *moved])
    assert match[:5] == [len(noise) + moved.index(key) for key in "fghij"]
