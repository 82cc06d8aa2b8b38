"""Tags as an HTML tokenizer sees them, in regular expressions that never go back.

Each quantifier is possessive, so a search through a page takes time in proportion to its
length, whatever is on it (WHATWG HTML, sections 13.2.5.32 to 13.2.5.40).
"""

from __future__ import annotations

import re

_VALUE = r"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|(?=>)|\Z|[^\s>"'][^\s>]*+)"""
ATTRIBUTE = rf"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+{_VALUE})?+"
"""One attribute with the space before it; its value may hold any sign at all."""
_PLAIN_VALUE = r"""(?:"[^"<]*+"|'[^'<]*+'|(?=>)|[^\s>"'<][^\s><]*+)"""
_PLAIN_ATTRIBUTE = rf"[\s/]*+[^\s/><][^\s/>=<]*+(?:\s*+=\s*+{_PLAIN_VALUE}|(?!\s*+=))"
"""One attribute without the sign "<", so that no tag can begin inside it."""

MAX_ATTRIBUTES = 1024
"""Attributes of one tag that are read. lexbor compares each attribute of a tag with all others:
200,000 in one tag took it minutes, 20,000 took 1.4 s, 200 tags of 1,000 took 0.4 s. Of 113
measured news pages, the most crowded tag has 134; what looks like one in a script had 700."""

NAME = r"[a-zA-Z][^\s/>]*+"
TAG = re.compile(rf"<(/?)({NAME})((?:{ATTRIBUTE})*+)[\s/]*+(?:>|\Z)")
"""A whole tag: whether it is an end tag, its name, its attributes."""
FIRST_ATTRIBUTES = re.compile(rf"(?:{ATTRIBUTE}){{{MAX_ATTRIBUTES}}}+")
"""As many attributes as are read."""
EACH_ATTRIBUTE = re.compile(ATTRIBUTE)

_START = re.compile(rf"</?{NAME}(?:{ATTRIBUTE}){{0,{MAX_ATTRIBUTES}}}+")
_ORDINARY = re.compile(
    rf"(?:[^<]++|<(?!/?[a-zA-Z])|</?[a-zA-Z][^\s/><]*+"
    rf"(?:{_PLAIN_ATTRIBUTE}){{0,{MAX_ATTRIBUTES}}}+[\s/]*+>)*+"
)
"""A stretch of a page in which no tag has too many attributes and none holds another."""
_EFFORT = 8
"""Signs looked at for each sign of the page before it is taken for one made to delay us."""


def has_crowded_tag(text: str) -> bool:
    """Tell whether a tag of the page may have more attributes than are read.

    A tag is looked for at every place where one could begin, inside scripts and values too, so
    no trick of the page hides one. "Yes" may be wrong, "no" never is.
    """
    place, left = 0, _EFFORT * len(text) + 100_000
    while True:
        ordinary = _ORDINARY.match(text, place)
        place = ordinary.end() if ordinary else len(text)
        if place >= len(text):
            return False
        found = _START.match(text, place)
        if found:
            left -= found.end() - place
            if left < 0 or EACH_ATTRIBUTE.match(text, found.end()):
                return True
        place += 1
