"""Keys: what they are called, and which of them does what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from narrator.errors import ProfileError, nearest
from narrator.player.actions import ACTION_NAMES, COMMANDS, Action

NAMED_KEYS = (
    *("space", "enter", "tab", "backspace", "escape", "insert", "delete"),
    *("up", "down", "left", "right", "home", "end", "page-up", "page-down"),
)
"""Keys that have a name in place of a character."""
_SPELLED = {" ": "space", "\t": "tab", "\n": "enter", "\r": "enter", "return": "enter"}
_SHIFT = "shift+"
_SAID = {
    # Signs that a voice, or a screen reader with little punctuation, passes over.
    "?": "question mark",
    "+": "plus",
    "-": "minus",
    "=": "equals sign",
    ".": "full stop",
    ",": "comma",
    ";": "semicolon",
    ":": "colon",
    "/": "slash",
    "!": "exclamation mark",
}


def key_named(name: str) -> str:
    """Return a key by its name: a character, one of `NAMED_KEYS`, or `Shift+` and a letter.

    Raises:
        ProfileError: where there is no such key; it says which is meant, or which there are.
    """
    plain = name if len(name) == 1 else name.strip()
    plain = _SPELLED.get(plain, plain)
    if len(plain) == 1 and plain.isprintable():
        return plain
    lower = plain.lower().replace("_", "-")
    lower = _SPELLED.get(lower, lower)
    letter = lower.removeprefix(_SHIFT)
    if letter != lower and len(letter) == 1 and letter != letter.upper():
        return letter.upper()
    if lower in NAMED_KEYS:
        return lower
    raise ProfileError(
        "There is no such key",
        where=name,
        hint="A key is one character, Shift+ and a letter, or a name. "
        f"{nearest(lower, NAMED_KEYS)}",
    )


def said(key: str) -> str:
    """Return what a key is called where it is heard: capitals and small letters sound alike."""
    if len(key) == 1 and key != key.lower():
        return f"Shift and {key.lower()}"
    return _SAID.get(key, key.replace("-", " "))


@dataclass(frozen=True, slots=True)
class Keys:
    """Which key does what."""

    of: Mapping[Action, tuple[str, ...]]
    """The keys of each action, in the order of `COMMANDS`."""

    def action(self, key: str) -> Action | None:
        """Return what a key does; None where it does nothing."""
        return next((action for action, keys in self.of.items() if key in keys), None)

    def remapped(self, action: Action, keys: Sequence[str]) -> Keys:
        """Return the keys with others for one action; who had them before loses them."""
        taken = set(keys)
        mine = {
            other: tuple(key for key in held if key not in taken) for other, held in self.of.items()
        }
        return Keys({**mine, action: tuple(dict.fromkeys(keys))})

    def without_a_key(self) -> Iterator[Action]:
        """Yield the actions that no key does any more."""
        return (action for action, keys in self.of.items() if not keys)

    def lines(self) -> Iterator[str]:
        """Yield a line for each action: its keys, then what it does."""
        for action, keys in self.of.items():
            if keys:
                named = ", or ".join(said(key) for key in keys)
                yield f"{named[:1].upper()}{named[1:]}: {COMMANDS[action].does}."


DEFAULT_KEYS = Keys({action: command.keys for action, command in COMMANDS.items()})


def with_changes(keys: Keys, changes: Iterable[tuple[Action, Sequence[str]]], where: str) -> Keys:
    """Return the keys as a listener wants them.

    Args:
        keys: As they were.
        changes: The actions that get other keys, with all of them.
        where: Who wants it, in the words of an error.

    Raises:
        ProfileError: where a key is to do two things, and where an action is left without one.
    """
    wanted = list(changes)
    owner: dict[str, Action] = {}
    for action, given in wanted:
        for key in given:
            if owner.setdefault(key, action) is not action:
                raise ProfileError(
                    f"The key {key} cannot be both {owner[key]} and {action}", where=where
                )
    changed = reduce(lambda made, change: made.remapped(*change), wanted, keys)
    for action in changed.without_a_key():
        raise ProfileError(
            f"Nothing would be left to do {action}",
            where=where,
            hint=f"Give it a key too: --key {action}=KEY, or under [keys] in listen.toml.",
        )
    return changed


def action_named(name: str) -> Action:
    """Return an action by its name.

    Raises:
        ProfileError: where there is none; it names the nearest.
    """
    plain = "-".join(name.strip().lower().replace("_", " ").split())
    if plain in ACTION_NAMES:
        return ACTION_NAMES[plain]
    raise ProfileError("There is no such action", where=name, hint=nearest(plain, ACTION_NAMES))
