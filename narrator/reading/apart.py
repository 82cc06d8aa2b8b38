"""Reading in a process of its own, which can be ended when it takes too long or too much memory.

A thread could not be ended, and a timer could not interrupt a parser written in C. The process
is started anew with our own import path, not forked, which is unsafe beside threads; and not by
`multiprocessing`, which would run the program of a user of the library once more.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING

from narrator.errors import SourceError
from narrator.reading.limits import DOCUMENT_TIME_LIMIT_S, MEMORY_LIMIT_BYTES, TIME_LIMIT_S

if TYPE_CHECKING:
    from narrator.article import Article
    from narrator.reading.sniffing import SourceKind

_START = (
    "import sys; sys.path[:] = sys.argv[1:]; "
    "from narrator.reading.apart import serve; serve()"
)  # fmt: skip
_FAULT = 1
"""The status with which Python ends at an error that nobody took."""
_OUT_OF_MEMORY = 3
_SAVE_TEXT = "Open the page in a browser, copy the article's text into a file, and give that."
_CUT_DOCUMENT = (
    "Open the document in its own program and save it anew, in several parts where it is long, "
    "or copy its text into a file and give that."
)


def read_apart(
    source: str | bytes,
    kind: SourceKind,
    url: str,
    where: str,
    *,
    time_limit_s: float | None = None,
) -> Article:
    """Return the article of a source that may take long.

    Args:
        source: The source: a text, decoded, or a document's bytes.
        kind: How it is to be read.
        url: Where it came from; empty where that is not known.
        where: The source in the words of an error.
        time_limit_s: Seconds until the process is ended; None: as long as its kind may take.

    Raises:
        SourceError: where it holds no article, or takes too long or too much memory. Trying
            again does not help, unless no process could be started.
    """
    if not sys.executable or getattr(sys, "frozen", False):
        # A program packed into one file has no interpreter that could be started.
        return _read(source, kind, url, where)
    is_text = isinstance(source, str)
    if time_limit_s is None:
        time_limit_s = TIME_LIMIT_S if is_text else DOCUMENT_TIME_LIMIT_S
    hint = _SAVE_TEXT if is_text else _CUT_DOCUMENT
    question = pickle.dumps((source, kind, url, where))
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own code
            [sys.executable, "-P", "-c", _START, *sys.path],
            input=question,
            capture_output=True,
            timeout=time_limit_s,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        message = f"The source could not be read within {time_limit_s:g} seconds"
        raise SourceError(message, where=where, hint=hint) from error
    except OSError as error:
        hint = "Close other programs, or give a smaller source."
        message = f"No process can be started to read the source ({error.strerror})"
        raise SourceError(message, where=where, hint=hint, retry=True) from error
    if done.returncode == _FAULT:
        raise RuntimeError(done.stderr.decode(errors="replace"))  # ours: the traceback is shown
    if done.returncode:
        message = "Reading the source took too much memory, or broke the parser"
        raise SourceError(message, where=where, hint=hint)
    return _answer(done.stdout)


def _answer(data: bytes) -> Article:
    # The bytes come from our own process through a pipe that nobody else can write to.
    found = pickle.loads(data)  # noqa: S301
    if isinstance(found, tuple):
        message, where, hint = found
        raise SourceError(message, where=where, hint=hint)
    article: Article = found
    return article


def serve() -> None:
    """Read what standard input holds and write the article, or the error's words, to output.

    This is what the process does. A fault of ours ends it with its traceback and status 1.
    """
    _limit_memory()
    question = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started us
    try:
        found: Article | tuple[str, str, str] = _read(*question)
    except SourceError as error:
        found = (error.message, error.where, error.hint)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)  # at once: there is no memory left for anything
    sys.stdout.buffer.write(pickle.dumps(found))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES))
    except (ValueError, OSError):  # the system has set a lower one, or knows none
        return


def _read(source: str | bytes, kind: SourceKind, url: str, where: str) -> Article:
    from dataclasses import replace

    from narrator.reading import parse, parse_document
    from narrator.reading.sniffing import SourceKind
    from narrator.reading.webpage.thinning import thin

    if isinstance(source, bytes):
        return parse_document(source, kind, where)
    if kind is not SourceKind.HTML:
        return parse(source, kind, url)
    page, omissions = thin(source)
    article = parse(page, kind, url)
    return replace(article, omissions=(*omissions, *article.omissions))
