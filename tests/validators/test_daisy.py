"""DAISY books of real episodes, held against the DTDs and the rules; and the rules themselves."""

from __future__ import annotations

import os
from pathlib import Path
from zipfile import ZipFile

import pytest

from narrator.article import Article, Figure, Heading, Metadata, Paragraph
from narrator.publishing import daisy
from tests.unit.publishing.making import planned_episode
from tests.validators.conftest import Run
from tests.validators.daisy_rules import check

CATALOG = Path("/usr/share/xml/w3c-sgml-lib/schema/dtd/catalog.xml")
ARTICLE = Article(
    Metadata(headline="The lock is frozen", language="en"),
    blocks=(
        Paragraph("It froze. All night."),
        Figure(alt="A frozen lock", caption="The lock on Monday"),
        Heading("What it costs", 2),
        Paragraph("Forty euros."),
    ),
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "ice.mp3").write_bytes(b"\xff\xfb")
    daisy.write(planned_episode(ARTICLE), tmp_path / "ice.daisy.zip")
    return tmp_path / "ice.daisy.zip"


def test_every_document_is_valid_by_its_dtd(book: Path, run: Run, tmp_path: Path) -> None:
    if not CATALOG.exists():
        advice = "install w3c-sgml-lib"
        if os.environ.get("CI"):
            pytest.fail(advice)
        pytest.skip(advice)
    os.environ["XML_CATALOG_FILES"] = str(CATALOG)
    with ZipFile(book) as archive:
        archive.extractall(tmp_path / "book")
    documents = [p for p in (tmp_path / "book").iterdir() if p.suffix in {".html", ".smil"}]
    assert len(documents) == 5
    run("xmllint", "--nonet", "--noout", "--valid", *documents, package="libxml2-utils")


FAULTS = [
    ("ncc.html", 'name="dc:publisher"', 'name="dc:other"', "tells dc:publisher"),
    ("ncc.html", "Daisy 2.02", "Daisy 3", "dc:format"),
    ("ncc.html", '"ncc:tocItems" content="3"', '"ncc:tocItems" content="4"', "tocItems"),
    ("ncc.html", '"ncc:files" content="6"', '"ncc:files" content="5"', "files counts"),
    ("ncc.html", '"ncc:depth" content="2"', '"ncc:depth" content="3"', "depth"),
    ("ncc.html", '"ncc:prodNotes" content="1"', '"ncc:prodNotes" content="0"', "prodNotes"),
    ("ncc.html", 'class="title"', 'class="section"', "class title"),
    ("ncc.html", "h2", "h3", "level"),
    ("ncc.html", "s0002.smil#", "s0009.smil#", "is in a SMIL file"),
    ("ncc.html", "s0002.smil#t00009", "s0001.smil#t00001", "order of the sound"),
    ("master.smil", 's0002.smil"', 's0001.smil"', "names each SMIL file"),
    ("s0001.smil", "content.html#c2", "content.html#c99", "text of s0001.smil is there"),
    ("s0001.smil", "audio.mp3", "sound.mp3", "sound of s0001.smil is there"),
    ("s0001.smil", 'clip-begin="npt=0.000s"', 'clip-begin="npt=9.000s"', "ends behind"),
    ("s0002.smil", "dc:identifier", "dc:other", "of this book"),
    (
        "s0002.smil",
        'totalElapsedTime" content="00:00',
        'totalElapsedTime" content="00:07',
        "before",
    ),
    ("content.html", 'id="c2"', 'id="c1"', "ids of content.html"),
]


@pytest.mark.parametrize(("name", "old", "new", "rule"), FAULTS)
def test_the_rules_find_each_fault(
    book: Path, tmp_path: Path, name: str, old: str, new: str, rule: str
) -> None:
    broken = tmp_path / "broken.zip"
    with ZipFile(book) as archive, ZipFile(broken, "w") as target:
        for entry in archive.namelist():
            data = archive.read(entry)
            if entry == name:
                text = data.decode()
                assert old in text
                data = text.replace(old, new, 2 if old == "h2" else 1).encode()
            target.writestr(entry, data)
    assert check(book, hears=False) == []
    assert any(rule in finding for finding in check(broken, hears=False))
