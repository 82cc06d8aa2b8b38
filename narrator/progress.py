"""How far an episode is, told while its clips are taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from narrator.script import Script
from narrator.speech import Clip
from narrator.telling import Tell

LEAST_STEP = 50
"""Utterances, about four minutes of speech, after which a section says again how far it is; in
a very long text a tenth of the whole, so that there are never many such lines."""


def announced(clips: Iterable[Clip], script: Script, tell: Tell) -> Iterator[Clip]:
    """Pass the clips on, and say which section is spoken and, in a long one, how far it is."""
    starts, total = {}, 0
    for number, section in enumerate(script.sections, 1):
        starts[total] = (number, section.title)
        total += len(section.utterances)
    step = max(LEAST_STEP, total // 10)
    said = 0
    for spoken, clip in enumerate(clips):
        share = 100 * spoken // total
        if spoken in starts:
            number, title = starts[spoken]
            stop = "" if title.endswith((".", "?", "!")) else "."
            tell(f"Section {number} of {len(script.sections)}: {title}{stop} {share} percent.")
            said = spoken
        elif spoken - said >= step:
            tell(f"{share} percent.")
            said = spoken
        yield clip
    tell("All is spoken. Mixing.")
