from __future__ import annotations

from dataclasses import replace

import pytest

from narrator.errors import AudioError, EngineError, NarratorError
from narrator.fallback import with_fallback
from narrator.profile import VoiceProfile
from narrator.profiles import load_profile


class Making:
    """Notes who is asked to speak; the engines that fail do."""

    def __init__(self, *failing: str, error: type[NarratorError] = EngineError) -> None:
        self.failing, self.error = failing, error
        self.asked: list[tuple[str, str]] = []

    def __call__(self, profile: VoiceProfile, in_place_of: str) -> str:
        self.asked.append((profile.engine, in_place_of))
        if profile.engine in self.failing:
            raise self.error(f"{profile.engine} is silent")
        return f"by {profile.engine}"


@pytest.fixture
def parrot() -> VoiceProfile:
    return replace(load_profile("newsroom"), engine="parrot")


def test_an_engine_that_speaks_needs_nobody(parrot: VoiceProfile) -> None:
    making, lines = Making(), []
    assert with_fallback(making, parrot, "tone", lines.append) == "by parrot"
    assert making.asked == [("parrot", "")]
    assert not lines


def test_the_fallback_makes_the_whole_episode_and_that_is_told(parrot: VoiceProfile) -> None:
    making, lines = Making("parrot"), []
    assert with_fallback(making, parrot, "tone", lines.append) == "by tone"
    assert making.asked == [("parrot", ""), ("tone", "parrot")]
    assert lines == ["parrot is silent. The whole episode is spoken anew with the voices of tone."]


@pytest.mark.parametrize("fallback", ["", "parrot"])
def test_where_nobody_else_speaks_the_failure_stands(parrot: VoiceProfile, fallback: str) -> None:
    making, lines = Making("parrot"), []
    with pytest.raises(EngineError, match="parrot is silent"):
        with_fallback(making, parrot, fallback, lines.append)
    assert making.asked == [("parrot", "")]
    assert not lines


def test_a_fallback_that_fails_too_is_the_error(parrot: VoiceProfile) -> None:
    making = Making("parrot", "tone")
    with pytest.raises(EngineError, match="tone is silent"):
        with_fallback(making, parrot, "tone", lambda _line: None)


def test_only_the_failures_of_engines_are_mended(parrot: VoiceProfile) -> None:
    making = Making("parrot", error=AudioError)
    with pytest.raises(AudioError):
        with_fallback(making, parrot, "tone", lambda _line: None)
    assert making.asked == [("parrot", "")]
