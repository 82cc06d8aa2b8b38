from __future__ import annotations

import codecs
import time
import unicodedata

import pytest

from narrator.article import Reason, Stage
from narrator.reading.decoding import decode, find_codec

GERMAN = "Die Brücke über den Fluß wird schöner: „Größe“ zählt – für alle."
RUSSIAN = "Городской совет во вторник проголосовал за новый бюджет и новый мост через реку."
JAPANESE = "市議会は火曜日に新しい予算案を可決し、橋を架けることを決めた。"
LONG_JAPANESE = (
    "市議会は火曜日に新しい予算案を可決した。市長によると、橋の工事は来年の春に始まり、二年で終わる"
    "予定だという。住民の多くは賛成しているが、川の近くに住む人たちは騒音を心配している。"
)
LONG_CZECH = (
    "Městská rada v úterý schválila nový rozpočet. Příští rok začne stavět most přes řeku, "
    "který má být hotový za dva roky. Většina obyvatel s tím souhlasí, ale lidé, kteří bydlí "
    "blízko vody, se bojí hluku. Starosta řekl, že práce skončí každý den v šest večer. "
    "Žádný dům kvůli stavbě nezmizí, ujistil zástupce dělníků, a děti budou moct dál chodit "
    "do školy pěšky. Peníze dává z poloviny stát, zbytek zaplatí kraj a čtyři sousední obce."
)
CZECH = "Městská rada v úterý schválila nový rozpočet a příští rok začne stavět most přes řeku."


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_byte_order_mark_decides_and_is_not_text(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + GERMAN.encode(encoding), charset="windows-1252")
    assert decoded.text == GERMAN
    assert decoded.encoding == encoding
    assert decoded.omissions == ()


@pytest.mark.parametrize(
    "label", ["latin1", "iso-8859-1", "ISO-8859-1", "us-ascii", "windows-1252"]
)
def test_latin1_is_read_as_browsers_read_it(label: str) -> None:
    decoded = decode(GERMAN.encode("cp1252"), charset=label)
    assert decoded.text == GERMAN
    assert decoded.omissions == ()


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("utf8", "utf-8"),
        (" UTF-8 ", "utf-8"),
        ('"utf-8"', "utf-8"),
        ("ISO-8859-9", "cp1254"),
        ("shift_jis", "cp932"),
        ("x-sjis", "cp932"),
        ("gb2312", "gb18030"),
        ("gbk", "gb18030"),
        ("ks_c_5601-1987", "cp949"),
        ("euc-kr", "cp949"),
        ("koi8-r", "koi8-r"),
        ("base64", ""),
        ("rot13", ""),
        ("undefined", ""),
        ("unicode-escape", ""),
        ("utf-7", ""),
        ("no-such-thing", ""),
        ("", ""),
        ("a\0b", ""),
    ],
)
def test_label_means_what_it_means_to_browsers(label: str, codec: str) -> None:
    assert find_codec(label) == codec


@pytest.mark.parametrize(
    "declaration",
    [
        '<meta charset="windows-1251">',
        "<meta charset=windows-1251 />",
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
        "<META CONTENT='text/html;charset=windows-1251' HTTP-EQUIV=Content-Type>",
        '<?xml version="1.0" encoding="windows-1251"?>',
    ],
)
def test_encoding_that_a_page_declares_is_used(declaration: str) -> None:
    page = f"{declaration}<p>{RUSSIAN}</p>"
    assert decode(page.encode("cp1251")).text == page


def test_declaration_far_down_the_page_is_found() -> None:
    page = f"<head><script>{'x' * 20_000}</script><meta charset='koi8-r'><p>{RUSSIAN}</p>"
    assert decode(page.encode("koi8-r")).text == page


def test_utf8_that_is_declared_as_something_else_is_utf8() -> None:
    page = f"<meta charset='iso-8859-1'><p>{GERMAN}</p>"
    decoded = decode(page.encode(), charset="iso-8859-1")
    assert decoded.text == page
    assert decoded.encoding == "utf-8"


@pytest.mark.parametrize("charset", ["utf-8", ""])
def test_latin1_that_is_declared_as_utf8_is_latin1(charset: str) -> None:
    page = f"<meta charset='utf-8'><p>{GERMAN}</p>"
    decoded = decode(page.encode("cp1252"), charset=charset)
    assert decoded.text == page
    assert decoded.omissions == ()


def test_page_is_believed_before_a_server_that_says_latin1_of_everything() -> None:
    page = f"<meta charset='windows-1251'><p>{RUSSIAN}</p>"
    assert decode(page.encode("cp1251"), charset="ISO-8859-1").text == page


def test_language_of_the_page_hints_at_its_encoding() -> None:
    page = f"<html lang='cs'><p>{CZECH}</p>"
    assert decode(page.encode("cp1250")).text == page


def test_language_of_the_user_hints_at_the_encoding() -> None:
    assert decode(CZECH.encode("cp1250"), language="cs_CZ").text == CZECH


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift_jis"),
        (LONG_JAPANESE, "euc-jp"),
        (LONG_CZECH, "cp1250"),
        (LONG_CZECH, "iso8859-2"),
    ],
)
def test_undeclared_encoding_is_detected(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.omissions == ()


def test_seven_bit_japanese_is_read_by_its_declaration() -> None:
    page = f"<meta charset='iso-2022-jp'><p>{JAPANESE}</p>"
    assert decode(page.encode("iso-2022-jp")).text == page


def test_utf16_without_a_mark_is_read_where_the_server_says_so() -> None:
    assert decode(GERMAN.encode("utf-16-be"), charset="utf-16be").text == GERMAN


def test_bytes_that_cannot_be_read_are_replaced_and_counted() -> None:
    data = (GERMAN * 3).encode().replace("Fluß".encode(), b"Flu\xc3")
    decoded = decode(data, charset="utf-8")
    assert decoded.text == (GERMAN * 3).replace("Fluß", "Flu\ufffd")
    (omission,) = decoded.omissions
    assert (omission.stage, omission.reason) == (Stage.READING, Reason.UNREADABLE)
    assert omission.excerpt == "3 places are not utf-8 and cannot be read"


def test_one_unreadable_place_is_counted_as_one() -> None:
    (omission,) = decode(GERMAN.encode() + b"\xff").omissions
    assert omission.excerpt == "1 place is not utf-8 and cannot be read"


def test_replacement_characters_of_the_page_itself_are_not_counted() -> None:
    decoded = decode(f"{GERMAN} \ufffd".encode())
    assert decoded.text.endswith("\ufffd")
    assert decoded.omissions == ()


def test_control_characters_are_removed_and_counted_once() -> None:
    decoded = decode("one\x00two \x07three \u202efour\u202c \x9ffive".encode())
    assert decoded.text == "onetwo three four five"
    (omission,) = decoded.omissions
    assert omission.excerpt == "5 control characters removed"
    assert omission.reason is Reason.UNREADABLE


def test_overrides_that_are_written_as_references_are_removed_too() -> None:
    decoded = decode(b"<p>a&#8238;b&#x202E;c&#x2069d &#8239; &#150;</p>")
    assert decoded.text == "<p>abcd &#8239; &#150;</p>"


def test_line_ends_become_line_feeds() -> None:
    decoded = decode("a\r\nb\rc\u2028d\x0ce\x85f\n\ng".encode())
    assert decoded.text == "a\nb\nc\nd\n\fe\nf\n\ng"  # A form feed begins a page.
    assert decoded.omissions == ()


def test_letters_and_their_marks_become_one_character() -> None:
    decomposed = unicodedata.normalize("NFD", GERMAN)
    assert decomposed != GERMAN
    assert decode(decomposed.encode()).text == GERMAN


def test_marks_without_end_are_cut_and_counted() -> None:
    begun = time.monotonic()
    decoded = decode(("word e" + "\u0323\u0308" * 100_000 + " word").encode())
    assert len(decoded.text) < 50
    assert decoded.omissions[0].excerpt == "199970 control characters removed"
    assert time.monotonic() - begun < 2


def test_drawn_lines_are_no_marks() -> None:
    text = "\u2500" * 100 + " \u2026" * 50
    assert decode(text.encode()).text == text


def test_tabs_soft_hyphens_and_joiners_stay() -> None:
    text = "a\tb soft\u00adhyphen \u0646\u200c\u062f \U0001f469\u200d\U0001f52c"
    assert decode(text.encode()).text == text


@pytest.mark.parametrize("declared", ["", "utf-8"])
def test_few_accents_in_english_are_western(declared: str) -> None:
    text = (
        "<p>A café crème – the bridge over the river was opened to traffic on Monday morning by "
        "the mayor.</p><p>Déjà vu: the bridge was opened to traffic again by the same mayor.</p>"
    )
    assert decode(text.encode("cp1252"), declared).text == text
