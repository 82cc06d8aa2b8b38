"""Passages of an episode as plain lines and as data, for `find` and `at`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from narrator.messages import _
from narrator.timing import ms_to_clock

if TYPE_CHECKING:
    from narrator.publishing.transcripts import Passage


def passage_lines(passage: Passage) -> Iterator[str]:
    """Yield where it is and what it is, then the words."""
    told = [_("chapter {title}").format(title=passage.chapter)] if passage.chapter else []
    told += [_(passage.role)] if passage.role else []
    yield ", ".join([ms_to_clock(passage.start_ms), *told])
    yield f"  {passage.text}"


def passage_data(passage: Passage) -> dict[str, Any]:
    """Return it as data, for `--json`."""
    return {
        "start": ms_to_clock(passage.start_ms),
        "start_ms": passage.start_ms,
        "end_ms": passage.end_ms,
        "text": passage.text,
        "chapter": passage.chapter,
        "role": passage.role,
        "voice": passage.voice,
    }
