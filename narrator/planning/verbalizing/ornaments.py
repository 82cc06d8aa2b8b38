"""Signs that a typesetter puts beside or between words, which are seen and not heard."""

from __future__ import annotations

import re

from narrator.planning.verbalizing.rules import Rule

EMPTY_BOX = "☐"
BOXES = (EMPTY_BOX, "☑")
"""What stands before a task; what they say is said before the item (`planning.lines`)."""
BULLETS = "■□▪▫●◆◇◼◾" + "".join(BOXES)
"""Signs before a point of a list or behind the last word of an article. Stars and triangles that
point up or down say something: how good, more or less."""
POINTERS = "→➔➜▶►▸"
"""Before words they point at them: "→ More on this". Between words they say something."""
ORNAMENTS = frozenset(BULLETS + POINTERS)
_BESIDE = re.compile(rf"^[{BULLETS}{POINTERS}]+\s*(?=\S)|\s*[{BULLETS}]+$")
_BETWEEN = re.compile(r"(?<=[^\W\d_])\s+[|•·]\s+(?=[^\W_])|(?<=\d)\s+[|•]\s+(?=[^\W\d_])")
"""A bar or a dot between words, as between a kicker and a title or an hour and a place. Between
two numbers it may mean more."""


def _unheard(_match: re.Match[str]) -> str:
    return ""


def _comma(_match: re.Match[str]) -> str:
    """Return a short pause, which engines make at a comma in the text."""
    return ", "


ORNAMENT_RULES: tuple[Rule, ...] = (
    Rule("ornament", _BESIDE, _unheard, ORNAMENTS),
    Rule("bar or dot between words", _BETWEEN, _comma, frozenset("|•·")),
)
