"""Which sources may take long to read, and how much time and memory they get.

Most pages are read where we are. A source that is large, or whose form can keep a parser busy
for minutes, is read in a process of its own, which can be ended (see `apart`); so are all books
and documents. Its start takes 0.1 to 0.3 s; of 113 measured news pages, none needs it.
"""

from __future__ import annotations

import re

from narrator.reading.tokens import has_crowded_tag

MAX_CHARS = 4_000_000
"""Longest source that is read where we are; it takes up to 10 s. The longest of 113 measured
news pages has 2.2 million characters."""
MAX_TAGS = 20_000
"""Most tags; a parser needs up to 1 s for that many boxes in each other, and the time grows with
the square of their number. The measured pages have up to 6,100."""
MAX_REOPENED = 200_000
"""Most tags of emphasis that are left open, times the tags of the page. A parser opens each of
them anew in every paragraph: 4,000 in as many paragraphs made 8 million elements and took 3 GB;
a million took 40 s, 200,000 take 8 s. The measured pages leave 19 open at most."""
TIME_LIMIT_S = 180.0
"""For reading one source in a process of its own. A page of 47 MB with 450,000 paragraphs, near
the size limit, took 106 s on a busy machine of two cores."""
DOCUMENT_TIME_LIMIT_S = 330.0
"""For reading a book or document in such a process, as all of them are: their parsers are fed by
strangers, one of them is written in C++. A PDF of many pages ends itself after 300 s and says at
which page; this is for the page that never ends."""
MEMORY_LIMIT_BYTES = 6_000_000_000
"""For that process, where the system can limit it (POSIX setrlimit, RLIMIT_AS)."""

_EMPHASIS = "b|big|code|em|font|i|s|small|strike|strong|tt|u"
_OPENED = re.compile(rf"<(?:{_EMPHASIS})(?=[\s/>])", re.IGNORECASE)
_CLOSED = re.compile(rf"</(?:{_EMPHASIS})(?=[\s/>])", re.IGNORECASE)


def is_large(text: str) -> bool:
    """Tell whether a source is so large that reading it may take long."""
    return len(text) > MAX_CHARS


def is_demanding(page: str) -> bool:
    """Tell whether a web page may keep a parser busy for long; it takes 2 ms a page to see."""
    if is_large(page):
        return True
    tags = page.count("<")
    unclosed = len(_OPENED.findall(page)) - len(_CLOSED.findall(page))
    return tags > MAX_TAGS or unclosed * tags > MAX_REOPENED or has_crowded_tag(page)
