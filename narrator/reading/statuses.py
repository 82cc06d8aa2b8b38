"""What the status of an HTTP answer means for a reader, and when to ask again."""

from __future__ import annotations

from collections.abc import Mapping

from narrator.errors import SourceError
from narrator.retry_after import retry_after_s

SAVE_FROM_BROWSER = "Open the page in a browser, save it as HTML, and give that file."

STATUSES: Mapping[int, tuple[str, str, bool]] = {
    401: ("The page asks for a login", SAVE_FROM_BROWSER, False),
    402: ("The page asks for payment", SAVE_FROM_BROWSER, False),
    403: ("The server refuses access to the page", SAVE_FROM_BROWSER, False),
    404: ("There is no such page", "Check the address for letters that are missing.", False),
    407: ("The proxy asks for a login", "Put user and password into HTTPS_PROXY.", False),
    408: ("The server gave up waiting", "Try again.", True),
    410: ("The page was taken away", "Look for a copy in a web archive.", False),
    425: ("The server wants the request later", "Try again.", True),
    429: ("The server was asked too often", "Wait some minutes, then try again.", True),
    451: ("The page is blocked for legal reasons", SAVE_FROM_BROWSER, False),
    500: ("The server has a fault", "Try again later.", True),
    502: ("The server behind the site does not answer rightly", "Try again later.", True),
    503: ("The server is overloaded or being mended", "Try again later.", True),
    504: ("The server behind the site does not answer", "Try again later.", True),
}
"""Status -> what happened, what to do, and whether trying again can help (RFC 9110, section 15;
RFC 6585 for 429, RFC 7725 for 451)."""


def refuse_status(status: int, retry_after: str, where: str) -> None:
    """Return where a status says that the page is there.

    Raises:
        SourceError: where it says anything else. `retry` is True where trying again can help.
    """
    if 200 <= status < 300:
        return
    unknown = ("The server does not give the page", SAVE_FROM_BROWSER, status >= 500)
    message, hint, retry = STATUSES.get(status, unknown)
    seconds = round(retry_after_s(retry_after) or 0)
    if retry and seconds:
        hint = f"The server asks to wait {seconds} seconds; then try again."
    raise SourceError(
        f"{message} (status {status})",
        where=where,
        hint=hint,
        retry=retry,
        retry_after_s=float(seconds) if retry and seconds else None,
    )
