"""Drawings: vector pictures, canvases and whatever a page calls a picture by its role.

A drawing has no words of its own for those who cannot see it but the name that its author gives
it: by `aria-label` or `aria-labelledby`, by `title` and `desc` (SVG 2, section 5.8), or by what
stands in a canvas for browsers that cannot draw (HTML standard, section 4.12.5). Where it has one,
it is a picture with that name as its alternative text. Signs beside words and in buttons are no
pictures. The letters in a drawing ("0", "10", "2020") are never running text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selectolax.lexbor import LexborNode

    from narrator.reading.webpage.dom import Element

PICTURE, CHART, SIGN = "img", "canvas", "svg"
"""The tags under which drawings stand in our own tree: one with a name, one that shows words and
has no name, and a sign."""
SIGN_SIDE = 64.0
"""A drawing whose side is given below this, in pixels or in the units of its own view, is a sign:
sets of signs are drawn on 16 to 64 units."""
NAME_WORDS = 3
"""A name of fewer words ("Facebook", "Menu open") is that of a sign; a picture needs more, unless
the page puts it into a figure or gives it a picture's size."""
CHART_WORDS = 3
"""A drawing with fewer stretches of text and without a name is a sign or a lettering."""
FALLBACK_CHARS = 400
"""What a canvas holds for browsers that cannot draw is its name up to this length; a table with its
values is longer."""
NAME_CHARS = 1_000
"""A name that is longer is a part of the page, which is read where it stands."""
DRAWN_CHARS = 200
"""More text than this in an element called a picture is text that was called so by mistake."""
NAMED_BY = 8
"""How many elements name one drawing at most: a title, a description, a caption."""
NAMED = 500
"""How many elements of a page are looked up as names; a page with more is hostile."""
HELD = 64
"""An element with more elements in it than this is no picture, whatever its role."""
_DEFINED_TAGS = "defs symbol clippath mask pattern marker metadata style script"
_DEFINED = frozenset(_DEFINED_TAGS.split())
"""What an SVG only defines, to be shown elsewhere or not at all."""
_NAMING = frozenset({"title", "desc"})
_SOLID = frozenset(
    {"figure", "img", "picture", "table", "iframe", "video", "audio", "body", "main"}
)
"""Elements that are read by themselves, whatever role they or those around them have."""
_CONTROLS = frozenset({"button", "label", "summary", "nav", "h1", "option"})
_IDLE = re.compile(
    r"\W*(?:(?:created|made|generated|drawn) (?:with|by|using|in) .*|"
    r"(?:(?:an? )?(?:interactive|embedded|svg) )?(?:chart|graph|graphic|image|picture|canvas|svg|"
    r"diagram|visuali[sz]ation)|"
    r"(?:icons?|logo|layer|group|artboard|page|fill|shape|path|combined shape|untitled|vector|"
    r"rectangle|oval|asset)(?:[ /_-]*[\w/.-]*)?|"
    r"(?:(?:image|picture|photo|video|content|chart) )?(?:unavailable|not available|missing|"
    r"(?:is )?loading|placeholder)|laden|lädt|chargement|cargando|caricamento|carregando|"
    r"your browser .*|.*\b(?:does not|doesn['’]t) support .*\bcanvas\b.*|"
    r"\S+\.svg)\W*",
    re.I,
)
"""Names that drawing programs give, and those that every drawing could have."""
_TITLE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:chart|graph|highcharts|plot|main|g)?[_-]?title(?=\s|$)", re.I
)
_AXIS_CLASS = re.compile(r"axis|legend|tick|label", re.I)
_CHART_NAME = re.compile(r"(?:^|[\s_-]|[a-z](?=C))(?:[Cc]hart|graph|plot|diagram)", re.A)
_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(px|em|rem|pt)?\s*$")


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a drawing is, what it is called, and the letters in it."""

    tag: str
    name: str
    texts: tuple[str, ...]


class Named:
    """The elements of a page by their ids, looked up once where any drawing is named by them."""

    def __init__(self) -> None:
        self._nodes: dict[str, LexborNode] | None = None
        self._texts: dict[str, str] = {}

    def text(self, node: LexborNode, ids: str) -> str:
        """Return the words of the elements that a list of ids names."""
        return _joined(self._text(node, name) for name in ids.split()[:NAMED_BY])

    def _text(self, node: LexborNode, name: str) -> str:
        if name not in self._texts:
            found = self._of_page(node).get(name)
            known = found is not None and len(self._texts) < NAMED
            text = _one_line(found.text(separator=" ")) if found and known else ""
            self._texts[name] = text if len(text) <= NAME_CHARS else ""
        return self._texts[name]

    def _of_page(self, node: LexborNode) -> dict[str, LexborNode]:
        if self._nodes is None:
            root = node
            while root.parent is not None:
                root = root.parent
            self._nodes = {}
            for one in root.css("[id]"):
                self._nodes.setdefault(one.attributes.get("id") or "", one)
        return self._nodes


def read(
    node: LexborNode, attributes: dict[str, str | None], around: Element, named: Named
) -> Drawing | None:
    """Return the drawing that an element is; nothing where it is none, or says nothing.

    Args:
        node: The element.
        attributes: Its attributes.
        around: What it stands in, in our own tree.
        named: The elements of its page by their ids.
    """
    tag = node.tag or ""
    if tag not in ("svg", "canvas") and not _is_called_picture(node, attributes):
        return None
    silent = attributes.get("aria-hidden") == "true" or attributes.get("role") in (
        "presentation",
        "none",
    )
    name = "" if silent else _name(node, attributes, named)
    texts = tuple(text for text in _texts(node) if text != name)
    whole = " ".join(texts)
    if whole == name or (tag == "canvas" and _IDLE.fullmatch(whole)):
        texts = ()
    if tag not in ("svg", "canvas"):
        return _called(name, texts)
    if not name and not texts and not (tag == "canvas" and _is_chart_canvas(attributes)):
        return None
    if _is_sign(node, attributes, around, name):
        return Drawing(SIGN, name, texts)
    if name:
        return Drawing(PICTURE, name, texts)
    return Drawing(SIGN if tag == "svg" and len(texts) < CHART_WORDS else CHART, "", texts)


def _is_called_picture(node: LexborNode, attributes: dict[str, str | None]) -> bool:
    """Tell whether an element of another kind is a picture by its role, and holds no text."""
    if "role" not in attributes or attributes["role"] not in ("img", "image", "graphics-document"):
        return False
    if not (attributes.get("aria-label") or attributes.get("aria-labelledby")):
        return False
    if node.tag in _SOLID or attributes.get("aria-hidden") == "true":
        return False
    below = list(islice(node.traverse(include_text=False), HELD))
    if len(below) == HELD or any(one.tag in _SOLID for one in below):
        return False
    return len(node.text()) <= DRAWN_CHARS


def _called(name: str, texts: tuple[str, ...]) -> Drawing | None:
    """Return what an element is that its role calls a picture; an emoji stays in its line."""
    shown = "".join(texts)
    few_words = len(name.split()) < NAME_WORDS
    if not name or (few_words and shown and not any(map(str.isalnum, shown))):
        return None
    return Drawing(SIGN if few_words else PICTURE, name, texts)


def alt_around(image: Element) -> str:
    """Return what a picture without a text is called by the element that it alone makes up."""
    node: Element | None = image
    for _ in range(3):  # The picture, `picture` around it, and the box with the role.
        if node is None or len(node.children) > 1:
            return ""
        if (label := node.get("aria-label")) and (node is image or node.get("role") == "img"):
            return _telling(label)
        node = node.parent
    return ""


def _name(node: LexborNode, attributes: dict[str, str | None], named: Named) -> str:
    ids = attributes.get("aria-labelledby")
    given = named.text(node, ids) if ids else ""
    given = given or _one_line(attributes.get("aria-label") or "")
    if not given and node.tag == "svg":
        own = {one.tag: one for one in _children(node) if one.tag in _NAMING}
        given = _joined(_telling(own[tag].text()) for tag in ("title", "desc") if tag in own)
        given = given or _telling(_title_shown(node))
    if not given and node.tag == "canvas":
        given = _one_line(node.text(separator=" "))
        given = given if len(given) <= FALLBACK_CHARS else ""
    return _telling(given)


def _joined(parts: Iterable[str]) -> str:
    """Return names in one, without those that others hold; each is a sentence."""
    kept: list[str] = []
    for part in parts:
        if part and not any(part in one for one in kept):
            kept = [one for one in kept if one not in part]
            kept.append(part)
    sentences = [part if part[-1] in ".!?:…。" else f"{part}." for part in kept[:-1]]
    return " ".join([*sentences, *kept[-1:]])


def _telling(name: str) -> str:
    """Return a name where it says what is drawn."""
    name = _one_line(name)
    return "" if _IDLE.fullmatch(name) else name


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


def _title_shown(svg: LexborNode) -> str:
    """Return the title that a chart shows among its letters."""
    for one in svg.css("text[class]"):
        names = one.attributes.get("class") or ""
        if _TITLE_CLASS.search(names) and not _AXIS_CLASS.search(names):
            return one.text(separator=" ")
    return ""


def _texts(node: LexborNode) -> Iterator[str]:
    """Yield the stretches of text that a drawing shows."""
    stack = list(_children(node))[::-1]
    while stack:
        one = stack.pop()
        tag = (one.tag or "-").lower()
        if tag == "-text":
            if text := _one_line(one.text_content or ""):
                yield text
        elif tag not in _DEFINED and tag not in _NAMING and tag[0] not in "-!":
            stack += list(_children(one))[::-1]


def _is_chart_canvas(attributes: dict[str, str | None]) -> bool:
    return any(_CHART_NAME.search(attributes.get(key) or "") for key in ("class", "id"))


def _is_sign(
    node: LexborNode, attributes: dict[str, str | None], around: Element, name: str
) -> bool:
    """Tell whether a drawing is a sign by its size, its place or its name."""
    sides = _sides(attributes)
    if sides and min(sides) < SIGN_SIDE:
        return True
    tags = _tags_around(around)
    if tags & _CONTROLS or ("a" in tags and "figure" not in tags):
        return True
    if "figure" in tags or not name:
        return False
    has_size = bool(sides) and node.tag == "svg" and "width" in attributes
    return not has_size and len(name.split()) < NAME_WORDS and name.isascii()


def _tags_around(element: Element | None) -> set[str]:
    """Return the tags of an element and of those around it, up to a figure; links alone of `a`."""
    found: set[str] = set()
    while element is not None and "figure" not in found:
        if element.tag != "a" or element.get("href"):
            found.add(element.tag)
        element = element.parent
    return found


def _sides(attributes: dict[str, str | None]) -> list[float]:
    """Return what is known of a drawing's width and height, in pixels."""
    found: list[float] = []
    for key in ("width", "height"):
        given = _NUMBER.match(attributes.get(key) or "")
        if given:
            em = given[2] in ("em", "rem")
            found.append(float(given[1]) * (16.0 if em else 1.0))  # CSS: 1 em is 16 px at first.
    if found:
        return found
    view = (attributes.get("viewbox") or attributes.get("viewBox") or "").replace(",", " ").split()
    try:
        return [float(side) for side in view[2:4]]
    except ValueError:
        return []
