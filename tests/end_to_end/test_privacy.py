"""What leaves this machine: nothing in an offline run, and no key ever."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from narrator.cli import cli
from narrator.speaking.kokoro import models_folder
from narrator.speaking.piper import voices_folder
from tests.contracts.small_voices import kokoro_files, piper_voice
from tests.contracts.speech_server import OpenAIHandler, Reply, SpeechServer

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


def with_offline(command: click.Command, name: str = "") -> Iterator[str]:
    """Yield the commands that take `--offline`, those within a command included."""
    if any(parameter.name == "offline" for parameter in command.params):
        yield name.strip()
    if isinstance(command, click.Group):
        context = click.Context(command)
        for each in command.list_commands(context):
            found = command.get_command(context, each)
            assert found is not None
            yield from with_offline(found, f"{name} {each}")


OFFLINE: dict[str, list[list[str]]] = {
    "batch": [["SOURCE", "-o", "out", "--jobs", "1"]],
    "convert": [["SOURCE", "-o", "out", "--no-cache"], ["SOURCE", "-o", "out"]],
    "edition": [["SOURCE", "-o", "out"]],
    "listen": [["SOURCE", "--device", "null", "--keys", "none", "--speed", "300"]],
    "plan": [["SOURCE"], ["--say", "The bridge"]],
    "voices": [[], ["--engine", "espeak"], ["--json"]],
    "voices sample": [["single", "-o", "out"]],
}
"""How each command that takes `--offline` is called here, beside the source in its folder."""


def test_every_command_that_can_be_offline_is_tried() -> None:
    assert set(with_offline(cli)) == set(OFFLINE)


@pytest.mark.parametrize(
    ("command", "arguments"),
    [(command, arguments) for command in OFFLINE for arguments in OFFLINE[command]],
)
def test_offline_no_command_opens_a_socket(write, command: str, arguments: list[str]) -> None:
    source = str(write("ice.md", sources.SHORT))
    given = [source if each == "SOURCE" else each for each in arguments]
    done = offline(*command.split(), *given, "--offline")
    assert done.returncode == 0, done.stderr
    assert "socket" not in done.stderr


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


ERRORS: dict[str, tuple[list[Reply], dict[str, str]]] = {
    "a refused key": ([Reply(401, json.dumps({"error": KEY}).encode())], {}),
    "a fault that repeats it": ([Reply(400, json.dumps({"detail": f"{KEY}?"}).encode())], {}),
    "no sound": ([Reply(body=KEY.encode())], {}),
    "sent on": ([Reply(302, b"", {"Location": f"https://a.example/{KEY}"})], {}),
    "too many requests": ([Reply(429, KEY.encode(), {"Retry-After": "4000"})], {}),
    "a broken key": ([], {"OPENAI_API_KEY": f"{KEY}\n{KEY}"}),
    "the key as an address": ([], {"NARRATOR_OPENAI_URL": KEY}),
    "a password in the address": ([], {"NARRATOR_OPENAI_URL": f"https://me:{KEY}@a.example"}),
}


@pytest.mark.parametrize("options", [(), ("--json",), ("--fallback", "tone")])
@pytest.mark.parametrize("error", ERRORS)
def test_no_error_shows_or_writes_the_key(
    narrator: Narrator,
    write,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: str,
    options: tuple[str, ...],
) -> None:
    caplog.set_level(logging.DEBUG)
    replies, environment = ERRORS[error]
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("NARRATOR_CACHE", str(tmp_path / "kept"))
    with SpeechServer(handler=OpenAIHandler) as server:
        monkeypatch.setenv("NARRATOR_OPENAI_URL", f"{server.url}/v1")
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        server.replies += [reply for reply in replies for _ in range(20)]
        source = write("ice.md", sources.SHORT)
        given = ("convert", source, "-o", tmp_path / "out", "--engine", "openai", *options)
        done = narrator(*given)
        others = [narrator("voices", "--engine", "openai"), narrator("doctor", "--json")]
    assert done.code == (0 if "--fallback" in options else 5), done.err
    said = " ".join(f"{each.out} {each.err}" for each in (done, *others))
    assert KEY not in said
    assert KEY not in caplog.text
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path for path in written if KEY.encode() in path.read_bytes()] == []


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
