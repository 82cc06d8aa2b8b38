"""Workers that are processes: what they give, and how they end."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest

from narrator.batching.executors import Processes


@pytest.fixture
def one() -> Iterator[Processes]:
    workers = Processes(1, time_limit_s=1.0)
    yield workers
    workers.close()


def test_a_task_is_done_and_one_that_takes_too_long_ends_its_worker(one: Processes) -> None:
    worker = one.submit(os.getpgid, 0)
    assert worker.result(60) == os.getpgid(0)
    with pytest.raises(one.died):
        one.submit(time.sleep, 60).result(60)
    with pytest.raises(one.died):
        one.submit(len, "")
    one.renew()
    assert one.submit(len, "abc").result(60) == 3


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_workers_hear_no_interruption_and_end_at_once_when_they_are_closed(one: Processes) -> None:
    assert one.submit(signal.getsignal, signal.SIGINT).result(60) == signal.SIG_IGN
    begun_s = time.monotonic()
    future = one.submit(time.sleep, 0.9)
    one.close()
    assert time.monotonic() - begun_s < 0.9
    assert future.cancelled() or isinstance(future.exception(), one.died)
