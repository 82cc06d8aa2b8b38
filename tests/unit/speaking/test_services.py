from __future__ import annotations

import pytest

from narrator.errors import EngineError
from narrator.speaking.services import MOST_FAILURES, Service


class Hours:
    """A clock that goes on only while somebody sleeps."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.now_s

    def sleep(self, wait_s: float) -> None:
        self.waits.append(wait_s)
        self.now_s += wait_s


@pytest.fixture
def hours() -> Hours:
    return Hours()


def test_requests_start_no_more_often_than_the_service_stands(hours: Hours) -> None:
    service = Service("it", interval_s=2.0, clock=hours)
    for _ in range(3):
        service.begin(hours.sleep)
    assert hours.waits == [2.0, 2.0]
    hours.now_s += 10
    service.begin(hours.sleep)
    assert hours.waits == [2.0, 2.0]


def test_requests_of_several_threads_have_starts_of_their_own(hours: Hours) -> None:
    service = Service("it", interval_s=2.0, clock=hours)
    waits: list[float] = []
    for _ in range(3):
        service.begin(waits.append)  # All at the same time.
    assert waits == [2.0, 4.0]


def test_all_wait_where_one_was_told_to(hours: Hours) -> None:
    service = Service("it", clock=hours)
    service.hold(30)
    service.hold(5)
    service.begin(hours.sleep)
    assert hours.waits == [30]


def test_a_service_that_fails_again_and_again_is_not_asked_any_more(hours: Hours) -> None:
    service = Service("speech.example", clock=hours)
    for _ in range(MOST_FAILURES):
        service.begin(hours.sleep)
        service.gave_up()
    with pytest.raises(EngineError, match=r"speech\.example failed 3 times in a row") as raised:
        service.begin(hours.sleep)
    assert raised.value.retry
    assert hours.waits == []


def test_an_answer_makes_up_for_failures(hours: Hours) -> None:
    service = Service("it", clock=hours)
    for _ in range(5 * MOST_FAILURES):
        service.begin(hours.sleep)
        service.gave_up()
        service.succeeded()
    service.begin(hours.sleep)
