from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from narrator import profiles
from narrator.errors import ProfileError
from narrator.profiles import load_profile, packaged_folder, profile_paths
from narrator.script import Role
from narrator.speaking.registry import engine_class

PACKAGED = sorted(path.stem for path in packaged_folder().glob("*.toml"))
MINE = 'schema = 1\nengine = "tone"\n'


def test_these_profiles_come_with_narrator() -> None:
    assert {"newsroom", "brisk", "single", "gtts"} <= set(PACKAGED)
    assert profiles.DEFAULT_PROFILE in PACKAGED


@pytest.mark.parametrize("name", PACKAGED)
def test_a_packaged_profile_loads_and_says_what_it_is(name: str) -> None:
    profile = load_profile(name)
    assert profile.name == name
    assert len(profile.description) > 20
    assert set(profile.roles) == set(Role)
    assert engine_class(profile.engine)


@pytest.mark.parametrize("name", PACKAGED)
def test_a_packaged_profile_has_its_voices_on_every_offline_engine(name: str) -> None:
    profile = load_profile(name)
    for engine in ("espeak", "tone"):
        opened = engine_class(engine)()
        for voice in profile.voices.values():
            found = opened.find_voice(voice.name_for(engine, "en"), "en")
            assert found.language.partition("-")[0] == "en"
        opened.close()


def test_in_a_checkout_the_folder_lies_beside_the_package() -> None:
    root = Path(profiles.__file__).parents[1]
    assert packaged_folder() in (root / "voices", root / "narrator" / "voices")


def test_in_a_wheel_the_folder_lies_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "narrator" / "voices").mkdir(parents=True)
    monkeypatch.setattr(profiles, "__file__", str(tmp_path / "narrator" / "profiles.py"))
    assert packaged_folder() == tmp_path / "narrator" / "voices"


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(ProfileError) as caught:
        load_profile("newsrom")
    assert caught.value.where == "newsrom"
    assert caught.value.hint == "Did you mean newsroom?"


def test_a_profile_of_the_users_own_is_found_and_listed(profiles_folder: Path) -> None:
    (profiles_folder / "mine.toml").write_text(MINE)
    assert load_profile("mine").engine == "tone"
    assert profile_paths()["mine"] == profiles_folder / "mine.toml"


def test_the_users_own_wins_over_the_packaged_one_of_that_name(profiles_folder: Path) -> None:
    (profiles_folder / "newsroom.toml").write_text(MINE)
    assert load_profile("newsroom").engine == "tone"


def test_the_users_folder_need_not_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(profiles.FOLDER_VARIABLE)
    assert not profiles.user_folder().exists()
    assert "newsroom" in profile_paths()


@pytest.mark.parametrize("name", ["travel.toml", "TRAVEL.TOML"])
def test_a_path_is_read_as_it_is_and_can_be_loaded_again(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(MINE)
    profile = load_profile(str(path))
    assert load_profile(profile.name) == profile


def test_a_missing_file_is_said_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"cannot be read: .*gone\.toml: No such file"):
        load_profile(str(tmp_path / "gone.toml"))


@pytest.mark.parametrize("data", [b"schema == 1", b'schema = "\xff"'])
def test_what_is_not_toml_is_said_with_its_path(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "broken.toml"
    path.write_bytes(data)
    with pytest.raises(ProfileError, match=r"not TOML: .*broken\.toml") as caught:
        load_profile(str(path))
    assert isinstance(caught.value.__cause__, tomllib.TOMLDecodeError | UnicodeDecodeError)
