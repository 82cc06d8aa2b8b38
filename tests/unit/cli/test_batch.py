"""`narrator batch`: its options, its report, its exit code."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from narrator import batching
from narrator.batching import BatchInterrupted, BatchOptions, Wish
from narrator.batching.jobs import Fault, Row, Status, report_of
from narrator.batching.report import report_lines, summary, write_page
from tests.unit.batching.conftest import Here

ROWS = [
    Row("https://example.org/a?x=1&y=2", Status.MADE, "Ice & <snow>", folder="ice", guid="00"),
    Row("b.md", Status.FAILED, "", "list.txt, line 2", fault=Fault("No", "b.md", "Mend.", True)),
    Row("c.md", Status.SKIPPED, "Trees", "m.csv, line 3", note="The manifest says so."),
    Row("d.md", Status.DUPLICATE, note="The same article as c.md."),
    Row("e.md", Status.UNCHANGED, "Lamps", folder="lamps", duration_ms=61_000),
]


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(batching._Batch, "_workers", lambda *_: Here())
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "ice.md").write_text("# Ice\n\nIt melts.\n")
    (folder / "lamps.md").write_text("# Lamps\n\nThey come.\n")
    return folder


def test_all_went_well_is_0_and_the_last_line_says_what_was_made(narrator, articles) -> None:
    ran = narrator("batch", articles, "--engine", "tone")
    assert ran.code == 0
    assert ran.out.startswith("Made: 2\n  ice: ")
    assert ran.last_line.startswith("2 made, in ")
    assert ran.last_line.endswith("The episodes are in output.")
    assert ran.err.splitlines()[0] == "0 of 2 articles."
    assert Path("output/ice/ice.mp3").is_file()


def test_a_failure_is_8_and_says_why(narrator, articles) -> None:
    (articles / "bad.txt").write_text(" ")
    ran = narrator("batch", articles, "--engine", "tone", "--limit", "1", "--report", "r.html")
    assert ran.code == 8
    assert "Failed: 1\n" in ran.out
    assert "only white space. Check where it comes from." in ran.out
    assert "1 article was not converted" in ran.err
    assert "1 failed" in Path("r.html").read_text()


def test_a_feed_of_the_episodes_is_written_behind_the_run(narrator, articles) -> None:
    (articles / "bad.txt").write_text(" ")
    ran = narrator("batch", articles, "--engine", "tone", "--feed", "--json")
    assert ran.code == 8, "a failure counts for more than the feed"
    assert ran.data["counts"]["made"] == 2
    assert "Made output/feed.xml: 2 episodes." in ran.err
    (articles / "bad.txt").unlink()
    again = narrator("batch", articles, "--engine", "tone", "--feed")
    assert again.code == 0
    assert "Unchanged: output/feed.xml: 2 episodes." in again.err
    Path("output/show.toml").write_text('schema = 1\nguid = "abc"')
    wrong = narrator("batch", articles, "--engine", "tone", "--feed")
    assert (wrong.code, wrong.out) == (4, ""), "it is said before the run"
    Path("output/show.toml").write_text('schema = 1\nlanguage = "gibberish"')
    assert narrator("batch", articles, "--engine", "tone", "--feed").code == 7


def test_json_has_everything(narrator, articles) -> None:
    ran = narrator("batch", articles, "--engine", "tone", "--json", "--progress", "json")
    assert [row["status"] for row in ran.data["rows"]] == ["made", "made"]
    assert ran.data["counts"] == {
        "made": 2,
        "unchanged": 0,
        "failed": 0,
        "skipped": 0,
        "duplicate": 0,
    }
    events = [json.loads(line)["event"] for line in ran.err.splitlines()]
    assert events.count("article") == 2


def test_quiet_is_one_line(narrator, articles) -> None:
    ran = narrator("batch", articles, "--engine", "tone", "-q", "--match", "ice*")
    assert len(ran.out.splitlines()) == 1
    ran = narrator("batch", articles, "--engine", "tone", "-q", "--match", "lamps")
    assert ran.err == ""


def test_options_reach_the_batch(narrator, articles, monkeypatch, tmp_path: Path) -> None:
    given = {}

    def note(sources, name, *, output, options, load, tell):
        given.update(sources=sources, options=options, profile=load("brisk"), output=output)
        return report_of([], str(output), 0.0)

    monkeypatch.setattr(batching, "batch", note)
    ran = narrator(
        *("batch", articles, "-o", tmp_path / "o", "--engine", "tone", "--since", "2026-03-12"),
        *("--match", "x", "--limit", "3", "--jobs", "5", "--delay", "0", "--time-limit", "2"),
        *("--wait", "--language", "de", "--kind", "text", "--allow-private", "--no-cache"),
        *("--cover", "c.png", "--ledger", "--bit-rate", "96", "--fallback", "tone", "--offline"),
    )
    assert ran.code == 0, ran.err
    options: BatchOptions = given["options"]
    assert options.wish.since is not None
    assert (options.wish.match, options.wish.limit) == ("x", 3)
    assert (options.jobs, options.delay_s, options.time_limit_s) == (5, 0, 120)
    assert options.wait
    assert (options.read.kind, options.read.language) == ("text", "de")
    assert options.read.allow_private
    assert not options.read.cache
    assert not options.make.cache
    assert options.make.offline
    assert options.make.formats == ("ledger",)
    assert options.make.cover == str(Path("c.png").absolute())
    assert options.make.fallback == "tone"
    assert given["profile"].audio.bit_rate_kbps == 96
    assert given["profile"].engine == "tone"
    assert options.wish == Wish(options.wish.since, 3, "x")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--since", "yesterday"], 2, "neither a date"),
        (["--language", "klingonish"], 2, "not a language"),
        (["--profile", "nobody"], 4, "no such voice profile"),
        (["--engine", "nothing"], 5, "nothing"),
        (["--match", "nothing at all"], 3, "nothing to do"),
        (["--jobs", "0"], 2, "--jobs"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_made(
    narrator, articles, arguments: list[str], code: int, said: str
) -> None:
    ran = narrator("batch", articles, *arguments)
    assert ran.code == code
    assert said in ran.err
    assert not Path("output/ice").exists()


def test_a_source_is_wanted_except_for_what_failed_before(narrator, articles) -> None:
    assert narrator("batch").code == 2
    ran = narrator("batch", "--retry-failed", "--engine", "tone")
    assert ran.code == 0
    assert ran.last_line.startswith("Nothing to do")


def test_an_interruption_is_130_and_says_how_to_go_on(narrator, articles, monkeypatch) -> None:
    def interrupt(*_: object, **__: object):
        raise BatchInterrupted(report_of(ROWS, "output", 3.0, left=4))

    monkeypatch.setattr(batching, "batch", interrupt)
    ran = narrator("batch", articles)
    assert ran.code == 130
    assert "4 articles were not begun." in ran.out
    assert "To go on, give the same command again." in ran.err
    assert ran.err.splitlines()[-1] == "Interrupted. Nothing was left half written."


# The report.


def test_the_lines_say_what_failed_first() -> None:
    lines = list(report_lines(report_of(ROWS, "out", 61.0)))
    assert lines == [
        "Failed: 1",
        "  b.md. No. Mend. It is tried again in the next run.",
        "Made: 1",
        "  ice: 0 seconds.",
        "Unchanged since they were made: 1",
        "Listed twice: 1",
        "  d.md. The same article as c.md.",
        "Skipped: 1",
        "  Trees (c.md). The manifest says so.",
        "1 failed, 1 made, 1 unchanged, 1 duplicate, 1 skipped, in 1 minute 1 second. "
        "The episodes are in out.",
    ]


def test_what_was_not_begun_is_counted() -> None:
    assert "1 article was not begun." in summary(report_of(ROWS, "out", 1.0, left=1))


class Page(HTMLParser):
    """The structure of a page: its tags in order, with their attributes and texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and data.strip():
            self.texts.setdefault(self.open[-1], []).append(data)


def test_the_page_can_be_read_by_a_screen_reader(tmp_path: Path) -> None:
    write_page(report_of(ROWS, "out", 61.0), tmp_path / "deep" / "r.html")
    page = Page((tmp_path / "deep" / "r.html").read_text(encoding="utf-8"))
    names = [tag for tag, _ in page.tags]
    assert page.tags[0] == ("html", {"lang": "en"})
    assert "script" not in names
    assert page.texts["h1"] == page.texts["title"] == ["Batch: 1 failed"]
    assert names.count("h2") == names.count("table") == names.count("caption") == 5
    scopes = [attributes["scope"] for tag, attributes in page.tags if tag == "th"]
    assert scopes.count("row") == 5
    assert set(scopes) == {"row", "col"}
    assert page.texts["a"] == ["Ice & <snow>"]
    assert ("a", {"href": "https://example.org/a?x=1&y=2"}) in page.tags
    assert "Mend. It is tried again in the next run." in page.texts["td"]
