"""What is said of a cluster that cannot do the work."""

from __future__ import annotations

import socket
import sys
from typing import Any, ClassVar

import pytest

from narrator import __version__
from narrator.batching import cluster
from narrator.batching.cluster import AHEAD, Cluster
from narrator.errors import ProfileError


class Client:
    """A client of a cluster that says of its workers what a test wants."""

    versions: ClassVar[dict[str, str] | Exception] = {}
    closed: ClassVar[bool] = False

    def __init__(self, address: str, **_: object) -> None:
        Client.closed = False

    def run(self, function: Any) -> dict[str, str]:
        if isinstance(self.versions, Exception):
            raise self.versions
        return self.versions

    def get_executor(self, *, pure: bool) -> object:
        assert not pure
        return object()

    def close(self) -> None:
        Client.closed = True


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> type[Client]:
    monkeypatch.setattr("distributed.Client", Client)
    return Client


@pytest.mark.parametrize(
    ("versions", "message"),
    [
        ({}, "no workers"),
        ({"a": __version__, "b": "0.0.1"}, "have narrator 0.0.1, not"),
        (ModuleNotFoundError("No module named 'narrator'"), "has not what it needs"),
    ],
)
def test_workers_that_are_of_no_use_are_said(said, monkeypatch, versions, message: str) -> None:
    monkeypatch.setattr(said, "versions", versions)
    with pytest.raises(ProfileError, match=message):
        Cluster("tcp://127.0.0.1:1")
    assert said.closed


def test_each_worker_has_a_task_waiting(said, monkeypatch) -> None:
    monkeypatch.setattr(said, "versions", {"a": __version__, "b": __version__})
    assert Cluster("tcp://127.0.0.1:1").width == 2 * AHEAD


def test_an_address_where_nobody_answers_is_said(monkeypatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT_TIMEOUT_S", 0.5)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(ProfileError, match="cannot be reached"):
            Cluster(f"tcp://127.0.0.1:{taken.getsockname()[1]}")


def test_a_library_that_is_missing_is_said(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ProfileError, match="not installed") as caught:
        Cluster("tcp://127.0.0.1:1")
    assert "narrator[cluster]" in caught.value.hint
