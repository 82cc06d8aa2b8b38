from __future__ import annotations

from pathlib import Path

import pytest

from narrator.errors import EngineError
from narrator.profiles import profile_paths
from narrator.speaking import registry
from narrator.speaking.registry import engine_names
from tests.contracts.small_voices import piper_voice


def test_profiles_and_engines_are_listed_in_one_line_each(narrator) -> None:
    lines = narrator("voices").out.splitlines()
    for name in (*profile_paths(), *engine_names()):
        assert sum(line.startswith(f"{name}: ") for line in lines) == (
            2 if name in profile_paths() and name in engine_names() else 1
        )
    assert any("gtts: sends the text to its service" in line for line in lines)
    assert any(line.startswith("espeak: offline") for line in lines)


def test_the_users_own_profile_is_listed(narrator, profiles_folder: Path) -> None:
    (profiles_folder / "mine.toml").write_text('schema = 1\nengine = "tone"\ndescription = "Mine"')
    assert "mine: Mine. Engine tone." in narrator("voices").out.splitlines()


def test_the_listing_as_json(narrator) -> None:
    data = narrator("voices", "--json").data
    assert {profile["name"] for profile in data["profiles"]} == set(profile_paths())
    assert [engine["name"] for engine in data["engines"]] == list(engine_names())


def test_an_engines_voices_are_listed_with_their_language(narrator) -> None:
    lines = narrator("voices", "--engine", "tone").out.splitlines()
    assert lines[0] == "Voices of tone: 3."
    assert lines[1].startswith("high, language und, ")


def test_voices_are_found_by_language(narrator) -> None:
    voices = narrator("voices", "--engine", "espeak", "--language", "de-AT", "--json").data[
        "voices"
    ]
    assert voices
    assert {voice["language"].partition("-")[0] for voice in voices} == {"de"}


def test_an_unknown_engine_is_5(narrator) -> None:
    done = narrator("voices", "--engine", "ton")
    assert done.code == 5
    assert "Did you mean tone?" in done.err


@pytest.mark.parametrize(
    ("arguments", "slug"),
    [
        (["newsroom"], "this-is-how-an-article-sounds-newsroom"),
        (["low", "--engine", "tone"], "this-is-how-an-article-sounds-low"),
        (["+f3", "--engine", "espeak", "--language", "de"], "so-klingt-ein-artikel-f3"),
        (["newsroom", "--language", "fr"], "voici-un-article-lu-newsroom"),
    ],
)
def test_a_sample_is_a_short_episode(narrator, arguments: list[str], slug: str) -> None:
    done = narrator("voices", "sample", *arguments, "-o", "samples")
    assert done.code == 0, done.err
    assert done.last_line.startswith(f"Made samples/{slug}/{slug}.mp3: ")
    assert Path("samples", slug, f"{slug}.mp3").is_file()


@pytest.mark.parametrize(
    ("arguments", "code", "hint"),
    [
        (["newsrom"], 4, "Did you mean newsroom?"),
        (["lwo", "--engine", "tone"], 5, "low"),
        (["low", "--engine", "ton"], 5, "Did you mean tone?"),
    ],
)
def test_a_sample_of_what_there_is_not(
    narrator, arguments: list[str], code: int, hint: str
) -> None:
    done = narrator("voices", "sample", *arguments)
    assert done.code == code
    assert hint in done.err
    assert not Path("output").exists() or not any(Path("output").iterdir())


def test_no_voice_of_a_language_has_no_other_speakers(narrator) -> None:
    done = narrator("voices", "--engine", "espeak", "--language", "zz")
    assert done.out.splitlines() == ["Voices of espeak: 0."]


def test_a_broken_engine_of_another_package_hides_no_other(narrator, monkeypatch) -> None:
    real = registry.engine_class

    def found(name: str):
        if name == "tone":
            raise EngineError("The engine tone cannot be imported", hint="Reinstall it.")
        return real(name)

    monkeypatch.setattr(registry, "engine_class", found)
    done = narrator("voices")
    assert done.code == 0
    assert (
        "tone: offline, The engine tone cannot be imported, missing; to mend it: Reinstall it."
        in (done.out)
    )
    assert any(line.startswith("espeak: offline") for line in done.out.splitlines())


# What is set of an engine


@pytest.fixture
def hum(profiles_folder: Path, tmp_path: Path) -> Path:
    """A voice of piper in a folder that only a profile names."""
    piper_voice(tmp_path / "elsewhere", "en_US-hum-low")
    (profiles_folder / "mine.toml").write_text(
        f'schema = 1\nengine = "piper"\n[engines.piper]\nfolder = "{tmp_path / "elsewhere"}"\n'
    )
    return tmp_path


def test_voices_of_an_engine_are_those_of_the_profiles_settings(narrator, hum: Path) -> None:
    done = narrator("voices", "--engine", "piper", "--profile", "mine")
    assert "en_US-hum-low, language en-US" in done.out
    assert narrator("voices", "--engine", "piper").code == 5


def test_engines_are_ready_as_the_profile_sets_them(narrator, hum: Path) -> None:
    def ready(*options: str) -> bool:
        engines = narrator("voices", "--json", *options).data["engines"]
        return next(engine["ready"] for engine in engines if engine["name"] == "piper")

    assert ready("--profile", "mine")
    assert not ready()


def test_a_voice_of_a_profiles_settings_is_sampled(narrator, hum: Path) -> None:
    options = ("--engine", "piper", "--profile", "mine", "-o", hum / "out")
    done = narrator("voices", "sample", "en_US-hum-low", *options)
    assert done.code == 0, done.err
    assert len(list((hum / "out").rglob("*.mp3"))) == 1


def test_a_profile_needs_no_other_profile(narrator) -> None:
    assert narrator("voices", "sample", "brisk", "--profile", "newsroom").code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("--engine", "openai"),
        ("--engine", "gtts"),
        ("sample", "com", "--engine", "gtts"),
        ("sample", "gtts"),
    ],
)
def test_offline_refuses_voices_that_are_online(narrator, arguments: tuple[str, ...]) -> None:
    done = narrator("voices", *arguments, "--offline")
    assert done.code == 5
    assert "and this run is offline" in done.err


@pytest.mark.parametrize("arguments", [(), ("--engine", "tone")])
def test_offline_lists_what_is_on_this_machine(narrator, arguments: tuple[str, ...]) -> None:
    assert narrator("voices", *arguments, "--offline").code == 0
