"""The page's own name beside its headline: in the path to the page, and joined to a kicker."""

from __future__ import annotations

import re
from dataclasses import replace

from narrator.article import Reason
from narrator.reading.plaintext.lines import breadth, item_text, key, number
from narrator.reading.plaintext.page import Page, Part

PATH_ENTRY_BREADTH = 30
"""Sections have short names: before the last entry of seven numbered paths on 113 news pages the
longest has 17 columns."""

PATH_MOST = 6
"""A longer numbered list is a menu: the longest of those paths has five entries."""

NAME_BREADTH = 20
"""The last entry of a path is the page's name where it is longer than a section's."""

REACH_LINES = 30
"""So far above the headline its fuller form is looked for: menus of a section may stand between."""

FEWEST_COMMON = 4
COMMON_SHARE = 0.6
"""So many words, and so much of both, two wordings of one headline have in common; on 113 news
pages no other line has as much in common with the last entry of a path."""

JOINED_KICKER_BREADTH = 60
"""What stands before the headline in its line, and a sign between, is no longer."""

_JOINT = re.compile(r"\s*[:：|]\s+|\s+[-–—]\s+")
# Chinese agencies head a dispatch with its place and day, and "Title:" before the headline.
_DISPATCH = re.compile(r"(?P<line>\S{1,10}社\S{0,12}日电)\s*(?P<label>题\s*[:：])\s*(?=\S)")


def path(page: Page, end: int) -> range:
    """Return the lines of a numbered path to the page above `end`: "1. Home", "2. The headline".

    Empty where there is none. What stands above a path is of the site, not of the page.
    """
    found = range(0)
    for start in range(end):
        stop = _path_end(page, start, end)
        if stop - start > 1:
            found = range(start, stop)
    return found


def _path_end(page: Page, start: int, end: int) -> int:
    """Return the line behind a path that begins there; `start` where none does."""
    for index in range(start, min(start + PATH_MOST, end)):
        if _counted(page, index) != index - start + 1:
            return start
        width = breadth(item_text(page.lines[index].text))
        if width > PATH_ENTRY_BREADTH or (index > start and width >= NAME_BREADTH):
            return start if _counted(page, index + 1) == index - start + 2 else index + 1
    return start


def _counted(page: Page, index: int) -> int:
    """Return the number that the line begins with; 0 where it has none."""
    match = number(page.lines[index].text) if index < len(page) else None
    return int(match["mark"][:-1]) if match else 0


def is_named(page: Page, path: range, index: int) -> bool:
    """Say whether the line says mostly what the last entry of the path to the page says."""
    if not path or index in path:
        return False
    name = set(key(page.lines[path.stop - 1].text).split())
    words = set(key(page.lines[index].text).split())
    common = len(words & name)
    return common >= FEWEST_COMMON and common >= COMMON_SHARE * max(len(words), len(name))


def settle(page: Page, headline: int) -> None:
    """Make the headline whole, and take from it what is none."""
    fuller = _fuller(page, headline)
    if fuller >= 0:
        _exchange(page, headline, fuller)
    else:
        _part_kicker(page, headline)


def _fuller(page: Page, headline: int) -> int:
    """Return the line above that says the headline and more of it, or -1.

    Pages shorten their headline where a kicker or a picture stands beside it; in the path, where
    it must stand alone, they say it whole. The headline goes on there in a small letter, or
    behind a colon.
    """
    text = page.lines[headline].text
    if breadth(text) < NAME_BREADTH:
        return -1
    for index in range(headline - 1, max(-1, headline - REACH_LINES), -1):
        other = page.lines[index].text
        if page.found[index] not in (None, Part.ITEM, Reason.NAVIGATION):
            continue
        if other.endswith(" " + text[0].lower() + text[1:]) and text[0].isupper():
            return index
        before = item_text(other).removesuffix(text).rstrip()
        named = other.endswith(text) and before.endswith((":", "："))
        if named and index in path(page, headline):
            return index
    return -1


def _exchange(page: Page, headline: int, fuller: int) -> None:
    """Put the fuller form in the headline's place; its number stays where it was."""
    short, whole = page.lines[headline], page.lines[fuller]
    text = item_text(whole.text)
    numbered = whole.text[: len(whole.text) - len(text)]
    page.lines[headline] = replace(short, text=text)
    page.lines[fuller] = replace(whole, text=numbered + short.text)
    page.found[fuller] = Reason.DUPLICATE


def _part_kicker(page: Page, headline: int) -> None:
    """Take what stands before the headline in its own line for the kicker.

    A page that writes both with a colon in one place and with a dash in another has them apart.
    """
    line = page.lines[headline]
    dispatch = _DISPATCH.match(line.text)
    if dispatch:
        page.labels.append(dispatch["label"])
        page.kicker = dispatch["line"]
        page.lines[headline] = replace(line, text=line.text[dispatch.end() :])
        return
    joint = _JOINT.search(line.text)
    if not joint or breadth(line.text[: joint.start()]) > JOINED_KICKER_BREADTH:
        return
    before, behind = line.text[: joint.start()], line.text[joint.end() :]
    if any(_joins_otherwise(other.text, before, behind, joint) for other in page.lines):
        page.kicker = before
        page.lines[headline] = replace(line, text=behind)


def _joins_otherwise(text: str, before: str, behind: str, joint: re.Match[str]) -> bool:
    """Say whether the line has the same two parts with another sign between."""
    if not (text.startswith(before) and text.endswith(behind)):
        return False
    between = text[len(before) : len(text) - len(behind)]
    return _JOINT.fullmatch(between) is not None and between.strip() != joint.group().strip()
