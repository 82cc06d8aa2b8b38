from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from narrator.article import Metadata, PublicationDate
from narrator.episode import Chapter, Episode
from narrator.errors import OutputError
from narrator.publishing import id3, tags
from narrator.publishing.id3 import Frame
from narrator.publishing.language_codes import three_letters

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
JPEG = b"\xff\xd8\xff\xe0" + bytes(100)


def find(episode: Episode, name: str) -> list[Frame]:
    return [frame for frame in tags.frames(episode) if frame.name == name]


def text(episode: Episode, name: str) -> str:
    return "".join(frame["text"] for frame in find(episode, name))


def with_chapters(episode: Episode, count: int) -> Episode:
    chapters = tuple(Chapter(f"Part {n}", 1, n * 10, n * 10 + 10) for n in range(count))
    return replace(episode, chapters=chapters)


def test_title_authors_and_publication_are_in_the_tag(episode: Episode) -> None:
    assert text(episode, "TIT2") == "The tide tables of 1912"
    assert text(episode, "TPE1") == "Ada Quill, Ben Ford"
    assert text(episode, "TALB") == "The Harbour Post"


def test_an_episode_without_metadata_still_has_a_title_an_author_and_an_album(
    episode: Episode,
) -> None:
    bare = replace(episode, metadata=Metadata())
    assert [text(bare, name) for name in ("TIT2", "TPE1", "TALB")] == [
        "Untitled",
        "narrator",
        "narrator",
    ]
    assert text(bare, "TLAN") == "und"
    assert find(bare, "WOAS") == find(bare, "TYER") == []


def test_the_site_stands_for_authors_who_are_not_named(episode: Episode) -> None:
    unsigned = replace(episode, metadata=replace(episode.metadata, authors=()))
    assert text(unsigned, "TPE1") == "The Harbour Post"


@pytest.mark.parametrize(
    ("iso", "year", "day"),
    [
        ("2026-03-12", "2026", "1203"),
        ("2026-03-12T10:00:00Z", "2026", "1203"),
        ("2026", "2026", ""),
    ],
)
def test_the_date_is_a_year_and_a_day(episode: Episode, iso: str, year: str, day: str) -> None:
    metadata = replace(episode.metadata, published=PublicationDate("", iso))
    dated = replace(episode, metadata=metadata)
    assert (text(dated, "TYER"), text(dated, "TDAT")) == (year, day)


def test_a_date_that_was_not_understood_is_left_out(episode: Episode) -> None:
    metadata = replace(episode.metadata, published=PublicationDate("last Tuesday", ""))
    assert text(replace(episode, metadata=metadata), "TYER") == ""


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "eng"),
        ("de-AT", "deu"),
        ("zh-Hant-TW", "zho"),
        ("yue", "yue"),
        ("tlh-x-old", "tlh"),
        ("EN", "eng"),
        ("xx", "und"),
        ("1", "und"),
        ("", "und"),
    ],
)
def test_languages_have_three_letters(tag: str, code: str) -> None:
    assert three_letters(tag) == code


def test_the_length_is_in_milliseconds(episode: Episode) -> None:
    assert text(episode, "TLEN") == str(episode.duration_ms)


def test_the_comment_says_what_it_is_about_where_from_and_that_a_machine_reads(
    episode: Episode,
) -> None:
    assert text(episode, "COMM").splitlines() == [
        "This is cue 1.",
        "The Harbour Post, https://example.org/tide?year=1912",
        "Read by a synthetic voice (en-gb).",
    ]


def test_the_comment_discloses_the_synthetic_voice_even_where_no_voice_is_named(
    episode: Episode,
) -> None:
    assert "Read by a synthetic voice." in text(replace(episode, voices=()), "COMM")


@pytest.mark.parametrize(
    ("disclosure", "said"),
    [
        ("Gelesen von einer künstlichen Stimme.", "Gelesen von einer künstlichen Stimme (en-gb)."),
        ("由合成语音朗读。", "由合成语音朗读 (en-gb)。"),
        ("", "Read by a synthetic voice (en-gb)."),
    ],
)
def test_the_disclosure_is_in_the_language_of_the_article(
    episode: Episode, disclosure: str, said: str
) -> None:
    assert text(replace(episode, disclosure=disclosure), "COMM").splitlines()[-1] == said


def test_an_address_is_written_in_ascii_and_not_escaped_twice(episode: Episode) -> None:
    metadata = replace(episode.metadata, url="https://example.org/ä?x=%20&y=[1]#z")
    frame = find(replace(episode, metadata=metadata), "WOAS")[0]
    assert frame["url"] == "https://example.org/%C3%A4?x=%20&y=[1]#z"


def test_a_title_is_in_one_line(episode: Episode) -> None:
    metadata = replace(episode.metadata, headline="One\n two\tthree")
    assert text(replace(episode, metadata=metadata), "TIT2") == "One two three"


def test_the_source_is_known_by_a_digest_that_fits_the_frame(episode: Episode) -> None:
    data = find(episode, "UFID")[0]["data"]
    assert len(data) == 64
    assert data.decode() == tags.identity(episode)


def test_different_sources_have_different_identities(episode: Episode) -> None:
    other = replace(episode, source="https://example.org/other")
    nameless = replace(episode, source="", metadata=replace(episode.metadata, url=""))
    other_words = replace(nameless, cues=episode.cues[:1])
    names = {tags.identity(one) for one in (episode, other, nameless, other_words)}
    assert len(names) == 4


def test_an_episode_without_a_source_is_known_by_its_address(episode: Episode) -> None:
    assert tags.identity(replace(episode, source="")) == tags.identity(episode)


@pytest.mark.parametrize(("picture", "mime"), [(PNG, "image/png"), (JPEG, "image/jpeg")])
def test_a_cover_is_known_by_its_signature_not_by_its_name(
    episode: Episode, tmp_path: Path, picture: bytes, mime: str
) -> None:
    (tmp_path / "cover.gif").write_bytes(picture)
    frame = find(replace(episode, cover=str(tmp_path / "cover.gif")), "APIC")[0]
    assert (frame["mime"], frame["picture"], frame["data"]) == (mime, 3, picture)


@pytest.mark.parametrize(
    ("picture", "message"),
    [
        (b"GIF89a", "neither a JPEG nor a PNG"),
        (b"", "neither a JPEG nor a PNG"),
        (JPEG + bytes(tags.MAX_COVER_BYTES), "too large"),
        (None, "cannot be read"),
    ],
)
def test_an_unfit_cover_is_an_error_that_names_it(
    episode: Episode, tmp_path: Path, picture: bytes | None, message: str
) -> None:
    path = tmp_path / "cover.jpg"
    if picture is not None:
        path.write_bytes(picture)
    with pytest.raises(OutputError, match=message) as caught:
        tags.frames(replace(episode, cover=str(path)))
    assert caught.value.where == str(path)
    assert caught.value.hint


def test_the_table_of_contents_stands_before_the_chapters(episode: Episode) -> None:
    names = [frame.name for frame in tags.frames(episode)]
    assert names.index("CTOC") < names.index("CHAP")


@pytest.mark.parametrize(("count", "tables"), [(1, 1), (255, 1), (256, 3), (1000, 5)])
def test_more_than_255_chapters_are_in_nested_tables(
    episode: Episode, count: int, tables: int
) -> None:
    many = with_chapters(episode, count)
    contents = find(many, "CTOC")
    assert len(contents) == tables
    assert [frame["flags"] for frame in contents] == [3] + [1] * (tables - 1)
    by_name = {frame["element"]: frame["children"] for frame in contents}
    root = by_name.pop("toc")
    listed = [child for name in root for child in by_name.get(name, (name,))]
    assert listed == [frame["element"] for frame in find(many, "CHAP")]
    assert all(frame["frames"][0].name == "TIT2" for frame in contents)


def test_more_chapters_than_two_levels_hold_are_in_three(
    episode: Episode, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(id3, "MAX_ENTRIES", 3)
    contents = find(with_chapters(episode, 10), "CTOC")
    by_name = {frame["element"]: frame["children"] for frame in contents}
    assert max(map(len, by_name.values())) == 3
    level = by_name["toc"]
    for _ in range(2):
        level = [child for name in level for child in by_name.get(name, (name,))]
    assert level == [f"chp{number}" for number in range(10)]


def test_an_edition_has_a_table_for_each_story(episode: Episode) -> None:
    titles = ["Edition", "Ferry", "Tickets", "Bridge"]
    chapters = tuple(
        Chapter(title, 2, n * 10, n * 10 + 10, is_story=title in {"Ferry", "Bridge"})
        for n, title in enumerate(titles)
    )
    contents = find(replace(episode, chapters=chapters), "CTOC")
    assert [(c["frames"][0]["text"], c["children"], c["flags"]) for c in contents] == [
        ("Chapters", ("chp0", "story1", "story3"), 3),
        ("Ferry", ("chp1", "chp2"), 1),
        ("Bridge", ("chp3",), 1),
    ]


def test_chapters_use_times_and_not_offsets(episode: Episode) -> None:
    chapters = find(episode, "CHAP")
    assert {frame["start_offset"] for frame in chapters} == {0xFFFFFFFF}
    assert [frame["start_ms"] for frame in chapters] == [0, 1500, 3000]
    assert chapters[-1]["end_ms"] == episode.duration_ms


@pytest.mark.parametrize("letter", ["a", "ж", "🎧"])
def test_a_transcript_that_is_too_long_is_cut_at_a_paragraph_and_says_so(
    episode: Episode, letter: str
) -> None:
    cue = episode.cues[0]
    cues = tuple(replace(cue, text=letter * 999, origin=f"/blocks/{n}") for n in range(400))
    long = replace(episode, cues=cues)
    paragraphs = text(long, "USLT").split("\n\n")
    assert paragraphs[-1] == tags.CUT_NOTICE
    assert set(paragraphs[:-1]) == {letter * 999}
    size = len(id3.render(tags.frames(long)))
    assert tags.MAX_TAG_BYTES - 5000 < size <= tags.MAX_TAG_BYTES


def test_a_transcript_without_room_is_only_the_notice(episode: Episode, tmp_path: Path) -> None:
    (tmp_path / "cover.jpg").write_bytes(JPEG + bytes(tags.MAX_COVER_BYTES - 200))
    crowded = replace(episode, cover=str(tmp_path / "cover.jpg"))
    assert text(crowded, "USLT") == tags.CUT_NOTICE
