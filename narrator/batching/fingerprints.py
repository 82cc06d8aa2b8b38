"""Digests of what an episode is made from, so that an unchanged article is not made again.

In them is what the article says and what was set: not the page's menus and advertisements, nor
the addresses of its pictures, which differ from visit to visit, nor narrator's own lexicons and
rules, since a new version is no reason to make an archive anew.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from narrator.article import Article
    from narrator.batching.jobs import Job
    from narrator.profile import VoiceProfile

MAKING = 1
"""Raised when episodes that earlier versions made should be made again."""


def profile_digest(profile: VoiceProfile, rules: object) -> str:
    """Return the digest of who speaks and of what was set for the whole run.

    Args:
        profile: Its lexicons and sounds count by their content.
        rules: What was set for the run; its `repr` counts.

    Raises:
        LexiconError: where a lexicon is wrong.
    """
    sound = profile.sound
    files = [_file_digest(path) for path in (sound.intro, sound.outro, sound.music)]
    return _digest(repr((MAKING, profile, _lexicons(profile.lexicon), files, rules)))


def settings_digest(job: Job, profile: str) -> str:
    """Return the digest of all that was set for a job; the second is its profile's digest."""
    return _digest(repr((profile, job.title, job.language, _file_digest(job.cover))))


def made_from(article: Article, settings: str) -> str:
    """Return the digest of an article and the settings that it is made with."""
    from narrator.serialization import to_data

    data = to_data(replace(article, omissions=(), warnings=()))
    return _digest(settings + json.dumps(_without_pictures(data), sort_keys=True))


def _without_pictures(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _without_pictures(value) for key, value in data.items() if key != "picture"}
    if isinstance(data, (list, tuple)):
        return [_without_pictures(value) for value in data]
    return data


@lru_cache(maxsize=64)
def _lexicons(paths: tuple[str, ...]) -> str:
    """Return the digest of the user's lexicons: those of a profile and those of all."""
    from narrator.lexicons import load_lexicons, packaged_folder

    ours = str(packaged_folder())
    lexicons = load_lexicons(paths)
    return _digest(repr([found for found in lexicons if not found.name.startswith(ours)]))


@lru_cache(maxsize=1024)
def _file_digest(path: str) -> str:
    """Return the digest of a file; empty where there is none, which is said when it is used."""
    try:
        return sha256(Path(path).read_bytes()).hexdigest() if path else ""
    except OSError:
        return ""


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
