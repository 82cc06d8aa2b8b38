"""Foreign errors of writing, turned into ours with what to do next."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from narrator.errors import OutputError

_ELSEWHERE = "Choose another place with --output."

CAUSES: Mapping[int, tuple[str, str]] = {
    errno.ENOSPC: ("The disk is full", "Free some space, then try again."),
    errno.EDQUOT: ("The quota of disk space is used up", "Free some space, then try again."),
    errno.EFBIG: ("The disk cannot hold a file of this size", _ELSEWHERE),
    errno.EACCES: ("There is no permission to write", _ELSEWHERE),
    errno.EPERM: ("There is no permission to write", _ELSEWHERE),
    errno.EROFS: ("The disk can only be read", _ELSEWHERE),
    errno.ENOTDIR: (
        "A file is in the place of a folder",
        "Move the file away, or choose another place with --output.",
    ),
    errno.EEXIST: (
        "A file is in the place of a folder",
        "Move the file away, or choose another place with --output.",
    ),
    errno.ENAMETOOLONG: ("The name of the folder is too long for this disk", _ELSEWHERE),
}
"""What each error of the operating system means to a person, and what to do next."""

PASSING = {errno.ENOSPC, errno.EDQUOT, errno.EAGAIN, errno.EBUSY, errno.EINTR}
"""Errors after which the same attempt can succeed later."""


def output_error(error: OSError, where: Path) -> OutputError:
    """Return the error that says what happened, where, and what to do next."""
    number = error.errno or 0
    message, hint = CAUSES.get(number, ("The result could not be written", _ELSEWHERE))
    if number not in CAUSES and error.strerror:
        message = f"{message} ({error.strerror})"
    return OutputError(message, where=str(where), hint=hint, retry=number in PASSING)


@contextmanager
def output_errors(where: Path) -> Iterator[None]:
    """Turn an operating system's error inside the block into an OutputError.

    Raises:
        OutputError: in place of every OSError that is not one of ours already; trying again
            can help where its `retry` says so.
    """
    try:
        yield
    except OSError as error:
        # SourceError and OutputError are OSErrors too, and already say all there is to say.
        if hasattr(error, "exit_code"):
            raise
        raise output_error(error, where) from error
