"""Verbalizing changes only what a rule names, the same way each time, in time that is bearable."""

from __future__ import annotations

import gc
import time
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrator.planning.verbalizing import says_something, verbalize
from narrator.planning.verbalizing.languages import LANGUAGES

TAGS = sorted({*LANGUAGES, "et"})
"""Every language that has rules, and one that has none."""
SHORT_TEXT = 10_000
LONG_TEXT = 4 * SHORT_TEXT
VERY_LONG_TEXT = 100_000
BEARABLE_RATIO = 8
"""Four times the text took 3.4 to 4.5 times as long; a rule that is quadratic takes 16 times."""
ATTEMPTS = 5
"""Other work on the machine can make one measurement long; a quadratic rule makes all."""
BEARABLE_LONG_S = 2.0
"""The slowest of the texts below took 0.2 s."""

PIECE_TEXT = r"""
1 2 3 7 10 12 15 30 50 100 905 1905 2026 1,200 4.2 0.5 3,5 1.200 : . , ; - – − / % ° ' " ( ) [
] $ £ € ¥ R$ US$ bn m k kg km/h °C ft in am p.m. GMT Jan. March May Sept. st nd rd th I II IV
VIII XIV Charles King World War Super Bowl Dr. Sen. St. No. Jr. U.S. J. K. R-Texas D-Calif.
#MeToo @user a@b.org example.com https://example.org/x?y=1 www. 👍 🇩🇪 ½ 3¼ 1/2 x² 10^6 ^ ~ < >
& w/ e.g. vs. v. WHO IV drip A–Z 24/7 192.168.0.1 3.11.2 +44 555-0123 Boeing 737-800 978-3-16
[1] ¹ * the a in of people million billion dollars Uhr Prozent Mio. Mrd. der am § Nr. z.B. km²
Rue n° № ₽ 第 年 月
"""
PIECES = st.sampled_from(PIECE_TEXT.split())
SPACES = st.sampled_from(["", " ", " ", " ", "\u00a0", "\n"])
NEWS = st.lists(st.tuples(PIECES, SPACES), max_size=12).map(
    lambda parts: "".join(piece + space for piece, space in parts)
)
TEXTS = st.one_of(st.text(max_size=80), NEWS)

COMMON = ["1", "1.", "1-", "1,", "1 ", " ", "-", "A. ", "a", "1/2 "]
"""Tried in every language."""
HOSTILE = [
    *("1:", "1,111,", "1°1'", "1m ", "1x", "5ft 1 "),
    *("A.", "V.", "St. ", "No.", "IV ", "I", "$", "$1-", "£1.2m-", "10:00-", "Jan. 1 "),
    *("#a", "@a", "a@a.", "a.a", "www.", "https://", "+44 1 ", "½", "¹", "[1]", "👍", "\u00ad "),
    *("1990s ", "in 1905 ", "1905 and ", "Dr. A ", "e.g. ", "IV and ", "Charles I ", "8pm "),
    *("–", "'", "Aa ", " a"),
]
"""Tried in the languages whose rules are many."""
CASES = [*((tag, piece) for tag in TAGS for piece in COMMON)]
CASES += [(tag, piece) for tag in TAGS if tag in {"de", "en", "et"} for piece in HOSTILE]


@settings(max_examples=300)
@given(language=st.sampled_from(TAGS), text=TEXTS)
def test_what_no_change_covers_stays_as_it_stands(language: str, text: str) -> None:
    result = verbalize(text, language)
    left, place = [], 0
    for change in result.changes:
        assert 0 <= place <= change.start < change.end <= len(result.text)
        left.append(result.text[place : change.start])
        place = change.end
    left.append(result.text[place:])
    rest = result.spoken
    for piece in left:
        for word in piece.split():
            assert word in rest
            rest = rest[rest.index(word) + len(word) :]
    if not result.changes:
        assert result.spoken == " ".join(result.text.split())


@settings(max_examples=300)
@given(language=st.sampled_from(TAGS), text=TEXTS)
def test_the_same_text_is_said_the_same_way(language: str, text: str) -> None:
    assert verbalize(text, language) == verbalize(text, language)


@settings(max_examples=300)
@given(language=st.sampled_from(TAGS), text=TEXTS)
def test_what_can_be_heard_is_not_silenced(language: str, text: str) -> None:
    result = verbalize(text, language)
    assert says_something(result.spoken) == says_something(result.text)


@pytest.mark.parametrize(("language", "piece"), CASES)
def test_no_text_takes_more_than_its_length_in_time(language: str, piece: str) -> None:
    ratios = (_ratio(piece, language) for _ in range(ATTEMPTS))
    assert any(ratio < BEARABLE_RATIO for ratio in ratios)


@pytest.mark.parametrize("piece", COMMON)
def test_a_hundred_thousand_characters_are_said_in_bearable_time(piece: str) -> None:
    assert _seconds(piece, VERY_LONG_TEXT, "en") < BEARABLE_LONG_S


@pytest.mark.parametrize("module", sorted(set(LANGUAGES.values())))
@settings(max_examples=50)
@given(text=NEWS)
def test_a_rule_that_names_characters_matches_nothing_without_them(module: str, text: str) -> None:
    for rule in import_module(module).RULES:
        for match in rule.pattern.finditer(text) if rule.among else ():
            assert not rule.among.isdisjoint(match[0]), rule


def _ratio(piece: str, language: str) -> float:
    """Return how many times as long the long text takes as the short one."""
    short = _seconds(piece, SHORT_TEXT, language)
    return _seconds(piece, LONG_TEXT, language) / max(short, 0.005)


def _seconds(piece: str, length: int, language: str) -> float:
    """Return the processor's time for a text that repeats a piece.

    Without the garbage collector: its rounds take as long as all that other tests left behind.
    """
    text = (piece * (length // len(piece) + 1))[:length]
    verbalize(piece, language)
    gc.disable()
    try:
        start = time.process_time()
        verbalize(text, language)
        return time.process_time() - start
    finally:
        gc.enable()
