"""The languages that HTML tags in Markdown give to words: `<i lang="fr">raison d'etre</i>`."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from narrator.reading.markdown.inline import ATTRIBUTE, TAG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token

    from narrator.reading.spans import Marked

_VOID = frozenset(
    ["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
"""Elements without an end tag (WHATWG HTML, section 13.1.2)."""
_BREAKS = ("softbreak", "hardbreak")


def marked(tokens: Iterable[Token]) -> list[Marked]:
    """Return the text of a document, in its order, with the language that tags give it."""
    found: list[Marked] = []
    tags = _OpenTags()
    for token in tokens:
        if token.type == "html_block":
            found += tags.read(token.content)
        for child in token.children or ():
            if child.type == "html_inline":
                found += tags.read(child.content)
            elif child.type not in _BREAKS and child.type != "image":
                found.append((child.content, tags.language))
        if token.type == "inline":
            tags.close_line()
    return found


class _OpenTags:
    """The tags that are open, the innermost last, with the language inside each."""

    def __init__(self) -> None:
        self.inside: list[tuple[str, str]] = []
        self.before_line = 0

    @property
    def language(self) -> str:
        """The language here, as written; empty where no tag says it."""
        return self.inside[-1][1] if self.inside else ""

    def read(self, source: str) -> Iterator[Marked]:
        """Yield the texts of a piece of HTML while its tags open and close."""
        place = 0
        for tag in TAG.finditer(source):
            yield html.unescape(source[place : tag.start()]), self.language
            self._step(tag["name"].casefold(), tag["rest"])
            place = tag.end()
        yield html.unescape(source[place:]), self.language
        if source.endswith("\n"):  # A block: what it leaves open goes on behind it.
            self.before_line = len(self.inside)

    def close_line(self) -> None:
        """End a line of text: tags that it opened end with it."""
        del self.inside[self.before_line :]

    def _step(self, name: str, rest: str) -> None:
        if name.startswith("/"):
            names = [one for one, _ in self.inside]
            if name[1:] in names:
                del self.inside[len(names) - 1 - names[::-1].index(name[1:]) :]
        elif name not in _VOID and not rest.endswith("/"):
            self.inside.append((name, _language(rest) or self.language))


def _language(rest: str) -> str:
    """Return the language that the attributes of a tag name; empty where they name none."""
    for found in ATTRIBUTE.finditer(rest):
        if found["name"].casefold() in ("lang", "xml:lang"):
            return html.unescape(found["double"] or found["single"] or "")
    return ""
