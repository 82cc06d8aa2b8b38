"""Answers as sound, beside an article that espeak itself reads."""

from __future__ import annotations

import threading

import pytest

from narrator.player.answering import END_PAUSE_MS, Answerer
from narrator.player.answers import Answer, ours
from narrator.profiles import load_profile
from narrator.speaking.espeak import EspeakEngine
from narrator.speech import Prosody

PROFILE = load_profile("newsroom")
SAME_MS = 25
"""What espeak says depends by some milliseconds on what it said before; a word more or less is ten
times that."""
TEXT = "The first cars crossed at dawn, and nobody who had waited for them cheered."


def test_an_answer_is_spoken_part_by_part_whatever_engine_reads() -> None:
    answerer = Answerer(PROFILE.with_engine("tone"))
    answer = ours("Section 2 of 3:") + Answer((("Hintergrund.", "de"),)) + ours("61 percent heard.")
    pieces = answerer.pieces(answer, 22050)
    assert len(pieces) == 3
    assert all(piece.speech_ms > 300 for piece in pieces)
    assert pieces[-1].pause_ms == END_PAUSE_MS
    assert [piece.rate_hz for piece in answerer.pieces(answer, 48000)] == [48000] * 3
    answerer.close()


def test_what_cannot_be_spoken_is_left_to_the_printed_line() -> None:
    answerer = Answerer(PROFILE)
    assert answerer.pieces(Answer(()), 22050) == []
    answerer.close()
    answerer.close()


def test_answers_and_the_article_do_not_disturb_each_other() -> None:
    reader = EspeakEngine()
    voice = reader.find_voice("", "en")
    alone_ms = reader.say(TEXT, voice, Prosody()).pcm.duration_ms
    answerer = Answerer(PROFILE)
    answer_ms = [piece.speech_ms for piece in answerer.pieces(ours("Where am I?"), 22050)]
    lengths_ms: list[int] = []

    def read() -> None:
        for _ in range(20):
            lengths_ms.append(reader.say(TEXT, voice, Prosody()).pcm.duration_ms)

    thread = threading.Thread(target=read)
    thread.start()
    for _ in range(20):
        again_ms = [piece.speech_ms for piece in answerer.pieces(ours("Where am I?"), 22050)]
        assert again_ms == pytest.approx(answer_ms, abs=SAME_MS)
    thread.join()
    answerer.close()
    lengths_ms.append(reader.say(TEXT, voice, Prosody()).pcm.duration_ms)
    reader.close()
    assert lengths_ms == pytest.approx([alone_ms] * 21, abs=SAME_MS)
