"""Choosing from a list of titles."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrator.errors import SourceError
from narrator.player.choosing import MOST_SHOWN, by_numbers, by_words, numbered

TITLES = ("The bridge opens", "A train is late", "The bridge is late")


@pytest.mark.parametrize(
    ("choice", "numbers"),
    [
        ("2", (2,)),
        ("1,3-5", (1, 3, 4, 5)),
        ("3, 1", (3, 1)),
        ("1 2", (1, 2)),
        (" 2 - 4 ; 2", (2, 3, 4)),
        ("1-2,", (1, 2)),
    ],
)
def test_numbers_and_ranges_are_chosen_in_their_order(
    choice: str, numbers: tuple[int, ...]
) -> None:
    assert by_numbers(choice, 5) == numbers


@pytest.mark.parametrize("choice", ["bridge", "3 bridges", "", "1-", "1--2", ","])
def test_what_is_no_list_of_numbers_is_left_to_words(choice: str) -> None:
    assert by_numbers(choice, 5) is None


@pytest.mark.parametrize("choice", ["0", "6", "3-9", "4-2", "999999"])
def test_a_number_that_is_not_there_is_an_error(choice: str) -> None:
    with pytest.raises(SourceError) as raised:
        by_numbers(choice, 5)
    assert raised.value.hint == "Choose from 1 to 5, such as 1,3-5."


@settings(deadline=None)
@given(st.lists(st.integers(1, 50), min_size=1, max_size=20))
def test_any_numbers_are_chosen_each_once(numbers: list[int]) -> None:
    chosen = by_numbers(",".join(map(str, numbers)), 50)
    assert chosen == tuple(dict.fromkeys(numbers))


def test_words_of_a_title_choose_it() -> None:
    assert by_words("bridge", TITLES) == (1, 3)
    assert by_words("LATE bridge", TITLES) == (3,)
    assert by_words("ferry", TITLES) == ()


def test_titles_are_lines_with_their_numbers() -> None:
    assert list(numbered(TITLES, (1, 3))) == ["1. The bridge opens", "3. The bridge is late"]
    many = [f"T{number}" for number in range(1, 101)]
    lines = list(numbered(many, range(1, 101)))
    assert len(lines) == MOST_SHOWN + 1
    assert lines[-1] == "And 40 more, up to number 100."
