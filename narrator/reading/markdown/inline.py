"""The text of a Markdown line, and what stands in it that is not text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from narrator.article import Figure

if TYPE_CHECKING:
    from markdown_it.token import Token

TAG = re.compile(r"<(?P<name>/?[A-Za-z][\w-]*)(?P<rest>[^<>]*)>")
ATTRIBUTE = re.compile(r"(?P<name>[\w:-]+)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_UNSEEN = re.compile(r"<(script|style|template)\b.*?(?:</\1\s*>|\Z)", re.S | re.I)

INLINE_TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
        "var",
    ]
)


def text_of(token: Token) -> str:
    """Return the visible text of an inline token, without its pictures.

    A line break that the author set stays; one that only wraps the source is a space.
    """
    rows = "".join(_parts(token.children or [])).split("\n")
    return "\n".join(" ".join(row.split()) for row in rows).strip()


def _parts(children: list[Token]) -> Iterator[str]:
    for child in children:
        if child.type in ("text", "code_inline", "text_special"):
            yield child.content
        elif child.type in ("softbreak", "hardbreak"):
            yield " " if child.type == "softbreak" else "\n"
        elif child.type == "html_inline":
            yield "\n" if child.content.startswith("<br") else ""


def figures_of(token: Token) -> list[Figure]:
    """Return the pictures in an inline token."""
    figures = []
    for child in token.children or []:
        if child.type == "image":
            alt = "".join(_parts(child.children or [])) or child.content
            figures.append(
                Figure(
                    " ".join(alt.split()),
                    str(child.attrGet("title") or ""),
                    "",
                    str(child.attrGet("src") or ""),
                )
            )
        elif child.type == "html_inline":
            figures += html_figures(child.content)
    return figures


def is_emphasised(token: Token) -> bool:
    """Say whether the whole of the line is in italics or bold, pictures aside."""
    depth = 0
    seen = False
    for child in token.children or []:
        if child.type in ("em_open", "strong_open"):
            depth += 1
            seen = True
        elif child.type in ("em_close", "strong_close"):
            depth -= 1
        elif child.type != "image" and depth == 0 and child.content.strip():
            return False
    return seen


def html_figures(source: str) -> list[Figure]:
    """Return the pictures of a piece of HTML that say something."""
    figures = []
    for tag in TAG.finditer(source):
        if tag["name"].casefold() == "img":
            values = {
                m["name"].casefold(): html.unescape(m["double"] or m["single"] or "")
                for m in ATTRIBUTE.finditer(tag["rest"])
            }
            figures.append(
                Figure(values.get("alt", ""), values.get("title", ""), "", values.get("src", ""))
            )
    return figures


def html_paragraphs(source: str) -> tuple[list[str], list[str]]:
    """Return the visible paragraphs of a piece of HTML, and what is in it but not seen."""
    unseen = [match.group() for match in (*_COMMENT.finditer(source), *_UNSEEN.finditer(source))]
    visible = _UNSEEN.sub("\n\n", _COMMENT.sub("", source))
    visible = TAG.sub(_instead, visible)
    parts = (" ".join(html.unescape(part).split()) for part in re.split(r"\n\s*\n", visible))
    return [part for part in parts if part], unseen


def _instead(tag: re.Match[str]) -> str:
    """Return what a tag leaves behind: nothing in a line, else the end of a paragraph."""
    name = tag["name"].strip("/").casefold()
    if name == "br":
        return " "
    return "" if name in INLINE_TAGS else "\n\n"
