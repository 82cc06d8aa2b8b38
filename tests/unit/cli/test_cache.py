from __future__ import annotations

import os
from pathlib import Path

import pytest

from narrator.cli.cache import size_in_words
from narrator.folders import reels_folder
from narrator.publishing.keeping import KeptReels
from narrator.reading.caching import Page, open_cache
from narrator.speaking.caching import Key, SpeechCache, speech_folder
from narrator.speaking.engine import Speech
from narrator.speech import PCM


@pytest.fixture
def kept() -> SpeechCache:
    cache = SpeechCache(speech_folder())
    for number, engine in enumerate(("gtts", "gtts", "piper")):
        cache.keep(Key(engine, f"{number:064x}"), Speech(PCM(b"\1\2" * 500_000, 24_000)))
    KeptReels(reels_folder()).keep("a", b"frames")
    open_cache().keep("https://example.com/", Page(b"page", "text/html", etag="1"), {})
    return cache


def test_an_empty_cache_is_shown_as_that(narrator) -> None:
    done = narrator("cache")
    assert done.code == 0
    assert done.out.splitlines() == [
        "Kept speech: 0 utterances, 0 bytes of at most 2.1 GB.",
        "Kept encoded sound: 0 reels, 0 bytes.",
        "Kept pages: 0, 0 bytes.",
        f"The speech is in {speech_folder()}",
        "To remove it: narrator cache clear",
    ]


def test_what_is_kept_is_shown_by_engine(narrator, kept: SpeechCache) -> None:
    lines = narrator("cache").out.splitlines()
    assert lines[0] == "Kept speech: 3 utterances, 3.0 MB of at most 2.1 GB."
    assert lines[1:3] == ["gtts: 2 utterances, 2.0 MB.", "piper: 1 utterance, 1.0 MB."]
    data = narrator("cache", "--json").data
    assert (data["utterances"], data["limit_bytes"]) == (3, 2 << 30)
    assert [engine["name"] for engine in data["engines"]] == ["gtts", "piper"]
    assert data["bytes"] == sum(engine["bytes"] for engine in data["engines"]) > 3_000_000
    assert data["pages"]["count"] == 1


def test_everything_is_cleared(narrator, kept: SpeechCache) -> None:
    done = narrator("cache", "clear")
    assert done.out == "Removed 3 utterances, 3.0 MB, 1 encoded reel and 1 page.\n"
    data = narrator("cache", "--json").data
    assert (data["utterances"], data["pages"]["count"], data["reels"]["count"]) == (0, 0, 0)


def test_the_speech_of_one_engine_is_cleared_alone(narrator, kept: SpeechCache) -> None:
    assert narrator("cache", "clear", "--engine", "gtts").out == "Removed 2 utterances, 2.0 MB.\n"
    data = narrator("cache", "--json").data
    assert (data["utterances"], data["pages"]["count"]) == (1, 1)


def test_a_misspelt_engine_is_5_and_removes_nothing(narrator, kept: SpeechCache) -> None:
    done = narrator("cache", "clear", "--engine", "gtss")
    assert done.code == 5
    assert "Unknown engine: gtss" in done.err
    assert "Did you mean gtts?" in done.err
    assert narrator("cache", "--json").data["utterances"] == 3


def test_an_engine_that_has_nothing_kept_is_no_mistake(narrator, kept: SpeechCache) -> None:
    done = narrator("cache", "clear", "--engine", "kokoro")
    assert (done.code, done.out) == (0, "Removed 0 utterances, 0 bytes.\n")


def test_speech_of_an_engine_that_is_gone_is_cleared(narrator, kept: SpeechCache) -> None:
    kept.keep(Key("parrot", "f" * 64), Speech(PCM(b"\1\2" * 500_000, 24_000)))
    done = narrator("cache", "clear", "--engine", "parrot")
    assert done.out == "Removed 1 utterance, 1.0 MB.\n"


def test_what_was_used_lately_stays(narrator, kept: SpeechCache) -> None:
    old = next(entry.path for entry in kept.entries() if entry.engine == "piper")
    os.utime(old, (1, 1))
    done = narrator("cache", "clear", "--older-than", "30", "--json")
    assert done.data["removed"]["utterances"] == 1
    assert done.data["removed"]["pages"] == 0
    assert narrator("cache", "--json").data["utterances"] == 2


@pytest.mark.parametrize(
    ("size_bytes", "words"),
    [(0, "0 bytes"), (999, "999 bytes"), (1500, "1.5 kB"), (2 << 30, "2.1 GB")],
)
def test_sizes_in_words(size_bytes: int, words: str) -> None:
    assert size_in_words(size_bytes) == words


def test_a_limit_that_is_none_is_an_error(narrator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NARRATOR_SPEECH_CACHE", "much")
    done = narrator("cache")
    assert done.code == 4
    assert "NARRATOR_SPEECH_CACHE" in done.err


def test_the_doctor_names_the_folder(narrator, kept: SpeechCache) -> None:
    assert f"Kept speech: well, 3.0 MB in {speech_folder()}." in narrator("doctor").out


def test_the_doctor_says_what_is_in_the_way_of_keeping(
    narrator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("NARRATOR_CACHE", str(tmp_path / "file"))
    done = narrator("doctor")
    assert done.code == 0
    assert "Kept speech: not well, and not needed for the rest" in done.out
