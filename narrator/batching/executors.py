"""Who does the work: processes on this machine.

A worker ends with the process that it works for, even where that is killed: it watches a pipe
that the system closes then. And a worker that does not come to an end with an article ends
itself, which looks like a worker that was killed.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, Protocol

from narrator.processors import THREADS_VARIABLE

EXIT_ENDED = 1
"""The code of a worker that ended since nobody wants its work any more."""

Work = Callable[[Any], Any]


class Workers(Protocol):
    """Who does tasks; a `concurrent.futures` executor with what a batch needs beside."""

    width: int
    """How many tasks are done at a time."""
    died: tuple[type[BaseException], ...]
    """What a future raises whose worker died."""
    lost: tuple[type[BaseException], ...]
    """What a future raises where there are no workers any more, and will be none."""
    blames: bool
    """Whether such a future's task is the one that its worker died of, and no other."""

    def submit(self, work: Work, task: Any) -> Future[Any]:
        """Begin a task."""
        ...

    def renew(self) -> None:
        """Have workers again after some died."""
        ...

    def close(self) -> None:
        """End all workers, at once; what they were doing is lost."""
        ...


class Processes:
    """Workers that are processes on this machine.

    They are started anew, not forked: a fork copies the locks of threads, and is not to be had
    on Windows (Python, "multiprocessing", contexts and start methods).

    Args:
        width: How many processes.
        time_limit_s: After which a worker gives up a task, and itself; 0 for never.
    """

    blames = False
    lost: tuple[type[BaseException], ...] = ()

    def __init__(self, width: int, time_limit_s: float = 0.0) -> None:
        from concurrent.futures.process import BrokenProcessPool

        self.width = width
        self.died: tuple[type[BaseException], ...] = (BrokenProcessPool,)
        self._time_limit_s = time_limit_s
        self._start()

    def submit(self, work: Work, task: Any) -> Future[Any]:
        """Begin a task in a process."""
        with _no_interrupts_inherited():  # It may start a process.
            return self._pool.submit(_within, work, task, self._time_limit_s)

    def renew(self) -> None:
        """Start new processes in place of all."""
        self.close()
        self._start()

    def close(self) -> None:
        """End the processes at once, and wait until they are gone."""
        self._alive.close()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._watched.close()

    def _start(self) -> None:
        context = get_context("spawn")
        self._watched, self._alive = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(
            self.width, mp_context=context, initializer=_begin, initargs=(self._watched,)
        )


@contextmanager
def _no_interrupts_inherited() -> Iterator[None]:
    """Have processes that are started inside never notice Ctrl-C, not even while they start."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(watched: Connection) -> None:
    """Prepare a worker: Ctrl-C is its parent's business, and it ends when that one does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "SIGTERM"):
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.environ.setdefault(THREADS_VARIABLE, "1")  # A job is one processor's work.
    threading.Thread(target=_end_with, args=(watched,), name="narrator watch", daemon=True).start()


def _end_with(watched: Connection) -> None:
    try:
        watched.recv_bytes()  # Nothing is ever sent.
    except (EOFError, OSError):
        os._exit(EXIT_ENDED)


def _within(work: Work, task: Any, time_limit_s: float) -> Any:
    """Return what a task gives; the process ends where it takes longer.

    A thread of C's own ends it: one of Python's might never get its turn.
    """
    if not time_limit_s:
        return work(task)
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a place for a traceback that nobody reads
        faulthandler.dump_traceback_later(time_limit_s, exit=True, file=nowhere)
        try:
            return work(task)
        finally:
            faulthandler.cancel_dump_traceback_later()
