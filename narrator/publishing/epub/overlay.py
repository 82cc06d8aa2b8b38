"""Which sentence is heard when: the media overlay (EPUB 3.3, section 9).

A clip lasts until the next one begins, so that the pauses between sentences are kept. Tables,
lists and figures are sequences of their own, which reading systems let a listener leave; notes
are sequences that they let a listener skip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement, tostring

from narrator.episode import Episode
from narrator.publishing.epub.names import AUDIO, EPUB, TEXT
from narrator.publishing.typesetting import cue_id
from narrator.timing import ms_to_clock

SMIL = "http://www.w3.org/ns/SMIL"
_CUE_ID = re.compile(r"c\d+")

LEAD_ID = "head"
"""What is shown while a sound is played before the first word."""


@dataclass(frozen=True, slots=True)
class Clip:
    """From when to when a sentence is heard, its pause included."""

    start_ms: int
    end_ms: int


def clips(episode: Episode) -> list[Clip]:
    """Return a clip for each cue of the episode."""
    bounds = [*(episode.to_ms(cue.start_samples) for cue in episode.cues), episode.duration_ms]
    return [Clip(start, end) for start, end in pairwise(bounds)]


def duration_ms(episode: Episode) -> int:
    """Return how long all clips of a book last, the one before the first word included."""
    return episode.duration_ms if episode.cues else 0


def overlay(text: Element, episode: Episode) -> str | None:
    """Return the overlay of the book's text; None where nothing is heard.

    Args:
        text: The document; a name is given to what the lead is shown with.
        episode: What is heard.
    """
    if not episode.cues:
        return None
    heard = {cue_id(number): clip for number, clip in enumerate(clips(episode))}
    root = Element("smil", {"xmlns": SMIL, "xmlns:epub": EPUB, "version": "3.0"})
    body = SubElement(root, "body")
    first_ms = heard[cue_id(0)].start_ms
    if first_ms:
        next(text.iter("header")).set("id", LEAD_ID)
        _clip(body, LEAD_ID, Clip(0, first_ms), "")
    for made in next(text.iter("body")):
        _sequences(body, made, heard)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _sequences(parent: Element, made: Element, heard: dict[str, Clip]) -> None:
    """Append what is heard of an element: what is inside of it first, since that is heard first."""
    name = made.get("id", "")
    kind = _kind(made)
    box = parent
    if kind and name and not _CUE_ID.fullmatch(name) and any(_cues(made)):
        textref = {"epub:textref": f"{TEXT}#{name}", "epub:type": kind}
        box = SubElement(parent, "seq", textref)
    for inner in made:
        _sequences(box, inner, heard)
    if name in heard:
        _clip(box, name, heard[name], kind)


def _kind(made: Element) -> str:
    """Return what an element is in the EPUB 3 Structural Semantics Vocabulary 1.1."""
    match made.tag, made.get("class"):
        case "figure", "picture":
            return "figure"
        case "aside", "note":
            return "footnote"
        case "tr", _:
            return "table-row"
        case "table", _:
            return "table"
        case "ol" | "ul", _:
            return "list"
        case _:
            return ""


def _cues(made: Element) -> Iterator[bool]:
    return (bool(_CUE_ID.fullmatch(inner.get("id", ""))) for inner in made.iter())


def _clip(parent: Element, name: str, clip: Clip, kind: str) -> None:
    made = SubElement(parent, "par", {"epub:type": kind} if kind else {})
    SubElement(made, "text", {"src": f"{TEXT}#{name}"})
    times = {"clipBegin": ms_to_clock(clip.start_ms), "clipEnd": ms_to_clock(clip.end_ms)}
    SubElement(made, "audio", {"src": AUDIO, **times})
