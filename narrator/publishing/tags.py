"""What an episode says in its ID3 tag, frame by frame."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from narrator.episode import Chapter, Episode
from narrator.errors import OutputError
from narrator.publishing import id3
from narrator.publishing.id3 import Frame
from narrator.publishing.language_codes import three_letters
from narrator.script import Role

OWNER = "narrator"
"""Under which our identifier of the source stands, and who made the file."""

MADE_FROM = "narrator made-from"
"""Under which the digest stands of all that a recording was made from (ID3v2.3, section 4.28)."""

GENRE = "Podcast"
"""Free text, as ID3v2.3, section 4.2.1 (TCON) allows; the numbered genres have no such one."""

MAX_TAG_BYTES = 300_000
"""Players that stream give up looking for chapters behind a few hundred kilobytes."""

MAX_COVER_BYTES = 1_000_000
"""A picture that every phone shows is smaller; it is loaded before the first word."""

DISCLOSURE = "Read by a synthetic voice."
"""For an episode in a language that has no words for it: directories want it said in some."""

STANDS_IN = "That voice stands in for"
"""Begins the last line of the comment where another engine had to speak."""

CUT_NOTICE = "[The rest of the transcript is in the text file beside this recording.]"

PICTURES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
"""The signatures of the two kinds that players show (ID3v2.3, section 4.15)."""

_RESERVED = "!#$%&'()*+,/:;=?@[]~"
"""Characters of an address that mean something, and the sign of what is escaped already."""

_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})-(\d{2}))?")
_ROOT = "toc"
_STORY = "story"


def identity(episode: Episode) -> str:
    """Return what tells the episode's source from every other, as 64 hexadecimal digits.

    A digest, since an identifier in a tag may be 64 bytes long (ID3v2.3, section 4.1) and
    addresses are longer. An episode that names no source is known by what it says.
    """
    source = episode.source or episode.metadata.url
    return identity_of(source or f"{episode.metadata.headline}\n{episode.transcript()}")


def identity_of(source: str) -> str:
    """Return the digest of what tells a source from every other."""
    return sha256(source.encode("utf-8", "surrogatepass")).hexdigest()


def standfirst(episode: Episode) -> str:
    """Return what the article says it is about, as it is heard; "" where it does not say so."""
    return " ".join(cue.text for cue in episode.cues if cue.role is Role.STANDFIRST)


def frames(episode: Episode) -> list[Frame]:
    """Return the frames of the episode's tag, those that players look for first in front.

    Raises:
        OutputError: where the cover cannot be read or is not one that players show.
    """
    described = [*_about(episode), *_chapter_frames(episode), *_comment(episode)]
    described += _cover(episode)
    used = len(id3.render(described))
    return [*described, _lyrics(episode, MAX_TAG_BYTES - used)]


def _text(name: str, text: str) -> Iterator[Frame]:
    """Yield a text frame in one line (ID3v2.3, section 4.2), where there is a text."""
    line = " ".join(text.split())
    if line:
        yield Frame(name, {"text": line})


def _about(episode: Episode) -> Iterator[Frame]:
    meta = episode.metadata
    yield Frame("UFID", {"owner": OWNER, "data": identity(episode).encode("ascii")})
    if episode.made_from:
        yield Frame("PRIV", {"owner": MADE_FROM, "data": episode.made_from.encode("ascii")})
    yield from _text("TIT2", meta.headline or "Untitled")
    # A comma, not the solidus of section 4.2.1: a screen reader says "slash".
    yield from _text("TPE1", ", ".join(meta.authors) or meta.site or OWNER)
    yield from _text("TALB", meta.site or OWNER)
    yield from _text("TRCK", episode.track)
    yield from _date(meta.published.iso if meta.published else "")
    yield from _text("TCON", GENRE)
    yield from _text("TLAN", three_letters(meta.language))
    yield from _text("TLEN", str(episode.duration_ms))
    yield from _text("TENC", OWNER)
    yield from _text("TSSE", f"{OWNER}, LAME, {episode.bit_rate_kbps} kbit/s constant")
    if meta.url:
        # Addresses are Latin-1 in a tag and ASCII on the web (RFC 3986, section 2).
        yield Frame("WOAS", {"url": quote(meta.url, safe=_RESERVED, errors="replace")})


def _date(iso: str) -> Iterator[Frame]:
    """Yield the year, and the day as DDMM (ID3v2.3, section 4.2.1)."""
    found = _ISO_DATE.match(iso)
    if found:
        year, month, day = found.groups()
        yield Frame("TYER", {"text": year})
        if month:
            yield Frame("TDAT", {"text": day + month})


def _comment(episode: Episode) -> Iterator[Frame]:
    language = three_letters(episode.metadata.language)
    yield Frame("COMM", {"language": language, "description": "", "text": said_of(episode)})


def said_of(episode: Episode) -> str:
    """Return what the article is about, where it is from, and that a machine reads it."""
    meta = episode.metadata
    origin = ", ".join(part for part in (meta.site, meta.url) if part)
    voices = ", ".join(episode.voices)
    parts = (
        standfirst(episode),
        origin,
        with_voices(episode.disclosure or DISCLOSURE, voices),
        f"{STANDS_IN} {episode.in_place_of}." if episode.in_place_of else "",
    )
    return "\n".join(part for part in parts if part)


def with_voices(sentence: str, voices: str) -> str:
    """Return the sentence with the names of the voices before its full stop."""
    if not voices:
        return sentence
    words = sentence.rstrip(".。।")
    return f"{words} ({voices}){sentence[len(words) :]}"


def _chapter_frames(episode: Episode) -> Iterator[Frame]:
    """Yield the tables of contents, the root first, then the chapters in time order."""
    if not episode.chapters:
        return
    yield from _contents(episode)
    for number, chapter in enumerate(episode.chapters):
        yield _chapter(episode, _name(number), chapter)


def _name(number: int) -> str:
    return f"chp{number}"


def _contents(episode: Episode) -> Iterator[Frame]:
    """Yield one table of all chapters; of an edition, a table for each story within the root."""
    entries: list[str] = []
    stories: dict[str, tuple[str, list[str]]] = {}
    for number, chapter in enumerate(episode.chapters):
        if chapter.is_story:
            entries.append(f"{_STORY}{number}")
            stories[entries[-1]] = (chapter.title, [_name(number)])
        elif stories:
            stories[entries[-1]][1].append(_name(number))
        else:
            entries.append(_name(number))
    yield from _tables(entries, "Chapters")
    for name, (title, chapters) in stories.items():
        yield from _tables(chapters, title, root=name)


def _tables(
    entries: Sequence[str], title: str, depth: int = 0, root: str = _ROOT
) -> Iterator[Frame]:
    """Yield the root table of the entries; where they are too many for it, of tables of them."""
    size = id3.MAX_ENTRIES
    groups = [entries[start : start + size] for start in range(0, len(entries), size)]
    if len(groups) == 1:
        flags = id3.TOP_LEVEL_ORDERED if root == _ROOT else id3.ORDERED
        yield _table(root, entries, title, flags)
        return
    names = [f"{root}{depth}-{number}" for number in range(len(groups))]
    yield from _tables(names, title, depth + 1, root)
    for number, (group, name) in enumerate(zip(groups, names, strict=True)):
        first = number * size + 1
        yield _table(name, group, f"{title} {first} to {first + len(group) - 1}", id3.ORDERED)


def _table(name: str, entries: Sequence[str], title: str, flags: int) -> Frame:
    values = {"element": name, "flags": flags, "children": tuple(entries)}
    return Frame("CTOC", {**values, "frames": tuple(_text("TIT2", title))})


def _chapter(episode: Episode, name: str, chapter: Chapter) -> Frame:
    return Frame(
        "CHAP",
        {
            "element": name,
            "start_ms": episode.to_ms(chapter.start_samples),
            "end_ms": episode.to_ms(chapter.end_samples),
            "start_offset": id3.NO_OFFSET,
            "end_offset": id3.NO_OFFSET,
            "frames": tuple(_text("TIT2", chapter.title)),
        },
    )


def _cover(episode: Episode) -> Iterator[Frame]:
    if episode.cover:
        kind, picture = load_cover(episode.cover)
        values = {"mime": kind, "picture": id3.FRONT_COVER, "description": "", "data": picture}
        yield Frame("APIC", values)


def load_cover(path: str) -> tuple[str, bytes]:
    """Return the media type and the bytes of a picture that a tag can hold.

    Raises:
        OutputError: where it cannot be read, is too large, or neither JPEG nor PNG.
    """
    picture = _picture(Path(path))
    kind = next((mime for mark, mime in PICTURES.items() if picture.startswith(mark)), "")
    if not kind:
        raise OutputError(
            "The cover is neither a JPEG nor a PNG picture",
            where=path,
            hint="Save the picture as JPEG, or leave the cover out.",
        )
    return kind, picture


def _picture(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        picture = path.read_bytes() if size <= MAX_COVER_BYTES else b""
    except OSError as error:
        raise OutputError(
            f"The cover cannot be read ({error.strerror})",
            where=str(path),
            hint="Check the path of the picture, or leave the cover out.",
        ) from error
    if size > MAX_COVER_BYTES:
        raise OutputError(
            f"The cover is too large for a tag: {size:,} bytes of at most {MAX_COVER_BYTES:,}",
            where=str(path),
            hint="Save the picture smaller: 1400 by 1400 pixels as JPEG is plenty.",
        )
    return picture


def _lyrics(episode: Episode, room_bytes: int) -> Frame:
    """Return the transcript, cut at a paragraph where the tag would grow too large."""
    values = {"language": three_letters(episode.metadata.language), "description": ""}
    paragraphs = episode.transcript().split("\n\n")
    whole = Frame("USLT", {**values, "text": "\n\n".join(paragraphs)})
    size = len(id3.render_frame(whole))
    if size <= room_bytes:
        return whole
    width = 1 if size < 2 * len(whole["text"]) else 2
    left = room_bytes - width * len(CUT_NOTICE) - 40
    kept = []
    for paragraph in paragraphs:
        left -= width * (len(paragraph.encode("utf-16-le")) // 2 + len("\n\n"))
        if left < 0:
            break
        kept.append(paragraph)
    return Frame("USLT", {**values, "text": "\n\n".join([*kept, CUT_NOTICE])})
