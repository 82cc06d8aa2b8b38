"""A batch whose workers are this process, so that a test takes no time to start others."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import narrator.batching
from narrator.batching import BatchOptions, Report, batch
from narrator.profile import VoiceProfile
from narrator.profiles import load_profile


class WorkerDiedError(Exception):
    """What a future raises whose worker died."""


class Here:
    """Does each task at once, in this process; `faults` are raised in their place."""

    died = (WorkerDiedError,)
    lost: tuple[type[BaseException], ...] = ()

    def __init__(self, width: int = 1, *, blames: bool = False) -> None:
        self.width = width
        self.blames = blames
        self.tasks: list[Any] = []
        self.renewed = 0
        self.before: Callable[[Any], None] = lambda task: None

    def submit(self, work: Callable[[Any], Any], task: Any) -> Future[Any]:
        self.tasks.append(task)
        future: Future[Any] = Future()
        try:
            self.before(task)
            future.set_result(work(task))
        except Exception as error:  # noqa: BLE001 - it is the future's
            future.set_exception(error)
        return future

    def renew(self) -> None:
        self.renewed += 1

    def close(self) -> None:
        return


def tones(name: str) -> VoiceProfile:
    return replace(load_profile(name), engine="tone")


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> Here:
    here = Here()
    monkeypatch.setattr(narrator.batching._Batch, "_workers", lambda *_: here)
    return here


@pytest.fixture
def run(workers: Here, tmp_path: Path) -> Callable[..., Report]:
    """Return a function that runs a batch into `out`, in this process."""

    def run(*sources: object, options: BatchOptions | None = None, **more: Any) -> Report:
        more.setdefault("load", tones)
        more.setdefault("output", tmp_path / "out")
        chosen = replace(options or BatchOptions(), delay_s=0.0, jobs=1)
        return batch(map(str, sources), options=chosen, **more)

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes an article into the folder `in`."""

    def write(name: str, headline: str, body: str = "It melts.") -> Path:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {headline}\n\n{body}\n", encoding="utf-8")
        return path

    return write
