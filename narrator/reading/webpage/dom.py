"""The page as a light tree of our own: elements, texts, and walks that no depth can break.

The parser is lexbor, which builds trees of any depth; lxml drops what lies deeper than 254
levels without a word. Every walk here uses a stack of its own, never Python's.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from narrator.article import Reason
from narrator.reading.webpage import drawings, formulas, shadows

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_UNSEEN_TAGS = "script style template head svg datalist"
_PLAYER_TAGS = "audio video object embed iframe canvas"
_INLINE_TAGS = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr "
    "output picture q rp rt ruby s samp small source span strike strong sub sup svg time tt u var "
    "wbr button math"
)
UNSEEN = frozenset(_UNSEEN_TAGS.split())
"""Elements whose texts a browser never shows as text of the page."""
PLAYERS = frozenset(_PLAYER_TAGS.split())
"""Elements that show something else than the text in them, which is for old browsers only."""
INLINE = frozenset(_INLINE_TAGS.split())
"""Elements that stand inside a line of text (HTML standard, phrasing content)."""
LETTERS = "letters"
"""Our own element for the text in a drawing, which is no text of the page around it."""
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
HEADING_CHARS = 400
"""A heading with more text than this was never closed."""
DEPTH_LIMIT = 256
"""Levels that are kept (Chromium keeps 512); 113 measured news pages have up to 29. Rules look up
and down from each element: 3,000 tables in each other took 5 s with 512 levels, 0.6 s so."""
PROSE_CHARS = 60
"""A run of text this long is a sentence rather than a label; menus' entries stay below."""
PROSE_LINK_SHARE = 0.5
"""Where more than half of a run is a link, it leads elsewhere rather than tells something."""
_SYLLABLE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
SYLLABLE_LETTERS = 2
"""Chinese, Japanese and Korean say the same in half as many characters as English, or fewer."""
_UNHEARD = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphens and joints of no width: marks for line breaking, not text."""
_NAMED_BY = ("class", "id", "data-component", "data-testid", "data-type", "itemprop", "role")
_BEFORE_SIGN = re.compile(r"\s+([,;:.)])")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PART = re.compile(r"[^A-Za-z0-9]+")
_FOR_SCREENS = re.compile(r"[:\[]").search


class Text:
    """A stretch of text as it stands in the page's source."""

    __slots__ = ("parent", "taken", "value")

    def __init__(self, value: str, parent: Element) -> None:
        self.value = value
        self.parent = parent
        self.taken = False


class Element:
    """An element of the page with what we learn about it on the way.

    Attributes:
        names: The words of its class, id, role and the like, each between spaces.
        chars: Characters of visible text in it.
        link_chars: Those of them that are inside a link.
        prose: Characters of running text in it.
        reason: Why it is no part of the article, where that is known from itself.
        page: All elements of the page, in its order.
        order: Its place in the page; all below it have the places up to `end`.
    """

    __slots__ = (
        "attributes",
        "chars",
        "children",
        "end",
        "link_chars",
        "names",
        "order",
        "page",
        "parent",
        "prose",
        "reason",
        "tag",
    )

    def __init__(self, tag: str, attributes: dict[str, str | None], parent: Element | None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Element | Text] = []
        self.page: list[Element]
        self.names = _names(tuple(attributes.get(key) or "" for key in _NAMED_BY))
        self.chars = 0
        self.link_chars = 0
        self.prose = 0
        self.reason: Reason | None = None
        self.page = [] if parent is None else parent.page
        self.order = self.end = len(self.page)
        self.page.append(self)

    def __contains__(self, node: Element) -> bool:
        """Tell whether a node is this element or below it."""
        return self.order <= node.order <= self.end

    def get(self, name: str) -> str:
        """Return the attribute's value without outer spaces; empty where there is none."""
        return (self.attributes.get(name) or "").strip()

    def __repr__(self) -> str:
        """Return the tag and the names, for debugging."""
        return f"<{self.tag}{self.names}>"


@lru_cache(maxsize=8192)
def _names(values: tuple[str, ...]) -> str:
    """Return the words of the names, the names parted by bars.

    Names with a colon are left out: they are instructions for one screen size or for print
    (`print:hidden`) and say nothing of what the element is.
    """
    found = [name for value in values for name in value.split() if not _FOR_SCREENS(name)]
    parts = [_PART.sub(" ", _CAMEL.sub(" ", name)).strip().lower() for name in found]
    return f" {' | '.join(part for part in parts if part)} " if found else " "


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page."""

    head: Element
    body: Element
    language: str
    """As the root element names it."""
    linked_data: tuple[str, ...]
    """The JSON-LD scripts, as written."""


def parse(text: str) -> Page:
    """Return a page as our own trees of its head and its body."""
    from selectolax.lexbor import LexborHTMLParser

    parser = LexborHTMLParser(shadows.opened(text))
    root = parser.root
    language = (root.attributes.get("lang") or "").strip() if root is not None else ""
    scripts = parser.css("script[type*='ld+json' i]")
    return Page(
        _tree(parser.head, "head", frozenset({"script", "style"})),
        _tree(parser.body, "body", UNSEEN),
        language,
        tuple(script.text() for script in scripts),
    )


def _tree(node: LexborNode | None, tag: str, skipped: frozenset[str]) -> Element:
    """Return our own tree of a lexbor node; skipped elements stay behind."""
    if node is None:
        return Element(tag, {}, None)
    root = Element(tag, node.attributes, None)
    pending = [(node.first_child, root)]
    named = drawings.Named()
    deepest = 0
    while pending:
        deepest = max(deepest, len(pending))
        child, parent = pending.pop()
        while child is not None:
            name = child.tag
            if name == "-text":
                parent.children.append(Text(child.text_content or "", parent))
            elif name is not None and name[0] not in "-!":
                element = _put(child, name, parent, skipped, named)
                if element is not None and child.first_child is not None:
                    pending.append((child.next, parent))
                    child, parent = child.first_child, element
                    continue
            child = child.next
    close(root)
    if deepest > DEPTH_LIMIT:
        from narrator.reading.webpage.shallow import flatten

        flatten(root)
    return root


def _put(
    node: LexborNode, name: str, parent: Element, skipped: frozenset[str], named: drawings.Named
) -> Element | None:
    """Put an element into our own tree; return it where what it holds is to follow."""
    attributes = node.attributes
    if formulas.is_formula(name, attributes) and (words := formulas.words_of(node)):
        _put_formula(parent, words + _gap(node), display=formulas.is_display(node))
        return None
    if drawing := drawings.read(node, attributes, parent, named):
        _put_drawing(parent, drawing, attributes)
        return None
    if name in skipped or name in formulas.MATH:  # A formula without words shows nothing.
        return None
    if name == "canvas":  # One that is no chart and has no name shows nothing that is told.
        return None
    element = Element(name, attributes, parent)
    parent.children.append(element)
    if name == "img" and not element.get("alt") and (alt := drawings.alt_around(element)):
        attributes["alt"] = alt
    if name in PLAYERS:
        _take_source(node, element)
        return None
    return element


def _put_drawing(
    parent: Element, drawing: drawings.Drawing, attributes: dict[str, str | None]
) -> None:
    """Put a drawing as a picture with its name, the letters in it aside."""
    element = Element(drawing.tag, {**attributes, "alt": drawing.name}, parent)
    parent.children.append(element)
    if drawing.texts:
        letters = Element(LETTERS, {}, element)
        letters.reason = Reason.DRAWN
        letters.children += [Text(f"{text} ", letters) for text in drawing.texts]
        element.children.append(letters)


def _put_formula(parent: Element, words: str, *, display: bool) -> None:
    """Put a formula as a word of the line, or as a block where it is on lines of its own."""
    element = Element("div" if display else "math", {}, parent)
    element.children.append(Text(f" {words}", element))
    parent.children.append(element)


def _gap(node: LexborNode) -> str:
    """Return what parts a formula from the text behind it: nothing before punctuation."""
    after = node.next
    while after is not None and after.tag == "script":
        after = after.next
    text = after.text_content or "" if after is not None and after.tag == "-text" else ""
    return "" if text[:1] in (*",.;:!?)", "") and text else " "


def close(root: Element) -> None:
    """Let each element of the tree know the place of the last one below it."""
    for element in reversed(root.page):
        if element.parent is not None:
            element.parent.end = max(element.parent.end, element.end)


def _take_source(node: LexborNode, player: Element) -> None:
    source = node.css_first("source[src]")
    if source is not None and not player.get("src"):
        player.attributes["src"] = source.attributes.get("src")


def elements(root: Element) -> list[Element]:
    """Return the element and all below it, in the page's order."""
    return root.page[root.order : root.end + 1]


def outside_furniture(root: Element) -> Iterator[Element]:
    """Yield the elements below the root, in the page's order, that no reason keeps out."""
    passed = -1
    for element in elements(root):
        if element.order > passed:
            if element.reason is None:
                yield element
            else:
                passed = element.end


def texts(root: Element | Text) -> Iterator[Text]:
    """Yield every text in the element, in the page's order."""
    stack: list[Element | Text] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, Text):
            yield node
        else:
            stack.extend(reversed(node.children))


def steps(root: Element) -> Iterator[tuple[Element | Text, bool]]:
    """Yield each node below the element, and each element once more, with True, when it is left."""
    stack: list[tuple[Element | Text, bool]] = [(child, False) for child in reversed(root.children)]
    while stack:
        node, leaving = stack.pop()
        yield node, leaving
        if not leaving and isinstance(node, Element):
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node.children))


def ancestors(node: Element | Text) -> Iterator[Element]:
    """Yield the elements around a node, the nearest first."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def is_heading(element: Element) -> bool:
    """Tell whether an element is a heading; one that holds paragraphs was never closed."""
    if element.tag not in HEADINGS or element.chars > HEADING_CHARS:
        return False
    return sum(1 for below in elements(element)[1:] if below.prose and below.tag == "p") < 2


def is_link(element: Element) -> bool:
    """Tell whether an element leads somewhere; an `a` without an address is an old anchor."""
    return element.tag == "a" and bool(element.attributes.get("href"))


def find(root: Element, *tags: str) -> Iterator[Element]:
    """Yield the elements of these tags at or below the element, in the page's order."""
    return (element for element in elements(root) if element.tag in tags)


def collapse(text: str) -> str:
    """Return the text in one line: each run of white space is one space."""
    return " ".join(_UNHEARD.sub("", text).split())


def plain(root: Element | Text) -> str:
    """Return the text of an element in one line, with a space wherever a block begins or ends."""
    if isinstance(root, Text):
        return collapse(root.value)
    parts: list[str] = []
    for node, _ in steps(root):
        if isinstance(node, Text):
            parts.append(node.value)
        elif node.tag not in INLINE:
            parts.append(" ")
    return collapse("".join(parts))


def spaced(root: Element, without: Container[Text] = ()) -> str:
    """Return the text of an element in one line, with a space wherever an element begins or ends.

    For lines of names and dates, whose parts the style sheet sets apart.
    """
    parts = (
        node.value if isinstance(node, Text) and node not in without else " "
        for node, _ in steps(root)
    )
    return _BEFORE_SIGN.sub(r"\1", collapse("".join(parts)))


def is_inline(element: Element) -> bool:
    """Tell whether an element stands in a line of text; an unknown one does inside a line."""
    if element.tag in INLINE:
        return True
    parent = element.parent
    return "-" in element.tag and parent is not None and (parent.tag in INLINE or parent.tag == "p")


def measure(root: Element, weight: int = 1) -> None:
    """Fill in how much text, link text and running text each element holds.

    Text in furniture that is marked already is no running text.

    Args:
        root: The element.
        weight: How many letters of an alphabet a character of the page's script stands for.
    """
    flow: dict[Element, tuple[int, int]] = {}
    for element in reversed(elements(root)):
        _measure_one(element, flow, weight)


def density(root: Element) -> int:
    """Return how many letters of an alphabet a character of the element's script stands for."""
    words = "".join(text.value for text in texts(root))
    syllables = 0 if words.isascii() else len(_SYLLABLE.findall(words))
    return SYLLABLE_LETTERS if syllables * 4 > len(words) - words.count(" ") else 1


def _measure_one(element: Element, flow: dict[Element, tuple[int, int]], weight: int) -> None:
    if element.tag == LETTERS:
        return
    chars = links = flowing = flowing_links = 0
    prose = 0
    for child in element.children:
        if isinstance(child, Text):
            length = len(child.value.strip())
            chars += length
            flowing += length
            continue
        more, more_links = flow.pop(child, (0, 0))
        chars, links, prose = chars + child.chars, links + child.link_chars, prose + child.prose
        flowing, flowing_links = flowing + more, flowing_links + more_links
    if is_link(element):
        links, flowing_links, prose = chars, flowing, 0
    if is_inline(element):
        flow[element] = (flowing, flowing_links)
    elif flowing * weight >= PROSE_CHARS and flowing_links <= flowing * PROSE_LINK_SHARE:
        prose += (flowing - flowing_links) * weight
    element.chars, element.link_chars = chars, links
    element.prose = 0 if element.reason else prose
