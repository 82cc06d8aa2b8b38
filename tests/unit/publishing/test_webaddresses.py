from __future__ import annotations

import pytest

from narrator.publishing.webaddresses import web_address


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
        (" HTTP://example.org ", "HTTP://example.org"),
        ("https://example.org/å/100%25", "https://example.org/å/100%25"),
        ('https://example.org/"onclick="x', "https://example.org/%22onclick=%22x"),
        ("https://example.org/a b<c>\n", "https://example.org/a%20b%3Cc%3E"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("mailto:ada@example.org", ""),
        ("//example.org/a", ""),
        ("https:///a", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_only_addresses_of_the_web_are_led_to(url: str, address: str) -> None:
    assert web_address(url) == address
