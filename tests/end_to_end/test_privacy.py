"""What leaves this machine: nothing in an offline run, and no key ever."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from narrator.speaking.kokoro import models_folder
from narrator.speaking.piper import voices_folder
from tests.contracts.small_voices import kokoro_files, piper_voice
from tests.contracts.speech_server import OpenAIHandler, SpeechServer

from . import sources
from .conftest import Narrator

KEY = "sk-not-a-key-0123456789"

REFUSING = """
import sys

def refuse(event, arguments):
    if event.startswith("socket."):
        print(f"{event} {arguments}", file=sys.stderr)
        raise SystemExit("a socket was wanted")

sys.addaudithook(refuse)
from narrator.cli import main
main()
"""
"""The command line in a process that refuses every socket (PEP 578): also those that are made
and not connected, and the looking up of names."""


def offline(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", REFUSING, *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("engine", ["espeak", "kokoro", "piper", "tone"])
def test_an_offline_run_opens_no_socket(write, tmp_path: Path, engine: str) -> None:
    if engine == "kokoro":
        kokoro_files(models_folder())
    if engine == "piper":
        piper_voice(voices_folder(), "en_US-hum-low")
    source = write("ice.md", sources.SHORT)
    done = offline(
        "convert", source, "-o", tmp_path / "out", "--offline", "--engine", engine, "--no-cache"
    )
    assert done.returncode == 0, done.stderr
    assert "socket" not in done.stderr
    assert len(list((tmp_path / "out").rglob("*.mp3"))) == 1


def test_an_offline_plan_opens_no_socket(write) -> None:
    done = offline("plan", write("ice.md", sources.MARKDOWN), "--offline")
    assert done.returncode == 0, done.stderr


def test_the_refusal_of_sockets_refuses() -> None:
    done = offline("convert", "http://127.0.0.1:9/ice", "--allow-private")
    assert "a socket was wanted" in done.stderr


@pytest.mark.parametrize("command", ["convert", "plan"])
def test_an_offline_run_refuses_an_address_before_anything_happens(
    narrator: Narrator, write, command: str
) -> None:
    source = write("ice.md", sources.SHORT)
    given = (source, "https://example.com/ice") if command == "convert" else ("https://a.example",)
    done = narrator(command, *given, "--offline")
    assert done.code == 3
    assert "This run is offline, and the source is on the web: https://" in done.err
    assert "Save the page" in done.err
    assert "Reading" not in done.err
    assert not Path("output").exists()


@pytest.mark.parametrize(
    "options",
    [
        ["--engine", "gtts"],
        ["--profile", "gtts"],
        ["--engine", "openai"],
        ["--fallback", "gtts"],
    ],
)
def test_an_offline_run_refuses_an_engine_that_goes_online(
    narrator: Narrator, write, options: list[str]
) -> None:
    done = narrator("convert", write("ice.md", sources.SHORT), "--offline", *options)
    assert done.code == 5
    assert "and this run is offline" in done.err
    assert "--engine espeak" in done.err
    assert "Reading" not in done.err


def test_an_offline_plan_that_names_an_online_profile_is_refused(
    narrator: Narrator, write, tmp_path: Path
) -> None:
    plan = narrator("plan", write("ice.md", sources.SHORT), "--profile", "gtts", "--json").out
    done = narrator("convert", write("plan.json", plan), "--offline")
    assert done.code == 5
    assert "and this run is offline" in done.err


def test_the_key_is_sent_and_is_nowhere_else(
    narrator: Narrator, write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("NARRATOR_CACHE", str(tmp_path / "kept"))
    with SpeechServer(handler=OpenAIHandler) as server:
        monkeypatch.setenv("NARRATOR_OPENAI_URL", f"{server.url}/v1")
        source = write("ice.md", sources.MARKDOWN)
        done = narrator("convert", source, "-o", tmp_path / "out", "--engine", "openai")
        assert done.code == 0
        assert {request.headers["Authorization"] for request in server.requests} == {
            f"Bearer {KEY}"
        }
        assert done.err.count(f"The text is sent to 127.0.0.1:{server.server_port}") == 1
        doctor = narrator("doctor", "--json")
        shown = narrator("cache", "--json")
    said = f"{done.out} {done.err} {doctor.out} {doctor.err} {shown.out}"
    assert KEY not in said
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len([path for path in written if path.suffix == ".speech"]) > 5
    assert len([path for path in written if path.suffix == ".mp3"]) == 1
    assert [path for path in written if KEY.encode() in path.read_bytes()] == []
