"""Kept speech: found by all that decides how it sounds, whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from narrator.errors import ProfileError
from narrator.speaking.caching import (
    ABANDONED_S,
    LIMIT_BYTES,
    LIMIT_VARIABLE,
    SUFFIX,
    Key,
    SpeechCache,
    key_of,
    open_speech_cache,
    speech_folder,
)
from narrator.speaking.engine import Speech
from narrator.speech import PCM, Mark, Prosody, Stretch, Voice, Wording

VOICE = Voice("slow", "low", "en")
SPEECH = Speech(PCM(bytes(range(200)) * 10, 22_050), (Mark(0, 0, 3), Mark(400, 4, 9)))


def key(number: int = 0, engine: str = "slow") -> Key:
    return Key(engine, f"{number:064x}")


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def cache(tmp_path: Path, told: list[str]) -> SpeechCache:
    return SpeechCache(tmp_path / "speech", tell=told.append)


def files(cache: SpeechCache) -> list[Path]:
    return sorted(path for path in cache.folder.rglob("*") if path.is_file())


def test_what_is_kept_is_found_as_it_was(cache: SpeechCache, told: list[str]) -> None:
    assert cache.find(key()) is None
    assert cache.keep(key(), SPEECH)
    assert cache.find(key()) == SPEECH
    assert cache.find(key(1)) is None
    assert told == []


def test_speech_without_samples_is_kept_too(cache: SpeechCache) -> None:
    nothing = Speech(PCM(b"", 24_000))
    cache.keep(key(), nothing)
    assert cache.find(key()) == nothing


SAID = ("1.0", Wording("Some words."), VOICE, Prosody())
OTHERS = {
    "version": ("1.1", *SAID[1:]),
    "text": (SAID[0], Wording("Some words!"), *SAID[2:]),
    "phonemes": (SAID[0], Wording("Some words.", (Stretch(0, 4, "ipa", "sʌm"),)), *SAID[2:]),
    "engine": (*SAID[:2], replace(VOICE, engine="slower"), SAID[3]),
    "voice": (*SAID[:2], replace(VOICE, name="high"), SAID[3]),
    "language": (*SAID[:2], replace(VOICE, language="en-GB"), SAID[3]),
    "rate": (*SAID[:3], Prosody(rate_wpm=176)),
    "pitch": (*SAID[:3], Prosody(pitch_percent=1)),
}


@pytest.mark.parametrize("what", OTHERS)
def test_whatever_decides_how_it_sounds_makes_another_key(what: str) -> None:
    assert key_of(*OTHERS[what]) != key_of(*SAID)


def test_keys_are_all_different_and_lasting() -> None:
    assert len({key_of(*said) for said in (SAID, *OTHERS.values())}) == len(OTHERS) + 1
    # Written down: where it changes, everybody's kept speech is lost, and SCHEMA is counted up.
    assert key_of(*SAID).digest.startswith("42b0c80f7a4416be")


def test_volume_and_description_do_not_change_the_key() -> None:
    assert key_of(*SAID[:3], Prosody(volume_db=-6)) == key_of(*SAID)
    assert key_of(*SAID[:2], replace(VOICE, description="deep"), SAID[3]) == key_of(*SAID)


def test_half_a_surrogate_pair_has_a_key() -> None:
    assert key_of("1", Wording("\ud800"), VOICE, Prosody()).digest


@pytest.mark.parametrize("damage", ["cut", "longer", "flipped", "empty", "head", "other name"])
def test_a_damaged_entry_is_removed_and_said_once(
    cache: SpeechCache, told: list[str], damage: str
) -> None:
    cache.keep(key(), SPEECH)
    (path,) = files(cache)
    data = path.read_bytes()
    wanted = key()
    if damage == "other name":
        wanted = key(1)
        path = path.rename(path.with_name(f"{wanted.digest}{SUFFIX}"))
    else:
        changed = {
            "cut": data[:-2],
            "longer": data + b"\0\0",
            "flipped": data[:-1] + bytes([data[-1] ^ 1]),
            "empty": b"",
            "head": data.replace(b"22050", b"22051"),
        }
        path.write_bytes(changed[damage])
    assert cache.find(wanted) is None
    assert not path.exists()
    cache.keep(wanted, SPEECH)
    assert cache.find(wanted) == SPEECH
    path.write_bytes(b"damaged again")
    assert cache.find(wanted) is None
    assert told == [f"Kept speech was damaged and is spoken anew: {path}"]


def test_every_byte_counts(cache: SpeechCache) -> None:
    cache.keep(key(), Speech(PCM(b"\1\2\3\4", 8000), (Mark(0, 0, 1),)))
    (path,) = files(cache)
    data = path.read_bytes()
    for place in range(len(data)):
        path.write_bytes(data[:place] + bytes([data[place] ^ 0x20]) + data[place + 1 :])
        assert cache.find(key()) is None


def test_nothing_but_entries_is_left_and_only_the_user_reads_them(cache: SpeechCache) -> None:
    cache.keep(key(), SPEECH)
    cache.keep(key(), SPEECH)
    (path,) = files(cache)
    assert path.suffix == SUFFIX
    if os.name != "nt":
        assert path.stat().st_mode & 0o077 == 0
        assert path.parent.stat().st_mode & 0o077 == 0


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    size = 2_200
    cache = SpeechCache(tmp_path, limit_bytes=10 * size)
    for number in range(9):
        cache.keep(key(number), SPEECH)
        os.utime(cache._path(key(number)), (number, number))
    assert cache.find(key(0))  # Used just now.
    for number in range(9, 12):
        cache.keep(key(number), SPEECH)
    assert sum(entry.size_bytes for entry in cache.entries()) <= cache.limit_bytes
    assert cache.find(key(0))
    assert cache.find(key(1)) is None
    assert cache.find(key(11))


def test_the_limit_holds_for_what_other_runs_kept(tmp_path: Path) -> None:
    for number in range(9):
        SpeechCache(tmp_path).keep(key(number), SPEECH)
    cache = SpeechCache(tmp_path, limit_bytes=8_000)
    cache.keep(key(9), SPEECH)
    assert sum(entry.size_bytes for entry in cache.entries()) <= 8_000
    assert cache.find(key(9))


def test_what_is_larger_than_the_limit_is_not_kept(tmp_path: Path) -> None:
    cache = SpeechCache(tmp_path, limit_bytes=100)
    assert not cache.keep(key(), SPEECH)
    assert files(cache) == []


def test_what_a_killed_run_left_half_written_goes_after_a_while(cache: SpeechCache) -> None:
    cache.keep(key(), SPEECH)
    folder = files(cache)[0].parent
    old, new = folder / "tmpold.part", folder / "tmpnew.part"
    old.write_bytes(b"half")
    new.write_bytes(b"half")
    past = time.time() - ABANDONED_S - 1
    os.utime(old, (past, past))
    cache.limit_bytes = 3_000
    cache.keep(key(1), SPEECH)
    assert not old.exists()
    assert new.exists()


def test_a_folder_that_cannot_be_used_is_said_once_and_does_no_harm(
    tmp_path: Path, told: list[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = SpeechCache(tmp_path / "file", tell=told.append)
    assert not cache.keep(key(), SPEECH)
    assert not cache.keep(key(1), SPEECH)
    assert cache.find(key()) is None
    assert list(cache.entries()) == []
    (line,) = told
    assert line.startswith(f"Speech cannot be kept in {tmp_path / 'file'} (")


@pytest.mark.parametrize("engine", ["../../up", "", ".hidden", "a/b", "ü", "x" * 300])
def test_an_engines_name_leads_to_no_other_place(cache: SpeechCache, engine: str) -> None:
    cache.keep(key(engine=engine), SPEECH)
    (path,) = files(cache)
    assert path.parent.parent == cache.folder
    assert cache.find(key(engine=engine)) == SPEECH


def test_entries_are_cleared_by_engine_and_by_age(cache: SpeechCache) -> None:
    for number, engine in enumerate(("slow", "slow", "slower")):
        cache.keep(key(number, engine), SPEECH)
    old = cache._path(key(0))
    os.utime(old, (1, 1))
    size = old.stat().st_size
    assert cache.clear("slow", older_than_s=3600) == (1, size)
    assert {entry.engine for entry in cache.entries()} == {"slow", "slower"}
    assert cache.clear("slow") == (1, size)
    assert cache.clear() == (1, size)
    assert files(cache) == []
    assert cache.clear() == (0, 0)


WRITER = """
import sys
from pathlib import Path
from narrator.speaking.caching import Key, SpeechCache
from narrator.speaking.engine import Speech
from narrator.speech import PCM

cache = SpeechCache(Path(sys.argv[1]), limit_bytes=200_000, tell=print)
for turn in range(40):
    for number in range(15):
        key = Key("slow", f"{number:064x}")
        found = cache.find(key)
        if found is not None and found.pcm.data != bytes([number]) * 20_000:
            print("another's speech")
        cache.keep(key, Speech(PCM(bytes([number]) * 20_000, 8000)))
"""


def test_several_processes_share_the_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [process.communicate(timeout=60)[0] for process in running] == ["", "", ""]
    assert [process.returncode for process in running] == [0, 0, 0]
    cache = SpeechCache(tmp_path)
    assert all(path.suffix == SUFFIX for path in files(cache))
    assert 0 < sum(entry.size_bytes for entry in cache.entries()) <= 200_000 + 3 * 20_200


@pytest.mark.parametrize(
    ("text", "limit_bytes"),
    [
        ("", LIMIT_BYTES),
        ("500 MB", 500_000_000),
        ("1.5GiB", 3 << 29),
        ("1000", 1000),
        (" 2 kb ", 2000),
    ],
)
def test_the_environment_says_how_much_is_kept(
    monkeypatch: pytest.MonkeyPatch, text: str, limit_bytes: int
) -> None:
    monkeypatch.setenv(LIMIT_VARIABLE, text)
    cache = open_speech_cache()
    assert cache
    assert cache.limit_bytes == limit_bytes
    assert cache.folder == speech_folder()


def test_nothing_is_kept_where_the_environment_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LIMIT_VARIABLE, "0")
    assert open_speech_cache() is None


@pytest.mark.parametrize("text", ["much", "-1", "5 parsecs", "1,5 GB"])
def test_a_limit_that_is_none_is_an_error(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv(LIMIT_VARIABLE, text)
    with pytest.raises(ProfileError) as raised:
        open_speech_cache()
    assert raised.value.where == text
    assert "2 GiB" in raised.value.hint
