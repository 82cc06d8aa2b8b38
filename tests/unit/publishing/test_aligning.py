from __future__ import annotations

import pytest

from narrator.article import Span
from narrator.episode import Cue
from narrator.publishing.aligning import Run, Waiting, cell_runs, runs
from narrator.script import Role


def cue(text: str, role: Role = Role.BODY, origin: str = "/blocks/0/text") -> Cue:
    return Cue(text, role, "presenter", "en", 0, 1, origin)


def aligned(text: str, *said: str, spans: tuple[Span, ...] = ()) -> list[tuple[str, int | None]]:
    cues = [cue(words) for words in said]
    found = runs(text, range(len(cues)), cues, spans)
    return [(run.text, run.cue) for run in found]


def test_sentences_are_found_in_their_order() -> None:
    assert aligned("No. He left. No.", "No.", "He left.", "No.") == [
        ("No.", 0),
        (" ", None),
        ("He left.", 1),
        (" ", None),
        ("No.", 2),
    ]


def test_spaces_and_line_breaks_do_not_count() -> None:
    assert aligned("One\n  two three", "One two three") == [("One\n  two three", 0)]


def test_what_is_not_said_is_shown_all_the_same() -> None:
    assert aligned("Said. *** Left out", "Said.") == [("Said.", 0), (" *** Left out", None)]


def test_the_number_of_a_list_item_is_the_lists_own() -> None:
    assert aligned("Call the keeper.", "1. Call the keeper.") == [("Call the keeper.", 0)]


def test_words_that_we_put_before_a_piece_do_not_hide_it() -> None:
    assert aligned("Ada Quill", "By Ada Quill") == [("Ada Quill", 0)]


def test_a_sentence_that_was_edited_stands_before_what_is_written() -> None:
    found = runs("The river froze.", [0], [cue("The stream froze.")], ())
    assert found == [Run("The stream froze.", 0, is_added=True), Run("The river froze.")]


def test_a_stretch_in_another_language_is_a_run_of_its_own() -> None:
    found = runs("He said c'est la vie.", [0], [cue("He said c'est la vie.")], [span(8, 20, "fr")])
    assert found == [Run("He said ", 0), Run("c'est la vie", 0, "fr"), Run(".", 0)]


def test_a_language_tag_that_is_none_is_not_passed_on() -> None:
    found = runs("Hello", [], [], [span(0, 5, '"><script>')])
    assert found == [Run("Hello")]


def span(start: int, end: int, language: str) -> Span:
    return Span("/blocks/0/text", start, end, language)


def test_cells_are_found_in_the_sentence_of_their_row() -> None:
    cues = [cue("Plan: Repair; Cost: 1; Keepers: 1")]
    found = cell_runs(["Repair", "1", "1"], [0], cues)
    assert found == [[Run("Repair", 0)], [Run("1", 0)], [Run("1", 0)]]


def test_a_cell_of_two_sentences_is_cut_where_the_second_begins() -> None:
    cues = [cue("Plan: Repair it."), cue("Then paint it.; Cost: 1")]
    found = cell_runs(["Repair it. Then paint it.", "1"], [0, 1], cues)
    assert found == [[Run("Repair it. ", 0), Run("Then paint it.", 1)], [Run("1", 1)]]


def test_a_sentence_of_a_row_without_its_cells_is_kept() -> None:
    found = cell_runs(["A", ""], [0, 1], [cue("Something else"), cue("A")])
    assert found == [[Run("Something else", 0, is_added=True), Run("A", 1)], []]
    found = cell_runs(["A", ""], [0, 1], [cue("A"), cue("Something else")])
    assert found == [[Run("A", 0)], [Run("Something else", 1, is_added=True)]]


@pytest.mark.parametrize("before", ["/blocks/0/alt", "/blocks/0/caption"])
def test_an_announcement_goes_to_what_it_announces(before: str) -> None:
    cues = [
        cue("Image:", Role.ANNOUNCEMENT, "/blocks/0"),
        cue("A lamp", Role.ALT, "/blocks/0/alt"),
        cue("Caption:", Role.ANNOUNCEMENT, "/blocks/0"),
        cue("The lamp", Role.CAPTION, "/blocks/0/caption"),
    ]
    taken = Waiting(cues).added("/blocks/0", before)
    assert [cues[number + 1].origin for number in taken] == [before]


def test_an_announcement_of_what_has_no_sound_goes_with_the_next() -> None:
    cues = [
        cue("Image:", Role.ANNOUNCEMENT, "/blocks/0"),
        cue("Caption:", Role.ANNOUNCEMENT, "/blocks/0"),
        cue("The lamp", Role.CAPTION, "/blocks/0/caption"),
    ]
    waiting = Waiting(cues)
    assert waiting.added("/blocks/0", "/blocks/0/alt") == []
    assert waiting.added("/blocks/0", "/blocks/0/caption") == [0, 1]


def test_every_cue_is_taken_once() -> None:
    cues = [cue("A"), cue("B"), cue("C", Role.CLOSING, "/metadata"), cue("D", origin="/blocks/10")]
    waiting = Waiting(cues)
    assert waiting.said("/blocks/0/text") == [0, 1]
    assert waiting.said("/blocks/0/text") == []
    assert waiting.of_block("/blocks/1") == []
    assert waiting.rest() == [2, 3]
    assert waiting.rest() == []
