"""narrator turns articles into spoken MP3 episodes with chapters, keeping their structure.

The whole flow is `narrate`; its five stages are `read`, `plan`, `speak`, `mix` and
`publish`, each of which takes a value and returns the next. `batch` does many sources.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from narrator.batching import batch
    from narrator.mixing import mix
    from narrator.pipeline import narrate
    from narrator.planning import plan
    from narrator.profiles import load_profile
    from narrator.publishing import publish
    from narrator.reading import read
    from narrator.speaking import speak

__version__ = "0.1.0"

__all__ = ["batch", "load_profile", "mix", "narrate", "plan", "publish", "read", "speak"]

_HOMES = {
    "batch": "narrator.batching",
    "load_profile": "narrator.profiles",
    "mix": "narrator.mixing",
    "narrate": "narrator.pipeline",
    "plan": "narrator.planning",
    "publish": "narrator.publishing",
    "read": "narrator.reading",
    "speak": "narrator.speaking",
}


def __getattr__(name: str) -> Any:
    """Import a stage when it is first used, so that `import narrator` loads no library."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
