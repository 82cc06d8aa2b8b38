"""Many articles in one episode: the plan of a talking newspaper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from narrator.article import Metadata, PublicationDate
from narrator.errors import SourceError
from narrator.plans import Plan

if TYPE_CHECKING:
    from narrator.profile import VoiceProfile

IDENTITY = "edition:"
"""Begins what tells an edition from every other source: an edition is known by its title."""


def story_profile(profile: VoiceProfile) -> VoiceProfile:
    """Return the profile by which the stories of an edition are planned."""
    from narrator.planning.editions import without_ends

    return without_ends(profile)


def plan_edition(
    plans: Sequence[Plan],
    profile: VoiceProfile,
    day: date,
    *,
    title: str = "",
    language: str = "",
) -> Plan:
    """Return the plan of an edition, which is produced as any other plan is.

    Args:
        plans: Of its stories, in their order, each made with `story_profile`.
        profile: Says how the index is read.
        day: When it comes out; its title has it, where it is given none.
        title: What it is called. An edition of the same title replaces the earlier one.
        language: Of its title and index, BCP 47; empty for that of most of its stories.

    Raises:
        SourceError: where there are no stories, or nothing is to be said of any.
        LexiconError: where a lexicon is wrong.
    """
    from narrator.lexicons import load_lexicons
    from narrator.planning.editions import Story, bind, common_language, edition_title

    stories = [Story(plan.article, plan.script) for plan in plans if plan.script.sections]
    if not stories:
        raise SourceError(
            "There is no story for an edition",
            hint="Give articles that can be read, one at least.",
        )
    language = language or common_language(stories)
    published = PublicationDate(iso=day.isoformat())
    headline = " ".join(title.split()) or edition_title(published, language)
    metadata = Metadata(headline=headline, published=published, language=language)
    bound = bind(stories, metadata, profile, load_lexicons(profile.lexicon))
    return Plan(bound.article, bound.script, f"{IDENTITY}{headline}")
