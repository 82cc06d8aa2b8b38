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

REPLACEMENT = "\ufffd"

PRESCANNED_BYTES = 65_536
"""How far a declaration is looked for. WHATWG HTML, section 13.2.3.2 says 1,024 bytes; on 16 of
93 measured news pages that declare one, it stands further down."""

DETECTION_BYTES = 32_768
"""How much of the lines that are not ASCII is given to the detection, for speed."""

LEGACY_ENCODING = "cp1252"
"""What a page is in where nothing else is known (WHATWG HTML, section 13.2.3.2, last row)."""

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

LANGUAGE_ENCODINGS: Mapping[str, str] = {
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
a few letters)."""

DETECTED_ENCODINGS = (
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "cp874",
    "iso8859_2",
    "koi8_r",
    "koi8_u",
    "cp866",
    "cp932",
    "euc_jp",
    "cp949",
    "gb18030",
    "big5hkscs",
    "mac_roman",
    "mac_cyrillic",
)  # fmt: skip - a list of names, not one a line
"""What the detection chooses among: the encodings of WHATWG Encoding that pages still have."""

_META_CHARSET = re.compile(
    rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE
)
_XML_ENCODING = re.compile(rb"\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([A-Za-z0-9_:.-]+)")
_LANG = re.compile(rb"<html\b[^>]*?\blang\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_HIGH_LINE = re.compile(rb"[^\n]*[\x80-\xff][^\n]*\n?")
_TAG = re.compile(rb"<[^<>]{1,2000}>")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a source, its encoding, and what could not be read."""

    text: str
    """With `\\n` as the only line break, in NFC, without control characters."""
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
        if encoding.startswith(("utf-16", "utf-32", "iso2022")) and _decodes(data, encoding):
            return data, encoding
    if _decodes(data, "utf-8"):
        return data, "utf-8"
    if _is_damaged_utf8(data):
        return data, "utf-8"
    candidates = [*declared, *_by_language(data, language)]
    fitting = [name for name in candidates if name != "utf-8" and _decodes(data, name)]
    # ISO 8859-1 is what servers say of every page, so any other declaration that fits is better.
    fitting.sort(key=lambda name: name == LEGACY_ENCODING)
    return data, fitting[0] if fitting else _detect(data)


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
    if not info._is_text_encoding:  # base64, rot13: codecs that are no encodings
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


def _detect(data: bytes) -> str:
    """Return the encoding that the letters speak for."""
    from charset_normalizer import from_bytes

    lines = b"".join(found[0] for found in _HIGH_LINE.finditer(_TAG.sub(b" ", data)))
    best = from_bytes(lines[:DETECTION_BYTES], cp_isolation=list(DETECTED_ENCODINGS)).best()
    return best.encoding if best else LEGACY_ENCODING
