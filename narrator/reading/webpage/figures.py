"""Pictures: which box of the page is a figure, and its alt, caption and credit apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from narrator.article import Figure, Reason
from narrator.reading.webpage import crediting, labels
from narrator.reading.webpage.dom import (
    HEADINGS,
    INLINE,
    Element,
    Text,
    ancestors,
    collapse,
    elements,
    find,
    plain,
    steps,
    texts,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

BOX_CHARS = 700
"""A box with more text than this beside its picture is a part of the page, not a figure."""
NAMED_BOX_CHARS = 300
"""A box that is called a picture and has more text than this is a teaser."""
SECTION_PARAGRAPHS = 2
"""A box with so many paragraphs beside its caption is a short article with a picture."""
BESIDE_CHARS = 220
"""The longest caption that is told by its place alone."""
SOURCE_CHARS = 40
"""The longest name of an agency beside a picture."""
_JOINTS = " –—-|/•·"
"""What parts a caption from its credit."""
REPEATED_CHARS = 12
"""Shorter words may well stand twice in a caption."""
_ICON = re.compile(
    r" (icon|avatar|emoji|head ?shot|(author|profile|byline|contributor)( profile)? "
    r"(image|img|photo|pic|picture|avatar|thumb)) "
)
"""What pages call pictures that show nothing of the article: signs, the faces of authors."""
ICON_PIXELS = 60
"""A picture whose width or height is given below this is an icon or a counting pixel."""
_CAPTION = re.compile(
    r" (\w*captions?\w*|legend|legende|bildunterschrift|bildtext|bu|didascalia|"
    r"pie (de )?foto|subline|"
    r"(?:carousel|slide|slider|slideshow|gallery)(?: slide| item)? "
    r"(?:info )?(?:text|descr?|description)|"
    r"(\w*(img|image|photo|foto|bild|media|picture|figure)|pic) (text|descr?|description|info|"
    r"meta|title|legend|info text)) "
)
_PICTURE_BOX = re.compile(
    r" (figure|image|images|img|photo|photos|picture|foto|fotos|bild|media|gallery|slide|slides|"
    r"slideshow|lead media|hero|imagen|immagine|illustration|thumb|thumbnail|\w*image|\w*img|"
    r"\w*photo|\w*figure|\w*picture|imagebox) "
)
_FOREIGN = frozenset(Reason) - {Reason.SITE, Reason.AUTHOR_BOX}
"""Why a text in a picture's box may be no caption; its footer and its author are."""
_SOURCES = (
    "src",
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-srcset",
    "srcset",
)
_CENTRED = re.compile(r"text-align\s*:\s*center")
_WORDED = re.compile(
    r"^(?:[▲△▼↑]|图为|圖為|图[:：]|圖[:：／/]|На (?:фото|снимке)|Foto(?:ğraf)?ta |"
    r"In (?:this|the) photo|"
    r"Auf dem (?:Foto|Bild)|Sur la photo|En la (?:foto|imagen)|"
    r"Nella foto|Op de foto|"
    r"Na zdjęciu|Na fotografiji)|"
    r"(?:摄|攝|撮影|提供|供图)[)）]?$"
)
"""How captions open or end that stand in a paragraph of their own."""
_STOPS = frozenset(HEADINGS) | {"body", "main", "article", "table", "blockquote", "section", "form"}
_COUNTER = re.compile(r"^\s*\d{1,3}(\s*(/|\||of|von|de|sur)\s*\d{1,3})?\s*$")
"""What number of a gallery a picture is, in an element of its own."""
_IDLE_ALT = re.compile(
    r"^\S+\.(jpe?g|png|gif|webp|svg|avif)$|^[\w-]*\d{4,}[\w-]*$|"
    r"^\W*(image|images|img|photo|picture|pic|none|null|undefined|loading|thumbnail|placeholder|"
    r"logo|foto|bild|teaser-?bild|sendungsbild|immagine|imagen|featured image|article image|"
    r"kein alternativer text.*)\W*$",
    re.I,
)
"""Alternative texts that say nothing: file names and words that every picture could have."""


@dataclass(slots=True)
class Found:
    """A figure with the texts of the page that are in it."""

    figure: Figure
    texts: list[Text] = field(default_factory=list)
    idle_alt: str = ""
    """An alternative text that says nothing: a file name, "image"."""
    repeated: list[Text] = field(default_factory=list)
    """Texts that say a second time, for another screen, what the caption says."""


def boxes(root: Element) -> dict[int, Element]:
    """Return the boxes under the root that are one picture with its texts, by their place."""
    found: dict[int, Element] = {}
    single: dict[int, bool] = {}
    for element in elements(root):
        if element.tag == "figure":
            found[element.order] = element
        elif element.tag in ("img", "amp-img") and not is_icon(element):
            box = _box_of(element, root, single)
            found[box.order] = box
    return found


def is_icon(image: Element) -> bool:
    """Tell whether a picture is too small to show anything."""
    for side in (image.get("width"), image.get("height")):
        if side.removesuffix("px").isdigit() and int(side.removesuffix("px")) <= ICON_PIXELS:
            return True
    return bool(_ICON.search(image.names))


def _box_of(image: Element, root: Element, single: dict[int, bool]) -> Element:
    """Return the largest box around a picture that holds nothing but it and its texts.

    What is known of the boxes by their place is kept in `single`: a box of a thousand pictures
    is looked through once.
    """
    best = image
    node = image.parent
    while node is not None and node is not root and node.tag not in _STOPS:
        if node.tag == "figure":
            return node
        if node.order not in single:
            single[node.order] = node.chars <= BOX_CHARS and _holds_one_picture(node)
        if not single[node.order]:
            break
        if node.tag == "li" and not is_item(node):
            break
        if not node.chars or _captions(node) or _is_picture_box(node) or _is_beside(node):
            best = node
        node = node.parent
    return best


def is_item(item: Element) -> bool:
    """Tell whether an item of a list is a picture: all its words are named as its caption."""
    if item.tag != "li" or item.chars > BOX_CHARS or not pictures(item):
        return False
    named = [*_captions(item), *(one for one in elements(item) if crediting.is_credit(one))]
    return not any(
        collapse(text.value)
        and not _COUNTER.match(text.value)
        and not any(text.parent in one for one in named)
        for text in texts(item)
    )


def _holds_one_picture(box: Element) -> bool:
    sources = set()
    for below in elements(box):
        if below.tag in HEADINGS or below.tag in ("iframe", "video", "table"):
            return False
        if below.tag == "li" and below is not box:
            return False
        if below.tag == "img" and not is_icon(below):
            sources.add(below.get("alt") or address(below))
        if len(sources) > 1:
            return False
    return _paragraphs_beside(box) < SECTION_PARAGRAPHS


def _paragraphs_beside(box: Element) -> int:
    """Return how many paragraphs of running text a box has beside its captions."""
    captions = _captions(box)
    return sum(
        1
        for one in find(box, "p")
        if one.prose and not any(one in caption for caption in captions) and not _is_credit_of(one)
    )


def _is_credit_of(element: Element) -> bool:
    return crediting.looks_like_credit(plain(element))


def _is_picture_box(box: Element) -> bool:
    if not _PICTURE_BOX.search(box.names) or box.chars > NAMED_BOX_CHARS:
        return False
    return sum(1 for _ in find(box, "p")) <= 2 and box.link_chars <= box.chars / 2


def _is_beside(box: Element) -> bool:
    """Tell whether a box of unknown name holds a short text beside its picture and no more."""
    if not 0 < box.chars <= BESIDE_CHARS or box.link_chars > box.chars / 3:
        return False
    if labels.is_no_caption(plain(box)):
        return False
    if box.tag in INLINE or (box.tag == "p" and _opens_with_text(box)):
        return False  # a picture in a line of text
    return box.parent is not None and box.parent.prose > box.prose


def _opens_with_text(box: Element) -> bool:
    for node, _ in steps(box):
        if isinstance(node, Text) and node.value.strip():
            return True
        if isinstance(node, Element) and node.tag == "img":
            return False
    return False


def _captions(box: Element) -> list[Element]:
    """Return the outermost elements of a box that are named as its caption."""
    found: list[Element] = []
    for element in elements(box):
        if found and element in found[-1]:
            continue
        if element is not box and element.chars and is_caption(element):
            found.append(element)
    return found


def is_caption(element: Element) -> bool:
    """Tell whether an element is a caption by its tag or its name."""
    return element.tag == "figcaption" or bool(_CAPTION.search(element.names))


def is_lone_caption(element: Element) -> bool:
    """Tell whether an element outside every picture's box is a caption."""
    if not 0 < element.chars <= BOX_CHARS:
        return False
    if not is_caption(element) and not _is_set_as_caption(element):
        return False
    if labels.is_no_caption(plain(element)):
        return False
    below = elements(element)[1:]
    if any(one.tag in (*HEADINGS, "img", "iframe", "video") for one in below):
        return False
    return sum(1 for one in below if one.tag == "p" and one.prose) <= 1


def _is_set_as_caption(element: Element) -> bool:
    """Tell whether a line directly behind a bare picture is set, or worded, as its caption."""
    if element.tag not in ("p", "div", "em", "center", "td") or element.chars > BESIDE_CHARS:
        return False
    before = element.page[element.order - 1]
    while before.tag in ("br", "tr") and before.order:
        before = element.page[before.order - 1]
    if before.tag not in ("img", "amp-img", "picture") or is_icon(before):
        return False
    if any(node.chars for node in ancestors(before) if element not in node):
        return False
    if element.tag == "td":
        return bool(_WORDED.search(plain(element)))
    centred = element.get("align") == "center" or _CENTRED.search(element.get("style"))
    only = [node for node in element.children if isinstance(node, Element) or node.value.strip()]
    small = len(only) == 1 and isinstance(only[0], Element) and only[0].tag in ("em", "i", "small")
    return bool(centred or small or _WORDED.search(plain(element)))


def address(image: Element) -> str:
    """Return where the picture is; the first real address of those that a lazy page gives."""
    for name in _SOURCES:
        value = image.get(name)
        if value and not value.startswith("data:"):
            return value.split(",")[0].split()[0] if "srcset" in name else value
    return ""


def pictures(box: Element) -> list[Element]:
    """Return the pictures in a box, icons left out."""
    return [image for image in find(box, "img", "amp-img") if not is_icon(image)]


def read(box: Element) -> list[Found]:
    """Return the figures in a box: one for each picture of a gallery, at least one if it has text.

    The text of the box goes to the first picture; a gallery's pictures keep their alts.
    """
    images = pictures(box) if box.tag not in ("img", "amp-img") else [box]
    nodes, repeated = _split_repeated(
        [text for text in texts(box) if collapse(text.value) and not _is_outside(text, box)]
    )
    source = _source_before(box, nodes, images)
    caption, credit = split(box, nodes, source)
    if labels.is_no_caption(caption):
        caption, nodes = "", [text for text in nodes if collapse(text.value) in credit]
    found: list[Found] = []
    for image in _distinct(images):
        alt = collapse(image.get("alt"))
        if source and alt.startswith(f"{source} "):
            alt = alt.removeprefix(f"{source} ")
        idle = alt if _IDLE_ALT.match(alt) else ""
        found.append(Found(Figure("" if idle else alt, picture=address(image)), idle_alt=idle))
    if not found and nodes:
        found.append(Found(Figure()))
    if found:
        first = found[0]
        alt, credit = _without_credit(first.figure.alt, credit)
        figure = Figure(alt, caption, credit, first.figure.picture)
        found[0] = Found(figure, nodes, first.idle_alt, repeated)
    return found


def _source_before(box: Element, nodes: list[Text], images: list[Element]) -> str:
    """Return the words beside a picture, outside its caption, that say only where it comes from.

    They are an agency's name, or what the alternative text opens with as well.
    """
    captions = _captions(box)
    outside = [text for text in nodes if not any(text.parent in one for one in captions)]
    if len(outside) != 1 or (outside == nodes and captions):
        return ""
    words = collapse(outside[0].value)
    if len(words) > SOURCE_CHARS:
        return ""
    opens = any(collapse(image.get("alt")).startswith(f"{words} ") for image in images)
    return words if opens or (captions and crediting.looks_like_credit(words)) else ""


def _without_credit(alt: str, credit: str) -> tuple[str, str]:
    """Return an alternative text without the credit at its end, and the picture's credit."""
    shown, made_by = crediting.cut(alt)
    if not made_by or not shown:
        return alt, credit
    if not credit or letters(made_by) in letters(credit):
        return shown, credit or made_by
    return alt, credit


def letters(text: str) -> str:
    """Return the letters and digits of a text alone, in lower case, to compare it."""
    return "".join(filter(str.isalnum, text.lower()))


def _is_outside(text: Text, box: Element) -> bool:
    """Tell whether a text in a picture's box is none of the picture's: a button, a number."""
    if _COUNTER.match(text.value) and all(isinstance(n, Text) for n in text.parent.children):
        return True
    node: Element | None = text.parent
    while node is not None and node is not box:
        if node.tag == "a" and labels.is_licence(text.value):
            return True
        if node.reason in _FOREIGN and not (crediting.is_credit(node) or is_caption(node)):
            return True
        node = node.parent
    return False


def _distinct(images: Iterable[Element]) -> list[Element]:
    """Return the pictures without the copies that pages keep for other screens."""
    seen: set[str] = set()
    found: list[Element] = []
    for image in images:
        key = collapse(image.get("alt")) or address(image)
        if key not in seen:
            seen.add(key)
            found.append(image)
    return found


def split(box: Element, nodes: list[Text], source: str = "") -> tuple[str, str]:
    """Return the caption and the credit among the texts of a box.

    Args:
        box: The picture with its texts.
        nodes: The texts.
        source: What one of them is, where it is known to be the credit.
    """
    whole = collapse("".join(text.value for text in nodes))
    if _is_one_line(nodes) and (crediting.is_whole(whole) or whole == source):
        return "", whole
    credit_parts: list[str] = []
    caption_parts: list[str] = []
    parts = caption_parts
    previous: Element | None = None
    labelled = False
    for text in nodes:
        value = collapse(text.value)
        named = _is_credit_text(text, box) or (
            text is nodes[-1]
            and previous not in (None, text.parent)
            and crediting.is_name_behind("".join(caption_parts), value)
        )
        joins = bool(value) and not any(map(str.isalnum, value)) and parts is credit_parts
        is_credit = named or labelled or joins or crediting.is_line(value) or value == source != ""
        parts = credit_parts if is_credit else caption_parts
        parts.append(_joint(previous, text, box) + text.value)
        labelled = crediting.is_label(value) or (joins and value.endswith(("/", "|")))
        previous = text.parent
    caption = collapse("".join(caption_parts)).rstrip(_JOINTS)
    credit = collapse("".join(credit_parts))
    if not credit:
        caption, credit = crediting.cut(caption)
    if not caption and credit and not crediting.looks_like_credit(credit):
        return crediting.cut(credit)
    return caption, credit


def _is_credit_text(text: Text, box: Element) -> bool:
    """Tell whether a text is called a credit, by its element or by a label for screen readers."""
    if crediting.credit_around(text, box) is not None:
        return True
    before = next((one for one in text.parent.children if one is not text), None)
    hidden = isinstance(before, Element) and before.reason is Reason.HIDDEN
    return hidden and crediting.is_hidden_label(plain(before)) if before is not None else False


def _is_one_line(nodes: list[Text]) -> bool:
    """Tell whether all texts are those of one element and of links in it."""
    homes = {
        text.parent.parent if text.parent.tag in ("a", "em", "i") else text.parent for text in nodes
    }
    return len(homes) == 1


def _joint(previous: Element | None, text: Text, box: Element) -> str:
    """Return what stands between two texts: nothing inside a line, else a space."""
    if previous is None:
        return ""
    for node in (previous, text.parent):
        element: Element | None = node
        while element is not None and element is not box:
            if element.tag not in INLINE:
                return " " if previous is not text.parent else ""
            element = element.parent
    return ""


def _split_repeated(nodes: list[Text]) -> tuple[list[Text], list[Text]]:
    """Return the texts of a box, and those that repeat one of them."""
    seen: set[str] = set()
    first: list[Text] = []
    repeated: list[Text] = []
    for text in nodes:
        key = collapse(text.value)
        (repeated if len(key) >= REPEATED_CHARS and key in seen else first).append(text)
        seen.add(key)
    return first, repeated
