"""`narrator --language de`: the messages in German, the article's language untouched."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrator.messages import used


def test_help_is_in_german(narrator) -> None:
    lines = narrator("--language", "de", "convert", "--help").out.splitlines()
    assert "Beispiele:" in lines
    assert "Die Stimme:" in lines
    assert "  -q, --quiet: Keine Zeilen über den Fortschritt." in lines
    assert max(map(len, lines)) <= 80


def test_a_conversion_is_told_in_german(narrator, article: Path, tmp_path: Path) -> None:
    done = narrator(
        "--language",
        "de",
        "convert",
        article,
        "--engine",
        "tone",
        "--language",
        "en",
        "-o",
        tmp_path,
    )
    assert done.code == 0
    assert "Abschnitt 2 von 2: Lamps. " in done.err
    assert done.last_line.startswith(str(tmp_path))
    assert " ist geschrieben: " in done.last_line
    assert "Sekunden, 2 Kapitel." in done.last_line


def test_data_for_programs_is_the_same_in_every_language(narrator, article: Path) -> None:
    english = narrator("plan", article, "--json").out
    assert narrator("--language", "de", "plan", article, "--json").out == english
    assert narrator("--language", "de", "doctor", "--json").out == narrator("doctor", "--json").out


def test_a_run_after_it_is_in_the_environments_language_again(narrator) -> None:
    narrator("--language", "de", "--version")
    assert "Unverändert" not in narrator("cache").out
    assert used() == "en"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["convrt"], "Fehler: Den Befehl 'convrt' gibt es nicht. Meinten Sie convert?"),
        (["convert"], "Fehler: SOURCE fehlt."),
        (["convert", "x", "--rate", "7"], "Fehler: --rate: 7 ist keine ganze Zahl von 80 bis 450."),
        (["convert", "x", "--profil", "y"], "Fehler: Die Option --profil gibt es nicht."),
        (["convert", "x", "--rate"], "Fehler: Die Option '--rate' braucht einen Wert."),
        (["convert", "x", "--kind", "pdf"], "'pdf' ist keines von 'html', 'markdown', 'text'."),
        (["convert", "x", "--without", "bilyne"], "bilyne ist nicht bekannt. Meinten Sie byline?"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_command_line_is_told_in_german(narrator, arguments: list[str], said: str) -> None:
    done = narrator("--language", "de", *arguments)
    assert done.code == 2
    assert said in done.err.splitlines()[0]
    assert done.err.splitlines()[1].startswith("Hilfe dazu: narrator")


def test_another_language_is_refused_with_those_there_are(narrator) -> None:
    done = narrator("--language", "tlh", "doctor")
    assert done.code == 2
    assert "'en', 'de'" in done.err
