from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from narrator.words import estimated_offsets, marks_for_groups, word_spans


def test_words_stand_without_their_punctuation_and_ideographs_alone() -> None:
    text = "“Yes,” said Jo: 5 % 大桥."
    words = [text[start:end] for start, end in word_spans(text)]
    assert words == ["Yes", "said", "Jo", "5", "%", "大", "桥"]


def test_a_longer_word_is_given_more_time() -> None:
    text = "A considerable while."
    found = [(text[start:end], offset) for start, end, offset in estimated_offsets(text, 2100)]
    assert found == [("A", 0), ("considerable", 200), ("while", 1500)]


@given(st.text(max_size=60), st.integers(1, 10**6))
def test_estimates_are_in_order_and_inside_the_sound(text: str, samples: int) -> None:
    offsets = [offset for _, _, offset in estimated_offsets(text, samples)]
    assert offsets == sorted(offsets)
    assert all(0 <= offset < samples for offset in offsets)
    assert offsets[:1] in ([], [0])


def test_marks_are_given_only_where_words_and_groups_are_as_many() -> None:
    assert [mark.start for mark in marks_for_groups("One two", (0, 9))] == [0, 4]
    assert marks_for_groups("It was 1,200", (0, 1, 2, 3, 4)) == ()
