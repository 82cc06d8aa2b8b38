from __future__ import annotations

from dataclasses import replace

from narrator.episode import Episode
from narrator.publishing.subrip import render


def test_a_cue_is_its_number_its_times_and_its_words(episode: Episode) -> None:
    first, second, *_ = render(episode)
    assert first == "1\n00:00:00,000 --> 00:00:00,600\nThis is cue 0.\n\n"
    assert second.startswith("2\n00:00:00,750 --> 00:00:01,350\n")


def test_nothing_in_the_words_ends_a_cue(episode: Episode) -> None:
    cues = (replace(episode.cues[0], text="One\n\n two --> three\n"),)
    (cue,) = render(replace(episode, cues=cues))
    assert cue.splitlines()[2:] == ["One", "two -> three", ""]
    assert cue.endswith("three\n\n")


def test_a_cue_without_words_is_left_out_and_the_numbers_have_no_gap(episode: Episode) -> None:
    cues = (replace(episode.cues[0], text=" \n"), *episode.cues[1:])
    numbers = [cue.partition("\n")[0] for cue in render(replace(episode, cues=cues))]
    assert numbers == [str(number) for number in range(1, len(episode.cues))]
