"""DAISY 2.02's own rules, as a checker that shares no code with what writes the books.

After "DAISY 2.02 Specification" (28 February 2001), section by section; each finding names the
rule. The documents themselves are held against their DTDs elsewhere.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile

import av

XHTML = "{http://www.w3.org/1999/xhtml}"
REQUIRED = {
    *("dc:creator", "dc:date", "dc:format", "dc:identifier", "dc:language", "dc:publisher"),
    *("dc:title", "ncc:charset", "ncc:pageFront", "ncc:pageNormal", "ncc:pageSpecial"),
    *("ncc:setInfo", "ncc:tocItems", "ncc:totalTime"),
}
"""Of the NCC (section 2.1.4)."""
ONCE = REQUIRED - {"dc:creator", "dc:language", "dc:publisher"}
HEADING = re.compile(r"h[1-6]")
CLIP = re.compile(r"npt=(\d+\.\d{3})s")


@dataclass
class Opened:
    """A book as it was read."""

    names: list[str]
    documents: dict[str, ET.Element]
    audio: dict[str, bytes]
    findings: list[str] = field(default_factory=list)

    def say(self, is_right: object, rule: str) -> None:
        if not is_right:
            self.findings.append(rule)


def check(path: Path, *, hears: bool = True) -> list[str]:
    """Return what is wrong with a zipped book.

    Args:
        path: The zip file.
        hears: Whether to decode the sound; where not, any bytes will do for it.
    """
    with ZipFile(path) as archive:
        names = archive.namelist()
        files = {name: archive.read(name) for name in names}
    documents = {n: ET.fromstring(f) for n, f in files.items() if n.endswith((".html", ".smil"))}
    audio = {n: f for n, f in files.items() if n.endswith(".mp3")}
    book = Opened(names, documents, audio)
    book.say("ncc.html" in names, "2.1: there is an ncc.html at the top")
    book.say("master.smil" in names, "2.3.5: there is a master.smil")
    book.say(all(re.fullmatch(r"[a-z0-9._-]+", n) for n in names), "2.7: names are plain ASCII")
    if not book.findings:
        metadata(book, sum(map(len, files.values())) - len(files["ncc.html"]))
        places = synchronization(book)
        navigation(book, places)
        identifiers(book)
        sound(book, hears=hears)
    return book.findings


def told(root: ET.Element) -> list[tuple[str, str]]:
    return [
        (m.get("name", ""), m.get("content", ""))
        for m in root.iter()
        if m.tag.endswith("meta") and m.get("name")
    ]


def metadata(book: Opened, size_bytes: int) -> None:
    ncc = book.documents["ncc.html"]
    pairs = told(ncc)
    names = [name for name, _ in pairs]
    values = dict(pairs)
    for name in REQUIRED:
        book.say(names.count(name), f"2.1.4: the NCC tells {name}")
    for name in ONCE:
        book.say(names.count(name) < 2, f"2.1.4: the NCC tells {name} once")
    book.say(all(value.strip() for _, value in pairs), "2.1.4: what is told is not empty")
    book.say(values.get("dc:format") == "Daisy 2.02", "2.1.4: dc:format is Daisy 2.02")
    day = values.get("dc:date", "")
    book.say(re.fullmatch(r"\d{4}-\d{2}-\d{2}", day), "2.1.4: dc:date is a day")
    body = ncc.find(f"{XHTML}body")
    assert body is not None
    book.say(values.get("ncc:tocItems") == str(len(body)), "2.1.4: tocItems counts the items")
    book.say(values.get("ncc:files") == str(len(book.names)), "2.1.4: files counts the files")
    size = str(-(-size_bytes // 1024))
    book.say(values.get("ncc:kByteSize") == size, "2.1.4: kByteSize is the size of the rest")
    notes = [made for made in body if made.get("class") == "optional-prodnote"]
    book.say(values.get("ncc:prodNotes") == str(len(notes)), "2.1.4: prodNotes counts them")
    deepest = max((int(m.tag[-1]) for m in body if is_heading(m)), default=0)
    book.say(values.get("ncc:depth") == str(deepest), "2.1.4: depth is the deepest level")
    book.say(values.get("ncc:multimediaType") == "audioFullText", "2.1.4: text and sound")
    title = ncc.findtext(f"{XHTML}head/{XHTML}title")
    book.say(title == values.get("dc:title"), "2.1.2: the title is dc:title")
    for name, root in book.documents.items():
        if name.endswith(".smil"):
            own = dict(told(root)).get("dc:identifier")
            book.say(own == values["dc:identifier"], f"2.3.4: {name} is of this book")


def is_heading(made: ET.Element) -> bool:
    return bool(HEADING.fullmatch(made.tag.removeprefix(XHTML)))


def synchronization(book: Opened) -> list[str]:
    """Check the SMIL files, and return all places in them that can be led to, in their order."""
    master = book.documents["master.smil"]
    listed = [made.get("src", "") for made in master.iter("ref")]
    there = sorted(name for name in book.names if name.endswith(".smil") and name != "master.smil")
    book.say(sorted(listed) == there, "2.3.5: the master names each SMIL file once")
    places: list[str] = []
    elapsed = before = 0.0
    for name in (n for n in listed if n in book.documents):
        root = book.documents[name]
        values = dict(told(root))
        book.say(
            abs(clock(values["ncc:totalElapsedTime"]) - elapsed) <= 1,
            f"2.3.4: {name} says what was heard before it",
        )
        length = 0.0
        for par in root.iter("par"):
            places.append(f"{name}#{par.get('id')}")
            places += [f"{name}#{t.get('id')}" for t in par.iter("text")]
            book.say(len(list(par.iter("text"))) == 1, f"2.3.2: a par of {name} has one text")
            for part in par.iter("audio"):
                begin, end = clip(part, "clip-begin"), clip(part, "clip-end")
                book.say(begin < end, f"2.3.2: a clip of {name} ends behind its beginning")
                book.say(begin >= before, f"2.3.2: a clip of {name} does not go back")
                book.say(part.get("src") in book.audio, f"2.3.2: the sound of {name} is there")
                before, length = end, length + end - begin
            for made in par.iter("text"):
                file, _, place = made.get("src", "").partition("#")
                known = file in book.documents and any(
                    e.get("id") == place for e in book.documents[file].iter()
                )
                book.say(known, f"2.3.2: the text of {name} is there: {place}")
        (sequence,) = root.findall("body/seq")
        said = float((sequence.get("dur") or "0s").removesuffix("s"))
        book.say(abs(said - length) < 0.002, f"2.3.2: {name} is as long as it says")
        own = clock(values["ncc:timeInThisSmil"])
        book.say(abs(own - length) <= 1, f"2.3.4: {name} says how long it is")
        elapsed += length
    total = clock(dict(told(book.documents["ncc.html"]))["ncc:totalTime"])
    book.say(abs(total - elapsed) <= 1, "2.1.4: totalTime is what is heard")
    return places


def clock(text: str) -> float:
    hours, minutes, seconds = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def clip(part: ET.Element, name: str) -> float:
    found = CLIP.fullmatch(part.get(name, ""))
    return float(found[1]) if found else -1.0


def navigation(book: Opened, places: list[str]) -> None:
    body = book.documents["ncc.html"].find(f"{XHTML}body")
    assert body is not None
    items = list(body)
    if not items:
        book.say(False, "2.1.3: the NCC has a heading")
        return
    first = items[0]
    is_title = first.tag == f"{XHTML}h1" and first.get("class") == "title"
    book.say(is_title, "2.1.3: the first item is an h1 of the class title")
    level, last = 0, -1
    for made in items:
        allowed = is_heading(made) or made.tag in (f"{XHTML}span", f"{XHTML}div")
        book.say(allowed, "2.1.3: items are headings, spans and divs")
        if is_heading(made):
            book.say(int(made.tag[-1]) <= level + 1, "2.1.3: no level is passed over")
            level = int(made.tag[-1])
        links = made.findall(f"{XHTML}a")
        book.say(len(links) == 1 and len(made) == 1, "2.1.3: each item is one link")
        target = links[0].get("href", "") if links else ""
        book.say(target in places, f"2.1.3: {target} is in a SMIL file")
        if target in places:
            book.say(places.index(target) > last, "2.1.3: items stand in the order of the sound")
            last = places.index(target)
        book.say("".join(made.itertext()).strip(), "2.1.3: each item has a text")
        book.say(made.get("id"), "2.1.3: each item has an id")
    started = {place.partition("#")[0] for place in places}
    led_to = {
        made.findall(f"{XHTML}a")[0].get("href", "").partition("#")[0]
        for made in items
        if is_heading(made)
    }
    book.say(started == led_to, "2.3: each SMIL file is the part under one heading")


def identifiers(book: Opened) -> None:
    for name, root in book.documents.items():
        ids = [made.get("id") for made in root.iter() if made.get("id")]
        book.say(len(ids) == len(set(ids)), f"2.2: the ids of {name} are its own")


def sound(book: Opened, *, hears: bool) -> None:
    for name, data in book.audio.items():
        book.say(data[:3] != b"ID3", f"2.5: {name} has no tag")
        if hears:
            for finding in heard(book, name, data):
                book.say(False, finding)


def heard(book: Opened, name: str, data: bytes) -> Iterator[str]:
    with av.open(io.BytesIO(data), "r", format="mp3") as container:
        stream = container.streams.audio[0]
        samples = sum(frame.samples for frame in container.decode(stream))
        seconds = samples / stream.rate
    ends = [
        clip(part, "clip-end") for root in book.documents.values() for part in root.iter("audio")
    ]
    if max(ends) > seconds + 0.001:
        yield f"2.3.2: no clip ends behind {name}"
    if seconds - max(ends) > 0.001:
        yield f"2.3.2: all of {name} is heard"
