"""A batch with processes of its own: killed, interrupted, and two at once."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.batch_night import children
from narrator.publishing import DEFAULT_FORMATS, check

from .conftest import Narrator

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")

BATCH = [sys.executable, "-m", "narrator", "batch"]
ARTICLES = 12
BAD = 3


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Return a folder of small articles, every fourth of which is none."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(ARTICLES):
        text = f"# Article {number}\n\nThe river froze in year {number}.\n\n## Then\n\nIt melted.\n"
        is_bad = number % (ARTICLES // BAD) == 1
        (folder / f"{number:03}.md").write_text(" \n" if is_bad else text)
    return folder


def command(articles: Path, *more: str) -> list[str]:
    out = articles.parent / "out"
    return [*BATCH, str(articles), "-o", str(out), "--engine", "tone", "-j", "2", *more]


def begin(articles: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(articles, *more), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def finish(articles: Path) -> dict[str, object]:
    done = subprocess.run(
        command(articles, "--json", "-q"), capture_output=True, text=True, check=False, timeout=200
    )
    assert done.returncode == 8, done.stderr
    data: dict[str, object] = json.loads(done.stdout)
    return data


def recordings(articles: Path) -> dict[Path, int]:
    found = (articles.parent / "out").glob("[!.]*/*.mp3")
    return {path: path.stat().st_mtime_ns for path in found}


def until_some_are_made(articles: Path, process: subprocess.Popen[str], number: int) -> None:
    end_s = time.monotonic() + 120
    while len(recordings(articles)) < number:
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < end_s
        time.sleep(0.05)


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture(autouse=True)
def nothing_left(articles: Path) -> Iterator[None]:
    """See that in the end every good article is whole, once, and nothing else is there."""
    yield
    folders = sorted(path.name for path in (articles.parent / "out").iterdir() if path.is_dir())
    good = [number for number in range(ARTICLES) if number % (ARTICLES // BAD) != 1]
    assert folders == sorted(f"article-{number}" for number in good)
    for name in folders:
        folder = articles.parent / "out" / name
        assert len(list(folder.iterdir())) == len(DEFAULT_FORMATS)
    assert check(articles.parent / "out" / "article-0").passed


def test_a_killed_run_goes_on_and_makes_nothing_twice(articles: Path) -> None:
    chance = random.Random(7)
    for made in (1, 3, 6):
        with begin(articles, "-q") as process:
            until_some_are_made(articles, process, made)
            time.sleep(chance.random() / 2)
            workers = children(process.pid)
            process.kill()
        end_s = time.monotonic() + 10
        while any(map(is_alive, workers)):
            assert time.monotonic() < end_s, "workers outlive their run"
            time.sleep(0.02)
    before = recordings(articles)
    counts = finish(articles)["counts"]
    after = recordings(articles)
    assert {path: after[path] for path in before} == before
    assert isinstance(counts, dict)
    assert counts["failed"] == BAD
    assert counts["made"] + counts["unchanged"] == ARTICLES - BAD


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="workers are found in /proc")
def test_workers_that_are_killed_cost_only_time(articles: Path) -> None:
    with begin(articles, "--json") as process:
        for made in (1, 4):
            until_some_are_made(articles, process, made)
            os.kill(children(process.pid)[0], signal.SIGKILL)
        out, _ = process.communicate(timeout=200)
    assert process.returncode == 8
    assert json.loads(out)["counts"]["made"] == ARTICLES - BAD


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_ends_all_and_says_how_to_go_on(articles: Path, number: int) -> None:
    with begin(articles) as process:
        until_some_are_made(articles, process, 2)
        # As a terminal does it: all processes of the run get it.
        for worker in children(process.pid) if number == signal.SIGINT else ():
            os.kill(worker, number)
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert "articles were not begun" in out
    assert "To go on, give the same command again." in err
    assert not list((articles.parent / "out").glob(".narrator-*"))
    finish(articles)


def test_the_second_of_two_runs_says_so_or_waits(articles: Path, narrator: Narrator) -> None:
    with begin(articles, "-q") as first:
        until_some_are_made(articles, first, 1)
        second = narrator(*command(articles)[3:])
        assert second.code == 7
        assert "Another run is at work on this output" in second.err
        waiting = subprocess.run(
            command(articles, "--wait", "--json"), capture_output=True, text=True, check=False
        )
        assert first.wait() == 8
    assert "Waiting until it is done" in waiting.stderr
    assert json.loads(waiting.stdout)["counts"]["unchanged"] == ARTICLES - BAD
