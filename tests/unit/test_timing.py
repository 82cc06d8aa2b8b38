from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrator import timing

RATES = st.sampled_from([8000, 22050, 24000, 32000, 44100, 48000])
LENGTHS = st.lists(st.integers(0, 500_000), max_size=900)
TEN_HOURS_MS = 36_000_000


@given(st.integers(0, TEN_HOURS_MS), RATES)
def test_milliseconds_come_back_from_samples(ms: int, rate_hz: int) -> None:
    assert timing.samples_to_ms(timing.ms_to_samples(ms, rate_hz), rate_hz) == ms


@given(st.integers(0, 10**9), RATES)
def test_a_conversion_is_never_off_by_more_than_half_a_millisecond(n: int, rate_hz: int) -> None:
    assert abs(timing.samples_to_ms(n, rate_hz) * rate_hz - n * 1000) * 2 <= rate_hz


@given(LENGTHS, RATES)
def test_times_do_not_drift_however_many_clips_precede_them(
    lengths: list[int], rate_hz: int
) -> None:
    total = sum(lengths)
    exact_ms = total * 1000 / rate_hz
    assert abs(timing.samples_to_ms(total, rate_hz) - exact_ms) <= 0.5


@given(st.integers(0, 10**9), RATES, RATES)
def test_rescaling_is_never_off_by_more_than_half_a_sample(n: int, a: int, b: int) -> None:
    assert abs(timing.rescale_samples(n, a, b) * a - n * b) * 2 <= a


@given(st.integers(0, 10**9), RATES)
def test_rescaling_to_the_same_rate_changes_nothing(samples: int, rate_hz: int) -> None:
    assert timing.rescale_samples(samples, rate_hz, rate_hz) == samples


@pytest.mark.parametrize(
    ("samples", "rate_hz", "ms"),
    [(1, 2000, 1), (3, 2000, 2), (1, 2001, 0), (0, 44100, 0), (44100, 44100, 1000)],
)
def test_halves_go_up(samples: int, rate_hz: int, ms: int) -> None:
    assert timing.samples_to_ms(samples, rate_hz) == ms


def test_half_a_sample_goes_up() -> None:
    assert timing.ms_to_samples(1, 500) == 1
    assert timing.ms_to_samples(1, 499) == 0
    assert timing.rescale_samples(1, 2, 1) == 1


def test_seconds_are_exact_to_the_millisecond() -> None:
    assert timing.samples_to_seconds(66150, 44100) == 1.5
    assert timing.samples_to_seconds(1, 44100) == 0.0


@given(st.integers(0, 10**9))
def test_a_clock_comes_back_as_the_same_time(ms: int) -> None:
    assert timing.clock_to_ms(timing.ms_to_clock(ms)) == ms
    assert timing.clock_to_ms(timing.ms_to_webvtt(ms)) == ms


@pytest.mark.parametrize(
    ("ms", "clock", "webvtt"),
    [
        (0, "0:00:00.000", "00:00:00.000"),
        (3_723_004, "1:02:03.004", "01:02:03.004"),
        (36_000_000, "10:00:00.000", "10:00:00.000"),
        (363_600_000, "101:00:00.000", "101:00:00.000"),
    ],
)
def test_clocks_look_like_this(ms: int, clock: str, webvtt: str) -> None:
    assert timing.ms_to_clock(ms) == clock
    assert timing.ms_to_webvtt(ms) == webvtt


def test_a_short_clock_is_read_too() -> None:
    assert timing.clock_to_ms(" 2:05 ") == 125_000
    assert timing.clock_to_ms("0:00.5") == 500


def test_a_time_before_the_start_is_refused() -> None:
    with pytest.raises(ValueError, match="-1 ms"):
        timing.ms_to_clock(-1)


@pytest.mark.parametrize(
    "text", ["", "12", "1:60", "1:60:00", "1:2", "a:bc", "1:00:00,000", "-1:00"]
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a time"):
        timing.clock_to_ms(text)


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (0, "0 seconds"),
        (499, "0 seconds"),
        (500, "1 second"),
        (252_000, "4 minutes 12 seconds"),
        (3_600_000, "1 hour"),
        (7_261_000, "2 hours 1 minute 1 second"),
        (59_999, "1 minute"),
    ],
)
def test_lengths_are_said_as_a_person_would(ms: int, words: str) -> None:
    assert timing.ms_to_words(ms) == words


@pytest.mark.parametrize(
    ("time", "ms"),
    [
        ("12:34", 754_000),
        ("0:05.25", 5250),
        ("1:02:03.5", 3_723_500),
        ("99:30", 5_970_000),
        ("95", 95_000),
        ("95s", 95_000),
        (" 1.5 s ", 1500),
    ],
)
def test_a_time_is_understood_as_people_type_it(time: str, ms: int) -> None:
    assert timing.typed_to_ms(time) == ms


@pytest.mark.parametrize("time", ["", "1:60", "1:2:3:4", "-5", "soon", "1:xx", "5m", "1e3", "٣"])
def test_what_nobody_types_as_a_time_is_refused(time: str) -> None:
    with pytest.raises(ValueError, match=r"not a time|more than 59"):
        timing.typed_to_ms(time)
