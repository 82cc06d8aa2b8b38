from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale

from narrator.article import Medium
from narrator.planning.phrases import (
    LANGUAGES,
    Phrases,
    SignNames,
    counted,
    in_its_script,
    joined,
    phrases_for,
)

GOLDEN = Path(__file__).parents[2] / "cases" / "phrases"
TAGS = sorted({*LANGUAGES, "sr-Latn", "zh-Hant"})
COUNTED = ("list", "rows", "columns", "code", "minutes", "hours", "sections", "stories")
NUMBERS = (0, 1, 2, 3, 5, 11, 21, 100)
HOLES = {
    "numbered_note": {"mark"},
    "by": {"names"},
    "table": {"rows", "columns"},
    "elsewhere_at": {"host"},
    "about": {"time"},
    "hours_and_minutes": {"hours", "minutes"},
    "length": {"time", "sections"},
    "length_alone": {"time"},
    "closing": {"headline"},
    "edition": {"date"},
    "link": {"host"},
}


def table(tag: str) -> Phrases:
    phrases = phrases_for(tag)
    assert phrases is not None
    return phrases


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def lines(tag: str) -> Iterator[str]:
    """Yield every announcement of a language, as the listener hears it."""
    phrases = table(tag)
    for name in ("image", "caption", "quotation", "note", "credit", "column_names"):
        yield getattr(phrases, name)
    yield from (phrases.to_do + phrases.colon, phrases.done + phrases.colon)
    yield phrases.numbered_note.format(mark="2")
    yield phrases.by.format(names=joined(("Ada", "Bo", "Cy"), phrases))
    yield from (phrases.embed(medium) + phrases.stop for medium in Medium)
    yield phrases.closing.format(headline="Ada")
    yield phrases.disclosure
    yield phrases.edition.format(date="2026")
    yield phrases.link.format(host=f"example {phrases.dot} com")
    yield phrases.elsewhere
    yield phrases.elsewhere_at.format(host="example.com")
    yield phrases.less_than_a_minute + phrases.stop
    for number in NUMBERS:
        count = {name: counted(getattr(phrases, name), number, tag) for name in COUNTED}
        yield count["list"]
        yield phrases.table.format(**count)
        yield count["code"]
        yield count["stories"] + phrases.stop
        about = phrases.about.format(time=count["minutes"])
        yield phrases.length.format(time=about, sections=count["sections"])
        both = phrases.hours_and_minutes.format(**count)
        yield phrases.length_alone.format(time=phrases.about.format(time=both))


@pytest.mark.parametrize("tag", TAGS)
def test_announcements_read_as_they_were_reviewed(tag: str) -> None:
    assert list(lines(tag)) == (GOLDEN / f"{tag}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("tag", TAGS)
def test_every_table_is_complete(tag: str) -> None:
    phrases = table(tag)
    for entry in fields(Phrases):
        if entry.name not in {"separator_before_i", "signs"}:
            assert getattr(phrases, entry.name), entry.name
    assert set(phrases.embeds) == set(Medium)


def test_signs_have_names_where_they_are_known() -> None:
    named = {tag: signs for tag in TAGS if (signs := table(tag).signs)}
    assert set(named) == {"de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "tr", "uk"}
    for signs in named.values():
        assert all(getattr(signs, entry.name) for entry in fields(SignNames))


@pytest.mark.parametrize("tag", TAGS)
def test_every_phrase_has_its_holes_and_no_others(tag: str) -> None:
    phrases = table(tag)
    for entry in fields(Phrases):
        value = getattr(phrases, entry.name)
        if isinstance(value, str):
            assert holes(value) == HOLES.get(entry.name, set()), entry.name


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("name", COUNTED)
def test_every_plural_category_of_the_language_has_its_form(tag: str, name: str) -> None:
    forms = getattr(table(tag), name)
    categories = {*Locale(tag.partition("-")[0]).plural_form.tags, "other"}
    assert {form for form in forms if not form.startswith("=")} == categories
    for form, text in forms.items():
        # Only where a form is of one number alone may it be in words.
        assert holes(text) <= {"n"}
        if form in {"few", "many", "other"}:
            assert holes(text) == {"n"}


@pytest.mark.parametrize(
    ("tag", "number", "said"),
    [
        ("ru", 1, "одна строка"),
        ("ru", 2, "две строки"),
        ("ru", 21, "21 строка"),
        ("ru", 22, "22 строки"),
        ("pl", 22, "22 wiersze"),
        ("pl", 12, "12 wierszy"),
        ("ar", 2, "صفان"),
        ("ar", 11, "11 صفًا"),
        ("ar", 103, "103 صفوف"),
        ("fr", 1_000_000, "1000000 de lignes"),
    ],
)
def test_the_form_fits_the_number(tag: str, number: int, said: str) -> None:
    assert counted(table(tag).rows, number, tag) == said


@pytest.mark.parametrize("tag", ["fi", "cs", "yue", "und", "", "x-private"])
def test_a_language_without_a_table_gets_none(tag: str) -> None:
    assert phrases_for(tag) is None


@pytest.mark.parametrize(
    ("tag", "image"),
    [
        ("pt-BR", "Imagem:"),
        ("zh-Hans-CN", "图片："),
        ("zh-TW", "圖片："),
        ("zh-HK", "圖片："),
        ("zh-Hant", "圖片："),
        ("sr", "Слика:"),
        ("sr-Latn-RS", "Slika:"),
        ("EN-gb", "Image:"),
    ],
)
def test_region_and_script_choose_the_table(tag: str, image: str) -> None:
    assert table(tag).image == image


@pytest.mark.parametrize(
    ("tag", "text", "settled"),
    [
        ("sr", "Most je otvoren", "sr-Latn"),
        ("sr-RS", "Most je otvoren", "sr-Latn"),
        ("sr", "Мост је отворен", "sr"),
        ("sr-Cyrl", "Most", "sr-Cyrl"),
        ("de", "Brücke", "de"),
    ],
)
def test_serbian_is_announced_in_the_alphabet_of_its_text(
    tag: str, text: str, settled: str
) -> None:
    assert in_its_script(tag, text) == settled


def test_no_table_lies_about_that_no_language_has() -> None:
    folder = Path(sys.modules[Phrases.__module__].__file__ or "").parent
    assert {path.stem for path in folder.glob("*.toml")} == {*LANGUAGES, "zh-Hant"}
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(TAGS)


@pytest.mark.parametrize(
    ("tag", "names", "said"),
    [
        ("en", ("Ada",), "Ada"),
        ("en", ("Ada", "Bo", "Cy"), "Ada, Bo and Cy"),
        ("es", ("Ada", "Inés"), "Ada e Inés"),
        ("es", ("Ada", "Hilda"), "Ada e Hilda"),
        ("es", ("Ada", "Hierro"), "Ada y Hierro"),
        ("ar", ("أحمد", "سارة"), "أحمد وسارة"),
        ("ja", ("林", "森"), "林、森"),
    ],
)
def test_names_are_joined_as_the_language_does(tag: str, names: tuple[str, ...], said: str) -> None:
    assert joined(names, table(tag)) == said


if __name__ == "__main__":
    sys.stdout.write("".join(f"{line}\n" for line in lines(sys.argv[1])))
