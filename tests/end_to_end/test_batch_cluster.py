"""A batch on a cluster of several processes, one of which is killed."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from .test_batch_processes import ARTICLES, BAD, begin, until_some_are_made
from .test_batch_processes import articles as articles
from .test_batch_processes import nothing_left as nothing_left

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """Return the address of a cluster's scheduler that has no workers yet."""
    said = tmp_path / "scheduler.txt"
    with said.open("w") as log:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "distributed.cli.dask_scheduler"),
                *("--host", "127.0.0.1", "--port", "0", "--no-dashboard"),
                *("--dashboard-address", "127.0.0.1:0"),
            ],
            stdout=log,
            stderr=log,
        )
    yield _wait_for(said, r"Scheduler at:\s+(tcp://\S+)")
    process.kill()
    process.wait()


def _wait_for(said: Path, pattern: str, times: int = 1) -> str:
    end_s = time.monotonic() + 60
    while True:
        found = re.findall(pattern, said.read_text())
        if len(found) >= times:
            return str(found[0])
        assert time.monotonic() < end_s, said.read_text()
        time.sleep(0.1)


@pytest.fixture
def workers(scheduler: str, tmp_path: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Return two workers, each a process of its own that nobody starts again."""
    started = []
    for number in range(2):
        said = tmp_path / f"worker{number}.txt"
        with said.open("w") as log:
            process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "distributed.cli.dask_worker", scheduler),
                    *("--nthreads", "1", "--no-nanny", "--no-dashboard"),
                    *("--local-directory", str(tmp_path)),
                ],
                stdout=log,
                stderr=log,
            )
        started.append(process)
        _wait_for(said, r"Registered to:")
    yield started
    for process in started:
        process.kill()
        process.wait()


def test_a_worker_that_is_killed_costs_only_time(
    articles: Path, scheduler: str, workers: list[subprocess.Popen[bytes]]
) -> None:
    with begin(articles, "--cluster", scheduler, "--json") as process:
        until_some_are_made(articles, process, 2)
        workers[0].send_signal(signal.SIGKILL)
        workers[0].wait()
        out, err = process.communicate(timeout=200)
    assert process.returncode == 8, err
    counts = json.loads(out)["counts"]
    assert counts["failed"] == BAD
    assert counts["made"] + counts["unchanged"] == ARTICLES - BAD
