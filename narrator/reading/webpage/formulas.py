"""Formulas: each is one run of words, however often the page holds it for machines and screens.

Pages write a formula as MathML, as a picture, or as what a program made of TeX: letters laid out
for the eye, with MathML beside them for those who cannot see. Of all these, one is read:
what its author calls it, else its source in TeX, else its letters in order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

MATH = frozenset({"math", "m:math", "mml:math"})
_FRAMES = frozenset({"mjx-container"})
_FRAME_CLASS = re.compile(
    r"(?:^|\s)(?:katex(?:-display)?|mwe-math-element|MathJax(?:_Display|_CHTML|_SVG)?)(?=\s|$)"
)
"""What KaTeX, MediaWiki's Math extension and MathJax 2 call the box of one formula."""
_IMAGE_CLASS = re.compile(r"(?:^|[\s_-])(?:mwe-math|math|latex|tex|equation)(?=[\s_-]|$)")
_DISPLAY_CLASS = re.compile(
    r"(?:^|\s)(?:katex-display|MathJax(?:_CHTML|_SVG)?_Display|mwe-math-element-block|"
    r"mwe-math-fallback-image-display)(?=\s|$)"
)
_SCRIPT = re.compile(r"math/(?:tex|asciimath)", re.IGNORECASE)
_RENDERED = re.compile(r"MathJax-Element-\d+$")
"""The id that MathJax 2 gives to a source whose formula it has put beside it."""
_WRAPPED = re.compile(r"\{\\(?:display|text)style\s*(?P<formula>.*)\}", re.DOTALL)
"""What MediaWiki puts around every formula: how large it is to be set."""
_LAYOUT = re.compile(
    r"\\(?:displaystyle|textstyle|scriptstyle|left|right|[bB]igg?|math(?:rm|bf|it|cal|bb|sf)|"
    r"operatorname|text(?:rm|bf|it)?|n?o?limits|q?quad|[,;:! ])(?![a-zA-Z])"
)
"""Commands of LaTeX that say how something looks and not what it is."""
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_ROOT = re.compile(r"\\sqrt\s*\{([^{}]*)\}")
_SINGLE = re.compile(r"\{\s*(\w*)\s*\}")
"""Braces around one letter or number: "x^{2}" is said as "x^2"."""
TEX_DEPTH = 12
"""Fractions in fractions that are resolved; our choice, no page of news has three."""
_UNHEARD = re.compile("[\u2061-\u2064]")
"""Function application, invisible times, separator and plus."""
_BETWEEN = {
    "mfrac": "/",
    "msup": "^",
    "msub": "_",
    "msubsup": "_^",
    "munder": "_",
    "mover": "^",
    "munderover": "_^",
}
"""Signs for what MathML says by its layout (MathML Core, 3.3 and 3.4), as in TeX."""


def is_formula(tag: str, attributes: dict[str, str | None]) -> bool:
    """Tell whether an element is a formula or the box of one."""
    if tag in MATH or tag in _FRAMES:
        return True
    if tag == "script":
        return bool(_SCRIPT.match(attributes.get("type") or "")) and not _RENDERED.match(
            attributes.get("id") or ""
        )
    names = attributes.get("class")
    if not names:
        return False
    return bool((_IMAGE_CLASS if tag == "img" else _FRAME_CLASS).search(names))


def is_display(node: LexborNode) -> bool:
    """Tell whether a formula stands on lines of its own."""
    for one in (node, _inner(node, "math")):
        if one is None:
            continue
        given = one.attributes
        if given.get("display") in ("block", "true"):
            return True
        if _DISPLAY_CLASS.search(given.get("class") or "") or "mode=display" in (
            given.get("type") or ""
        ):
            return True
    return False


def words_of(node: LexborNode) -> str:
    """Return a formula in one line; empty where nothing tells it."""
    if node.tag in ("img", "script"):
        held = node.attributes.get("alt") if node.tag == "img" else node.text()
        return _plain(held or "")
    math = node if node.tag in MATH else _inner(node, "math")
    found = _of_math(math) if math is not None else ""
    if not found and (image := _inner(node, "img")) is not None:
        found = _plain(image.attributes.get("alt") or "")
    return found or _plain(node.attributes.get("aria-label") or "") or _plain(_letters(node))


def _inner(node: LexborNode, tag: str) -> LexborNode | None:
    return node.css_first(tag) if node.first_child is not None else None


def _of_math(math: LexborNode) -> str:
    given = _plain(math.attributes.get("alttext") or "")
    if given:
        return given
    source = math.css_first("annotation[encoding*='tex' i]")
    return (_plain(source.text()) if source is not None else "") or _plain(_letters(math))


def _plain(formula: str) -> str:
    """Return a formula in one line; of TeX what it says, without how it is to look."""
    text = " ".join(_UNHEARD.sub("", formula).split())
    wrapped = _WRAPPED.fullmatch(text)
    text = wrapped["formula"].strip() if wrapped else text
    return _without_layout(text) if "\\" in text or "^{" in text or "_{" in text else text


def _without_layout(tex: str) -> str:
    tex = _LAYOUT.sub(" ", tex)
    for _ in range(TEX_DEPTH):
        before = tex
        tex = _FRACTION.sub(lambda found: f"{_group(found[1])}/{_group(found[2])}", tex)
        tex = _ROOT.sub(r"√(\1)", tex)
        tex = _SINGLE.sub(r"\1", tex)
        if tex == before:
            break
    tex = re.sub(r"\\([A-Za-z]+)", r" \1 ", tex)  # \alpha is called alpha.
    tex = " ".join(tex.replace("{", "(").replace("}", ")").replace("\\", "").split())
    return tex.replace("( ", "(").replace(" )", ")")


def _group(part: str) -> str:
    part = part.strip()
    return part if re.fullmatch(r"\w*", part) else f"({part})"


def _letters(root: LexborNode) -> str:
    """Return the letters of a formula in order, with signs for fractions, powers and roots."""
    parts: list[str] = []
    stack: list[LexborNode | str] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
        elif node.tag == "-text":
            parts.append(" ".join((node.text_content or "").split()))
        else:
            stack += reversed(list(_inside(node)))
    return "".join(parts)


def _inside(node: LexborNode) -> Iterator[LexborNode | str]:
    """Yield what an element holds and the signs between."""
    tag = (node.tag or "").rpartition(":")[2]
    signs = _BETWEEN.get(tag, "")
    if tag == "msqrt":
        yield "√"
    for number, child in enumerate(_children(node)):
        if signs and number:
            yield signs[min(number, len(signs)) - 1]
        if (signs or tag == "msqrt") and _is_row(child):
            yield from ("(", child, ")")
        else:
            yield child
    if tag == "mtext":
        yield " "


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        tag = child.tag or "-"
        if tag == "-text":
            if (child.text_content or "").strip():
                yield child
        elif tag[0] not in "-!" and not tag.startswith("annotation"):
            yield child
        child = child.next


def _is_row(node: LexborNode) -> bool:
    return (node.tag or "").rpartition(":")[2] == "mrow" and len(list(_children(node))) > 1
