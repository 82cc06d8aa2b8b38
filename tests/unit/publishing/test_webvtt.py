from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from narrator.article import Metadata
from narrator.episode import Cue, Episode
from narrator.publishing import webvtt
from narrator.publishing.webvtt import TimedText


def with_texts(episode: Episode, *texts: str, **changes: str) -> Episode:
    cues = tuple(
        replace(cue, text=text, voice="presenter", **changes)
        for cue, text in zip(episode.cues, texts, strict=False)
    )
    return replace(episode, cues=cues)


def payloads(episode: Episode) -> list[str]:
    return [cue.payload for cue in webvtt.timed_texts(episode)]


def at(cue: Cue, start: int, end: int) -> Cue:
    return replace(cue, start_samples=start, end_samples=end)


def test_the_file_has_a_header_a_note_and_numbered_cues(episode: Episode, tmp_path: Path) -> None:
    path = tmp_path / "episode.vtt"
    webvtt.write(replace(with_texts(episode, "Hello.", "Bye.")), path)
    assert path.read_text(encoding="utf-8") == (
        "WEBVTT\n\nNOTE\nThe tide tables of 1912\nLanguage: en-GB\n"
        "Roles: 1 body; 2 standfirst\n\n"
        "1\n00:00:00.000 --> 00:00:00.600\nHello.\n\n"
        "2\n00:00:00.750 --> 00:00:01.350\nBye.\n\n"
    )


def test_a_note_contains_no_arrow_and_no_empty_line(episode: Episode) -> None:
    metadata = Metadata(headline="A --> B\n\nC")
    text = "\n".join(webvtt.render(replace(episode, metadata=metadata, cues=())))
    assert "NOTE\nA -> B C\n" in text


def test_an_episode_of_which_nothing_is_known_has_no_note(episode: Episode) -> None:
    assert list(webvtt.render(replace(episode, metadata=Metadata(), cues=()))) == ["WEBVTT\n"]


def test_the_characters_of_the_markup_are_escaped(episode: Episode) -> None:
    assert payloads(with_texts(episode, "a --> b & <i>")) == ["a --&gt; b &amp; &lt;i&gt;"]


def test_no_cue_has_an_empty_line(episode: Episode) -> None:
    assert payloads(with_texts(episode, "if x:\n\n  \n    y\r\n")) == ["if x:\ny"]


def test_a_cue_without_words_is_left_out(episode: Episode) -> None:
    assert payloads(with_texts(episode, " \n ", "Word.")) == ["Word."]


def test_voices_are_named_where_there_are_several(episode: Episode) -> None:
    assert payloads(episode)[:2] == ["<v presenter>This is cue 0.", "<v second>This is cue 1."]


def test_another_language_is_marked(episode: Episode) -> None:
    assert payloads(with_texts(episode, "Bonjour.", language="fr")) == ["<lang fr>Bonjour.</lang>"]


def test_cues_that_touch_do_not_overlap_after_rounding(episode: Episode) -> None:
    first, second, third = episode.cues[:3]
    cues = (at(first, 0, 20), at(second, 20, 21), at(third, 21, 23))
    timed = list(webvtt.timed_texts(replace(episode, cues=cues)))
    assert [(cue.start_ms, cue.end_ms) for cue in timed] == [(0, 1), (1, 2), (2, 3)]


def test_a_file_that_is_written_is_read_the_same(episode: Episode) -> None:
    text = "\n".join(webvtt.render(episode)) + "\n"
    assert list(webvtt.parse(text)) == list(webvtt.timed_texts(episode))


def test_roles_are_told_by_the_numbers_of_the_cues(episode: Episode) -> None:
    text = "\n".join(webvtt.render(episode)) + "\n"
    assert "\nRoles: 1 body; 2 standfirst; 3-6 body\n" in text
    odd = text.replace(
        "Roles: 1 body; 2 standfirst; 3-6 body", "Roles: 1-999999999 body; 2 note; x"
    )
    assert [cue.role for cue in webvtt.parse(odd)] == ["", "note", "", "", "", ""]


def test_what_other_programs_write_is_read() -> None:
    text = (
        "\ufeffWEBVTT - title\nKind: captions\n\nSTYLE\n::cue {}\n\nREGION\nid:1\n\n"
        "NOTE a --> b\n\n00:01.000 --> 00:02.500 align:start\none\ntwo\n\n\n"
        "named\n01:00:00.000 --> 01:00:01.000\n"
    )
    assert list(webvtt.parse(text)) == [
        TimedText(1000, 2500, "one\ntwo"),
        TimedText(3_600_000, 3_601_000, ""),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "first line is not WEBVTT"),
        ("WEBVTTX\n", "first line is not WEBVTT"),
        ("WEBVTT\n\n1\nno times\n", "line 3 begins a cue without times"),
        ("WEBVTT\n\n00:00.000 -->\nx\n", "line 3: not a time"),
        ("WEBVTT\n\n1\n0:0 --> 00:01.000\nx\n", "line 4: not a time"),
        ("WEBVTT\n\n00:00.000 --> 00:01.000\nx\n00:01.000 --> 00:02.000\n", "inside it"),
    ],
)
def test_what_is_not_webvtt_is_refused_with_the_line(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        list(webvtt.parse(text))
