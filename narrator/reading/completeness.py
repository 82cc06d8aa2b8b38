"""Whether a page gives its article whole, or only its beginning before a paywall.

A listener cannot see that a text stops in the middle. Each rule needs two signs that agree,
since many sites say "for subscribers" of articles that they give whole, and have the words of
their paywall on every page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from narrator.article import (
    Article,
    ItemList,
    Note,
    Paragraph,
    Piece,
    Quotation,
    Table,
)

SHORT_WORDS = 200
"""A text for subscribers that is shorter is taken for its beginning. Teasers have two or three
paragraphs; news reports have 300 words and more."""
CLAIMED_SHARE = 0.6
"""The part of the words that a page claims below which something is missing; titles, captions
and lists, which some sites count and some do not, make less than two fifths of an article."""
MISSING_WORDS = 80
"""The fewest words that are worth a warning."""
LAST_BLOCKS = 4
"""How far from the end words of a paywall are looked for in the text itself."""
LAST_WORDS = 6
"""As many words in the same order are not in two texts by chance."""
ENDING_CHARS = 400
"""Where the last words of a text for machines are looked for."""
OFFER_CHARS = 600
"""A longer text that names a subscription is about something else."""

TEASER = "The text is incomplete: the page gives only the beginning of the article"
WARNING_PAYWALL = f"{TEASER} and asks for a subscription or a login to read on."
WARNING_CLAIMED = f"{TEASER}: {{found}} of about {{claimed}} words."
WARNING_MORE = f"{TEASER} and leads to the rest on another page."

_PAYWALL = re.compile(
    r"""
    \b(subscribe|sign\ ?up|register|log\ ?in|sign\ in|join)\b[^.!?]{0,40}\b(to|and)\s
        (continue\ reading|keep\ reading|read\ (the\ (full|rest)|on\b|more\b|this\ (article|story)))
    | \b(continue|keep)\ reading\ (this\ (article|story)\ )?with\ a\b[^.!?]{0,30}\bsubscription
    | \bthis\ (article|story|content)\ is
        \ (only\ available\ (to|for)|for|reserved\ for|exclusive\ to)
        \ (our\ )?(paying\ )?(subscribers|members)
    | \bto\ (continue|keep)\ reading,?\ (please\ )?(subscribe|log\ ?in|sign|register)
    | \b(jetzt|bitte)\b[^.!?]{0,60}\bweiterlesen\b
    | \bweiterlesen\ mit\b
    | \b(abonnieren|anmelden|registrieren|einloggen)\b[^.!?]{0,40}\bweiter(zu)?lesen
    | \bnur\ für\ abonnent
    | \b(den\ )?(ganzen|vollständigen|kompletten)\ (artikel|beitrag|text)\ lesen\ sie\b
    | \b(abonnez|connectez|inscrivez|identifiez)-vous\b[^.!?]{0,60}\b(lire|poursuivre|lecture)
    | \b(réservé|reservé)e?\ (à\ nos|aux)\ abonnés
    | \b(il\ vous\ reste|reste)\b[^.!?]{0,30}%\ de\ cet\ article
    | \b(suscríbete|suscríbase|regístrate|inicia\ sesión)\b[^.!?]{0,40}\b(leyendo|leer)
    | \b(contenido|artículo)\ (exclusivo\ para|reservado\ (a|para))\ (los\ )?suscriptores
    | \b(abbonati|accedi|registrati)\b[^.!?]{0,40}\b(leggere|lettura)
    | \b(contenuto|articolo)\ (riservato|esclusivo)\b[^.!?]{0,20}\babbonati
    | \b(assine|entre|cadastre-se)\b[^.!?]{0,40}\b(lendo|leitura|ler)\b
    | \b(conteúdo|artigo|reportagem)\ exclusiv[oa]\ para\ assinantes
    | \b(word|neem)\b[^.!?]{0,30}\babonn[^.!?]{0,40}\b(verder|lezen)
    | \balleen\ voor\ abonnees
    | \b(lees|verder\ lezen)\b[^.!?]{0,20}\bmet\ een\ abonnement
    | \b(prenumerera|logga\ in)\b[^.!?]{0,40}\b(läsa|läs\ (vidare|mer))
    | \b(abonner|bliv\ abonnent|log\ ind|bli\ abonnent|logg\ inn)\b[^.!?]{0,40}\blæse?\b
    | \b(tilaa|kirjaudu)\b[^.!?]{0,40}\b(jatkaaksesi|lukemista|lue)
    | \b(wykup|zaloguj|kup)\b[^.!?]{0,40}\b(czytać|czytaj)
    | (оформите|войдите|подпишитесь)[^.!?]{0,40}(читать|чтобы\ продолжить)
    | この記事は(有料)?会員(限定)?
    | 有料会員になると
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MORE = re.compile(
    r"^\W*(read (more|on|the (full|whole) (article|story))|continue reading|full story|weiterlesen|"
    r"mehr lesen|lire la suite|(seguir|continuar) leyendo|leer más|continua a leggere|leggi tutto|"
    r"continu(ar|e) (a )?(lendo|ler)|leia mais|lees (verder|meer)|läs (mer|vidare)|læs (mere|"
    r"videre)|les (mer|videre)|lue lisää|czytaj (więcej|dalej)|читать (далее|дальше)|続きを読む|"
    r"阅读全文)\W*$",
    re.IGNORECASE,
)
_CUT = re.compile(r"(…|\.\.\.|\[…\]|\[\.\.\.\])\s*$")
_WORD = re.compile(r"\w+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
"""Scripts without spaces between words: words cannot be counted."""


def find_warnings(article: Article, claims: Mapping[str, Any]) -> tuple[str, ...]:
    """Return a sentence for the listener where the article seems not to be whole.

    Args:
        article: As it was read.
        claims: What the page says of it in JSON-LD; empty where it says nothing.
    """
    for warning in (_claimed(article, claims), _paywalled(article, claims), _continued(article)):
        if warning:
            return (warning,)
    return ()


def _claimed(article: Article, claims: Mapping[str, Any]) -> str:
    """Compare the text with the one that the page holds for machines, or with its length."""
    text = _text(article)
    if _UNSPACED.search(text):
        return ""
    found = _count(text)
    body = claims.get("articleBody")
    if isinstance(body, str) and body.strip():
        # Some pages hold the text twice over: where its end was read, nothing is missing.
        claimed = 0 if _last_words(body) in _words(text) else _count(body)
    else:
        claimed = _word_count(claims) if found < SHORT_WORDS or _is_closed(claims) else 0
    if claimed - found < MISSING_WORDS or found > claimed * CLAIMED_SHARE:
        return ""
    return WARNING_CLAIMED.format(found=found, claimed=claimed)


def _word_count(claims: Mapping[str, Any]) -> int:
    """Return the number of words that the page claims; some give that of the letters."""
    try:
        return int(str(claims.get("wordCount") or 0))
    except ValueError:
        return 0


def _is_closed(claims: Mapping[str, Any]) -> bool:
    return str(claims.get("isAccessibleForFree", "")).lower() in ("false", "no", "0")


def _paywalled(article: Article, claims: Mapping[str, Any]) -> str:
    short = _count(_text(article)) < SHORT_WORDS
    if short and (_is_closed(claims) or any(map(_is_offer, _around(article)))):
        return WARNING_PAYWALL
    return WARNING_PAYWALL if any(map(_is_offer, _ending(article))) else ""


def _is_offer(text: str) -> bool:
    return len(text) <= OFFER_CHARS and bool(_PAYWALL.search(text))


def _continued(article: Article) -> str:
    """Look for a text that breaks off, with a link to the rest."""
    ending = _ending(article)
    broken = any(_CUT.search(text) for text in ending[-2:])
    return WARNING_MORE if broken and any(map(_MORE.match, _around(article))) else ""


def _body(article: Article) -> Iterator[Piece]:
    """Yield the pieces of running text."""
    kinds = (Paragraph, Quotation, ItemList, Table, Note)
    for piece in article.pieces():
        parts = piece.origin.split("/")
        if parts[1] == "standfirst" or (
            parts[1] == "blocks" and isinstance(article.blocks[int(parts[2])], kinds)
        ):
            yield piece


def _text(article: Article) -> str:
    return " ".join(piece.text for piece in _body(article))


def _ending(article: Article) -> list[str]:
    """Return the texts of the last blocks."""
    return [str(block) for block in article.blocks[-LAST_BLOCKS:]]


def _around(article: Article) -> list[str]:
    """Return the texts of the last blocks and all that was left out."""
    return [*_ending(article), *(omission.excerpt for omission in article.omissions)]


def _count(text: str) -> int:
    return sum(1 for _ in _WORD.finditer(text))


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _last_words(body: str) -> str:
    return " ".join(_words(html.unescape(body[-ENDING_CHARS:])).split()[-LAST_WORDS:])
