from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from narrator.article import Article, Heading, Metadata, Paragraph, Quotation
from narrator.mixing import mix
from narrator.planning import plan
from narrator.profile import VoiceProfile
from narrator.profiles import load_profile
from narrator.script import Script
from narrator.speech import PCM, Clip, Mark, Voice

CLIP_HZ = 22050
LEAD_S = 0.2
"""Silence at the start of every made clip, which the mix must take off."""


@pytest.fixture
def newsroom() -> VoiceProfile:
    return load_profile("newsroom")


@pytest.fixture
def script(newsroom: VoiceProfile) -> Script:
    blocks = (
        Paragraph("The first paragraph. It has two sentences."),
        Heading("A heading", 2),
        Quotation(("A quotation by somebody.",)),
        Heading("Another heading", 2),
        Paragraph("The last paragraph."),
    )
    return plan(Article(Metadata("The headline", language="en"), blocks=blocks), newsroom)


def speech_like(seconds: float, level: float) -> NDArray[np.int16]:
    """Return a tone in bursts of 300 ms, since the gate of the measurement wants pauses."""
    time = np.arange(round(seconds * CLIP_HZ)) / CLIP_HZ
    tone = np.sin(2 * np.pi * 200 * time) * level * ((time % 0.4) < 0.3)
    lead = np.zeros(round(LEAD_S * CLIP_HZ))
    return (np.concatenate([lead, tone, lead]) * 32767).astype(np.int16)


@pytest.fixture
def clips(script: Script) -> Callable[[], Iterator[Clip]]:
    """Clips whose second voice is 12 dB softer than the first."""

    def spoken() -> Iterator[Clip]:
        for utterance in script.utterances():
            level = 0.4 if utterance.voice == "presenter" else 0.1
            pcm = PCM(speech_like(1 + len(utterance.spoken) / 20, level).tobytes(), CLIP_HZ)
            marks = (Mark(round(LEAD_S * CLIP_HZ), 0, 3),)
            yield Clip(utterance, Voice("made", utterance.voice, "en"), pcm, marks)

    return spoken


@pytest.fixture
def samples_of() -> Callable[[str], NDArray[np.int16]]:
    return lambda path: np.fromfile(path, "<i2")


__all__ = ["Path", "mix"]
