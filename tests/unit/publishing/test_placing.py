from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import pytest

from narrator.episode import Episode
from narrator.errors import NarratorError, OutputError, ProfileError
from narrator.publishing import placing, publish, webvtt
from narrator.publishing.formats import DEFAULT_FORMATS
from narrator.publishing.tags import identity

NAME = "the-tide-tables-of-1912"
DISK_FULL = OSError(errno.ENOSPC, "No space left on device")


def other(episode: Episode, source: str = "https://example.org/other") -> Episode:
    return replace(episode, source=source)


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def fail_with(error: BaseException):
    def fail(*args: object, **kwargs: object) -> None:
        raise error

    return fail


@pytest.fixture
def no_vtt(monkeypatch: pytest.MonkeyPatch):
    """Let the writing of the transcript, the last of the files, fail."""

    def spoil(error: BaseException) -> None:
        monkeypatch.setattr(webvtt, "write", fail_with(error))

    return spoil


@pytest.mark.parametrize(
    ("headline", "name"),
    [
        ("The tide tables of 1912", NAME),
        ("Überraschung in Köln", "uberraschung-in-koln"),
        ("Погода", "pogoda"),
        ("天気", "tian-qi"),
        ("", "episode"),
        ("???", "episode"),
        ("🎧", "episode"),
        ("CON", "con-episode"),
        ("lpt1.", "lpt1-episode"),
        ("../../etc/passwd", "etc-passwd"),
        ("a/b\\c:d*e", "a-b-c-d-e"),
        ("con man", "con-man"),
    ],
)
def test_a_headline_becomes_a_name_that_every_disk_takes(headline: str, name: str) -> None:
    assert placing.slug(headline) == name


@pytest.mark.parametrize("headline", ["word " * 100, "x" * 500, "天" * 500])
def test_a_long_headline_leaves_room_for_the_digest(headline: str) -> None:
    name = placing.slug(headline)
    assert name.isascii()
    assert 10 < len(name) <= 80 - len("-abcdef")


def test_an_episode_is_a_folder_of_six_files_the_mp3_first(episode: Episode, output: Path) -> None:
    suffixes = (".mp3", ".chapters.json", ".vtt", ".transcript.json", ".episode.json", ".html")
    assert publish(episode, output) == [output / NAME / f"{NAME}{suffix}" for suffix in suffixes]
    assert all(path.stat().st_size for path in (output / NAME).iterdir())
    assert [path.name for path in output.iterdir()] == [NAME]


def test_only_the_formats_asked_for_are_written_and_always_the_mp3(
    episode: Episode, output: Path
) -> None:
    assert [path.name for path in publish(episode, output, ["vtt", "vtt"])] == [
        f"{NAME}.mp3",
        f"{NAME}.vtt",
    ]


def test_an_unknown_format_is_an_error_that_names_the_nearest(
    episode: Episode, output: Path
) -> None:
    with pytest.raises(ProfileError, match="Unknown format: mp4") as caught:
        publish(episode, output, ["mp4"])
    assert caught.value.hint == "Did you mean mp3?"
    assert not output.exists()


def test_the_same_source_keeps_its_folder(episode: Episode, output: Path) -> None:
    first = publish(episode, output)
    before = contents(output)
    assert publish(episode, output) == first
    assert contents(output) == before


def test_another_source_of_the_same_headline_gets_a_folder_of_its_own(
    episode: Episode, output: Path
) -> None:
    publish(episode, output)
    before = contents(output / NAME)
    newcomer = other(episode)
    name = f"{NAME}-{identity(newcomer)[:6]}"
    assert publish(newcomer, output)[0] == output / name / f"{name}.mp3"
    assert contents(output / NAME) == before


def test_a_source_keeps_its_folder_when_the_plain_name_becomes_free(
    episode: Episode, output: Path
) -> None:
    publish(episode, output)
    second = publish(other(episode), output)
    (output / NAME).rename(output / "moved-away")
    assert publish(other(episode), output) == second


@pytest.mark.parametrize("kind", ["empty folder", "notes", "file", "other mp3", "dangling link"])
def test_what_is_not_our_episode_is_left_alone(episode: Episode, output: Path, kind: str) -> None:
    theirs = output / NAME
    output.mkdir()
    if kind == "file":
        theirs.write_text("notes")
    elif kind == "dangling link":
        theirs.symlink_to(output / "nowhere")
    else:
        theirs.mkdir()
    if kind == "notes":
        (theirs / "notes.txt").write_text("notes")
    if kind == "other mp3":
        (theirs / f"{NAME}.mp3").write_bytes(b"ID3\x03\0\0\0\0\0\0")
    before = contents(output)
    path = publish(episode, output)[0]
    assert path.parent.name == f"{NAME}-{identity(episode)[:6]}"
    assert before.items() <= contents(output).items()


def test_a_folder_in_the_way_of_the_digest_makes_the_digest_longer(
    episode: Episode, output: Path
) -> None:
    digest = identity(episode)
    for name in (NAME, f"{NAME}-{digest[:6]}"):
        (output / name).mkdir(parents=True)
    assert publish(episode, output)[0].parent.name == f"{NAME}-{digest[:16]}"


def test_an_episode_for_which_no_name_is_left_is_an_output_error(
    episode: Episode, output: Path
) -> None:
    digest = identity(episode)
    for name in (NAME, *(f"{NAME}-{digest[:length]}" for length in (6, 16, 64))):
        (output / name).mkdir(parents=True)
    with pytest.raises(OutputError, match="Every name"):
        publish(episode, output)


def test_another_process_that_takes_the_name_first_keeps_it(
    episode: Episode, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, raced = Path.rename, []

    def race(self: Path, target: Path) -> Path:
        if Path(target) == output / NAME and not raced:
            raced.append(target)
            publish(other(episode), output)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", race)
    assert publish(episode, output)[0].parent.name == f"{NAME}-{identity(episode)[:6]}"
    assert placing.owner(output / NAME) == identity(other(episode))


def test_the_page_of_an_episode_that_lost_its_name_names_its_own_recording(
    episode: Episode, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, raced = Path.rename, []

    def race(self: Path, target: Path) -> Path:
        if Path(target) == output / NAME and not raced:
            raced.append(target)
            publish(other(episode), output)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", race)
    paths = publish(episode, output)
    own = paths[0].name
    assert own != f"{NAME}.mp3"
    page = next(path for path in paths if path.suffix == ".html").read_text(encoding="utf-8")
    assert f'src="{own}"' in page
    assert sorted(path.name for path in paths[0].parent.iterdir()) == sorted(p.name for p in paths)


def test_files_of_the_user_in_the_folder_stay(episode: Episode, output: Path) -> None:
    publish(episode, output)
    (output / NAME / "notes.txt").write_text("mine")
    publish(episode, output)
    assert (output / NAME / "notes.txt").read_text() == "mine"


def test_a_side_file_that_no_longer_fits_the_recording_is_removed(
    episode: Episode, output: Path
) -> None:
    publish(episode, output)
    publish(episode, output, ["mp3", "vtt"])
    assert {path.suffix for path in (output / NAME).iterdir()} == {".mp3", ".vtt"}


@pytest.mark.parametrize("exists", [False, True])
@pytest.mark.parametrize("error", [DISK_FULL, KeyboardInterrupt(), RuntimeError("a bug")])
def test_nothing_changes_where_a_file_cannot_be_written(
    episode: Episode, output: Path, no_vtt, error: BaseException, exists: bool
) -> None:
    if exists:
        publish(episode, output)
    before = contents(output)
    no_vtt(error)
    with pytest.raises((NarratorError, type(error))):
        publish(replace(episode, bit_rate_kbps=32), output)
    assert contents(output) == before
    assert [path.name for path in output.iterdir()] == ([NAME] if exists else [])


@pytest.mark.parametrize("fails_at", [0, 1, 2])
@pytest.mark.parametrize("error", [PermissionError(errno.EACCES, "no"), KeyboardInterrupt()])
def test_an_earlier_episode_is_put_back_where_replacing_it_fails(
    episode: Episode,
    output: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    fails_at: int,
) -> None:
    publish(episode, output)
    before = contents(output)
    move, moved = Path.replace, []

    def stumble(self: Path, target: Path) -> Path:
        if len(moved) == fails_at and self.parent.name != "earlier":
            moved.append(self)
            raise error
        moved.append(self)
        return move(self, target)

    monkeypatch.setattr(Path, "replace", stumble)
    with pytest.raises((OutputError, KeyboardInterrupt)):
        publish(replace(episode, bit_rate_kbps=32), output)
    assert contents(output) == before


def test_a_disk_without_hard_links_keeps_the_earlier_episode_too(
    episode: Episode, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(episode, output)
    before = contents(output)
    monkeypatch.setattr(Path, "hardlink_to", fail_with(OSError(errno.EPERM, "no links")))
    move = Path.replace

    def stumble(self: Path, target: Path) -> Path:
        if self.suffix == ".vtt" and self.parent.name != "earlier":
            raise DISK_FULL
        return move(self, target)

    monkeypatch.setattr(Path, "replace", stumble)
    with pytest.raises(OutputError, match="disk is full"):
        publish(replace(episode, bit_rate_kbps=32), output)
    assert contents(output) == before


@pytest.mark.parametrize(
    ("number", "message", "retry"),
    [
        (errno.ENOSPC, "The disk is full", True),
        (errno.EROFS, "The disk can only be read", False),
        (errno.EACCES, "There is no permission to write", False),
        (errno.EIO, "could not be written .Input/output error.", False),
    ],
)
def test_every_error_says_what_where_and_what_to_do(
    episode: Episode, output: Path, no_vtt, number: int, message: str, retry: bool
) -> None:
    import os

    no_vtt(OSError(number, os.strerror(number)))
    with pytest.raises(OutputError, match=message) as caught:
        publish(episode, output)
    assert caught.value.where == str(output)
    assert caught.value.hint
    assert caught.value.retry is retry


def test_a_disk_that_is_full_only_when_synced_is_full(
    episode: Episode, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing.os, "fsync", fail_with(DISK_FULL))
    with pytest.raises(OutputError, match="disk is full"):
        publish(episode, output)
    assert list(output.iterdir()) == []


def test_a_disk_that_cannot_sync_is_written_to_all_the_same(
    episode: Episode, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing.os, "fsync", fail_with(OSError(errno.EINVAL, "no")))
    assert len(publish(episode, output)) == len(DEFAULT_FORMATS)


def test_a_file_in_the_place_of_the_directory_is_an_output_error(
    episode: Episode, output: Path
) -> None:
    output.write_text("a file")
    with pytest.raises(OutputError, match="A file is in the place of a folder"):
        publish(episode, output)
    assert output.read_text() == "a file"


def test_an_error_of_ours_passes_as_it_is(episode: Episode, output: Path) -> None:
    with pytest.raises(OutputError, match="cover cannot be read") as caught:
        publish(replace(episode, cover="missing.jpg"), output)
    assert caught.value.where == "missing.jpg"


def test_the_transcript_is_the_one_of_the_episode(episode: Episode, output: Path) -> None:
    text = publish(episode, output)[2].read_text(encoding="utf-8")
    assert list(webvtt.parse(text)) == list(webvtt.timed_texts(episode))
