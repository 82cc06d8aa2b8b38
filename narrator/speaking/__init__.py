"""Script -> Clips: engines behind one contract, and what is written once around them."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from narrator.telling import Tell, tell_nobody

if TYPE_CHECKING:
    from narrator.profile import VoiceProfile
    from narrator.script import Script
    from narrator.speaking.session import Session
    from narrator.speech import Clip

__all__ = ["speak"]


def speak(
    script: Script,
    profile: VoiceProfile,
    *,
    tell: Tell = tell_nobody,
    session: Session | None = None,
) -> Generator[Clip, None, None]:
    """Yield the clip of each utterance, in order, as it is spoken.

    The voices are found before the first clip. Engines that take their time speak a few
    utterances ahead, in threads of their own. When the iterator ends or is closed, no thread
    is left and the engines are closed.

    Args:
        script: What is to be said.
        profile: Says with which engine and voice.
        tell: Is told in plain lines who gets the text, and of waits before another try. It may
            be called from another thread, one line at a time.
        session: What lasts for a whole run: kept speech and what is known of services; None
            for a run of its own that keeps nothing.

    Raises:
        ProfileError: where an utterance has a voice that the profile has not.
        EngineError: where an engine cannot be used, has no such voice, or gives no speech;
            `retry` says whether another run can help.
    """
    from narrator.reels import reel_starts
    from narrator.speaking.speakers import Speakers

    with Speakers(profile, tell=tell, session=session) as speakers:
        speakers.cast(script)
        yield from speakers.clips(script.utterances(), reel_starts(script))
