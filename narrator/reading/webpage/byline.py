"""The byline: the visible line that names the authors, and their names alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from narrator.article import Reason
from narrator.reading.webpage import labels, structured, titles
from narrator.reading.webpage.dom import (
    Element,
    ancestors,
    collapse,
    elements,
    outside_furniture,
    plain,
    spaced,
    texts,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from narrator.reading.webpage.dom import Text
    from narrator.reading.webpage.structured import Claims

_NAMES = re.compile(
    r" ((?:\w+ )?bylines?|byline \w+|by line|authors?|autor|autora|autore|autori|autoren|autorin|"
    r"autores|auteurs?|aut[eo]rice|writers?|written by|contributors?|authors? names?|redakteur|"
    r"redacteur|firma|firmante|journalist|journaliste|giornalista|periodista|reporters?|"
    r"article authors?|penulis|penulis berita|autorzeile|author link|post author|entry author|"
    r"article author name|forfatter|författare|skribent|kirjoittaja|toimittaja|signatur|yazar|"
    r"muhabir|szerzo|novinar|p author|vcard|creator|assinatura|signature|kisha|reporter name) "
)
_BY = re.compile(
    r"^(?:(?:written|reported|story|text|words|analysis|report|reporting|recherche|testo|texto|"
    r"texte|tekst|ein(?:e)? \w+)\s+)?"
    r"(?:by|von|par|por|di|de|door|av|af|od|autor(?:in|en|es|ka|i)?|autore|auteurs?|authors?|"
    r"text|texte|testo|texto|teksti|tekst|oleh|penulis|reporter|yazan|yazar|haber|parašė|piše|"
    r"pisze|kirjoittanut|skrevet av|skriven av|geschreven door|escrito por|scritto da|écrit par|"
    r"автори?|авторы|текст|пише|аутор|تقرير|بقلم|كتبه?|الكاتب|כתב|מאת|लेखक|द्वारा|作者|撰文|文)"
    r"(?:\b\s*[:：/／]?\s+|\s*[:：/／|]\s*)",
    re.I,
)
_PARTICLE = re.compile(r"^(?:von|de|di|af|av)\s+[\w'’-]+$", re.I)
"""A name of which only the family's is given: "De Smet". Bylines have two words behind "De"."""
_EDITOR = re.compile(
    r"^\W*(?:editors?|edited by|redaktur|editado por|edición|édité par|redigerat av|redaktør|"
    r"lektorat|责编|责任编辑|编辑|編集)\b\s*[:：]?\s*",
    re.I,
)
"""Who checked a text has not written it."""
_OFFICE = re.compile(r"\s+(?:기자|특파원|記者|记者)$")
"""What stands behind a reporter's name in Korean, Japanese and Chinese bylines."""
_ANYWHERE = re.compile(r"(?:^|\|\s*)(?:By|Von|Par|Por|Oleh|Di)\s+(\w[\w.'’ -]{3,60}?)\s*(?:$|\||,)")
_REPORTER = re.compile("(?:^|[\\s|])([\uac00-\ud7a3]{2,4}) (?:기자|특파원)")
_PICTURED = re.compile(
    r"(?:photograph(?:s|y)?|photos?|pictures?|images?|fotos?|bilder|video|illustrations?|grafik)\b"
    r"(?:\s*:|\s+(?:by|von|par|por|di|av|door)\b)",
    re.I,
)
"""Who made the pictures has not written the text."""
_PERSON = re.compile(r"^(?!\d)[^\W\d_][\w.'’()-]*(?:\s+[\w.'’()-]+){0,5}$")
_AUTHOR_KEYS = ("author", "article:author", "parsely-author", "dc.creator", "citation_author")
_AUTHOR_KEY = re.compile(r"(?:^|[.:_-]|article)authors?(?:[._-]?names?)?$")
"""Services for letters and statistics have their own prefix: "letters.author"."""
_WRITTEN_BY = re.compile(
    r"(?:written by|author|verfasst von|geschrieben von|écrit par|auteur|escrito por|autor|"
    r"scritto da|autore|geschreven door|napisane przez|написано)",
    re.I,
)
"""Labels of the twitter:label elements that weblog software writes."""
_NO_NAME = re.compile(
    r"@|://|\.(?:com|de|org|net|lt|co\.\w+)$|^\d+$|^(?:admin|redaktion|editor)$", re.I
)
BYLINE_CHARS = 160
"""A longer text is no byline, whatever its class."""
BESIDE_CHARS = 40
"""What may stand beside the names in a byline: "By", the author's office, a place."""


def authors(claims: Claims) -> tuple[str, ...]:
    """Return the names of the authors that the metadata gives."""
    given = claims.linked.get("author")
    found = [
        name
        for one in (given if isinstance(given, list) else [given])
        for name in names_in(structured.words(_resolved(one, claims)))
    ]
    for key in _author_keys(claims):
        if found:
            break
        found = [name for text in claims.meta.get(key, ()) for name in names_in(text)]
    return tuple(dict.fromkeys(found))


def _resolved(author: object, claims: Claims) -> object:
    """Return what a JSON-LD reference refers to, where the page holds it; else the value itself."""
    if not isinstance(author, dict) or author.get("name") or not author.get("@id"):
        return author
    named = (one for one in claims.objects if one.get("@id") == author["@id"] and one.get("name"))
    return next(named, author)


def _author_keys(claims: Claims) -> list[str]:
    """Return the names of the meta elements that give authors: the usual ones, then any other."""
    others = [key for key in claims.meta if _AUTHOR_KEY.search(key) and key not in _AUTHOR_KEYS]
    cards = [
        f"twitter:data{number}"
        for number in (1, 2)
        if _WRITTEN_BY.match(claims.first(f"twitter:label{number}"))
    ]
    return [*_AUTHOR_KEYS, *cards, *others]


def names_in(text: str) -> list[str]:
    """Return the names in a text that lists them."""
    text = collapse(text)
    text = text if _PARTICLE.match(text) else _BY.sub("", text)
    if not text or len(text) > BYLINE_CHARS:
        return []
    parts = re.split(
        r"\s*(?:,|;|\||·|、|،| & |\b(?:and|und|et|y|dan|och|og|en|ve|ja|oraz|и|та)\b)\s*", text
    )
    names = (_OFFICE.sub("", part) for part in parts)
    return [
        name
        for name in names
        if name and not (_NO_NAME.search(name) or _PICTURED.match(name) or labels.has_date(name))
    ]


def find(
    body: Element, headline: Element | None, claims: Claims
) -> tuple[tuple[str, ...], Element | None]:
    """Return the names of the authors and the element that shows them.

    A claimed author who is the publication itself, or whom the page names as its editor, gives
    way to the one that a visible byline names.
    """
    names = authors(claims)
    line = find_byline(body, headline, names)
    editor = line is not None and bool(_EDITOR.match(plain(line)))
    if editor or (names and _is_site(names, claims)):
        shown = find_byline(body, headline, ())
        if shown is not None and not _EDITOR.match(plain(shown)):
            return names_of(shown) or names, shown
    if not names and line is None:
        return _below_text(body), None
    return names or (names_of(line) if line is not None else ()), line


def _below_text(body: Element) -> tuple[str, ...]:
    """Return the name in the only signature that stands in a post's footer or an author's box."""
    found: set[tuple[str, ...]] = set()
    for element in elements(body):
        if not 0 < element.chars <= BYLINE_CHARS or not _SIGNED.search(element.names):
            continue
        reasons = {node.reason for node in (element, *ancestors(element)) if node.reason}
        if reasons <= {Reason.SITE, Reason.AUTHOR_BOX}:
            found.add(tuple(names_in(_POSTED.sub("", plain(element)))))
    return found.pop() if len(found) == 1 else ()


_SIGNED = re.compile(r" (post author|entry author|author vcard|p author|author name) ")
_POSTED = re.compile(r"^(?:posted|publicado|publié|pubblicato|eingestellt)\s+", re.I)


def _is_site(names: tuple[str, ...], claims: Claims) -> bool:
    sites = titles.site_names(claims)
    return all(titles.key(name) in sites for name in names)


def find_byline(body: Element, headline: Element | None, names: tuple[str, ...]) -> Element | None:
    """Return the element that shows the byline, the first one after the headline."""
    start = headline.order if headline is not None else 0
    found = [*_by_authors(body, headline, names)] or [*_by_class(body, headline)]
    undated = [element for element in found if not labels.has_date(spaced(element))]
    for candidates in (undated, found):
        behind = [element for element in candidates if element.order > start]
        if behind or candidates:
            return (behind or candidates)[0]
    return None


def _lines(body: Element, headline: Element | None) -> Iterator[tuple[Element, str]]:
    """Yield the short elements of the page that could be bylines, with their texts."""
    for element in outside_furniture(body):
        if 0 < element.chars <= BYLINE_CHARS and not (headline and element in headline):
            yield element, spaced(element)


def _by_authors(
    body: Element, headline: Element | None, names: tuple[str, ...]
) -> Iterator[Element]:
    if not names:
        return
    first = names[0].lower()
    longest = len(", ".join(names)) + BESIDE_CHARS
    for element, text in _lines(body, headline):
        if first not in text.lower() or _PICTURED.match(text):
            continue
        if len(text) <= longest or (
            len(text) <= longest + BESIDE_CHARS
            and len(parted(element, dated=True)[0]) <= longest - BESIDE_CHARS // 2
        ):
            yield element


def _by_class(body: Element, headline: Element | None) -> Iterator[Element]:
    for element, text in _lines(body, headline):
        named = _NAMES.search(element.names) or element.get("rel") == "author"
        if not named:
            continue
        said = parted(element, dated=True)[0] if labels.has_date(text) else text
        if (_BY.match(said) or _PERSON.match(said)) and names_in(said):
            yield element


def names_of(element: Element) -> tuple[str, ...]:
    """Return the names that a visible byline gives: those of its links, else its words."""
    named = [plain(one) for one in elements(element) if one.get("itemprop") == "name" and one.chars]
    links = named or [
        plain(link)
        for link in elements(element)
        if link.tag == "a"
        and "author" in (link.get("rel") + link.get("href")).lower()
        and link.chars
    ]
    words = links or [parted(element, dated=True)[0]]
    found = [name for text in words for name in names_in(text)]
    return tuple(dict.fromkeys(found))


def parted(line: Element, *, dated: bool) -> tuple[str, dict[Text, Reason]]:
    """Return a byline without what hangs on it, and that with the reasons.

    Args:
        line: The element that shows it: "By Ada Quill, 5 hours ago, Comment".
        dated: Whether the date of publication is known from elsewhere.
    """
    aside = {
        text: reason
        for text in texts(line)
        if text.value.strip() and (reason := _why_aside(text, line, dated=dated))
    }
    said = spaced(line, without=aside)
    said = _LOOSE.sub(" ", said).strip(_JOINTS) if aside else said
    return (said, aside) if any(map(str.isalpha, said)) else (spaced(line), {})


def _why_aside(text: Text, line: Element, *, dated: bool) -> Reason | None:
    """Return why a text in a byline is not a part of it; nothing where it is."""
    for node in ancestors(text):
        if node is line:
            break
        if node.reason in _BUTTONS:
            return node.reason
    words = collapse(text.value)
    if labels.is_sharing(words) or _FOLLOW.fullmatch(words):
        return Reason.SHARING
    if labels.may_end_article(words):
        return Reason.COMMENTS
    if _SIGN.fullmatch(words):
        return Reason.FOOTNOTE_MARK
    if dated and (labels.is_date_line(words, rest_chars=0) or _AGO.fullmatch(words)):
        return Reason.DUPLICATE
    return None


_BUTTONS = (Reason.CONTROL, Reason.SHARING, Reason.COMMENTS, Reason.HIDDEN)
_FOLLOW = re.compile(
    r"\W*(?:copy|read in app|follow(?:ing| author)?|folgen|suivre|seguir|segui|volgen|følg|följ|"
    r"seuraa|obserwuj|sledovat|takip et|ikuti|подписаться|フォロー)\W*",
    re.I,
)
_SIGN = re.compile(r"\d{1,3}|…|\.\.\.")
"""A mark that leads to an address of the author's, or to the rest of a long list."""
_AGO = re.compile(
    r"\d+\s*(?:s|m|h|d|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?)(?: ago)?|"
    r"\d{4}-\d\d-\d\dT\S+|"
    r"\W*(?:(?:first )?(?:published|posted|updated)|veröffentlicht|publiziert|erschienen|"
    r"aktualisiert|publié|mis à jour|pubblicato|aggiornato|publicado|actualizado|atualizado|"
    r"gepubliceerd|bijgewerkt|publisert|oppdatert|publicerad|uppdaterad|udgivet|opdateret|julkaistu|päivitetty|"
    r"opublikowano|datum|date|fecha|data)\W*",
    re.I,
)
"""How long ago it was, in what a program writes, or the word before a date."""
_JOINTS = " |·•,;–—-/"
_LOOSE = re.compile(r"\s+(?=[,;])")


def names_in_line(text: str) -> tuple[str, ...]:
    """Return the name that a line with a date gives behind "By"."""
    found = _ANYWHERE.search(text) or _REPORTER.search(text)
    return tuple(names_in(found[1])) if found else ()
