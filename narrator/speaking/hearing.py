"""Hearing that an engine spoke: sound where there are words, and about as long as they take.

A listener cannot know what they did not hear, so speech that is silent, that breaks off or
that goes on for ever is an error and never an episode.

How long a text may be is a table: for each kind of character the least and the most that it
may take. The numbers stand on a measurement (`benchmarks/speech_durations.py`): espeak-ng, at
175 words a minute, said the names of days, months and countries (Unicode CLDR) in the
languages that both have, and numbers, signs and short forms in all its 137. Other
engines speak at their own pace, and so the least of the measured is divided, and the most
multiplied, by `MARGIN`.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from narrator.errors import EngineError
from narrator.speaking.engine import Engine, Speech
from narrator.speech import PCM, Prosody, must_be_heard

if TYPE_CHECKING:
    import numpy as np

MEASURED_MS: Mapping[str, tuple[float, float]] = {
    "lower case": (42, 145),
    "upper case": (33, 530),  # the most is a letter that is spelled
    "ideograph": (148, 310),
    "letter": (60, 465),  # the most is a voice that names each letter
    "digit": (0, 1_300),  # some voices have no word for a hundred million
    "sign": (0, 985),
}
"""What a character takes at 175 words a minute, in ms: the least of its sound, and the most
from the first sound of the text to its last, by kind of character."""

MARGIN = 3.0
"""Our choice: no voice at its own pace is three times as fast or as slow as espeak-ng's."""

MEASURED_WPM = 175

SPARE_MS = 3_000
"""What any text may take beyond its characters: breaths, and a last word that rings."""

LEAST_MS = 150
"""Where less must be heard, nothing is said of the length: two syllables are soon over."""

SILENCE_DBFS = -50.0
"""What stays below this is silence, as it is in the mix (`mixing.edges`)."""

WINDOW_MS = 20
"""Of the pieces in which sound is looked for; shorter ones find gaps within a vowel."""

_HINT = "Choose another voice, or another engine with --engine."


def heard(engine: Engine, text: str, prosody: Prosody, speech: Speech) -> Speech:
    """Return the speech, where it can be the text's.

    Raises:
        EngineError: for words without a sound and, from a server, for a single letter or
            digit too; and for sound that is far too short or too long for the text. Trying
            again can help where a server gave it; here the voice would give the same again.
    """
    sound_ms, _ = _sound_ms(speech.pcm)
    if not sound_ms:
        is_sign = not must_be_heard(text)
        if is_sign and not (engine.online and any(map(str.isalnum, text))):
            return speech
        what = "silence" if speech.pcm.samples else "no sound"
        raise EngineError(
            f"The engine {engine.name} gave {what} in place of speech",
            where=text,
            hint=_HINT,
            retry=engine.online,
        )
    least_ms, most_ms = plausible_ms(text, prosody.rate_wpm)
    if least_ms >= LEAST_MS and sound_ms < least_ms:
        raise _implausible(engine, text, f"{sound_ms / 1000:.1f} s of sound", least_ms)
    if speech.pcm.duration_ms > most_ms:
        raise _implausible(engine, text, f"{speech.pcm.duration_ms / 1000:.1f} s", most_ms)
    return speech


def plausible_ms(text: str, rate_wpm: int) -> tuple[float, float]:
    """Return the least that may be heard of a text and the most it may take, in milliseconds.

    Args:
        text: What is spoken.
        rate_wpm: The rate that was asked for. An engine may leave it aside, so a rate only
            ever widens the bounds.
    """
    kinds = Counter(_kind(character) for character in text if not character.isspace())
    least = sum(MEASURED_MS[kind][0] * count for kind, count in kinds.items()) / MARGIN
    most = sum(MEASURED_MS[kind][1] * count for kind, count in kinds.items()) * MARGIN + SPARE_MS
    quicker = max(rate_wpm, MEASURED_WPM) / MEASURED_WPM
    slower = MEASURED_WPM / min(rate_wpm, MEASURED_WPM)
    return least / quicker, most * slower


def _kind(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Ll":
        return "lower case"
    if category in {"Lu", "Lt"}:
        return "upper case"
    if category == "Nd":
        return "digit"
    if category[0] == "L":
        name = unicodedata.name(character, "")
        return "ideograph" if name.startswith(("CJK", "HANGUL SYLLABLE")) else "letter"
    return "sign"


def _sound_ms(pcm: PCM) -> tuple[int, int]:
    """Return how much of the sound is not silence, and the time from its first to its last."""
    import numpy as np

    samples: np.ndarray = np.frombuffer(pcm.data, np.dtype("<i2"))
    window = max(1, pcm.rate_hz * WINDOW_MS // 1000)
    threshold = int(32768 * 10 ** (SILENCE_DBFS / 20))
    audible = np.zeros(-(-samples.size // window) * window, bool)
    audible[: samples.size] = (samples > threshold) | (samples < -threshold)
    loud = np.flatnonzero(audible.reshape(-1, window).any(axis=1))
    if not loud.size:
        return 0, 0
    return int(loud.size) * WINDOW_MS, (int(loud[-1]) - int(loud[0]) + 1) * WINDOW_MS


def _implausible(engine: Engine, text: str, gave: str, bound_ms: float) -> EngineError:
    return EngineError(
        f"The engine {engine.name} gave {gave} for {len(text)} characters, which cannot be all "
        f"and only these: {bound_ms / 1000:.1f} s is the bound",
        where=text,
        hint=_HINT,
        retry=engine.online,
    )
