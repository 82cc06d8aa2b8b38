"""What speaking costs beside the engine: for a slow one, for a quick one, and for kept speech.

    python -m benchmarks.speech_overhead

The slow engine speaks ten times as fast as real time, as neural voices do on a processor of
today; what narrator adds must be less than 5 % of that. Costs are processor time of this
process, so that a busy machine does not change them. The quick ones say what it is worth to
keep their speech.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from narrator.article import Metadata
from narrator.profiles import load_profile
from narrator.script import Role, Script, Section, Utterance
from narrator.speaking import registry, speak
from narrator.speaking.caching import SpeechCache
from narrator.speaking.engine import Engine
from narrator.speaking.espeak import EspeakEngine
from narrator.speaking.session import Session
from narrator.speaking.tone import ToneEngine

NEURAL_PACE = 10.0
SHARE = 0.05
SENTENCES = tuple(
    f"In the winter of 18{year} the ice went in March, and the boats were back before the month "
    "was out, as they had been every year since the town was founded."
    for year in range(10, 70)
)


class KeptTones(ToneEngine):
    """Tones that cost next to nothing and are kept: what is left is narrator's own cost."""

    cacheable: ClassVar[bool] = True


class KeptTonesAtOnce(KeptTones):
    """The same, several at a time, as networks and servers speak."""

    max_concurrency: ClassVar[int] = 4


class KeptEspeak(EspeakEngine):
    """espeak, were its speech kept."""

    cacheable: ClassVar[bool] = True


def script() -> Script:
    """Return about eight minutes of sentences."""
    utterances = tuple(
        Utterance(text, text, Role.BODY, "presenter", "en", 250, f"/blocks/{number}")
        for number, text in enumerate(SENTENCES)
    )
    section = Section("Ice", 1, utterances)
    return Script(Metadata("Ice", language="en"), "single", 2, (section,))


def cost(engine: type[Engine], session: Session) -> tuple[float, float]:
    """Return the processor time of speaking the script, and how long its speech is, in s."""
    profile = replace(load_profile("single"), engine=engine.name)
    real, registry.engine_class = registry.engine_class, lambda _name: engine
    try:
        started_s = time.process_time()
        speech_ms = sum(clip.pcm.duration_ms for clip in speak(script(), profile, session=session))
        return time.process_time() - started_s, speech_ms / 1000
    finally:
        registry.engine_class = real


def overhead(engine: type[Engine] = KeptTones) -> float:
    """Return narrator's own cost as a share of a neural engine's time."""
    with tempfile.TemporaryDirectory() as folder:
        cost(engine, Session())  # What is imported and computed once.
        spent_s, speech_s = cost(engine, Session(SpeechCache(Path(folder))))
    return spent_s / (speech_s / NEURAL_PACE)


def main() -> None:
    """Print the costs."""
    for kind, how in ((KeptTones, "one at a time"), (KeptTonesAtOnce, "four at a time")):
        share = 100 * overhead(kind)
        print(f"Beside an engine of {NEURAL_PACE:g} times real time, {how}: {share:.2f} %.")
    for engine in (EspeakEngine, KeptEspeak, ToneEngine, KeptTones):
        with tempfile.TemporaryDirectory() as folder:
            cache = SpeechCache(Path(folder))
            first, speech_s = cost(engine, Session(cache))
            again, _ = cost(engine, Session(cache))
            kept = sum(entry.size_bytes for entry in cache.entries())
        each_ms = 1000 / len(SENTENCES)
        print(
            f"{engine.__name__}: {first * each_ms:.2f} ms an utterance of "
            f"{speech_s / len(SENTENCES):.1f} s, again {again * each_ms:.2f} ms, "
            f"{kept / 1e6:.1f} MB kept"
        )


if __name__ == "__main__":
    main()
