"""How a word will be spoken and why: what `narrator plan --say` tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from narrator.errors import EngineError
from narrator.messages import _, translated
from narrator.script import Pronunciation, Role, Utterance

if TYPE_CHECKING:
    from narrator.planning.pronouncing import Pronouncer
    from narrator.planning.verbalizing import Verbalized
    from narrator.profile import VoiceProfile


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why some of the words are said as they are."""

    written: str
    spoken: str
    rule: str
    """The name of the rule, or the lexicon with its file."""
    entry: str = ""
    """The lexicon's entry; empty where it was a rule of the language."""

    def __str__(self) -> str:
        """Return one line."""
        if self.spoken == self.written:
            said = _("{written} has phonemes, by {rule}")
        elif self.spoken:
            said = _("{written} is said {spoken}, by {rule}")
        else:
            said = _("{written} is left, by {rule}")
        told = said.format(written=self.written, spoken=self.spoken, rule=translated(self.rule))
        return f"{told}: {self.entry}" if self.entry else told


@dataclass(slots=True)
class Saying:
    """How a word or a phrase will be spoken."""

    written: str
    spoken: str
    language: str
    reasons: tuple[Explanation, ...]
    pronunciations: tuple[Pronunciation, ...]
    engine: str = ""
    voice: str = ""
    phonemes: str = ""
    """As the engine sounds it; empty where it cannot tell."""
    notes: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Yield what there is to tell, line by line."""
        yield _("Written: {words}").format(words=self.written)
        yield _("Spoken: {words}").format(words=self.spoken)
        if self.reasons:
            yield from (_("Why: {reason}.").format(reason=reason) for reason in self.reasons)
        else:
            yield _("Why: no lexicon and no rule changes it.")
        if self.voice:
            yield _("Voice: {voice}").format(voice=self.voice)
        if self.phonemes:
            yield _("Phonemes of {engine}: {phonemes}").format(
                engine=self.engine, phonemes=self.phonemes
            )
        yield from (_("Note: {note}").format(note=translated(note)) for note in self.notes)

    def data(self) -> dict[str, Any]:
        """Return the same as data, for `--json`."""
        from narrator.serialization import to_data

        return {
            "written": self.written,
            "spoken": self.spoken,
            "language": self.language,
            "reasons": to_data(self.reasons),
            "pronunciations": to_data(self.pronunciations),
            "engine": self.engine,
            "voice": self.voice,
            "phonemes": self.phonemes,
            "notes": self.notes,
        }


def how_it_is_said(words: str, language: str, profile: VoiceProfile) -> Saying:
    """Return how a word or a phrase in running text will be spoken, and why.

    Raises:
        LexiconError: where a lexicon is wrong.
    """
    from narrator.lexicons import load_lexicons
    from narrator.planning.pronouncing import Pronouncer

    pronouncer = Pronouncer(load_lexicons(profile.lexicon))
    said = pronouncer.verbalize(words, language)
    saying = Saying(
        words,
        said.spoken,
        language,
        tuple(_reasons(said, pronouncer, language)),
        pronouncer.pronunciations(said, language),
    )
    _ask_engine(saying, profile)
    return saying


def _reasons(said: Verbalized, pronouncer: Pronouncer, language: str) -> Iterator[Explanation]:
    own = pronouncer.own(language)
    for change in said.changes:
        entry = own.entry(change, said.text)
        rule = change.rule if entry else f"the rule for: {change.rule}"
        written = said.text[change.start : change.end]
        yield Explanation(written, change.spoken, rule, str(entry) if entry else "")


def _ask_engine(saying: Saying, profile: VoiceProfile) -> None:
    """Add what the engine that reads the body of an article makes of it."""
    from narrator.speaking.registry import open_engine
    from narrator.speaking.wording import wording_for

    style = profile.roles[Role.BODY]
    cast = profile.voice(style.voice)
    saying.engine = cast.engine or profile.engine
    try:
        engine = open_engine(saying.engine, profile.engines.get(saying.engine, {}))
    except EngineError as error:
        saying.notes.append(error.sentence)
        return
    try:
        voice = engine.find_voice(cast.name_for(saying.engine, saying.language), saying.language)
        said = Utterance(
            saying.written,
            saying.spoken,
            Role.BODY,
            style.voice,
            saying.language,
            0,
            "",
            saying.pronunciations,
        )
        wording = wording_for(said, engine, voice)
        saying.voice, saying.phonemes = str(voice), engine.phonemes(wording, voice)
        given = {saying.spoken[stretch.start : stretch.end] for stretch in wording.stretches}
        for words in dict.fromkeys(sounds.words for sounds in saying.pronunciations):
            if words not in given:
                alphabets = [p.alphabet for p in saying.pronunciations if p.words == words]
                saying.notes.append(
                    f"{saying.engine} cannot speak these phonemes ({' or '.join(alphabets)}): "
                    f"it says {words} by its own rules."
                )
    except EngineError as error:
        saying.notes.append(error.sentence)
    finally:
        engine.close()
