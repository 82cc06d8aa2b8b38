from __future__ import annotations

import pytest

from narrator.reading.plaintext.lines import (
    breadth,
    is_closed,
    is_prose,
    is_rule,
    split,
    unbulleted,
)
from narrator.reading.plaintext.wrapping import unwrap


def texts(source: str) -> list[str]:
    return [line.text for line in unwrap(split(source))]


def test_a_line_knows_its_column_and_whether_it_is_spaced() -> None:
    first, second, third = split("one\n\n    two\n\tthree\n")
    assert (first.column, second.column, third.column) == (0, 4, 8)
    assert (first.spaced, second.spaced, third.spaced) == (False, True, False)


def test_mail_quotes_are_counted_and_taken_off() -> None:
    assert [(line.quoted, line.text) for line in split(">> two\n> one\nnone")] == [
        (2, "two"),
        (1, "one"),
        (0, "none"),
    ]


@pytest.mark.parametrize(
    "text", ["Done.", 'He said "no."', "終わった。", "(Really!)", "هل انتهى؟", "खत्म।", "Well …"]
)
def test_a_sentence_is_closed_in_every_script(text: str) -> None:
    assert is_closed(text)


@pytest.mark.parametrize("text", ["Done", "One,", "終わり", "", "***", "In brackets)"])
def test_what_does_not_end_a_sentence_is_open(text: str) -> None:
    assert not is_closed(text)


def test_wide_characters_count_two() -> None:
    assert breadth("灯台 x") == 6
    assert breadth("phare") == 5


def test_a_long_question_may_be_a_headline_and_is_no_prose() -> None:
    assert not is_prose("Is " + "very " * 18 + "long?")
    assert is_prose("It is " + "very " * 18 + "long.")


@pytest.mark.parametrize("text", ["* * *", "---", "=====", "⁂", "~~~", "• • •"])
def test_drawn_lines_are_rules(text: str) -> None:
    assert is_rule(text)


@pytest.mark.parametrize("text", ["--", "a ---", "* one", "--- a"])
def test_other_lines_are_no_rules(text: str) -> None:
    assert not is_rule(text)


def test_a_bullet_goes_and_the_number_of_a_day_stays() -> None:
    assert unbulleted("* 7. March") == "7. March"
    assert unbulleted("7. March") == "7. March"


WRAPPED = """\
For eighty years the people of Low Garth have drawn their water from
a well that appears on no map. Last month a surveyor came to look for
it, and went home with wet feet and a note-
book of questions that nobody in the village was willing to answer at
the time.

A short one.
"""


def test_hard_wrapped_lines_are_joined() -> None:
    first, second = texts(WRAPPED)
    assert first.startswith(
        "For eighty years the people of Low Garth have drawn their water from a"
    )
    assert first.endswith("willing to answer at the time.")
    assert second == "A short one."


def test_a_word_divided_at_a_hyphen_keeps_it_and_gets_no_space() -> None:
    assert "a note-book of" in texts(WRAPPED)[0]


def test_wrapped_japanese_is_joined_without_spaces() -> None:
    line = "港町の浜辺に立つ小学校は十年前に最後の卒業生を送り出した校舎は取り壊される"
    assert texts(f"{line}\n{line}\n{line}\n終わり。\n") == [line * 3 + "終わり。"]


def test_unwrapped_lines_stay_apart() -> None:
    long = "This paragraph is one line, however long it is. " * 6
    assert texts(f"{long}\nShort\n{long}\n") == [long.strip(), "Short", long.strip()]


def test_a_list_in_a_wrapped_text_keeps_its_items_apart() -> None:
    assert texts(WRAPPED + "\n* one\n* two\n")[-2:] == ["* one", "* two"]
