"""Text and addresses as a feed can carry them, whatever a page has in its headline."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit, urlunsplit

REPLACEMENT = "\ufffd"

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 does not allow, not even as a reference (section 2.2, Char)."""

_OPENING = {
    "\u202a": "\u202c",
    "\u202b": "\u202c",
    "\u202d": "\u202c",
    "\u202e": "\u202c",
    "\u2066": "\u2069",
    "\u2067": "\u2069",
    "\u2068": "\u2069",
}
"""Signs that turn the direction of what follows, each with the one that ends it (UAX #9)."""

_UNRESERVED = "!$&'()*+,;=:@/?%-._~"
"""What may stand in an address as it is (RFC 3986, section 3.3), and what is escaped already."""


def printable(text: str) -> str:
    """Return the text without what XML cannot hold: control signs, and halves of pairs."""
    return _NOT_XML.sub(lambda found: _instead(found[0]), text)


def _instead(character: str) -> str:
    # A surrogate stood for a character that is lost; a control sign stood for nothing.
    return "" if unicodedata.category(character) == "Cc" else REPLACEMENT


def one_line(text: str, most_chars: int = 0) -> str:
    """Return the text in one line, its direction ended where it begins.

    Args:
        text: Any text.
        most_chars: Beyond which it is cut at a word, with an ellipsis; 0 for no limit.
    """
    line = " ".join(printable(text).split())
    if most_chars and len(line) > most_chars:
        cut = line[: most_chars - 1]
        # Where the last word begins early, as in scripts without spaces, within it.
        word = cut.rpartition(" ")[0]
        line = (word if len(word) > most_chars // 2 else cut).rstrip() + "…"
    return _closed(line)


def _closed(text: str) -> str:
    """Return the text with every turn of direction ended, so that it turns nothing behind it."""
    if not any(sign in text for sign in (*_OPENING, "\u202c", "\u2069")):
        return text
    kept: list[str] = []
    open_ends: list[str] = []
    for sign in text:
        if sign in _OPENING:
            open_ends.append(_OPENING[sign])
        elif sign in _OPENING.values():
            if not open_ends or open_ends[-1] != sign:
                continue  # It would end a turn of the text around it.
            open_ends.pop()
        kept.append(sign)
    return "".join([*kept, *reversed(open_ends)])


def web_address(url: str) -> str:
    """Return an address of the web in ASCII, as feeds want it; "" for any other.

    A page can name `javascript:` or a file as its address: that is nothing to link to.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    name = f"[{host}]" if ":" in host else _ascii_host(host)
    return urlunsplit(
        (
            parts.scheme,
            f"{name}:{port}" if port else name,
            _escaped(parts.path),
            _escaped(parts.query),
            _escaped(parts.fragment),
        )
    )


def _ascii_host(host: str) -> str:
    try:
        # The codec can give signs that no host has, such as a space.
        return quote(host.encode("idna").decode("ascii"), safe="-._~%")
    except UnicodeError:
        return quote(host, safe="-._~%", errors="replace")


def _escaped(part: str) -> str:
    return quote(part, safe=_UNRESERVED, errors="replace")


def path_address(base_url: str, path: str) -> str:
    """Return the address of a file below a base address, from its path with solidi."""
    return base_url + quote(path, safe="/-._~", errors="replace")


def html(text: str) -> str:
    """Return the text as it stands in HTML, also inside quotation marks."""
    import html as markup

    return markup.escape(printable(text), quote=True)
