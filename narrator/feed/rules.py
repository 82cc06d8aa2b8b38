"""The rules of podcast directories, held against a feed as it stands on disk.

Apple's are from "A podcaster's guide to RSS" and "Podcast RSS feed requirements"; those of the
podcast namespace from its documents. Each rule is a function that yields what is wrong, and is
registered with what it is about and what to do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from narrator.feed.show import LOCAL_BASE_URL, Show
from narrator.feed.xml import Element
from narrator.publishing import Severity

MOST_FINDINGS = 10
"""Of one rule: one mistake in the settings is a mistake in every entry."""

APPLE = "Apple, A podcaster's guide to RSS"
ARTWORK = "Apple, Artwork requirements"
RSS = "RSS 2.0"
NAMESPACE = "podcast namespace, docs/tags"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a feed that is not as it should be."""

    rule: str
    """The name of the rule."""
    severity: Severity
    sentence: str
    """What is wrong, and where."""
    hint: str
    """What to do, as a sentence."""
    source: str
    """The document that asks for it."""

    def __str__(self) -> str:
        """Return the severity, what is wrong and what to do."""
        return f"{self.severity.capitalize()}: {self.sentence} {self.hint}"


@dataclass(frozen=True, slots=True)
class Subject:
    """What the rules judge."""

    directory: Path
    show: Show
    size_bytes: int
    """Of the feed."""
    root: Element

    @property
    def channel(self) -> Element:
        """The channel; an empty one where there is none."""
        return self.root.find("channel") or Element("channel")

    @property
    def items(self) -> list[Element]:
        """The entries, in the order of the feed."""
        return self.channel.all("item")

    def file(self, url: str) -> Path | None:
        """Return the file in the folder that an address stands for; None for another host's."""
        for base in (self.show.base_url, LOCAL_BASE_URL):
            if url.startswith(base):
                return self.directory / unquote(url.removeprefix(base))
        return None


Judge = Callable[[Subject], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a directory or a player asks of a feed."""

    name: str
    severity: Severity
    source: str
    hint: str
    judge: Judge


RULES: dict[str, Rule] = {}
"""By name, in the order in which they are held."""


def rule(source: str, hint: str, severity: Severity = Severity.ERROR) -> Callable[[Judge], Judge]:
    """Register a function as the rule of its name."""

    def register(judge: Judge) -> Judge:
        name = judge.__name__.replace("_", "-")
        RULES[name] = Rule(name, severity, source, hint, judge)
        return judge

    return register


def judge(subject: Subject, rules: Mapping[str, Rule]) -> tuple[Finding, ...]:
    """Return what the rules say, at most some of each."""
    findings = []
    for held in rules.values():
        sentences = list(held.judge(subject))
        left = len(sentences) - MOST_FINDINGS
        if left > 0:
            sentences = [*sentences[:MOST_FINDINGS], f"There are {left} more of the last kind."]
        findings += [
            Finding(held.name, held.severity, sentence, held.hint, held.source)
            for sentence in sentences
        ]
    return tuple(findings)


def named(item: Element) -> str:
    """Return how an entry is called in a sentence."""
    title = " ".join(item.value("title").split()) or item.value("guid") or "without a title"
    return f"Episode {title[:60]!r}"


def several(values: list[str]) -> list[str]:
    """Return the values that are there more than once."""
    return [value for value, count in Counter(values).items() if count > 1 and value]
