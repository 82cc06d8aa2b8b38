"""What a shell offers where a name is to be typed: names that are known quickly."""

from __future__ import annotations

from collections.abc import Iterable

import click
from click.shell_completion import CompletionItem


def files(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Have the shell offer files and folders."""
    return [CompletionItem(incomplete, type="file")]


def profiles(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the names of profiles; where a path was begun, files."""
    from narrator.profiles import profile_paths

    offered = _beginning(begun, profile_paths())
    return offered or [CompletionItem(begun, type="file")]


def engines(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the names of engines, those of other packages too."""
    from narrator.speaking.registry import engine_names

    return _beginning(begun, engine_names())


def formats(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the names of formats that are not written anyway."""
    from narrator.publishing import DEFAULT_FORMATS, FORMATS

    return _beginning(begun, [name for name in FORMATS if name not in DEFAULT_FORMATS])


def roles(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the names of roles."""
    from narrator.cli.options import ROLE_NAMES

    return _beginning(begun, ROLE_NAMES)


def announcements(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the kinds of announcements, as they are typed."""
    from narrator.cli.options import ANNOUNCEMENT_NAMES

    return _beginning(begun, [name.replace("_", "-") for name in ANNOUNCEMENT_NAMES])


def fetchable_voices(
    _ctx: click.Context, _param: click.Parameter, begun: str
) -> list[CompletionItem]:
    """Offer the names of voices that can be fetched."""
    from narrator.speaking.catalogue import read_catalogue

    return _beginning(begun, [voice.name for voice in read_catalogue()])


def actions(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer what a key can be for, with the equals sign that the key follows."""
    from narrator.player.actions import ACTION_NAMES

    return _beginning(begun, [f"{name.replace(' ', '-')}=" for name in ACTION_NAMES])


def _beginning(begun: str, names: Iterable[str]) -> list[CompletionItem]:
    return [CompletionItem(name) for name in names if name.startswith(begun)]
