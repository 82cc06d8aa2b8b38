"""Declarative shadow roots: templates whose content a browser shows in place.

A `template` is never shown, but one with `shadowrootmode` is (HTML standard, section 4.12.3). The
parser keeps the content of every template out of the page, so the tags of those that are shown are
made into a box before it reads them. What the element around holds itself, for the root's slots,
follows.
"""

from __future__ import annotations

import re

_MODE = "shadowroot"
_TEMPLATE = re.compile(
    r"<!--.*?(?:-->|\Z)|<script\b.*?(?:</script|\Z)|<(?P<end>/?)template\b(?P<rest>[^>]*)>",
    re.DOTALL | re.IGNORECASE,
)
_SHOWN = re.compile(r"\sshadowroot(?:mode)?\s*=\s*[\"']?(?:open|closed)\b", re.IGNORECASE)


def opened(text: str) -> str:
    """Return a page with its declared shadow roots as boxes; other templates stay what they are."""
    if _MODE not in text:
        return text
    shown: list[bool] = []

    def box(tag: re.Match[str]) -> str:
        if tag["end"] is None:  # A comment or a script.
            return tag[0]
        if not tag["end"]:
            shown.append(bool(_SHOWN.search(tag["rest"])))
            return "<div>" if shown[-1] else tag[0]
        return "</div>" if shown and shown.pop() else tag[0]

    return _TEMPLATE.sub(box, text)
