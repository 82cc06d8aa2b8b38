from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def output(narrator, article: Path) -> Path:
    path = Path(narrator("convert", article, "--json", "-q").data[0]["files"][0])
    return path.parent.parent


def test_a_feed_is_made_of_a_folder_and_said_to_be(narrator, output: Path) -> None:
    done = narrator("feed", output)
    assert done.code == 0, done.err
    assert done.last_line == f"Made {output / 'feed.xml'}: 1 episode."
    assert "Made a cover: narrator-cover-" in done.err
    assert "Warning: The feed has no place on the web yet." in done.err
    again = narrator("feed", output)
    assert again.last_line == f"Unchanged: {output / 'feed.xml'}: 1 episode."


def test_settings_are_written_once_and_used(narrator, output: Path) -> None:
    url = "https://example.com/podcast"
    done = narrator("feed", "init", output, "--title", "The Harbour Post", "--base-url", url)
    assert done.code == 0, done.err
    assert f"narrator feed {output}" in done.last_line
    narrator("feed", output)
    text = (output / "feed.xml").read_text(encoding="utf-8")
    assert "<title>The Harbour Post</title>" in text
    assert 'url="https://example.com/podcast/the-ice-has-gone/the-ice-has-gone.mp3"' in text
    again = narrator("feed", "init", output)
    assert again.code == 7
    assert "They stay as they are" in again.err


def test_the_report_as_json(narrator, output: Path) -> None:
    narrator("feed", output)
    shutil.rmtree(output / "the-ice-has-gone")
    done = narrator("feed", output, "--json")
    assert done.code == 0
    assert done.data["changed"] is False
    (entry,) = done.data["episodes"]
    assert (entry["title"], entry["kept"]) == ("The ice has gone", True)
    assert {found["rule"] for found in done.data["findings"]} == {
        "the-feed-is-on-the-web",
        "recordings-are-there",
    }
    kept = narrator("feed", output)
    assert kept.last_line.endswith("1 episode, 1 of them kept from before.")
    pruned = narrator("feed", output, "--prune")
    assert pruned.last_line.endswith("0 episodes.")


def test_a_broken_rule_is_7_and_says_what_to_do(narrator, output: Path) -> None:
    from PIL import Image

    Image.new("RGB", (600, 400)).save(output / "small.png")
    (output / "show.toml").write_text('schema = 1\ncover = "small.png"')
    done = narrator("feed", output)
    assert done.code == 7
    assert "Error: The cover is 600 by 400 pixels, not a square. Save another picture" in done.err
    assert done.last_line.endswith("1 episode. 2 rules are broken.")


def test_a_check_writes_nothing(narrator, output: Path) -> None:
    narrator("feed", output)
    shutil.rmtree(output / "the-ice-has-gone")
    before = {path: path.stat().st_mtime_ns for path in output.iterdir()}
    done = narrator("feed", output, "--check")
    assert done.code == 0
    assert done.last_line == "The feed keeps the rules."
    assert {path: path.stat().st_mtime_ns for path in output.iterdir()} == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["gone"], 7, "There is no such folder: gone."),
        (["gone", "--check"], 7, "There is no feed in the folder"),
        (["."], 0, "The feed has no episode."),
        ([], 2, "DIRECTORY is missing."),
        (["init", "new", "--base-url", "example.com"], 4, "not an address on the web"),
        (["--pruen", "."], 2, "--prune"),
    ],
)
def test_what_is_wrong_is_said_with_its_code(narrator, arguments, code: int, said: str) -> None:
    done = narrator("feed", *arguments)
    assert done.code == code
    assert said in done.err


def test_wrong_settings_are_4(narrator, output: Path) -> None:
    (output / "show.toml").write_text('schema = 1\ntitel = "x"')
    done = narrator("feed", output)
    assert done.code == 4
    assert "Did you mean title?" in done.err


def test_help_names_the_options_and_init(narrator) -> None:
    out = narrator("feed", "--help").out
    assert all(word in out for word in ("--check", "--prune", "--json", "init", "DIRECTORY"))
