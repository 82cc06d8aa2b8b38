"""What tells one job from another: addresses that lead to the same page have one key."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from narrator.batching.jobs import Job

DEFAULT_PORTS = {"http": 80, "https": 443}

TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|_hs(?:enc|mi)|mkt_tok)\Z",
    re.IGNORECASE,
)
"""Parameters that say where a reader came from and nothing of the page: those of Google (and of
most newsletters), Facebook, Microsoft, Yandex, Instagram, Mailchimp, HubSpot and Marketo."""


def key_of(job: Job) -> str:
    """Return what tells a job from every other: its source and where it goes."""
    text = "\n".join((source_key(job.source), job.output))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def source_key(source: str) -> str:
    """Return one form for all the ways to write the same address or path."""
    return url_key(source) if "://" in source else str(Path(source).resolve())


def url_key(url: str) -> str:
    """Return a URL without what makes no other page of it.

    That are capitals in the scheme and the host, the usual port, the fragment, and what
    newsletters and advertisers add (RFC 3986, section 6.2.2 and 6.2.3).
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return url
    if port is not None and port != DEFAULT_PORTS.get(parts.scheme):
        host = f"{host}:{port}"
    asked = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in asked if not TRACKING.match(name)]
    query = parts.query if len(kept) == len(asked) else urlencode(kept)
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", query, ""))


def entry_key(job: Job) -> str:
    """Return the identifier of a feed's entry, if it is one for the whole world; else "".

    Atom wants an IRI (RFC 4287, section 4.2.6); in RSS it may be any text, such as "17".
    """
    return job.entry if ":" in job.entry else ""
