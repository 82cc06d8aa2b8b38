"""Script -> Clips: engines behind one contract, and what is written once around them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

from narrator.speech import Clip

if TYPE_CHECKING:
    from narrator.profile import VoiceProfile
    from narrator.script import Script

__all__ = ["speak"]


def _unheard(_line: str) -> None:
    """Take a message and drop it: the library speaks to nobody unless it is asked to."""


def speak(
    script: Script, profile: VoiceProfile, *, tell: Callable[[str], None] = _unheard
) -> Iterator[Clip]:
    """Yield the clip of each utterance, in order, as it is spoken.

    The voices are found before the first clip; the engines are closed after the last, or
    when the iterator is.

    Args:
        script: What is to be said.
        profile: Says with which engine and voice.
        tell: Is told in plain lines who gets the text, and of waits before another try.

    Raises:
        ProfileError: where an utterance has a voice that the profile has not.
        EngineError: where an engine cannot be used, has no such voice, or gives no speech;
            `retry` says whether another run can help.
    """
    from narrator.speaking.casting import cast
    from narrator.speaking.retrying import say_patiently
    from narrator.speaking.wording import wording_for

    with ExitStack() as stack:
        speakers = cast(script, profile, stack, tell)
        for utterance in script.utterances():
            speaker = speakers[utterance.voice, utterance.language]
            speech = say_patiently(
                speaker.engine,
                wording_for(utterance, speaker.engine, speaker.voice),
                speaker.voice,
                profile.prosody(utterance.role),
                tell=tell,
            )
            yield Clip(utterance, speaker.voice, speech.pcm, speech.marks)
