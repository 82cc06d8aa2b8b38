"""Places that are kept from one run to the next."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from narrator.article import Article, Heading, Metadata, Paragraph
from narrator.errors import OutputError
from narrator.planning import plan
from narrator.player import remembering
from narrator.player.remembering import KeptPlace, Memory, find_again, kept_place
from narrator.profiles import load_profile
from narrator.script import Script

BLOCKS = (
    Paragraph("One is here. Two is here."),
    Heading("Background", 2),
    Paragraph("Three is here. Yes. Four is here. Yes."),
)


def script_of(*blocks: object) -> Script:
    article = Article(Metadata("The headline", language="en"), blocks=blocks)  # type: ignore[arg-type]
    return plan(article, load_profile("single"))


@pytest.fixture
def script() -> Script:
    return script_of(*BLOCKS)


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "places")


def place_of(script: Script, words: str) -> int:
    return [each.written for each in script.utterances()].index(words)


def test_a_place_is_kept_and_found(memory: Memory, script: Script) -> None:
    kept = kept_place("https://example.com/a", script, place_of(script, "Four is here."))
    assert memory.find(kept.source) is None
    memory.keep(kept)
    assert memory.find(kept.source) == kept
    assert kept.line == "section 2 of 2, Background"
    assert find_again(kept, list(script.utterances())) == kept.place
    memory.forget(kept.source)
    assert memory.find(kept.source) is None
    memory.forget(kept.source)


def test_the_same_words_twice_are_found_where_they_were(script: Script) -> None:
    utterances = list(script.utterances())
    second = [place for place, each in enumerate(utterances) if each.written == "Yes."][1]
    assert find_again(kept_place("s", script, second), utterances) == second


def test_a_place_is_found_again_after_an_edit(script: Script) -> None:
    kept = kept_place("s", script, place_of(script, "Four is here."))
    longer = script_of(Paragraph("Zero is new."), *BLOCKS)
    assert find_again(kept, list(longer.utterances())) == place_of(longer, "Four is here.")
    reworded = script_of(*BLOCKS[:2], Paragraph("All of it is other words. Really."))
    found = find_again(kept, list(reworded.utterances()))
    assert found == place_of(reworded, "All of it is other words.")
    gone = script_of(Paragraph("Short."))
    assert find_again(kept, list(gone.utterances())) is None


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", "{}", '{"source": 1}', "null", "\ud800".encode("utf-8", "replace")]
)
def test_a_damaged_file_is_as_none(memory: Memory, script: Script, damage: str | bytes) -> None:
    kept = kept_place("s", script, 1)
    memory.keep(kept)
    (path,) = memory._folder.iterdir()
    path.write_bytes(damage if isinstance(damage, bytes) else damage.encode())
    assert memory.find("s") is None
    memory.keep(kept)
    assert memory.find("s") == kept


def test_a_value_of_another_kind_is_as_none(memory: Memory, script: Script) -> None:
    memory.keep(replace(kept_place("s", script, 1), place="1"))  # type: ignore[arg-type]
    assert memory.find("s") is None


def test_no_more_are_kept_than_the_bound(
    memory: Memory, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembering, "MOST_KEPT", 3)
    for number in range(5):
        memory.keep(kept_place(f"s{number}", script, 1))
        path = memory._path(f"s{number}")
        os.utime(path, (number + 1, number + 1))
    memory.keep(kept_place("last", script, 1))
    names = ("s0", "s1", "s2", "s3", "s4", "last")
    assert [name for name in names if memory.find(name)] == ["s3", "s4", "last"]
    assert len(list(memory._folder.iterdir())) == 3


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_nobody_else_may_read_it(memory: Memory, script: Script) -> None:
    memory.keep(kept_place("s", script, 1))
    (path,) = memory._folder.iterdir()
    assert path.stat().st_mode & 0o077 == 0
    assert memory._folder.stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_used_is_an_error(tmp_path: Path, script: Script) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="place cannot be kept"):
        Memory(tmp_path / "file").keep(kept_place("s", script, 1))


def test_the_place_is_that_of_the_source_and_no_other(memory: Memory, script: Script) -> None:
    kept = kept_place("s", script, 1)
    memory.keep(kept)
    memory._path("s").rename(memory._path("other"))
    assert memory.find("other") is None
    assert isinstance(kept, KeptPlace)
