"""What every test gets: a home, a folder and a network of its own."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from narrator.folders import CACHE_VARIABLE, CONFIG_VARIABLE, DATA_VARIABLE, STATE_VARIABLE
from narrator.lexicons import FOLDER_VARIABLE as LEXICONS_VARIABLE
from narrator.messages import LANGUAGE_VARIABLE
from narrator.profiles import FOLDER_VARIABLE

LOOPBACK = ("127.", "::1", "localhost")


def pytest_configure(config: pytest.Config) -> None:
    """Name the markers of our own."""
    config.addinivalue_line("markers", "slow: takes up to a minute; leave out with -m 'not slow'")


@pytest.fixture(autouse=True)
def isolated(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the test an empty home, an empty folder of profiles and an empty place to work in."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    monkeypatch.setenv(FOLDER_VARIABLE, str(home / "profiles"))
    monkeypatch.setenv(LEXICONS_VARIABLE, str(home / "lexicons"))
    monkeypatch.setenv(CACHE_VARIABLE, str(home / "cache"))
    monkeypatch.setenv(DATA_VARIABLE, str(home / "data"))
    monkeypatch.setenv(CONFIG_VARIABLE, str(home / "config"))
    monkeypatch.setenv(STATE_VARIABLE, str(home / "state"))
    monkeypatch.setenv(LANGUAGE_VARIABLE, "en")
    work = home / "work"
    work.mkdir()
    monkeypatch.chdir(work)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that would leave this machine."""
    real = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex", "sendto")}

    def guard(name: str) -> None:
        def guarded(self: socket.socket, *arguments: object) -> object:
            address = arguments[-1]
            if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
                pytest.fail(f"a test wanted to reach {address}")
            return real[name](self, *arguments)

        monkeypatch.setattr(socket.socket, name, guarded)

    for name in real:
        guard(name)


@pytest.fixture
def profiles_folder(isolated: None) -> Path:
    """Return the user's own folder of profiles, made."""
    import os

    folder = Path(os.environ[FOLDER_VARIABLE])
    folder.mkdir()
    return folder
