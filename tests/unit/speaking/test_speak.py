from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace

import pytest

from narrator.article import Article, Figure, Metadata, Paragraph, Quotation
from narrator.errors import EngineError, ProfileError
from narrator.planning import plan
from narrator.profile import VoiceProfile, parse_profile
from narrator.profiles import load_profile
from narrator.script import Role, Script, Section, Utterance
from narrator.speaking import speak
from narrator.speaking.casting import cast
from narrator.speaking.engine import Speech
from narrator.speaking.gtts import GTTSEngine
from narrator.speaking.session import Session
from narrator.speaking.tone import ToneEngine
from narrator.speech import Clip, Prosody, Voice


@pytest.fixture
def newsroom() -> VoiceProfile:
    return load_profile("newsroom")


@pytest.fixture
def script(newsroom: VoiceProfile) -> Script:
    blocks = (Paragraph("One. Two."), Quotation(("Three.",)), Figure("Four"))
    return plan(Article(Metadata("The headline", language="en"), blocks=blocks), newsroom)


def test_every_utterance_becomes_a_clip_in_order(script: Script, newsroom: VoiceProfile) -> None:
    clips = list(speak(script, newsroom))
    assert [clip.utterance for clip in clips] == list(script.utterances())
    assert all(clip.pcm.samples for clip in clips)
    assert {clip.voice.name for clip in clips} == {"gmw/en", "gmw/en+f3"}


def test_clips_come_as_they_are_spoken(script: Script, newsroom: VoiceProfile) -> None:
    clips = speak(script, newsroom)
    assert isinstance(next(clips), Clip)
    clips.close()


def test_a_voice_that_the_profile_has_not_is_an_error_before_anything_is_spoken(
    script: Script, newsroom: VoiceProfile
) -> None:
    section = script.sections[0]
    wrong = replace(section.utterances[-1], voice="secnd")
    edited = replace(script, sections=(replace(section, utterances=(*section.utterances, wrong)),))
    with pytest.raises(ProfileError) as raised:
        next(speak(edited, newsroom))
    assert raised.value.where == "secnd"
    assert "second" in raised.value.hint


def test_a_voice_of_another_language_is_an_error_that_says_how_to_mend_it(
    script: Script,
) -> None:
    table = {"schema": 1, "engine": "espeak", "voices": {"presenter": {"names": {"espeak": "de"}}}}
    one_voice = parse_profile(table, "mine")
    german = plan(Article(Metadata("Headline", language="en")), one_voice)
    with pytest.raises(EngineError) as raised, ExitStack() as stack:
        cast(german, one_voice, stack, print, Session())
    assert "speaks de, and the text is in en" in str(raised.value)
    assert "voices.presenter.names.espeak" in raised.value.hint


def test_foreign_words_that_nobody_speaks_are_read_by_the_articles_voice(
    newsroom: VoiceProfile,
) -> None:
    blocks = (Paragraph("One."), Quotation(("Tashi delek.",), language="bo"))
    script = plan(Article(Metadata("The headline", language="en"), blocks=blocks), newsroom)
    told: list[str] = []
    clips = list(speak(script, newsroom, tell=told.append))
    (foreign,) = (clip for clip in clips if clip.utterance.language == "bo")
    assert foreign.voice.name == "gmw/en+f3"
    assert told == [
        "espeak has no voice for the language bo. What is in bo is read by the voice for en."
    ]


def test_an_article_in_a_language_that_nobody_speaks_is_an_error(newsroom: VoiceProfile) -> None:
    script = plan(Article(Metadata("Tashi delek", language="bo")), newsroom)
    with pytest.raises(EngineError, match="no voice for the language bo"):
        next(speak(script, newsroom))


def test_each_voice_may_have_an_engine_of_its_own(script: Script, newsroom: VoiceProfile) -> None:
    voices = dict(newsroom.voices)
    voices["second"] = replace(voices["second"], engine="tone")
    engines = [clip.voice.engine for clip in speak(script, replace(newsroom, voices=voices))]
    assert set(engines) == {"espeak", "tone"}


def test_an_unknown_engine_is_an_error(script: Script, newsroom: VoiceProfile) -> None:
    with pytest.raises(EngineError, match="espaek"):
        next(speak(script, replace(newsroom, engine="espaek")))


def test_who_gets_the_text_is_said_once_in_a_run_before_it_is_sent(script: Script) -> None:
    told: list[str] = []
    session = Session()
    gtts = load_profile("gtts")
    sent: list[int] = []

    def refuse(self: GTTSEngine, text: str, voice: Voice, prosody: Prosody) -> Speech:
        sent.append(len(told))
        raise EngineError("It refuses")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(GTTSEngine, "say", refuse)
        for _ in range(2):
            with pytest.raises(EngineError, match="It refuses"):
                list(speak(script, gtts, tell=told.append, session=session))
    assert told == [
        "The text is sent to translate.google.co.uk and to translate.google.com, "
        "whose voices speak it."
    ]
    assert min(sent) == 1


def test_nobody_gets_the_text_that_is_spoken_here(script: Script, newsroom: VoiceProfile) -> None:
    told: list[str] = []
    list(speak(script, newsroom, tell=told.append))
    assert told == []


class Counted(ToneEngine):
    """Tones that count how often they are opened and closed."""

    opened = 0
    closed = 0

    def __init__(self) -> None:
        Counted.opened += 1

    def close(self) -> None:
        Counted.closed += 1


def test_an_engine_is_closed_at_the_end_of_a_script_and_where_it_is_broken_off(
    script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("narrator.speaking.casting.open_engine", lambda *_: Counted())
    tones = replace(load_profile("newsroom"), engine="tone")
    session = Session()
    assert list(speak(script, tones, session=session))
    clips = speak(script, tones, session=session)
    next(clips)
    clips.close()
    assert (Counted.opened, Counted.closed) == (2, 2)


def test_a_reel_sounds_the_same_whatever_is_said_before_it() -> None:
    def spoken(*texts: str) -> list[bytes]:
        section = Section("One", 1, tuple(said(text) for text in texts))
        script = Script(Metadata("One", language="en"), "newsroom", 2, (section,))
        return [clip.pcm.data for clip in speak(script, load_profile("newsroom"))]

    def said(text: str) -> Utterance:
        return Utterance(text, text, Role.BODY, "presenter", "en", 500, "/blocks/0")

    texts = [f"On day {number} the train stood for an hour in the snow." for number in range(60)]
    before, after = spoken(*texts), spoken("Nobody knew why.", *texts)
    same = [clip == later for clip, later in zip(before, after[1:], strict=True)]
    assert not all(same[:5])
    assert all(same[45:])
