"""Messages in another language: nothing missing, nothing stale, and each finds its words."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

import pytest

from narrator import messages
from narrator.errors import SourceError
from narrator.messages import _, counted, languages, length, translated, use, used, wanted
from tests.unit.cli.extracting import catalogue, numbered, of_the_command_line, sentences

OTHERS = languages()[1:]


@pytest.fixture
def german() -> Iterator[None]:
    use("de")
    yield
    use("en")


def fields(text: str) -> list[str]:
    return sorted(
        f"{name}:{spec}"
        for _text, name, spec, _conversion in string.Formatter().parse(text)
        if name
    )


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_of_the_command_line_is_there(language: str) -> None:
    known = catalogue(language)
    missing = []
    for message in of_the_command_line():
        entry = known.get(message if isinstance(message, str) else message[0])
        said = () if entry is None else entry.string
        if not all(said if isinstance(said, tuple) else (said,)) or not said:
            missing.append(message)
    assert missing == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_translation_has_the_fields_of_its_message(language: str) -> None:
    for entry in catalogue(language):
        if not entry.id:
            continue
        if entry.pluralizable:
            assert {tuple(fields(form)) for form in (*entry.id, *entry.string)} == {
                tuple(fields(entry.id[0]))
            }
        else:
            assert fields(entry.string) == fields(entry.id), entry.id


@pytest.mark.parametrize("language", OTHERS)
def test_no_message_is_one_that_nobody_says_any_more(language: str) -> None:
    said = {
        message if isinstance(message, str) else message[0] for message in of_the_command_line()
    }
    said |= {text for text, _is_error in sentences()}
    known = [_one(entry.id) for entry in catalogue(language) if entry.id]
    assert [message for message in known if message not in said] == []


def _one(message: str | tuple[str, ...]) -> str:
    return message if isinstance(message, str) else message[0]


@pytest.mark.parametrize("language", OTHERS)
def test_options_commands_and_paths_are_not_translated(language: str) -> None:
    typed = re.compile(r"(?<![\w-])--[a-z][a-z-]+|`[^`]+`|\b[A-Z]{4,}\b(?=[/,.:;) ]|$)")
    for entry in catalogue(language):
        if isinstance(entry.id, str) and entry.id:
            kept = {word for word in typed.findall(entry.id) if word.startswith(("--", "`"))}
            assert [word for word in kept if word not in entry.string] == [], entry.id


@pytest.mark.parametrize("language", OTHERS)
def test_most_errors_are_there(language: str) -> None:
    """A floor to hold what was reached; what is missing is said in English."""
    known = {str(entry.id) for entry in catalogue(language)}
    errors = {text for text, is_error in sentences() if is_error}
    assert len(errors & known) / len(errors) >= 0.4


@pytest.mark.parametrize("language", OTHERS)
def test_each_sentence_with_fields_is_found_when_it_is_finished(language: str) -> None:
    use(language)
    try:
        for entry in catalogue(language):
            if isinstance(entry.id, str) and re.search(r"\{\d\}", entry.id):
                values = [f"Q{number}X" for number in range(entry.id.count("{"))]
                assert translated(entry.id.format(*values)) == entry.string.format(*values)
    finally:
        use("en")


def test_english_is_the_language_of_the_code() -> None:
    assert used() == "en"
    assert _("Stopped.") == "Stopped."
    assert _("") == ""
    assert translated("There is no such file") == "There is no such file"


@pytest.mark.usefixtures("german")
def test_german_words_take_the_place_of_english_ones() -> None:
    assert _("Stopped.") == "Beendet."
    assert _("") == ""
    assert counted("{number} chapter", "{number} chapters", 1) == "1 Kapitel"
    assert counted("{number} word", "{number} words", 2) == "2 Wörter"
    assert length(3_661_000) == "1 Stunde 1 Minute 1 Sekunde"
    assert length(0) == "0 Sekunden"
    assert translated("Section 2 of 3: Why? 40 percent.") == "Abschnitt 2 von 3: Why? 40 Prozent."
    assert translated("Words that nobody knows") == "Words that nobody knows"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LC_MESSAGES": "de_AT", "LANG": "en_GB.UTF-8"}, "de"),
        ({"NARRATOR_LANGUAGE": "de", "LC_ALL": "en_US.UTF-8"}, "de"),
        ({"NARRATOR_LANGUAGE": "tlh"}, "en"),
    ],
)
def test_the_environment_says_which_language(environment: dict[str, str], language: str) -> None:
    assert wanted(environment) == language


def test_another_language_is_refused() -> None:
    with pytest.raises(KeyError):
        messages.use("tlh")


def test_fields_are_numbered_in_their_order() -> None:
    assert numbered("No such command {name!r}.") == "No such command {0}."
    assert numbered("100 %, and a { brace") == "100 %, and a { brace"


@pytest.mark.usefixtures("german")
def test_an_error_of_a_stage_is_told_in_german(capsys: pytest.CaptureFixture[str]) -> None:
    from narrator.cli import say_error

    say_error(SourceError("There is no such file", where="x", hint="Check the path.", retry=True))
    assert capsys.readouterr().err.splitlines() == [
        "Fehler: Eine solche Datei gibt es nicht: x.",
        "Prüfen Sie den Pfad.",
        "Ein neuer Versuch kann helfen.",
    ]
