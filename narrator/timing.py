"""Units of time: the only module in which time changes unit.

Time is counted in whole samples and converted once, at the edge. Rounding is to the
nearest unit, halves up, so that a conversion never drifts by more than half a unit however
many clips precede it (adding truncated milliseconds clip by clip drifts by hundreds of
milliseconds over an episode).
"""

from __future__ import annotations

import re

_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2})(?:\.(\d{1,3}))?\Z")

_TYPED = re.compile(r"(?:(\d{1,5}):)?(\d{1,7}(?:\.\d{1,3})?) ?s?\Z", re.ASCII)
"""Minutes may be more than 59, and seconds may stand alone."""


def samples_to_ms(samples: int, rate_hz: int) -> int:
    """Return the nearest whole number of milliseconds."""
    return (samples * 2000 + rate_hz) // (2 * rate_hz)


def ms_to_samples(ms: int, rate_hz: int) -> int:
    """Return the nearest whole number of samples."""
    return (ms * rate_hz * 2 + 1000) // 2000


def rescale_samples(samples: int, from_hz: int, to_hz: int) -> int:
    """Return the same instant counted at another sampling rate."""
    return (samples * to_hz * 2 + from_hz) // (2 * from_hz)


def samples_to_seconds(samples: int, rate_hz: int) -> float:
    """Return seconds, exact to the millisecond that the side files carry."""
    return samples_to_ms(samples, rate_hz) / 1000


def ms_to_clock(ms: int) -> str:
    """Return `h:mm:ss.mmm`, the form shown to people.

    Raises:
        ValueError: for a negative time.
    """
    if ms < 0:
        raise ValueError(f"time before the start: {ms} ms")
    seconds, milliseconds = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}.{milliseconds:03}"


def ms_to_whole_clock(ms: int) -> str:
    """Return `hh:mm:ss`, rounded to the second, as DAISY 2.02 has it (section 2.1.4)."""
    minutes, seconds = divmod((ms + 500) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}"


def ms_to_seconds_text(ms: int) -> str:
    """Return seconds with three digits behind the point: "1.500", exact as the milliseconds are."""
    return f"{ms // 1000}.{ms % 1000:03}"


def ms_to_webvtt(ms: int) -> str:
    """Return `hh:mm:ss.mmm`, a WebVTT timestamp (W3C WebVTT, section 4.1)."""
    clock = ms_to_clock(ms)
    return clock if clock.index(":") > 1 else f"0{clock}"


def ms_to_subrip(ms: int) -> str:
    """Return `hh:mm:ss,mmm`, a timestamp of SubRip."""
    return ms_to_webvtt(ms).replace(".", ",")


def ms_to_fragment(ms: int) -> str:
    """Return a place in a recording as a part of its address (Media Fragments URI 1.0, 4.2.1)."""
    return f"t={ms // 1000}.{ms % 1000:03}"


def clock_to_ms(clock: str) -> int:
    """Return the milliseconds of `h:mm:ss.mmm`, `m:ss` or a WebVTT timestamp.

    Raises:
        ValueError: where the text is not of that form.
    """
    found = _CLOCK.match(clock.strip())
    if not found or int(found[2]) > 59 or int(found[3]) > 59:
        raise ValueError(f"not a time of the form h:mm:ss.mmm: {clock!r}")
    hours, minutes, seconds, fraction = found.groups()
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int((fraction or "0").ljust(3, "0"))


def typed_to_ms(time: str) -> int:
    """Return the milliseconds of a time as a person types it: `1:02:03`, `99:30.5`, `95`, `95s`.

    Raises:
        ValueError: where the text is not of such a form.
    """
    found = _TYPED.match(time.strip())
    if not found:
        return clock_to_ms(time)
    minutes, seconds = int(found[1] or 0), float(found[2])
    if found[1] and seconds >= 60:
        raise ValueError(f"more than 59 seconds: {time!r}")
    return minutes * 60_000 + round(seconds * 1000)


def ms_to_words(ms: int) -> str:
    """Return a length as a person would say it: "4 minutes 12 seconds"."""
    seconds = (ms + 500) // 1000
    parts = (("hour", seconds // 3600), ("minute", seconds // 60 % 60), ("second", seconds % 60))
    said = [f"{count} {unit}{'' if count == 1 else 's'}" for unit, count in parts if count]
    return " ".join(said) or "0 seconds"
