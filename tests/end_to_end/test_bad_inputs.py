"""What goes wrong is said once, with its exit code, and leaves the output folder as it was."""

from __future__ import annotations

import errno
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from narrator.errors import EngineError
from narrator.publishing.formats import DEFAULT_FORMATS
from narrator.reading import fetching
from narrator.reading.fetching import FetchRules
from narrator.speaking.engine import Speech
from narrator.speaking.tone import ToneEngine
from narrator.speech import PCM

from . import sources
from .conftest import Narrator, Run
from .hearing import contents, only_episode


@pytest.fixture
def out(narrator: Narrator, write, tmp_path: Path) -> Iterator[Path]:
    """Return an output folder with an episode in it, and hold that it is left as it was."""
    folder = tmp_path / "out"
    earlier = write("earlier.md", sources.SHORT)
    assert narrator("convert", earlier, "-o", folder, "--engine", "tone").code == 0
    before = contents(folder)
    assert len(before) == len(DEFAULT_FORMATS)
    yield folder
    assert contents(folder) == before
    assert not list(folder.glob(".narrator-*"))


def one_error(done: Run, code: int) -> str:
    """Hold that a run ended with one error, and return it with its hint."""
    assert done.code == code, done.err
    assert done.out == ""
    assert done.err.count("Error: ") == 1
    assert "Traceback" not in done.err
    return done.err.partition("Error: ")[2]


NOISE = bytes(range(256)) * 40

FILES = {
    "empty.txt": (b"", "The source is empty"),
    "spaces.txt": (b" \n\t\n" * 50, "only white space"),
    "noise.txt": (NOISE, "noise.txt"),
    "photo.jpg": (b"\xff\xd8\xff\xe0\0\x10JFIF\0" + NOISE, "photo.jpg"),
    "paper.pdf": (b"%PDF-1.7\n" + NOISE, "PDF"),
    "archive.zip": (b"PK\x03\x04" + NOISE, "archive.zip"),
    "song.mp3": (b"ID3\x03\0\0\0\0\0\0" + NOISE, "song.mp3"),
    "cut.html.gz": (b"\x1f\x8b\x08\0" + b"\1" * 40, "gzip"),
    "page.html": (sources.PAGE_WITHOUT_ARTICLE.encode(), "No article was found"),
    "scripts.html": (
        b"<html><body><div id=app></div><script>render('app')</script></body></html>",
        "No article was found",
    ),
    "plan.json": (b'{"kind": "narrator plan", "schema": 1}', "missing key article"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_holds_no_article_is_3(narrator: Narrator, write, out: Path, name: str) -> None:
    data, said = FILES[name]
    done = narrator("convert", write(name, data), "-o", out, "--engine", "tone")
    error = one_error(done, 3)
    assert said in error
    assert len(error.splitlines()) >= 2


@pytest.mark.parametrize("source", ["gone.html", "", "gone/gone.txt"])
def test_a_missing_file_is_3(narrator: Narrator, out: Path, source: str) -> None:
    assert one_error(narrator("convert", source, "-o", out), 3)


def test_a_folder_is_3(narrator: Narrator, out: Path, tmp_path: Path) -> None:
    assert "one by one" in one_error(narrator("convert", tmp_path, "-o", out), 3)


def test_text_in_another_encoding_is_read_and_what_cannot_be_is_reported(
    narrator: Narrator, write, tmp_path: Path
) -> None:
    body = "Die Brücke über den Fluß ist für alle offen, sagte der Hafenmeister. " * 6
    path = write("alt.txt", f"Die Brücke\n\n{body}\n".encode("cp1252"))
    done = narrator("convert", path, "-o", tmp_path / "o", "--engine", "tone", "--json")
    assert done.code == 0
    assert "Brücke über den Fluß" in only_episode(tmp_path / "o").said
    broken = f"Die Brücke\n\n{body}\n".encode().replace("ß".encode(), b"\xff", 1)
    done = narrator("convert", write("kaputt.txt", broken), "-o", tmp_path / "p", "--json")
    reasons = [omission["reason"] for omission in done.data[0]["omissions"]]
    assert reasons == ["characters that cannot be read"]


def test_a_page_that_is_missing_is_3(narrator: Narrator, out: Path, server: str) -> None:
    done = narrator("convert", f"{server}/missing", "--allow-private", "-o", out)
    assert "There is no such page" in one_error(done, 3)


def test_a_private_address_is_refused_unless_allowed(
    narrator: Narrator, out: Path, server: str
) -> None:
    done = narrator("convert", f"{server}/missing", "-o", out)
    assert "--allow-private" in one_error(done, 3)


def test_a_server_that_hangs_is_3_and_may_be_tried_again(
    narrator: Narrator, out: Path, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = partial(FetchRules, read_timeout_s=0.3, total_timeout_s=1.0)
    monkeypatch.setattr(fetching, "FetchRules", quick)
    done = narrator("convert", f"{server}/hang", "--allow-private", "-o", out)
    assert "Trying again may help." in one_error(done, 3)


def test_a_server_that_is_not_there_is_3(narrator: Narrator, out: Path) -> None:
    done = narrator("convert", "http://127.0.0.1:9/a", "--allow-private", "-o", out)
    assert one_error(done, 3)


def test_a_file_in_the_place_of_the_output_folder_is_7(narrator: Narrator, write) -> None:
    taken = write("taken", b"mine")
    source = write("a.md", sources.SHORT)
    for place in (taken, taken / "below"):
        error = one_error(narrator("convert", source, "-o", place, "--engine", "tone", "-q"), 7)
        assert "file is in the place of a folder" in error
    assert taken.read_bytes() == b"mine"


def fill_disk(monkeypatch: pytest.MonkeyPatch, name: str, after: int) -> list[int]:
    """Let the disk be full once that many bytes of a file were written."""
    real = Path.open
    refused: list[int] = []

    class Full:
        def __init__(self, file: Any) -> None:
            self._file, self._left = file, after

        def write(self, data: Any) -> int:
            self._left -= len(data)
            if self._left < 0:
                refused.append(len(data))
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return int(self._file.write(data))

        def writelines(self, lines: Any) -> None:
            for line in lines:
                self.write(line)

        def __enter__(self) -> Full:
            return self

        def __exit__(self, *_error: object) -> None:
            self._file.close()

        def __getattr__(self, attribute: str) -> Any:
            return getattr(self._file, attribute)

    def opened(self: Path, mode: str = "r", *arguments: Any, **more: Any) -> Any:
        file = real(self, mode, *arguments, **more)
        return Full(file) if self.name.endswith(name) and mode not in {"r", "rb"} else file

    monkeypatch.setattr(Path, "open", opened)
    return refused


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("master.raw", 0),
        ("master.raw", 200_000),
        ("master.raw", 10**6),
        ("episode.mp3", 0),
        ("episode.mp3", 20_000),
        ("episode.vtt", 10),
        ("episode.chapters.json", 10),
    ],
)
@pytest.mark.parametrize("again", [True, False], ids=["replaced", "new"])
def test_a_full_disk_is_7_and_loses_nothing(
    narrator: Narrator,
    write,
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    after: int,
    again: bool,
) -> None:
    source = write("earlier.md" if again else "new.md", sources.MARKDOWN)
    with monkeypatch.context() as patch:
        if name.endswith(".json"):  # It is written in one go, by Path.write_text.
            patch.setattr(Path, "write_text", no_space)
            refused = [1]
        else:
            refused = fill_disk(patch, name, after)
        done = narrator("convert", source, "-o", out, "--engine", "tone", "-q")
    assert refused
    assert one_error(done, 7)


def no_space(*_arguments: object, **_more: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_the_disk_being_full_while_the_files_are_moved_loses_nothing(
    narrator: Narrator, write, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write("earlier.md", sources.MARKDOWN)
    real, moves = Path.replace, []

    def replaced(self: Path, target: Path) -> Path:
        moves.append(self)
        if len(moves) == 2:
            no_space()
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replaced)
    done = narrator("convert", source, "-o", out, "--engine", "tone", "-q")
    assert "The disk is full" in one_error(done, 7)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a disk of 2 MB of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if sys.platform != "linux" or os.geteuid() != 0 or not mount or not umount:
        pytest.skip("only root on Linux can mount a small disk")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)],
        check=False,
        capture_output=True,
    )
    if made.returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run([umount, str(folder)], check=True)


def test_a_disk_that_is_really_full_is_7_and_loses_nothing(
    narrator: Narrator, write, small_disk: Path
) -> None:
    short = write("a.md", "# Ice\n\nIt froze.\n")
    assert narrator("convert", short, "-o", small_disk, "--engine", "tone").code == 0
    before = contents(small_disk)
    done = narrator(
        "convert",
        write("b.md", sources.long_markdown(3)),
        "-o",
        small_disk,
        "--engine",
        "tone",
        "-q",
    )
    error = one_error(done, 7)
    assert "space" in error.lower()
    assert contents(small_disk) == before
    assert len(list(small_disk.iterdir())) == 1


def test_an_engine_that_fails_in_the_middle_is_5(
    narrator: Narrator, write, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, spoken = ToneEngine.say, []

    def say(self: ToneEngine, text: str, *arguments: Any) -> Speech:
        spoken.append(text)
        if len(spoken) > 5:
            raise EngineError("The engine broke", where=text)
        return real(self, text, *arguments)

    monkeypatch.setattr(ToneEngine, "say", say)
    source = write("earlier.md", sources.MARKDOWN)
    done = narrator("convert", source, "-o", out, "--engine", "tone")
    assert "The engine broke: " in one_error(done, 5)


def test_a_word_that_comes_out_silent_is_an_error_and_not_a_gap(
    narrator: Narrator, write, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = ToneEngine.say

    def say(self: ToneEngine, text: str, *arguments: Any) -> Speech:
        found = real(self, text, *arguments)
        silent = PCM(bytes(len(found.pcm.data)), found.pcm.rate_hz)
        return replace(found, pcm=silent) if "promise" in text else found

    monkeypatch.setattr(ToneEngine, "say", say)
    done = narrator("convert", write("a.md", sources.MARKDOWN), "-o", out, "--engine", "tone")
    assert done.code in {5, 6}
    assert "A bridge is a promise" in done.err


def test_a_wrapped_line_with_few_words_is_part_of_its_paragraph(
    narrator: Narrator, write, tmp_path: Path
) -> None:
    done = narrator("convert", write("a.txt", sources.TEXT), "--engine", "tone", "--json")
    assert done.data[0]["omissions"] == []


def test_two_texts_of_one_headline_from_standard_input_are_two_episodes(
    narrator: Narrator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in (sources.MARKDOWN, f"# {sources.HEADLINE}\n\nAnother writer saw it otherwise.\n"):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
        assert narrator("convert", "-", "-o", tmp_path / "out", "--engine", "tone").code == 0
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_a_source_without_a_word_is_named(narrator: Narrator, write, tmp_path: Path) -> None:
    path = write("smile.md", "# 😀\n\n😀 😀\n")
    done = narrator("convert", path, "-o", tmp_path / "out", "--engine", "tone", "-q")
    assert str(path) in one_error(done, 3)


@pytest.mark.parametrize("language", ["!!", "xx"])
def test_a_language_that_there_is_not_is_said(
    narrator: Narrator, write, tmp_path: Path, language: str
) -> None:
    source = write("a.md", sources.SHORT)
    done = narrator("convert", source, "-o", tmp_path / "out", "--language", language)
    assert language in done.err
