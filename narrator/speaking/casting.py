"""Who speaks: the engine and the voice for each voice of the profile, in each language."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass

from narrator.errors import EngineError
from narrator.language_tags import is_same_language
from narrator.profile import VoiceProfile
from narrator.script import Script, Utterance
from narrator.speaking.engine import Engine
from narrator.speaking.registry import open_engine
from narrator.speaking.session import Session, check_offline
from narrator.speech import Voice
from narrator.telling import Tell


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice and the engine that has it."""

    engine: Engine
    voice: Voice


Cast = dict[tuple[str, str], Speaker]
"""The speaker for a voice of the profile (by name) in a language (BCP 47)."""


def cast(  # noqa: PLR0913 - what is known already is given by its name
    script: Script,
    profile: VoiceProfile,
    stack: ExitStack,
    tell: Tell,
    session: Session,
    *,
    engines: dict[str, Engine] | None = None,
    found: Cast | None = None,
) -> Cast:
    """Return a speaker for every utterance, found before the first word is spoken.

    Args:
        script: What is to be said.
        profile: Names the voices.
        stack: Closes the engines that are opened here.
        tell: Is told where foreign words are read by the article's voice.
        session: Says whether an engine that goes online is refused.
        engines: Those that are open, by name; what is opened is added.
        found: The speakers that are known; those that are found are added.

    Raises:
        ProfileError: where an utterance has a voice that the profile has not.
        EngineError: where an engine cannot be used or has no such voice.
    """
    engines = {} if engines is None else engines
    found = {} if found is None else found
    for utterance in script.utterances():
        key = (utterance.voice, utterance.language)
        if key not in found:
            name = profile.voice(utterance.voice).engine or profile.engine
            if name not in engines:
                engines[name] = open_engine(name, profile.engines.get(name, {}))
                stack.callback(engines[name].close)
                if session.offline:
                    check_offline(engines[name])
            found[key] = _speaker_or_own(engines[name], utterance, profile, script, tell)
    return found


def _speaker_or_own(
    engine: Engine,
    utterance: Utterance,
    profile: VoiceProfile,
    script: Script,
    tell: Tell,
) -> Speaker:
    """Return the speaker; foreign words that nobody speaks are read by the article's voice.

    One foreign quotation must not silence the whole article; the change is told.
    """
    own = script.metadata.language
    try:
        return _speaker(engine, utterance, utterance.language, profile)
    except EngineError as error:
        if _speaks(own, utterance.language):
            raise
        tell(f"{error.message}. What is in {utterance.language} is read by the voice for {own}.")
        return _speaker(engine, utterance, own, profile)


def _speaker(engine: Engine, utterance: Utterance, language: str, profile: VoiceProfile) -> Speaker:
    name = profile.voice(utterance.voice).name_for(engine.name, language)
    voice = engine.find_voice(name, language)
    if not _speaks(voice.language, language):
        raise EngineError(
            f"The voice {name} speaks {voice.language}, and the text is in {language}",
            where=utterance.spoken,
            hint=f"Name a voice for {language} in the profile, under "
            f"voices.{utterance.voice}.names.{engine.name}; if the text is in another language, "
            "give --language.",
        )
    return Speaker(engine, voice)


def _speaks(voice: str, text: str) -> bool:
    return voice in {"*", "und"} or is_same_language(voice, text)
