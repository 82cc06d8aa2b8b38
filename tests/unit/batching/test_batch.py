"""What a batch does with its articles, and what it does the next time."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from narrator.batching import BatchInterrupted, BatchOptions, Report, Status, Wish
from narrator.batching.state import STATE_NAME, State
from narrator.batching.work import MakeRules, MakeTask, ReadRules
from narrator.errors import EngineError, OutputError, ProfileError, SourceError
from narrator.publishing import find_made, slug
from narrator.publishing.id3 import read
from narrator.speaking.tone import ToneEngine
from tests.unit.batching.conftest import Here, tones
from tests.unit.conftest import Web

PRIVATE = BatchOptions(read=ReadRules(allow_private=True, cache=False))
PAGE = (
    "<html lang=en><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{1}</p></article>"
)


def page(
    headline: str, text: str = "The river froze every winter, and nobody crossed it."
) -> bytes:
    return PAGE.format(headline, text).encode()


def statuses(report: Report) -> list[str]:
    return [str(row.status) for row in report.rows]


def episodes(tmp_path: Path) -> dict[str, int]:
    """Return the recordings there are, and when each was written."""
    found = sorted((tmp_path / "out").rglob("*.mp3"))
    return {path.stem: path.stat().st_mtime_ns for path in found}


def identity(path: Path) -> str:
    with path.open("rb") as file:
        return str(read(file).all("UFID")[0]["data"])


def test_each_article_becomes_an_episode_and_what_fails_a_row(run, write, tmp_path: Path) -> None:
    write("a.md", "Ice")
    write("b.md", "Lamps")
    (tmp_path / "in" / "c.txt").write_text(" \n")
    said: list[str] = []
    report = run(tmp_path / "in", tell=said.append)
    assert statuses(report) == ["made", "made", "failed"]
    assert list(episodes(tmp_path)) == ["ice", "lamps"]
    (failed,) = report.failed
    assert failed.why == "The source holds only white space."
    assert report.counts == {Status.MADE: 2, Status.FAILED: 1}
    assert f"Failed: {failed.source}. {failed.why}" in said
    assert report.rows[0].guid == identity(tmp_path / "out/ice/ice.mp3")[2:-1]
    assert report.rows[0].duration_ms > 1000


def test_the_next_run_makes_only_what_is_new_or_changed(run, write, tmp_path: Path) -> None:
    write("a.md", "Ice")
    changed = write("b.md", "Lamps")
    run(tmp_path / "in")
    before, was = episodes(tmp_path), identity(tmp_path / "out/lamps/lamps.mp3")
    write("b.md", "Lamps are lit", "Now they are.")
    write("c.md", "Trees")
    report = run(tmp_path / "in")
    assert statuses(report) == ["unchanged", "made", "made"]
    after = episodes(tmp_path)
    # The changed one keeps its folder and its identifier under another headline.
    assert list(after) == ["ice", "lamps", "trees"]
    assert after["ice"] == before["ice"]
    assert after["lamps"] != before["lamps"]
    assert identity(tmp_path / "out/lamps/lamps.mp3") == was
    assert report.rows[1].title == "Lamps are lit"
    assert changed.exists()


def test_an_unchanged_file_is_not_even_read(run, write, workers: Here, tmp_path: Path) -> None:
    write("a.md", "Ice")
    run(tmp_path / "in")
    workers.tasks.clear()
    assert statuses(run(tmp_path / "in")) == ["unchanged"]
    assert workers.tasks == []


def test_a_file_that_was_only_touched_is_read_and_not_made(
    run, write, workers: Here, tmp_path: Path
) -> None:
    path = write("a.md", "Ice")
    run(tmp_path / "in")
    os.utime(path, (1, 1))
    workers.tasks.clear()
    assert statuses(run(tmp_path / "in")) == ["unchanged"]
    assert len(workers.tasks) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"load": lambda name: replace(tones(name), rate_wpm=300)},
        {"options": BatchOptions(make=MakeRules(formats=("ledger",)))},
        {"options": BatchOptions(read=ReadRules(language="de"))},
    ],
    ids=["profile", "files", "language"],
)
def test_other_settings_make_it_anew(run, write, tmp_path: Path, change) -> None:
    write("a.md", "Ice")
    run(tmp_path / "in")
    assert statuses(run(tmp_path / "in", **change)) == ["made"]
    assert statuses(run(tmp_path / "in", **change)) == ["unchanged"]


def test_a_lexicon_that_changed_makes_it_anew(run, write, tmp_path: Path) -> None:
    from narrator.batching import fingerprints

    write("a.md", "Ice")
    lexicon = tmp_path / "mine.toml"
    load = lambda name: replace(tones(name), lexicon=(str(lexicon),))  # noqa: E731
    lexicon.write_text('schema = 1\n[words]\nIce = "Eis"\n')
    run(tmp_path / "in", load=load)
    lexicon.write_text('schema = 1\n[words]\nIce = "glace"\n')
    fingerprints._lexicons.cache_clear()  # Another run is another process.
    assert statuses(run(tmp_path / "in", load=load)) == ["made"]


def test_an_episode_that_was_taken_away_is_made_again(run, write, tmp_path: Path) -> None:
    write("a.md", "Ice")
    run(tmp_path / "in")
    (tmp_path / "out/ice/ice.mp3").unlink()
    assert statuses(run(tmp_path / "in")) == ["made"]


@pytest.mark.parametrize("lost", ["the row", "the file"])
def test_an_episode_that_was_placed_and_not_noted_is_not_made_again(
    run, write, tmp_path: Path, lost: str
) -> None:
    write("a.md", "Ice")
    first = run(tmp_path / "in")
    before = episodes(tmp_path)
    if lost == "the file":
        (tmp_path / "out" / STATE_NAME).unlink()
    else:
        base = sqlite3.connect(tmp_path / "out" / STATE_NAME)
        base.execute("DELETE FROM articles")
        base.commit()
        base.close()
    again = run(tmp_path / "in")
    assert statuses(again) == ["unchanged"]
    assert episodes(tmp_path) == before
    assert again.rows[0].guid == first.rows[0].guid
    assert again.rows[0].duration_ms == first.rows[0].duration_ms


def test_a_lasting_failure_is_told_again_until_the_file_changes(
    run, write, workers: Here, tmp_path: Path
) -> None:
    path = write("a.txt", "x")
    path.write_text(" ")
    run(tmp_path / "in")
    workers.tasks.clear()
    report = run(tmp_path / "in")
    assert statuses(report) == ["failed"]
    assert workers.tasks == []
    assert "--retry-failed" in report.rows[0].note
    again = run(tmp_path / "in", options=BatchOptions(retry_failed=True))
    assert statuses(again) == ["failed"]
    assert len(workers.tasks) == 1
    path.write_text("# Ice\n\nIt melts.\n")
    assert statuses(run(tmp_path / "in")) == ["made"]


def test_a_passing_failure_is_tried_again_in_the_next_run(
    run, write, monkeypatch, tmp_path
) -> None:
    write("a.md", "Ice")

    def busy(*_: object, **__: object) -> None:
        raise EngineError("The engine is busy", retry=True)

    with monkeypatch.context() as patched:
        patched.setattr("narrator.batching.work.produce", busy)
        report = run(tmp_path / "in")
        assert statuses(report) == ["failed"]
        assert report.rows[0].title == "Ice"
    assert statuses(run(tmp_path / "in")) == ["made"]


def test_a_changed_article_that_fails_keeps_its_earlier_episode(
    run, write, monkeypatch, tmp_path: Path
) -> None:
    write("a.md", "Ice")
    run(tmp_path / "in")
    before = episodes(tmp_path)
    write("a.md", "Ice is back", "It froze.")
    with monkeypatch.context() as patched:
        patched.setattr(ToneEngine, "say", lambda *_: 1 / 0)
        report = run(tmp_path / "in")
    assert statuses(report) == ["failed"]
    assert "fault of narrator's" in report.rows[0].fault.hint
    assert report.rows[0].folder == "ice"
    assert episodes(tmp_path) == before
    assert statuses(run(tmp_path / "in", options=BatchOptions(retry_failed=True))) == ["made"]
    assert list(episodes(tmp_path)) == ["ice"]


def test_only_the_failed_are_retried_with_sources_or_without(
    run, write, workers: Here, tmp_path: Path
) -> None:
    write("a.md", "Ice")
    path = write("b.txt", "x")
    path.write_text("")
    run(tmp_path / "in")
    path.write_text("# Lamps\n\nThey come.\n")
    again = BatchOptions(retry_failed=True)
    workers.tasks.clear()
    report = run(options=again)
    assert statuses(report) == ["made"]
    assert report.rows[0].source == str(path)
    assert run(options=again).rows == ()
    assert statuses(run(tmp_path / "in", options=again)) == []


def test_settings_of_a_manifest_are_those_of_its_articles(run, write, tmp_path: Path) -> None:
    write("a.md", "Ice")
    manifest = tmp_path / "in" / "m.csv"
    manifest.write_text(
        "source,title,language,output,profile,skip\n"
        "a.md,Eiszeit,de,sport/eis,,\na.md,,,,brisk,\na.md,,,third,,yes\n"
    )
    report = run(manifest)
    assert statuses(report) == ["made", "made", "skipped"]
    assert [row.folder for row in report.rows] == ["sport/eis/eiszeit", "ice", ""]
    mine = (tmp_path / "out/sport/eis/eiszeit/eiszeit.vtt").read_text()
    assert "Eiszeit" in mine
    assert "Ice" not in mine
    assert statuses(run(manifest)) == ["unchanged", "unchanged", "skipped"]


@pytest.mark.parametrize(
    ("line", "error", "said"),
    [("a.md,nobody", ProfileError, "m.csv, line 2"), ("a.md,mine.toml", ProfileError, "m.csv")],
)
def test_what_is_wrong_with_a_profile_is_said_before_anything_is_made(
    run, write, tmp_path: Path, line: str, error: type[Exception], said: str
) -> None:
    write("a.md", "Ice")
    (tmp_path / "in" / "m.csv").write_text(f"source,profile\n{line}\n")
    with pytest.raises(error, match=said):
        run(tmp_path / "in" / "m.csv")
    assert episodes(tmp_path) == {}


def test_an_engine_that_is_missing_is_said_before_anything_is_made(run, write, tmp_path) -> None:
    write("a.md", "Ice")
    with pytest.raises(EngineError, match="piper"):
        run(tmp_path / "in", load=lambda name: replace(tones(name), engine="piper"))


def test_nothing_to_do_is_an_error(run, write, tmp_path: Path) -> None:
    write("a.md", "Ice")
    with pytest.raises(SourceError, match="nothing to do"):
        run(tmp_path / "in" / "a.md", options=BatchOptions(wish=Wish(match="lamps")))


def test_an_offline_run_refuses_the_web(run, tmp_path: Path) -> None:
    offline = BatchOptions(make=MakeRules(offline=True))
    listed = tmp_path / "list.txt"
    listed.write_text("https://example.org/a\n")
    for source in ("https://example.org/feed", listed):
        with pytest.raises(SourceError, match="offline"):
            run(source, options=offline)


def test_who_gets_the_text_is_told_before(run, write, workers: Here, tmp_path: Path) -> None:
    write("a.md", "Ice")
    workers.before = lambda _: 1 / 0  # Nothing is sent in a test.
    said: list[str] = []
    online = lambda name: replace(tones(name), engine="gtts")  # noqa: E731
    run(tmp_path / "in", load=online, tell=said.append)
    assert said[0].startswith("The text is sent to translate.google.com")


# Pages.


def test_pages_that_are_the_same_article_are_made_once(run, web: Web, tmp_path: Path) -> None:
    canonical = f'<link rel="canonical" href="{web.url("/ice")}">'.encode()
    body = page("Ice").replace(b"<title>", canonical + b"<title>")
    listed = tmp_path / "list.txt"
    listed.write_text("\n".join(web.give(path, body) for path in ("/ice", "/amp/ice")))
    web.give("/robots.txt", status=404)
    report = run(listed, options=PRIVATE)
    assert statuses(report) == ["made", "duplicate"]
    assert report.rows[1].note == f"The same article as {web.url('/ice')}."


def test_a_page_whose_advertisements_changed_is_unchanged(run, web: Web, tmp_path: Path) -> None:
    web.give("/robots.txt", status=404)
    address = web.give("/ice", page("Ice") + b"<nav>Buy one</nav>")
    assert statuses(run(address, options=PRIVATE)) == ["made"]
    web.give("/ice", page("Ice") + b"<nav>Buy two</nav>")
    assert statuses(run(address, options=PRIVATE)) == ["unchanged"]
    web.give("/ice", page("Ice", "It froze again this year, and everybody crossed it."))
    assert statuses(run(address, options=PRIVATE)) == ["made"]


def test_what_a_site_asks_of_robots_is_done(run, web: Web, monkeypatch, tmp_path: Path) -> None:
    from narrator.batching import work

    monkeypatch.setattr(work, "_ROBOTS", work._RobotsBySite())
    web.give("/robots.txt", b"User-agent: *\nDisallow: /private")
    listed = tmp_path / "list.txt"
    addresses = [web.give("/ice", page("Ice")), web.give("/private/a", page("No"))]
    listed.write_text("\n".join(addresses))
    report = run(listed, options=PRIVATE)
    assert statuses(report) == ["made", "failed"]
    assert "asks robots not to" in report.rows[1].why
    assert [each.path for each in web.asked].count("/robots.txt") == 1


def test_an_entry_whose_address_changed_keeps_its_episode(run, web: Web, tmp_path: Path) -> None:
    web.give("/robots.txt", status=404)
    feed = tmp_path / "feed.xml"
    folders = set()
    for path, headline in (("/old", "Ice"), ("/new", "Ice again")):
        address = web.give(path, page(headline))
        feed.write_text(
            f"<rss version='2.0'><channel><item><guid isPermaLink='false'>urn:x:1</guid>"
            f"<title>Ice</title><link>{address}</link></item></channel></rss>"
        )
        report = run(feed, options=PRIVATE)
        assert statuses(report) == ["made"]
        folders.add((report.rows[0].folder, report.rows[0].guid))
    assert len(folders) == 1
    assert list(episodes(tmp_path)) == ["ice"]


# The end of a run.


def test_an_interrupted_run_reports_what_it_has_and_goes_on(
    run, write, workers: Here, tmp_path: Path
) -> None:
    for name in "abc":
        write(f"{name}.md", f"Article {name}")

    def interrupt(task: object) -> None:
        if isinstance(task, MakeTask) and task.plan.article.metadata.headline == "Article b":
            raise KeyboardInterrupt

    workers.before = interrupt
    with pytest.raises(BatchInterrupted) as caught:
        run(tmp_path / "in")
    assert statuses(caught.value.report) == ["made"]
    assert caught.value.report.left == 2
    workers.before = lambda _: None
    assert statuses(run(tmp_path / "in")) == ["unchanged", "made", "made"]


def test_a_second_run_on_the_same_output_says_so_or_waits(
    run, write, monkeypatch, tmp_path
) -> None:
    write("a.md", "Ice")
    held = State(tmp_path / "out" / STATE_NAME)
    with pytest.raises(OutputError, match="Another run"):
        run(tmp_path / "in")
    monkeypatch.setattr("narrator.batching.time.sleep", lambda _: held.close())
    said: list[str] = []
    waiting = BatchOptions(wait=True)
    assert statuses(run(tmp_path / "in", options=waiting, tell=said.append)) == ["made"]
    assert said[0].startswith("Another run is at work on this output. Waiting")


def test_the_digest_in_an_episode_is_found_again(run, write, tmp_path: Path) -> None:
    write("a.md", "Ice")
    report = run(tmp_path / "in")
    made = find_made(slug("Ice"), report.rows[0].guid, tmp_path / "out")
    assert made is not None
    assert len(made.made_from) == 64
    assert find_made(slug("Ice"), "0" * 64, tmp_path / "out") is None
