from __future__ import annotations

import pytest

from narrator.reading.plaintext import bylines


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ada Quill", ("Ada Quill",)),
        ("By Ada Quill and Bo Reed in London", ("Ada Quill", "Bo Reed")),
        ("Von Elke von der Heide, Redakteurin", ("Elke von der Heide", "Redakteurin")),
        ("Par Camille Rouvier et Léa Marchand", ("Camille Rouvier", "Léa Marchand")),
        ("Por Lucía Ferrán y Andrés Molina", ("Lucía Ferrán", "Andrés Molina")),
        ("Автор: Анна Белозёрова", ("Анна Белозёрова",)),
        ("بقلم: سلمى الحداد", ("سلمى الحداد",)),
        ("作者：林晚秋", ("林晚秋",)),
    ],
)
def test_the_names_in_a_byline(byline: str, names: tuple[str, ...]) -> None:
    assert bylines.is_byline(byline)
    assert bylines.authors(byline)[: len(names)] == names


@pytest.mark.parametrize(
    "text",
    [
        "By the end of the year nothing was left.",
        "by now",
        "Von wegen",
        "For the birds",
        "By",
        "x" * 200,
    ],
)
def test_other_lines_are_no_bylines(text: str) -> None:
    assert not bylines.is_byline(text)


def test_a_name_and_a_date_in_one_line_are_parted() -> None:
    assert bylines.is_dated_name("Ada Quill · Posted: Aug 08, 2024 4:00 AM EDT")
    assert bylines.parted("Ada Quill · Posted: Aug 08, 2024 4:00 AM EDT") == (
        "Ada Quill",
        "Posted: Aug 08, 2024 4:00 AM EDT",
    )
    assert bylines.parted("25.04.24 | 14:07 Uhr | Von Eva Kirch") == (
        "Von Eva Kirch",
        "25.04.24 | 14:07 Uhr",
    )


@pytest.mark.parametrize("text", ["Ada Quill", "JÖRG ZSCHAU", "Ada Quill, Bo Reed"])
def test_names_are_known_by_their_capitals(text: str) -> None:
    assert bylines.is_name(text)


@pytest.mark.parametrize("text", ["Who Won?", "Room 12", "one two", "Ada: Quill", "Ada"])
def test_other_short_lines_are_no_names(text: str) -> None:
    assert not bylines.is_name(text)
