"""The example of an engine in a package of its own, installed as a user would and run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.contracts.test_engines import EngineContract

DOCS = Path(__file__).parents[2] / "docs" / "engines.md"
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


# The text of docs/engines.md


PARROT = """
import math, struct

class Asleep(Exception):
    pass

def repeat(text, words_a_minute):
    if "night" in text:
        raise Asleep
    words = len(text.split()) if any(map(str.isalnum, text)) else 0
    count = 16_000 * 60 * words // words_a_minute
    return b"".join(struct.pack("<h", int(9000 * math.sin(n / 8))) for n in range(count))
"""


def documented(kind: str, having: str) -> str:
    """Return the block of docs/engines.md of that kind which has these words in it."""
    blocks = re.findall(
        rf"^```{kind}\n(.*?)^```$", DOCS.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    (found,) = [block for block in blocks if having in block]
    return found


@pytest.fixture
def parrot(tmp_path: Path) -> dict[str, str]:
    """Write the documented engine as a package, beside the library that it uses."""
    site = tmp_path / "site"
    points = tomllib.loads(documented("toml", "narrator.engines"))["project"]["entry-points"]
    ((name, where),) = points["narrator.engines"].items()
    module, _, _ = where.partition(":")
    for package, files in {"parrot": "", module: f"[narrator.engines]\n{name} = {where}\n"}.items():
        info = site / f"{package}-2.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 2.0\n")
        (info / "entry_points.txt").write_text(files)
    (site / "parrot.py").write_text(PARROT)
    (site / f"{module}.py").write_text(documented("python", "class ParrotEngine"), "utf-8")
    return {**os.environ, "PYTHONPATH": str(site), "NARRATOR_CACHE": str(tmp_path / "kept")}


def run(arguments: list[str], environment: dict[str, str], folder: Path):
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_documented_engine_is_listed_and_speaks(parrot, tmp_path: Path) -> None:
    (tmp_path / "day.txt").write_text("A short one\n\nThe bridge is closed.\n", "utf-8")
    narrator = ["-m", "narrator"]
    listed = run([*narrator, "voices"], parrot, tmp_path)
    assert "parrot: offline, parrot, ready." in listed.stdout, listed.stderr
    voices = run([*narrator, "voices", "--engine", "parrot"], parrot, tmp_path)
    assert "polly, language en" in voices.stdout
    done = run([*narrator, "convert", "day.txt", "--engine", "parrot"], parrot, tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.glob("output/*/*.mp3"))) == 1
    kept = run([*narrator, "cache"], parrot, tmp_path)
    assert re.search(r"^parrot: \d+ utterances", kept.stdout, re.MULTILINE)


def test_the_documented_error_is_shown_with_its_hint(parrot, tmp_path: Path) -> None:
    (tmp_path / "night.txt").write_text("A short one\n\nThe night is long.\n", "utf-8")
    program = (
        "from narrator.speaking.ahead import Stopping; Stopping.sleep = lambda *_: None;"
        "from narrator.cli import main; main()"
    )
    arguments = ["-c", program, "convert", "night.txt", "--engine", "parrot", "--no-cache"]
    done = run(arguments, parrot, tmp_path)
    assert done.returncode == 5
    assert "The parrot is asleep (tried 5 times)" in done.stderr
    assert "Come back by day." in done.stderr


def test_the_documented_tone_is_as_it_says(tmp_path: Path) -> None:
    block = documented("python", "ToneEngine")
    said = run(["-c", block], dict(os.environ), Path(__file__).parents[2])
    assert said.stdout.strip() == block.rpartition("# ")[2].strip()
