"""What articles a source names, whatever form it has."""

from __future__ import annotations

import gzip
import io
import json
import re
import sys
from pathlib import Path

import pytest

from narrator.batching.jobs import Job, Row, Status
from narrator.batching.listing import MAX_DEPTH, ListRules, list_jobs
from narrator.batching.listing.feeds import MAX_FEED_BYTES
from narrator.errors import SourceError
from tests.unit.conftest import Web

RSS = """<?xml version="1.0"?>
<rss version="2.0"><channel><title>News</title>
<item><title>Ice  has gone</title><link>https://example.org/ice</link>
<guid isPermaLink="false">tag:example.org,2026:1</guid>
<pubDate>Thu, 12 Mar 2026 10:00:00 +0100</pubDate></item>
<item><title>No link</title><description>Nothing</description></item>
<item><title>A trap</title><link>file:///etc/passwd</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
<entry><title>Ice</title><id>urn:1</id><updated>2026-03-13T00:00:00Z</updated>
<published>2026-03-12T00:00:00Z</published><link href="https://example.org/ice"/></entry></feed>"""

JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "News",
    "items": [
        {"id": "https://example.org/ice", "title": "Ice", "date_published": "2026-03-12T00:00:00Z"},
        {"id": "2", "external_url": "https://example.org/two", "date_modified": "2026-03-13"},
        {"id": "3"},
    ],
}

SITEMAP = """<?xml version="1.0"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://example.org/ice </loc><lastmod>2026-03-13</lastmod>
<news:news><news:publication_date>2026-03-12</news:publication_date>
<news:title>Ice</news:title></news:news></url>
<url><loc>https://example.org/two</loc></url><url><loc>ftp://example.org/</loc></url></urlset>"""

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


def put(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def jobs(*sources: str, **rules: object) -> list[Job]:
    found = list(list_jobs(sources, ListRules(**rules)))
    return [item for item in found if isinstance(item, Job)]


def rows(*sources: str, **rules: object) -> list[Row]:
    found = list(list_jobs(sources, ListRules(**rules)))
    return [item for item in found if isinstance(item, Row)]


def sources_of(found: list[Job]) -> list[str]:
    return [job.source for job in found]


# Folders.


def test_a_folder_is_searched_with_the_folders_in_it(tmp_path: Path) -> None:
    kept = [put(tmp_path, name, "x") for name in ("a.html", "b.MD", "deep/er/c.pdf", "z.txt.gz")]
    for name in (".hidden.md", ".git/x.md", "photo.jpg", "data.json", "notes"):
        put(tmp_path, name, "{}")
    assert sources_of(jobs(str(tmp_path))) == [kept[0], kept[1], kept[3], kept[2]]
    (passed,) = rows(str(tmp_path))
    assert passed.status is Status.SKIPPED
    assert "1 .jpg" in passed.note
    assert "1 without a suffix" in passed.note


def test_what_narrator_and_browsers_put_into_a_folder_is_no_article(tmp_path: Path) -> None:
    page = put(tmp_path, "Story.html", "x")
    put(tmp_path, "Story_files/frame.html", "x")
    put(tmp_path, "ice/ice.mp3", "x")
    put(tmp_path, "ice/notes.txt", "x")
    put(tmp_path, "out/ice/article.txt", "x")
    alone = put(tmp_path, "my_files/letter.txt", "x")
    assert sources_of(jobs(str(tmp_path), output=tmp_path / "out")) == [page, alone]


def test_a_plan_in_a_folder_is_an_article(tmp_path: Path) -> None:
    plan = put(tmp_path, "edited.json", '{"kind": "narrator plan", "schema": 1}')
    assert sources_of(jobs(str(tmp_path))) == [plan]


def test_a_file_says_its_size_and_time(tmp_path: Path) -> None:
    (before,) = jobs(put(tmp_path, "a.md", "x"))
    (after,) = jobs(put(tmp_path, "a.md", "xy"))
    assert before.stamp
    assert before.stamp != after.stamp
    assert before.published.endswith("+00:00")


# Feeds.


def test_rss_names_pages_on_the_web_and_nothing_else(tmp_path: Path) -> None:
    feed = put(tmp_path, "feed", RSS)
    (job,) = jobs(feed)
    assert job == Job(
        "https://example.org/ice",
        name="Ice has gone",
        published="2026-03-12T09:00:00+00:00",
        stamp="2026-03-12T09:00:00+00:00",
        entry="tag:example.org,2026:1",
        origin=feed,
    )
    assert [row.title for row in rows(feed)] == ["No link", "A trap"]


def test_a_feed_that_is_cut_off_gives_what_it_has_and_says_so(tmp_path: Path) -> None:
    feed = put(tmp_path, "feed", RSS[: RSS.index("<item><title>A trap")])
    assert len(jobs(feed)) == 1
    assert "may be missing" in rows(feed)[0].note


def test_an_atom_entry_that_was_updated_has_another_stamp(tmp_path: Path) -> None:
    (job,) = jobs(put(tmp_path, "feed.xml", ATOM))
    assert job.published == "2026-03-12T00:00:00+00:00"
    assert job.stamp == "2026-03-13T00:00:00+00:00"


def test_a_json_feed_is_read(tmp_path: Path) -> None:
    feed = put(tmp_path, "feed", json.dumps(JSON_FEED))
    found = jobs(feed)
    assert sources_of(found) == ["https://example.org/ice", "https://example.org/two"]
    assert [job.stamp for job in found] == ["2026-03-12T00:00:00Z", "2026-03-13"]
    assert len(rows(feed)) == 1


def test_a_feed_is_fetched_and_its_links_are_seen_from_it(web: Web) -> None:
    body = RSS.replace("https://example.org/ice", "/ice").encode()
    feed = web.give("/feed", body, Content_Type="application/rss+xml")
    assert sources_of(jobs(feed, allow_private=True)) == [web.url("/ice")]
    with pytest.raises(SourceError, match="private network"):
        list(list_jobs([feed]))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (BOMB.replace("x", "rss") + "<rss><channel/></rss>", "declares entities"),
        ("<rss><channel><item>", "damaged"),
        (RSS.encode() + b" " * MAX_FEED_BYTES, "larger than"),
        (BOMB.replace("x", "opml") + "<opml/>", "declares the entity"),
        (BOMB.replace("x", "urlset") + "<urlset/>", "declares the entity"),
        ("<opml><body>", "cannot be read"),
        ('{"version": "https://jsonfeed.org/version/1"}', "has no items"),
    ],
)
def test_a_list_that_is_damaged_or_a_trap_is_refused(
    tmp_path: Path, content: str | bytes, message: str
) -> None:
    with pytest.raises(SourceError, match=message):
        list(list_jobs([put(tmp_path, "list", content)]))


def test_a_feed_that_looks_like_a_path_is_not_opened(tmp_path: Path, monkeypatch) -> None:
    put(tmp_path, "feed", RSS)
    monkeypatch.chdir(tmp_path)
    put(tmp_path, "<rss", RSS)
    with pytest.raises(SourceError, match="damaged"):
        list(list_jobs([put(tmp_path, "trap", "<rss>")]))


# Lists of lists.


def test_opml_leads_to_feeds_and_a_dead_one_is_a_row(web: Web, tmp_path: Path) -> None:
    web.give("/a", RSS.encode(), Content_Type="text/xml")
    web.give("/b", b"gone", status=404)
    web.give("/c", b"<html><p>Hello</p></html>", Content_Type="text/html")
    outlines = "".join(
        f'<outline text="x"><outline type="rss" xmlUrl="{web.url(path)}"/></outline>'
        for path in ("/a", "/b", "/a", "/c")
    )
    opml = put(tmp_path, "feeds.opml", f"<opml version='2.0'><body>{outlines}</body></opml>")
    assert sources_of(jobs(opml, allow_private=True)) == ["https://example.org/ice"]
    failed = [row for row in rows(opml, allow_private=True) if row.status is Status.FAILED]
    assert [row.source for row in failed] == [web.url("/b"), web.url("/c")]
    assert failed[0].fault is not None
    assert "status 404" in str(failed[0].fault)
    assert "not a list" in str(failed[1].fault)


def test_a_sitemap_says_when_pages_changed(tmp_path: Path) -> None:
    found = jobs(put(tmp_path, "sitemap.xml", SITEMAP))
    assert sources_of(found) == ["https://example.org/ice", "https://example.org/two"]
    assert (found[0].name, found[0].published, found[0].stamp) == (
        "Ice",
        "2026-03-12",
        "2026-03-13",
    )


def test_an_index_of_sitemaps_is_followed_compressed_ones_too(web: Web) -> None:
    web.give("/one.xml.gz", gzip.compress(SITEMAP.encode()), Content_Type="application/x-gzip")
    index = (
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap>'
        f"<loc>{web.url('/one.xml.gz')}</loc></sitemap></sitemapindex>"
    )
    address = web.give("/sitemap.xml", index.encode(), Content_Type="application/xml")
    assert len(jobs(address, allow_private=True)) == 2


def test_lists_that_name_each_other_come_to_an_end(web: Web) -> None:
    def index(*paths: str) -> bytes:
        named = "".join(f"<sitemap><loc>{web.url(path)}</loc></sitemap>" for path in paths)
        return f"<sitemapindex>{named}</sitemapindex>".encode()

    for number in range(MAX_DEPTH + 2):
        web.give(f"/{number}", index("/0", f"/{number + 1}"))
    assert jobs(web.url("/0"), allow_private=True) == []
    assert len(web.asked) == MAX_DEPTH


# Lists of addresses.


def test_a_text_of_addresses_is_a_list(tmp_path: Path) -> None:
    article = put(tmp_path, "deep/a b.md", "x")
    text = "\ufeff# Monday\n\nhttps://example.org/ice\r\n  deep/a b.md\ndeep/missing.md\n"
    found = jobs(put(tmp_path, "list.txt", text))
    assert sources_of(found) == [
        "https://example.org/ice",
        article,
        str(tmp_path / "deep/missing.md"),
    ]
    assert found[1].origin.endswith("list.txt, line 4")


def test_a_text_that_names_an_address_is_an_article(tmp_path: Path) -> None:
    text = "https://example.org/ice\n\nThe river froze.\nNobody crossed it then.\n"
    article = put(tmp_path, "a.txt", text)
    assert sources_of(jobs(article)) == [article]


def test_a_list_from_the_web_names_no_file_of_ours(web: Web) -> None:
    body = b"https://example.org/ice\nhttps://example.org/two\n/etc/passwd\n"
    address = web.give("/list.txt", body, Content_Type="text/plain")
    assert len(jobs(address, allow_private=True)) == 2
    (row,) = rows(address, allow_private=True)
    assert row.source == "/etc/passwd"


def test_a_list_comes_on_standard_input(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    article = put(tmp_path, "a.md", "x")
    text = b"https://example.org/ice\na.md\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert sources_of(jobs("-")) == ["https://example.org/ice", article]


def test_an_article_on_standard_input_is_no_list(monkeypatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"The river froze.")))
    with pytest.raises(SourceError, match="no list of articles"):
        list(list_jobs(["-"]))


def test_a_url_that_is_an_article_is_one(web: Web) -> None:
    page = web.give("/a", b"<html><p>Hello</p></html>", Content_Type="text/html")
    assert sources_of(jobs(page, allow_private=True)) == [page]


def test_a_source_that_is_missing_is_an_error_alone_and_a_row_among_others(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        list(list_jobs(["missing.md"]))
    article = put(tmp_path, "a.md", "x")
    assert [row.source for row in rows("missing.md", article)] == ["missing.md"]


# Manifests.

LINES = [
    {
        "source": "a.md",
        "title": "Ice",
        "language": "de",
        "output": "sport/tennis",
        "cover": "c.png",
    },
    {"source": "https://example.org/two", "skip": True, "published": "2026-03-12"},
    {"source": "a.md", "profile": "mine.toml"},
]


@pytest.mark.parametrize("form", [",", ";", "\t", "jsonl"])
def test_a_manifest_says_more_of_each_article(tmp_path: Path, form: str) -> None:
    article = put(tmp_path, "a.md", "x")
    if form == "jsonl":
        manifest = put(tmp_path, "m.jsonl", "\n".join(json.dumps(line) for line in LINES) + "\n\n")
    else:
        keys = ["source", "title", "profile", "language", "cover", "output", "skip", "published"]
        table = [[str(line.get(key, "")).replace("True", "yes") for key in keys] for line in LINES]
        text = "\n".join(form.join(cells) for cells in [[" Source ", *keys[1:]], *table])
        manifest = put(tmp_path, "m.csv", "\ufeff" + text + "\n")
    first, second, third = jobs(manifest)
    assert (first.source, first.title, first.language) == (article, "Ice", "de")
    assert (first.output, first.cover) == ("sport/tennis", str(tmp_path / "c.png"))
    assert first.stamp
    assert (second.skip, second.published) == (True, "2026-03-12")
    assert third.profile == str(tmp_path / "mine.toml")
    start = 1 if form == "jsonl" else 2
    assert first.origin == f"{manifest}, line {start}"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("m.csv", "source,titel\na.md,x", "line 1: titel.*title"),
        ("m.csv", "url\na.md", "Unknown column.*url"),
        ("m.csv", "title\na.md", "no column named source"),
        ("m.csv", "source,title\n,Ice", "line 2"),
        ("m.csv", "source\na.md,b,c", "more columns"),
        ("m.csv", 'source,title\na.md,"open', "damaged"),
        ("m.csv", "source,skip\na.md,perhaps", "skip is yes or no"),
        ("m.csv", "source,output\na.md,../x", "not inside the output"),
        ("m.csv", "source,output\na.md,/x", "not inside the output"),
        ("m.csv", "source,output\na.md,C:\\x", "not inside the output"),
        ("m.csv", "source,language\na.md,klingonish", "not a language"),
        ("m.csv", "source,published\na.md,yesterday", "not a date"),
        ("m.csv", b"source,title\na.md,\xfc", "not UTF-8.*line 2"),
        ("m.jsonl", '{"source": "a.md"}\n[1]', "line 2"),
        ("m.jsonl", '{"source": "a.md"}\n{', "line 2"),
        ("m.jsonl", '{"source": "a.md", "title": 3}', "must be a text.*title"),
        ("m.jsonl", '{"sauce": "a.md"}', "line 1: sauce"),
    ],
)
def test_a_fault_in_a_manifest_is_said_with_its_line(
    tmp_path: Path, name: str, content: str | bytes, said: str
) -> None:
    with pytest.raises(SourceError) as caught:
        list(list_jobs([put(tmp_path, name, content)]))
    assert re.search(said, f"{caught.value} {caught.value.hint}")


def test_a_plan_in_one_line_is_an_article(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    plan.write_text('{"kind": "narrator plan", "schema": 1, "source": "x"}')
    assert [job.source for job in list_jobs([str(plan)]) if isinstance(job, Job)] == [str(plan)]


def test_a_manifest_that_was_written_on_windows_is_read_everywhere(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    put(tmp_path / "texts", "a.md", "# A\n\nB.\n")
    put(tmp_path / "texts", "c.jpg", b"\xff\xd8\xff")
    found = jobs(put(tmp_path, "m.csv", "source;cover\ntexts\\a.md;texts\\c.jpg\n"))
    assert [job.source for job in found] == [str(tmp_path / "texts" / "a.md")]
    assert Path(found[0].cover) == tmp_path / "texts" / "c.jpg"
