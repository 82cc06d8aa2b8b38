"""What a text says of itself in lines of the form "Title: ...": mails, books, exported articles."""

from __future__ import annotations

import re
from dataclasses import replace

from narrator.article import Reason
from narrator.reading.phrases import alternatives
from narrator.reading.plaintext.bylines import says_by
from narrator.reading.plaintext.lines import breadth, key
from narrator.reading.plaintext.page import Page, Part

HEADLINE = """
    subject; title; betreff; titel; objet; titre; asunto; título; oggetto; titolo; onderwerp; emne;
    ämne; temat; tytuł; předmět; tárgy; subiect; konu; тема; название; θέμα; נושא; الموضوع; 件名;
    タイトル; 主题; 主題; 标题; 標題; 제목; assunto
"""
BYLINE = """
    from; author; authors; von; autor; de; auteur; da; autore; van; fra; från; od; feladó;
    expéditeur; remitente; от; от кого; автор; από; מאת; من; 差出人; 著者; 发件人; 寄件者; 作者;
    보낸 사람
"""
DATE = """
    date; sent; release date; posting date; published; datum; gesendet; gesendet am; envoyé; fecha;
    enviado; enviado el; data; inviato; verzonden; dato; sendt; skickat; wysłano; odesláno;
    elküldve; tarih; дата; отправлено; ημερομηνία; תאריך; التاريخ; 日時; 送信日時; 日期; 发送时间;
    날짜
"""
OTHER = """
    to; cc; bcc; reply-to; reply to; an; kopie; à; para; a; aan; til; till; do; címzett; кому;
    копия; 宛先; 收件人; 받는 사람; language; translator; illustrator; editor; credits;
    most recently updated;
    last updated; encoding; character set encoding; message-id; mime-version; content-type;
    content-transfer-encoding; received; return-path; list-id; list-unsubscribe; organization;
    newsgroups; in-reply-to; references; produced by; original publication; publisher; url; source;
    sprache; langue; idioma; lingua; taal
"""
"""Words before a colon that say what stands behind it (RFC 5322, section 3.6, in the languages of
mail programs; the heads of books that are given away as text); `;` parts them."""

SEARCH_LINES = 40
"""So far down such a block is looked for; mail servers put lines of their own above (RFC 5322)."""

FEWEST = 2
"""So many such lines make a block, where one of them gives the headline."""

VALUE_BREADTH = 300
"""A longer line is a paragraph that begins with such a word."""

SIGNATURE_LINES = 12
"""A signature (RFC 3676, section 4.3) stands behind "-- ", mostly in four lines."""

_KEYS = {
    kind: re.compile(
        rf"(?P<key>(?:{alternatives(table)})\s?[:：])\s*(?P<value>\S.*)$", re.IGNORECASE
    )
    for kind, table in (
        (Part.HEADLINE, HEADLINE),
        (Part.BYLINE, BYLINE),
        (Part.DATE, DATE),
        (Reason.SITE, OTHER),
    )
}
_START = re.compile(r"\*{3}\s?START OF .*\*{3}$", re.IGNORECASE)
_END = re.compile(r"\*{3}\s?END OF .*\*{3}$", re.IGNORECASE)
_QUOTES = re.compile(
    r".{4,200}\b(?:wrote|writes|schrieb|schreibt|a écrit|escribió|escreveu|ha scritto|schreef|skrev"
    r"|napisał(?:\(a\)|a)?|napsal(?:\(a\)|a)?|kirjoitti|írta|написал(?:\(а\)|а)?)\s?:$",
    re.IGNORECASE,
)


def label(page: Page) -> int:
    """Name the lines in which the text says what it is; return the line behind them, or 0."""
    block = _block(page)
    for index, part in block.items():
        line = page.lines[index]
        match = _KEYS[part].match(line.text)
        if part in page.found or match is None or isinstance(part, Reason):
            page.set(index, part if isinstance(part, Reason) else Reason.SITE)
            continue
        page.labels.append(match["key"])
        page.lines[index] = replace(line, text=match["value"])
        page.set(index, part)
    end = max(block, default=-1) + 1
    end = max(end, _given_away(page))
    _title_page(page, end)
    if end:
        _mail(page, end)
    return end


def _block(page: Page) -> dict[int, Part | Reason]:
    """Return the lines of the block, and what each says."""
    found: dict[int, Part | Reason] = {}
    last = -1
    for index, line in enumerate(page.lines[:SEARCH_LINES]):
        kind = next((kind for kind, key in _KEYS.items() if key.match(line.text)), None)
        folded = bool(found) and line.column > 0 and not line.spaced and last == index - 1
        if kind is None and not folded:
            if len(found) >= FEWEST and line.spaced:
                break
            found = {} if len(found) < FEWEST else found
            continue
        if breadth(line.text) <= VALUE_BREADTH:
            found[index] = kind or Reason.SITE
            last = index
    return found if len(found) >= FEWEST and Part.HEADLINE in found.values() else {}


def _given_away(page: Page) -> int:
    """Name what stands around a book between marks that say where it starts and ends."""
    start = next((i for i, line in enumerate(page.lines) if _START.match(line.text)), -1)
    end = next((i for i, line in enumerate(page.lines) if _END.match(line.text)), len(page))
    if start < 0:
        return 0
    for index in (*range(start + 1), *range(end, len(page))):
        page.set(index, Reason.SITE)
    return start + 1


def _title_page(page: Page, start: int) -> None:
    """Give the headline and the authors their reason where a title page says them again."""
    said = {
        key(line.text)
        for line, found in zip(page.lines, page.found, strict=True)
        if found in (Part.HEADLINE, Part.BYLINE)
    }
    last = start
    for index, line in page.free(start, min(len(page), start + SEARCH_LINES)):
        if key(line.text) in said:
            page.set(index, Reason.DUPLICATE)
            if says_by(page.lines[last].text) and last == index - 1:
                page.set(last, Reason.DUPLICATE)
        last = index


def _mail(page: Page, start: int) -> None:
    """Name the lines of a mail that say whose words follow, and its signature."""
    for index, line in page.free(start):
        if _QUOTES.match(line.text):
            page.set(index, Part.PARAGRAPH)
    marks = [index for index, line in page.free(start) if line.text == "--" and line.column == 0]
    if marks and len(page) - marks[-1] <= SIGNATURE_LINES:
        for index in range(marks[-1], len(page)):
            page.set(index, Reason.AUTHOR_BOX)
