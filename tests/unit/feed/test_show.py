from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrator.errors import OutputError, ProfileError
from narrator.feed.categories import CATEGORIES, every_name
from narrator.feed.show import (
    LOCAL_BASE_URL,
    Funding,
    Person,
    Show,
    derive_guid,
    is_category,
    parse_show,
    read_show,
)
from narrator.feed.template import settings_text, write_settings


def parse(text: str) -> Show:
    return parse_show(tomllib.loads(text), "show.toml")


def test_a_folder_without_settings_has_a_show_all_the_same(tmp_path: Path) -> None:
    show = read_show(tmp_path)
    assert show == Show()
    assert show.is_local
    assert show.own_guid == ""


def test_all_that_can_be_set() -> None:
    show = parse("""
        schema = 1
        title = "  The Harbour Post "
        base_url = "https://example.com/podcast"
        category = ["News > Daily News", "Society & Culture"]
        explicit = true
        limit = 20
        dates = "made"
        locked = true
        [[person]]
        name = "Ada Quill"
        href = "https://example.com/ada"
        [[funding]]
        url = "https://example.com/support"
        text = "Support us"
    """)
    assert show.title == "The Harbour Post"
    assert show.base_url == "https://example.com/podcast/"
    assert show.own_feed_url == "https://example.com/podcast/feed.xml"
    assert show.category == ("News > Daily News", "Society & Culture")
    assert (show.explicit, show.locked, show.limit, show.dates) == (True, True, 20, "made")
    assert show.person == (Person("Ada Quill", href="https://example.com/ada"),)
    assert show.funding == (Funding("https://example.com/support", "Support us"),)


@pytest.mark.parametrize(
    ("text", "where", "hint"),
    [
        ('title = "x"', "show.toml", "add the line at the top"),
        ("schema = 2", "show.toml", "schema 1 only"),
        ('schema = 1\ntitel = "x"', "show.toml: titel", "Did you mean title?"),
        ("schema = 1\ntitle = 3", "show.toml: title", ""),
        ("schema = 1\nlimit = true", "show.toml: limit", ""),
        ("schema = 1\nlimit = -1", "show.toml: limit", ""),
        ('schema = 1\ncategory = "Newz"', "category = Newz", "Did you mean News?"),
        ('schema = 1\ncategory = "Arts > Daily News"', "Daily News", "Did you mean"),
        ('schema = 1\ncategory = ["News", 3]', "show.toml: category", ""),
        ('schema = 1\nmedium = "newspaper"', "medium = newspaper", "Did you mean newsletter?"),
        ('schema = 1\ndates = "today"', "dates = today", "Known are: article, made."),
        ('schema = 1\nbase_url = "example.com"', "base_url", "https://"),
        ('schema = 1\nlink = "javascript:alert(1)"', "link", "https://"),
        ('schema = 1\nguid = "abc"', "guid = abc", "Leave it out"),
        ('schema = 1\nperson = "Ada"', "show.toml: person", ""),
        ('schema = 1\nperson = ["Ada"]', "show.toml: person", ""),
        ('schema = 1\n[[person]]\nnmae = "Ada"', "person: nmae", "Did you mean name?"),
        ('schema = 1\n[[funding]]\nurl = "give.me"', "funding", "https://"),
    ],
)
def test_a_wrong_setting_is_named_with_what_to_do(text: str, where: str, hint: str) -> None:
    with pytest.raises(ProfileError) as caught:
        parse(text)
    assert where in caught.value.where
    assert hint in caught.value.hint


@pytest.mark.parametrize("data", [b"title = ", b"\xff\xfe", b"schema = 1\ntitle = unquoted"])
def test_what_is_not_toml_is_an_error(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "show.toml").write_bytes(data)
    with pytest.raises(ProfileError, match="not TOML"):
        read_show(tmp_path)


def test_settings_that_cannot_be_read_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "show.toml").mkdir()
    with pytest.raises(ProfileError, match="cannot be read"):
        read_show(tmp_path)


@pytest.mark.parametrize(
    ("url", "guid"),
    [
        # The two of the document itself (podcast-namespace, docs/tags/guid.md).
        ("https://podnews.net/rss", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        ("http://podnews.net/rss//", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        ("https://mp3s.nashownotes.com/pc20rss.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
    ],
)
def test_the_guid_is_that_of_the_namespace(url: str, guid: str) -> None:
    assert derive_guid(url) == guid
    assert Show(feed_url=url).own_guid == guid


def test_a_guid_that_is_set_is_not_derived() -> None:
    guid = "9b024349-ccf0-5f69-a609-6b82873eab3c"
    assert Show(base_url="https://example.com/", guid=guid).own_guid == guid


def test_apple_has_19_categories_with_91_subcategories() -> None:
    assert len(CATEGORIES) == 19
    assert sum(map(len, CATEGORIES.values())) == 91
    assert all(map(is_category, every_name()))
    assert not is_category("News > ")
    assert not is_category("Daily News")


def test_the_file_of_settings_can_be_read_back(tmp_path: Path) -> None:
    path = write_settings(tmp_path / "new")
    assert read_show(path.parent) == Show()


@settings(deadline=None)  # The machine may be busy.
@given(st.text(), st.text(), st.text())
def test_whatever_the_title_is_the_file_is_toml(title: str, author: str, about: str) -> None:
    show = Show(title=title.strip(), author=author.strip(), description=about.strip())
    surrogates = any("\ud800" <= sign <= "\udfff" for sign in title + author + about)
    if not surrogates:
        assert parse(settings_text(show)) == show


def test_every_setting_in_the_file_can_be_used() -> None:
    text = settings_text(Show())
    used = "\n".join(
        line.removeprefix("# ")
        for line in text.splitlines()
        if " = " in line.removeprefix("# ").split('"')[0] or line.startswith("# [[")
    )
    # Two settings have two examples.
    lines = [line for line in used.splitlines() if line != 'category = "News"']
    show = parse("\n".join(lines))
    assert show.person[0].name == "Ada Quill"
    assert show.base_url != LOCAL_BASE_URL
    assert show.category == ("News > Daily News",)


def test_settings_are_never_written_over(tmp_path: Path) -> None:
    path = write_settings(tmp_path, replace(Show(), title="First"))
    before = path.read_bytes()
    with pytest.raises(OutputError) as caught:
        write_settings(tmp_path, replace(Show(), title="Second"))
    assert "stay as they are" in caught.value.hint
    assert path.read_bytes() == before
