"""Numbers as they are written, and the forms of what they count."""

from __future__ import annotations

import re

import pytest

from narrator.planning.verbalizing.nouns import category_of, noun, unit, units_of, with_number
from narrator.planning.verbalizing.numerals import Writing
from narrator.planning.verbalizing.roman_numerals import roman_value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("5", "5"),
        ("1.234.567", "1234567"),
        ("10\u00a0000", "10000"),
        ("10 000,5", "10000.5"),
        ("3,50", "3.50"),
    ],
)
def test_numbers_are_read_with_their_groups(written: str, value: str) -> None:
    writing = Writing()
    assert re.fullmatch(writing.number, written)
    assert writing.value(written) == value


@pytest.mark.parametrize("written", ["1.2345", "1,", "1.23", "10 00", ""])
def test_what_is_no_number_is_not_read_as_one(written: str) -> None:
    assert re.fullmatch(Writing().number, written) is None


def test_indian_groups_are_read_where_they_are_written() -> None:
    assert re.fullmatch(Writing(".", ",", pairs=True).number, "1,23,45,678")
    assert re.fullmatch(Writing(".", ",").number, "1,23,456") is None


def test_a_fraction_of_zero_keeps_its_own_plural_category() -> None:
    assert category_of("2.0", "ru") == "other"
    assert category_of("2", "ru") == "few"


@pytest.mark.parametrize(
    ("number", "genitive", "form"),
    [
        ("1", False, "рубль"),
        ("2", False, "рубля"),
        ("5", False, "рублей"),
        ("11", False, "рублей"),
        ("21", False, "рубль"),
        ("1", True, "рубля"),
        ("2", True, "рублей"),
    ],
)
def test_a_noun_has_the_form_of_its_number(number: str, genitive: bool, form: str) -> None:
    ruble = noun("рубль", "рубля", "рублей", "рубля")
    assert ruble.form(category_of(number, "ru"), genitive) == form


def test_behind_a_word_for_a_million_the_form_is_its_own() -> None:
    euro, million, thousand = (
        noun("euro", "euros", counted="d'euros"),
        noun("M"),
        noun("mil", links=False),
    )
    assert euro.behind(million) == "d'euros"
    assert euro.behind(thousand) == "euros"


def test_the_number_stands_where_the_form_wants_it() -> None:
    assert with_number("5", "yüzde {n}") == "yüzde 5"
    assert with_number("5", "procent") == "5 procent"


@pytest.mark.parametrize(
    ("language", "number", "form"),
    [
        ("ru", "2", "километра"),
        ("pl", "5", "kilometrów"),
        ("fr", "1", "kilomètre"),
        ("nl", "3", "kilometer"),
    ],
)
def test_units_have_the_forms_of_the_cldr(language: str, number: str, form: str) -> None:
    assert unit("length-kilometer", language).form(category_of(number, language)) == form


@pytest.mark.parametrize("language", ["fr", "es", "it", "pt", "pt-PT", "nl", "pl", "tr", "hi"])
def test_every_usual_unit_has_a_name_in_words(language: str) -> None:
    for symbol, name in units_of(language).items():
        for form in name.forms.values():
            assert form
            assert form != symbol
            assert not form.startswith(("length-", "mass-", "power-"))
            assert not any(char.isdigit() for char in form)


@pytest.mark.parametrize(
    ("numeral", "value"), [("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("XIX", 19), ("XXI", 21)]
)
def test_roman_numerals_have_their_value(numeral: str, value: int) -> None:
    assert roman_value(numeral) == value


@pytest.mark.parametrize("numeral", ["", "IIII", "VX", "IC", "VV", "IXI"])
def test_what_is_written_wrongly_has_no_value(numeral: str) -> None:
    assert roman_value(numeral) is None
