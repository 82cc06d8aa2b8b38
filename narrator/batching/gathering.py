"""The stories of an edition: what sources list, read one after the other in their order."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from narrator.batching.jobs import Job, Row, Status
from narrator.batching.listing import ListRules, list_jobs
from narrator.batching.listing.choosing import Wish, chosen
from narrator.batching.politeness import DELAY_S
from narrator.batching.work import Failed, ReadRules, ReadTask, read_article
from narrator.plans import Plan
from narrator.profile import VoiceProfile
from narrator.telling import Tell


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was read, and what was not."""

    plans: tuple[Plan, ...]
    """In the order in which the sources list them."""
    rows: tuple[Row, ...]
    """One for each source that is not among the stories, with the reason."""

    @property
    def failed(self) -> tuple[Row, ...]:
        """Those that could not be read."""
        return tuple(row for row in self.rows if row.status is Status.FAILED)


def gather(
    sources: Iterable[str],
    profile: VoiceProfile,
    wish: Wish,
    rules: ReadRules,
    list_rules: ListRules,
    tell: Tell,
) -> Gathered:
    """Read the articles that sources name: files, URLs, plans, folders, feeds, lists, manifests.

    What cannot be read is a row; the others are read all the same. The rules of sites are kept
    as in a batch, and a site is asked for one page a second.

    Args:
        sources: As `narrator batch` takes them.
        profile: By which the stories are planned: see `narrator.editions.story_profile`.
        wish: Which of what is listed are wanted.
        rules: How all are read.
        list_rules: How sources are looked through.
        tell: Takes a line for each article.

    Raises:
        SourceError: where the only source is not there, or a manifest has a fault.
    """
    plans: list[Plan] = []
    rows: list[Row] = []
    asked: dict[str, float] = {}
    for item in chosen(list_jobs(sources, list_rules), wish):
        if isinstance(item, Row):
            rows.append(item)
        elif item.skip:
            rows.append(Row(item.source, Status.SKIPPED, origin=item.origin))
        else:
            tell(f"Reading {item.name or item.source}.")
            found = _read(item, profile, rules, asked)
            if isinstance(found, Row):
                rows.append(found)
            else:
                plans.append(found)
    return Gathered(tuple(plans), tuple(rows))


def _read(job: Job, profile: VoiceProfile, rules: ReadRules, asked: dict[str, float]) -> Plan | Row:
    site = urlsplit(job.source).netloc if "://" in job.source else ""
    if site in asked:
        time.sleep(max(0.0, asked[site] - time.monotonic()))
    read = read_article(ReadTask(job, profile, "", rules))
    if site:
        asked[site] = time.monotonic() + max(DELAY_S, read.crawl_delay_s)
    if isinstance(read, Failed):
        return Row(job.source, Status.FAILED, origin=job.origin, fault=read.fault)
    return read.plan
