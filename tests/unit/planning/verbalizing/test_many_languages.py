"""Edges of the languages other than English; how they speak is in the published sets."""

from __future__ import annotations

import pytest

from benchmarks.verbalizing_quality import cases, languages
from narrator.planning.verbalizing import verbalize
from narrator.planning.verbalizing.languages import LANGUAGES
from narrator.planning.verbalizing.serbian import cyrillic


def test_every_language_with_rules_has_a_set_with_sentences_that_stay() -> None:
    tags = {tag.lower() for tag in languages()}
    assert set(LANGUAGES) <= tags
    for tag in languages():
        assert any(case.written == case.spoken for case in cases(tag)), tag


@pytest.mark.parametrize("tag", [tag for tag in languages() if tag != "en"])
def test_what_is_spoken_is_not_changed_again(tag: str) -> None:
    for case in cases(tag):
        once = verbalize(case.written, tag).spoken
        numbers_in_words = {"1 1 2"}  # Figures one by one are numbers again.
        if case.kind not in {"phone", "time"} and once not in numbers_in_words:
            assert verbalize(once, tag).spoken == once


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("der Trainer der 2. Mannschaft", "der Trainer der zweiten Mannschaft"),
        ("mit der 2. Mannschaft", "mit der zweiten Mannschaft"),
        ("Der 2. Versuch gelang.", "Der zweite Versuch gelang."),
        ("Dann kam der 2. Versuch.", "Dann kam der 2. Versuch."),
        ("ein 2. Haus", "ein 2. Haus"),
        ("am 3. und am 5. Mai", "am dritten und am fünften Mai"),
        ("Es endete am 3. Die Polizei kam.", "Es endete am 3. Die Polizei kam."),
        ("am 32.13.2024", "am 32.13.2024"),
        ("2. Bundesliga: Köln siegt", "zweite Bundesliga: Köln siegt"),
    ],
)
def test_a_german_ordinal_has_the_ending_that_its_article_asks_for(
    written: str, spoken: str
) -> None:
    assert verbalize(written, "de").spoken == spoken


@pytest.mark.parametrize(
    "written",
    [
        "Um 2:10 Stunden verfehlte er das Ziel.",
        "Der Anteil 21:15 sagt nichts.",
        "Teil II. Die Folgen.",
        "Rund 1500 Menschen kamen.",
        "TSV 1860 München",
        "Ausgabe 3/4 liegt vor.",
        "ISBN 978-3-16-148410-0",
        "DIE EU IST IN DER KRISE",
        "Version 3.10.2",
        "Die WHO-Chefin sprach.",
    ],
)
def test_german_that_is_not_certain_stays(written: str) -> None:
    assert verbalize(written, "de").spoken == written


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Er kam mit 1 Mio. Euro.", "Er kam mit einer Million Euro."),
        ("Es waren 3 Mio.", "Es waren 3 Millionen."),
        ("Es waren „3 Mio.“", "Es waren „3 Millionen.“"),
        ("Er sah 3 Mio. Sterne.", "Er sah 3 Millionen Sterne."),
        ("5,- €", "5 Euro"),
        ("$4.2bn", "$4.2bn"),
    ],
)
def test_german_amounts_at_their_edges(written: str, spoken: str) -> None:
    assert verbalize(written, "de").spoken == spoken


@pytest.mark.parametrize(
    ("language", "written", "spoken"),
    [
        ("ru", "к 5 %", "к 5 %"),
        ("ru", "на 1 тыс.", "на 1 тыс."),
        ("ru", "до 1,5 млн", "до одной целой пяти десятых миллиона"),
        ("ru", "по 15 руб. 5 коп.", "по 15 руб. 5 копеек."),
        ("ru", "1,2345 %", "1,2345 %"),
        ("uk", "на 1 тис.", "на 1 тис."),
        ("pl", "między 5 zł", "między 5 zł"),
        ("tr", "5 TL'ye", "5 TL'ye"),
        ("fr", "Charles X et Louis XIV", "Charles X et Louis XIV"),
        ("fr", "le code 3F2e", "le code 3F2e"),
        ("es", "4.2 millones", "4.2 millones"),
        ("it", "a 30° sotto zero", "a 30° sotto zero"),
        ("nl", "A2, 4x4", "A2, 4x4"),
        ("zh", "5G网络", "5G网络"),
        ("ja", "第2回", "第2回"),
    ],
)
def test_what_is_not_certain_stays(language: str, written: str, spoken: str) -> None:
    assert verbalize(written, language).spoken == spoken


@pytest.mark.parametrize("tag", ["sr", "sr-Latn", "sr-Cyrl"])
def test_serbian_speaks_in_the_script_of_the_text(tag: str) -> None:
    assert verbalize("Cena je 5 € od 3. maja.", tag).spoken == "Cena je 5 evra od trećeg maja."
    assert verbalize("Цена је 5 € од 3. маја.", tag).spoken == "Цена је 5 евра од трећег маја."


def test_serbian_letters_have_their_cyrillic_ones() -> None:
    assert cyrillic("dvadeset četvrti džem, ljubav i njiva") == "двадесет четврти џем, љубав и њива"


def test_portuguese_units_are_those_of_the_country() -> None:
    assert verbalize("5 km", "pt-PT").spoken == "5 quilómetros"
    assert verbalize("5 km", "pt-BR").spoken == "5 quilômetros"
    assert verbalize("5 km", "pt").spoken == "5 quilômetros"


def test_chinese_words_are_in_the_letters_of_the_text() -> None:
    assert verbalize("這個計劃耗資€3億", "zh").spoken == "這個計劃耗資3億歐元"
    assert verbalize("这个计划耗资€3亿", "zh").spoken == "这个计划耗资3亿欧元"
