"""The picture of a show: looked at, and a plain one made where there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from narrator.errors import ProfileError
from narrator.feed.characters import one_line
from narrator.feed.rss import Artwork
from narrator.feed.show import Show
from narrator.telling import Tell

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

LEAST_PIXELS, MOST_PIXELS = 1400, 3000
"""Of the side of the square (Apple, "Artwork requirements")."""

LEAST_CONTRAST = 4.5
"""Between writing and what is behind it (WCAG 2.2, success criterion 1.4.3)."""

MOST_BYTES = 512_000
"""Beyond which some directories refuse a picture (PRX, "Overview of feed requirements")."""

WHITE = (255, 255, 255)
GROUNDS = ((22, 50, 92), (92, 28, 40), (18, 74, 58), (70, 38, 96), (96, 50, 10), (40, 44, 52))
"""Dark colours; a show has the same one as long as its title stays."""

SIDE = MOST_PIXELS
MARGIN = 220
TITLE_SIZES = range(560, 139, -20)
"""Heights of letters in pixels, the largest that fits wins; 140 can be read as a thumbnail."""
LINE_HEIGHT = 1.2
AUTHOR_SIZE = 130
ELLIPSIS = "…"

MADE_STEM = "narrator-cover-"
"""Begins the name of a picture that was made here. The rest comes from what is written on it: a
player that knows a picture by its address then fetches the new one (Apple, "A podcaster's guide
to RSS": change the name of the file with the picture)."""

FAMILY = "Open Sans"
"""The writing that is installed with narrator: Latin, Greek, Cyrillic and Hebrew letters."""

SYSTEM_FONTS = (
    *("NotoSans-Bold.ttf", "DejaVuSans-Bold.ttf", "arialbd.ttf", "Arial Unicode.ttf"),
    *("NotoSansArabic-Bold.ttf", "NotoSansDevanagari-Bold.ttf", "NotoSansThai-Bold.ttf"),
    *("NotoSansCJK-Bold.ttc", "msyhbd.ttc", "YuGothB.ttc", "malgunbd.ttf", "Nirmala.ttf"),
    *("PingFang.ttc", "Hiragino Sans GB.ttc", "AppleSDGothicNeo.ttc", "Kohinoor.ttc"),
)
"""Writings of other scripts that may be on the computer, by the names of their files."""

RIGHT_TO_LEFT = ("R", "AL")
"""The classes of letters that run from right to left (UAX #9)."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What the file of a picture is."""

    kind: str
    """As Pillow names it: `JPEG`, `PNG`."""
    mode: str
    """Its colours: `RGB`, `RGBA`, `CMYK`."""
    width: int
    height: int


def artwork(show: Show, directory: Path, tell: Tell, *, draw_cover: bool = True) -> Artwork | None:
    """Return the picture of the show; where the settings name none, one is made.

    Without `draw_cover`, it is None where there is none yet.

    Raises:
        ProfileError: where the one that is named is not there, or not a picture.
        OutputError: where the one that was made cannot be written.
    """
    if show.cover:
        path = directory / show.cover
        if not path.resolve().is_relative_to(directory.resolve()):
            raise ProfileError(
                "The cover is not in the folder of the feed",
                where=show.cover,
                hint="Copy the picture beside the feed, and name it by its path from there.",
            )
        picture = look_at(path)
        place = path.resolve().relative_to(directory.resolve()).as_posix()
        return Artwork(place, picture.width, show.cover_alt or show.title)
    title, author = one_line(show.title, 200), one_line(show.author, 60)
    digest = sha256(f"{title}\n{author}".encode()).hexdigest()[:8]
    path = directory / f"{MADE_STEM}{digest}.png"
    if not path.is_file():
        if not draw_cover:
            return None
        _make(path, title, author, tell)
    alt = show.cover_alt or ", ".join(part for part in (title, author) if part)
    return Artwork(path.name, SIDE, alt)


def _make(path: Path, title: str, author: str, tell: Tell) -> None:
    from narrator.feed.placing import put

    picture, is_written = draw(title, author)
    put(path, picture)
    tell(f"Made a cover: {path.name}. Name your own in show.toml as `cover`.")
    if not is_written:
        tell(
            "The title is not on it: no font with its letters is on this computer, "
            "or it cannot lay them out."
        )
    for old in path.parent.glob(f"{MADE_STEM}*.png"):
        if old != path:
            old.unlink(missing_ok=True)


def look_at(path: Path) -> Picture:
    """Return what a picture is, from the beginning of its file.

    Raises:
        ProfileError: where it cannot be read, or is not a picture.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as picture:
            return Picture(picture.format or "", picture.mode, *picture.size)
    except UnidentifiedImageError as error:
        problem: Exception = error
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        problem = error
    reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else "no picture"
    raise ProfileError(
        f"The cover cannot be used ({reason})",
        where=str(path),
        hint="Save it as JPEG or PNG, 3000 by 3000 pixels, or leave `cover` out to have one made.",
    ) from problem


def draw(title: str, author: str = "") -> tuple[bytes, bool]:
    """Return a PNG with the title in large letters, and whether the title could be written."""
    from PIL import Image, ImageDraw

    ground = GROUNDS[sha256(title.encode()).digest()[0] % len(GROUNDS)]
    image = Image.new("RGB", (SIDE, SIDE), ground)
    pen = ImageDraw.Draw(image)
    _sound_waves(pen)
    laid_out = _largest(title)
    if laid_out:
        font, lines = laid_out
        step = round(font.size * LINE_HEIGHT)
        top = MARGIN + max(0, (_title_height() - step * len(lines)) // 2)
        for number, line in enumerate(lines):
            _write(pen, line, font, top + number * step)
    small = _font_for(author, AUTHOR_SIZE) if author else None
    if small:
        _write(pen, _cut(author, small), small, SIDE - MARGIN - AUTHOR_SIZE)
    stored = BytesIO()
    image.save(stored, "PNG", optimize=True)
    return stored.getvalue(), laid_out is not None


def _title_height() -> int:
    return SIDE - 2 * MARGIN - 920


def _sound_waves(pen: Any) -> None:
    """Draw a row of bars below the title, as of a sound: it says nothing that must be read."""
    heights = (90, 180, 300, 420, 300, 180, 330, 480, 330, 180, 270, 390, 240, 150, 90)
    wide, middle = 70, SIDE - MARGIN - AUTHOR_SIZE - 380
    first = MARGIN
    for number, height in enumerate(heights):
        left = first + number * 2 * wide
        box = (left, middle - height // 2, left + wide, middle + height // 2)
        pen.rounded_rectangle(box, radius=wide // 2, fill=WHITE)


def _write(pen: Any, line: str, font: FreeTypeFont, top: int) -> None:
    if _runs_left(line):
        pen.text((SIDE - MARGIN, top), line, font=font, fill=WHITE, anchor="ra")
    else:
        pen.text((MARGIN, top), line, font=font, fill=WHITE)


def _largest(title: str) -> tuple[FreeTypeFont, list[str]] | None:
    """Return the largest letters in which the title fits, and its lines; None without letters."""
    font = _font_for(title, TITLE_SIZES[0])
    if font is None:
        return None
    for size in TITLE_SIZES:
        font = font.font_variant(size=size)
        _embolden(font)
        lines = _wrapped(title, font)
        fits = all(font.getlength(line) <= SIDE - 2 * MARGIN for line in lines)
        if fits and len(lines) * size * LINE_HEIGHT <= _title_height():
            return font, lines
    most = int(_title_height() // (font.size * LINE_HEIGHT))
    kept = lines[:most]
    kept[-1] = f"{kept[-1]} {ELLIPSIS}" if len(lines) > most else kept[-1]
    return font, [_cut(line, font) for line in kept]


def _wrapped(title: str, font: FreeTypeFont) -> list[str]:
    """Return the title in lines, broken at spaces; where it has none, between letters."""
    pieces = title.split() if " " in title else list(title)
    between = " " if " " in title else ""
    lines: list[str] = []
    for piece in pieces:
        longer = f"{lines[-1]}{between}{piece}" if lines else piece
        if lines and font.getlength(longer) <= SIDE - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def _cut(line: str, font: FreeTypeFont) -> str:
    room = SIDE - 2 * MARGIN
    if font.getlength(line) <= room:
        return line
    while line and font.getlength(line + ELLIPSIS) > room:
        line = line[:-1]
    return line.rstrip() + ELLIPSIS


def _font_for(text: str, size: int) -> FreeTypeFont | None:
    """Return letters that have every sign of a text and can lay it out; None where none do."""
    from PIL import features

    if not text.strip() or (_needs_shaping(text) and not features.check("raqm")):
        return None
    return next((font for font in _fonts(size) if _has_all(font, text)), None)


def _fonts(size: int) -> Iterator[FreeTypeFont]:
    from PIL import ImageFont

    for name in (*_own_font(), *SYSTEM_FONTS):
        try:
            font = ImageFont.truetype(name, size)
        except OSError:
            continue
        _embolden(font)
        yield font


def _own_font() -> Sequence[str]:
    from fontpkg import FontpkgError, path

    try:
        return [str(path(FAMILY))]
    except FontpkgError:
        return []


def _embolden(font: FreeTypeFont) -> None:
    """Have a font that can be of any weight be bold."""
    try:
        names = font.get_variation_names()
    except (OSError, NotImplementedError):
        return
    if b"Bold" in names:
        font.set_variation_by_name("Bold")


def _has_all(font: FreeTypeFont, text: str) -> bool:
    """Say whether the font has every sign: one that it lacks looks like one that is none."""
    missing = bytes(font.getmask("\uffff"))
    return all(bytes(font.getmask(sign)) not in (missing, b"") for sign in text if _is_seen(sign))


def _is_seen(sign: str) -> bool:
    import unicodedata

    return unicodedata.category(sign)[0] not in "ZC"


def _runs_left(text: str) -> bool:
    import unicodedata

    strong = (unicodedata.bidirectional(sign) for sign in text)
    return next((kind for kind in strong if kind in ("L", *RIGHT_TO_LEFT)), "L") in RIGHT_TO_LEFT


def _needs_shaping(text: str) -> bool:
    """Say whether letters join or change their order, which takes more than a row of signs."""
    import unicodedata

    return any(
        unicodedata.bidirectional(sign) in RIGHT_TO_LEFT or unicodedata.category(sign) == "Mc"
        for sign in text
    )


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, contrast ratio)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: tuple[int, int, int]) -> float:
    parts = [part / 255 for part in colour]
    # 0.04045, as sRGB has it (IEC 61966-2-1).
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def faults_of(picture: Picture, suffix: str) -> Iterator[str]:
    """Yield what directories refuse about a picture, as sentences."""
    if picture.kind not in ("JPEG", "PNG"):
        yield f"The cover is {picture.kind or 'of an unknown kind'}, neither JPEG nor PNG."
    elif suffix.lower() not in {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",)}[picture.kind]:
        yield f"The cover is {picture.kind}, but its name ends in {suffix or 'nothing'}."
    if picture.width != picture.height:
        yield f"The cover is {picture.width} by {picture.height} pixels, not a square."
    if not LEAST_PIXELS <= min(picture.width, picture.height) <= MOST_PIXELS:
        yield (
            f"The cover is {picture.width} by {picture.height} pixels; a side may have "
            f"{LEAST_PIXELS} to {MOST_PIXELS}."
        )
    if picture.mode != "RGB":
        yield f"The colours of the cover are {picture.mode}, not RGB without transparency."
