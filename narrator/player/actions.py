"""What a listener can do, in a table: its name, what it does, and its keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """What a listener can do; the names are those of `--key`, of `listen.toml` and of lines."""

    PAUSE = "pause"
    NEXT_SENTENCE = "next-sentence"
    PREVIOUS_SENTENCE = "previous-sentence"
    REPEAT = "repeat"
    NEXT_SECTION = "next-section"
    PREVIOUS_SECTION = "previous-section"
    START = "start"
    NEXT_ARTICLE = "next-article"
    PREVIOUS_ARTICLE = "previous-article"
    FASTER = "faster"
    SLOWER = "slower"
    NORMAL_SPEED = "normal-speed"
    WHERE = "where"
    PICTURE = "picture"
    KEYS = "keys"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Command:
    """An action as it is listed, and the keys that do it unless the listener says otherwise."""

    does: str
    """What it does, as a phrase."""
    keys: tuple[str, ...]
    """By the names of `narrator.player.keys`; the first is the one that is learnt."""


COMMANDS: Mapping[Action, Command] = {
    # One letter for each thing, with Shift for the way back, as the screen readers NVDA and
    # JAWS have it on web pages; arrow keys only beside a letter, since many terminals, braille
    # displays and phones have none.
    Action.PAUSE: Command("pause, and go on", ("space", "p")),
    Action.NEXT_SENTENCE: Command("next sentence", ("s", "right")),
    Action.PREVIOUS_SENTENCE: Command("previous sentence", ("S", "left")),
    Action.REPEAT: Command("repeat the sentence", ("r",)),
    Action.NEXT_SECTION: Command("next section, that is to say heading", ("h", "down")),
    Action.PREVIOUS_SECTION: Command("previous section", ("H", "up")),
    Action.START: Command("to the start of the article", ("g",)),
    Action.NEXT_ARTICLE: Command("next article", ("a",)),
    Action.PREVIOUS_ARTICLE: Command("previous article", ("A",)),
    # On many keyboards the plus is the equals sign with Shift.
    Action.FASTER: Command("faster", ("f", "+", "=")),
    Action.SLOWER: Command("slower", ("F", "-")),
    Action.NORMAL_SPEED: Command("the voice's own speed", ("0",)),
    Action.WHERE: Command("where am I", ("w",)),
    Action.PICTURE: Command("what is this picture: its description", ("i",)),
    Action.KEYS: Command("list the keys", ("?",)),
    Action.QUIT: Command("quit; the place is kept", ("q",)),
}
"""In the order in which they are listed."""

ACTION_NAMES = {str(action): action for action in Action}
