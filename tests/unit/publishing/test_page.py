from __future__ import annotations

import re
from base64 import b64decode, b64encode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from narrator.article import (
    Article,
    Block,
    Embed,
    Figure,
    Heading,
    Medium,
    Metadata,
    Note,
    Omission,
    Paragraph,
    Quotation,
    Reason,
    Stage,
    Table,
)
from narrator.episode import Episode
from narrator.publishing.markup import to_html
from narrator.publishing.page import document, policy, write
from tests.unit.publishing.making import planned_episode

PNG = b"\x89PNG\r\n\x1a\n" + bytes(32)


def page_of(*blocks: Block, language: str = "en", headline: str = "Ice", url: str = "") -> Element:
    metadata = Metadata(headline=headline, language=language, url=url)
    return document(planned_episode(Article(metadata, blocks=blocks)), "ice.mp3")


def text(made: Element) -> str:
    return " ".join("".join(made.itertext()).split())


def only(root: Element, tag: str) -> Element:
    (found,) = root.iter(tag)
    return found


def test_each_sentence_has_its_times_in_whole_milliseconds() -> None:
    metadata = Metadata(headline="Ice", language="en")
    episode = planned_episode(Article(metadata, blocks=(Paragraph("It froze. All night."),)))
    root = document(episode, "ice.mp3")
    heard = {made.get("id"): made for made in root.iter() if made.get("data-start")}
    for number, cue in enumerate(episode.cues, 1):
        made = heard[f"c{number}"]
        assert made.get("data-start") == str(episode.to_ms(cue.start_samples))
        assert made.get("data-end") == str(episode.to_ms(cue.end_samples))
        assert text(made) == cue.text


def test_the_policy_lets_nothing_run_but_our_own() -> None:
    written = to_html(page_of())
    for name, start, end in (("script", "<script>", "</script>"), ("style", "<style>", "</style>")):
        inside = written.partition(start)[2].partition(end)[0]
        digest = b64encode(sha256(inside.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy()
    assert policy().startswith("default-src 'none';")
    assert "unsafe" not in policy()
    assert policy() in written.replace("&#39;", "'")


HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<!--",
    "]]>",
    "&lt;b&gt;",
    "\0\x1b\ufffe",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_words_stay_words(words: str) -> None:
    blocks = (
        Heading(words, 2),
        Figure(words, words, words, words),
        Table(((words, words),), (words, words), words),
        Embed(Medium.VIDEO, words, words),
        Note(words, words),
    )
    root = page_of(*blocks, headline=words, language=words, url=words)
    names = {made.tag for made in root.iter()}
    assert not names & {"iframe", "object", "embed", "base", "form"}
    assert len(list(root.iter("script"))) == 1
    assert not [name for made in root.iter() for name in made.attrib if name.startswith("on")]
    assert to_html(root).count("<script>") == 1


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", " java\nscript:x", "data:text/html,x", "file:///x", "http://[", ""],
)
def test_an_address_that_is_none_of_the_web_is_no_link(url: str) -> None:
    root = page_of(Embed(Medium.VIDEO, "The film", url), url=url)
    links = [made.get("href", "") for made in root.iter("a")]
    assert all(link.startswith(("#", "ice.mp3")) for link in links)


def test_an_embed_and_the_article_are_links_that_tell_nobody_where_from() -> None:
    url = "https://example.org/film?a=1&b=2"
    root = page_of(Embed(Medium.VIDEO, "The film", url), url=url)
    links = [made for made in root.iter("a") if made.get("href") == url]
    assert len(links) == 2
    assert all(link.get("rel") == "noopener noreferrer" for link in links)


def test_headings_have_levels_without_jumps() -> None:
    root = page_of(Heading("A", 3), Heading("B", 6), Heading("C", 4), Heading("D", 3))
    article = only(root, "article")
    levels = [made.tag for made in article.iter() if re.fullmatch(r"h\d", made.tag)]
    assert levels == ["h1", "h2", "h3", "h3", "h2"]


def test_a_heading_without_words_is_none() -> None:
    article = only(page_of(Heading(" ", 2), Paragraph("It froze.")), "article")
    assert not list(article.iter("h2"))


def test_a_picture_on_this_machine_is_in_the_page(tmp_path: Path) -> None:
    (tmp_path / "ice.png").write_bytes(PNG)
    root = page_of(Figure("A frozen river", "The river", picture=str(tmp_path / "ice.png")))
    picture = only(root, "img")
    kind, _, data = picture.get("src", "").partition(";base64,")
    assert (kind, b64decode(data)) == ("data:image/png", PNG)
    assert picture.get("alt") == "A frozen river"
    seen = next(made for made in root.iter("p") if made.get("class") == "description")
    assert seen.get("aria-hidden") == "true"
    assert "A frozen river" in text(seen)


@pytest.mark.parametrize("picture", ["https://example.org/ice.png", "", "missing.png", "a\0b"])
def test_a_picture_elsewhere_is_not_fetched_and_its_description_is_text(picture: str) -> None:
    root = page_of(Figure("A frozen river", "The river", picture=picture))
    assert not list(root.iter("img"))
    seen = next(made for made in root.iter("p") if made.get("class") == "description")
    assert seen.get("aria-hidden") is None
    assert text(seen) == "Image: A frozen river"


def test_a_file_that_is_no_picture_is_not_taken_for_one(tmp_path: Path) -> None:
    (tmp_path / "ice.png").write_text("<svg onload='alert(1)'/>")
    assert not list(page_of(Figure("Ice", picture=str(tmp_path / "ice.png"))).iter("img"))


def test_a_row_is_marked_as_a_whole_and_its_cells_have_headers() -> None:
    root = page_of(Table((("North", "3"), ("South",)), ("", "Floods"), "By coast"))
    made = only(root, "table")
    head, first, second = made.iter("tr")
    assert [cell.tag for cell in head] == ["td", "th"]
    assert [cell.tag for cell in first] == ["th", "td"]
    assert [cell.tag for cell in second] == ["td", "td"]
    assert first.get("data-start")
    assert text(only(made, "caption")) == "By coast"


def test_other_languages_are_marked_and_those_written_from_the_right_too() -> None:
    root = page_of(Quotation(("مرحبا بكم في المدينة القديمة",), language="ar"), Paragraph("Yes."))
    quoted = only(root, "blockquote")
    assert (quoted.get("lang"), quoted.get("dir")) == ("ar", "rtl")
    assert (root.get("lang"), root.get("dir")) == ("en", "ltr")


def test_our_own_words_are_in_the_language_of_the_article_where_we_have_it() -> None:
    german = page_of(Paragraph("Eis."), language="de-AT")
    assert text(only(german, "nav")).startswith("Kapitel")
    assert only(german, "nav").get("lang") is None
    french = page_of(Paragraph("Glace."), language="fr")
    assert text(only(french, "nav")).startswith("Chapters")
    assert only(french, "nav").get("lang") == "en"


def test_chapters_lead_to_their_heading_and_into_the_recording() -> None:
    root = page_of(Paragraph("It froze."), Heading("Thaw", 2), Paragraph("It melted."))
    nav = only(root, "nav")
    first, _, second, play = nav.iter("a")
    assert first.get("href") == "#text"
    target = next(made for made in root.iter() if made.get("id") == second.get("href", "")[1:])
    assert text(target) == "Thaw"
    assert play.get("href") == f"ice.mp3#t={int(target.get('data-start', '')) / 1000:.3f}"


def test_what_is_left_out_is_listed_whole_by_its_reason() -> None:
    omissions = (
        Omission(Stage.READING, Reason.NAVIGATION, "Home News Sport"),
        Omission(Stage.PLANNING, Reason.CREDIT, "Jo Doe", "/blocks/0/credit"),
    )
    episode = planned_episode(Article(Metadata(headline="Ice", language="en"), omissions=omissions))
    section = next(
        made
        for made in document(episode, "x.mp3").iter("section")
        if made.get("class") == "omitted"
    )
    assert [text(made) for made in section.iter("h3")] == ["Navigation", "Credit"]
    assert [text(made) for made in section.iter("li")] == ["Home News Sport", "Jo Doe"]


def test_an_episode_without_an_article_shows_what_is_heard(episode: Episode) -> None:
    root = document(episode, "x.mp3")
    article = only(root, "article")
    assert text(only(article, "h1")) == "The tide tables of 1912"
    assert [text(made) for made in article.iter("h2")] == ["Part 2", "Part 3"]
    heard = [text(made) for made in article.iter() if made.get("data-start")]
    assert heard == [cue.text for cue in episode.cues]


def test_the_page_names_the_recording_beside_it(tmp_path: Path) -> None:
    write(planned_episode(Article(Metadata(headline="Ice"))), tmp_path / "a b#c.html")
    written = (tmp_path / "a b#c.html").read_text(encoding="utf-8")
    assert 'src="a%20b%23c.mp3"' in written


def test_a_note_that_is_not_announced_shows_its_mark() -> None:
    metadata = Metadata(headline="Glace", language="fi")  # without phrases of ours
    root = document(planned_episode(Article(metadata, blocks=(Note("Jää.", "1"),))), "x.mp3")
    assert text(only(root, "aside")) == "[1] Jää."


def test_edited_words_stand_beside_the_written_ones() -> None:
    episode = planned_episode(
        Article(Metadata(headline="Ice", language="en"), blocks=(Paragraph("It froze."),))
    )
    edited = tuple(
        replace(cue, text="It thawed.") if cue.text == "It froze." else cue for cue in episode.cues
    )
    article = only(document(replace(episode, cues=edited), "x.mp3"), "article")
    assert "It thawed. It froze." in text(article)


def test_a_picture_whose_text_is_the_name_of_its_file_has_none(tmp_path: Path) -> None:
    (tmp_path / "ice.png").write_bytes(PNG)
    root = page_of(Figure("IMG_2041.jpg", "The river", picture=str(tmp_path / "ice.png")))
    assert only(root, "img").get("alt") == ""
    assert "IMG_2041" not in text(only(root, "article"))
    left_out = next(made for made in root.iter("section") if made.get("class") == "omitted")
    assert "IMG_2041.jpg" in text(left_out)
