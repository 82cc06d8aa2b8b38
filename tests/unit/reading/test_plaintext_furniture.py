from __future__ import annotations

import pytest

from narrator.article import Reason
from narrator.reading.plaintext import furniture, words


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Skip to content", Reason.NAVIGATION),
        ("Zur Hauptnavigation springen", Reason.NAVIGATION),
        ("Aller au contenu principal", Reason.NAVIGATION),
        ("本文へスキップ", Reason.NAVIGATION),
        ("Facebook Twitter Email Copy link", Reason.SHARING),
        ("* Artikel teilen", Reason.SHARING),
        ("Werbung", Reason.ADVERTISING),
        ("267 Kommentare", Reason.COMMENTS),
        ("Comments (12)", Reason.COMMENTS),
        ("Read more: Ten ferries that failed", Reason.RELATED),
        ("Sign up for our morning letter", Reason.NEWSLETTER),
        ("We use cookies to make this site better.", Reason.CONSENT),
        ("© 2026 Night Rail Gazette", Reason.SITE),
    ],
)
def test_furniture_is_known_with_its_reason(line: str, reason: Reason) -> None:
    assert (words.of_line(line) or words.opener(line)) is reason


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement spending fell by ten percent last year, the agency said on Monday.",
        "Share prices rise",
        "The menu of the dining car",
        "How comments changed the news",
        "",
    ],
)
def test_a_text_that_only_begins_like_furniture_is_none(line: str) -> None:
    assert words.of_line(line) is None
    assert words.opener(line) is None


def test_no_phrase_of_the_tables_is_empty_or_a_bare_number() -> None:
    for table in (furniture.LINES, furniture.OPENERS, furniture.STARTS):
        for phrases in table.values():
            for phrase in phrases.split(";"):
                assert phrase.strip()
                assert not phrase.strip().isdigit()
