"""Addresses as a listener can bear them: "link to example dot com", "press at example dot org"."""

from __future__ import annotations

import re

from narrator.planning.phrases import Phrases, SignNames
from narrator.planning.verbalizing.rules import Rule

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'()\[\]{}]*[^\s<>\"'()\[\]{}.,;:!?…]", re.IGNORECASE)
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/?#:]+)", re.IGNORECASE)
_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"  # RFC 1035, section 2.3.1
_EMAIL = re.compile(
    r"(?<![\w.+@-])(?P<local>[A-Za-z0-9][A-Za-z0-9._+-]{0,63})@"  # RFC 5321, section 4.5.3.1
    rf"(?P<host>(?:{_LABEL}\.){{1,8}}[A-Za-z]{{2,24}})(?![\w@-])"
)
_TOP_LEVEL = "com|org|net|edu|gov|info|io|app|dev|ai|eu|uk|tv"
"""Endings that are no words which a missing space could have brought behind a full stop."""
_DOMAIN = re.compile(
    rf"(?<![\w.@/-])(?P<host>(?:{_LABEL}\.){{1,8}}(?:{_TOP_LEVEL}))(?P<path>/[\w/.%~-]*[\w/])?"
    r"(?![\w@]|\.\w|-\w)"
)


def address_rules(phrases: Phrases | None) -> tuple[Rule, ...]:
    """Return the rules for addresses, as far as the language has words for them."""
    if phrases is None:
        return ()
    hosts = (_url_rule(phrases), _domain_rule(phrases.dot))
    return (_email_rule(phrases.dot, phrases.signs), *hosts) if phrases.signs else hosts


def _url_rule(phrases: Phrases) -> Rule:
    def say(match: re.Match[str]) -> str | None:
        host = _HOST.match(match[0])
        if host is None:
            return None
        return phrases.link.format(host=host[1].replace(".", f" {phrases.dot} "))

    return Rule("address", _URL, say, frozenset("/."))


def _domain_rule(dot: str) -> Rule:
    """Return the rule for a host's name in running text: "Example.com", "example.com/deals"."""

    def say(match: re.Match[str]) -> str:
        return match["host"].replace(".", f" {dot} ")

    return Rule("domain", _DOMAIN, say, frozenset("."))


def _email_rule(dot: str, names: SignNames) -> Rule:
    signs = str.maketrans(
        {
            ".": f" {dot} ",
            "-": f" {names.hyphen} ",
            "_": f" {names.underscore} ",
            "+": f" {names.plus} ",
        }
    )

    def say(match: re.Match[str]) -> str:
        spoken = f"{match['local'].translate(signs)} {names.at} {match['host'].translate(signs)}"
        return " ".join(spoken.split())

    return Rule("e-mail", _EMAIL, say, frozenset("@"))
