"""What holds for every format that an episode is published as."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import av
import pytest

from narrator.article import Metadata
from narrator.episode import Episode
from narrator.publishing import FORMATS, Format, evidence, id3, placing, webvtt
from tests.unit.publishing.making import decode, make_episode

HOSTILE = (
    "",
    " \n\t ",
    "-->",
    "<script>&amp;</script>",
    "Прилив и отлив",
    "潮汐表 🌊",
    "עברית and English",
    "two\nlines\r\nor\u2028three",
    "null \0 and escape \x1b",
    "half a pair \ud83c",
    "WEBVTT\n\nNOTE\n\n00:00.000 --> 00:01.000",
    "x" * 5000,
)
"""Texts as pages have them, where a headline, a name or a heading is expected."""


def tagged_chapters(path: Path) -> int:
    with path.open("rb") as file:
        return len(id3.read(file).all("CHAP"))


def container_chapters(form: str) -> Callable[[Path], int]:
    def count(path: Path) -> int:
        with path.open("rb") as file, av.open(file, "r", format=form) as container:
            return len(container.chapters())

    return count


class TimedElements(HTMLParser):
    """Counts the elements of a page that are heard."""

    count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.count += any(name == "data-start" for name, _ in attrs)


def sentences_of_page(path: Path) -> int:
    parser = TimedElements()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser.count


def sentences_of_book(path: Path) -> int:
    with zipfile.ZipFile(path) as book:
        assert book.testzip() is None
        name = "EPUB/text.smil"
        return book.read(name).count(b"<par>") if name in book.namelist() else 0


def sentences_of_talking_book(path: Path) -> int:
    with zipfile.ZipFile(path) as book:
        assert book.testzip() is None
        sections = [name for name in book.namelist() if name.endswith(".smil")]
        return sum(book.read(name).count(b"<par ") for name in sections)


READ_BACK: Mapping[str, Callable[[Path], int]] = {
    "mp3": tagged_chapters,
    "chapters": lambda path: len(json.loads(path.read_text(encoding="utf-8"))["chapters"]),
    "vtt": lambda path: len(list(webvtt.parse(path.read_text(encoding="utf-8")))),
    "transcript": lambda path: len(json.loads(path.read_text(encoding="utf-8"))["segments"]),
    "episode": lambda path: json.loads(path.read_text(encoding="utf-8"))["chapters"],
    "m4b": container_chapters("mp4"),
    "opus": container_chapters("ogg"),
    "page": sentences_of_page,
    "epub": sentences_of_book,
    "daisy": sentences_of_talking_book,
    "srt": lambda path: path.read_text(encoding="utf-8").count(" --> "),
    "txt": lambda path: path.read_text(encoding="utf-8").count("[0:00:0"),
    "transcript-html": lambda path: path.read_text(encoding="utf-8").count("<time "),
    "ledger": lambda path: len(list(map(json.loads, path.read_text("utf-8").split("\n")[:-1]))),
}
"""How each format is read back, as the number of its parts: the proof that it can be."""

each_format = pytest.mark.parametrize("name", sorted(FORMATS))


@pytest.fixture
def episode(tmp_path: Path) -> Episode:
    return make_episode(tmp_path, cues_in_chapter=1)


def write(name: str, episode: Episode, folder: Path) -> Path:
    path = folder / f"episode{FORMATS[name].suffix}"
    lay_beside(name, episode, folder)
    FORMATS[name].write(episode, path)
    return path


def lay_beside(name: str, episode: Episode, folder: Path) -> None:
    """Write the recording that a format holds or names, as `publish` does."""
    if FORMATS[name].needs_recording and not (folder / "episode.mp3").exists():
        FORMATS["mp3"].write(episode, folder / "episode.mp3")


def test_every_format_can_be_read_back() -> None:
    assert set(READ_BACK) == set(FORMATS)


def test_no_two_formats_share_a_suffix_and_none_can_be_taken_for_a_name() -> None:
    # Files are found as the folder's name with a suffix, and no such name has a dot.
    suffixes = [form.suffix for form in FORMATS.values()]
    assert len(set(suffixes)) == len(suffixes)
    assert "." not in placing.slug("a.transcript")


@each_format
def test_the_table_says_how_it_is_named_and_served(name: str) -> None:
    form: Format = FORMATS[name]
    assert form.suffix.startswith(".")
    assert form.suffix.islower()
    assert form.media_type.count("/") == 1


@each_format
def test_it_holds_every_chapter_or_cue(name: str, episode: Episode, tmp_path: Path) -> None:
    assert READ_BACK[name](write(name, episode, tmp_path)) == 3


@each_format
def test_the_same_episode_gives_the_same_bytes(name: str, episode: Episode, tmp_path: Path) -> None:
    first = write(name, episode, tmp_path).read_bytes()
    assert write(name, episode, tmp_path).read_bytes() == first


@each_format
def test_only_its_own_file_is_written(name: str, episode: Episode, tmp_path: Path) -> None:
    lay_beside(name, episode, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    path = write(name, episode, tmp_path)
    after = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert {key: after[key] for key in before} == before
    assert set(after) - set(before) == {path.name}


@each_format
@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_of_a_page_can_be_written_and_read_back(
    name: str, episode: Episode, tmp_path: Path, text: str
) -> None:
    metadata = Metadata(
        headline=text, authors=(text, text), site=text, section=text, language="he", url=text
    )
    written = replace(
        episode,
        metadata=metadata,
        chapters=tuple(replace(chapter, title=text) for chapter in episode.chapters),
        cues=tuple(replace(cue, text=f"A {text}", voice=text) for cue in episode.cues),
        voices=(text,),
        source=text,
        ledger=tuple(replace(entry, written=text, spoken=text) for entry in episode.ledger),
    )
    assert READ_BACK[name](write(name, written, tmp_path)) == 3


@each_format
def test_an_episode_in_which_nothing_is_said_can_be_written(
    name: str, episode: Episode, tmp_path: Path
) -> None:
    bare = replace(
        episode, metadata=Metadata(), chapters=(), cues=(), voices=(), source="", ledger=()
    )
    assert READ_BACK[name](write(name, bare, tmp_path)) == 0


@each_format
def test_a_folder_that_is_not_there_is_an_error_of_the_system(
    name: str, episode: Episode, tmp_path: Path
) -> None:
    # `publish` turns it into an OutputError with the place and what to do.
    with pytest.raises(FileNotFoundError):
        FORMATS[name].write(episode, tmp_path / "missing" / "episode")


def test_all_formats_say_the_same_times(episode: Episode, tmp_path: Path) -> None:
    for name in FORMATS:
        write(name, episode, tmp_path)
    found = evidence.gather(tmp_path / "episode.mp3")
    assert found.chapters == list(found.chapters_file.chapters)
    assert [c.start_ms for c in found.chapters] == [c.start_ms for c in found.transcript.cues]
    lines = (tmp_path / "episode.ledger.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["start_ms"] for line in lines] == [c.start_ms for c in found.chapters]
    assert len(decode(tmp_path / "episode.mp3")) == episode.master.samples
