from __future__ import annotations

import pytest

from narrator.article import Article, Figure, Metadata, Reason
from narrator.planning import plan
from narrator.profiles import load_profile
from narrator.script import Role


def heard(alt: str, caption: str) -> tuple[set[Role], dict[str, Reason]]:
    """Return which texts of a picture are read, and why the others are not."""
    meta = Metadata(headline="Headline", language="en")
    script = plan(Article(meta, blocks=(Figure(alt, caption),)), load_profile("newsroom"))
    roles = {spoken.role for spoken in script.utterances()} & {Role.ALT, Role.CAPTION}
    return roles, {omission.origin: omission.reason for omission in script.omissions}


@pytest.mark.parametrize(
    ("alt", "caption"),
    [
        ("The bridge opened in May", "The bridge opened in May."),
        ("the bridge in May", "The bridge opened in May."),
        ("今天的桥", "这是今天的桥和河。"),
    ],
)
def test_an_alt_that_says_no_more_than_the_caption_is_not_read(alt: str, caption: str) -> None:
    assert heard(alt, caption) == ({Role.CAPTION}, {"/blocks/0/alt": Reason.DUPLICATE})


def test_a_caption_that_says_less_than_the_alt_is_not_read() -> None:
    alt = "The harbour bridge at dusk, its span raised for a ship"
    assert heard(alt, "The harbour bridge") == ({Role.ALT}, {"/blocks/0/caption": Reason.DUPLICATE})


@pytest.mark.parametrize(
    ("alt", "caption"),
    [
        ("A bridge at dusk", "The bridge opened in May"),
        ("Art", "The party at the harbour"),
        ("桥", "今天很冷"),
    ],
)
def test_two_that_say_different_things_are_both_read(alt: str, caption: str) -> None:
    assert heard(alt, caption) == ({Role.ALT, Role.CAPTION}, {})


@pytest.mark.parametrize(
    "alt",
    [
        "IMG_2034.jpg",
        "council meeting 12.jpg",
        "bridge.webp?w=1200",
        "https://example.com/a/bridge.png",
        "DSC 00123",
        "image3",
        "Symbolbild",
        "图片",
        "a3f09b2c55de10aa",
    ],
)
def test_file_names_and_placeholders_are_omissions(alt: str) -> None:
    assert heard(alt, "") == (set(), {"/blocks/0/alt": Reason.DECORATIVE})


def test_an_empty_alt_is_nothing_at_all() -> None:
    assert heard("", "The bridge") == ({Role.CAPTION}, {})
