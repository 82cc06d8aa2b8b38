"""Emoji by their names in the Unicode CLDR.

Engines differ: some say a name, some say nothing at all. The names come from the package
`emoji`; a language that it does not have is left to the engine.
"""

from __future__ import annotations

import re

from narrator.language_tags import primary
from narrator.planning.verbalizing.rules import Rule

_RUN = re.compile(
    "(?:[\U0001f000-\U0001faff\U000e0020-\U000e007f\u2600-\u27bf\u2b00-\u2bff]"
    "|[\u0023\u002a\u0030-\u0039\u203c\u2049\u2139\u2194-\u21ff\u2300-\u23ff\u3030\u303d]"
    "(?=\ufe0f)|[\ufe0f\u200d\u20e3])+"
)
"""Characters that emoji are made of; what of them is an emoji, the package knows."""
LANGUAGES = frozenset(
    {"en", "es", "ja", "ko", "pt", "it", "fr", "de", "fa", "id", "zh", "ru", "tr", "ar"}
)
"""Languages of the package (its `LANGUAGES`; a test holds that they are the same)."""
_VARIATION = "\ufe0f"


def emoji_rules(language: str) -> tuple[Rule, ...]:
    """Return the rule for emoji, where there are names in the language."""
    subtag = primary(language)
    if subtag not in LANGUAGES:
        return ()

    def say(match: re.Match[str]) -> str | None:
        names = _named(match[0], subtag)
        return (
            names and f"{_space_at(match, match.start() - 1)}{names}{_space_at(match, match.end())}"
        )

    return (Rule("emoji", _RUN, say),)


def _named(run: str, language: str) -> str | None:
    """Return the names of the emoji of a run, or None where a character of it has none."""
    import emoji

    emoji.config.load_language(language)
    names = []
    for token in emoji.analyze(run, non_emoji=True):
        if isinstance(token.value, str):
            if token.chars.strip(_VARIATION):
                return None
            continue
        name = (token.value.data or {}).get(language)
        if name is None:
            return None
        names.append(name.strip(":").replace("_", " "))
    return ", ".join(names) or None


def _space_at(match: re.Match[str], place: int) -> str:
    """Return the space that keeps a name apart from a letter or stop that touched the emoji."""
    char = match.string[max(place, 0) : place + 1]
    if place < match.start():
        return " " if char and not (char.isspace() or char in "([{\"'“‘«") else ""
    return " " if char.isalnum() else ""
