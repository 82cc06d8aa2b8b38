"""What directories ask of the entries: the episodes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from narrator.feed.entries import AI_CONTENT, MOST_CHARS, MOST_NAME_CHARS
from narrator.feed.episodes import TRANSCRIPTS, read_episode
from narrator.feed.notes import LEAST_CHAPTERS, MOST_BYTES
from narrator.feed.rules import APPLE, NAMESPACE, RSS, Subject, named, rule, several
from narrator.feed.xml import Element
from narrator.publishing import FORMATS, Severity
from narrator.telling import tell_nobody

AGAIN = "Run narrator feed again."
CONVERT = "Convert the article again, then run narrator feed."

REQUIRED = ("title", "enclosure", "guid", "pubDate", "itunes:duration", "description")
"""Title and enclosure by Apple's list of what must be there; the rest is recommended there, and
players lose their place without it."""

MOST_DURATION_OFF_S = 1.0
"""The duration is told in whole seconds."""

_TIMESTAMP = re.compile(r"<li>(\d{2,}):([0-5]\d):([0-5]\d) ")
_ADDRESS = re.compile(r"https?://[!#-;=?-~]+")


def _enclosures(subject: Subject) -> Iterator[tuple[Element, Element]]:
    for item in subject.items:
        found = item.find("enclosure")
        if found is not None:
            yield item, found


@rule(APPLE, AGAIN)
def what_every_entry_has(subject: Subject) -> Iterator[str]:
    """Yield which elements of an entry are missing or empty."""
    for item in subject.items:
        for name in REQUIRED:
            found = item.find(name)
            if found is None or not (found.text.strip() or found.attributes):
                yield f"{named(item)} has no {name}."


@rule(APPLE, AGAIN)
def guids_are_unique(subject: Subject) -> Iterator[str]:
    """Yield which identifier two entries share: players show only one of them."""
    for guid in several([item.value("guid") for item in subject.items]):
        yield f"The guid {guid} is there more than once."


@rule(APPLE, AGAIN)
def enclosures_are_unique(subject: Subject) -> Iterator[str]:
    """Yield which recording two entries share."""
    for url in several([found.get("url") for _, found in _enclosures(subject)]):
        yield f"The recording {url} is there more than once."


@rule(RSS, AGAIN)
def guids_are_not_addresses(subject: Subject) -> Iterator[str]:
    """Yield which identifier a player would open as an address."""
    for item in subject.items:
        guid = item.find("guid")
        if guid and guid.get("isPermaLink") != "false" and not _ADDRESS.fullmatch(guid.text):
            yield f"The guid of {named(item)} is no address, and does not say so."


@rule(APPLE, AGAIN)
def dates_are_dates(subject: Subject) -> Iterator[str]:
    """Yield which date players cannot read."""
    for item in subject.items:
        told = item.value("pubDate")
        try:
            if told:
                parsedate_to_datetime(told)
        except ValueError:
            yield f"The date of {named(item)}, {told!r}, is none (RFC 2822)."


@rule(APPLE, 'Correct the date of the article, or set dates = "made".', Severity.WARNING)
def dates_are_not_to_come(subject: Subject) -> Iterator[str]:
    """Yield which entry directories hold back until its day."""
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    for item in subject.items:
        try:
            told = parsedate_to_datetime(item.value("pubDate"))
        except (TypeError, ValueError):
            continue
        if told.tzinfo and told > tomorrow:
            yield f"The date of {named(item)} is still to come."


@rule(APPLE, AGAIN)
def enclosures_are_mp3(subject: Subject) -> Iterator[str]:
    """Yield where the type of a recording and the ending of its name do not agree."""
    form = FORMATS["mp3"]
    for item, found in _enclosures(subject):
        ends = found.get("url").partition("?")[0].lower().endswith(form.suffix)
        if found.get("type") != form.media_type or not ends:
            yield f"The recording of {named(item)} is not named and typed as an MP3."


@rule(APPLE, AGAIN)
def lengths_are_numbers(subject: Subject) -> Iterator[str]:
    """Yield which recording does not say how many bytes it has."""
    for item, found in _enclosures(subject):
        if not found.get("length").isdecimal() or int(found.get("length")) == 0:
            yield f"The recording of {named(item)} has no length in bytes."


@rule(APPLE, AGAIN)
def lengths_are_true(subject: Subject) -> Iterator[str]:
    """Yield which recording has another length than the feed says."""
    for item, found in _enclosures(subject):
        path = subject.file(found.get("url"))
        if path and path.is_file() and str(path.stat().st_size) != found.get("length"):
            size = path.stat().st_size
            yield f"The recording of {named(item)} has {size} bytes, not {found.get('length')}."


@rule(
    APPLE,
    "Where it is on your server, all is well; else run narrator feed --prune.",
    Severity.WARNING,
)
def recordings_are_there(subject: Subject) -> Iterator[str]:
    """Yield which recording is not in the folder."""
    for item, found in _enclosures(subject):
        path = subject.file(found.get("url"))
        if path and not path.is_file():
            yield f"The recording of {named(item)} is not in the folder."


@rule(APPLE, CONVERT)
def durations_are_true(subject: Subject) -> Iterator[str]:
    """Yield which entry says another duration than its recording has."""
    for item, found in _enclosures(subject):
        told = item.value("itunes:duration")
        if told and not told.isdecimal():
            yield f"The duration of {named(item)}, {told!r}, is not in whole seconds."
            continue
        path = subject.file(found.get("url"))
        if not told or path is None or not path.is_file():
            continue
        try:
            seconds = read_episode(path, path.name, tell_nobody).duration_ms / 1000
        except (OSError, ValueError) as error:
            yield f"The recording of {named(item)} is not whole: {error}."
            continue
        if abs(seconds - int(told)) > MOST_DURATION_OFF_S:
            yield f"{named(item)} lasts {seconds:.0f} seconds, not {told}."


@rule(APPLE, AGAIN)
def titles_are_short_enough(subject: Subject) -> Iterator[str]:
    """Yield which title directories cut off."""
    for item in subject.items:
        if len(item.value("title")) > MOST_CHARS:
            yield f"The title of {named(item)} has more than {MOST_CHARS} characters."


@rule(APPLE, AGAIN)
def descriptions_are_short_enough(subject: Subject) -> Iterator[str]:
    """Yield which description directories cut off."""
    for item in subject.items:
        size = len(item.value("description").encode())
        if size > MOST_BYTES:
            yield f"The description of {named(item)} has {size} bytes, more than {MOST_BYTES}."


@rule("Apple, Chapters on Apple Podcasts", AGAIN)
def times_in_notes_are_in_order(subject: Subject) -> Iterator[str]:
    """Yield where the times in the show notes are not those of chapters."""
    for item in subject.items:
        for name in ("description", "content:encoded"):
            times = [_seconds(found.groups()) for found in _TIMESTAMP.finditer(item.value(name))]
            if not times:
                continue
            if times[0] != 0 or len(times) < LEAST_CHAPTERS:
                yield f"The times in the notes of {named(item)} are not three from 00:00:00 on."
            if any(later <= earlier for earlier, later in pairwise(times)):
                yield f"The times in the notes of {named(item)} are not in order."


def _seconds(parts: tuple[str, ...]) -> int:
    hours, minutes, seconds = map(int, parts)
    return hours * 3600 + minutes * 60 + seconds


@rule(f"{NAMESPACE}/chapters.md", CONVERT)
def chapters_can_be_read(subject: Subject) -> Iterator[str]:
    """Yield which file of chapters players cannot read."""
    for item in subject.items:
        for found in item.all("podcast:chapters"):
            if found.get("type") != FORMATS["chapters"].media_type:
                yield f"The chapters of {named(item)} are of type {found.get('type')!r}."
            path = subject.file(found.get("url"))
            if path and path.parent.is_dir():
                yield from (f"The chapters of {named(item)} {what}." for what in _broken(path))


def _broken(path: Path) -> Iterator[str]:
    """Yield what is wrong with a file of chapters (jsonChapters.md, version 1.2.0)."""
    try:
        document: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        yield f"cannot be read: {error}"
        return
    listed = document.get("chapters") if isinstance(document, dict) else None
    if not isinstance(listed, list) or not isinstance(document.get("version"), str):
        yield "have no version or no list"
        return
    told = [entry.get("startTime") if isinstance(entry, dict) else None for entry in listed]
    starts = [start for start in told if isinstance(start, int | float) and start >= 0]
    if len(starts) < len(told):
        yield "do not all begin at a time"
    elif any(later < earlier for earlier, later in pairwise(starts)):
        yield "are not in the order of time"


@rule(f"{NAMESPACE}/transcript.md", CONVERT)
def transcripts_are_of_known_types(subject: Subject) -> Iterator[str]:
    """Yield which transcript players cannot read, or take for something else."""
    known = {FORMATS[name].media_type: FORMATS[name].suffix for name in TRANSCRIPTS}
    for item in subject.items:
        found = item.all("podcast:transcript")
        for transcript in found:
            suffix = known.get(transcript.get("type"), "")
            if not suffix or not transcript.get("url").endswith(suffix):
                yield f"A transcript of {named(item)} is of type {transcript.get('type')!r}."
        vtt = FORMATS["vtt"].media_type
        if vtt in {one.get("type") for one in found} and found[0].get("type") != vtt:
            yield f"The first transcript of {named(item)} is not WebVTT, which players want."


@rule(f"{NAMESPACE}/transcript.md", CONVERT)
def side_files_are_there(subject: Subject) -> Iterator[str]:
    """Yield which file that an entry links to is missing beside its recording."""
    for item in subject.items:
        for name in ("podcast:chapters", "podcast:transcript"):
            for found in item.all(name):
                path = subject.file(found.get("url"))
                if path and path.parent.is_dir() and not path.is_file():
                    yield f"{path.name}, which {named(item)} links to, is not in its folder."


@rule(f"{NAMESPACE}/transcript.md", CONVERT, Severity.WARNING)
def every_entry_has_a_transcript(subject: Subject) -> Iterator[str]:
    """Yield which entry cannot be read by those who do not hear it."""
    for item in subject.items:
        if not item.all("podcast:transcript"):
            yield f"{named(item)} has no transcript."


@rule(f"{NAMESPACE}/person.md", AGAIN)
def persons_have_names(subject: Subject) -> Iterator[str]:
    """Yield whose name is empty or longer than players show."""
    for element in (subject.channel, *subject.items):
        for person in element.all("podcast:person"):
            if not 0 < len(person.text.strip()) <= MOST_NAME_CHARS:
                yield f"A person has no name of 1 to {MOST_NAME_CHARS} characters."


@rule("Apple, Content guidelines", AGAIN)
def every_entry_discloses_its_voice(subject: Subject) -> Iterator[str]:
    """Yield which entry does not say that a machine speaks."""
    for item in subject.items:
        told = {text.get("purpose") for text in item.all("podcast:txt")}
        if AI_CONTENT not in told:
            yield f"{named(item)} does not say that a synthetic voice reads."


@rule(RSS, AGAIN)
def addresses_are_whole(subject: Subject) -> Iterator[str]:
    """Yield which address players cannot open: not whole, or not escaped."""
    for item in subject.items:
        for child in item.children:
            for name, value in child.attributes:
                if name in ("url", "href", "img") and not _ADDRESS.fullmatch(value):
                    yield f"An address of {named(item)} cannot be opened: {value[:80]!r}."
