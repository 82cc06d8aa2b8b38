"""The words that the readers of pages and of text share."""

import re

import pytest

from narrator.reading.phrases import AGENCIES, MONTHS, UPDATED, alternatives, month_numbers, phrases


def test_there_are_twelve_months() -> None:
    assert len(MONTHS.split(";")) == 12
    assert set(month_numbers().values()) == set(range(1, 13))


@pytest.mark.parametrize(
    ("name", "number"), [("märz", 3), ("août", 8), ("listopada", 11), ("mag", 5), ("фев", 2)]
)
def test_a_month_has_its_number_in_every_language(name: str, number: int) -> None:
    assert month_numbers()[name] == number


def test_the_longest_phrase_is_tried_first() -> None:
    assert phrases("a; a b;\n   a b\n   c; ") == ("a b c", "a b", "a")
    match = re.match(alternatives(AGENCIES), "Getty Images")
    assert match is not None
    assert match.group() == "Getty Images"
    assert re.match(alternatives(UPDATED), "last updated")
