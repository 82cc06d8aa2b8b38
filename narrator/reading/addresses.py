"""Which network addresses a page may lead us to."""

from __future__ import annotations

import ipaddress

NAT64_PREFIX = ipaddress.IPv6Network("64:ff9b::/96")
"""RFC 6052, section 2.1: an IPv4 address stands in the last four bytes."""


def is_public(address: str) -> bool:
    """Say whether an IP address is one of the open internet.

    Private, loopback, link-local, multicast and reserved ones are not (IANA's special-purpose
    registries, RFC 6890). Of an IPv6 address that only carries an IPv4 address, that one counts.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    return _is_global(_carried(ip) or ip)


def any_address(address: str) -> bool:  # noqa: ARG001 - has the form of is_public
    """Say that every address will do."""
    return True


def _is_global(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    # Python calls multicast and the old site-local addresses global.
    local = isinstance(ip, ipaddress.IPv6Address) and ip.is_site_local
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or local)


def _carried(
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address inside an IPv6 address: mapped, NAT64 or 6to4."""
    if isinstance(ip, ipaddress.IPv4Address):
        return None
    if ip in NAT64_PREFIX:
        return ipaddress.IPv4Address(ip.packed[-4:])
    return ip.ipv4_mapped or ip.sixtofour
