"""What an article becomes on its way to the script: lines, rests, turns, and omissions.

Each kind of block has a function that yields them; what all of these functions need is in
`Reader`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from narrator.article import Article, Omission, Reason, Span, Stage
from narrator.planning.phrases import Phrases, counted, in_its_script, phrases_for
from narrator.planning.pronouncing import Pronouncer
from narrator.profile import VoiceProfile
from narrator.script import Role


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of an article as it is to be read; it may be several sentences."""

    text: str
    role: Role
    origin: str
    language: str = ""
    """BCP 47, where it is not the article's."""
    lead: str = ""
    """What stands before the first sentence: the number of a list item."""
    spoken: str = ""
    """The spoken form, where it is not made from the text."""
    is_ours: bool = False
    """Whether the page does not show these words: we add them, or its metadata has them."""
    spans: tuple[Span, ...] = ()
    """Where the text is in another language."""


@dataclass(frozen=True, slots=True)
class Rest:
    """A longer pause: where the page draws a change of subject, or an announcement is all."""

    after: Role | None = None
    """As long as behind that role; None: as long as where the subject changes."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The beginning of a section, whether its heading is read or not."""

    title: str
    level: int
    """As on the page."""


@dataclass(frozen=True, slots=True)
class LengthPlace:
    """Where the length is said, once all that is said is known."""


Step = Line | Rest | Turn | LengthPlace | Omission


@dataclass(frozen=True, slots=True)
class Reader:
    """What every block's function needs: the article, the profile, the language's phrases."""

    article: Article
    profile: VoiceProfile
    language: str
    pronouncer: Pronouncer = field(default_factory=Pronouncer)
    """Makes spoken forms, with the user's lexicons."""
    tag: str = field(init=False)
    """The language with the script of its text, where that decides which words we use."""
    phrases: Phrases | None = field(init=False)
    spans: Mapping[str, tuple[Span, ...]] = field(init=False)
    """By the origin of the piece that they are in."""

    def __post_init__(self) -> None:
        """Look up the phrases of the language, and sort the spans."""
        tag = in_its_script(self.language, str(self.article) if self.language[:2] == "sr" else "")
        object.__setattr__(self, "tag", tag)
        object.__setattr__(self, "phrases", phrases_for(tag))
        spans: dict[str, tuple[Span, ...]] = {}
        for span in self.article.spans:
            spans[span.origin] = (*spans.get(span.origin, ()), span)
        object.__setattr__(self, "spans", spans)

    def reads(self, role: Role) -> bool:
        """Say whether the profile has the role read, and nobody asked for it to be left out."""
        return self.profile.roles[role].spoken and role not in self.profile.without

    def announces(self, kind: str, role: Role = Role.ANNOUNCEMENT) -> bool:
        """Say whether that kind of announcement is made, and there are words for it."""
        wanted = bool(getattr(self.profile.announcements, kind))
        return wanted and self.reads(role) and self.phrases is not None

    def announce(
        self, kind: str, origin: str, text: str, role: Role = Role.ANNOUNCEMENT
    ) -> Iterator[Line]:
        """Yield the announcement, where the profile has that kind made."""
        if text and self.announces(kind, role):
            yield Line(text, role, origin, is_ours=True)

    def count(self, kind: str, number: int) -> str:
        """Return the phrase of that kind with its number: "List, 4 items"."""
        if self.phrases is None:
            return ""
        return counted(getattr(self.phrases, kind), number, self.language)

    def read(self, text: str, role: Role, origin: str, language: str = "") -> Iterator[Step]:
        """Yield a line for the text, or the omission that the profile makes of its role."""
        if not text:
            return
        if self.reads(role):
            yield Line(text, role, origin, language, spans=self.spans.get(origin, ()))
        else:
            yield Omission(Stage.PLANNING, self._why_not(role), text, origin)

    def _why_not(self, role: Role) -> Reason:
        if self.profile.roles[role].spoken:
            return Reason.LEFT_OUT
        return Reason.CREDIT if role is Role.CREDIT else Reason.SWITCHED_OFF
