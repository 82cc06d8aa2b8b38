"""What pages and books say themselves, in the language of the article where we have it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from narrator.language_tags import primary

FALLBACK = "en"
LANGUAGES = ("en", "de")
"""The primary language subtags that there is a table for, a TOML file beside this module."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of the controls and the headings of our own, in one language."""

    language: str
    """BCP 47."""
    skip: str
    player: str
    play: str
    pause: str
    previous_section: str
    previous_sentence: str
    next_sentence: str
    next_section: str
    slower: str
    faster: str
    speed: str
    smaller_text: str
    larger_text: str
    text_size: str
    settings: str
    follow: str
    show_added: str
    chapters: str
    play_from: str
    """Before a time: "Play from 0:01:05"."""
    image: str
    """Before a picture's description, where the audio does not announce it."""
    table: str
    untitled: str
    omissions: str
    omissions_about: str
    everything: str
    original: str
    recording: str
    no_audio: str
    summary: str
    """Of a book's accessibility, for people who choose by it."""


@cache
def page_words(language: str) -> PageWords:
    """Return the words in that language, else in English."""
    name = primary(language) if primary(language) in LANGUAGES else FALLBACK
    text = (files(__package__) / f"{name}.toml").read_text(encoding="utf-8")
    return PageWords(language=name, **tomllib.loads(text))
