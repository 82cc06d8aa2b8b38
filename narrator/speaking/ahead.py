"""Speaking ahead: several utterances at a time, taken in order, with a bound on what waits.

Each engine has a lane. A lane begins its texts in their order and has as many under way as
the engine can speak at once, in threads of its own. Whoever takes the speech gets it in the
order of the script; how far a lane may be ahead of them is bounded, and so is the memory.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, field
from queue import SimpleQueue
from types import TracebackType
from typing import Generic, Self, TypeVar

from narrator.errors import EngineError
from narrator.speaking.engine import Engine, Speech

MOST_AHEAD = 8
"""Utterances that may wait beside those under way; our choice: half a minute of speech, so
that a mix that takes a breath does not make an engine wait."""
MOST_CHARS_AHEAD = 6_000
"""Their characters; about seven minutes of speech, 20 MB at 24 kHz."""
GRACE_S = 10.0
"""How long requests under way may go on where another one failed: what they bring is kept."""
LOOK_S = 0.2
"""How often a waiting thread looks whether the run has failed meanwhile, or is interrupted."""

T = TypeVar("T")
Work = Callable[[], Speech]


class Stopped(EngineError):  # noqa: N818 - it is no error, and nobody sees it
    """The run ended while this was waiting; nobody asks for the reason."""


@dataclass(slots=True)
class Stopping:
    """What a run's threads have in common: whether it ends, and what failed first."""

    error: BaseException | None = None
    _event: threading.Event = field(default_factory=threading.Event)

    def stop(self, error: BaseException | None = None) -> None:
        """Have everything that waits end."""
        if not self._event.is_set():
            self.error = error
            self._event.set()

    def check(self) -> None:
        """Raise where the run ends."""
        if self._event.is_set():
            raise Stopped("The run has ended")

    def sleep(self, wait_s: float) -> None:
        """Wait, and raise where the run ends meanwhile."""
        if self._event.wait(wait_s):
            raise Stopped("The run has ended")


class Lane:
    """The texts of one engine, begun in their order, each in a thread of the lane."""

    def __init__(self, engine: Engine, stopping: Stopping) -> None:
        self.engine = engine
        self._stopping = stopping
        self._waiting: SimpleQueue[tuple[Future[Speech], Work] | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []

    def begin(self, work: Work) -> Future[Speech]:
        """Return what the work will have given; it begins when its turn comes."""
        future: Future[Speech] = Future()
        self._waiting.put((future, work))
        if len(self._threads) < self.engine.max_concurrency:
            # A daemon, so that a second Ctrl-C ends the program whatever a thread is waiting for.
            thread = threading.Thread(
                target=self._run, name=f"narrator {self.engine.name}", daemon=True
            )
            self._threads.append(thread)
            thread.start()
        return future

    def end(self, until_s: float | None) -> None:
        """Return when no thread is left; from that time on the engine is told to stop."""
        for _ in self._threads:
            self._waiting.put(None)
        for thread in self._threads:
            if until_s is not None:
                thread.join(max(0.0, until_s - time.monotonic()))
                while thread.is_alive():
                    self.engine.stop()  # Again, since a thread may just have begun.
                    thread.join(LOOK_S)
            thread.join()

    def _run(self) -> None:
        while (item := self._waiting.get()) is not None:
            future, work = item
            if not future.set_running_or_notify_cancel():
                continue  # Nobody wants it any more.
            try:
                self._stopping.check()
                future.set_result(work())
            except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
                self._stopping.stop(error)
                future.set_exception(error)


class Lanes:
    """The lanes of a run, by engine; a context manager that leaves no thread behind."""

    def __init__(self) -> None:
        self.stopping = Stopping()
        self._lanes: dict[int, Lane] = {}

    def begin(self, engine: Engine, work: Work) -> Future[Speech]:
        """Return what the work will have given, in the engine's lane."""
        if id(engine) not in self._lanes:
            self._lanes[id(engine)] = Lane(engine, self.stopping)
        return self._lanes[id(engine)].begin(work)

    def wait(self, future: Future[Speech]) -> Speech:
        """Return what a future gives; raise what failed first in any lane."""
        while True:
            try:
                # In short pieces: Windows lets no Ctrl-C through to a thread that waits for ever.
                return future.result(LOOK_S)
            except NotYet:
                failed = self.stopping.error
            except Exception:
                failed = self.stopping.error
                if failed is None:
                    raise
            if failed is not None:
                raise failed

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """End all threads: at once where nobody wants the speech any more."""
        self.stopping.stop()
        failed = kind is not None and issubclass(kind, EngineError)
        until_s = time.monotonic() + (GRACE_S if failed else 0.0)
        for lane in self._lanes.values():
            lane.end(None if kind is None else until_s)


@dataclass(frozen=True, slots=True)
class Begun(Generic[T]):
    """Something that is being spoken, and how to wait for its speech."""

    item: T
    chars: int
    speech: Callable[[], Speech]
    drop: Callable[[], object] = lambda: None
    """Says that nobody wants it any more: where it waits for its turn, it is not spoken."""


def in_order(begun: Iterable[Begun[T]], most: int) -> Iterator[tuple[T, Speech]]:
    """Yield each item with its speech, having begun those behind it.

    Where the iterator is closed before its end, what waits for its turn is dropped.

    Args:
        begun: Begins something each time that it is asked for the next.
        most: Items that are begun and not yet taken.
    """
    source = iter(begun)
    waiting: deque[Begun[T]] = deque()
    ended = False
    try:
        while True:
            while not ended and _has_room(waiting, most):
                following = next(source, None)
                ended = following is None
                if following is not None:
                    waiting.append(following)
            if not waiting:
                return
            first = waiting.popleft()
            yield first.item, first.speech()
    finally:
        for each in waiting:
            each.drop()


def _has_room(waiting: deque[Begun[T]], most: int) -> bool:
    chars = sum(each.chars for each in waiting)
    return not waiting or (len(waiting) < most and chars < MOST_CHARS_AHEAD)
