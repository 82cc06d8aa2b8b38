"""What surrounds an article on a page, known by its element or by what its makers call it.

The names are the words of class, id and role (`dom.Element.names`), so "share" is found in
`ArticleShareBar` and "ad" is not found in `header`.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from narrator.article import Reason
from narrator.reading.webpage import labels
from narrator.reading.webpage.dom import (
    HEADINGS,
    INLINE,
    PROSE_CHARS,
    Element,
    Text,
    elements,
    plain,
)

if TYPE_CHECKING:
    pass

GUARDED_SHARE = 0.35
"""Names whose elements hold more of the page's running text than this do not name furniture on
that page: sites wrap whole articles in `paywall`, `social` or `hide-until-loaded`."""
GUARDED_SHARES = {Reason.COMMENTS: 0.75, Reason.RELATED: 0.6, Reason.CONSENT: 0.9}
"""Comments and teasers are often longer than the article."""
DATED_CHARS = 12
"""The shortest date with a word: "5 March 2026"."""
BOX_PROSE = 60
"""An aside with less running text than this is a label or a menu."""
TWIN_CHARS = 60
"""A word, or the first words of a text, that is there once for the eye and once for the ear."""
LINKED_SHARE = 0.15
"""What is called related has links; without them it is text behind a "read more" button."""

_NAMES: tuple[tuple[Reason, str], ...] = (
    (
        Reason.CONSENT,
        "cookies?|consent|\\w*consent|opt in|gdpr|onetrust|usercentrics|"
        "didomi|sourcepoint|cookiebot|cmp",
    ),
    (
        Reason.SHARING,
        "share|shares|sharing|sharebar|sharebox|shareicons|sharethis|addthis|addtoany|sharedaddy|"
        "social|socials|socialbar|teilen|partage|partager|compartir|condividi|sdilet|"
        "paylas|dela|jaa|del artikel|compartilhe|compartilhar|partilhar|udostepnij|sdilejte|"
        "bagikan|"
        "share(buttons?|links?|tools?)|social(share|media|links?|icons?)|google preferred|"
        "follow us|follow",
    ),
    (
        Reason.NEWSLETTER,
        "newsletters?|newsletter\\w+|subscribe|subscription|subscriptions|signup|sign up|"
        "mailchimp|inscription|abonnement|abo box|donate|donation|donations|membership",
    ),
    (
        Reason.COMMENTS,
        "comments?|commentlist|comments(area|section|list|wrapper)|disqus|respond|kommentare?|"
        "commentaires?|comentarios?|livefyre|coral|reactions?|reacties|commenti|comentários|"
        "komentarze|komentáře|komentari|kommentarer|kommentit|yorum|yorumlar|komentar|comentaris|"
        "hozzaszolasok",
    ),
    (
        Reason.ADVERTISING,
        "ads?|advert|adverts|advertisement|advertisements|advertising|advertorial|adslot|adunit|"
        "adbox|adcontainer|adwrapper|anzeige|anzeigen|werbung|publicite|publicidad|sponsored|"
        "sponsor|sponsors|dfp|googletag|outbrain|taboola|ad(slot|unit|container|wrapper)\\w*|"
        "annonse|annons|publicidade|pubblicita|advertentie|reklame|iklan|"
        "affiliate|commercial|promo|promos|promotion|promobox|marketing|reklama",
    ),
    (
        Reason.RELATED,
        "related|relateds|recommended|recommendations?|recommender|recirc|recirculation|"
        "read more|read next|readnext|also like|see also|more stories|more news|more from|"
        "most read|mostread|most viewed|trending|popular|mostpopular|up next|read also|readmore|"
        "cross ?link(?:ing|s)?|"
        "similar|weiterlesen|mehr zum thema|lesen sie auch|a lire aussi|lire aussi|leggi anche|"
        "lees ook|les ogsa|laes ogsa|las ocksa|lue myos|leia mais|leia tambem|veja tambem|"
        "saiba mais|"
        "mas leidos?|mas vistos?|lo mas visto|piu letti|plus lus|mais lidas|meest gelezen|"
        "mest lest|"
        "cok okunanlar|ilgili haber|baca juga|czytaj tez|zobacz takze|souvisejici|"
        "te puede interesar|relacionad[ao]s?|correlati|relatedarticles?|related\\w+|"
        "jp relatedposts|"
        "more on|further reading|you may|zum thema|latest news|latest stories|teaserlist|"
        "article teasers?|story teasers?|teasers|latest|next article|prev article|previous post|"
        "next post|post navigation|infinite scroll|autor teaser|topstories|top stories|inpage "
        "recirc|onward",
    ),
    (
        Reason.AUTHOR_BOX,
        "author (bio|box|card|info|profile|description|about|details)|about author|"
        "about the author|authorbox|authorbio|bio|biography|contributor bio|autorenbox|"
        "autor box|post author box|abouttheauthor",
    ),
    (
        Reason.NAVIGATION,
        "nav|navbar|navigation|navi|menu|menus|submenu|megamenu|breadcrumbs?|pagination|pager|"
        "skip link|skiplink|skip links|skip to|sidebar|side bar|tags?|taglist|tag list|topics|"
        "topic list|keywords|toc|table of contents|jump links|post tags|entry tags|"
        "article tags|hamburger|schlagworte|search|searchbar|offcanvas|drawer",
    ),
    (
        Reason.SITE,
        "site header|site footer|page header bar|masthead|footer|page footer|global header|"
        "global footer|contentinfo|topbar|top bar|bottom bar|colophon|copyright notice|"
        "site info|banner|alert bar|breaking news|ticker",
    ),
    (
        Reason.CONTROL,
        "toolbar|tools|login|log in|signin|sign in|modal|popup|pop up|tooltip|toast|regwall|"
        "dialog|paywall (prompt|offer|box|banner|overlay|message|teaser|container)|"
        "bookmarks?|audio player|read aloud|"
        "text to speech|tts|listen|fontsize|font resizer|gift|gifting|survey|polls?|quiz|vote|"
        "umfrage|sondage|encuesta|sondaggio|peiling|ankieta|anketa|"
        "language name|code (?:header|toolbar)|"
        "tips? box|tips oss|feedback|dropdown|wp block button|btn(?: \\w+)*|cta|call to action|"
        "video fallback|"
        "(?<=\\| )(?:print|overlay|lightbox)(?= \\|)|sign in group",
    ),
    (
        Reason.HIDDEN,
        "(?<=\\| )(?:hidden|hide|invisible)(?= \\|)|d none|display none|is hidden|print only|"
        "printonly|accessibility(?: \\w+)?|visuallyhidden|visually hidden|sr only|"
        "screen reader text|screenreader|screen reader only|a11y hidden|assistive text|"
        "u hidden visually|vh",
    ),
)
_PATTERN = re.compile(
    "|".join(f"(?P<{reason.name}> (?:{words}) )" for reason, words in _NAMES),
)
_SUSPENDED = re.compile(
    " (article body|articlebody|article content|story body|entry content|post content|main content|"
    "article text|body content|article main|content body|rich text|article page|has \\w+|no \\w+|"
    "with \\w+|js \\w+) "
)
"""Names of the article's own place; they are not taken for furniture by a word beside them."""

PULL_QUOTE = re.compile(r" (pull ?quotes?|pullquote\w*|callout quote) ")
"""What pages call a sentence of the text that they repeat in large type."""

_FACTS = re.compile(
    r" (facts?|fact ?box|fakta|fakta ?box|fakta ?ruta|faktaruta|faktaboks|"
    r"infobox|info box|"
    r"info kasten|infokasten|kader|recuadro|encadr[eé]|in brief|hintergrund|"
    r"background box|explainer|ficha) "
)
"""What pages call a box that explains something, be it in a list of short lines."""

_TAGS: dict[str, Reason] = {
    "nav": Reason.NAVIGATION,
    "button": Reason.CONTROL,
    "select": Reason.CONTROL,
    "option": Reason.CONTROL,
    "textarea": Reason.CONTROL,
    "form": Reason.CONTROL,
    "label": Reason.CONTROL,
    "fieldset": Reason.CONTROL,
    "menu": Reason.CONTROL,
    "footer": Reason.SITE,
    "dialog": Reason.CONTROL,
    "noscript": Reason.HIDDEN,
    "amp-ad": Reason.ADVERTISING,
    "amp-embed": Reason.ADVERTISING,
    "amp-sticky-ad": Reason.ADVERTISING,
    "amp-sidebar": Reason.NAVIGATION,
    "amp-consent": Reason.CONSENT,
    "amp-user-notification": Reason.CONSENT,
    "amp-social-share": Reason.SHARING,
    "amp-lightbox": Reason.CONTROL,
    "amp-next-page": Reason.RELATED,
    "aside": Reason.OUTSIDE,
}
_ROLES: dict[str, Reason] = {
    "navigation": Reason.NAVIGATION,
    "banner": Reason.SITE,
    "contentinfo": Reason.SITE,
    "search": Reason.CONTROL,
    "dialog": Reason.CONTROL,
    "alertdialog": Reason.CONTROL,
    "button": Reason.CONTROL,
    "menu": Reason.NAVIGATION,
    "menubar": Reason.NAVIGATION,
    "toolbar": Reason.CONTROL,
    "complementary": Reason.OUTSIDE,
    "tablist": Reason.CONTROL,
    "radiogroup": Reason.CONTROL,
}
_LINE_REASONS = (Reason.HIDDEN, Reason.CONTROL)
"""Why words may be missing from a line; a tag in it is a linked word, no list of topics."""
_NEVER = frozenset({"body", "html", "main", "h1", "time", "figcaption"})
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")


def mark(body: Element) -> None:
    """Set the reason of every element that is furniture by its own look."""
    found: list[tuple[Element, Reason, str]] = []
    prose: Counter[str] = Counter()
    covered: dict[str, int] = {}
    for element in elements(body):
        named = reason_of(element)
        if named is None or (is_word_of_a_line(element) and named[0] not in _LINE_REASONS):
            continue
        reason, name = named
        found.append((element, reason, name))
        if element.order > covered.get(name, -1):
            prose[name] += _weight(element)
            covered[name] = element.end
    for element, reason, name in _without_twins(found):
        guarded = body.prose * GUARDED_SHARES.get(reason, GUARDED_SHARE)
        if not _weight(element) or prose[name] <= guarded:
            element.reason = reason


def _without_twins(
    found: list[tuple[Element, Reason, str]],
) -> list[tuple[Element, Reason, str]]:
    """Keep the words for screen readers whose letters beside them are set for the eye alone.

    A large first letter parts a word, so pages write the word once more for those who hear it.
    """
    shown: dict[Element, str] = {}
    return [
        (element, reason, name)
        for element, reason, name in found
        if reason is not Reason.HIDDEN or not _is_twin(element, shown)
    ]


def _is_twin(element: Element, shown: dict[Element, str]) -> bool:
    """Tell whether a hidden element says what its neighbours show to the eye alone."""
    parent = element.parent
    if parent is None or element.tag not in INLINE or not 0 < element.chars <= TWIN_CHARS:
        return False
    if element.get("aria-hidden") == "true":
        return False
    if parent not in shown:
        shown[parent] = "".join(
            plain(one)
            for one in parent.children
            if isinstance(one, Element) and one.get("aria-hidden") == "true"
        )
    words = "".join(plain(element).split())
    return bool(words) and words == "".join(shown[parent].split())


def _weight(element: Element) -> int:
    """Return how much running text would go with an element; a tag left open may wrap it all."""
    if element.tag in INLINE and element.chars >= PROSE_CHARS > element.link_chars:
        return max(element.prose, element.chars)
    return element.prose


def is_word_of_a_line(element: Element) -> bool:
    """Tell whether an element stands in a line of text beside other words of it."""
    parent = element.parent
    if element.tag not in INLINE or parent is None:
        return False
    return any(isinstance(node, Text) and len(node.value.strip()) > 1 for node in parent.children)


def reason_of(element: Element) -> tuple[Reason, str] | None:
    """Return why an element is no part of an article, judged by itself, and what tells it."""
    if element.tag in _NEVER:
        return None
    if is_hidden(element):
        return Reason.HIDDEN, "hidden"
    named = _by_name(element)
    if named is not None:
        return named
    if PULL_QUOTE.search(element.names):
        return None
    if element.tag == "aside" and (_is_box_of_text(element) or _FACTS.search(element.names)):
        return None
    reason = _TAGS.get(element.tag)
    if reason is not None:
        return reason, element.tag
    role = _ROLES.get(element.get("role"))
    return (role, "role") if role is not None else None


def _is_box_of_text(element: Element) -> bool:
    """Tell whether an aside explains something, rather than lead elsewhere."""
    return element.prose >= BOX_PROSE and element.link_chars < element.chars * LINKED_SHARE


def _by_name(element: Element) -> tuple[Reason, str] | None:
    found = _search(element.names)
    if found is None or (found[0] is Reason.NAVIGATION and element.tag in HEADINGS):
        return None  # A heading is called "toc" because a table of contents leads to it.
    if found[0] is Reason.SHARING and _tells_of_itself(element):
        return None
    few_links = element.link_chars < element.chars * LINKED_SHARE
    if found[0] is Reason.RELATED and element.prose and few_links:
        return found if _says_related(element) else None
    return found


def _says_related(element: Element) -> bool:
    """Tell whether the first words of a box announce other articles: "Related stories"."""
    first = next((one for one in elements(element) if one.tag in HEADINGS and one.chars), None)
    return first is not None and labels.is_related(plain(first))


def _tells_of_itself(element: Element) -> bool:
    """Tell whether a bar of buttons holds the date as well: `meta social`."""
    if element.chars - element.link_chars < DATED_CHARS:
        return False
    return labels.has_date(plain(element))


@lru_cache(maxsize=8192)
def _search(names: str) -> tuple[Reason, str] | None:
    if names == " ":
        return None
    found = _PATTERN.search(names)
    if found is None or found.lastgroup is None or _SUSPENDED.search(names):
        return None
    return Reason[found.lastgroup], found[0]


def is_hidden(element: Element) -> bool:
    """Tell whether the page does not show the element."""
    attributes = element.attributes
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if element.tag in HEADINGS and "hidden" in (attributes.get("class") or "").split():
        return True  # Said by screen readers to lead through the page: "Main content".
    if "fallback" in attributes and element.parent and element.parent.tag.startswith("amp-"):
        return True  # Shown where an element of AMP fails.
    style = attributes.get("style")
    return bool(style and _UNSEEN_STYLE.search(style))
