from __future__ import annotations

import pytest

from narrator import errors
from narrator.errors import NarratorError, nearest

CODES = {
    "SourceError": 3,
    "ProfileError": 4,
    "LexiconError": 4,
    "EngineError": 5,
    "AudioError": 6,
    "OutputError": 7,
    "BatchFailures": 8,
    "LedgerError": 1,
}
BUILT_IN = {
    "SourceError": OSError,
    "ProfileError": ValueError,
    "LexiconError": ValueError,
    "EngineError": RuntimeError,
    "AudioError": RuntimeError,
    "OutputError": OSError,
}


def test_the_tree_has_these_errors_and_no_others() -> None:
    kinds = {name for name, kind in vars(errors).items() if isinstance(kind, type)}
    found = {name for name in kinds if issubclass(getattr(errors, name), NarratorError)}
    assert found == {"NarratorError", *CODES}


@pytest.mark.parametrize(("name", "code"), CODES.items())
def test_each_error_has_its_exit_code_and_is_drawn_with_it(name: str, code: int) -> None:
    assert getattr(errors, name).exit_code == code
    drawn = next(line for line in (errors.__doc__ or "").splitlines() if name in line)
    assert f"({code})" in drawn


@pytest.mark.parametrize(("name", "kind"), BUILT_IN.items())
def test_a_stranger_catches_them_as_the_built_in_ones(name: str, kind: type) -> None:
    with pytest.raises(kind):
        raise getattr(errors, name)("It went wrong")


@pytest.mark.parametrize("name", ["NarratorError", *CODES])
def test_an_error_carries_what_happened_where_and_what_to_do(name: str) -> None:
    error = getattr(errors, name)("It went wrong", where="here", hint="Mend it.", retry=True)
    assert str(error) == "It went wrong: here"
    assert (error.message, error.where, error.hint, error.retry) == (
        "It went wrong",
        "here",
        "Mend it.",
        True,
    )


def test_an_error_without_a_place_is_its_message() -> None:
    assert str(NarratorError("It went wrong")) == "It went wrong"


def test_an_engine_error_says_how_long_a_server_asked_us_to_wait() -> None:
    assert errors.EngineError("Busy", retry=True, retry_after_s=2.5).retry_after_s == 2.5
    assert errors.EngineError("Busy").retry_after_s is None


def test_the_nearest_known_word_is_named() -> None:
    assert nearest("newsrom", ["brisk", "newsroom"]) == "Did you mean newsroom?"


def test_all_are_named_where_none_is_near() -> None:
    assert nearest("xyz", ["brisk", "abc"]) == "Known are: abc, brisk."


def test_it_is_said_that_none_are_known() -> None:
    assert nearest("xyz", []) == "None are known."


def test_many_choices_are_counted_and_not_read_out() -> None:
    assert nearest("zz", [f"name{number}" for number in range(30)]) == (
        "There are 30 to choose from."
    )
