"""The contract of an engine: text in, uncompressed audio out, and what it can do as data.

An engine writes no files, plans no pauses, and neither retries nor caches: those are written
once, around it. What it must hold is in `tests/contracts/test_engines.py`, which runs over
every engine there is.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from narrator.speech import PCM, Mark, Prosody, Voice, Wording


class Capability(StrEnum):
    """What an engine can do beside speaking."""

    RATE = "rate"
    PITCH = "pitch"
    MARKS = "marks"


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether an engine can be used here, found out without loading anything heavy."""

    ready: bool
    detail: str
    """What there is or what is missing: "espeak-ng 1.52.0"."""
    mend: str = ""
    """The exact command that mends it; empty where it is ready."""


@dataclass(frozen=True, slots=True)
class Speech:
    """What an engine gives for a text."""

    pcm: PCM
    marks: tuple[Mark, ...] = ()
    """One for each word, in time order; empty where the engine gives none."""


class Engine(ABC):
    """A program that makes speech."""

    name: ClassVar[str]
    """As profiles and `--engine` call it."""
    online: ClassVar[bool] = False
    """Whether the text leaves this machine."""
    host: ClassVar[str] = ""
    """Who gets the text, where it does."""
    capabilities: ClassVar[frozenset[Capability]] = frozenset()
    alphabets: ClassVar[frozenset[str]] = frozenset()
    """What `pronounce` takes phonemes in: `ipa`, or an alphabet of the engine's own."""
    max_chars: ClassVar[int | None] = None
    """The longest text that `say` takes; None where there is no limit."""
    max_concurrency: ClassVar[int] = 1
    """How many texts it can speak at once. `say` is called from threads of ours, never from more
    of them at a time; an engine that speaks one text at a time gets them in their order."""
    interval_s: ClassVar[float] = 0.0
    """The least time from the start of one text to that of the next, in seconds; what a service
    stands before it refuses."""
    cacheable: ClassVar[bool] = True
    """Whether its speech is kept and spoken ahead. False where speaking takes so little time that
    neither is worth it, or where a text sounds otherwise behind another text."""
    settings: ClassVar[Mapping[str, str]] = {}
    """What can be set, each with what it is. A profile sets it under `[engines.NAME]`, else the
    environment as `NARRATOR_NAME_SETTING`; the engine's class is called with them as texts."""

    @classmethod
    @abstractmethod
    def availability(cls) -> Availability:
        """Say whether the engine can be used here; never raises."""

    @classmethod
    def availability_with(cls, settings: Mapping[str, str]) -> Availability:  # noqa: ARG003 - for those whose settings name files
        """Say the same for an engine that is opened with these settings; never raises."""
        return cls.availability()

    @abstractmethod
    def voices(self) -> tuple[Voice, ...]:
        """Return the voices there are, by language, then name.

        Raises:
            EngineError: where the engine is not installed.
        """

    def variants(self) -> tuple[str, ...]:
        """Return what can be added to the name of any voice to change the speaker."""
        return ()

    @abstractmethod
    def find_voice(self, name: str, language: str) -> Voice:
        """Return the voice of that name, or the engine's own choice for the language.

        Args:
            name: As a profile gives it; empty for the engine's own choice. A named voice is
                returned whatever it speaks: its `language` says so, and whoever casts it
                compares.
            language: BCP 47. A voice of the same language and another region will do for a
                choice; a voice of another language will not.

        Raises:
            EngineError: where there is none, naming the nearest there is.
        """

    @abstractmethod
    def say(self, text: str, voice: Voice, prosody: Prosody) -> Speech:
        """Return the text as speech.

        Args:
            text: At most `max_chars` characters, none of them markup.
            voice: One that `find_voice` returned.
            prosody: What is not in `capabilities` is left aside; so is the volume.

        Raises:
            EngineError: where no speech comes of it; `retry` says whether trying again can
                help, `retry_after_s` how long the server asked us to wait.
        """

    def pronounce(self, wording: Wording, voice: Voice, prosody: Prosody) -> Speech:
        """Return the text as speech, some of its words by their phonemes.

        It is called only where there are stretches, all of which it `can_sound`. The marks point
        into the text, as those of `say` do.

        Args:
            wording: A text as `say` takes it, and the sounds of some of its words.
            voice: One that `find_voice` returned; it speaks the language of the phonemes.
            prosody: As `say` takes it.

        Raises:
            EngineError: as `say` does, and where the phonemes cannot be spoken.
        """
        return self.say(wording.text, voice, prosody)

    def can_sound(self, alphabet: str, phonemes: str, voice: Voice) -> bool:  # noqa: ARG002 - some look closer
        """Say whether `pronounce` takes these phonemes, with that voice."""
        return alphabet in self.alphabets

    def phonemes(self, wording: Wording, voice: Voice) -> str:  # noqa: ARG002 - for those that can
        """Return how a voice would sound a text, for people; empty where the engine cannot tell."""
        return ""

    def host_of(self, voice: Voice) -> str:  # noqa: ARG002 - for engines with several hosts
        """Return who gets the text that this voice speaks; empty where nobody does."""
        return self.host

    def version_of(self, voice: Voice) -> str:  # noqa: ARG002 - for voices of several versions
        """Return what decides how that voice sounds and is not in its name.

        The version of the library, the digest of the network, the settings. Speech is kept
        under it: where it changes, all is spoken anew. Where it is empty, speech is not kept,
        since nobody could tell when it is out of date.

        Raises:
            EngineError: where the voice cannot be read.
        """
        return ""

    def begin_afresh(self) -> None:  # noqa: B027 - most engines forget each text at once
        """Forget what was said so far, where it changes how the next text sounds.

        It is called between two texts of an engine that is not `cacheable`, at each reel, so
        that a reel sounds the same whatever is said before it.
        """

    def stop(self) -> None:  # noqa: B027 - most engines speak a sentence in an instant
        """Have what is being said end soon, with an EngineError; called from another thread.

        It is called where a run is interrupted and nobody wants the speech any more.
        """

    def close(self) -> None:  # noqa: B027 - most engines hold nothing, so it is not abstract
        """Give back what the engine holds; it is not used afterwards."""
