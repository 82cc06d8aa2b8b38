"""The manual as one page: all documents and the help of every command, in one file.

There is nothing to load and no script. Headings go down one level at a time: the page is the
first, a document or the commands the second.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from narrator import __version__
from narrator.manual.commands import Entry, entries
from narrator.manual.documents import Document
from narrator.messages import SOURCE_LANGUAGE, _, used

if TYPE_CHECKING:
    from markdown_it.token import Token

TITLE = "narrator: the manual"
COMMANDS_ID = "commands"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that the table of contents leads to."""

    level: int
    """On the page: 2 for a document, 3 for what is directly in it."""
    name: str
    """Its anchor."""
    html: str


@dataclass(slots=True)
class _Part:
    """A document as HTML, with its headings."""

    html: str = ""
    headings: list[Heading] = field(default_factory=list)


def manual_page(documents: Sequence[Document]) -> str:
    """Return the manual as an HTML page.

    The documents are in English, as they were written; the help of the commands is in the
    language of messages.

    Args:
        documents: What stands before the commands, in this order.
    """
    titles = {document.name: _title(document) for document in documents}
    parts = [_document(document, titles) for document in documents]
    parts.append(_commands())
    contents = [heading for part in parts for heading in part.headings if heading.level <= 3]
    style = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{TITLE}</title>",
        f"<style>\n{style}</style>",
        "</head>",
        "<body>",
        '<a class="skip" href="#manual">Skip the contents</a>',
        f"<header>\n<h1>{TITLE}</h1>\n<p>Version {__version__}</p>\n</header>",
        '<nav aria-labelledby="contents">\n<h2 id="contents">Contents</h2>',
        *_contents(contents),
        "</nav>",
        '<main id="manual" tabindex="-1">',
        *(part.html for part in parts),
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _contents(headings: Sequence[Heading]) -> Iterator[str]:
    """Yield the table of contents, two levels deep."""
    yield "<ul>"
    inside = False
    for number, heading in enumerate(headings):
        following = headings[number + 1].level if number + 1 < len(headings) else 2
        link = f'<a href="#{heading.name}">{heading.html}</a>'
        if heading.level == 2:
            yield f"<li>{link}" + ("<ul>" if following == 3 else "</li>")
            inside = following == 3
        else:
            yield f"<li>{link}</li>"
            if following == 2 and inside:
                yield "</ul></li>"
                inside = False
    yield "</ul>"


def _title(document: Document) -> str:
    found = re.search(r"^# (.+)$", document.text, re.M)
    return found[1].strip() if found else document.name


def _document(document: Document, titles: dict[str, str]) -> _Part:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(document.text)
    part = _Part()
    taken: set[str] = set()
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            part.headings.append(_lowered(token, tokens[number + 1], document.name, taken))
            tokens[number + 2].tag = token.tag
        elif token.type == "th_open":
            if tokens[number + 1].content:
                token.attrSet("scope", "col")
            else:  # A corner above the names of rows: nothing that a cell could be announced with.
                token.tag = tokens[number + 2].tag = "td"
        elif token.type == "inline":
            _lead_within(token.children or [], document.name, titles)
    part.html = parser.renderer.render(tokens, parser.options, {})
    return part


def _lowered(opening: Token, inline: Token, document: str, taken: set[str]) -> Heading:
    """Have a heading stand one level lower, with an anchor, and return it."""
    level = int(opening.tag[1]) + 1
    words = "".join(token.content for token in inline.children or [])
    name = document.lower() if level == 2 else f"{document.lower()}-{anchor(words)}"
    while name in taken:
        name += "-"
    taken.add(name)
    opening.tag = f"h{level}"
    opening.attrSet("id", name)
    return Heading(level, name, escape(words))


def anchor(words: str) -> str:
    """Return the anchor of a heading, as the sites that show Markdown make it."""
    return re.sub(r"[^\w\- ]", "", words.strip().lower()).replace(" ", "-")


def _lead_within(children: list[Token], document: str, titles: dict[str, str]) -> None:
    """Have links to other documents lead to their place on the page; others are words."""
    for number, token in enumerate(children):
        if token.type != "link_open":
            continue
        target = str(token.attrs.get("href", ""))
        if re.match(r"\w+:", target):
            continue
        place = _place(target, document, titles)
        end = next(i for i in range(number, len(children)) if children[i].type == "link_close")
        words = children[number + 1 : end]
        if place is None:
            token.type = children[end].type = "text"
            token.content = children[end].content = ""
            token.tag = children[end].tag = ""
            token.nesting = children[end].nesting = 0
            continue
        token.attrSet("href", f"#{place}")
        _name_by_title(words, titles)


def _place(target: str, document: str, titles: dict[str, str]) -> str | None:
    """Return the anchor on the page that a link of a document means; None where it is elsewhere."""
    path, _hash, inner = target.partition("#")
    folder = "" if document == "README" else "docs"
    name = document if not path else posixpath.normpath(posixpath.join(folder, path))
    stem = posixpath.basename(name).removesuffix(".md")
    inside = not path or name in {f"docs/{stem}.md", "README.md"}
    if not inside or stem not in titles:
        return None
    return f"{stem.lower()}-{inner}" if inner else stem.lower()


def _name_by_title(words: list[Token], titles: dict[str, str]) -> None:
    """Have a link that shows a path show the title of what it leads to."""
    for token in words:
        stem = posixpath.basename(token.content).removesuffix(".md")
        if token.content.endswith(".md") and stem in titles:
            token.content = titles[stem]


def _commands() -> _Part:
    """Return the help of every command."""
    part = _Part(headings=[Heading(2, COMMANDS_ID, escape(_("Commands")))])
    language = "" if used() == SOURCE_LANGUAGE else f' lang="{used()}"'
    lines = [f'<section{language} aria-labelledby="{COMMANDS_ID}">']
    lines.append(f'<h2 id="{COMMANDS_ID}">{escape(_("Commands"))}</h2>')
    for entry in entries():
        name = f"command-{entry.name}"
        part.headings.append(Heading(3, name, escape(" ".join(entry.words))))
        lines += _command(entry, name)
    lines.append("</section>")
    part.html = "\n".join(lines)
    return part


def _command(entry: Entry, name: str) -> Iterator[str]:
    yield f'<h3 id="{name}">{escape(" ".join(entry.words))}</h3>'
    yield f"<p>{_words(_(entry.told.sentence))}</p>"
    many = len(entry.told.examples) > 1
    yield f"<p>{escape(_('Examples:') if many else _('Example:'))}</p>"
    yield f"<pre><code>{escape(chr(10).join(entry.told.examples))}</code></pre>"
    yield f"<p>{escape(_('Usage:'))}</p>"
    yield f"<pre><code>{escape(chr(10).join(entry.usages))}</code></pre>"
    yield from (f"<p>{_words(_(paragraph))}</p>" for paragraph in entry.told.paragraphs)
    for heading, rows in entry.options:
        yield f"<h4>{escape(_(heading))}</h4>"
        yield from _terms(rows, entry)
    if entry.below:
        yield f"<h4>{escape(_('Commands'))}</h4>"
        yield from _terms(entry.below, entry, linked=True)


def _terms(rows: Any, entry: Entry, *, linked: bool = False) -> Iterator[str]:
    yield "<dl>"
    for term, said in rows:
        shown = f"<code>{escape(term)}</code>"
        if linked:
            shown = f'<a href="#command-{entry.name}-{term}">{shown}</a>'
        yield f"<dt>{shown}</dt>"
        yield f"<dd>{_words(said)}</dd>"
    yield "</dl>"


def _words(text: str) -> str:
    """Return text as HTML; what stands between grave accents is code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text, quote=False))
