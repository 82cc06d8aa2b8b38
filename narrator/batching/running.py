"""The run: which article is read or made next, and what follows from how that went."""

from __future__ import annotations

import heapq
import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from narrator.batching.executors import Workers
from narrator.batching.jobs import Fault, Job, Row, fault_of
from narrator.batching.politeness import Gate
from narrator.batching.progress import Progress
from narrator.batching.records import Records
from narrator.batching.storage import beside
from narrator.batching.work import (
    Failed,
    Finished,
    MakeRules,
    MakeTask,
    ReadRules,
    ReadTask,
    Ready,
    make_episode,
    read_article,
)
from narrator.errors import ProfileError
from narrator.pipeline import Place
from narrator.profile import VoiceProfile

LOOK_S = 0.5
"""How often it is looked what has become due; a Ctrl-C comes through at once all the same."""

READ_TWICE_AFTER_S = 30.0
"""After a failure of a server or the network that can pass; a busy server says how long itself."""
LONGEST_WAIT_S = 600.0
"""A server that asks to wait longer is left to the next run."""
READS = 2
"""How often an article is read in one run, where the first failure can pass."""

DEATHS_ALONE = 2
"""A worker may be killed by anything. An article whose workers died twice while nothing else was
under way is what they died of."""


@dataclass(slots=True)
class Course:
    """One article on its way through the run."""

    number: int
    """Its place among what was listed."""
    job: Job
    profile: VoiceProfile
    settings: str
    site: str
    """The site whose page it is; empty for a file."""
    reads: int = 0
    deaths_alone: int = 0
    took_s: float = 0.0
    ready: Ready | None = None
    """Its plan, once it is read, until its episode is made."""


@dataclass(frozen=True, slots=True)
class RunRules:
    """How a run goes about its articles."""

    output: str
    """A path, or the address of a store."""
    read: ReadRules
    make: MakeRules
    delay_s: float = 1.0
    """Between two pages of one site."""
    time_limit_s: float = 0.0
    """For one article; 0 for none."""
    read_again_after_s: float = READ_TWICE_AFTER_S


@dataclass(slots=True)
class _Flight:
    course: Course
    started_s: float
    is_read: bool


@dataclass(slots=True)
class Runner:
    """Does the articles of a run; what became of each is in `rows` and in the records."""

    rules: RunRules
    workers: Workers
    records: Records
    progress: Progress
    clock: Callable[[], float] = time.monotonic
    rows: dict[int, Row] = field(default_factory=dict)
    _gate: Gate = field(init=False)
    _sites: dict[str, deque[Course]] = field(default_factory=dict)
    _turns: deque[str] = field(default_factory=deque)
    """The sites that have articles waiting, the one whose turn it is first."""
    _ready: deque[Course] = field(default_factory=deque)
    _later: list[tuple[float, int, Course]] = field(default_factory=list)
    _suspects: deque[Course] = field(default_factory=deque)
    _flying: dict[Future[Any], _Flight] = field(default_factory=dict)
    _numbers: Any = field(default_factory=count)

    def __post_init__(self) -> None:
        self._gate = Gate(self.rules.delay_s, self.clock)

    def run(self, courses: Iterable[Course]) -> None:
        """Go through all articles, and return when none is left.

        Raises:
            OutputError: where what became of an article cannot be noted.
        """
        for course in courses:
            self._queue(course)
        while self._flying or self._turns or self._ready or self._later or self._suspects:
            self._begin_what_can_be()
            if self._flying:
                done, _ = wait(self._flying, self._patience_s(), FIRST_COMPLETED)
                self._take(done)
            else:
                time.sleep(self._patience_s())
            self.progress.tick()

    # What is begun next.

    def _queue(self, course: Course) -> None:
        waiting = self._sites.setdefault(course.site, deque())
        if not waiting:
            self._turns.append(course.site)
        waiting.append(course)

    def _begin_what_can_be(self) -> None:
        if self._suspects:
            if not self._flying:  # Alone, so that it is known whom a worker dies of.
                self._begin(self._suspects.popleft())
            return
        while self._later and self._later[0][0] <= self.clock():
            self._queue(heapq.heappop(self._later)[2])
        while len(self._flying) < self.workers.width and not self._suspects:
            course = self._next()
            if course is None:
                return
            self._begin(course)

    def _next(self) -> Course | None:
        """Return the article to go on with: read ahead a little, since sites make us wait."""
        course = None
        if len(self._ready) < self.workers.width:
            course = self._next_to_read()
        if course is None and self._ready:
            course = self._ready.popleft()
        return course

    def _next_to_read(self) -> Course | None:
        for _ in range(len(self._turns)):
            site = self._turns[0]
            if self._gate.wait_s(site) <= 0:
                course = self._sites[site].popleft()
                self._turns.popleft()
                if self._sites[site]:
                    self._turns.append(site)
                else:
                    del self._sites[site]
                return course
            self._turns.rotate(-1)
        return None

    def _patience_s(self) -> float:
        """Return the seconds after which it is looked again what can be begun."""
        if len(self._flying) >= self.workers.width or self._suspects:
            return LOOK_S
        waits = [self._gate.wait_s(site) for site in self._turns]
        if self._later:
            waits.append(self._later[0][0] - self.clock())
        return max(0.0, min([LOOK_S, *waits]))

    def _begin(self, course: Course) -> None:
        is_read = course.ready is None
        if is_read:
            course.reads += 1
            self._gate.enter(course.site)
        try:
            future = self._submit(course)
        except self.workers.died:  # A worker died between two tasks.
            self._renew([])
            future = self._submit(course)
        self._flying[future] = _Flight(course, self.clock(), is_read)

    def _submit(self, course: Course) -> Future[Any]:
        if course.ready is None:
            task = ReadTask(course.job, course.profile, course.settings, self.rules.read)
            return self.workers.submit(read_article, task)
        return self.workers.submit(make_episode, self._make_task(course, course.ready))

    def _make_task(self, course: Course, ready: Ready) -> MakeTask:
        plan, folder = self.records.settled(course.job, ready.plan)
        place = Place(folder, ready.made_from, is_tidy=True)
        output = beside(self.rules.output, course.job.output).rstrip("/")
        return MakeTask(plan, ready.profile, output, place, course.job.cover, self.rules.make)

    # What follows from how it went.

    def _take(self, done: Iterable[Future[Any]]) -> None:
        dead: list[_Flight] = []
        for future in sorted(done, key=lambda each: self._flying[each].course.number):
            flight = self._flying.pop(future)
            try:
                outcome = future.result()
            except self.workers.died:
                dead.append(flight)
                continue
            except self.workers.lost as error:
                raise WORKERS_LOST from error
            except Exception as error:  # noqa: BLE001 - what could not be sent to or from a worker
                outcome = Failed(fault_of(error), 0.0)
            self._follow(flight, outcome)
        if dead:
            self._renew(dead)

    def _follow(self, flight: _Flight, outcome: Ready | Finished | Failed) -> None:
        course = flight.course
        course.took_s += outcome.took_s
        if flight.is_read:
            delay_s = 0.0 if isinstance(outcome, Finished) else outcome.crawl_delay_s
            if isinstance(outcome, Failed):
                delay_s = max(delay_s, outcome.fault.retry_after_s or 0.0)
            self._gate.leave(course.site, min(delay_s, LONGEST_WAIT_S))
        if isinstance(outcome, Failed):
            self._fail(course, outcome.fault, may_read_again=flight.is_read)
        elif isinstance(outcome, Ready):
            self._decide(course, outcome)
        else:
            self._end(course, self.records.made(course, outcome))

    def _decide(self, course: Course, ready: Ready) -> None:
        """Have the episode made, unless there is one."""
        row = self.records.decided(course, ready)
        if row is not None:
            self._end(course, row)
            return
        course.ready = ready
        self._ready.append(course)

    def _fail(self, course: Course, fault: Fault, *, may_read_again: bool) -> None:
        wait_s = max(self.rules.read_again_after_s, fault.retry_after_s or 0.0)
        again = may_read_again and fault.can_pass and course.reads < READS
        if again and wait_s <= LONGEST_WAIT_S:
            due_s = self.clock() + wait_s
            heapq.heappush(self._later, (due_s, next(self._numbers), course))
            return
        self._end(course, self.records.failed(course, fault))

    def _end(self, course: Course, row: Row) -> None:
        course.ready = None
        self.rows[course.number] = row
        self.progress.finish(row)

    # What follows from a worker that died.

    def _renew(self, dead: list[_Flight]) -> None:
        """Have workers again, and the articles under way done again, each alone."""
        if not self.workers.blames:
            # One worker that dies takes all with it; those that were done meanwhile are taken.
            wait(self._flying, LOOK_S)
            finished = [future for future in self._flying if _has_result(future)]
            for future in finished:
                self._follow(self._flying.pop(future), future.result())
            dead = [*dead, *self._flying.values()]
            self._flying.clear()
        self.workers.renew()
        self.records.tidy()
        for flight in dead:
            self._suspect(flight, alone=self.workers.blames or len(dead) == 1)

    def _suspect(self, flight: _Flight, *, alone: bool) -> None:
        course = flight.course
        course.deaths_alone += alone
        if flight.is_read:
            self._gate.leave(course.site)
            course.reads -= 1
        limit_s = self.rules.time_limit_s
        if limit_s and self.clock() - flight.started_s >= limit_s:
            self._end(course, self.records.failed(course, _too_long(limit_s)))
        elif course.deaths_alone >= DEATHS_ALONE:
            self._end(course, self.records.failed(course, DIED))
        else:
            self._suspects.append(course)


def _has_result(future: Future[Any]) -> bool:
    return future.done() and future.exception() is None


WORKERS_LOST = ProfileError(
    "The cluster went away",
    hint="What is finished is kept. Give the same command again when the cluster is back.",
    retry=True,
)

DIED = Fault(
    "The process that worked on it died, and so did the next one",
    hint="The memory may not be enough for it, or a library broke down. Convert it by itself.",
    can_pass=True,
)


def _too_long(limit_s: float) -> Fault:
    return Fault(
        f"It was not done after {limit_s / 60:g} minutes",
        hint="Give it more time with --time-limit and --retry-failed.",
    )
