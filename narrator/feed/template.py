"""The settings of a show as a file to fill in, each with a line about what it is for."""

from __future__ import annotations

import json
from pathlib import Path

from narrator.errors import OutputError
from narrator.feed.placing import put_new
from narrator.feed.show import SETTINGS_FILE, Show

TEMPLATE = """\
# The podcast that the episodes in this folder make. `narrator feed` reads it.
# A line that begins with # is a note, or a setting that is not used yet: take the # away.

schema = 1

# What the podcast is called, and one or more sentences about it, at most 4000 bytes.
title = {title}
description = {description}

# Its own web page.
# link = "https://example.com/podcast"

# Where this folder will be on the web. Until this is set, the feed works with `narrator serve`.
{base_url}

# Where the feed will be; feed.xml beside the episodes, unless you say otherwise.
# feed_url = "https://example.com/podcast/feed.xml"

# The language of the show, as "en-GB"; the one that most episodes have, unless you say otherwise.
{language}

# Who makes it, and where directories write to when they ask whether it is yours.
{author}
# email = "podcast@example.com"

# One of Apple's categories, or a subcategory behind its category.
category = "News"
# category = "News > Daily News"

# Whether it has words or subjects that are not for children.
explicit = false

# A square picture in this folder, 1400 to 3000 pixels, JPEG or PNG, and what it shows.
# Without one, narrator makes a plain one with the title.
# cover = "cover.jpg"
# cover_alt = "A lighthouse at dusk"

# copyright = "2026 The Harbour Post"

# What the feed is: newsletter (articles read aloud), podcast, blog, audiobook or course.
medium = "newsletter"

# The lasting identifier. It is made from the address of the feed; set it only when you take over
# a podcast that has one already.
# guid = "9b024349-ccf0-5f69-a609-6b82873eab3c"

# Whether other hosts must not take the feed over.
locked = false

# How many entries the feed has at most, the newest; 0 for all.
limit = 0

# Which day an episode carries: that of the article, or "made", the day on which it came to be.
dates = "article"

# [[person]]
# name = "Ada Quill"
# role = "host"
# href = "https://example.com/ada"

# [[funding]]
# url = "https://example.com/support"
# text = "Support us"
"""


def write_settings(directory: Path, show: Show | None = None) -> Path:
    """Write the settings of a show into a folder, which is made where it is missing.

    Args:
        directory: Where the folders of the episodes are.
        show: What is known already of the title, the address, the language and the author.

    Raises:
        OutputError: where there are settings already, which stay as they are, or the disk does
            not let us.
    """
    path = directory / SETTINGS_FILE
    if not put_new(path, settings_text(show or Show()).encode()):
        raise OutputError(
            "There are settings already",
            where=str(path),
            hint="They stay as they are: edit them, or move them away first.",
        )
    return path


def settings_text(show: Show) -> str:
    """Return the settings as TOML, with what is known of the show filled in."""
    base_url = "" if show.is_local else show.base_url
    return TEMPLATE.format(
        title=_quoted(show.title),
        description=_quoted(show.description),
        base_url=_line("base_url", base_url, "https://example.com/podcast/"),
        language=_line("language", show.language, "en"),
        author=_line("author", show.author, "The Harbour Post"),
    )


def _line(key: str, value: str, example: str) -> str:
    return f"{key} = {_quoted(value)}" if value else f"# {key} = {_quoted(example)}"


def _quoted(text: str) -> str:
    """Return the text as a TOML basic string: JSON's escapes are TOML's too, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
