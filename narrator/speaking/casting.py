"""Who speaks: the engine and the voice for each voice of the profile, in each language."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

from narrator.errors import EngineError
from narrator.profile import VoiceProfile
from narrator.script import Script, Utterance
from narrator.speaking.engine import Engine
from narrator.speaking.registry import open_engine
from narrator.speech import Voice


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice and the engine that has it."""

    engine: Engine
    voice: Voice


Cast = dict[tuple[str, str], Speaker]
"""The speaker for a voice of the profile (by name) in a language (BCP 47)."""


def cast(
    script: Script, profile: VoiceProfile, stack: ExitStack, tell: Callable[[str], None]
) -> Cast:
    """Return a speaker for every utterance, found before the first word is spoken.

    Args:
        script: What is to be said.
        profile: Names the voices.
        stack: Closes the engines that are opened here.
        tell: Is told once who gets the text, where any of the engines is online.

    Raises:
        ProfileError: where an utterance has a voice that the profile has not.
        EngineError: where an engine cannot be used or has no such voice.
    """
    engines: dict[str, Engine] = {}
    found: Cast = {}
    for utterance in script.utterances():
        key = (utterance.voice, utterance.language)
        if key not in found:
            name = profile.voice(utterance.voice).engine or profile.engine
            if name not in engines:
                engines[name] = open_engine(name)
                stack.callback(engines[name].close)
            found[key] = _speaker(engines[name], utterance, profile)
    hosts = {speaker.engine.host_of(speaker.voice) for speaker in found.values()} - {""}
    if hosts:
        tell(f"The text is sent to {' and to '.join(sorted(hosts))}, whose voices speak it.")
    return found


def _speaker(engine: Engine, utterance: Utterance, profile: VoiceProfile) -> Speaker:
    name = profile.voice(utterance.voice).name_for(engine.name, utterance.language)
    voice = engine.find_voice(name, utterance.language)
    if not _same_language(voice.language, utterance.language):
        raise EngineError(
            f"The voice {name} speaks {voice.language}, and the text is in {utterance.language}",
            where=utterance.spoken,
            hint=f"Name a voice for {utterance.language} in the profile, under "
            f"voices.{utterance.voice}.names.{engine.name}, or give --language.",
        )
    return Speaker(engine, voice)


def _same_language(voice: str, text: str) -> bool:
    return voice in {"*", "und"} or _primary(voice) == _primary(text)


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()
