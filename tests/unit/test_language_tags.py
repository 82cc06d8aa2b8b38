from __future__ import annotations

import pytest

from narrator.language_tags import is_same_language, primary


@pytest.mark.parametrize(
    ("tag", "subtag"), [("pt-BR", "pt"), ("EN", "en"), ("zh-Hant-TW", "zh"), ("", "")]
)
def test_the_primary_subtag_is_in_small_letters(tag: str, subtag: str) -> None:
    assert primary(tag) == subtag


def test_regions_and_scripts_make_no_other_language() -> None:
    assert is_same_language("en", "EN-gb")
    assert is_same_language("sr-Latn", "sr-Cyrl")
    assert not is_same_language("nl", "nb")
