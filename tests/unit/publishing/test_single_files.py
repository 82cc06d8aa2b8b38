from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import av
import mutagen.id3
import pytest

from narrator.episode import Episode
from narrator.errors import AudioError
from narrator.publishing import check, publish_single_files, single_files
from tests.unit.publishing.making import make_episode


@pytest.fixture
def edition(tmp_path: Path) -> Episode:
    """Return an edition of an index and two stories, the first with a section of its own."""
    titles = ("Morning edition", "The ferry is back", "Tickets", "Is the bridge “safe”?")
    episode = make_episode(
        tmp_path, chapters=4, titles=titles, source="edition", pause_ms=2500, cue_ms=500
    )
    stories = {1, 3}
    chapters = tuple(
        replace(chapter, is_story=number in stories)
        for number, chapter in enumerate(episode.chapters)
    )
    metadata = replace(episode.metadata, headline=titles[0])
    return replace(episode, chapters=chapters, metadata=metadata)


def decoded_samples(path: Path) -> int:
    with path.open("rb") as file, av.open(file, "r", format="mp3") as container:
        return sum(frame.samples for frame in container.decode(audio=0))


def test_each_story_is_a_file_and_together_they_are_the_episode(
    edition: Episode, output: Path
) -> None:
    files = publish_single_files(edition, output)
    assert [path.name for path in files] == [
        "morning-edition.m3u",
        "01-morning-edition.mp3",
        "02-the-ferry-is-back.mp3",
        "03-is-the-bridge-safe.mp3",
    ]
    assert files[0].parent == output / "morning-edition-files"
    assert sum(map(decoded_samples, files[1:])) == edition.master.samples
    assert not [path for path in output.iterdir() if path.name.startswith(".")]


def test_a_file_begins_in_the_silence_before_its_story(edition: Episode, output: Path) -> None:
    files = publish_single_files(edition, output)
    # A cue of 500 ms and 2,500 ms of silence, twice, and one second of that is the index's own.
    assert decoded_samples(files[1]) == 44_100 * (3000 + 500 + 1000) // 1000
    tag = mutagen.id3.ID3(files[2])
    starts = [c.start_time for c in sorted(tag.getall("CHAP"), key=lambda c: c.start_time)]
    assert starts == [0, 1500 + 6000]


def test_the_tags_name_story_edition_and_number(edition: Episode, output: Path) -> None:
    files = publish_single_files(edition, output)
    tags = [mutagen.id3.ID3(path) for path in files[1:]]
    assert [str(tag["TRCK"]) for tag in tags] == ["1/3", "2/3", "3/3"]
    assert {str(tag["TALB"]) for tag in tags} == {"Morning edition"}
    assert str(tags[2]["TIT2"]) == "Is the bridge “safe”?"
    assert len({bytes(tag["UFID:narrator"].data) for tag in tags}) == 3


def test_the_playlist_names_the_files_in_order(edition: Episode, output: Path) -> None:
    playlist = publish_single_files(edition, output)[0].read_text(encoding="utf-8").splitlines()
    assert playlist[0] == "#EXTM3U"
    assert "#PLAYLIST:Morning edition" in playlist
    assert playlist[-6:] == [
        "#EXTINF:4,Morning edition",
        "01-morning-edition.mp3",
        "#EXTINF:12,The ferry is back",
        "02-the-ferry-is-back.mp3",
        "#EXTINF:8,Is the bridge “safe”?",
        "03-is-the-bridge-safe.mp3",
    ]


def test_each_file_passes_the_check(edition: Episode, output: Path) -> None:
    for path in publish_single_files(edition, output)[1:]:
        report = check(path)
        assert report.passed, report.findings


def test_more_than_99_files_have_three_digits(tmp_path: Path, output: Path) -> None:
    many = make_episode(tmp_path, chapters=101, cues_in_chapter=1, cue_ms=60, pause_ms=40)
    files = publish_single_files(many, output)
    assert files[1].name == "001-part-1.mp3"
    assert files[-1].name == "101-part-101.mp3"


def test_the_same_edition_replaces_its_files_and_no_others(edition: Episode, output: Path) -> None:
    publish_single_files(edition, output)
    shorter = replace(edition, chapters=edition.chapters[:1] + edition.chapters[1:])
    renamed = (replace(shorter.chapters[0], title="Index"), *shorter.chapters[1:])
    again = publish_single_files(replace(shorter, chapters=renamed), output)
    folder = output / "morning-edition-files"
    assert {path.name for path in folder.iterdir()} == {path.name for path in again}
    other = publish_single_files(replace(edition, source="another"), output)
    assert other[0].parent != folder
    assert folder.is_dir()


def test_a_folder_of_somebody_else_is_not_touched(edition: Episode, output: Path) -> None:
    theirs = output / "morning-edition-files"
    theirs.mkdir(parents=True)
    (theirs / "list.m3u").write_text("#EXTM3U\n01.mp3\n")
    files = publish_single_files(edition, output)
    assert files[0].parent != theirs
    assert [path.name for path in theirs.iterdir()] == ["list.m3u"]


def test_what_fails_leaves_the_earlier_files_as_they_were(
    edition: Episode, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = publish_single_files(edition, output)
    before = {path.name: path.read_bytes() for path in files}
    broken = replace(edition, master=replace(edition.master, path=str(output / "gone.raw")))
    with pytest.raises(AudioError, match="cannot be read"):
        publish_single_files(broken, output)

    def fails(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(single_files.mp3, "write", fails)
    with pytest.raises(KeyboardInterrupt):
        publish_single_files(edition, output)
    assert {path.name: path.read_bytes() for path in files} == before
    assert [path.name for path in output.iterdir()] == ["morning-edition-files"]
