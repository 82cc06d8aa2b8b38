"""Edges of the English rules; what is said in whole sentences is in benchmarks/verbalizing."""

from __future__ import annotations

import re

import pytest

from narrator.planning.verbalizing import verbalize
from narrator.planning.verbalizing.english import RULES
from narrator.planning.verbalizing.english.context import is_attributive, stop
from narrator.planning.verbalizing.english.numbers import ordinal_figure, year_in_words
from narrator.planning.verbalizing.english.roman import value
from narrator.planning.verbalizing.rules import Rule, changed, changes


def spoken(text: str) -> str:
    return verbalize(text, "en").spoken


@pytest.mark.parametrize(
    ("numeral", "number"),
    [("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("XL", 40), ("LVIII", 58), ("XCIX", 99)],
)
def test_roman_numerals_have_their_value(numeral: str, number: int) -> None:
    assert value(numeral) == number


@pytest.mark.parametrize("numeral", ["", "IIII", "VX", "IIX", "XXC", "LL", "VV"])
def test_letters_that_are_no_numeral_have_no_value(numeral: str) -> None:
    assert value(numeral) is None


@pytest.mark.parametrize(
    ("year", "words"),
    [
        (1066, "ten sixty-six"),
        (1900, "nineteen hundred"),
        (1905, "nineteen oh-five"),
        (1999, "nineteen ninety-nine"),
        (2000, "2000"),
        (2009, "2009"),
        (2010, "twenty ten"),
        (2026, "twenty twenty-six"),
        (476, "476"),
    ],
)
def test_years_are_said_in_two_halves_except_the_first_of_a_millennium(
    year: int, words: str
) -> None:
    assert year_in_words(year) == words


def test_ordinals_in_figures_end_as_they_should() -> None:
    numbers = [1, 2, 3, 4, 11, 12, 13, 21, 22, 31, 111, 112]
    assert [ordinal_figure(number) for number in numbers] == (
        [
            "1st",
            "2nd",
            "3rd",
            "4th",
            "11th",
            "12th",
            "13th",
            "21st",
            "22nd",
            "31st",
            "111th",
            "112th",
        ]
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a $5 deal", True),
        ("an $8 million Paris home", True),
        ("the $5 deal", True),
        ("the firm's $5 deal", True),
        ("two $5 notes", True),
        ("plus $5 notes", True),
        ("a $5-a-day fee", True),
        ("the $5 that", False),
        ("the $5 raised", False),
        ("he's $5 short", False),
        ("paid $5 deals", False),
        ("a $5.", False),
        ("$5", False),
    ],
)
def test_an_amount_before_a_noun_describes_it(text: str, expected: bool) -> None:
    match = re.search(r"\$\d+(?: million)?", text)
    assert match is not None
    assert is_attributive(match) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at 10 p.m.", "."),
        ('"at 10 p.m."', "."),
        ("at 10 p.m. The game", "."),
        ("at 10 p.m. Tuesday", ""),
        ("at 10 p.m. on", ""),
        ("at 10 pm", ""),
    ],
)
def test_a_stop_that_ends_the_sentence_too_is_kept(text: str, expected: str) -> None:
    match = re.search(r"p\.?m\.?", text)
    assert match is not None
    assert stop(match) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30",
        "2026-13-01",
        "13/13/2026",
        "March 45",
        "25:61",
        "13:75 p.m.",
        "45pm",
        "+44 1",
        "ISBN 978",
        "1-2-3-4-5-6-7",
        "2026-03-12T10:00:00Z",
        "user@@example.org",
        "a#b",
    ],
)
def test_what_is_not_well_formed_stays(text: str) -> None:
    assert spoken(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Yes.",
        "A.",
        "V.",
        "Dr.",
        "3.",
        "U.S.",
        "St.",
    ],
)
def test_a_sentence_of_one_word_stays(text: str) -> None:
    assert spoken(text) == text


def test_a_rule_of_the_user_goes_first() -> None:
    own = (Rule("lexicon", re.compile(r"\$4\.2bn"), lambda _match: "a lot"),)
    assert verbalize("It cost $4.2bn.", "en", own).spoken == "It cost a lot."


def test_a_rule_that_says_what_is_written_protects_it() -> None:
    keep = Rule("keep", re.compile("MI5"), lambda match: match[0])
    spell = Rule("spell", re.compile(r"[A-Z]+\d"), lambda match: " ".join(match[0]))
    made = changes("MI5 and MI6", (keep, spell))
    assert changed("MI5 and MI6", made) == "MI5 and M I 6"
    assert len(made) == 1


def test_a_rule_is_not_searched_for_where_its_characters_are_missing() -> None:
    never = Rule("never", re.compile("a"), lambda _match: "b", frozenset("$"))
    assert changes("banana", (never,)) == ()


def test_a_change_names_its_rule() -> None:
    made = verbalize("On Jan. 6 it cost $5.", "en").changes
    assert [(change.rule, change.spoken) for change in made] == [
        ("date", "January 6th"),
        ("currency", "5 dollars"),
    ]


def test_every_rule_can_be_shown_by_name() -> None:
    assert all(re.fullmatch(r"[A-Za-z][\w -]+", rule.name) for rule in RULES)


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Sat 24 Feb 2024 12.42 CET", "Saturday the 24th of February twenty twenty-four 12:42 CET"),
        ("Tue, 26 November", "Tuesday, the 26th of November"),
        ("Wed., Aug. 7", "Wednesday, August 7th"),
        ("At 08.05 GMT it rose 12.42 points.", "At 8 oh 5 GMT it rose 12.42 points."),
        ("The cat sat 24 days.", "The cat sat 24 days."),
        ("Sat 24 people", "Sat 24 people"),
    ],
)
def test_a_line_with_the_date_is_said_as_one(text: str, spoken: str) -> None:
    assert verbalize(text, "en").spoken == spoken
