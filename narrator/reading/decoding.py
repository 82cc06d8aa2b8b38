"""Bytes -> text: the encoding that fits, and every byte that could not be read counted.

What a page or a server says of its encoding is often wrong, so it is believed only where the
bytes agree: bytes that are valid UTF-8 are UTF-8, whatever is declared (of text in another
encoding, practically none is valid UTF-8 by chance), and bytes that are mostly not UTF-8 are
something else, even where UTF-8 is declared.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from narrator.article import Omission, Reason, Stage
from narrator.reading.characters import clean
from narrator.reading.guessing import LEGACY_ENCODING, guess_encoding

REPLACEMENT = "\ufffd"

PRESCANNED_BYTES = 65_536
"""How far a declaration is looked for. WHATWG HTML, section 13.2.3.2 says 1,024 bytes; on 16 of
93 measured news pages that declare one, it stands further down."""

CONTEXT_BYTES = 100
GUESSED_BYTES = 262_144
"""How much is looked at where nothing is declared, and how much of it lies before the first
letter beyond ASCII."""

BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

WHATWG_CODECS: Mapping[str, str] = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "cp1252": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
}
"""Python's names of what is declared -> what browsers read it as (WHATWG Encoding, 4.2)."""

WHATWG_LABELS: Mapping[str, str] = {
    "unicode-1-1-utf-8": "utf-8",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "x-gbk": "gb18030",
    "x-x-big5": "big5hkscs",
    "x-euc-jp": "euc_jp",
    "ks_c_5601-1987": "cp949",
    "windows-949": "cp949",
    "x-cp1250": "cp1250",
    "x-cp1251": "cp1251",
    "x-cp1252": "cp1252",
    "x-mac-cyrillic": "mac_cyrillic",
    "x-mac-roman": "mac_roman",
    "dos-874": "cp874",
    "iso-8859-8-i": "iso8859-8",
    "unicode": "utf-16-le",
}
"""Labels of WHATWG Encoding, 4.2, that Python's codecs do not know."""

NO_ENCODINGS = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
)
"""Python's codecs of texts that no page is in, besides base64 and the like."""

LANGUAGE_ENCODINGS: Mapping[str, str] = {
    **dict.fromkeys(("ca", "da", "de", "es", "eu", "fi", "fo", "fr", "ga", "gl"), "cp1252"),
    **dict.fromkeys(("is", "it", "nb", "nl", "nn", "no", "pt", "sv"), "cp1252"),
    **dict.fromkeys(("ar", "fa"), "cp1256"),
    **dict.fromkeys(("ba", "be", "bg", "ky", "mk", "ru", "sah", "sr", "tg", "tt", "uk"), "cp1251"),
    **dict.fromkeys(("cs", "hr", "hu", "pl", "ro", "sk", "sl"), "cp1250"),
    **dict.fromkeys(("az", "ku", "tr"), "cp1254"),
    **dict.fromkeys(("et", "lt", "lv"), "cp1257"),
    "el": "cp1253",
    "he": "cp1255",
    "ja": "cp932",
    "ko": "cp949",
    "th": "cp874",
    "vi": "cp1258",
    "zh": "gb18030",
    "zh-tw": "big5hkscs",
    "zh-hk": "big5hkscs",
}
"""Language -> the encoding of its undeclared pages (WHATWG HTML, section 13.2.3.2, the table of
locales; for el, hu, pl and sl, where it says ISO 8859, the Windows one, which holds it but for
a few letters). English is not in it: templates say English of pages in any language."""

_META_CHARSET = re.compile(
    rb"<meta\b[^>]{0,1000}?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE
)
_XML_ENCODING = re.compile(rb"\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([A-Za-z0-9_:.-]+)")
_FIRST_HIGH = re.compile(rb"[\x80-\xff]")
_LANG = re.compile(rb"<html\b[^>]{0,2000}?\blang\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_TAG = re.compile(rb"<[^<>]{1,2000}>")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a source, its encoding, and what could not be read."""

    text: str
    """With `\\n` as the only line break; form feeds stay behind one. In NFC, without controls."""
    encoding: str
    """Python's name of the encoding that was found to fit."""
    omissions: tuple[Omission, ...] = ()


def decode(data: bytes, charset: str = "", language: str = "") -> Decoded:
    """Return the text of a source.

    Args:
        data: The bytes, decompressed.
        charset: What the server says of the encoding.
        language: BCP 47, where the user says it; a hint for text that declares nothing.
    """
    bare, encoding = _choose(data, charset, language)
    text = bare.decode(encoding, errors="replace")
    omissions: list[Omission] = []
    unreadable = text.count(REPLACEMENT) - bare.count(REPLACEMENT.encode()) * (encoding == "utf-8")
    if unreadable > 0:
        words = "1 place is" if unreadable == 1 else f"{unreadable} places are"
        omissions.append(_unreadable(f"{words} not {encoding} and cannot be read"))
    cleaned = clean(text)
    if cleaned.removed:
        words = "character" if cleaned.removed == 1 else "characters"
        omissions.append(_unreadable(f"{cleaned.removed} control {words} removed"))
    return Decoded(cleaned.text, encoding, tuple(omissions))


def _unreadable(excerpt: str) -> Omission:
    return Omission(Stage.READING, Reason.UNREADABLE, excerpt)


def _choose(data: bytes, charset: str, language: str) -> tuple[bytes, str]:
    """Return the data without its byte order mark, and the encoding that fits."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data[len(mark) :], encoding
    declared = list(_declared(data, charset))
    for encoding in declared:
        if encoding.startswith(("utf-16", "utf-32", "iso2022", "hz")) and _decodes(data, encoding):
            return data, encoding
    if _decodes(data, "utf-8"):
        return data, "utf-8"
    if _is_damaged_utf8(data):
        return data, "utf-8"
    candidates = [*declared, *_by_language(data, language)]
    fitting = [name for name in candidates if name != "utf-8" and _decodes(data, name)]
    # ISO 8859-1 is what servers say of every page, so any other declaration that fits is better.
    fitting.sort(key=lambda name: name == LEGACY_ENCODING)
    return data, fitting[0] if fitting else guess_encoding(_text_beyond_ascii(data))


def _declared(data: bytes, charset: str) -> Iterator[str]:
    """Yield the encodings that are declared, as Python's names: server, page, XML."""
    head = data[:PRESCANNED_BYTES]
    codec = find_codec(charset)
    if codec:
        yield codec
    for pattern in (_META_CHARSET.search, _XML_ENCODING.match):
        found = pattern(head)
        codec = find_codec(found[1].decode("ascii")) if found else ""
        if codec and not codec.startswith("utf-16"):  # it could not have been read so far
            yield codec


def find_codec(label: str) -> str:
    """Return Python's name of what browsers read a label as, or an empty text."""
    label = label.strip().strip("\"'").lower()
    if label in WHATWG_LABELS:
        return WHATWG_LABELS[label]
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError):
        return ""
    if not info._is_text_encoding or info.name in NO_ENCODINGS:
        return ""
    return WHATWG_CODECS.get(info.name, info.name)


def _by_language(data: bytes, language: str) -> Iterator[str]:
    found = _LANG.search(data[:PRESCANNED_BYTES])
    tags = (language, found[1].decode("ascii") if found else "")
    for tag in (tag.replace("_", "-").lower() for tag in tags):
        for name in (tag, tag.partition("-")[0]):
            if name in LANGUAGE_ENCODINGS:
                yield LANGUAGE_ENCODINGS[name]


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _is_damaged_utf8(data: bytes) -> bool:
    """Say whether the data is UTF-8 but for a few bytes: more characters right than wrong."""
    text = data.decode("utf-8", errors="replace")
    wrong = text.count(REPLACEMENT)
    right = len(data) - len(data.translate(None, bytes(range(0xC2, 0xF5))))
    return right - wrong > wrong


def _text_beyond_ascii(data: bytes) -> bytes:
    """Return the part of the data that begins near the first letter beyond ASCII, untagged."""
    found = _FIRST_HIGH.search(data)
    start = max(0, found.start() - CONTEXT_BYTES) if found else 0
    return _TAG.sub(b" ", data[start : start + GUESSED_BYTES])
