"""Where an engine fails: the whole episode anew by another one, never two in one episode."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from narrator.errors import EngineError
from narrator.profile import VoiceProfile
from narrator.telling import Tell

Made = TypeVar("Made")


def with_fallback(
    make: Callable[[VoiceProfile, str], Made], profile: VoiceProfile, fallback: str, tell: Tell
) -> Made:
    """Return what is made with the profile or, where its engine fails, with the fallback.

    Args:
        make: Makes a whole episode with a profile; the second argument names the engines in
            whose place the fallback speaks, empty where none failed.
        profile: Who speaks.
        fallback: The engine that speaks where another one cannot; empty for none.
        tell: Is told of the failure, and who speaks now.

    Raises:
        EngineError: where there is no other engine, or that one fails too.
    """
    try:
        return make(profile, "")
    except EngineError as error:
        if not fallback or profile.speaking_engines == (fallback,):
            raise
        tell(f"{error.sentence} The whole episode is spoken anew with the voices of {fallback}.")
        failed = [name for name in profile.speaking_engines if name != fallback]
        return make(profile.with_engine(fallback), " and ".join(failed))
