"""Keys, their names, and a listener's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrator.errors import ProfileError
from narrator.player.actions import COMMANDS, Action
from narrator.player.keys import DEFAULT_KEYS, NAMED_KEYS, action_named, key_named, said
from narrator.player.settings import Settings, load_settings, parse_settings


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("s", "s"),
        ("S", "S"),
        ("shift+s", "S"),
        ("Shift+Ä", "Ä"),
        ("ж", "ж"),
        (" ", "space"),
        ("Space", "space"),
        ("return", "enter"),
        ("Page_Up", "page-up"),
        ("+", "+"),
        ("LEFT", "left"),
    ],
)
def test_a_key_has_a_name(name: str, key: str) -> None:
    assert key_named(name) == key


@pytest.mark.parametrize(
    ("name", "hint"), [("spcae", "space"), ("shift+1", "Known"), ("", "Known"), ("\x01", "Known")]
)
def test_what_is_no_key_is_an_error_that_names_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(ProfileError) as raised:
        key_named(name)
    assert hint in raised.value.hint


def test_an_unknown_action_is_an_error_that_names_the_nearest() -> None:
    assert action_named("Next Sentence") is Action.NEXT_SENTENCE
    with pytest.raises(ProfileError) as raised:
        action_named("next-sentense")
    assert raised.value.hint == "Did you mean next-sentence?"


def test_no_two_actions_share_a_key_and_every_key_has_its_name() -> None:
    keys = [key for command in COMMANDS.values() for key in command.keys]
    assert len(keys) == len(set(keys))
    assert all(key_named(key) == key for key in keys)


def test_capitals_are_told_from_small_letters_by_ear() -> None:
    names = [said(key) for keys in DEFAULT_KEYS.of.values() for key in keys]
    assert len({name.lower() for name in names}) == len(names)
    assert "Shift and h: previous section" in "\n".join(
        line.replace(", or up", "") for line in DEFAULT_KEYS.lines()
    )


@settings(deadline=None)
@given(st.sampled_from(list(Action)), st.sampled_from([*NAMED_KEYS, *"abcxyzABC09?+"]))
def test_a_remapped_key_does_what_it_was_given_to_and_nothing_else(
    action: Action, key: str
) -> None:
    keys = DEFAULT_KEYS.remapped(action, [key])
    assert keys.action(key) is action
    assert keys.of[action] == (key,)
    assert sum(key in held for held in keys.of.values()) == 1
    assert list(keys.of) == list(COMMANDS)


def test_settings_are_read_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "listen.toml"
    path.write_text(
        "schema = 1\nspeed = 150\nsay_answers = false\n"
        '[keys]\nnext-sentence = ["n", "right"]\nquit = "x"\n'
    )
    settings = load_settings(path)
    assert settings.speed_percent == 150
    assert not settings.say_answers
    assert settings.keys.action("n") is Action.NEXT_SENTENCE
    assert settings.keys.action("s") is None
    assert settings.keys.action("x") is Action.QUIT


def test_without_a_file_the_settings_are_those_that_everybody_begins_with() -> None:
    assert load_settings() == Settings()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("speed = 100", "schema = 1"),
        ("schema = 1\nsped = 100", "Did you mean speed?"),
        ("schema = 1\nspeed = 1000", "50 to 300"),
        ("schema = 1\nspeed = true", "whole number"),
        ('schema = 1\nsay_answers = "yes"', "true or false"),
        ("schema = 1\nkeys = 3", "a table of actions"),
        ('schema = 1\n[keys]\nnext-sentense = "n"', "Did you mean next-sentence?"),
        ('schema = 1\n[keys]\nnext-sentence = "spcae"', "Did you mean space?"),
        ("schema = 1\n[keys]\nnext-sentence = []", "a text or a list of texts"),
        ('schema = 1\n[keys]\nnext-sentence = "n"\nwhere = "n"', "cannot be both"),
        ('schema = 1\n[keys]\nnext-sentence = "q"', "Nothing would be left to do quit"),
        ("schema = ", "not TOML"),
    ],
)
def test_what_cannot_be_set_is_an_error_that_says_where(
    tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "listen.toml"
    path.write_text(text)
    with pytest.raises(ProfileError) as raised:
        load_settings(path)
    assert message in f"{raised.value} {raised.value.hint}"
    assert str(path) in str(raised.value)


def test_settings_that_cannot_be_read_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="cannot be read"):
        load_settings(tmp_path)


def test_keys_are_changed_from_those_of_the_file() -> None:
    made = parse_settings({"schema": 1, "keys": {"where": "x"}}, "here")
    assert made.keys.remapped(Action.REPEAT, ["w"]).action("x") is Action.WHERE
