"""Opening an article: its head can be spoken while the rest of it is still planned."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from narrator.player.events import Planned, Report
from narrator.script import Role, Script

if TYPE_CHECKING:
    from narrator.pipeline import Opened

HEAD_ROLES = frozenset({Role.HEADLINE, Role.SECTION, Role.SITE, Role.BYLINE, Role.DATE})
"""What stands before the length, which only the whole plan knows."""


def head_of(opened: Opened) -> Script:
    """Return what is said before anything of the article's body, planned by itself."""
    article = opened.article
    script = opened.plan_of(replace(article, standfirst=(), blocks=(), spans=()))
    kept = []
    for utterance in script.sections[0].utterances if script.sections else ():
        if utterance.role not in HEAD_ROLES:
            break
        kept.append(utterance)
    sections = (replace(script.sections[0], utterances=tuple(kept)),) if kept else ()
    return replace(script, sections=sections)


def plan_in_the_background(opened: Opened, number: int, report: Report) -> threading.Thread:
    """Have the whole of an article planned in a thread, and reported.

    Args:
        opened: The article.
        number: Which one it is, for the report.
        report: Takes the plan, or the error.
    """

    def work() -> None:
        try:
            report(Planned(opened.plan_of(opened.article), number))
        except BaseException as error:  # noqa: BLE001 - it is raised where the player waits
            report(Planned(None, number, error))

    thread = threading.Thread(target=work, name="narrator planning", daemon=True)
    thread.start()
    return thread


def begins_with(script: Script, head: Script) -> bool:
    """Say whether a script is said as its head was, pauses aside."""
    return all(
        whole.spoken == part.spoken
        for whole, part in zip(script.utterances(), head.utterances(), strict=False)
    ) and sum(1 for _ in head.utterances()) <= sum(1 for _ in script.utterances())
