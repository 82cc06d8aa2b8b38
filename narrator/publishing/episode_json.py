"""What an episode says of itself, as JSON: what tags have no place for, for feeds and programs.

An ID3v2.3 tag knows the day of publication but not the hour with its zone, joins the authors
into one text, and says where the article is from in a comment for people.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from narrator.episode import Episode
from narrator.publishing.tags import DISCLOSURE, identity, standfirst

SCHEMA = 1
"""The version of this file's form; it is raised where a key changes its meaning."""


def write(episode: Episode, path: Path) -> None:
    """Write what the episode is as a JSON file."""
    text = json.dumps(document(episode), ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8", errors="replace", newline="\n")


def document(episode: Episode) -> dict[str, Any]:
    """Return what is known of the episode; what is not known is left out."""
    meta = episode.metadata
    words: Counter[str] = Counter()
    for omission in episode.omissions:
        words[omission.reason] += len(omission.excerpt.split())
    known = {
        "title": meta.headline,
        "standfirst": standfirst(episode),
        "authors": list(meta.authors),
        "site": meta.site,
        "section": meta.section,
        "language": meta.language,
        "url": meta.url,
        "published": meta.published.iso if meta.published else "",
        "updated": meta.updated.iso if meta.updated else "",
        "voices": list(episode.voices),
        "inPlaceOf": episode.in_place_of,
        "disclosure": episode.disclosure or DISCLOSURE,
        "omissions": [
            {"reason": str(reason), "words": count} for reason, count in words.most_common()
        ],
    }
    return {
        "schema": SCHEMA,
        "id": identity(episode),
        "durationMs": episode.duration_ms,
        "chapters": len(episode.chapters),
        **{name: told for name, told in known.items() if told},
    }
