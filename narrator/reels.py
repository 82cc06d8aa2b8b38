"""Reels: an episode in parts that are made each on its own, cut where there is silence.

A reel is about a minute. Its engine starts afresh, its samples lie on a grid that all reels
share, and it is encoded by itself. So reels are encoded side by side, and a reel whose text has
not changed comes out the same whatever is changed before it.
"""

from __future__ import annotations

import zlib

from narrator.script import Script

LEAST_CHARS = 450
"""Of the spoken forms of a reel: about half a minute."""
MOST_CHARS = 1800
"""From there on the next pause that is long enough ends it: two minutes."""
LEAST_PAUSE_MS = 400
"""A reel is cut off in a pause of that length or longer: four times what an encoder needs to
have forgotten the sound before it. The pauses between paragraphs are longer."""
GRID_SAMPLES = 1152
"""The first sound of a reel is laid on a multiple of this, the frame of MPEG-1 Layer III
(ISO/IEC 11172-3, 2.4.2.1), so that an encoder cuts it into frames alike wherever it stands."""
LEAD_SAMPLES = 6 * GRID_SAMPLES
"""The silence with which a reel begins: 157 ms at 44.1 kHz."""


def reel_starts(script: Script) -> frozenset[int]:
    """Return which utterances of the script begin a reel; the first always does.

    Which of two pauses ends a reel is decided by what is said behind it. If it were a matter
    of length alone, a paragraph more would move every cut that follows.
    """
    starts, chars, pause_ms = [0], 0, 0
    for number, utterance in enumerate(script.utterances()):
        if pause_ms >= LEAST_PAUSE_MS and _ends_a_reel(chars, utterance.spoken):
            starts.append(number)
            chars = 0
        chars += len(utterance.spoken)
        pause_ms = utterance.pause_after_ms
    return frozenset(starts)


def _ends_a_reel(chars: int, following: str) -> bool:
    """Say whether a reel of that length ends before that text; every other text ends it."""
    chosen = zlib.crc32(following.encode("utf-8", "surrogatepass")) & 1
    return chars >= MOST_CHARS or (chars >= LEAST_CHARS and bool(chosen))
