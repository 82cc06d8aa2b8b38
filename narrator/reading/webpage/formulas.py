"""Formulas of a page, each as the words that stand in its place, and once.

What a page says of a formula is, in this order: the text that its author wrote for those who
cannot see it (`alttext`, `alt`); the formula itself in MathML, as one line ("E = mc^2", "a/b");
its TeX. Scripts that draw formulas (KaTeX, MathJax) and wikis put the same one on the page two
or three times, for the eye and for the ear, and hide one of them; the box around it counts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from narrator.reading.webpage.dom import Text, collapse, find

if TYPE_CHECKING:
    from narrator.reading.webpage.dom import Element

_PICTURES = (" mwe math ", " latex ", " math ", " tex ")
_BOXES = (" katex ", " katex display ", " mwe math element ", " mathjax ")
"""What KaTeX 0.16, MediaWiki 1.43 and MathJax 3 call the box around all forms of a formula."""
_BOX_TAGS = frozenset({"mjx-container", "span", "div", "figure"})
_SIGNS = {"mfrac": "/", "msup": "^", "msub": "_", "mover": "^", "munder": "_", "msubsup": "_"}
"""What stands between the parts of an element (MathML Core, section 3)."""
_LEFT_OUT = frozenset({"annotation", "annotation-xml", "mphantom", "mspace"})
_TEX_LAYOUT = re.compile(
    r"\\(?:displaystyle|textstyle|scriptstyle|left|right|big|Big|mathrm|mathbf|mathit|mathcal|"
    r"mathbb|operatorname|text|textrm|limits|quad|qquad|[,;:! ])(?![a-zA-Z])"
)
_TEX_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_TEX_ROOT = re.compile(r"\\sqrt\s*\{([^{}]*)\}")
_TEX_DEPTH = 12
"""Fractions in fractions that are resolved; deeper ones stay as they are."""


def formula(element: Element) -> str:
    """Return the words of a formula, where the element is one; else nothing."""
    if element.tag == "math":
        return _words(element)
    if element.tag == "img" and any(name in element.names for name in _PICTURES):
        return _readable(element.get("alt"))
    if element.tag in _BOX_TAGS and _is_box(element):
        told = [_words(inner) for inner in find(element, "math")]
        told += [_readable(picture.get("alt")) for picture in find(element, "img")]
        return next((words for words in told if words), "")
    return ""


def is_displayed(element: Element) -> bool:
    """Say whether a formula stands in a line of its own."""
    blocks = [element, *find(element, "math")]
    return element.tag == "div" or any(
        one.get("display") in ("block", "true") or " katex display " in one.names for one in blocks
    )


def _is_box(element: Element) -> bool:
    return element.tag == "mjx-container" or any(name in element.names for name in _BOXES)


def _words(element: Element) -> str:
    """Return what a `math` element says."""
    written = element.get("alttext") or element.get("aria-label")
    if written and not _is_tex(written):
        return collapse(written)
    told = collapse(_line(element))
    tex = next((_text(note) for note in find(element, "annotation")), "") or written
    return told or _readable(tex)


def _line(element: Element) -> str:
    """Return MathML as one line; what stands above or below is told by a sign."""
    if element.tag in _LEFT_OUT:
        return ""
    if element.tag in ("mo", "mi", "mn", "mtext", "ms"):
        text = collapse(_text(element))
        spaced = element.tag == "mo" and text in "=<>+−-±≈≠≤≥→∈×·÷" and text
        return f" {text} " if spaced or len(text) > 1 else text
    parts = [_line(child) for child in element.children if not isinstance(child, Text)]
    parts = [part for part in parts if part.strip()]
    if element.tag == "msqrt":
        return f"√({''.join(parts).strip()})"
    sign = _SIGNS.get(element.tag, "")
    return sign.join(_grouped(part) for part in parts) if sign else "".join(parts)


def _grouped(part: str) -> str:
    part = part.strip()
    return f"({part})" if re.search(r"\s|[/+−]", part) else part


def _text(element: Element) -> str:
    return "".join(child.value for child in element.children if isinstance(child, Text))


def _is_tex(text: str) -> bool:
    return "\\" in text or bool(re.search(r"[\^_]\{", text))


def _readable(text: str) -> str:
    """Return an alternative text; of TeX only what it says, without what it is to look like."""
    if not _is_tex(text):
        return collapse(text)
    text = _TEX_LAYOUT.sub(" ", text)
    for _ in range(_TEX_DEPTH):
        before = text
        text = _TEX_FRACTION.sub(lambda found: f"({found[1]})/({found[2]})", text)
        text = _TEX_ROOT.sub(r"√(\1)", text)
        if text == before:
            break
    text = re.sub(r"\\([A-Za-z]+)", r" \1 ", text)  # \alpha is called alpha, \leq is not better.
    return collapse(re.sub(r"[{}\\]", "", text))
