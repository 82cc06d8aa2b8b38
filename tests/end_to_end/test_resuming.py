"""Runs that are killed, edited and repeated: nothing is paid for twice, and nothing is lost."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from narrator.speaking.neural import at_once
from narrator.speaking.piper import voices_folder
from tests.contracts.small_voices import piper_voice
from tests.contracts.speech_server import OpenAIHandler, Reply, SpeechServer

from . import slow_engine, sources
from .conftest import Narrator
from .hearing import contents

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kill -9 of POSIX")

KILLS = int(os.environ.get("NARRATOR_TEST_KILLS", "10"))
"""More of them take longer and find rarer moments."""
KILLS_A_CHAIN = 10
"""Of one article, before its cache is emptied again."""
FERRYMEN = (
    *("Abel", "Bruno", "Carla", "Doris", "Edgar", "Flora", "Gerda", "Hanna", "Igor", "Jonas"),
    *("Karin", "Lukas", "Marta", "Nora", "Oskar", "Paula", "Quentin", "Rosa", "Selma", "Tilda"),
    *("Ursula", "Viktor", "Wanda", "Xaver"),
)
SENTENCES = [f"The winter in which {name} kept the ferry was a hard one." for name in FERRYMEN]
REFUSED = "Ursula"
"""In one of the last sentences."""


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return slow_engine.install(tmp_path / "site", monkeypatch)


@pytest.fixture
def article(write) -> Path:
    parts = [f"## Part {n}\n\n{' '.join(SENTENCES[n : n + 8])}" for n in range(0, 24, 8)]
    return write("ice.md", "# The ice has gone\n\n" + "\n\n".join(parts) + "\n")


def asked(log: Path) -> list[str]:
    return log.read_text("utf-8").splitlines()


def command(article: Path, out: Path, engine: str = "slow") -> list[str]:
    return [
        *(sys.executable, "-m", "narrator", "convert", str(article)),
        *("-o", str(out), "--engine", engine, "--profile", "single"),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["slow", "slow-piper"])
def test_a_run_that_is_killed_anywhere_and_resumed_gives_the_same_bytes(
    engine: str,
    article: Path,
    log: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    record_property,
) -> None:
    piper_voice(voices_folder())
    monkeypatch.setenv(slow_engine.PACE_VARIABLE, "60")
    cache = tmp_path / "kept"
    monkeypatch.setenv("NARRATOR_CACHE", str(cache))
    start = time.perf_counter()
    subprocess.run(command(article, tmp_path / "whole", engine), check=True, capture_output=True)
    whole_s = time.perf_counter() - start
    undisturbed = contents(tmp_path / "whole")
    utterances = asked(log)
    chance = random.Random(KILLS)
    lost = killed = 0
    for chain in range(0, KILLS, KILLS_A_CHAIN):
        shutil.rmtree(cache)
        log.write_text("")
        out = tmp_path / f"out{chain}"
        for _ in range(min(KILLS_A_CHAIN, KILLS - chain)):
            with subprocess.Popen(
                command(article, out, engine), stdout=subprocess.PIPE, stderr=subprocess.PIPE
            ) as process:
                try:
                    # Not to the end of the whole: what is kept makes each run shorter.
                    process.communicate(timeout=chance.uniform(0.05, 0.7) * whole_s)
                except subprocess.TimeoutExpired:
                    process.kill()
                    killed += 1
        done = subprocess.run(
            command(article, out, engine), check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        assert "damaged" not in done.stderr
        assert contents(out) == undisturbed
        assert set(asked(log)) == set(utterances)
        lost += len(asked(log)) - len(set(utterances))
    record_property("runs killed", killed)
    record_property("utterances spoken twice", lost)
    assert killed >= KILLS // 2
    # At most those that were under way: one, or as many as the engine speaks at a time.
    assert lost <= killed * (at_once() if engine == "slow-piper" else 1)


def test_an_unchanged_article_makes_no_engine_call_and_the_same_bytes(
    narrator: Narrator, article: Path, log: Path, tmp_path: Path
) -> None:
    for out in ("one", "two"):
        done = narrator(
            "convert", article, "-o", tmp_path / out, "--engine", "slow", "--profile", "single"
        )
        assert done.code == 0
    assert len(asked(log)) == len(set(asked(log))) >= len(SENTENCES)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_an_edited_sentence_speaks_one_sentence(
    narrator: Narrator, article: Path, log: Path, tmp_path: Path
) -> None:
    options = ("-o", tmp_path / "out", "--engine", "slow")
    narrator("convert", article, *options)
    log.write_text("")
    article.write_text(
        article.read_text("utf-8").replace(
            "Paula kept the ferry was", "Paula kept the ferry had been"
        )
    )
    assert narrator("convert", article, *options).code == 0
    (line,) = asked(log)
    assert "had been" in line


def test_no_cache_speaks_anew_and_keeps_nothing(
    narrator: Narrator, write, log: Path, tmp_path: Path
) -> None:
    short = write("short.md", sources.SHORT)
    for _ in range(2):
        narrator("convert", short, "-o", tmp_path / "out", "--engine", "slow", "--no-cache")
    assert len(asked(log)) == 2 * len(set(asked(log)))
    assert narrator("cache", "--json").data["utterances"] == 0


def test_a_failure_is_5_keeps_what_was_spoken_and_says_so(
    narrator: Narrator, article: Path, log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ("-o", tmp_path / "out", "--engine", "slow")
    monkeypatch.setenv(slow_engine.FAIL_VARIABLE, REFUSED)
    done = narrator("convert", article, *options)
    assert done.code == 5
    assert "The slow engine refuses" in done.err
    assert "the same command goes on from there" in done.err
    spoken = asked(log)
    assert len(spoken) > 15
    assert contents(tmp_path / "out") == {}
    monkeypatch.delenv(slow_engine.FAIL_VARIABLE)
    log.write_text("")
    assert narrator("convert", article, *options).code == 0
    assert not set(asked(log)) & set(spoken)


INTERRUPTED_WITHIN_S = 8.0
"""Far less than the two minutes that a request may take, and enough for a busy machine."""


def test_an_interruption_ends_a_request_that_is_under_way(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    with SpeechServer(handler=OpenAIHandler) as server:
        monkeypatch.setenv("NARRATOR_OPENAI_URL", f"{server.url}/v1")
        server.replies += [Reply()] * 4 + [Reply(hang=True)] * 20
        words = ["openai" if word == "slow" else word for word in command(article, tmp_path)]
        with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as process:
            while len(server.requests) < 6 and process.poll() is None:
                time.sleep(0.05)
            process.send_signal(signal.SIGINT)
            start = time.perf_counter()
            _, said = process.communicate(timeout=60)
            took_s = time.perf_counter() - start
    assert process.returncode == 130
    assert said.endswith("Interrupted. Nothing was left half written.\n")
    assert "utterances): the same command goes on from there.\n" in said
    assert "Waiting" not in said
    assert "Traceback" not in said
    assert took_s < INTERRUPTED_WITHIN_S


# Another engine in its place


def test_a_fallback_speaks_the_whole_episode_and_is_said_and_written_down(
    narrator: Narrator, article: Path, log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mutagen.id3 import ID3

    monkeypatch.setenv(slow_engine.FAIL_VARIABLE, REFUSED)
    options = ("-o", tmp_path / "out", "--engine", "slow", "--fallback", "tone")
    done = narrator("convert", article, *options)
    assert done.code == 0
    assert "The whole episode is spoken anew with the voices of tone." in done.err
    assert "Spoken by tone in place of slow, which failed." in done.out.splitlines()[-1]
    (mp3,) = (tmp_path / "out").rglob("*.mp3")
    comment = ID3(mp3).getall("COMM")[0].text[0]
    assert "tone low" in comment
    assert "That voice stands in for slow." in comment
    direct = narrator("convert", article, "-o", tmp_path / "direct", "--engine", "tone", "--json")
    again = narrator("convert", article, *options, "--json")
    assert again.data[0]["voices"] == direct.data[0]["voices"]
    assert again.data[0]["duration_ms"] == direct.data[0]["duration_ms"]
    assert (again.data[0]["in_place_of"], direct.data[0]["in_place_of"]) == ("slow", "")


def test_a_fallback_that_is_not_needed_changes_nothing(
    narrator: Narrator, write, log: Path, tmp_path: Path
) -> None:
    short = write("short.md", sources.SHORT)
    options = ("-o", tmp_path / "out", "--engine", "slow", "--fallback", "tone")
    done = narrator("convert", short, *options)
    assert done.code == 0
    assert "in place of" not in done.out


def test_a_fallback_that_fails_too_is_5(
    narrator: Narrator, article: Path, log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(slow_engine.FAIL_VARIABLE, REFUSED)
    done = narrator("convert", article, "--engine", "slow", "--fallback", "slow")
    assert done.code == 5
    done = narrator("convert", article, "--engine", "slow", "--fallback", "kokoro")
    assert done.code == 5
    assert list(Path().rglob("*.mp3")) == []


def test_an_unknown_fallback_is_said_before_anything_is_read(narrator: Narrator) -> None:
    done = narrator("convert", "gone.md", "--fallback", "tonne")
    assert done.code == 5
    assert "tone" in done.err
    assert "Reading" not in done.err
