"""Plain lines about what is being done, and who takes them."""

from __future__ import annotations

from collections.abc import Callable

Tell = Callable[[str], None]
"""Takes a plain line: a sentence that makes sense by itself when it is read aloud."""


def tell_nobody(_line: str) -> None:
    """Drop the line: the library speaks to nobody unless it is asked to."""
