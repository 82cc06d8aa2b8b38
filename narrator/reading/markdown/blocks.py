"""Markdown's tokens become blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from narrator.article import (
    Block,
    Code,
    Figure,
    Heading,
    ItemList,
    ListItem,
    Note,
    Omission,
    Paragraph,
    Quotation,
    Reason,
    Separator,
    Stage,
    Table,
)
from narrator.reading.markdown.inline import (
    figures_of,
    html_figures,
    html_paragraphs,
    is_emphasised,
    text_of,
)
from narrator.reading.plaintext.credits import split_credit
from narrator.reading.plaintext.lines import task

if TYPE_CHECKING:
    from markdown_it.token import Token

_WORD = re.compile(r"[^\W_]+")
_ATTRIBUTION = re.compile(r"(?:--+|[—–―])\s*(?=\S)")
_ATTRIBUTION_AT_END = re.compile(r"\s(?:--+|[—―])\s*(?P<who>[^.!?]{2,80})$")


class Walker:
    """Walks the tokens once, from the first to the last."""

    def __init__(self) -> None:
        self.env: dict[str, Any] = {}
        """What the parser keeps beside the tokens: link definitions, footnotes."""
        self.blocks: list[Block] = []
        self.omissions: list[Omission] = []
        self.emphasised: set[Block] = set()
        """Paragraphs that are wholly in italics or bold."""
        self._attributes: list[str] = []

    def walk(self, tokens: list[Token]) -> None:
        """Add the blocks of the tokens."""
        index = 0
        while index < len(tokens):
            token = tokens[index]
            end = _end(tokens, index)
            self._note_attributes(token)
            handle = _HANDLERS.get(token.type)
            if handle:
                handle(self, token, tokens[index + 1 : end - 1])
            index = end

    def finish(self) -> None:
        """Join captions to their pictures."""
        joined: list[Block] = []
        for block in self.blocks:
            before = joined[-1] if joined else None
            is_caption = isinstance(block, Paragraph) and block in self.emphasised
            if is_caption and isinstance(before, Figure) and isinstance(block, Paragraph):
                joined[-1] = _captioned(before, block.text)
            else:
                joined.append(block)
        self.blocks = [
            _captioned(block, "") if isinstance(block, Figure) else block for block in joined
        ]

    def unread_words(self) -> set[str]:
        """Return the words of addresses and definitions, which are not for reading."""
        definitions = self.env.get("references", {})
        texts = [
            *self._attributes,
            *definitions,
            *(f"{d['href']} {d['title']}" for d in definitions.values()),
            *(str(label) for label in self.env.get("footnotes", {}).get("refs", {})),
        ]
        return {
            form
            for text in texts
            for word in _WORD.findall(text)
            for form in (word, word.lower(), word.capitalize(), word.upper())
        }

    def _note_attributes(self, token: Token) -> None:
        self._attributes.append(token.info)

    def _links(self, token: Token) -> None:
        for child in token.children or []:
            self._attributes += [
                str(child.attrGet(name) or "") for name in ("href", "src", "title")
            ]
            self._attributes += [str(child.meta.get("label", ""))] if child.meta else []

    def _text(self, token: Token) -> str:
        self._links(token)
        return text_of(token)

    def _heading(self, token: Token, inside: list[Token]) -> None:
        inline = inside[0]
        text = self._text(inline)
        if text:
            self.blocks.append(Heading(text, int(token.tag[1])))
        self.blocks += figures_of(inline)

    def _paragraph(self, _: Token, inside: list[Token]) -> None:
        inline = inside[0]
        text = self._text(inline)
        figures = figures_of(inline)
        paragraph = Paragraph(text)
        if text and is_emphasised(inline):
            self.emphasised.add(paragraph)
        first = inline.children[0].type if inline.children else ""
        body: list[Block] = [paragraph] if text else []
        self.blocks += [*figures, *body] if first == "image" else [*body, *figures]

    def _quotation(self, _: Token, inside: list[Token]) -> None:
        paragraphs, others = self._inner(inside)
        attribution = ""
        if paragraphs:
            last = paragraphs[-1]
            start = _ATTRIBUTION.match(last)
            end = _ATTRIBUTION_AT_END.search(last[-100:])
            if start and len(paragraphs) > 1:
                attribution = last[start.end() :]
                paragraphs.pop()
            elif end:
                attribution = end["who"]
                paragraphs[-1] = last[: len(last) - len(end.group())].rstrip()
        if paragraphs or attribution:
            self.blocks.append(Quotation(tuple(paragraphs), attribution))
        self.blocks += others

    def _inner(self, tokens: list[Token]) -> tuple[list[str], list[Block]]:
        """Return the paragraphs of a quotation, and the blocks in it that are none."""
        inner = Walker()
        inner.walk(tokens)
        self._attributes += inner._attributes
        self.omissions += inner.omissions
        texts: list[str] = []
        others: list[Block] = []
        for block in inner.blocks:
            if isinstance(block, Paragraph | Heading):
                texts.append(block.text)
            elif isinstance(block, Quotation):
                texts += [*block.paragraphs, *([block.attribution] if block.attribution else [])]
            else:
                others.append(block)
        return texts, others

    def _list(self, token: Token, inside: list[Token]) -> None:
        start = token.attrGet("start")
        items, others = self._items(inside)
        ordered = token.type == "ordered_list_open"
        if ordered and start not in (None, 1):
            # The number is part of what is said where counting does not begin with one.
            items = [
                replace(item, text=f"{int(start or 0) + n}. {item.text}")
                for n, item in enumerate(items)
            ]
            ordered = False
        if items:
            self.blocks.append(ItemList(tuple(items), ordered))
        self.blocks += others

    def _items(self, tokens: list[Token]) -> tuple[list[ListItem], list[Block]]:
        items: list[ListItem] = []
        others: list[Block] = []
        index = 0
        while index < len(tokens):
            end = _end(tokens, index)
            inner = Walker()
            inner.walk(tokens[index + 1 : end - 1])
            self._attributes += inner._attributes
            self.omissions += inner.omissions
            texts, nested, rest = _sorted(inner.blocks)
            below = tuple(item for block in nested for item in block.items)
            text = " ".join(texts)
            told = task(text)
            self._attributes += [text[1]] if told != text else []  # The x of a ticked box.
            items.append(ListItem(told, below, any(b.ordered for b in nested)))
            others += rest
            index = end
        return items, others

    def _table(self, _: Token, inside: list[Token]) -> None:
        rows: list[list[str]] = []
        figures: list[Block] = []
        headed = False
        for token in inside:
            if token.type == "thead_open":
                headed = True
            elif token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(self._text(token))
                figures += figures_of(token)
        header = tuple(rows.pop(0)) if headed and rows else ()
        self.blocks.append(Table(tuple(tuple(row) for row in rows), header))
        self.blocks += figures

    def _code(self, token: Token, _: list[Token]) -> None:
        language = token.info.split(maxsplit=1)[0] if token.info.strip() else ""
        self.blocks.append(Code(token.content.rstrip("\n"), language))

    def _html(self, token: Token, _: list[Token]) -> None:
        source = token.content
        paragraphs, unseen = html_paragraphs(source)
        self.blocks += html_figures(source)
        self.blocks += [Paragraph(text) for text in paragraphs]
        self.omissions += [
            Omission(Stage.READING, Reason.HIDDEN, text) for text in unseen if _WORD.search(text)
        ]

    def _rule(self, _: Token, __: list[Token]) -> None:
        self.blocks.append(Separator())

    def _notes(self, _: Token, tokens: list[Token]) -> None:
        index = 0
        while index < len(tokens):
            end = _end(tokens, index)
            meta = tokens[index].meta or {}
            texts, others = self._inner(tokens[index + 1 : end - 1])
            mark = str(meta.get("label") or int(meta.get("id", 0)) + 1)
            if texts:
                self.blocks.append(Note(" ".join(texts), mark))
            self.blocks += others
            index = end


_HANDLERS: dict[str, Callable[[Walker, Token, list[Token]], None]] = {
    "heading_open": Walker._heading,
    "paragraph_open": Walker._paragraph,
    "blockquote_open": Walker._quotation,
    "bullet_list_open": Walker._list,
    "ordered_list_open": Walker._list,
    "table_open": Walker._table,
    "fence": Walker._code,
    "code_block": Walker._code,
    "hr": Walker._rule,
    "html_block": Walker._html,
    "footnote_block_open": Walker._notes,
}


def _end(tokens: list[Token], start: int) -> int:
    """Return the index behind the token that closes the one at start."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth <= 0:
            return index + 1
    return len(tokens)


def _sorted(blocks: list[Block]) -> tuple[list[str], list[ItemList], list[Block]]:
    """Return the texts of an item, the lists below it, and what is neither."""
    texts: list[str] = []
    lists: list[ItemList] = []
    others: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            texts.append(block.text)
        elif isinstance(block, ItemList):
            lists.append(block)
        elif isinstance(block, Quotation):
            texts += [*block.paragraphs, *_present(block.attribution)]
        else:
            others.append(block)
    return texts, lists, others


def _present(text: str) -> Iterator[str]:
    if text:
        yield text


def _captioned(figure: Figure, text: str) -> Figure:
    """Return the figure with the text for its caption, and the credit apart."""
    title = "" if figure.caption == text else figure.caption
    caption, credit = split_credit(" ".join(part for part in (title, text) if part))
    return replace(figure, caption=caption, credit=credit or figure.credit)
