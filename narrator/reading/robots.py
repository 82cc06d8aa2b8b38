"""What a site asks of robots, for batches (RFC 9309).

Whoever converts one page has asked for that page and is no robot; a batch is one. The library
is protego, since Python's `urllib.robotparser` takes `*` and `$` in a path literally and the
first rule that fits for the one that counts, which is the longest (RFC 9309, section 2.2.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from narrator.errors import SourceError
from narrator.reading.fetching import FetchRules, fetch, without_password

if TYPE_CHECKING:
    from protego import Protego

USER_AGENT = "narrator"
"""The name that a site's robots.txt has for us (RFC 9309, section 2.2.1)."""
READ_BYTES = 512_000
"""How much of a robots.txt is read (RFC 9309, section 2.5: at least 500 KiB)."""
ROBOTS_RULES = FetchRules(total_timeout_s=30.0, max_bytes=10_000_000, max_redirects=5)
"""Five redirects are followed (RFC 9309, section 2.3.1.2)."""


@dataclass(frozen=True, slots=True)
class RobotRules:
    """What one site asks of us."""

    site: str
    """Scheme and host: `https://example.com`."""
    crawl_delay_s: float = 0.0
    """Seconds that the site asks us to wait between two pages; 0 where it does not ask."""
    rules: Protego | None = None
    """None where the site has no rules: everything may be read."""

    def permit(self, url: str) -> bool:
        """Tell whether a page of the site may be read by a robot."""
        return self.rules is None or self.rules.can_fetch(url, USER_AGENT)


def site_of(url: str) -> str:
    """Return scheme, host and port of a URL, for which one robots.txt holds."""
    parts = urlsplit(without_password(url))
    return f"{parts.scheme}://{parts.netloc}".lower()


def read_robot_rules(
    url: str, *, allow_private: bool = False, rules: FetchRules | None = None, cache: bool = True
) -> RobotRules:
    """Return what the site of a URL asks of robots.

    A site without a robots.txt, or that refuses to show it, permits everything (RFC 9309,
    section 2.3.1.3); "too many requests" is no such answer. Ask once for each site (`site_of`),
    not once for each page.

    Args:
        url: Any page of the site.
        allow_private: Whether the site may be on this machine or in a private network.
        rules: The limits of fetching; None: the usual ones.
        cache: As for `fetch`.

    Raises:
        SourceError: where the robots.txt cannot be had, so that nothing may be read for now
            (section 2.3.1.4). `retry` is True where the server or the network failed.
    """
    from narrator.reading.connecting import AddressRefused

    site = site_of(url)
    address = f"{site}/robots.txt"
    try:
        found = fetch(
            address, allow_private=allow_private, rules=rules or ROBOTS_RULES, cache=cache
        )
    except SourceError as error:
        if error.retry or isinstance(error.__cause__, AddressRefused):
            raise _closed_for_now(error, address) from error
        return RobotRules(site)
    return parse_robot_rules(found.data, site)


def _closed_for_now(error: SourceError, address: str) -> SourceError:
    return SourceError(
        f"What the site asks of robots cannot be read, so no page of it is ({error.message})",
        where=address,
        hint=error.hint,
        retry=error.retry,
        retry_after_s=error.retry_after_s,
    )


def parse_robot_rules(data: bytes, site: str) -> RobotRules:
    """Return the rules of a robots.txt; what is not of its form is passed over."""
    from protego import Protego

    if len(data) > READ_BYTES:
        data = data[:READ_BYTES].rpartition(b"\n")[0]  # half a path would be another rule
    rules = Protego.parse(data.decode("utf-8-sig", errors="replace"))
    delay = rules.crawl_delay(USER_AGENT)
    return RobotRules(site, float(delay or 0.0), rules)


def refuse_unwanted(url: str, rules: RobotRules) -> None:
    """Return where the site permits that a robot reads the page.

    Raises:
        SourceError: where it does not. Trying again does not help.
    """
    if rules.permit(url):
        return
    raise SourceError(
        "The site asks robots not to read this page",
        where=without_password(url),
        hint="Convert it by itself: narrator convert reads a page that a person asks for.",
    )
