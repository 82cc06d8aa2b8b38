from __future__ import annotations

import tomllib
from dataclasses import Field, fields
from pathlib import Path
from typing import Any

import pytest

from narrator.errors import ProfileError
from narrator.profile import (
    CHOICES,
    DEFAULT_STYLES,
    RANGES,
    Announcements,
    ProfileVoice,
    VoiceName,
    VoiceProfile,
    parse_profile,
)
from narrator.script import Role


def parse(text: str) -> VoiceProfile:
    return parse_profile(tomllib.loads(f'schema = 1\nengine = "tone"\n{text}'), "mine")


def refused(text: str) -> ProfileError:
    with pytest.raises(ProfileError) as caught:
        parse(text)
    return caught.value


def test_a_profile_of_two_lines_is_complete() -> None:
    profile = parse("")
    assert set(profile.roles) == set(Role)
    assert set(profile.voices) == {"presenter"}
    assert profile.audio.loudness_lufs == -16


def test_a_profile_of_one_voice_reads_everything_with_it() -> None:
    profile = parse("[voices.ada]")
    assert {style.voice for style in profile.roles.values()} == {"ada"}


def test_every_role_has_a_style_of_its_own() -> None:
    assert set(DEFAULT_STYLES) == set(Role)


def test_what_a_role_says_takes_the_place_of_the_default_and_no_more() -> None:
    profile = parse("[roles.list_item]\nrate_percent = 120\nvolume_db = 2")
    style = profile.roles[Role.LIST_ITEM]
    assert style.rate_percent == 120
    assert style.volume_db == 2.0
    assert style.pause_after_ms == DEFAULT_STYLES[Role.LIST_ITEM].pause_after_ms
    assert profile.prosody(Role.LIST_ITEM).rate_wpm == 210


@pytest.mark.parametrize(
    ("text", "where", "hint"),
    [
        ("rate_wpn = 200", "mine.rate_wpn", "Did you mean rate_wpm?"),
        ("[roles.headlin]", "mine: roles.headlin", "Did you mean headline?"),
        (
            "[roles.body]\npitch_percnt = 1",
            "mine: roles.body.pitch_percnt",
            "Did you mean pitch_percent?",
        ),
        ("[audio]\nratehz = 44100", "mine.audio.ratehz", "Did you mean rate_hz?"),
        ("[sound]\nmusik = 'a'", "mine.sound.musik", "Did you mean music?"),
        ("[announcements]\nimages = true", "mine.announcements.images", "Did you mean image?"),
        (
            "[voices.presenter]\n[voices.second]\n[roles.body]\nvoice = 'secnd'",
            "mine: roles.body.voice = secnd",
            "Did you mean second?",
        ),
        ("[voices.ada]\nengin = 'tone'", "mine: voices.ada.engin", "Did you mean engine?"),
    ],
)
def test_an_unknown_word_is_named_with_its_place_and_the_nearest(
    text: str, where: str, hint: str
) -> None:
    error = refused(text)
    assert error.where == where
    assert error.hint == hint


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("rate_wpm = 'fast'", "mine.rate_wpm"),
        ("rate_wpm = 175.5", "mine.rate_wpm"),
        ("rate_wpm = true", "mine.rate_wpm"),
        ("description = 5", "mine.description"),
        ("roles = 5", "mine: roles"),
        ("voices = []", "mine: voices"),
        ("audio = 'loud'", "mine.audio"),
        ("[announcements]\nimage = 1", "mine.announcements.image"),
        ("[roles]\nbody = 3", "mine: roles.body"),
        ("[voices.ada.names]\ntone = 3", "mine: voices.ada.names.tone"),
        ("[voices.ada.names.tone]\nen = 3", "mine: voices.ada.names.tone.en"),
        ("[audio]\nloudness_lufs = '-16'", "mine.audio.loudness_lufs"),
    ],
)
def test_a_value_of_the_wrong_kind_is_named_with_its_place(text: str, where: str) -> None:
    error = refused(text)
    assert error.where == where
    assert "wants" in error.message


def test_a_profile_without_a_voice_is_refused() -> None:
    assert refused("voices = {}").where == "mine: voices"


@pytest.mark.parametrize("table", [{}, {"schema": 2, "engine": "tone"}, {"engine": "tone"}])
def test_another_schema_is_refused(table: dict[str, Any]) -> None:
    with pytest.raises(ProfileError, match="schema = 1"):
        parse_profile(table, "mine")


def test_a_profile_names_its_engine() -> None:
    with pytest.raises(ProfileError, match="needs an engine"):
        parse_profile({"schema": 1}, "mine")


def line(name: str, value: float) -> str:
    if name in {"rate_hz", "bit_rate_kbps", "loudness_lufs", "true_peak_dbtp"}:
        return f"[audio]\n{name} = {value}"
    if name in {"music_lufs", "duck_db"}:
        return f"[sound]\n{name} = {value}"
    if name in {"rate_percent", "pitch_percent", "volume_db", "pause_before_ms", "pause_after_ms"}:
        return f"[roles.body]\n{name} = {value}"
    return f"{name} = {value}"


@pytest.mark.parametrize("name", RANGES)
def test_a_number_is_held_against_its_range(name: str) -> None:
    least, most = RANGES[name]
    for allowed in (least, most):
        assert parse(line(name, allowed)).name == "mine"
    for outside in (least - 1, most + 1):
        error = refused(line(name, outside))
        assert f"{name} = {outside}" in error.where
        assert error.hint == f"It may be {least:g} to {most:g}."


@pytest.mark.parametrize(("name", "value"), [("rate_hz", 44_000), ("bit_rate_kbps", 65)])
def test_a_number_that_mp3_has_not_is_answered_with_those_it_has(name: str, value: int) -> None:
    error = refused(line(name, value))
    assert all(str(choice) in error.hint for choice in CHOICES[name])


@pytest.mark.parametrize(
    ("language", "name"),
    [("en-GB", "british"), ("en-GB-scotland", "british"), ("EN-gb", "british"), ("en-US", "any")],
)
def test_the_longest_matching_language_names_the_voice(language: str, name: str) -> None:
    names = (VoiceName("tone", "*", "any"), VoiceName("tone", "en-GB", "british"))
    assert ProfileVoice(names=names).name_for("tone", language) == name


def test_an_engine_without_a_name_for_the_voice_chooses_itself() -> None:
    assert ProfileVoice().name_for("tone", "de") == ""


def test_an_unknown_voice_of_a_profile_is_answered_with_the_nearest() -> None:
    with pytest.raises(ProfileError) as caught:
        parse("[voices.presenter]").voice("presentr")
    assert caught.value.hint == "Did you mean presenter?"


def test_a_profile_prints_as_its_name_and_description() -> None:
    assert str(parse("description = 'Mine'")) == "mine: Mine"


def test_a_profile_without_a_presenter_reads_with_its_first_voice() -> None:
    profile = parse("[voices.ada]\n[voices.second]")
    assert profile.roles[Role.BODY].voice == "ada"
    assert profile.roles[Role.CAPTION].voice == "second"


DOCUMENT = (Path(__file__).parents[2] / "docs" / "profiles.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("role", Role)
def test_the_document_has_the_defaults_of_every_role(role: Role) -> None:
    style = DEFAULT_STYLES[role]
    cells = (
        f"`{role.replace(' ', '_')}`",
        style.voice,
        style.rate_percent,
        style.pause_before_ms,
        style.pause_after_ms,
        "yes" if style.spoken else "no",
    )
    assert f"| {' | '.join(map(str, cells))} |" in DOCUMENT


@pytest.mark.parametrize("entry", fields(Announcements), ids=lambda entry: entry.name)
def test_the_document_has_every_kind_of_announcement(entry: Field[bool]) -> None:
    assert f"| `{entry.name}` |" in DOCUMENT


@pytest.mark.parametrize(
    "name", ["part_pause_ms", "colon_pause_ms", "separator_pause_ms", "table_cells"]
)
def test_the_document_has_the_defaults_of_the_whole_profile(name: str) -> None:
    assert f"`{name}`" in DOCUMENT
    assert f"Default {getattr(VoiceProfile('a', 'b'), name)}." in DOCUMENT


def test_a_way_of_skimming_that_is_not_known_gets_the_nearest() -> None:
    with pytest.raises(ProfileError, match="Unknown way of skimming") as caught:
        parse_profile({"schema": 1, "engine": "tone", "skim": "headline"}, "mine")
    assert caught.value.hint == "Did you mean headlines?"
