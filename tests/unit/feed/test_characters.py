from __future__ import annotations

import string
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrator.feed.characters import one_line, path_address, printable, web_address
from narrator.feed.xml import Element, element, parse, render


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("two\nlines\r\nor\u2028three", "two lines or three"),
        ("null \0 and escape \x1b", "null and escape"),
        ("half a pair \ud83c", "half a pair \ufffd"),
        ("no character \ufffe\uffff", "no character \ufffd\ufffd"),
        ("🫖 עברית", "🫖 עברית"),
        ("turned \u202eon", "turned \u202eon\u202c"),
        ("isolated \u2067on \u2066on", "isolated \u2067on \u2066on\u2069\u2069"),
        ("ends \u202c what \u2069 it did not begin", "ends what it did not begin"),
        ("\u202eended\u202c", "\u202eended\u202c"),
    ],
)
def test_a_line_is_what_xml_holds_and_turns_nothing_behind_it(text: str, line: str) -> None:
    assert one_line(text).replace("  ", " ") == line


def test_a_long_line_is_cut_at_a_word() -> None:
    assert one_line("word " * 30, 22) == "word word word word…"
    assert one_line("x" * 300, 255) == "x" * 254 + "…"


@settings(deadline=None)  # The machine may be busy.
@given(st.text(), st.integers(1, 50))
def test_a_cut_line_is_never_too_long_but_for_ends_of_direction(text: str, most: int) -> None:
    line = one_line(text, most)
    assert len(line.rstrip("\u202c\u2069")) <= most


@pytest.mark.parametrize(
    ("url", "escaped"),
    [
        ("https://example.org/a b?q=ä&x=1#top", "https://example.org/a%20b?q=%C3%A4&x=1#top"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://münchen.example/ü", "https://xn--mnchen-3ya.example/%C3%BC"),
        ("https://example.org:8080/x", "https://example.org:8080/x"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
        ('https://example.org/"><script>', "https://example.org/%22%3E%3Cscript%3E"),
        ("https://user:secret@example.org/x", "https://example.org/x"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("/a/path", ""),
        ("https://", ""),
        ("https://[broken", ""),
        ("https://example.org:port/", ""),
        ("", ""),
    ],
)
def test_only_addresses_of_the_web_are_linked_and_they_are_ascii(url: str, escaped: str) -> None:
    assert web_address(url) == escaped


@settings(deadline=None)  # The machine may be busy.
@given(st.text())
def test_any_address_is_ascii_or_none(text: str) -> None:
    for url in (text, f"https://example.org/{text}", f"https://{text}/"):
        assert set(web_address(url)) <= set(string.printable) - set(string.whitespace) - set('<>"')


def test_a_place_is_escaped_to_the_last_sign() -> None:
    assert (
        path_address("https://x.example/", "a b/ü?.mp3") == "https://x.example/a%20b/%C3%BC%3F.mp3"
    )


TEXTS = st.text() | st.sampled_from(
    ["]]>", "<p>a</p>]]>", "&amp;", "<![CDATA[", "\r\n\t", "\ufffe"]
)


@settings(deadline=None)  # The machine may be busy.
@given(TEXTS, TEXTS)
def test_whatever_is_written_is_read_back_and_written_the_same(text: str, value: str) -> None:
    for name in ("title", "description", "content:encoded", "itunes:author"):
        root = element(
            "rss",
            "",
            Element(name, text, (("url", value),)),
            **{"xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd"},
            **{"xmlns:content": "http://purl.org/rss/1.0/modules/content/"},
        )
        data = render(root)
        (found,) = ElementTree.fromstring(data)
        told = found.text or ""
        if name in ("title", "itunes:author"):
            assert told == printable(text)
        else:
            assert told.replace("\r", "") == printable(text).replace("\r", "")
        assert found.get("url") == printable(value)
        (again,) = parse(data).children
        assert again.name == name
        kept = Element(name, again.text, again.attributes)
        assert render(element("x", "", kept)) == render(element("x", "", *parse(data).children))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<rss>",
        b'<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>',
        b"<a>" * 50 + b"</a>" * 50,
        b"not xml",
    ],
)
def test_a_document_that_is_none_of_ours_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse(data)


def test_an_element_of_an_unknown_namespace_keeps_it() -> None:
    data = render(parse(b'<r><x:y xmlns:x="urn:x">z</x:y></r>'))
    (found,) = ElementTree.fromstring(data)
    assert found.tag == "{urn:x}y"
    assert render(parse(data)) == data
