"""The example of an engine in a package of its own, installed as a user would and run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contracts.test_engines import EngineContract

EXAMPLE = Path(__file__).parents[2] / "examples" / "morse-engine"


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Return a folder with the package installed, and nothing else."""
    folder = tmp_path_factory.mktemp("site")
    options = ["--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check"]
    subprocess.run(
        [sys.executable, "-m", "pip", "install", *options, "--target", str(folder), str(EXAMPLE)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder


class TestMorse(EngineContract):
    name = "morse"
    misspelt = ("keyy", "key")
    any_language = True

    @pytest.fixture(autouse=True)
    def _installed(self, installed, monkeypatch):
        monkeypatch.syspath_prepend(installed)
        path = os.pathsep.join([str(installed), os.environ.get("PYTHONPATH", "")])
        monkeypatch.setenv("PYTHONPATH", path.rstrip(os.pathsep))

    def test_availability_is_quick_and_says_what_there_is(self, engine):
        assert type(engine).availability().detail == "Morse code"

    # Morse code is nine times slower than speech, so the suite's lengths of time do not hold.
    def test_gives_whole_samples_that_are_not_silent(self, say):
        assert any(say("One bridge.").pcm.data)

    def test_other_scripts_are_spoken_by_a_fitting_voice(self, say):
        assert any(say("Мост закрыт.", "ru").pcm.data)

    def test_markup_is_read_and_not_obeyed(self, say):
        assert say("say <b> it").pcm.samples > say("say it").pcm.samples


def test_command_line_knows_it_and_speaks_with_it(installed, tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    (tmp_path / "article.txt").write_text("A short one\n\nThe bridge is closed.\n", "utf-8")

    def narrator(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "narrator", *arguments],
            cwd=tmp_path,
            env=environment | {"NARRATOR_MORSE_TONE_HZ": "600"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    assert "morse: offline, Morse code, ready." in narrator("voices").stdout
    done = narrator("convert", "article.txt", "--engine", "morse")
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.glob("output/*/*.mp3"))
