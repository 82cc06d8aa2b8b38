"""The sound card, through miniaudio."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Generator, Iterator
from typing import TYPE_CHECKING, Any, Protocol

from narrator.errors import AudioError, nearest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Frames = Callable[[int], NDArray[np.int16]]

NULL = "null"
"""The name of the device that plays nothing, in the time that playing takes."""
PERIOD_MS = 40
"""What the card asks for at a time. A key is heard after one or two of them: under 0.1 s, which
is felt as at once (Nielsen, "Usability Engineering", 1993, chapter 5)."""
PERIODS = 3
"""How many the card holds, so that a busy machine does not break the speech off."""

_INSTEAD = "To make an MP3 file instead: narrator convert SOURCE"


class Device(Protocol):
    """Something that asks for sound until it is closed."""

    def close(self) -> None:
        """Stop asking."""


OpenDevice = Callable[[int, "Frames"], Device]
"""Opens a device for a sampling rate, that asks the function given for so many samples."""


def silence(count: int) -> NDArray[np.int16]:
    """Return so many samples of nothing."""
    import numpy as np

    return np.zeros(count, np.int16)


def load() -> None:
    """Load the library, which takes a while: call it while something else is done."""
    with contextlib.suppress(ImportError):
        import miniaudio  # noqa: F401 - it is kept by the interpreter


def device_named(name: str) -> OpenDevice:
    """Return what opens the device of a name; the system's own choice where it is empty."""

    def open_it(rate_hz: int, frames: Frames) -> Device:
        return _open(name, rate_hz, frames)

    return open_it


def check_library() -> None:
    """Have a missing library said before anything is read.

    Raises:
        AudioError: where it is not installed.
    """
    from importlib import util

    if util.find_spec("miniaudio") is None:
        raise _missing()


def _missing() -> AudioError:
    return AudioError(
        "The library that plays sound is not installed",
        where="miniaudio",
        hint=f"Run: python -m pip install miniaudio. {_INSTEAD}",
    )


def _open(name: str, rate_hz: int, frames: Frames) -> Device:
    """Return the device, which asks for samples from now on.

    Raises:
        AudioError: where there is none, or none of that name.
    """
    try:
        import miniaudio
    except ImportError as error:
        raise _missing() from error
    try:
        with _quiet_libraries():
            device = miniaudio.PlaybackDevice(
                nchannels=1,
                sample_rate=rate_hz,
                buffersize_msec=PERIOD_MS,
                callback_periods=PERIODS,
                backends=[miniaudio.Backend.NULL] if name == NULL else None,
                device_id=None if name in {"", NULL} else _device_id(miniaudio, name),
                app_name="narrator",
            )
    except miniaudio.MiniaudioError as error:
        raise _no_device(name, error) from error
    if name != NULL and device.backend == "Null":
        device.close()  # miniaudio's last choice where it finds no other: nobody would hear it.
        raise _no_device(name, None)
    try:
        device.start(_started(frames))
    except miniaudio.MiniaudioError as error:
        device.close()
        raise _no_device(name, error) from error
    opened: Device = device
    return opened


def _no_device(name: str, error: Exception | None) -> AudioError:
    why = f" ({error.args[0]})" if error and error.args else ""
    return AudioError(
        f"No sound device can be opened{why}",
        where=name,
        hint="Connect loudspeakers or headphones to the machine on which narrator runs, which "
        f"over ssh is the other one. {_INSTEAD}",
    )


def _device_id(miniaudio: Any, name: str) -> Any:
    """Return what miniaudio calls a device of that name.

    Raises:
        AudioError: where there is none; it names the nearest.
    """
    known = {entry["name"]: entry["id"] for entry in miniaudio.Devices().get_playbacks()}
    for given, found in known.items():
        if given.casefold() == name.casefold():
            return found
    raise AudioError(
        "There is no such sound device", where=name, hint=nearest(name, [*known, NULL])
    )


def _started(frames: Frames) -> Generator[NDArray[np.int16] | bytes, int, None]:
    """Return what miniaudio asks, begun: it sends a number of samples and takes them."""

    def asked() -> Generator[NDArray[np.int16] | bytes, int, None]:
        count = yield b""
        while True:
            count = yield frames(count).tobytes()

    generator = asked()
    next(generator)
    return generator


@contextlib.contextmanager
def _quiet_libraries() -> Iterator[None]:
    """Keep the system's sound libraries from writing to standard error themselves.

    ALSA writes up to thirty lines of its own where there is no card, and a screen reader reads
    them all before the one line that says what to do.
    """
    try:
        saved = os.dup(2)
    except OSError:  # There is no standard error.
        yield
        return
    try:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device, not a path of ours
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)
