"""In which order articles are done, and what follows where a worker dies."""

from __future__ import annotations

import json
from concurrent.futures import Future
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from narrator.article import Article, Metadata, Paragraph
from narrator.batching.jobs import Fault, Job, Row, Status
from narrator.batching.politeness import Gate
from narrator.batching.progress import INTERVAL_S, QUIET_S, Progress, in_words
from narrator.batching.records import Records
from narrator.batching.running import DIED, Course, Runner, RunRules
from narrator.batching.state import STATE_NAME, State
from narrator.batching.work import Failed, Finished, MakeRules, ReadRules, ReadTask, Ready
from narrator.planning import plan
from narrator.plans import Plan
from narrator.telling import tell_nobody
from tests.unit.batching.conftest import Here, WorkerDiedError, tones

PROFILE = tones("newsroom")


class Clock:
    """Time that passes when somebody waits."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s

    def sleep(self, wait_s: float) -> None:
        self.now_s += max(wait_s, 0.001)


class Scripted(Here):
    """Gives what a test says for each source: outcomes in turn, or deaths."""

    def __init__(self, clock: Clock, outcomes: dict[str, list[Any]], **more: Any) -> None:
        super().__init__(**more)
        self.clock = clock
        self.outcomes = outcomes
        self.begun: list[tuple[str, str, float]] = []

    def submit(self, work: Any, task: Any) -> Future[Any]:
        is_read = isinstance(task, ReadTask)
        source = task.job.source if is_read else task.plan.source
        self.begun.append(("read" if is_read else "make", source, self.clock.now_s))
        outcome = None
        if self.outcomes.get(source):
            outcome = self.outcomes[source].pop(0)
        future: Future[Any] = Future()
        if isinstance(outcome, BaseException):
            future.set_exception(outcome)
        else:
            future.set_result(outcome or _good(task, is_read))
        return future


def _good(task: Any, is_read: bool) -> Ready | Finished:
    if not is_read:
        return Finished(Path(task.plan.source).name, 1000, 0.1)
    article = Article(
        Metadata(headline=task.job.source, language="en"), blocks=(Paragraph("Ice."),)
    )
    made = Plan(article, plan(article, PROFILE), task.job.source)
    return Ready(made, PROFILE, task.job.source, 0.1)


class Ran:
    """A runner with workers that do as they are told."""

    def __init__(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.clock = Clock()
        self.tmp_path = tmp_path
        monkeypatch.setattr("narrator.batching.running.time.sleep", self.clock.sleep)

    def __call__(
        self, sources: dict[str, list[Any]], time_limit_s: float = 0.0, **more: Any
    ) -> list[Row]:
        rules = RunRules(
            str(self.tmp_path), ReadRules(), MakeRules(), delay_s=1.0, time_limit_s=time_limit_s
        )
        self.workers = Scripted(self.clock, sources, **more)
        with State(self.tmp_path / STATE_NAME) as state:
            progress = Progress(len(sources), tell_nobody, clock=self.clock)
            records = Records(state, str(self.tmp_path))
            runner = Runner(rules, self.workers, records, progress, self.clock)
            runner.run(
                Course(number, Job(source), PROFILE, "s", source.rpartition("/")[0])
                for number, source in enumerate(sources)
            )
        return [runner.rows[number] for number in sorted(runner.rows)]


@pytest.fixture
def ran(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ran:
    return Ran(tmp_path, monkeypatch)


def statuses(rows: list[Row]) -> list[str]:
    return [str(row.status) for row in rows]


PASSING = Fault("The server is busy", can_pass=True)


def test_a_site_is_asked_for_one_page_at_a_time_with_a_pause(ran: Ran) -> None:
    pages = {f"{site}/{number}": [] for number in range(3) for site in ("one", "two")}
    assert statuses(ran(pages, width=4)) == ["made"] * 6
    for site in ("one", "two"):
        times = [at for what, source, at in ran.workers.begun if what == "read" and site in source]
        gaps = [later - earlier for earlier, later in pairwise(times)]
        assert len(gaps) == 2
        assert min(gaps) >= 1.0
    assert ran.clock.now_s < 3.5  # Both sites were asked side by side.


def test_files_wait_for_nobody(ran: Ran) -> None:
    assert statuses(ran({f"file{number}": [] for number in range(20)})) == ["made"] * 20
    assert ran.clock.now_s < 0.1


def test_a_site_that_asks_for_a_longer_pause_gets_it(ran: Ran) -> None:
    slow = Failed(Fault("No"), 0.1, crawl_delay_s=20.0)
    busy = Failed(Fault("Busy", retry_after_s=40.0), 0.1)
    ran({"one/a": [slow], "one/b": [busy], "one/c": []})
    times = [at for what, _, at in ran.workers.begun if what == "read"]
    assert times[1] - times[0] >= 20
    assert times[2] - times[1] >= 40


def test_a_passing_failure_is_tried_once_more_after_a_while(ran: Ran) -> None:
    rows = ran({"one/a": [Failed(PASSING, 0.1)], "one/b": [Failed(PASSING, 0.1)] * 2, "c": []})
    assert statuses(rows) == ["made", "failed", "made"]
    reads = [source for what, source, _ in ran.workers.begun if what == "read"]
    assert reads.count("one/a") == reads.count("one/b") == 2
    assert 30 <= ran.clock.now_s < 40


def test_a_lasting_failure_and_a_long_wait_are_left_to_the_next_run(ran: Ran) -> None:
    long = Fault("Come back tomorrow", can_pass=True, retry_after_s=90_000)
    rows = ran({"one/a": [Failed(Fault("Gone"), 0.1)], "two/b": [Failed(long, 0.1)]})
    assert statuses(rows) == ["failed", "failed"]
    assert ran.clock.now_s < 5


def test_those_under_way_when_a_worker_dies_are_done_again_each_alone(ran: Ran) -> None:
    rows = ran({"a": [WorkerDiedError()], "b": [WorkerDiedError()], "c": [], "d": []}, width=2)
    assert statuses(rows) == ["made"] * 4
    begun = [(what, source) for what, source, _ in ran.workers.begun]
    assert begun[:4] == [("read", "a"), ("read", "b"), ("read", "a"), ("read", "b")]
    assert ran.workers.renewed == 1


def test_an_article_that_kills_its_workers_is_a_row(ran: Ran) -> None:
    deaths = [WorkerDiedError() for _ in range(9)]
    rows = ran({"a": deaths, "b": [WorkerDiedError()], "c": []}, width=2)
    assert statuses(rows) == ["failed", "made", "made"]
    assert rows[0].fault == DIED
    assert [source for _, source, _ in ran.workers.begun].count("a") == 3


def test_a_worker_that_dies_while_it_makes_an_episode_makes_it_again(ran: Ran) -> None:
    rows = ran({"a": [None, WorkerDiedError()]})
    assert statuses(rows) == ["made"]
    assert [what for what, _, _ in ran.workers.begun] == ["read", "make", "make"]


def test_a_cluster_knows_what_a_worker_died_of(ran: Ran) -> None:
    deaths = [WorkerDiedError(), WorkerDiedError()]
    rows = ran({"a": deaths, "b": []}, width=2, blames=True)
    assert statuses(rows) == ["failed", "made"]


def test_an_article_that_takes_too_long_is_a_row_and_its_neighbour_is_not(
    ran: Ran, monkeypatch
) -> None:
    class Slow(Scripted):
        def submit(self, work: Any, task: Any) -> Future[Any]:
            future = super().submit(work, task)
            if len(self.begun) == 2:  # "a" has been under way for so long when "b" begins.
                ran.clock.now_s += 600
            return future

    monkeypatch.setattr(f"{__name__}.Scripted", Slow)
    rows = ran({"a": [WorkerDiedError()], "b": [WorkerDiedError()]}, time_limit_s=600.0, width=2)
    assert statuses(rows) == ["failed", "made"]
    assert "not done after 10 minutes" in rows[0].why


def test_what_cannot_be_sent_to_a_worker_is_a_row(ran: Ran) -> None:
    rows = ran({"a": [TypeError("cannot pickle")], "b": []})
    assert statuses(rows) == ["failed", "made"]
    assert "cannot pickle" in rows[0].why


# Politeness.


def test_a_gate_is_closed_while_a_page_is_read_and_for_a_while_after_it() -> None:
    clock = Clock()
    gate = Gate(2.0, clock)
    assert gate.wait_s("one") == 0
    gate.enter("one")
    assert gate.wait_s("one") == float("inf")
    assert gate.wait_s("two") == gate.wait_s("") == 0
    gate.leave("one")
    assert gate.wait_s("one") == 2
    clock.now_s = 1.5
    assert gate.wait_s("one") == 0.5
    gate.enter("")
    assert gate.wait_s("") == 0


# Progress.


def row(status: Status = Status.MADE) -> Row:
    return Row("a", status, fault=Fault("No") if status is Status.FAILED else None)


def test_progress_is_told_at_steady_intervals_with_what_is_left() -> None:
    clock, said = Clock(), []
    progress = Progress(40, said.append, clock=clock)
    progress.say()
    for number in range(12):
        clock.now_s += 13.0
        progress.finish(row(Status.FAILED if number < 2 else Status.MADE))
        progress.tick()
    assert said[0] == "0 of 40 articles."
    assert said[1:3] == ["Failed: a. No.", "1 of 40 articles, 1 failed."]
    assert said[-1] == "12 of 40 articles, 2 failed, about 6 minutes left."


def test_nothing_new_is_told_seldom() -> None:
    clock, said = Clock(), []
    progress = Progress(2, said.append, clock=clock)
    clock.now_s = INTERVAL_S
    progress.tick()
    assert said == []
    clock.now_s = QUIET_S
    progress.tick()
    assert said == ["0 of 2 articles."]


def test_what_needed_no_work_says_nothing_of_the_pace() -> None:
    clock, said = Clock(), []
    progress = Progress(100, said.append, clock=clock)
    for _ in range(90):
        progress.pass_over(row(Status.UNCHANGED))
    for _ in range(5):
        clock.now_s += 60
        progress.finish(row())
    progress.say()
    assert said == ["95 of 100 articles, about 5 minutes left."]


def test_programs_get_json() -> None:
    clock, said = Clock(), []
    progress = Progress(2, said.append, as_json=True, clock=clock)
    progress.finish(row(Status.FAILED))
    progress.say()
    article, state = map(json.loads, said)
    assert (article["event"], article["status"], article["fault"]["message"]) == (
        "article",
        "failed",
        "No",
    )
    assert state == {"event": "progress", "done": 1, "total": 2, "failed": 1, "left_s": None}


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (5, "less than a minute"),
        (60, "about a minute"),
        (360, "about 6 minutes"),
        (7200, "about 2 hours"),
    ],
)
def test_what_is_left_is_said_roughly(seconds: float, words: str) -> None:
    assert in_words(seconds) == words
