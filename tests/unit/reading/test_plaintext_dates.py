from __future__ import annotations

import pytest

from narrator.reading.plaintext import dates

SURE = {
    "Stand: 28.04.2023 17:23 Uhr": "2023-04-28T17:23:00",
    "Published 12 March 2026 10:00 GMT": "2026-03-12T10:00:00+00:00",
    "Publié le 30/04/2024 - 16:00": "2024-04-30T16:00:00",
    "Posted: Aug 08, 2024 4:00 AM EDT": "2024-08-08T04:00:00-04:00",
    "2025-03-29T11:36:01Z": "2025-03-29T11:36:01+00:00",
    "2026-03-12T10:00:00+01:00": "2026-03-12T10:00:00+01:00",
    "2025年1月14日 20:00": "2025-01-14T20:00:00",
    "입력 2025.05.15 20:00": "2025-05-15T20:00:00",
    "2025년 5월 15일": "2025-05-15",
    "14 мая 2025, 18:03": "2025-05-14T18:03:00",
    "Opublikowano: 9 listopada 2026, godz. 14:05": "2026-11-09T14:05:00",
    "١٢ مارس ٢٠٢٦": "2026-03-12",
    "12 de marzo de 2026": "2026-03-12",
    "Donnerstag, 5. Juni 2025": "2025-06-05",
    "16 September 2024 9:33pm": "2024-09-16T21:33:00",
    "12 March 2026, 12:05 am": "2026-03-12T00:05:00",
    "10:30 Uhr, 12.03.2026": "2026-03-12T10:30:00",
    "06. feb 2025 17:25": "2025-02-06T17:25:00",
    "1er mai 2026 à 8h05": "2026-05-01T08:05:00",
    "26-Apr-2026": "2026-04-26",
}


@pytest.mark.parametrize(("written", "iso"), SURE.items())
def test_a_date_that_is_sure_has_its_iso_form(written: str, iso: str) -> None:
    found = dates.find(written, month_first=False)
    assert found is not None
    assert found.iso == iso
    assert dates.is_date_line(written)


def test_an_american_date_with_slashes_is_not_guessed() -> None:
    found = dates.find("03/04/2026")
    assert found is not None
    assert found.iso == ""


def test_a_date_with_slashes_is_sure_where_one_number_is_no_month() -> None:
    found = dates.find("04/25/2026")
    assert found is not None
    assert found.iso == "2026-04-25"


@pytest.mark.parametrize(
    "written",
    [
        "2 hours ago",
        "vor 3 Stunden",
        "il y a 2 heures",
        "hace 5 minutos",
        "3 dni temu",
        "5 часов назад",
        "منذ 3 ساعات",
        "3時間前",
        "3小时前",
        "heute um 12:19 Uhr",
    ],
)
def test_a_relative_date_is_a_date_without_iso_form(written: str) -> None:
    found = dates.find(written)
    assert found is not None
    assert found.iso == ""
    assert dates.is_date_line(written)


@pytest.mark.parametrize(
    "text",
    [
        "In 1995 the bridge was opened.",
        "99.99.2026",
        "The survey of 12 March 2026 was the first that counted the bees as well",
        "Version 1.2.3",
        "",
        "x" * 200 + " 12 March 2026",
    ],
)
def test_other_lines_are_no_date_lines(text: str) -> None:
    assert not dates.is_date_line(text)


def test_a_line_of_two_dates_is_parted_at_the_word_for_the_change() -> None:
    assert dates.split_updated("12 March 2026 | Last updated 13 March 2026") == (
        "12 March 2026",
        "Last updated 13 March 2026",
    )
    assert dates.split_updated("Aktualisiert am 28. April 2023") == (
        "",
        "Aktualisiert am 28. April 2023",
    )


def test_the_words_beside_a_date_belong_to_it() -> None:
    text = "Ada Quill, published on 12 March 2026"
    assert [text[start:end] for start, end in dates.spans(text)] == ["published on 12 March 2026"]


def test_a_section_may_stand_behind_an_announced_date() -> None:
    assert dates.is_date_line("Published on 12 March 2026 in Science")
    assert not dates.is_date_line("12 March 2026 was a cold day in Dunmere")


@pytest.mark.parametrize("text", ["Available until 30 April 2026", "Verfügbar bis 30.04.2026"])
def test_the_end_of_an_offer_is_no_date_of_the_text(text: str) -> None:
    assert not dates.is_date_line(text)
