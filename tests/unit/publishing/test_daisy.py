"""DAISY 2.02: the book of any article keeps the rules, and its times are those of the cues."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from hypothesis import HealthCheck, given, settings

from narrator.article import Article, Block, Figure, Heading, Metadata, Note, Paragraph, Table
from narrator.episode import Episode
from narrator.planning import plan
from narrator.planning.editions import Story, bind, without_ends
from narrator.profiles import load_profile
from narrator.publishing import daisy
from tests.property.strategies import ARTICLES
from tests.unit.publishing.making import planned_episode
from tests.validators.daisy_rules import check

XHTML = "{http://www.w3.org/1999/xhtml}"
BLOCKS: tuple[Block, ...] = (
    Paragraph("It froze. All night."),
    Figure(alt="A frozen lock", caption="The lock on Monday", credit="Photo: Ada Quill"),
    Heading("What it costs", 3),
    Table(rows=(("Salt", "40 euros"), ("Sand", "12 euros")), header=("", "Price")),
    Heading("And now?", 2),
    Note("Prices of 2025.", "1"),
)
FROZEN = Article(Metadata(headline="The lock is frozen", language="en"), blocks=BLOCKS)


def book_of(episode: Episode, folder: Path, sound: bytes = b"\xff\xfb") -> Path:
    (folder / "ice.mp3").write_bytes(sound)
    path = folder / "ice.daisy.zip"
    daisy.write(episode, path)
    return path


def read(path: Path, name: str) -> ET.Element:
    with ZipFile(path) as archive:
        return ET.fromstring(archive.read(name))


def items(path: Path) -> list[tuple[str, str]]:
    body = read(path, "ncc.html").find(f"{XHTML}body")
    assert body is not None
    return [(made.tag.removeprefix(XHTML), "".join(made.itertext())) for made in body]


def test_the_navigation_has_headings_without_jumps_and_descriptions(tmp_path: Path) -> None:
    path = book_of(planned_episode(FROZEN), tmp_path)
    assert check(path, hears=False) == []
    assert items(path) == [
        ("h1", "The lock is frozen"),
        ("span", "A frozen lock"),
        ("h2", "What it costs"),
        ("h2", "And now?"),
    ]


def test_descriptions_of_pictures_can_be_switched_off(tmp_path: Path) -> None:
    path = book_of(planned_episode(FROZEN), tmp_path)
    skipped = [
        par.find("text").get("src", "").partition("#")[2]  # type: ignore[union-attr]
        for par in read(path, "s0001.smil").iter("par")
        if par.get("system-required") == "prodnote-on"
    ]
    texts = {made.get("id"): "".join(made.itertext()) for made in read(path, "content.html").iter()}
    assert [texts[place] for place in skipped] == ["Image:", "A frozen lock"]


def test_every_sentence_is_heard_at_the_time_of_its_cue(tmp_path: Path) -> None:
    episode = planned_episode(FROZEN)
    path = book_of(episode, tmp_path)
    begins = {}
    with ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("s0"):
                for par in ET.fromstring(archive.read(name)).iter("par"):
                    place = par.find("text").get("src", "")  # type: ignore[union-attr]
                    begin = next(par.iter("audio")).get("clip-begin", "")
                    begins[place.partition("#")[2]] = begin
    assert len(begins) == len(episode.cues)
    for number, cue in enumerate(episode.cues[1:], 2):
        ms = episode.to_ms(cue.start_samples)
        assert begins[f"c{number}"] == f"npt={ms // 1000}.{ms % 1000:03}s"
    assert begins["c1"] == "npt=0.000s"


def test_a_heading_that_is_not_read_still_leads_to_its_part(tmp_path: Path) -> None:
    quiet = load_profile("newsroom")
    roles = {
        role: replace(style, spoken=style.spoken and role != "heading")
        for role, style in quiet.roles.items()
    }
    path = book_of(planned_episode(FROZEN, roles=roles), tmp_path)
    assert check(path, hears=False) == []
    assert ("h2", "What it costs") in items(path)


def test_a_section_that_begins_with_a_picture_has_one_entry_for_both(tmp_path: Path) -> None:
    styles = load_profile("newsroom").roles
    roles = {
        role: replace(style, spoken=style.spoken and role != "heading")
        for role, style in styles.items()
    }
    article = replace(FROZEN, blocks=(FROZEN.blocks[0], Heading("Ice", 2), FROZEN.blocks[1]))
    path = book_of(planned_episode(article, roles=roles), tmp_path)
    assert check(path, hears=False) == []
    assert items(path) == [("h1", "The lock is frozen"), ("h2", "Ice")]


def test_the_articles_of_an_edition_are_its_first_level(tmp_path: Path) -> None:
    profile = load_profile("newsroom")
    other = replace(FROZEN, metadata=Metadata(headline="The ferry is back", language="en"))
    stories = [Story(a, plan(a, without_ends(profile))) for a in (FROZEN, other)]
    bound = bind(stories, Metadata(headline="Morning edition", language="en"), profile)
    episode = planned_episode(bound.article)
    marked = {"The lock is frozen", "The ferry is back"}
    chapters = tuple(replace(c, is_story=c.title in marked) for c in episode.chapters)
    path = book_of(replace(episode, chapters=chapters), tmp_path)
    assert check(path, hears=False) == []
    assert [entry for entry in items(path) if entry[0] != "span"] == [
        ("h1", "Morning edition"),
        ("h1", "The lock is frozen"),
        ("h2", "What it costs"),
        ("h2", "And now?"),
        ("h1", "The ferry is back"),
        ("h2", "What it costs"),
        ("h2", "And now?"),
    ]


def test_the_recording_has_no_tag_and_is_not_packed_again(tmp_path: Path) -> None:
    tag = b"ID3\x03\x00\x00\x00\x00\x00\x0a" + bytes(10)
    path = book_of(planned_episode(FROZEN), tmp_path, tag + b"\xff\xfbsound")
    with ZipFile(path) as archive:
        assert archive.read("audio.mp3") == b"\xff\xfbsound"
        assert archive.getinfo("audio.mp3").compress_type == ZIP_STORED


def test_pictures_of_this_machine_are_in_the_book(tmp_path: Path) -> None:
    (tmp_path / "lock.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(32))
    figure = Figure(alt="A frozen lock", picture=str(tmp_path / "lock.png"))
    path = book_of(planned_episode(replace(FROZEN, blocks=(figure,))), tmp_path)
    (shown,) = read(path, "content.html").iter(f"{XHTML}img")
    assert shown.get("alt") == "A frozen lock"
    with ZipFile(path) as archive:
        assert archive.read(shown.get("src", "")) == (tmp_path / "lock.png").read_bytes()
    assert check(path, hears=False) == []


def test_an_article_without_a_date_or_a_language_is_a_book_all_the_same(tmp_path: Path) -> None:
    bare = Article(Metadata(), blocks=(Paragraph("It froze."),))
    assert check(book_of(planned_episode(bare), tmp_path), hears=False) == []


@given(article=ARTICLES)
@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    deadline=None,
)
def test_any_article_becomes_a_book_that_keeps_the_rules(tmp_path: Path, article: Article) -> None:
    episode = planned_episode(article)
    if episode.cues:
        assert check(book_of(episode, tmp_path), hears=False) == []
