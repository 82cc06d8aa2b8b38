from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from narrator.feed import serving


@pytest.fixture
def output(narrator, article: Path) -> Path:
    path = Path(narrator("convert", article, "--json", "-q").data[0]["files"][0])
    return path.parent.parent


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is another thing on Windows")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_interrupted_and_ends_with_130(output: Path, ending: int) -> None:
    command = [sys.executable, "-m", "narrator", "serve", output, "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            line = process.stdout.readline()
            url = line.partition(": ")[2].strip()
            assert line.startswith("Add this address to your podcast player: http://127.0.0.1:")
            with urllib.request.urlopen(url, timeout=20) as answer:
                assert b"<title>The ice has gone</title>" in answer.read()
            process.send_signal(ending)
            _, err = process.communicate(timeout=20)
        finally:
            process.kill()
    assert process.returncode == 130
    assert "Only this computer can reach it." in err
    assert "127.0.0.1 fetches the feed." in err
    assert err.splitlines()[-1] == "Stopped."
    assert "Traceback" not in err


class Server:
    """A server that ends at once, and remembers where it was to listen."""

    effective_port = 8092

    def __init__(self, *arguments: object) -> None:
        self.arguments = arguments
        self.is_open = True

    def run(self) -> None:
        return

    def close(self) -> None:
        self.is_open = False


@pytest.fixture
def servers(monkeypatch: pytest.MonkeyPatch) -> list[Server]:
    made: list[Server] = []

    def open_server(*arguments: object) -> Server:
        made.append(Server(*arguments))
        return made[-1]

    monkeypatch.setattr(serving, "open_server", open_server)
    monkeypatch.setattr(serving, "own_address", lambda: "192.168.1.5")
    return made


@pytest.mark.parametrize(
    ("options", "host", "said"),
    [
        ([], "127.0.0.1", "http://127.0.0.1:8092/feed.xml"),
        (["--lan"], "0.0.0.0", "http://192.168.1.5:8092/feed.xml"),
        (["--host", "10.0.0.7"], "10.0.0.7", "http://10.0.0.7:8092/feed.xml"),
        (["--host", "::1"], "::1", "http://[::1]:8092/feed.xml"),
    ],
)
def test_it_listens_where_it_is_told_and_says_what_to_type(
    narrator, servers: list[Server], output: Path, options: list[str], host: str, said: str
) -> None:
    done = narrator("serve", output, *options)
    assert done.code == 130
    (server,) = servers
    assert server.arguments[:3] == (output, host, 8092)
    assert not server.is_open
    assert done.last_line.endswith(said)
    assert ("Only this computer" in done.err) == (host == "127.0.0.1")


def test_the_addresses_as_json(narrator, servers: list[Server], output: Path) -> None:
    done = narrator("serve", output, "--lan", "--json", "--port", "9000")
    assert servers[0].arguments[2] == 9000
    assert json.loads(done.out)["page"] == "http://192.168.1.5:8092/"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["gone"], 7, "There is no such folder: gone."),
        ([".", "--lan", "--host", "10.0.0.7"], 2, "cannot be used together"),
        ([".", "--port", "70000"], 2, "--port"),
        ([".", "--host", "nowhere.invalid"], 7, "cannot listen there"),
        ([], 2, "DIRECTORY"),
    ],
)
def test_what_is_wrong_is_said_with_its_code(narrator, arguments, code: int, said: str) -> None:
    done = narrator("serve", *arguments)
    assert done.code == code
    assert said in done.err
