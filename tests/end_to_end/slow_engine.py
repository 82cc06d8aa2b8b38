"""Engines as another package has them: tones, and a neural voice, as slow as those in use are.

They are found by way of entry points, also by processes of their own, and write down what they
were asked for.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from narrator.speaking.engine import Engine, Speech
from narrator.speaking.piper import PiperEngine
from narrator.speaking.tone import ToneEngine
from narrator.speech import Prosody, Voice

ROOT = Path(__file__).parents[2]
LOG_VARIABLE = "NARRATOR_TEST_LOG"
PACE_VARIABLE = "NARRATOR_TEST_PACE"
"""How many times faster than real time it speaks; without it, at once."""
FAIL_VARIABLE = "NARRATOR_TEST_FAIL"
"""Words with which a text is refused."""


class Slow(Engine):
    """What makes an engine slow, and has it write down what it said."""

    def say(self, text: str, voice: Voice, prosody: Prosody) -> Speech:
        from narrator.errors import EngineError

        if os.environ.get(FAIL_VARIABLE, "\0") in text:
            raise EngineError("The slow engine refuses", where=text, hint="Leave it alone.")
        started_s = time.perf_counter()
        speech = super().say(text, voice, prosody)  # type: ignore[safe-super]
        pace = float(os.environ.get(PACE_VARIABLE, "0"))
        if pace:
            due_s = speech.pcm.duration_ms / 1000 / pace
            time.sleep(max(0.0, due_s - (time.perf_counter() - started_s)))
        if log := os.environ.get(LOG_VARIABLE):
            with Path(log).open("a", encoding="utf-8") as file:
                file.write(f"{text}\n")
        return speech


class SlowEngine(Slow, ToneEngine):
    """Tones in place of a neural voice."""

    name = "slow"
    cacheable = True


class SlowPiper(Slow, PiperEngine):
    """The small network of Piper's kind in the folder of fetched voices; several at a time."""

    name = "slow-piper"


def install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the engine where this process and its children find it; return its log."""
    package = folder / "slow_engine-1.0.dist-info"
    package.mkdir(parents=True)
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: slow-engine\nVersion: 1.0\n")
    (package / "entry_points.txt").write_text(
        "[narrator.engines]\nslow = tests.end_to_end.slow_engine:SlowEngine\n"
        "slow-piper = tests.end_to_end.slow_engine:SlowPiper\n"
    )
    log = folder / "asked.txt"
    log.write_text("")
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), str(ROOT)]))
    monkeypatch.setenv(LOG_VARIABLE, str(log))
    return log
