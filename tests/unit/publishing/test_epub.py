from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from narrator.article import (
    Article,
    Figure,
    Heading,
    Metadata,
    Note,
    Paragraph,
    PublicationDate,
    Table,
)
from narrator.episode import Episode
from narrator.publishing import mp3, publish
from narrator.publishing.epub import write
from tests.unit.publishing.making import decode, make_episode, planned_episode, sounding

XHTML = "{http://www.w3.org/1999/xhtml}"
SMIL = "{http://www.w3.org/ns/SMIL}"
OPF = "{http://www.idpf.org/2007/opf}"
TYPE = "{http://www.idpf.org/2007/ops}type"
TEXTREF = "{http://www.idpf.org/2007/ops}textref"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(32)


def article(picture: str = "") -> Article:
    return Article(
        Metadata(
            headline="Ice",
            language="en-GB",
            authors=("Ada Quill",),
            updated=PublicationDate("", "2026-03-12T10:00:00+01:00"),
        ),
        blocks=(
            Paragraph("It froze. All night."),
            Figure("A river. It is white.", "The river", picture=picture),
            Heading("Thaw", 2),
            Table((("2024", "3"), ("2025", "1")), ("Year", "Floods")),
            Note("Another year was given before.", "1"),
        ),
    )


@pytest.fixture
def spoken(tmp_path: Path) -> Episode:
    (tmp_path / "ice.png").write_bytes(PNG)
    return sounding(planned_episode(article(str(tmp_path / "ice.png"))), tmp_path)


def bound(episode: Episode, folder: Path) -> Path:
    """Write the recording, and the book beside it."""
    mp3.write(episode, folder / "book.mp3")
    write(episode, folder / "book.epub")
    return folder / "book.epub"


def parts(episode: Episode, folder: Path) -> dict[str, bytes]:
    path = bound(episode, folder)
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def tree(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)


def test_the_first_entry_says_what_it_is_uncompressed(spoken: Episode, tmp_path: Path) -> None:
    data = bound(spoken, tmp_path).read_bytes()
    assert data[30:58] == b"mimetypeapplication/epub+zip"


def test_each_clip_begins_with_its_sentence_and_ends_with_its_pause(
    spoken: Episode, tmp_path: Path
) -> None:
    found = parts(spoken, tmp_path)
    text, overlay = tree(found["EPUB/text.xhtml"]), tree(found["EPUB/text.smil"])
    ids = {made.get("id"): made for made in text.iter() if made.get("id")}
    clips = []
    for par in overlay.iter(f"{SMIL}par"):
        target = par[0].get("src", "").partition("#")[2]
        assert target in ids
        clips.append((target, par[1].get("clipBegin"), par[1].get("clipEnd")))
    starts = [clip[1] for clip in clips]
    assert [clip[2] for clip in clips[:-1]] == starts[1:]
    # What is played before the first word is shown with the head.
    assert clips[0][:2] == ("head", "0:00:00.000")
    assert [clip[0] for clip in clips[1:]] == [f"c{n + 1}" for n in range(len(spoken.cues))]


def test_a_picture_is_heard_by_its_description(spoken: Episode, tmp_path: Path) -> None:
    found = parts(spoken, tmp_path)
    text = tree(found["EPUB/text.xhtml"])
    (picture,) = text.iter(f"{XHTML}img")
    assert picture.get("alt") == "A river. It is white."
    assert found[f"EPUB/{picture.get('src')}"] == PNG
    number = next(n for n, cue in enumerate(spoken.cues) if cue.text == "A river.")
    assert picture.get("id") == f"c{number + 1}"
    (wrapper,) = [made for made in text.iter(f"{XHTML}span") if made.get("id") == f"c{number + 2}"]
    assert list(wrapper) == [picture]


def test_notes_can_be_skipped_and_tables_and_figures_left(spoken: Episode, tmp_path: Path) -> None:
    overlay = tree(parts(spoken, tmp_path)["EPUB/text.smil"])
    sequences = {made.get(TYPE): made for made in overlay.iter(f"{SMIL}seq")}
    assert set(sequences) == {"figure", "table", "footnote"}
    assert [len(made) for made in sequences.values()] == [5, 2, 2]
    assert all(made.get(TEXTREF, "").startswith("text.xhtml#b") for made in sequences.values())
    assert [par.get(TYPE) for par in sequences["table"]] == ["table-row", "table-row"]


def test_the_package_says_how_it_can_be_read(spoken: Episode, tmp_path: Path) -> None:
    package = tree(parts(spoken, tmp_path)["EPUB/package.opf"])
    told: dict[str, list[str]] = {}
    for made in package.iter(f"{OPF}meta"):
        told.setdefault(made.get("property", ""), []).append(made.text or "")
    assert told["schema:accessMode"] == ["textual", "auditory", "visual"]
    assert told["schema:accessModeSufficient"] == ["textual", "auditory"]
    assert {"synchronizedAudioText", "alternativeText"} <= set(told["schema:accessibilityFeature"])
    assert told["schema:accessibilityHazard"] == ["none"]
    assert len(told["schema:accessibilitySummary"]) == 1
    assert told["dcterms:modified"] == ["2026-03-12T09:00:00Z"]
    assert len(set(told["media:duration"])) == 1
    assert told["media:active-class"] == ["-epub-media-overlay-active"]


def test_who_skims_does_not_hear_enough() -> None:
    from narrator.publishing.epub.package import Contents, package
    from narrator.publishing.page_words import page_words

    episode = planned_episode(article(), skim="headlines")
    written = package(episode, page_words("en"), Contents((), None, is_spoken=True))
    assert 'accessModeSufficient">textual' in written
    assert 'accessModeSufficient">auditory' not in written


def test_the_sound_is_that_of_the_recording_without_its_tag(
    spoken: Episode, tmp_path: Path
) -> None:
    paths = publish(spoken, tmp_path / "out", ("epub",))
    with zipfile.ZipFile(paths[1]) as book:
        sound = book.read("EPUB/audio.mp3")
    recording = paths[0].read_bytes()
    assert recording.endswith(sound)
    assert sound[:2] == b"\xff\xfb"
    (tmp_path / "alone.mp3").write_bytes(sound)
    assert len(decode(tmp_path / "alone.mp3")) == spoken.master.samples


def test_the_cover_is_in_the_book_once(spoken: Episode, tmp_path: Path) -> None:
    found = parts(replace(spoken, cover=str(tmp_path / "ice.png")), tmp_path)
    assert len([name for name in found if name.startswith("EPUB/pictures/")]) == 1
    items = tree(found["EPUB/package.opf"]).iter(f"{OPF}item")
    assert len([item for item in items if item.get("properties") == "cover-image"]) == 1


def test_every_entry_has_the_same_time(spoken: Episode, tmp_path: Path) -> None:
    with zipfile.ZipFile(bound(spoken, tmp_path)) as book:
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_episode_in_which_nothing_is_heard_is_a_book_without_sound(tmp_path: Path) -> None:
    silent = replace(make_episode(tmp_path), cues=(), chapters=())
    found = parts(silent, tmp_path)
    assert "EPUB/text.smil" not in found
    assert "EPUB/audio.mp3" not in found
    assert b"synchronizedAudioText" not in found["EPUB/package.opf"]
