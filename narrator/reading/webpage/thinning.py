"""A page that would keep its parser busy for minutes becomes one that does not.

Three things make a parser slow out of all proportion: a tag with thousands of attributes, boxes
in boxes by the thousand, and tags of emphasis that are never closed, which the parser opens
anew in each paragraph. One pass over the tags takes them away; no text is touched. Only pages
that `limits` finds demanding come here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from narrator.article import Omission, Reason, Stage
from narrator.reading.tokens import ATTRIBUTE, EACH_ATTRIBUTE, FIRST_ATTRIBUTES, MAX_ATTRIBUTES, TAG
from narrator.reading.webpage.dom import DEPTH_LIMIT, INLINE

_FORMATTING_TAGS = "b big code em font i s small strike strong tt u"
_SINGLE_TAGS = (
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source "
    "track wbr"
)
_CLOSED_TAGS = (
    "body caption colgroup dd dt head html li optgroup option p rb rp rt rtc tbody td tfoot th "
    "thead tr"
)
FORMATTING = frozenset(_FORMATTING_TAGS.split())
"""Elements that a parser opens anew after a block that left them open (WHATWG HTML, section
13.2.4.3); `a` is one of them, but is closed by the next one, and its address is of use."""
_SINGLE = frozenset(_SINGLE_TAGS.split())
"""Elements without an end tag (WHATWG HTML, section 13.1.2)."""
_CLOSED_BY_THE_NEXT = frozenset(_CLOSED_TAGS.split())
"""Elements whose end tag may be left out (WHATWG HTML, section 13.1.2.4): they do not pile up."""
_CELLS = frozenset({"caption", "dd", "dt", "li", "option", "td", "th", "tr"})
_RAW = "iframe|noembed|noframes|script|style|textarea|title|xmp"
"""Elements whose content is no markup (WHATWG HTML, section 13.2.6.2)."""
_TOKEN = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    rf"|<(?P<raw>{_RAW})(?=[\s/>])(?:{ATTRIBUTE})*+[\s/]*+>.*?(?:</(?P=raw)(?=[\s/>])|\Z)"
    rf"|{TAG.pattern}",
    re.DOTALL | re.IGNORECASE,
)


@dataclass(slots=True)
class _Boxes:
    """The elements that are open, as far as tags tell."""

    names: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def open(self, name: str) -> bool:
        """Open an element; tell whether it is still within the limit."""
        self.names.append(name)
        self.counts[name] += 1
        return len(self.names) <= DEPTH_LIMIT

    def close(self, name: str) -> bool:
        """Close the nearest element of the name; tell whether it is within the limit."""
        if not self.counts[name]:
            return True
        while True:
            last = self.names.pop()
            self.counts[last] -= 1
            if last == name:
                return len(self.names) < DEPTH_LIMIT


def thin(text: str) -> tuple[str, tuple[Omission, ...]]:
    """Return the page without what delays its parser, and what was taken from it."""
    boxes = _Boxes()
    lost: list[int] = []

    def thinned(token: re.Match[str]) -> str:
        name = token[3]
        if name is None:  # a comment, or an element whose content is no markup
            return token[0]
        tag = _without_crowd(token, lost)
        return _without_depth(tag, name.lower(), boxes, ends=bool(token[2]))

    page = _TOKEN.sub(thinned, text)
    return page, _omissions(lost)


def _without_crowd(token: re.Match[str], lost: list[int]) -> str:
    """Return the tag with the attributes that are read, those of emphasis without any."""
    slash, name, attributes = token[2], token[3], token[4]
    if slash or (attributes and name.lower() in FORMATTING):
        return f"<{slash}{name}>"
    if len(attributes) < 2 * MAX_ATTRIBUTES:
        return token[0]
    first = FIRST_ATTRIBUTES.match(attributes)
    if not first or first.end() == len(attributes):
        return token[0]
    lost.append(len(EACH_ATTRIBUTE.findall(attributes, first.end())))
    return f"<{name}{first[0]}>"


def _without_depth(tag: str, name: str, boxes: _Boxes, *, ends: bool) -> str:
    """Return the tag, or what stands for it below the limit: a paragraph keeps blocks apart."""
    if name in _CLOSED_BY_THE_NEXT:
        deep = len(boxes.names) > DEPTH_LIMIT
        return "<p>" if deep and name in _CELLS and not ends else tag
    if name in _SINGLE or tag.endswith("/>"):
        return tag
    within = boxes.close(name) if ends else boxes.open(name)
    if within:
        return tag
    return "" if ends or name in INLINE else "<p>"


def _omissions(lost: list[int]) -> tuple[Omission, ...]:
    if not lost:
        return ()
    tags = "1 tag" if len(lost) == 1 else f"{len(lost)} tags"
    words = f"{sum(lost)} attributes of {tags}, behind the first {MAX_ATTRIBUTES} of each"
    return (Omission(Stage.READING, Reason.LIMIT, words),)
