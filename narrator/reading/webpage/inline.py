"""Text inside a line: pieces of inline elements become one text with its white space collapsed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from narrator.article import Reason
from narrator.reading.webpage.dom import (
    PLAYERS,
    Element,
    Text,
    ancestors,
    collapse,
    is_inline,
    is_link,
    steps,
)

_FOOTNOTE_NAMES = re.compile(r" (footnotes?|fn|fnref|noteref|doc noteref|cite ref|reference) ")
_FOOTNOTE_TARGET = re.compile(r"#.*(fn|note|ref|cite)", re.I)
_FOOTNOTE_MARK = re.compile(r"^[\[(]?(\d{1,3}|[*†‡§]{1,3}|[a-z]|[ivx]{1,4})[\])]?$", re.I)
_BACK = re.compile("^[↩⤴↑^\ufe0e\ufe0f]+$")
"""What leads from a footnote back to its mark."""


@dataclass(slots=True)
class Run:
    """A line of text in the making, with what is known of its links and its weight."""

    pieces: list[str] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    chars: int = 0
    link_chars: int = 0
    bold_chars: int = 0
    breaks: int = 0

    def add(self, text: Text, *, link: bool, bold: bool) -> None:
        """Append a text of the page."""
        length = len(text.value.strip())
        if length and self.breaks and self.pieces:
            self.pieces.append("\n")
        if length:
            self.breaks = 0
        self.pieces.append(re.sub(r"[\r\n\t\f ]+", " ", text.value))
        self.texts.append(text)
        self.chars += length
        self.link_chars += length * link
        self.bold_chars += length * bold

    @property
    def link_share(self) -> float:
        """How much of the line is a link, 0 to 1."""
        return self.link_chars / self.chars if self.chars else 0.0

    def text(self) -> str:
        """Return the line; a break that the page asks for is a line break."""
        lines = (collapse(line) for line in "".join(self.pieces).split("\n"))
        return "\n".join(line for line in lines if line)


def is_footnote_mark(element: Element) -> bool:
    """Tell whether an element is the mark that leads from the text to a footnote."""
    if element.tag not in ("sup", "a") or element.chars > 6:
        return False
    marks = "".join(_values(element)).strip()
    if element.tag == "a" and _BACK.match(marks) and element.get("href").startswith("#"):
        return True
    if not _FOOTNOTE_MARK.match(marks):
        return False
    if element.tag == "a":
        named = bool(_FOOTNOTE_NAMES.search(element.names)) or element.get("role") == "doc-noteref"
        return named or (element.get("href").startswith("#") and _is_raised(element))
    links = [child for child in element.children if isinstance(child, Element) and child.tag == "a"]
    return bool(_FOOTNOTE_NAMES.search(element.names)) or any(
        _FOOTNOTE_TARGET.search(link.get("href")) or link.get("href").startswith("#")
        for link in links
    )


def _is_raised(link: Element) -> bool:
    """Tell whether all that a link shows is raised: `<a href="#n3"><sup>3</sup></a>`."""
    only = [node for node in link.children if isinstance(node, Element) or node.value.strip()]
    return len(only) == 1 and isinstance(only[0], Element) and only[0].tag == "sup"


def _values(element: Element) -> list[str]:
    return [node.value for node, _ in steps(element) if isinstance(node, Text)]


def read(root: Element, skipped: tuple[Element, ...] = ()) -> Run:
    """Return all text of an element as one line; what is furniture in it stays outside."""
    run = Run()
    passed: Element | None = None
    for node, leaving in steps(root):
        if passed is not None and (node.parent is not None and node.parent in passed):
            continue
        passed = None
        if isinstance(node, Text):
            run.add(node, link=_is_linked(node, root), bold=False)
        elif not leaving and (node in skipped or mark_if_no_text(node)):
            passed = node
        elif not is_inline(node) or node.tag == "br":
            run.pieces.append(" ")
    run.breaks = 0
    return run


def mark_if_no_text(element: Element) -> bool:
    """Tell whether an element in a line is no text of it; a footnote mark gets its reason."""
    if element.reason is None and is_footnote_mark(element):
        element.reason = Reason.FOOTNOTE_MARK
    return element.reason is not None or element.tag in PLAYERS


def _is_linked(node: Text, root: Element) -> bool:
    for element in ancestors(node):
        if is_link(element):
            return True
        if element is root:
            return False
    return False
