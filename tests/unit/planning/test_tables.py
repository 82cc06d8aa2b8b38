from __future__ import annotations

from dataclasses import replace

import pytest

from narrator.article import Article, Metadata, Reason, Table
from narrator.planning import plan
from narrator.profile import VoiceProfile
from narrator.profiles import load_profile
from narrator.script import Role, Script, Utterance

LARGE = Table(
    rows=tuple((f"Town {n}", str(n), str(n + 1)) for n in range(21)),
    header=("Town", "2024", "2025"),
    caption="Votes by town",
)


@pytest.fixture
def newsroom() -> VoiceProfile:
    return load_profile("newsroom")


def planned(profile: VoiceProfile, table: Table, language: str = "en", url: str = "") -> Script:
    meta = Metadata(headline="Headline", language=language, url=url)
    return plan(Article(meta, blocks=(table,)), profile)


def of_table(script: Script) -> list[Utterance]:
    return [spoken for spoken in script.utterances() if spoken.origin.startswith("/blocks/0")]


def test_a_large_table_says_its_size_and_where_it_is(newsroom: VoiceProfile) -> None:
    script = planned(newsroom, LARGE, url="https://www.example.com/votes")
    assert [(spoken.role, spoken.written) for spoken in of_table(script)] == [
        (Role.ANNOUNCEMENT, "Table, 21 rows, 3 columns."),
        (Role.CAPTION, "Votes by town"),
        (
            Role.ANNOUNCEMENT,
            "It is too large to be read aloud; the whole of it is in the article at example.com.",
        ),
    ]
    assert of_table(script)[-1].spoken.endswith("in the article at example dot com.")


def test_the_cells_of_a_large_table_are_omissions(newsroom: VoiceProfile) -> None:
    omissions = planned(newsroom, LARGE).omissions
    assert {omission.reason for omission in omissions} == {Reason.LARGE_TABLE}
    assert len(omissions) == 22
    assert omissions[0].excerpt == "Town; 2024; 2025"
    assert (omissions[1].excerpt, omissions[1].origin) == ("Town 0; 0; 1", "/blocks/0/rows/0")


def test_without_an_address_it_is_in_the_article(newsroom: VoiceProfile) -> None:
    assert of_table(planned(newsroom, LARGE, "de"))[-1].written == (
        "Sie ist zum Vorlesen zu groß und steht vollständig im Artikel."
    )


def test_the_threshold_is_the_profiles(newsroom: VoiceProfile) -> None:
    assert not planned(replace(newsroom, table_cells=63), LARGE).omissions
    assert planned(replace(newsroom, table_cells=62), LARGE).omissions


def test_a_table_is_read_whole_where_nobody_would_hear_that_it_is_not(
    newsroom: VoiceProfile,
) -> None:
    quiet = replace(newsroom, announcements=replace(newsroom.announcements, table=False))
    assert not planned(quiet, LARGE).omissions
    assert not planned(newsroom, LARGE, "fi").omissions


@pytest.mark.parametrize(
    ("header", "row", "said"),
    [
        (("Name", "Votes"), ("Ada", "12"), "Name: Ada; Votes: 12"),
        (("", "2024", "2025"), ("North", "3", "1"), "North, 2024: 3; 2025: 1"),
        (("", "2024", "2025"), ("North:", "3", "1"), "North: 2024: 3; 2025: 1"),
        ((), ("Height", "40 m"), "Height: 40 m"),
        ((), ("Height:", "40 m"), "Height: 40 m"),
        ((), ("a", "b", "c"), "a; b; c"),
        (("", "Votes"), ("Ada", ""), "Ada"),
        (("", "Votes"), ("", "12"), "Votes: 12"),
    ],
)
def test_a_row_reads_well(
    newsroom: VoiceProfile, header: tuple[str, ...], row: tuple[str, ...], said: str
) -> None:
    filled = (*("x" for _ in row),)
    script = planned(newsroom, Table(rows=(row, filled), header=header))
    rows = [spoken.written for spoken in of_table(script) if spoken.role is Role.TABLE_ROW]
    assert rows[0] == said
