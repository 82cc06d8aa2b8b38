from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from narrator.errors import ProfileError
from narrator.feed import cover
from narrator.feed.cover import (
    GROUNDS,
    LEAST_CONTRAST,
    MARGIN,
    WHITE,
    Picture,
    artwork,
    contrast,
    draw,
    faults_of,
    look_at,
)
from narrator.feed.show import Show


def picture(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def lit_share(image: Image.Image, box: tuple[int, int, int, int]) -> float:
    """Return the share of a part of a picture that is white."""
    part = image.crop(box).convert("L").point(lambda level: 255 if level > 200 else 0)
    return part.histogram()[255] / (part.width * part.height)


TITLE_BOX = (0, 0, 3000, 1860)


@pytest.mark.parametrize(
    "title",
    ["Lamps", "The Harbour Post", "Wörter über Łódź", "Новости порта", "Τα νέα", "קול הנמל"],
)
def test_a_title_is_written_large_on_a_square_that_directories_take(title: str) -> None:
    data, is_written = draw(title, "Ada Quill")
    image = picture(data)
    assert is_written
    assert list(faults_of(Picture("PNG", image.mode, *image.size), ".png")) == []
    assert 0.03 < lit_share(image, TITLE_BOX) < 0.5
    assert len(data) < cover.MOST_BYTES


@pytest.mark.parametrize("title", ["word " * 100, "x" * 500, "Donaudampfschifffahrtsgesellschaft"])
def test_a_long_title_stays_within_the_margins(title: str) -> None:
    image = picture(draw(title.strip())[0])
    for box in ((0, 0, MARGIN - 40, 3000), (3000 - MARGIN + 40, 0, 3000, 3000)):
        assert lit_share(image, box) == 0


def test_the_same_title_gives_the_same_picture() -> None:
    assert draw("Lamps") == draw("Lamps")


@pytest.mark.parametrize("title", ["", "\u0f00\u0f01", "\U00012000"])
def test_a_title_without_letters_here_is_said_not_to_be_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, title: str
) -> None:
    monkeypatch.setattr(cover, "SYSTEM_FONTS", ())
    said: list[str] = []
    art = artwork(Show(title=title), tmp_path, said.append)
    assert art
    image = picture((tmp_path / art.place).read_bytes())
    assert lit_share(image, TITLE_BOX) == 0
    assert "The title is not on it" in said[1]


@pytest.mark.parametrize("ground", GROUNDS)
def test_the_letters_stand_out(ground: tuple[int, int, int]) -> None:
    assert contrast(ground, WHITE) >= LEAST_CONTRAST


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [((0, 0, 0), WHITE, 21), (WHITE, WHITE, 1), ((119, 119, 119), WHITE, 4.48)],
)
def test_contrast_is_that_of_wcag(one, other, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


def test_a_cover_is_made_once_and_again_for_another_title(tmp_path: Path) -> None:
    said: list[str] = []
    assert artwork(Show(title="Lamps"), tmp_path, said.append, draw_cover=False) is None
    first = artwork(Show(title="Lamps"), tmp_path, said.append)
    assert first
    status = (tmp_path / first.place).stat()
    again = artwork(Show(title="Lamps"), tmp_path, said.append, draw_cover=False)
    assert again == first
    assert (tmp_path / first.place).stat().st_mtime_ns == status.st_mtime_ns
    assert len(said) == 1
    other = artwork(Show(title="Kettles"), tmp_path, said.append)
    assert other.place != first.place, "players keep a picture by its address"
    assert [path.name for path in tmp_path.iterdir()] == [other.place]
    assert other.alt == "Kettles"


def test_the_cover_that_is_named_is_used_whatever_it_is(tmp_path: Path) -> None:
    Image.new("RGB", (1400, 1400)).save(tmp_path / "dusk.jpg")
    art = artwork(Show(cover="dusk.jpg", cover_alt="A lighthouse at dusk"), tmp_path, print)
    assert (art.place, art.width, art.alt) == ("dusk.jpg", 1400, "A lighthouse at dusk")


@pytest.mark.parametrize(
    ("kind", "mode", "size", "suffix", "faults"),
    [
        ("JPEG", "RGB", (1400, 1400), ".jpg", []),
        ("JPEG", "RGB", (3000, 3000), ".jpeg", []),
        ("PNG", "RGB", (2000, 2000), ".PNG", []),
        ("PNG", "RGBA", (2000, 2000), ".png", ["RGBA, not RGB"]),
        ("JPEG", "CMYK", (2000, 2000), ".jpg", ["CMYK, not RGB"]),
        ("JPEG", "RGB", (1399, 1399), ".jpg", ["1399 by 1399 pixels; a side may have"]),
        ("JPEG", "RGB", (3001, 3001), ".jpg", ["3001 by 3001 pixels; a side may have"]),
        ("JPEG", "RGB", (1600, 1500), ".jpg", ["not a square"]),
        ("JPEG", "RGB", (2000, 2000), ".png", ["its name ends in .png"]),
        ("GIF", "P", (2000, 2000), ".gif", ["neither JPEG nor PNG", "P, not RGB"]),
    ],
)
def test_what_directories_refuse_is_named(kind, mode, size, suffix, faults, tmp_path) -> None:
    path = tmp_path / f"cover{suffix}"
    Image.new(mode, size).save(path, kind)
    told = list(faults_of(look_at(path), suffix))
    assert len(told) == len(faults)
    assert all(fault in sentence for fault, sentence in zip(faults, told, strict=True))


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_is_an_error(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "cover.png").write_bytes(data)
    with pytest.raises(ProfileError) as caught:
        look_at(tmp_path / "cover.png")
    assert "3000 by 3000" in caught.value.hint
