from __future__ import annotations

import pytest

from narrator.article import Article, Heading, ItemList, ListItem, Metadata, Omission
from narrator.serialization import FormError, from_data, from_json, to_data, to_json
from narrator.speech import PCM, Prosody


def test_letters_of_every_alphabet_stand_in_the_json_as_they_are() -> None:
    assert '"headline": "Мост через Неву"' in to_json(Metadata(headline="Мост через Неву"))


def test_a_list_inside_a_list_comes_back() -> None:
    value = Article(
        Metadata(), blocks=(ItemList((ListItem("a", (ListItem("b"),), True),), ordered=True),)
    )
    assert from_json(to_json(value), Article) == value


def test_audio_comes_back_byte_for_byte() -> None:
    value = PCM(bytes(range(256)), 22050)
    assert from_json(to_json(value), PCM) == value


def test_a_whole_number_is_taken_where_a_broken_one_may_stand() -> None:
    assert from_data({"volume_db": 3}, Prosody).volume_db == 3.0


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ({"metadata": {"headline": 5}}, "$.metadata.headline"),
        ({"metadata": {"headlin": "a"}}, "headlin"),
        ({}, "metadata"),
        ({"metadata": {}, "blocks": [{"block": "heading", "text": "a"}]}, "level"),
        ({"metadata": {}, "blocks": [{"block": "headin", "text": "a"}]}, "$.blocks"),
        ({"metadata": {}, "blocks": [{"block": "note", "text": True}]}, "$.blocks[0].text"),
        ({"metadata": {}, "omissions": [{"stage": "x", "reason": "y", "excerpt": ""}]}, "stage"),
        ([], "$"),
        ("text", "$"),
    ],
)
def test_a_fault_is_named_with_its_place(data: object, place: str) -> None:
    with pytest.raises(FormError) as caught:
        from_data(data, Article)
    assert place in str(caught.value)


def test_what_is_not_json_is_said() -> None:
    with pytest.raises(FormError, match=r"not JSON: .*line 1"):
        from_json("{", Article)


def test_an_omission_keeps_all_of_a_long_piece() -> None:
    piece = "word " * 1000
    found = from_data({"stage": "reading", "reason": "navigation", "excerpt": piece}, Omission)
    assert found.excerpt == piece
    assert len(str(found)) < 100


def test_defaults_are_left_out() -> None:
    assert to_data(Heading("a", 2)) == {"text": "a", "level": 2}
