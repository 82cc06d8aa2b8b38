"""The player of the page: the browser's own, and what our script adds to it."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from narrator.episode import Episode
from narrator.publishing.markup import add, element, set_language
from narrator.publishing.page_words import PageWords
from narrator.publishing.typesetting import cue_id
from narrator.timing import ms_to_clock, ms_to_fragment

MOVES = ("previous_section", "previous_sentence", "play", "next_sentence", "next_section")
"""The buttons that move, in their order; each is a field of `PageWords`."""
CHANGES = (
    ("speed", ("slower", "faster")),
    ("text_size", ("smaller_text", "larger_text")),
)
SWITCHES = ("follow", "show_added")


def player(words: PageWords, source: str) -> Element:
    """Return the player; the buttons are hidden until the script that they need runs."""
    made = element("section", class_="player", aria_label=words.player)
    audio = add(made, "audio", id="audio", controls="", preload="metadata", src=source)
    add(add(audio, "p"), "a", words.no_audio, href=source)
    buttons = add(made, "div", class_="buttons", role="group", aria_label=words.player, hidden="")
    for name in MOVES:
        button = add(buttons, "button", getattr(words, name), type="button", data_do=name)
        if name == "play":
            button.set("data-other", words.pause)
    add(made, "p", class_="status", id="status", role="status")
    return made


def reading_settings(words: PageWords) -> Element:
    """Return what a reader may set: speed, size of text, what is shown."""
    made = element("section", class_="settings", aria_label=words.settings, hidden="")
    for name, moves in CHANGES:
        label = getattr(words, name)
        group = add(made, "div", class_="setting", role="group", aria_label=label)
        add(group, "span", label, class_="name")
        first, second = (element("button", getattr(words, move), type="button") for move in moves)
        for button, move in zip((first, second), moves, strict=True):
            button.set("data-do", move)
        group.append(first)
        add(group, "output", id=name)
        group.append(second)
    for name in SWITCHES:
        line = add(made, "label", class_="setting")
        add(line, "input", type="checkbox", checked="", id=name)
        add(line, "span", getattr(words, name))
    return made


def chapter_list(episode: Episode, words: PageWords, source: str) -> Element:
    """Return the chapters: each a link into the text, and one into the recording at its time."""
    made = element("nav", aria_label=words.chapters)
    add(made, "h2", words.chapters)
    entries = add(made, "ol")
    starts = [cue.start_samples for cue in episode.cues]
    for number, chapter in enumerate(episode.chapters):
        start_ms = episode.to_ms(chapter.start_samples)
        place = cue_id(first_cue(starts, chapter.start_samples)) if number else "text"
        entry = add(entries, "li")
        title = " ".join(chapter.title.split()) or words.untitled
        link = add(entry, "a", title, href=f"#{place}", data_ms=str(start_ms))
        set_language(link, episode.metadata.language, words.language)
        link.tail = " "
        at = f"{source}#{ms_to_fragment(start_ms)}"
        text = f"{words.play_from} {_short(start_ms)}"
        add(entry, "a", text, href=at, class_="time", data_play=str(start_ms))
    if not len(entries):
        made.remove(entries)
        add(made, "p", words.untitled)
    return made


def first_cue(starts: Sequence[int], place: int) -> int:
    """Return the index of the first cue that begins there or behind; the last where none does."""
    from bisect import bisect_left

    return min(bisect_left(starts, place), max(len(starts) - 1, 0))


def _short(ms: int) -> str:
    """Return `1:05` or `1:02:05`, whole seconds."""
    hours, minutes, seconds = ms_to_clock(ms).partition(".")[0].split(":")
    return f"{hours}:{minutes}:{seconds}" if hours != "0" else f"{int(minutes)}:{seconds}"
